"""What the exports write: everything current, the decisions and the log, in one object."""

from __future__ import annotations

from dateline.exports.fill import Content
from dateline.ledger import Ledger, batches, judgements
from dateline.model import Judgement
from dateline.pipeline.decisions import applied
from dateline.pipeline.ledgers import held, incidents
from dateline.pipeline.resources import Resources
from dateline.pipeline.versions import versions

_LOG = ("recorded", "command", "documents", "readings", "rows", "quarantined", "chain")


def content(ledger: Ledger, resources: Resources) -> Content:
    """Current documents and incidents, every decision with its state, every batch."""
    documents = held(ledger).documents
    with ledger.reading() as connection:
        every = judgements.every(connection)
        live = judgements.live(connection)
        log = [
            {"batch": row.id, **{name: getattr(row, name) for name in _LOG}}
            for row in batches.all_batches(connection)
        ]
    orphaned = set(applied([c for _, c in documents], live).orphaned)
    holding = {n for n, _ in live}
    decided = [(n, j, _state(n, j, orphaned, holding)) for n, j in every]
    return Content(
        documents, incidents(ledger, resources), decided, log, f"dateline {versions().code}"
    )


def _state(number: int, judgement: Judgement, orphaned: set[int], holding: set[int]) -> str:
    if number in orphaned:
        return "orphaned"
    return "live" if number in holding or judgement.relation == "undo" else "undone"
