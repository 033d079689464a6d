"""Score predictions against gold, one function per task, in our own words.

The definitions are those of the evaluation formats in docs/evaluation.md; every share is a
percentage. `score_file` is the entrance; `score_rows` also gives
the rows it read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dateline.evaluate.predict import read_rows
from dateline.evaluate.scorers import (
    attribution,
    coreference,
    event,
    intervals,
    labels,
    launch,
    own,
    place,
    time,
)
from dateline.evaluate.scorers.matching import Measures, Row
from dateline.model import InputError


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one file pair, and which of them is the headline."""

    task: str
    headline: str
    measures: Measures

    @property
    def value(self) -> float:
        """The headline's value in percent."""
        group, _, name = self.headline.partition(".")
        return float(self.measures[group][name] or 0.0)


Scorer = Callable[[dict[str, Row], dict[str, Row]], Measures]

_SCORERS: dict[str, tuple[str, Scorer, str]] = {
    "attribution": ("id", attribution.score, attribution.HEADLINE),
    "time": ("id", time.score, time.HEADLINE),
    "place": ("id", place.score, place.HEADLINE),
    "event": ("id", event.score, event.HEADLINE),
    "event-type": ("id", labels.score, "overall.accuracy"),
    "event-class": (
        "id", partial(labels.score, allowed=frozenset("01234")), "overall.macro_F",
    ),
    "event-place": ("id", place.score_event_place, "place.F"),
    "incident-docs": ("doc_id", coreference.score_documents, "bcubed.F"),
    "incident-mentions": ("mention_id", coreference.score_mentions, "conll.F"),
    "launch": ("id", launch.score, launch.HEADLINE),
    "time-interval": ("id", intervals.score_times, "interval.exact"),
    "figure": ("id", intervals.score_figures, "interval_unit_shape.F"),
    "authority": ("id", own.score_authority, "overall.accuracy"),
    "stance": ("id", own.score_stance, "overall.macro_F"),
    "relation": ("id", own.score_relation, "relation.macro_F"),
    "incident-reports": ("doc_id", coreference.score_documents, "bcubed.F"),
}  # fmt: skip

TASKS = tuple(_SCORERS)


HALVES = {"unseen": 0, "analysis": 1}
"""Halves of an own set by the parity of the row (evaluation/README.md)."""


def score_file(
    task: str, gold: Path, predicted: Path, where: Sequence[str] = (), half: str | None = None
) -> Score:
    """Score one file pair.

    Args:
        where: `KEY=VALUE` conditions; only gold rows that meet all of them count.
        half: `unseen` (rows 0, 2, 4 …) or `analysis` (rows 1, 3, 5 …) of an own set.

    Raises:
        InputError: unknown task, unreadable file, missing row, bad span or label.
    """
    return score_rows(task, gold, predicted, where, half)[0]


def scorer(task: str) -> Scorer:
    """The function that makes the measures of a task from rows by id.

    Raises:
        InputError: unknown task.
    """
    if task not in _SCORERS:
        raise InputError(f"unknown task {task!r}", expected="one of " + ", ".join(TASKS))
    return _SCORERS[task][1]


def score_rows(
    task: str, gold: Path, predicted: Path, where: Sequence[str] = (), half: str | None = None
) -> tuple[Score, dict[str, Row], dict[str, Row]]:
    """As `score_file`, with the labelled rows that count and all predicted rows, by id.

    Raises:
        InputError: as `score_file`.
    """
    scorer(task)
    key = _SCORERS[task][0]
    gold_rows = keyed(gold, key, task)
    if half is not None:
        if half not in HALVES:
            raise InputError(f"half {half!r}", expected="one of " + ", ".join(HALVES))
        gold_rows = dict(list(gold_rows.items())[HALVES[half] :: 2])
    for condition in where:
        gold_rows = _filtered(gold_rows, condition)
    found = keyed(predicted, key, task)
    missing = [k for k in gold_rows if k not in found]
    if missing:
        raise InputError(
            f"{len(missing)} of {len(gold_rows)} gold ids have no prediction row, "
            f"first {missing[0]!r}", where=str(predicted),
        )  # fmt: skip
    return score(task, gold_rows, found), gold_rows, found


def score(task: str, gold: dict[str, Row], found: dict[str, Row]) -> Score:
    """Score rows by id; every labelled row has a predicted one.

    Raises:
        InputError: unknown task, bad span or label.
    """
    measures = scorer(task)(gold, found)
    headline = _SCORERS[task][2]
    if task == "event" and "type_dyad" not in measures:
        headline = event.HEADLINE_TYPE
    if task == "place" and "resolve" in measures:
        headline = place.HEADLINE_GIVEN
    return Score(task, headline, measures)


def keyed(path: Path, key: str, task: str) -> dict[str, Row]:
    """Rows of a file by id, in the order of the file.

    Raises:
        InputError: a row without the id, the same id twice, or no rows.
    """
    rows: dict[str, Row] = {}
    listed = list(read_rows(path))
    if task == "incident-mentions" and listed and "mentions" in listed[0]:
        return coreference.mention_rows({str(n): r for n, r in enumerate(listed)})
    for number, row in enumerate(listed, 1):
        ident = row.get(key)
        if not isinstance(ident, str | int) or isinstance(ident, bool) or ident == "":
            raise InputError(f"missing {key!r}", where=f"{path}:{number}")
        if str(ident) in rows:
            raise InputError(f"{key} {str(ident)!r} occurs twice", where=f"{path}:{number}")
        rows[str(ident)] = row
    if not rows:
        raise InputError("no rows", where=str(path))
    return rows


def _filtered(rows: dict[str, Row], condition: str) -> dict[str, Row]:
    name, equals, wanted = condition.partition("=")
    if not equals:
        raise InputError(f"--where {condition!r}", expected="KEY=VALUE")

    def text(value: object) -> str:
        return value if isinstance(value, str) else json.dumps(value)

    kept = {k: r for k, r in rows.items() if text(r.get(name)) == wanted}
    if not kept:
        raise InputError(f"--where {condition}: no gold row is left")
    return kept
