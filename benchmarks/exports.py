"""Sizes and times of every export of a ledger, and of filters, rows in Python and a watch run.

python benchmarks/exports.py [DOCUMENTS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.exports import (
    annotations,
    arrow,
    database,
    delimited,
    dyads,
    fill,
    geojson,
    kml,
    polecat,
)
from dateline.ledger import create
from dateline.model import Document, Published
from dateline.notebook import OpenLedger
from dateline.pipeline import Resources, reading, store, watch
from dateline.pipeline.content import content
from dateline.pipeline.intake import Arrival
from dateline.pipeline.reading import ReadDocument, read_document
from dateline.readers import Known
from dateline.views import filters

SAMPLE = Path(__file__).parents[1] / "samples" / "launch" / "twin.txt"
AT = "2026-01-04T00:00:00Z"


def main(count: int, folder: Path) -> None:
    """Add `count` documents with the claims of one report, each of a day of its own, and export."""
    resources = Resources()
    first = read_document(
        Document.of(SAMPLE.read_text(), published=Published.parse("2026-01-04")), resources
    )

    def quick(document: Document, _: Resources) -> ReadDocument:
        claims = first.claims
        mentions = tuple(replace(m, document=document.id) for m in claims.mentions)
        moved = {old.id: new.id for old, new in zip(claims.mentions, mentions)}
        own = tuple(replace(c, mention=moved[c.mention]) for c in claims.claims)
        held = replace(claims, document=document.id, mentions=mentions, claims=own)
        return ReadDocument(document, first.annotations, held)

    reading.read_document = quick  # type: ignore[assignment]
    store.read_document = quick  # type: ignore[attr-defined]

    def items() -> Iterator[Arrival]:
        for n in range(count):
            day = Published.parse(f"20{10 + n // 336:02d}-{1 + n % 12:02d}-{1 + n // 12 % 28:02d}")
            yield Arrival(SAMPLE, Document.of(f"{SAMPLE.read_text()}{n}", published=day), Known())

    ledger = create(str(folder / "bench.ledger"))
    store.add(ledger, items(), resources, recorded=AT)
    held = timed("content of the ledger", lambda: content(ledger, resources))
    tables = timed("rows of all tables", lambda: fill.fill(held))
    by_name = {t.name: t for t in tables}
    rows = sum(len(t.rows) for t in tables)
    cells = len(by_name["cells"].rows)
    print(f"{count} documents, {len(held.incidents)} incidents, {cells:,} cells, {rows:,} rows")
    parquet = timed("parquet", lambda: [arrow.parquet(t, held.version) for t in tables])
    size("parquet", sum(map(len, parquet)))
    path = folder / "bench.duckdb"
    timed("duckdb", lambda: database.write(tables, path, held.version))
    size("duckdb", path.stat().st_size)
    for safe in (False, True):
        name = "csv, safe" if safe else "csv"
        text = timed(name, lambda safe=safe: [delimited.csv(t, safe) for t in tables])
        size(name, sum(len(t.encode()) for t in text))
    places, evidence = by_name["places"], by_name["evidence"]
    size("geojson", len(timed("geojson", lambda: geojson.dumps(places, evidence))))
    size("kml", len(timed("kml", lambda: kml.dumps(places, evidence))))
    documents = [d for d, _ in held.documents]
    size("annotations",
         len(timed("annotations", lambda: annotations.dumps(by_name, documents, ""))))  # fmt: skip
    made = timed("dyads", lambda: dyads.panel(held.documents, held.incidents))
    print(f"dyads: {len(made.filled.rows):,} rows")
    timed("polecat", lambda: polecat.export(held.documents, held.incidents, "bench"))
    rule = filters.parse("kind:missile-launch actor:PRK voices>=2 range>=?900km",
                         filters.slot_names(resources.kinds))  # fmt: skip
    timed("filter", lambda: filters.matching(held.incidents, rule, held.documents))
    book = OpenLedger(ledger, resources)
    timed("claims to pandas", lambda: book.claims().to_pandas())
    timed("claims to polars, again", lambda: book.claims().to_polars())
    watch.add(ledger, rule.text, resources, recorded=AT)
    print(f"{len(timed('watch run', lambda: watch.run(ledger, resources, recorded=AT)))} alerts")
    timed("watch run, again", lambda: watch.run(ledger, resources, recorded=AT))
    ledger.close()


def timed(name: str, work: Callable[[], Any]) -> Any:
    started, busy = time.perf_counter(), time.process_time()
    done = work()
    wall, cpu = time.perf_counter() - started, time.process_time() - busy
    print(f"{name:<24}{wall:8.2f} s wall {cpu:8.2f} s of processor time")
    return done


def size(name: str, count: int) -> None:
    print(f"{name:<24}{count / 1e6:8.2f} MB")


if __name__ == "__main__":
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as place:
        main(documents, Path(place))
