"""Inputs set aside, each with its reason; a release is a row of its own, nothing is deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.ledger import tables
from dateline.model import digest


@dataclass(frozen=True, slots=True)
class Refused:
    """An input set aside: its name, the file to retry, why, and what was known of it (JSON)."""

    name: str
    path: str | None
    reason: str
    known: str = "{}"

    @property
    def id(self) -> str:
        return digest("quarantine", self.name, self.path or "", self.reason)[:24]


def save(connection: Connection, refused: Refused, batch: int) -> bool:
    """Insert unless it is waiting already; returns whether a row was made."""
    t = tables.quarantine
    if connection.execute(select(t.c.id).where(t.c.id == refused.id)).first():
        return False
    connection.execute(
        t.insert(),
        {"id": refused.id, "name": refused.name, "path": refused.path, "reason": refused.reason,
         "known": refused.known, "batch": batch},
    )  # fmt: skip
    return True


def waiting(connection: Connection) -> list[Row[Any]]:
    """Inputs set aside and not released, oldest first."""
    t, r = tables.quarantine, tables.releases
    released = select(r.c.quarantine)
    wanted = select(t).where(t.c.id.not_in(released)).order_by(t.c.batch, t.c.name, t.c.id)
    return list(connection.execute(wanted))


def release(connection: Connection, ident: str, batch: int) -> None:
    """Note that an input was read after all."""
    connection.execute(tables.releases.insert(), {"quarantine": ident, "batch": batch})


def abort(connection: Connection, refused: Refused, recorded: str) -> None:
    """Note an input given up on for now, unless it is waiting already with this reason."""
    t = tables.aborts
    same = any(
        (row.name, row.path, row.reason) == (refused.name, refused.path, refused.reason)
        for row in aborted(connection)
    )
    if not same:
        row = {
            "name": refused.name, "path": refused.path, "reason": refused.reason,
            "known": refused.known, "recorded": recorded,
        }  # fmt: skip
        connection.execute(t.insert(), row)


def aborted(connection: Connection) -> list[Row[Any]]:
    """Inputs given up on and not tried again with success, oldest first."""
    t, e = tables.aborts, tables.abort_ends
    wanted = select(t).where(t.c.id.not_in(select(e.c.abort))).order_by(t.c.id)
    return list(connection.execute(wanted))


def end(connection: Connection, ident: int, recorded: str) -> None:
    """Note that an input given up on was settled: read, or set aside for good."""
    connection.execute(tables.abort_ends.insert(), {"abort": ident, "recorded": recorded})
