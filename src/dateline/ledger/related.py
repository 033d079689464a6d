"""The incidents of now, with what they were computed from: rows that may be emptied at any time.

Written by `pipeline.increments`, which also knows what the bodies of happenings and outlines hold.
Every change of an incident carries the number of the computation that made it (`stamp`), so that
whoever holds the incidents of an earlier one reads only what changed since.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, or_, select, tuple_

from dateline.ledger import tables
from dateline.ledger.codec import changed, decode, revived
from dateline.ledger.rows import chunks
from dateline.model import Incident

Key = tuple[str, int]
"""(document, number of the happening in it)."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the kept incidents were computed from: see `tables.related_state`."""

    code: str
    turn: int
    judgement: int
    stamp: int
    epoch: int
    recorded: bool
    decided: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A happening with the component and the incident it belongs to."""

    document: str
    seq: int
    component: str
    incident: str
    body: str

    @property
    def key(self) -> Key:
        return self.document, self.seq


@dataclass(frozen=True, slots=True)
class Held:
    """A document as it was taken into account."""

    document: str
    reading: str
    published: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An incident as it is kept; without a body where it is no more."""

    id: str
    rank: str
    body: str | None

    @property
    def incident(self) -> Incident | None:
        return decode(Incident, self.body) if self.body is not None else None

    def excerpt(self, slot: str) -> Incident:
        """The incident without its life, corroboration and facts, and with the cells of one slot
        only: decoding a large one whole takes thirty times longer.

        Raises:
            ValueError: it is no more.
        """
        if self.body is None:
            raise ValueError(f"incident {self.id} is no more")
        row = json.loads(self.body)
        cells = [c for c in row["cells"] if c["slot"] == slot]
        return revived(Incident, row, cells=cells, lifecycle=[], corroboration=[], facts=[])

    def again(self, incident: Incident) -> Told:
        """The same with the links and findings of an excerpt."""
        if self.body is None:
            raise ValueError(f"incident {self.id} is no more")
        body = changed(self.body, links=incident.links, findings=incident.findings)
        return Told(self.id, self.rank, body)


def kept(connection: Connection) -> Kept | None:
    """What the kept incidents were computed from; None where none are kept."""
    t = tables.related_state
    row = connection.execute(select(t)).first()
    if row is None:
        return None
    return Kept(row.code, row.turn, row.judgement, row.stamp, row.epoch, bool(row.recorded),
                tuple(json.loads(row.decided)))  # fmt: skip


def keep(connection: Connection, now: Kept) -> None:
    """Note what the kept incidents are computed from."""
    t = tables.related_state
    connection.execute(delete(t))
    row = {"id": 1, "code": now.code, "turn": now.turn, "judgement": now.judgement,
           "stamp": now.stamp, "epoch": now.epoch, "recorded": int(now.recorded),
           "decided": json.dumps(list(now.decided))}  # fmt: skip
    connection.execute(t.insert(), row)


def clear(connection: Connection) -> None:
    """Empty all, for a computation of the whole."""
    for table in tables.CACHES:
        if table is not tables.incident_cache:
            connection.execute(delete(table))


def held(connection: Connection, documents: Sequence[str]) -> dict[str, Held]:
    """Those of the documents that were taken into account."""
    t = tables.related_documents
    return {row.document: Held(*row) for row in _among(connection, t, t.c.document, documents)}


def dates(connection: Connection, first: str, last: str) -> list[tuple[str | None, str | None]]:
    """(published, outlet) of the documents of a stretch of days, and of those without a date."""
    t = tables.related_documents
    behind = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    inside = (t.c.published >= first) & (t.c.published < behind)
    wanted = select(t.c.published, t.c.outlet).where(or_(t.c.published.is_(None), inside))
    return [(row.published, row.outlet) for row in connection.execute(wanted)]


def nodes(
    connection: Connection, *, documents: Sequence[str] = (), components: Sequence[str] = (),
    incidents: Sequence[str] = (),
) -> list[Node]:  # fmt: skip
    """Happenings of documents, components or incidents."""
    t = tables.related_happenings
    found: dict[Key, Node] = {}
    for column, names in (
        (t.c.document, documents), (t.c.component, components), (t.c.incident, incidents)
    ):  # fmt: skip
        for row in _among(connection, t, column, names):
            found[row.document, row.seq] = Node(*row)
    return list(found.values())


def all_nodes(connection: Connection) -> list[Node]:
    """Every happening."""
    return [Node(*row) for row in connection.execute(select(tables.related_happenings))]


def members(connection: Connection, blocks: Sequence[str]) -> dict[str, list[Node]]:
    """Block → the happenings that lie in it."""
    b, h = tables.related_blocks, tables.related_happenings
    same = (b.c.document == h.c.document) & (b.c.seq == h.c.seq)
    out: dict[str, list[Node]] = defaultdict(list)
    for part in chunks(blocks):
        wanted = select(b.c.block, h).join(h, same).where(b.c.block.in_(part))
        for row in connection.execute(wanted):
            out[row.block].append(Node(*row[1:]))
    return out


def sizes(connection: Connection, blocks: Sequence[str]) -> dict[str, int]:
    """Block → how many happenings lie in it."""
    b = tables.related_blocks
    out: dict[str, int] = {}
    for part in chunks(blocks):
        wanted = select(b.c.block, func.count()).where(b.c.block.in_(part)).group_by(b.c.block)
        out |= {row[0]: row[1] for row in connection.execute(wanted)}
    return out


