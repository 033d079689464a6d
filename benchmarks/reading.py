"""CPU milliseconds per article of the parse and of every layer beyond it.

    python benchmarks/reading.py ROWS.jsonl [--limit 100]

ROWS holds objects with `text` and, if they have one, `published` or `dct`. Each layer is run over
all parses; the figure printed is the mean of the best of three rounds.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable
from pathlib import Path

from dateline.annotate import attributions, events, figures, names, places, times
from dateline.evaluate.predict import read_rows
from dateline.evaluate.tasks.time import published
from dateline.model import Parse
from dateline.pipeline import Resources


def best(run: Callable[[], object], rounds: int = 3) -> float:
    """CPU seconds of the fastest of some rounds."""
    out = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        out.append(time.process_time() - start)
    return min(out)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rows", type=Path)
    arguments.add_argument("--limit", type=int, default=100)
    given = arguments.parse_args()
    rows = list(itertools.islice(read_rows(given.rows), given.limit))
    resources = Resources()
    resources.parser.parse("Warm up.")
    start = time.process_time()
    parses = [resources.parser.parse(r["text"]) for r in rows]
    parsed = time.process_time() - start
    days = [published(r.get("published") or r.get("dct")) for r in rows]
    named = [names.annotate(p) for p in parses]

    def each(layer: Callable[[Parse], object]) -> Callable[[], object]:
        return lambda: [layer(p) for p in parses]

    layers: list[tuple[str, Callable[[], object]]] = [
        ("names", each(names.annotate)),
        ("places", each(lambda p: places.annotate(p, resources.gazetteer))),
        ("figures", each(figures.annotate)),
        ("times", lambda: [times.annotate(p, d) for p, d in zip(parses, days)]),
        ("attributions", each(attributions.annotate)),
        ("events", lambda: [events.annotate(p, resources.kinds, n) for p, n in zip(parses, named)]),
    ]
    print(f"{len(rows)} articles, {sum(len(r['text']) for r in rows) // len(rows)} characters each")
    print(f"{'parse':14}{1000 * parsed / len(rows):8.2f} ms")
    for name, run in layers:
        print(f"{name:14}{1000 * best(run) / len(rows):8.2f} ms")


if __name__ == "__main__":
    main()
