"""Speed of `add` beside the bare parser, and with 1 and N workers, in one run.

    python benchmarks/intake.py [ARTICLES] [WORKERS] [FOLDER]

What is compared, on the same texts (`templates`, or the .txt files of a folder), in this order:
spaCy one by one   the pipeline as shipped (all components but the unused `senter`), `nlp(text)`
spaCy batched      the same over all texts at once, `nlp.pipe(texts)` as shipped, one process
spaCy, N processes the same, `nlp.pipe(texts, n_process=N)`
parse              `Parser.parse`: the pipeline as dateline runs it, and the copy into its own types
reading            all stages in this process, without a ledger
add, here          files opened, texts read, rows written, incidents related, in this process
add, N workers     the same with texts read in N processes, another opening files, this one writing
Of every `add` the seconds of the re-link are taken out of the second figure. By the clock, and by
processor seconds of all processes, which a busy machine changes less. Above 100 % is faster. By the
clock, what runs in N processes is held against spaCy in N, the rest against spaCy one by one.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from templates import day, report

from dateline.annotate.parse import MODEL
from dateline.ledger import create
from dateline.model import Document, Published
from dateline.pipeline import Resources, store
from dateline.pipeline.intake import arrivals
from dateline.pipeline.reading import read_document
from dateline.pipeline.worker import Pool
from dateline.readers import Known

DAY = Published.parse(day(0).isoformat())


@dataclass
class Took:
    """Seconds by the clock, of all processors, and what the re-link took of both."""

    clock: float
    busy: float
    relink: float = 0.0


def processor() -> float:
    """Processor seconds of this process and of its workers that have ended."""
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in both)


def clock(work: Callable[[], object]) -> Took:
    """Time one piece of work."""
    started, busy = time.perf_counter(), processor()
    work()
    return Took(time.perf_counter() - started, processor() - busy)


def relinks(spent: list[float]) -> None:
    """Note the processor seconds of every re-link from here on."""
    record = store.record

    def timed(*given: Any) -> Any:
        started = time.process_time()
        try:
            return record(*given)
        finally:
            spent.append(time.process_time() - started)

    store.record = timed


def added(folder: Path, resources: Resources, workers: int, spent: list[float]) -> Took:
    """One `add` of a folder into a new ledger; 0 workers is in this process."""
    ledger = create(str(folder.with_name(f"{workers}.ledger")))
    spent.clear()

    def work() -> None:
        pool = Pool(resources, workers) if workers else None
        found = arrivals([folder], Known(DAY), pool)
        store.add(ledger, found, resources, recorded="2026-01-04T00:00:00Z", pool=pool)
        if pool:
            pool.close()

    took = clock(work)
    took.relink = sum(spent)
    ledger.close()
    return took


def articles(count: int, folder: str | None) -> list[str]:
    """The texts that are read."""
    if folder is None:
        return [report(n) for n in range(count)]
    return [p.read_text("utf-8") for p in sorted(Path(folder).glob("*.txt"))[:count]]


def main(count: int, workers: int, given: str | None) -> None:
    """Print seconds, articles a second and ratios."""
    resources, spent = Resources(), list[float]()
    relinks(spent)
    texts = articles(count, given)
    documents = [Document.of(text, published=DAY) for text in texts]
    nlp = spacy.load(MODEL, exclude=["senter"])
    for document in documents[:5]:
        read_document(document, resources)
        nlp(document.text.characters)
    rows = [
        ("spaCy one by one", clock(lambda: [nlp(text) for text in texts])),
        ("spaCy batched", clock(lambda: [None for _ in nlp.pipe(texts)])),
        ("parse", clock(lambda: [resources.parser.parse(text) for text in texts])),
        (f"spaCy, {workers} processes",
         clock(lambda: [None for _ in nlp.pipe(texts, n_process=workers)])),
        ("reading", clock(lambda: [read_document(d, resources) for d in documents])),
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"{n:05}.txt").write_text(text, "utf-8")
        for number in sorted({0, 1, workers}):
            name = f"add, {number} worker{'' if number == 1 else 's'}" if number else "add, here"
            rows.append((name, added(folder, resources, number, spent)))
    table(len(texts), sum(map(len, texts)) // len(texts), rows)
    alone, together = rows[0][1].clock, rows[3][1].clock
    print(
        f"by the clock: add, here {alone / rows[5][1].clock:.0%} of spaCy one by one; add,"
        f" {workers} workers {together / rows[-1][1].clock:.0%} of spaCy, {workers} processes, and"
        f" {alone / rows[-1][1].clock:.0%} of one by one"
    )


def table(count: int, length: int, rows: list[tuple[str, Took]]) -> None:
    """Print a row a way, with its speed as a share of the three ways to parse."""
    print(f"{count} articles of {length} characters")
    heads = "".join(
        f"{h:>11}" for h in ("s", "cpu s", "cpu ms/art.", "one by one", "batched", "parse")
    )
    print(f"{'':18}{heads}   without the re-link, cpu")
    one, batched, parse = (took.busy for _, took in rows[:3])
    for name, took in rows:
        line = f"{name:18}{took.clock:11.1f}{took.busy:11.1f}{1000 * took.busy / count:11.1f}"
        line += "".join(f"{base / took.busy:11.0%}" for base in (one, batched, parse))
        if took.relink:
            rest = took.busy - took.relink
            line += "  " + "".join(f"{base / rest:9.0%}" for base in (one, batched, parse))
        print(line)


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        int(sys.argv[2]) if len(sys.argv) > 2 else 2,
        sys.argv[3] if len(sys.argv) > 3 else None,
    )
