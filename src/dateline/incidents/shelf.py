"""What a ledger holds, arranged for the questions that every prediction asks of it.

A ledger with n predictions and m reports is asked n times for the reports of some days, the
happenings of some state and the sentences with some noun. Looking through all of them each time
took 2.3 s of processor time for 327 predictions in 768 reports and grew with the square; every
answer here is of the few that can matter (0.4 s, the same outcomes).

1. Reports in the order of publication, undated ones apart; stretches of days by bisection.
2. Incidents by family, type and state of an actor.
3. Sentences that tell of something held or called off, by the stems of their words; made when
   first asked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline.incidents.happening import named_states, states_of
from dateline.incidents.likeness import stem
from dateline.kinds import Kind
from dateline.model import Claims, CoveredSentence, Incident, Modality

_HAPPENED = frozenset({
    "opened", "began", "begun", "started", "convened", "held", "met", "took", "taken", "concluded",
    "ended", "closed", "gathered", "signed", "voted", "underway", "kicked",
})  # fmt: skip
_CALLED_OFF = re.compile(
    r"\b(?:called off|cancel\w+|postpon\w+|put off|scrapp?ed|delayed|did not take place|"
    r"(?:was|were) not held|did not (?:happen|open|begin))\b", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Claims of one document with its characters, empty where the ledger retains none."""

    claims: Claims
    text: str = ""

    @property
    def day(self) -> str:
        return (self.claims.published or "")[:10]


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that says of something that it took place, or (`off`) that it was called off."""

    report: Report
    day: str
    row: CoveredSentence
    words: str
    stems: frozenset[str]
    states: frozenset[str]
    off: bool


class Shelf:
    """The reports of a ledger and the incidents they tell."""

    def __init__(
        self, reports: Iterable[Report], incidents: Sequence[Incident], packs: Mapping[str, Kind]
    ) -> None:
        self.reports = tuple(sorted(reports, key=lambda r: (r.day or "9999", r.claims.document)))
        self._dated = [r for r in self.reports if r.day]
        self._days = [r.day for r in self._dated]
        self._incidents, self._packs = incidents, packs

    def since(self, day: str) -> list[Report]:
        """1. Dated reports of a day and later, in the order of publication."""
        return self._dated[bisect_left(self._days, day) :]

    def between(self, first: str, last: str) -> list[Report]:
        """1. Dated reports of a stretch of days, both inclusive."""
        return self._dated[bisect_left(self._days, first) : bisect_right(self._days, last)]

    def published(self, first: str, last: str) -> list[tuple[str | None, str | None]]:
        """(day, outlet) of the reports of a stretch, and of those without a date."""
        undated = self.reports[len(self._dated) :]
        return [(r.day or None, r.claims.outlet) for r in (*self.between(first, last), *undated)]

    def incidents(self, family: str, type_: str, states: frozenset[str]) -> list[Incident]:
        """2. Incidents told of an actor of one of the states, in the order of the ledger."""
        places = {n for s in states for n in self._by_state.get((family, type_, s), ())}
        return [self._incidents[n] for n in sorted(places)]

    @cached_property
    def _by_state(self) -> dict[tuple[str, str, str], list[int]]:
        out: dict[tuple[str, str, str], list[int]] = {}
        for n, incident in enumerate(self._incidents):
            actors = frozenset(
                str(c.claim.value) for c in incident.cells
                if c.claim and c.claim.slot == "actor"
                and c.claim.modality in (Modality.ASSERTED, Modality.REPORTED)
            )  # fmt: skip
            family = self._packs[incident.kind].family
            for state in states_of(actors):
                out.setdefault((family, incident.type, state), []).append(n)
        return out

    def sentences(self, noun: str, since: str) -> list[Told]:
        """3. Sentences with the stem of a noun in dated reports of a day and later."""
        return [t for t in self._by_stem.get(noun, ()) if t.day >= since]

    @cached_property
    def _by_stem(self) -> dict[str, list[Told]]:
        out: dict[str, list[Told]] = {}
        for report, day in zip(self._dated, self._days):
            for row in report.claims.coverage:
                words = row.span.of(report.text)
                parts = re.findall(r"\w+", words.lower())
                off = bool(_CALLED_OFF.search(words))
                if not off and _HAPPENED.isdisjoint(parts):
                    continue
                stems = frozenset(stem(w) for w in parts)
                told = Told(report, day, row, words, stems, named_states([words]), off)
                for one in stems:
                    out.setdefault(one, []).append(told)
        return out
