"""Predictions of a ledger held to their outcome, under an analyst's last words."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.incidents.outcomes import GAP, Report, Word, outcomes
from dateline.ledger import Ledger, judgements
from dateline.model import Claims, DatelineError, Outcome, Prediction, PredictionStatus
from dateline.pipeline import decisions
from dateline.pipeline.ledgers import held, incidents, newest
from dateline.pipeline.resources import Resources
from dateline.pipeline.states import moment


def predictions(
    ledger: Ledger, resources: Resources, at: str | None = None, gap: int = GAP
) -> tuple[Outcome, ...]:
    """Every prediction as of the day `at`, by default that of the newest document.

    1. Documents published up to `at`, and the incidents these tell. 2. Live decisions of the
    relation `outcome`, attached to today's readings. 3. `incidents.outcomes`.

    Raises:
        DatelineError: `at` is no date.
    """
    last = newest(ledger)
    if at is None and last is None:
        return ()
    day = at if at is not None else str(last.day.isoformat() if last else "")
    as_of = moment(day) if at is not None else None
    with ledger.reading() as connection:
        decided = judgements.live(connection)
    pairs = held(ledger, as_of=as_of).documents  # 1.
    related = incidents(ledger, resources, as_of=as_of)
    claims = [c for _, c in pairs]
    found = decisions.applied(claims, decided)  # 2.
    home = {m.id: i.id for i in related for m in i.mentions}
    words = {
        ident: Word(PredictionStatus(j.value or ""), j.by, j.reason, home.get(mention or ""))
        for ident, (j, mention) in found.outcomes.items()
    }  # fmt: skip
    reports = [Report(c, d.text.characters) for d, c in pairs]
    return outcomes(reports, related, resources.kinds, day[:10], words, gap)  # 3.


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
