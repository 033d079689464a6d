"""What a batch of ten reports costs by the size of the ledger: `python benchmarks/relink.py`.

Mechanics only, not quality. The sample reports are read once. Every round stores them again,
published one day after the round before, with all their days moved alike, a filing line of its own
and, in turn, the actor of one of twelve states; so new reports come in at the end of the archive,
as news does. The ledger is filled in bulk and computed as a whole at every size; then batches of
ten further reports are added one by one. Printed are medians of wall and processor time a batch:
without the reading of the texts, which does not depend on the ledger; for a desk that is open, from
the request after the write to its list of incidents. Ratios are of processor time to the first
size. `--plain` leaves out ordinal claims ("the first since 2021"), which count earlier incidents.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from dateline.ledger import Ledger, batches, create
from dateline.ledger.rows import packed
from dateline.ledger.writing import Writer
from dateline.model import Claims, Document, Published, Value, When
from dateline.pipeline import Resources, samples
from dateline.pipeline.ledgers import held
from dateline.pipeline.relink import record
from dateline.pipeline.snapshots import Snapshots
from dateline.pipeline.versions import versions

RECORDED = "2026-11-25T00:00:00Z"
BATCH = 10
FIRST = date(2001, 1, 1)
STATES = ("PRK", "KOR", "JPN", "CHN", "RUS", "IRN", "IND", "PAK", "USA", "ISR", "UKR", "TUR")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[1000, 5000, 20_000])
    arguments.add_argument("--batches", type=int, default=9)
    arguments.add_argument("--plain", action="store_true", help="no ordinal claims")
    given = arguments.parse_args()
    resources = Resources()
    with tempfile.TemporaryDirectory() as folder:
        seed = samples.build(str(Path(folder) / "seed"), resources, recorded=RECORDED)
        reports = further(held(seed).documents, given.plain)
        ledger = create(str(Path(folder) / "relink.ledger"))
        count, first = 0, None
        for size in given.sizes:
            put(ledger, [next(reports) for _ in range(size - count)], None)
            whole = timed(lambda: refreshed(ledger, resources))
            took = measured(ledger, resources, reports, given.batches)
            count = size + BATCH * given.batches
            first = first or took
            print(
                f"{size:,} reports: computed as a whole {whole[1]:.1f} s; a batch of {BATCH} adds "
                + "; ".join(
                    f"{name} {1000 * wall:.0f} ms (processor {1000 * busy:.0f} ms, ratio "
                    f"{busy / first[name][1]:.2f})"
                    for name, (wall, busy) in took.items()
                )
            )
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


Reports = Iterator[tuple[Document, Claims]]


def further(pairs: tuple[tuple[Document, Claims], ...], plain: bool) -> Reports:
    """Endless reports, round by round; `plain` ones without ordinal claims."""
    if plain:
        pairs = tuple(
            (d, replace(c, claims=tuple(x for x in c.claims if x.slot != "ordinal")))
            for d, c in pairs
        )
    number = 0
    while True:
        day = FIRST + timedelta(days=number)
        state = STATES[number % len(STATES)]
        for document, claims in pairs:
            published = document.published.day if document.published else FIRST
            yield moved(document, claims, number, (day - published).days, state)
        number += 1


def moved(
    document: Document, claims: Claims, number: int, days: int, state: str
) -> tuple[Document, Claims]:
    """A report with ids of its own, told of days and a state of its own."""

    def shift(words: str) -> str:
        day = lambda m: (date.fromisoformat(m[0]) + timedelta(days=days)).isoformat()  # noqa: E731
        return _DAY.sub(day, words)

    def change(found: Value) -> Value:
        if isinstance(found, str) and found.startswith("PRK"):
            return state + found[3:]
        if not isinstance(found, When):
            return found
        first, last = found.earliest, found.latest
        return replace(
            found, earliest=shift(first) if first else None, latest=shift(last) if last else None
        )

    published = shift(document.published.original) if document.published else None
    made = Document.of(
        f"{document.text.characters}\nFiling {number:05d} of a synthetic archive.",
        published=Published.parse(published) if published else None, outlet=document.outlet,
        title=document.title, url=f"{document.url}/{number}" if document.url else None,
    )  # fmt: skip
    new = {m.id: replace(m, document=made.id) for m in claims.mentions}
    names = {old: m.id for old, m in new.items()}
    return made, replace(
        claims, document=made.id, published=published, mentions=tuple(new.values()),
        claims=tuple(
            replace(c, mention=names[c.mention], value=change(c.value)) for c in claims.claims
        ),
        statements=tuple(replace(s, document=made.id, claims=()) for s in claims.statements),
        predictions=(), coverage=(),
        links=tuple(replace(x, left=names[x.left], right=names[x.right]) for x in claims.links),
    )  # fmt: skip


def put(ledger: Ledger, found: list[tuple[Document, Claims]], resources: Resources | None) -> None:
    """One batch; without resources in bulk, its incidents left for later."""
    with ledger.writing() as connection:
        batch = batches.begin(connection, RECORDED, "add")
        writer = Writer(connection, batch, "full")
        writer.expect([document for document, _ in found])
        ids = []
        for document, claims in found:
            reading = versions().reading(document.id)
            writer.document(document)
            writer.reading(reading, packed(claims, len(document.text.characters)), document.text)
            writer.turn(reading)
            ids += [document.id, reading.id, f"turn:{reading.id}"]
        writer.flush()
        if resources is not None:
            ids += record(connection, batch, resources).marks
        sums = {"documents": len(found), "readings": len(found), "rows": 0, "quarantined": 0}
        batches.finish(connection, batch, sums, ids)


def refreshed(ledger: Ledger, resources: Resources) -> None:
    """Compute all incidents and record them."""
    with ledger.writing() as connection:
        batch = batches.begin(connection, RECORDED, "relink")
        marks = record(connection, batch, resources, whole=True).marks
        sums = {"documents": 0, "readings": 0, "rows": 0, "quarantined": 0}
        batches.finish(connection, batch, sums, marks)


def measured(
    ledger: Ledger, resources: Resources, reports: Reports, number: int
) -> dict[str, tuple[float, float]]:
    """Medians of (wall, processor) seconds of what a batch costs, by name."""
    desk = Snapshots(ledger, resources)
    _ = desk.now().rows
    found: dict[str, list[tuple[float, float]]] = {"to store": [], "to show": []}
    for _ in range(number):
        ten = [next(reports) for _ in range(BATCH)]
        found["to store"].append(timed(partial(put, ledger, ten, resources)))
        found["to show"].append(timed(lambda: desk.now().rows))
    return {
        name: (statistics.median(w for w, _ in took), statistics.median(b for _, b in took))
        for name, took in found.items()
    }


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """(wall, processor) seconds."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
