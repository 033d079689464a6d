"""Speed of `add` beside the bare parser, and with 1 and N workers, in one run.

    python benchmarks/intake.py [ARTICLES] [WORKERS]

Articles are made from the sample reports of the repository, every one with other words. The bare
parser is the language pipeline alone; reading is all stages in one process, without a ledger;
`add` opens files, reads in workers and writes. Ratios above 1 mean faster than what they name:
opening, reading and writing run side by side.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dateline.ledger import create
from dateline.model import Document, Published
from dateline.pipeline import Resources, store
from dateline.pipeline.intake import arrivals
from dateline.pipeline.reading import read_document
from dateline.pipeline.worker import Pool
from dateline.readers import Known

SAMPLES = Path(__file__).parents[1] / "samples" / "launch"
DAY = Published.parse("2026-01-04")


def articles(count: int) -> list[str]:
    """Reports of the samples, each with a sentence of its own."""
    texts = [p.read_text("utf-8") for p in sorted(SAMPLES.glob("*.txt"))]
    return [f"{texts[n % len(texts)]}\nReport {n} was filed on Sunday.\n" for n in range(count)]


def processor() -> float:
    """Processor seconds of this process and of its workers that have ended."""
    both = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in both)


def clock(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of the processor."""
    started, busy = time.perf_counter(), processor()
    work()
    return time.perf_counter() - started, processor() - busy


def added(folder: Path, resources: Resources, workers: int) -> tuple[float, float]:
    """Seconds of one `add` of a folder into a new ledger; 0 workers is in this process."""
    ledger = create(str(folder.with_name(f"{workers}.ledger")))

    def work() -> None:
        pool = Pool(resources, workers) if workers else None
        found = arrivals([folder], Known(DAY), pool)
        store.add(ledger, found, resources, recorded="2026-01-04T00:00:00Z", pool=pool)
        if pool:
            pool.close()

    took = clock(work)
    ledger.close()
    return took


def main(count: int, workers: int) -> None:
    """Print seconds, articles a second and ratios."""
    resources = Resources()
    texts = articles(count)
    documents = [Document.of(text, published=DAY) for text in texts]
    read_document(documents[0], resources)
    bare = clock(lambda: [resources.parser.parse(text) for text in texts])
    reading = clock(lambda: [read_document(d, resources) for d in documents])
    rows = [("bare parser", bare), ("reading, no ledger", reading)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "articles"
        folder.mkdir()
        for n, text in enumerate(texts):
            (folder / f"{n:05}.txt").write_text(text, "utf-8")
        for number in (0, 1, workers):
            name = f"add, {number} worker{'' if number == 1 else 's'}" if number else "add, here"
            rows.append((name, added(folder, resources, number)))
    print(f"{count} articles, {sum(map(len, texts)) // count} characters each")
    print("speed by the clock, and by processor seconds, as a share of the parser's and reading's")
    head = ("s", "/s", "parser", "reading", "cpu s", "parser", "reading")
    print(f"{'':20}" + "".join(f"{h:>9}" for h in head))
    for name, (took, busy) in rows:
        print(
            f"{name:20}{took:9.1f}{count / took:9.1f}{bare[0] / took:9.0%}{reading[0] / took:9.0%}"
            f"{busy:9.1f}{bare[1] / busy:9.0%}{reading[1] / busy:9.0%}"
        )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 200,
        int(sys.argv[2]) if len(sys.argv) > 2 else 2,
    )
