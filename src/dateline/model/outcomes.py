"""Predictions held to what was reported afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.claims import Prediction, Step
from dateline.model.denominators import Denominator
from dateline.model.lists import PredictionStatus
from dateline.model.text import Evidence


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing a prediction says beside what was reported: `stand` is holds, differs or
    "not stated"."""

    name: str
    predicted: str
    reported: str
    stand: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a prediction stands as of `at` (an ISO day), and what that rests on.

    `first` and `last` are the days of the window, `last` None where it has no end; `condition` the
    words of an "if". `incident` is the happening that decides it, `document` and `evidence` the
    words that report it. `aspects` compare prediction and report one by one. `read` is what the
    ledger holds of the window so far. `repeats` are ids of the same prediction said again by the
    same source; `judged_by` the analyst whose word it is, where it is one.
    """

    prediction: Prediction
    at: str
    status: PredictionStatus
    reason: str
    made: str | None
    first: str | None
    last: str | None
    year_inferred: bool = False
    condition: str | None = None
    incident: str | None = None
    document: str | None = None
    evidence: tuple[Evidence, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    read: Denominator | None = None
    repeats: tuple[str, ...] = ()
    judged_by: str | None = None
    derivation: tuple[Step, ...] = ()
