"""Sentences a second of processor time, text to coded events, on one core.

    python benchmarks/events.py [--sentences 2000]

The sentences are those of `gold/events.spans`, repeated. Parsing is timed apart from coding.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from dateline.annotate import events, names
from dateline.evaluate.gold import cases
from dateline.pipeline import Resources


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sentences", type=int, default=2000)
    wanted = arguments.parse_args().sentences
    resources = Resources()
    texts = [c.text for c in cases(Path("gold"), "events")]
    texts = (texts * (wanted // len(texts) + 1))[:wanted]
    resources.parser.parse(texts[0])
    started = time.process_time()
    parses = [resources.parser.parse(t) for t in texts]
    parsed = time.process_time()
    found = sum(len(events.annotate(p, resources.kinds, names.annotate(p))) for p in parses)
    coded = time.process_time()
    print(f"{wanted} sentences, {found} events")
    rates = [wanted / t for t in (parsed - started, coded - parsed, coded - started)]
    print("parse {:.0f}/s, names and events {:.0f}/s, together {:.0f}/s".format(*rates))


if __name__ == "__main__":
    main()
