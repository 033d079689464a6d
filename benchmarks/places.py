"""CPU time of the place layer beyond the parse, and of opening the gazetteer.

python benchmarks/places.py TEXTS.jsonl [--limit N]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from dateline.annotate import places
from dateline.annotate.parse import Parser
from dateline.reference.gazetteer import Gazetteer


def main() -> None:
    """Print milliseconds for opening, for the first pass (cold names) and for a second one."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--limit", type=int, default=200)
    options = arguments.parse_args()
    lines = options.texts.read_text(encoding="utf-8").splitlines()[: options.limit]
    parses = list(Parser().parse_many(json.loads(line)["text"] for line in lines))
    Gazetteer().find("Seoul")  # expanded on the first call of a machine
    began = time.process_time()
    gazetteer = Gazetteer()
    gazetteer.find("Seoul")
    print(f"open and first look-up {1000 * (time.process_time() - began):.1f} ms")
    for name in ("cold", "warm"):
        began = time.process_time()
        for parse in parses:
            places.annotate(parse, gazetteer)
        each = 1000 * (time.process_time() - began) / len(parses)
        print(f"layer, {name} {each:.2f} ms per article ({len(parses)} articles)")


if __name__ == "__main__":
    main()
