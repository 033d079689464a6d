"""Years that `times` marks stated or inferred and that the labels contradict.

    python benchmarks/wrong_years.py ROWS.jsonl

ROWS holds labelled rows of the evaluation task `time`. A value counts where it overlaps a label
with a year and its interval is closed; it is silently wrong where the label's year lies outside the
interval although the year is not marked unknown. Every such value is printed, for labels err too.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from dateline.annotate import times
from dateline.evaluate.predict import read_rows
from dateline.evaluate.tasks.time import published
from dateline.model import Basis, Span
from dateline.pipeline import Resources


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rows", type=Path)
    given = arguments.parse_args()
    resources = Resources()
    wrong = judged = 0
    for row in read_rows(given.rows):
        text = row["text"]
        found = times.annotate(resources.parser.parse(text), published(row.get("dct")))
        for label in row["timex"]:
            year = re.match(r"(\d{4})(?:$|-)", label["value"])
            if label.get("is_dct") or not year:
                continue
            span = Span(label["start"], label["end"])
            for t in found:
                if not t.span.overlaps(span) or t.when.earliest is None or t.when.latest is None:
                    continue
                judged += 1
                marked = dict(t.when.basis).get("year")
                inside = t.when.earliest[:4] <= year[1] <= t.when.latest[:4]
                if marked in (Basis.STATED, Basis.INFERRED) and not inside:
                    wrong += 1
                    before = " ".join(text[max(0, t.span.start - 60) : t.span.start].split())
                    print(f"{label['value']:18} found {t.value:18} {marked}: … {before} "
                          f"[{t.span.of(text)}]")  # fmt: skip
    print(f"{wrong} of {judged} values with a wrong year that is not marked unknown")


if __name__ == "__main__":
    main()
