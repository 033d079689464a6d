"""Time of the attribution layer beyond the parse, and its figures by reliability.

    python benchmarks/attribution.py DEV.jsonl [--limit N]

Prints milliseconds per article (median of three runs over all articles), then precision, recall
and F of who_said_what where only rules of a given reliability and above count.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

from dateline.annotate.attributions import annotate
from dateline.evaluate.predict import read_rows
from dateline.evaluate.scorers import attribution as scorer
from dateline.evaluate.tasks.attribution import flatten
from dateline.pipeline import Resources


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("file", type=Path)
    arguments.add_argument("--limit", type=int)
    given = arguments.parse_args()
    rows = list(read_rows(given.file))[: given.limit]
    parses = list(Resources().parser.parse_many(r["text"] for r in rows))
    annotate(parses[0])
    runs = []
    for _ in range(3):
        start = time.perf_counter()
        for parse in parses:
            annotate(parse)
        runs.append(1000 * (time.perf_counter() - start) / len(parses))
    print(f"{statistics.median(runs):.1f} ms per article beyond the parse, {len(rows)} articles")
    if "attributions" not in rows[0]:
        return
    gold = {r["id"]: r for r in rows}
    for least in range(1, 6):
        found = {
            r["id"]: {"attributions": flatten(annotate(p, least))} for r, p in zip(rows, parses)
        }
        m = scorer.score(gold, found)
        who, content = m["who_said_what"], m["token_content"]
        print(
            f"reliability >= {least}: who_said_what P {who['P']} R {who['R']} F {who['F']} · "
            f"token content F {content['F']}"
        )


if __name__ == "__main__":
    main()
