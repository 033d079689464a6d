"""Ordinary reports of our own against what a reader wants of them, and what is shown beside it.

    python benchmarks/everyday.py [--set first|second|…] [--only ID] [--quiet]

Every row of `evaluation/everyday.jsonl` is an invented report with the cells a reader wants:

1. An event is found by its trigger words, then by its number among those (`nth`). It counts one
   cell for its type and one for every value wanted, which any claim of its incident may give.
   `slot=value@source` also wants the source. A statement counts where its source, cue and words
   do. Values are compared by their canonical notation; one of several after `|` is enough.
2. False cells: values that the incident of a listed event shows in the slots of `SHOWN` and that
   the row neither wants nor allows (`may`).
3. False events: incidents that are neither listed nor among the words the row calls `fine`.

The page of the set, `evaluation/README-everyday.md`, tells which of the sets are fitted.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.model import (
    Claim,
    Document,
    EvidenceRole,
    Incident,
    Mention,
    Published,
    Statement,
    notation,
)
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

ROWS = Path(__file__).parents[1] / "evaluation" / "everyday.jsonl"
SLOTS = {
    "day": ("day", "date"),
    "place": ("place", "destination", "region", "area", "impact", "where", "launch_area"),
    "where": ("region", "place"),
    "impact": ("impact", "area", "sea"),
    "missiles": ("count", "missiles"),
}
"""What a row calls a slot → the slots of the kinds that may hold it."""
COUNTS = ("killed", "injured", "intercepted", "launched", "arrested", "missiles", "hit", "amount")
SHOWN = frozenset({
    "actor", "recipient", "date", "day", "place", "region", "area", "impact", "sea", "origin",
    "destination", "killed", "injured", "arrested", "launched", "intercepted", "hit", "count",
    "missing",
})  # fmt: skip
SOFT = {"dozens": "24..", "several": "3.."}


@dataclass(slots=True)
class Score:
    """Cells of reports: wanted ones found, and what is shown beside them."""

    right: int = 0
    wanted: int = 0
    cells: int = 0
    events: int = 0
    lines: list[str] = field(default_factory=list)

    def count(self, found: bool, line: str) -> None:
        """One wanted cell."""
        self.wanted += 1
        self.right += found
        if not found:
            self.lines.append(f"- {line}")

    def add(self, other: Score) -> None:
        """Another report."""
        self.right, self.wanted = self.right + other.right, self.wanted + other.wanted
        self.cells, self.events = self.cells + other.cells, self.events + other.events


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--set", action="append", help="sets to score; all by default")
    arguments.add_argument("--only", action="append", help="ids of single rows")
    arguments.add_argument("--quiet", action="store_true", help="figures alone")
    given = arguments.parse_args()
    resources = Resources()
    sums: dict[str, tuple[int, Score]] = {}
    for line in ROWS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if (given.set and row["set"] not in given.set) or (
            given.only and row["id"] not in given.only
        ):
            continue
        score = judge(row, resources)
        reports, total = sums.setdefault(row["set"], (0, Score()))
        total.add(score)
        sums[row["set"]] = (reports + 1, total)
        if not given.quiet:
            print(f"#### {row['id']}: {score.right}/{score.wanted}")
            print("".join(f"   {text}\n" for text in score.lines), end="")
    for name, (reports, total) in sums.items():
        share = 100 * total.right / total.wanted
        shown = (
            f"{total.events / reports:.2f} false events, {total.cells / reports:.2f} false cells"
        )
        print(f"{name}: {reports} reports, {total.right}/{total.wanted} = {share:.1f} % of wanted "
              f"cells; per report {shown}")  # fmt: skip


def judge(row: dict[str, Any], resources: Resources) -> Score:
    """The cells of one report."""
    document = Document.of(row["text"], published=Published.parse(row["published"]))
    done = read([document], resources)
    score = Score()
    mentions = sorted(
        ((m, i) for i in done.incidents for m in i.mentions), key=lambda x: x[0].trigger
    )
    seen: dict[str, list[dict[str, Any]]] = {}
    for wanted in row["events"]:  # 1.
        found = pick(row["text"], mentions, wanted)
        if found:
            seen.setdefault(found[1].id, []).append(wanted)
        for name, right, got in event_cells(wanted, found):
            score.count(right, f"{wanted['words']}: {name} -> {got}")
    for said in row["said"]:
        who, cue, words = (part.strip() for part in said.split(" | "))
        close = [s for s in done.documents[0].claims.statements if _says(s, cue, words)]
        right = any(fits(who, x) for s in close for x in s.said_by)
        score.count(right, f"said: {said} -> {[s.said_by for s in close[:2]]}")
    for incident in done.incidents:
        if incident.id in seen:
            for line in false_cells(incident, seen[incident.id]):  # 2.
                score.cells += 1
                score.lines.append(f"+ {line}")
        else:
            triggers = [_words(row["text"], m) for m in incident.mentions]
            known = [*row["fine"], *(w for e in row["events"] for w in e["words"].split("|"))]
            if not any(w.lower() in t or t in w.lower() for t in triggers for w in known):  # 3.
                score.events += 1
                score.lines.append(f"EXTRA {incident.type} {triggers} {_shown(incident)}")
    return score


def pick(
    text: str, mentions: list[tuple[Mention, Incident]], wanted: dict[str, Any]
) -> tuple[Mention, Incident] | None:
    """The event a row speaks of: its exact trigger first, else one that shares its words."""
    words = [w.lower() for w in wanted["words"].split("|")]
    close = [x for x in mentions
             if any(w in _words(text, x[0]) or _words(text, x[0]) in w for w in words)]  # fmt: skip
    for word in words:
        exact = [x for x in mentions if _words(text, x[0]) == word]
        if exact:
            close = exact
            break
    nth = wanted.get("nth", 1)
    return close[nth - 1] if len(close) >= nth else None


def event_cells(
    wanted: dict[str, Any], found: tuple[Mention, Incident] | None
) -> Iterator[tuple[str, bool, Any]]:
    """Of every cell wanted of an event: its name, whether it is there, and what is."""
    if wanted.get("type"):
        kinds = wanted["type"].split("|")
        yield wanted["type"], bool(found and found[0].type in kinds), found and found[0].type
    for cell in wanted["want"]:
        if found is None:
            yield cell, False, "no event"
            continue
        slot, value = cell.split("=", 1)
        yield cell, *_cell(slot, value, *found)


def _cell(slot: str, value: str, mention: Mention, incident: Incident) -> tuple[bool, Any]:
    claims = _claims(incident)
    occurred = [c for c in claims if c.slot == "occurred"]
    own = [c for c in occurred if c.mention == mention.id]
    if slot == "by":
        return any(fits(value, s) for c in occurred for s in c.said_by), [
            c.said_by for c in occurred
        ]
    if slot == "mod":
        return any(c.modality in value.split("|") for c in own), [str(c.modality) for c in own]
    if slot == "neg":
        return any(c.polarity == "negative" for c in own), [str(c.polarity) for c in own]
    if slot == "time":
        return mention.time == value, str(mention.time)
    value, _, by = value.partition("@")
    got = [(notation(c.value), c.said_by) for c in claims if c.slot.split(" [")[0] in _names(slot)]
    same = _counts if slot.split("|")[0] in COUNTS else fits
    return any(same(value, v) and (not by or any(fits(by, s) for s in who)) for v, who in got), got


def false_cells(incident: Incident, listed: list[dict[str, Any]]) -> Iterator[str]:
    """Values shown of the incident of listed events that no row wants or allows."""
    known = [c.split("=", 1) for e in listed for c in (*e["want"], *e.get("may", ()))]
    told = set()
    for claim in _claims(incident):
        slot, value = claim.slot.split(" [")[0], notation(claim.value)
        if slot not in SHOWN or (slot, value) in told:
            continue
        told.add((slot, value))
        same = _counts if slot in (*COUNTS, "count") else fits
        if not any(slot in _names(k) and same(v.split("@")[0], value) for k, v in known):
            yield f"{listed[0]['words']}.{slot}={value} {claim.said_by}"


def fits(wanted: str, got: str) -> bool:
    """Whether one of the values wanted is a part of the value found."""
    return any(w.lower() in got.lower() for w in wanted.split("|"))


def _counts(wanted: str, got: str) -> bool:
    plain = got.replace(",", "").replace(" ", "")
    for value in wanted.split("|"):
        if value.startswith(">"):
            if plain.startswith((">" + value[1:], ">=" + value[1:])):
                return True
        elif value in SOFT:
            if SOFT[value] in plain:
                return True
        elif re.search(rf"(?<!\d){re.escape(value)}(?!\d)", plain):
            return True
    return False


def _names(slot: str) -> tuple[str, ...]:
    return tuple(s for one in slot.split("|") for s in SLOTS.get(one, (one,)))


def _claims(incident: Incident) -> list[Claim]:
    return [x.claim for x in incident.cells if x.claim is not None]


def _words(text: str, mention: Mention) -> str:
    return " ".join(mention.trigger.of(text).split()).lower()


def _says(statement: Statement, cue: str, words: str) -> bool:
    def told(role: EvidenceRole, wanted: str) -> bool:
        quotes = [" ".join(e.quote.split()).lower() for e in statement.evidence if e.role is role]
        return any(wanted.lower() in q for q in quotes)

    return told(EvidenceRole.CUE, cue) and told(EvidenceRole.VALUE, words)


def _shown(incident: Incident) -> list[str]:
    return [f"{c.slot}={notation(c.value)}" for c in _claims(incident) if c.slot in SHOWN]


if __name__ == "__main__":
    main()
