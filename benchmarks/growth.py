"""What 200 more articles cost in ledgers of 1,000, 5,000 and 20,000: ratios of one run.

    python benchmarks/growth.py [--sizes 1000,5000,20000] [--add 200] [--single 20] [--unrelated]

A ledger is filled with reports of `templates`, 400 of them read once and stored again under other
dates and words. At each size 200 new reports are added in one batch, then 20 more one by one, with
processor seconds taken of everything and of the re-link alone. Ratios are to the first size. With
`--unrelated` nothing is related at all.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from desk import moved
from intake import relinks
from templates import day, report

from dateline.ledger import Ledger, batches, create, rows
from dateline.ledger.writing import AT_ONCE, Writer
from dateline.model import Claims, Document, Published
from dateline.pipeline import Resources, store
from dateline.pipeline.intake import arrivals
from dateline.pipeline.reading import read_document
from dateline.pipeline.relink import Relinked
from dateline.pipeline.versions import versions
from dateline.readers import Known

SEED = 400
NOW = "2026-01-04T00:00:00Z"
Pairs = tuple[tuple[Document, Claims], ...]


@dataclass
class Cost:
    """Processor milliseconds an article: all, and without the re-link."""

    whole: float
    rest: float


def seed(resources: Resources) -> Pairs:
    """Reports with their claims, read by the code of today."""
    out = []
    for n in range(SEED):
        when = Published.parse(day(n).isoformat())
        document = Document.of(report(n), published=when, outlet=f"Wire {n % 7}")
        out.append((document, read_document(document, resources).claims))
    return tuple(out)


def rounds(pairs: Pairs) -> Iterator[tuple[Document, Claims]]:
    """The reports again and again, each round moved in time."""
    number = 0
    while True:
        yield from moved(pairs, number)
        number += 1


def fill(ledger: Ledger, count: int, more: Iterator[tuple[Document, Claims]]) -> None:
    """Store so many documents of the rounds."""
    now, left = versions(), count
    while left > 0:
        with ledger.writing() as connection:
            batch = batches.begin(connection, NOW, "add")
            writer, ids = Writer(connection, batch, "full"), []
            part = [next(more) for _ in range(min(AT_ONCE, left))]
            writer.expect([d for d, _ in part])
            for document, claims in part:
                reading = now.reading(document.id)
                writer.document(document)
                packed = rows.packed(claims, len(document.text.characters))
                writer.reading(reading, packed, document.text)
                writer.turn(reading)
                ids += [document.id, reading.id, f"turn:{reading.id}"]
            writer.flush()
            sums = {"documents": len(part), "readings": len(part), "rows": 0, "quarantined": 0}
            batches.finish(connection, batch, sums, ids)
        left -= len(part)


def add(ledger: Ledger, files: list[Path], resources: Resources, spent: list[float]) -> Cost:
    """The cost of one `add`."""
    spent.clear()
    started = time.process_time()
    known = Known(Published.parse((day(0) + timedelta(days=9)).isoformat()))
    done = store.add(ledger, arrivals(files, known), resources, recorded=NOW)
    busy = time.process_time() - started
    assert done.documents == len(files), done
    return Cost(1000 * busy / len(files), 1000 * (busy - sum(spent)) / len(files))


def written(folder: Path, first: int, count: int) -> list[Path]:
    """Files of new reports."""
    out = []
    for n in range(first, first + count):
        out.append(folder / f"{n}.txt")
        out[-1].write_text(report(n), "utf-8")
    return out


def measured(
    sizes: list[int], count: int, single: int, unrelated: bool
) -> list[tuple[int, Cost, Cost]]:
    """Documents, cost an article in one batch, cost of a batch of one."""
    resources, spent, out = Resources(), list[float](), []
    if unrelated:
        store.record = lambda *given: Relinked()
    relinks(spent)
    more = rounds(seed(resources))
    with tempfile.TemporaryDirectory() as place:
        ledger, held, number = create(str(Path(place) / "l")), 0, 1_000_000
        for size in sizes:
            fill(ledger, size - held, more)
            # The first re-link after a fill relates everything; it is not the cost of an article.
            add(ledger, written(Path(place), number, 1), resources, spent)
            files = written(Path(place), number + 1, count + single)
            whole = add(ledger, files[:count], resources, spent)
            ones = [add(ledger, [f], resources, spent) for f in files[count:]]
            one = Cost(sum(o.whole for o in ones) / single, sum(o.rest for o in ones) / single)
            out.append((size, whole, one))
            held, number = size + count + single + 1, number + count + single + 1
        ledger.close()
    return out


def show(found: list[tuple[int, Cost, Cost]], count: int) -> None:
    """Print milliseconds and ratios."""
    print(f"processor ms an article: {count} in one batch, and in batches of one")
    heads = ("documents", "re-link too", "ratio", "without", "ratio", "one, too", "ratio",
             "without", "ratio")  # fmt: skip
    print("".join(f"{h:>13}" for h in heads))
    _, first, alone = found[0]
    for size, whole, one in found:
        values: list[Any] = [
            f"{size:,}", f"{whole.whole:.1f}", f"{whole.whole / first.whole:.2f}",
            f"{whole.rest:.1f}", f"{whole.rest / first.rest:.2f}", f"{one.whole:.0f}",
            f"{one.whole / alone.whole:.2f}", f"{one.rest:.1f}", f"{one.rest / alone.rest:.2f}",
        ]  # fmt: skip
        print("".join(f"{v:>13}" for v in values))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", default="1000,5000,20000")
    arguments.add_argument("--add", type=int, default=200)
    arguments.add_argument("--single", type=int, default=20)
    arguments.add_argument("--unrelated", action="store_true")
    given = arguments.parse_args()
    sizes = [int(s) for s in given.sizes.split(",")]
    show(measured(sizes, given.add, given.single, given.unrelated), given.add)


if __name__ == "__main__":
    main()
