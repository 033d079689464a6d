"""Compute incidents anew at the end of a batch, and record what became of them.

1. The incidents of the state inside the transaction; kept, so that the next question finds them.
2. Which incident each mention belongs to now, against what was recorded last.
3. Changes between the two (`incidents.changes`), with mentions that were read anew followed.
Nothing is written where nothing changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.incidents.changes import Spot, changes, following
from dateline.ledger import Connection, batches, history, rows
from dateline.model import Change, Claims, Incident, Judgement
from dateline.pipeline import states

Relate = Callable[[Sequence[Claims], Sequence[tuple[int, Judgement]]], tuple[Incident, ...]]
"""Claims and decisions that hold → incidents."""


@dataclass(frozen=True, slots=True)
class Relinked:
    """What one re-link did: changes of incidents, incidents that new mentions joined, and what the
    log chains."""

    changes: tuple[Change, ...] = ()
    grown: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()


def record(connection: Connection, batch: int, relate: Relate) -> Relinked:
    """Record what a batch made of incidents, inside its transaction."""
    related = current(connection, relate)  # 1.
    before = history.homes(connection)  # 2.
    after = {m.id: i.id for i in related for m in i.mentions}
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
    found = changes(before, after, following(lost, fresh))
    new = {ident for c in found for ident in (c.incident, c.other)}
    grown = {after[m] for m in fresh} - new
    marks = history.save(connection, batch, moved, found)
    return Relinked(found, tuple(sorted(grown)), tuple(marks))


def current(connection: Connection, relate: Relate) -> tuple[Incident, ...]:
    """The incidents of the state that a transaction sees, from the cache or computed for it."""
    state = states.take(connection)
    found = batches.cached(connection, state.mark)
    if found is not None:
        return tuple(found)
    related = relate(rows.load(connection, state.readings), state.decided)
    batches.cache(connection, state.mark, related)
    return related
