"""Predictions of a ledger held to their outcome, under an analyst's last words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.incidents.outcomes import GAP, Word, outcomes
from dateline.incidents.shelf import Report
from dateline.ledger import Ledger, judgements
from dateline.model import (
    Claims,
    DatelineError,
    Document,
    Incident,
    Outcome,
    Prediction,
    PredictionStatus,
    Published,
)
from dateline.pipeline import decisions, judged
from dateline.pipeline.ledgers import held, incidents
from dateline.pipeline.resources import Resources


def predictions(
    ledger: Ledger, resources: Resources, at: str | None = None, gap: int = GAP
) -> tuple[Outcome, ...]:
    """Every prediction as of the day `at`, by default that of the newest document.

    Raises:
        DatelineError: `at` is no date.
    """
    with ledger.reading() as connection:
        decided = judgements.live(connection)
    related = incidents(ledger, resources)
    return standing(held(ledger).documents, related, decided, resources, at, gap)


def standing(
    pairs: Sequence[tuple[Document, Claims]],
    related: tuple[Incident, ...],
    decided: judged.Numbered,
    resources: Resources,
    at: str | None = None,
    gap: int = GAP,
) -> tuple[Outcome, ...]:
    """Predictions of documents that were loaded, with the incidents they tell.

    1. Documents published up to `at`, and the incidents these tell. 2. Live decisions of the
    relation `outcome`, attached to today's readings. 3. `incidents.outcomes`.
    """
    newest = max((c.published[:10] for _, c in pairs if c.published), default=None)
    day = Published.parse(at, "--at").day.isoformat() if at else newest
    if day is None:
        return ()
    kept = [(d, c) for d, c in pairs if not c.published or c.published[:10] <= day]  # 1.
    claims = [c for _, c in kept]
    if len(kept) != len(pairs):
        related = decisions.relate_judged(claims, decided, resources)
    found = judged.applied(claims, decided)  # 2.
    home = {m.id: i.id for i in related for m in i.mentions}
    words = {
        ident: Word(PredictionStatus(j.value or ""), j.by, j.reason, home.get(mention or ""))
        for ident, (j, mention) in found.outcomes.items()
    }  # fmt: skip
    reports = [Report(c, d.text.characters) for d, c in kept]
    return outcomes(reports, related, resources.kinds, day, words, gap)  # 3.


def find_prediction(claims: Sequence[Claims], ident: str) -> tuple[Prediction, Claims]:
    """The prediction whose id begins with `ident`, and the claims of its document.

    Raises:
        DatelineError: none or several.
    """
    found = [(p, c) for c in claims for p in c.predictions if p.id.startswith(ident)]
    if len(found) != 1:
        raise DatelineError(
            f"{len(found)} predictions begin with {ident!r}", expected="the id of one prediction",
            run="dateline predictions",
        )  # fmt: skip
    return found[0]