def blocks_of(connection: Connection, documents: Sequence[str]) -> list[str]:
    """The blocks of the happenings of documents, one for each happening in it."""
    t = tables.related_blocks
    return [row.block for row in _among(connection, t, t.c.document, documents)]


def drop(connection: Connection, documents: Sequence[str]) -> None:
    """Forget documents with their happenings."""
    for table in (
        tables.related_documents, tables.related_happenings, tables.related_blocks
    ):  # fmt: skip
        for part in chunks(documents):
            connection.execute(delete(table).where(table.c.document.in_(part)))


def put_documents(connection: Connection, found: Sequence[Held]) -> None:
    """Take documents into account."""
    rows = [{"document": h.document, "reading": h.reading, "published": h.published,
             "outlet": h.outlet} for h in found]  # fmt: skip
    _insert(connection, tables.related_documents, rows)


def put_nodes(connection: Connection, found: Sequence[Node], new: bool) -> None:
    """Happenings, in place of those of the same number; `new` where there are none."""
    t = tables.related_happenings
    if not new:
        for part in _parts([n.key for n in found]):
            connection.execute(delete(t).where(tuple_(t.c.document, t.c.seq).in_(part)))
    rows = [{"document": n.document, "seq": n.seq, "component": n.component,
             "incident": n.incident, "body": n.body} for n in found]  # fmt: skip
    _insert(connection, t, rows)


def put_blocks(connection: Connection, found: Iterable[tuple[str, Key]]) -> None:
    """Where new happenings lie."""
    rows = [{"block": b, "document": document, "seq": seq} for b, (document, seq) in found]
    _insert(connection, tables.related_blocks, rows)


def incidents(connection: Connection) -> list[Told]:
    """The incidents there are, in order."""
    t = tables.related_incidents
    wanted = select(t.c.id, t.c.rank, t.c.body).where(t.c.body.is_not(None))
    return sorted((Told(*row) for row in connection.execute(wanted)), key=lambda one: one.rank)


def some(connection: Connection, idents: Sequence[str]) -> dict[str, Told]:
    """Those of the incidents that there are."""
    t = tables.related_incidents
    found = _among(connection, t, t.c.id, idents)
    return {row.id: Told(row.id, row.rank, row.body) for row in found if row.body is not None}


def since(connection: Connection, stamp: int) -> list[Told]:
    """What changed after a computation; those that are no more have no body."""
    t = tables.related_incidents
    rows = connection.execute(select(t.c.id, t.c.rank, t.c.body).where(t.c.stamp > stamp))
    return [Told(*row) for row in rows]


def put_incidents(connection: Connection, found: Sequence[Told], stamp: int) -> None:
    """Incidents as they are now, those without a body being no more."""
    t = tables.related_incidents
    for part in chunks([one.id for one in found]):
        connection.execute(delete(t).where(t.c.id.in_(part)))
    rows = [{"id": one.id, "rank": one.rank, "stamp": stamp, "body": one.body} for one in found]
    _insert(connection, t, rows)


def put_outlines(connection: Connection, gone: Sequence[str], rows: list[dict[str, Any]]) -> None:
    """Outlines of incidents, in place of those of the incidents `gone`."""
    t = tables.related_outlines
    for part in chunks(gone):
        connection.execute(delete(t).where(t.c.incident.in_(part)))
    _insert(connection, t, rows)


def outlines(connection: Connection, incidents: Sequence[str]) -> dict[str, str]:
    """Incident → its outline, where it has one."""
    t = tables.related_outlines
    return {row.incident: row.body for row in _among(connection, t, t.c.incident, incidents)}


def on_days(
    connection: Connection, kind: str, states: Sequence[str], first: str, last: str
) -> dict[str, str]:
    """Outlines with a first day of a stretch."""
    t = tables.related_outlines
    return _outlines(connection, kind, states, t.c.day.between(first, last))


def series(connection: Connection, kind: str, states: Sequence[str], day: str) -> dict[str, str]:
    """Outlines of series whose stretch holds a day."""
    t = tables.related_outlines
    return _outlines(connection, kind, states, (t.c.low <= day) & (t.c.high >= day))


def counting(
    connection: Connection, day: str | None, kind: str | None = None, states: Sequence[str] = ()
) -> dict[str, str]:
    """Outlines with ordinal claims whose stretch holds a day, or all; of a kind and states."""
    t = tables.related_outlines
    fits: ColumnElement[bool] = t.c.since.is_not(None)
    if day is not None:
        fits = fits & (t.c.since <= day) & (t.c.day >= day)
    if kind is None:
        rows = connection.execute(select(t.c.incident, t.c.body).where(fits))
        return {row.incident: row.body for row in rows}
    return _outlines(connection, kind, states, fits)


def _outlines(
    connection: Connection, kind: str, states: Sequence[str], fits: ColumnElement[bool]
) -> dict[str, str]:
    t = tables.related_outlines
    of = (t.c.kind == kind) & t.c.state.in_(list(states))
    rows = connection.execute(select(t.c.incident, t.c.body).where(of & fits))
    return {row.incident: row.body for row in rows}


def _among(
    connection: Connection, table: Table, column: ColumnElement[Any], names: Sequence[str]
) -> Iterable[Any]:
    for part in chunks(names):
        yield from connection.execute(select(table).where(column.in_(part)))


def _parts(keys: Sequence[Key]) -> Iterable[list[Key]]:
    for n in range(0, len(keys), 200):
        yield list(keys[n : n + 200])


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), list(rows))
