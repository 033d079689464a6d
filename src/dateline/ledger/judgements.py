"""Decisions of analysts: rows that are only ever added; an undo is a row of its own."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.ledger import tables
from dateline.ledger.codec import decode, encode
from dateline.model import Judgement, digest


def save(connection: Connection, judgement: Judgement, batch: int) -> tuple[int, str]:
    """Insert one decision; returns its number and the mark the log chains."""
    t = tables.judgements
    number = last(connection) + 1
    body = encode(judgement)
    left, right = (a.document if a else None for a in (judgement.left, judgement.right))
    connection.execute(
        t.insert(),
        {"id": number, "relation": judgement.relation, "left": left or judgement.value or "",
         "right": right, "by": judgement.by, "recorded": judgement.recorded, "body": body,
         "batch": batch},
    )  # fmt: skip
    return number, f"judgement:{number}:{digest('judgement', body)}"


def every(connection: Connection, batch: int | None = None) -> list[tuple[int, Judgement]]:
    """All decisions with their numbers, oldest first, undone ones and undos included; those up to
    a batch, or all."""
    t = tables.judgements
    wanted = select(t.c.id, t.c.body).order_by(t.c.id)
    if batch is not None:
        wanted = wanted.where(t.c.batch <= batch)
    return [(row.id, decode(Judgement, row.body)) for row in connection.execute(wanted)]


def live(connection: Connection, batch: int | None = None) -> list[tuple[int, Judgement]]:
    """Decisions that hold, now or after a batch: no undos, and nothing undone."""
    rows = every(connection, batch)
    undone = {j.value for _, j in rows if j.relation == "undo"}
    return [(n, j) for n, j in rows if j.relation != "undo" and str(n) not in undone]


def last(connection: Connection) -> int:
    """The number of the newest decision or undo; 0 before the first."""
    t = tables.judgements
    return int(connection.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one())
