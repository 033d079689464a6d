"""Compute incidents anew at the end of a batch, and record what became of them.

1. The incidents that the batch touched (`increments`), inside its transaction.
2. Which incident each of their mentions belongs to now, against what was recorded last.
3. Changes between the two (`incidents.changes`), with mentions that were read anew followed.
Nothing is written to the log where nothing changed.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.incidents.changes import Spot, changes, following
from dateline.ledger import Connection, history
from dateline.model import Change
from dateline.pipeline import increments
from dateline.pipeline.resources import Resources


@dataclass(frozen=True, slots=True)
class Relinked:
    """What one re-link did: changes of incidents, incidents that new mentions joined, and what the
    log chains."""

    changes: tuple[Change, ...] = ()
    grown: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def record(
    connection: Connection, batch: int, resources: Resources | None, *, whole: bool = False
) -> Relinked:
    """Record what a batch made of incidents, inside its transaction; `whole` computes all of them,
    also those it did not touch. Without `resources` the kinds within reach are taken."""
    own = resources or Resources()
    found = increments.refresh(connection, own, recording=True, whole=whole)  # 1.
    before, after = found.before, found.after
    if found.whole:  # 2.
        before, after = history.homes(connection), increments.homes(connection)
    moved: dict[str, str | None] = {m: i for m, i in after.items() if before.get(m) != i}
    moved |= dict.fromkeys(before.keys() - after.keys())
    if not moved:
        return Relinked()
    # 3. Only mentions that came or went can have taken one another's place.
    strangers = sorted(before.keys() ^ after.keys())
    spots = {
        m: Spot(s.article, s.document, s.kind, s.start, s.end)
        for m, s in history.stood(connection, strangers).items()
    }
    lost = {m: s for m, s in spots.items() if m in before}
    fresh = {m: s for m, s in spots.items() if m in after}
    told = changes(before, after, following(lost, fresh))
    new = {ident for c in told for ident in (c.incident, c.other)}
    grown = {after[m] for m in fresh} - new
    marks = history.save(connection, batch, moved, told)
    return Relinked(told, tuple(sorted(grown)), tuple(marks))
