"""What the exports write: everything current, the decisions and the log, in one object."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dateline.exports.fill import Content
from dateline.incidents.copies import copies
from dateline.ledger import Ledger, batches, judgements
from dateline.model import Claims, Document, Incident, Judgement
from dateline.pipeline import states
from dateline.pipeline.judged import applied
from dateline.pipeline.ledgers import held, incidents
from dateline.pipeline.outcomes import standing
from dateline.pipeline.resources import Resources
from dateline.pipeline.states import Recorded
from dateline.pipeline.versions import versions
from dateline.views import filters

_LOG = ("recorded", "command", "documents", "readings", "rows", "quarantined", "chain")


def content(
    ledger: Ledger,
    resources: Resources,
    *,
    as_of: datetime | None = None,
    recorded: Recorded | None = None,
    where: str | None = None,
) -> Content:
    """Documents and incidents now or at a moment (`states`), decisions and batches up to then.

    With a rule (`views.rules`) the incidents that fit it and the documents that tell them.

    Raises:
        DatelineError: no such batch; no rule about incidents.
    """
    documents = held(ledger, as_of=as_of, recorded=recorded).documents
    with ledger.reading() as connection:
        last = None if recorded is None else states.last_batch(connection, recorded)
        every = judgements.every(connection, last)
        live = judgements.live(connection, last)
        log = [
            {"batch": row.id, **{name: getattr(row, name) for name in _LOG}}
            for row in batches.all_batches(connection)
            if last is None or row.id <= last
        ]
    orphaned = set(applied([c for _, c in documents], live).orphaned)
    holding = {n for n, _ in live}
    decided = [(n, j, _state(n, j, orphaned, holding)) for n, j in every]
    found = incidents(ledger, resources, as_of=as_of, recorded=recorded)
    day = as_of.astimezone(UTC).date().isoformat() if as_of else None
    ends = standing(documents, found, live, resources, day)
    ranked = sorted((c for _, c in documents), key=lambda c: (c.published or "9999", c.document))
    copied = copies(ranked)
    chosen = documents
    read: Sequence[tuple[Document, Claims]] = ()
    if where:
        found = fitting(found, where, documents, resources)
        told = {m.document for i in found for m in i.mentions}
        chosen, read = tuple(p for p in documents if p[0].id in told), documents
    return Content(
        chosen, found, decided, log, f"dateline {versions().code}", ends, copied, read
    )  # fmt: skip


def fitting(
    incidents: Sequence[Incident], where: str, documents: Sequence[tuple[Document, Claims]],
    resources: Resources,
) -> tuple[Incident, ...]:  # fmt: skip
    """The incidents that fit a rule.

    Raises:
        DatelineError: the words are no rule, or one about predictions.
    """
    rule = filters.incident_rule(where, resources.kinds)
    return tuple(filters.matching(incidents, rule, documents))


def _state(number: int, judgement: Judgement, orphaned: set[int], holding: set[int]) -> str:
    if number in orphaned:
        return "orphaned"
    return "live" if number in holding or judgement.relation == "undo" else "undone"
