"""The log: one row a transaction, each chained to the one before by its hash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select

from dateline.ledger import audits, history, tables
from dateline.ledger.codec import decode, encode
from dateline.model import Incident, digest


def begin(connection: Connection, recorded: str, command: str) -> int:
    """Open a batch; its counts follow with `finish` in the same transaction."""
    t = tables.batches
    number = int(connection.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one()) + 1
    row = {
        "id": number, "recorded": recorded, "command": command, "documents": 0, "readings": 0,
        "rows": 0, "quarantined": 0, "content": "", "chain": "",
    }  # fmt: skip
    connection.execute(t.insert(), row)
    return number


def finish(connection: Connection, number: int, counts: dict[str, int], ids: Sequence[str]) -> None:
    """Close a batch with its counts and the ids it wrote, chained to the batch before."""
    t = tables.batches
    content = digest("batch", *sorted(ids))[:32]
    row = connection.execute(select(t).where(t.c.id == number)).one()
    before = connection.execute(select(t.c.chain).where(t.c.id == number - 1)).scalar() or ""
    chain = link(before, row.recorded, row.command, content)
    values = {**counts, "content": content, "chain": chain}
    connection.execute(t.update().where(t.c.id == number).values(**values))


def link(before: str, recorded: str, command: str, content: str) -> str:
    """The chained hash of one batch."""
    return digest("chain", before, recorded, command, content)[:32]


def all_batches(connection: Connection) -> list[Row[Any]]:
    """Every batch, oldest first."""
    return list(connection.execute(select(tables.batches).order_by(tables.batches.c.id)))


def written(connection: Connection, number: int) -> list[str]:
    """Ids a batch wrote, as `finish` was given them."""
    out: list[str] = []
    for table in (tables.documents, tables.readings, tables.quarantine, tables.fetches):
        wanted = select(table.c.id).where(table.c.batch == number)
        out += [str(ident) for ident in connection.execute(wanted).scalars()]
    t, r = tables.turns, tables.releases
    out += [f"turn:{x}" for x in connection.execute(select(t.c.reading).where(t.c.batch == number))
            .scalars()]  # fmt: skip
    out += [f"release:{x}" for x in connection.execute(
        select(r.c.quarantine).where(r.c.batch == number)).scalars()]  # fmt: skip
    j = tables.judgements
    decided = select(j.c.id, j.c.body).where(j.c.batch == number)
    out += [f"judgement:{row.id}:{digest('judgement', row.body)}"
            for row in connection.execute(decided)]  # fmt: skip
    return [*out, *history.marks(connection, number), *audits.marks(connection, number)]


def breaks(connection: Connection) -> Iterator[str]:
    """Batches whose content or chain does not hold."""
    before = ""
    for row in all_batches(connection):
        content = digest("batch", *sorted(written(connection, row.id)))[:32]
        if content != row.content:
            yield f"batch {row.id}: rows were added or removed afterwards"
        if link(before, row.recorded, row.command, row.content) != row.chain:
            yield f"batch {row.id}: the chain of the log is broken"
        before = row.chain


KEPT = 6
"""States whose incidents are kept: now, and the few that an analyst compares."""


def cached(connection: Connection, state: str) -> list[Incident] | None:
    """Incidents computed for this state, or None."""
    t = tables.incident_cache
    rows = connection.execute(select(t.c.seq, t.c.body).where(t.c.state == state).order_by(t.c.seq))
    found = [row.body for row in rows]
    return [decode(Incident, body) for body in found[1:]] if found else None


def cached_some(connection: Connection, state: str, idents: Sequence[str]) -> list[Incident]:
    """Those of the incidents computed for this state that have one of the ids, one read each."""
    t = tables.incident_cache
    wanted = select(t.c.body).where(t.c.state == state, t.c.seq > 0, t.c.id.in_(idents))
    return [
        decode(Incident, body) for body in connection.execute(wanted.order_by(t.c.seq)).scalars()
    ]


def cache(connection: Connection, state: str, incidents: Sequence[Incident]) -> None:
    """Keep computed incidents of this state; the states kept longest make room."""
    t = tables.incident_cache
    heads = connection.execute(select(t.c.state, t.c.body).where(t.c.seq == 0))
    kept = sorted((_age(row.body), row.state) for row in heads)
    old = [name for _, name in kept[: max(0, len(kept) - KEPT + 1)]]
    connection.execute(delete(t).where(t.c.state.in_([*old, state])))
    # Row 0 marks the state as computed, also where it holds no incident.
    age = kept[-1][0] + 1 if kept else 1
    rows = [{"state": state, "seq": 0, "id": "", "kind": "", "body": f'{{"age":{age}}}'}]
    rows += [
        {"state": state, "seq": n, "id": i.id, "kind": i.kind, "body": encode(i)}
        for n, i in enumerate(incidents, 1)
    ]  # fmt: skip
    connection.execute(t.insert(), rows)


def newest(connection: Connection) -> str:
    """What names the state of a ledger: number and chain of its last batch; empty before one."""
    t = tables.batches
    row = connection.execute(select(t.c.id, t.c.chain).order_by(t.c.id.desc()).limit(1)).first()
    return f"{row.id}:{row.chain}" if row else ""


def _age(body: str) -> int:
    return int(json.loads(body).get("age", 0))
