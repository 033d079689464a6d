"""How many merges are wrong, by pairs judged by hand: `python benchmarks/merges.py TEXTS [--new]`.

TEXTS is a folder with the labelled development sets of `SETS`; their texts are read into a ledger
and every pair of mentions that the rules put into one incident is looked up in
`evaluation/merges.tsv`, which holds, for each judged pair, the report, the two offsets (code
points) and the answer, and no text. Printed are, by sort of text and in all: merged pairs, judged
ones, wrong ones with the 95 % interval of Wilson (1927), and pairs judged the same that are apart
now. `--new` prints the merged pairs nobody has judged, with their passages, to be judged.
"""

from __future__ import annotations

import argparse
import csv
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.ledger import Ledger, create, documents
from dateline.model import Document, Published, Span
from dateline.pipeline import Resources, increments, merges, store
from dateline.pipeline.intake import Arrival
from dateline.readers import Known
from dateline.views.audit_rows import wilson
from dateline.views.review_rows import passage

FILE = Path(__file__).parents[1] / "evaluation" / "merges.tsv"
AROUND = 160
SETS = {
    "analysis": (("time.timebank", slice(None)), ("time.aquaint", slice(None)),
                 ("place.geovirus", slice(0, None, 2)), ("time.meantime", slice(0, None, 2))),
    "held out": (("place.geovirus", slice(1, None, 2)), ("time.meantime", slice(1, None, 2)),
                 ("attribution.polnear-dev", slice(None)),
                 ("attribution.polnear-train", slice(250))),
    "further": (("attribution.polnear-train", slice(250, None)), ("place.geowebnews", slice(None)),
                ("incident.ecb-train", slice(None)), ("incident.ecb-dev", slice(None))),
}  # fmt: skip
"""(file, rows) of every part; of the last, the texts of round 1 were read before those of 2."""
Pair = tuple[str, int, str, int]


@dataclass(frozen=True, slots=True)
class Merged:
    """A merged pair and what is shown of it."""

    key: Pair
    kind: str
    passages: tuple[str, str]


def reports(folder: Path, half: str) -> Iterator[tuple[str, Document]]:
    """(name, report) of a half, dated where the set states a date."""
    for name, rows in SETS[half]:
        lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        for line in lines[rows]:
            row = json.loads(line)
            day = str(row.get("dct") or row.get("published") or "")[:10]
            when = Published.parse(day) if day[4:5] == "-" else None
            ident = f"{name}/{row.get('id') or row['doc_id']}"
            url = f"http://x.example/{ident}"
            yield ident, Document.of(row["text"], published=when, url=url, outlet=name)


def merged(folder: Path, half: str, resources: Resources) -> list[Merged]:
    """All merged pairs of a half."""
    named = list(reports(folder, half))
    with tempfile.TemporaryDirectory() as place:
        ledger = create(str(Path(place) / "merges.ledger"))
        items = (Arrival(Path(name), document, Known()) for name, document in named)
        store.add(ledger, items, resources, recorded="2026-11-25T00:00:00Z")
        found = list(_pairs(ledger, {d.id: name for name, d in named}, resources))
        ledger.close()
    return sorted(found, key=lambda m: m.key)


def _pairs(ledger: Ledger, names: dict[str, str], resources: Resources) -> Iterator[Merged]:
    kinds = {k.name: k for k in resources.kinds}
    with ledger.reading() as connection:
        drawn = merges.draw(increments.told(connection), kinds, 1_000_000, 1)
        bodies: list[dict[str, Any]] = [json.loads(c.body) for c in drawn]
        wanted = {b[f"{s}_document"] for b in bodies for s in ("left", "right")}
        texts = documents.load(connection, sorted(wanted))
    for body in bodies:
        sides = []
        for side in ("left", "right"):
            document = texts[body[f"{side}_document"]]
            span = Span(body[f"{side}_start"], body[f"{side}_end"])
            words = passage(document.text.characters, span, AROUND)
            sides.append((names[document.id], span.start, words))
        (one, start, first), (other, begin, second) = sorted(sides)
        yield Merged((one, start, other, begin), body["kind"], (first, second))


def judged() -> dict[Pair, tuple[str, str]]:
    """Pair → (half it was judged in, answer)."""
    with FILE.open(encoding="utf-8") as lines:
        table = csv.DictReader((x for x in lines if not x.startswith("#")), delimiter="\t")
        return {
            (r["left"], int(r["left_start"]), r["right"], int(r["right_start"])):
                (r["half"], r["answer"])
            for r in table
        }  # fmt: skip


def show(half: str, found: list[Merged], known: dict[Pair, tuple[str, str]]) -> None:
    """One line a half."""
    answers = [known[m.key][1] for m in found if m.key in known]
    wrong, right = answers.count("not same"), answers.count("same")
    keys = {m.key for m in found}
    apart = sum(h == half and a == "same" and k not in keys for k, (h, a) in known.items())
    low, high = wilson(wrong, wrong + right) or (0.0, 1.0)
    print(
        f"{half}: {len(found)} merged pairs, {len(answers)} judged ({answers.count('unclear')} "
        f"unclear), wrong {wrong} of {wrong + right} = {100 * wrong / max(1, wrong + right):.1f} % "
        f"[{100 * low:.1f}, {100 * high:.1f}]; judged the same and apart now: {apart}"
    )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--half", choices=tuple(SETS))
    arguments.add_argument("--new", action="store_true", help="print what nobody has judged")
    given = arguments.parse_args()
    resources, known = Resources(), judged()
    for half in [given.half] if given.half else SETS:
        found = merged(given.texts, half, resources)
        for one in (m for m in found if given.new and m.key not in known):
            print(*one.key, one.kind, *(f"\n    {words}" for words in one.passages))
        show(half, found, known)


if __name__ == "__main__":
    main()
