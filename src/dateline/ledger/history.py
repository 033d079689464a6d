"""What became of incidents, batch by batch: rows that are only ever added.

`homes` says of every mention which incident it belonged to after which batch, so the partition of
any batch can be read back; `incident_events` says what that meant for the incidents.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from dateline.ledger import tables
from dateline.ledger.rows import chunks
from dateline.model import Change, IncidentEvent, digest


@dataclass(frozen=True, slots=True)
class Event:
    """A change with the batch that made it."""

    batch: int
    recorded: str
    command: str
    change: Change


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a mention stands or stood: article, document, kind, trigger (code points)."""

    article: str
    document: str
    kind: str
    start: int
    end: int


def homes(connection: Connection, batch: int | None = None) -> dict[str, str]:
    """Mention → incident after a batch, or now; mentions that were no more are left out."""
    t = tables.homes
    last = select(t.c.mention, func.max(t.c.batch).label("batch")).group_by(t.c.mention)
    if batch is not None:
        last = last.where(t.c.batch <= batch)
    sub = last.subquery()
    same = (sub.c.mention == t.c.mention) & (sub.c.batch == t.c.batch)
    rows = connection.execute(select(t.c.mention, t.c.incident).join(sub, same))
    return {row.mention: row.incident for row in rows if row.incident is not None}


def save(
    connection: Connection,
    batch: int,
    moved: Mapping[str, str | None],
    changes: Sequence[Change],
) -> list[str]:
    """Insert what a batch changed; returns the marks that the log chains."""
    if moved:
        connection.execute(
            tables.homes.insert(),
            [{"mention": m, "batch": batch, "incident": i} for m, i in sorted(moved.items())],
        )
    if changes:
        connection.execute(
            tables.incident_events.insert(),
            [{"batch": batch, "seq": n, "event": str(c.event), "incident": c.incident,
              "other": c.other, "mentions": c.mentions} for n, c in enumerate(changes)],
        )  # fmt: skip
    return _marks(moved, changes)


def _marks(moved: Mapping[str, str | None], changes: Sequence[Change]) -> list[str]:
    told = [f"event:{c.event}:{c.incident}:{c.other or ''}:{c.mentions}" for c in changes]
    if moved:
        pairs = (f"{m}={i or ''}" for m, i in sorted(moved.items()))
        told.append(f"homes:{digest('homes', *pairs)[:32]}")
    return told


def marks(connection: Connection, batch: int) -> list[str]:
    """The marks of a batch, from its rows."""
    t = tables.homes
    rows = connection.execute(select(t.c.mention, t.c.incident).where(t.c.batch == batch))
    moved = {row.mention: row.incident for row in rows}
    return _marks(moved, [e.change for e in events(connection, batch)])


def events(connection: Connection, batch: int | None = None) -> list[Event]:
    """What became of incidents, oldest first; in all batches, or in one."""
    t, b = tables.incident_events, tables.batches
    wanted = (
        select(t, b.c.recorded, b.c.command).join(b, b.c.id == t.c.batch)
        .order_by(t.c.batch, t.c.seq)
    )  # fmt: skip
    if batch is not None:
        wanted = wanted.where(t.c.batch == batch)
    return [
        Event(row.batch, row.recorded, row.command,
              Change(IncidentEvent(row.event), row.incident, row.other, row.mentions))
        for row in connection.execute(wanted)
    ]  # fmt: skip


def stood(connection: Connection, mentions: Sequence[str]) -> dict[str, Stood]:
    """Where mentions stand, by their id, whether or not their reading is current."""
    m, r, d = tables.mentions, tables.readings, tables.documents
    out = {}
    for part in chunks(sorted(mentions)):
        wanted = (
            select(m.c.id, d.c.identity, r.c.document, m.c.kind, m.c.start, m.c.end)
            .join(r, r.c.id == m.c.reading)
            .join(d, d.c.id == r.c.document)
            .where(m.c.id.in_(part))
            .order_by(m.c.reading)
        )
        for row in connection.execute(wanted):
            out[row.id] = Stood(row.identity, row.document, row.kind, row.start, row.end)
    return out
