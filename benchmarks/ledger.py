"""Rows a second of `add` without the parse, size, and times to list and verify.

python benchmarks/ledger.py [DOCUMENTS] [PLACE]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.ledger import create
from dateline.model import Document, Published
from dateline.pipeline import Resources, ledgers, reading, store
from dateline.pipeline.intake import Arrival
from dateline.pipeline.reading import ReadDocument, read_document
from dateline.readers import Known

SAMPLE = Path(__file__).parents[1] / "samples" / "launch" / "twin.txt"


def main(count: int, place: str) -> None:
    """Add `count` documents with the claims of one report each, read once."""
    resources = Resources()
    day = Published.parse("2026-01-04")
    first = read_document(Document.of(SAMPLE.read_text(), published=day), resources)

    def quick(document: Document, _: Resources) -> ReadDocument:
        claims = first.claims
        mentions = tuple(replace(m, document=document.id) for m in claims.mentions)
        held = replace(claims, document=document.id, mentions=mentions)
        return ReadDocument(document, first.annotations, held)

    reading.read_document = quick  # type: ignore[assignment]

    def items() -> Iterator[Arrival]:
        for n in range(count):
            text = f"{SAMPLE.read_text()}{n}"
            yield Arrival(SAMPLE, Document.of(text, published=day), Known())

    ledger = create(place)
    started, busy = time.perf_counter(), time.process_time()
    done = store.add(ledger, items(), resources, recorded="2026-01-04T00:00:00Z")
    took, busy = time.perf_counter() - started, time.process_time() - busy
    print(f"{done.rows} rows of {count} documents in {took:.2f} s, {busy:.2f} s of processor time:")
    print(f"{done.rows / took:,.0f} rows/s, {done.rows / busy:,.0f} rows a processor second")
    started = time.perf_counter()
    again = store.add(ledger, items(), resources, recorded="2026-01-04T00:00:00Z")
    print(f"again: {again.rows} rows in {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    held = ledgers.held(ledger)
    print(f"all {len(held.documents)} loaded in {time.perf_counter() - started:.2f} s")
    started = time.perf_counter()
    result = ledgers.verify(ledger, resources, replay=False)
    print(f"{result.kept} spans re-read in {time.perf_counter() - started:.2f} s: {result.holds}")
    started = time.perf_counter()
    print(f"{len(ledgers.find_words(ledger, 'ballistic missiles'))} hits", end=" ")
    print(f"in {time.perf_counter() - started:.2f} s")
    ledger.close()
    if ledger.is_sqlite:
        size = Path(place).stat().st_size
        print(f"{size / 1e6:.1f} MB, {size / count / 1e3:.0f} kB a document")


if __name__ == "__main__":
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        main(documents, sys.argv[2] if len(sys.argv) > 2 else f"{folder}/bench.ledger")
