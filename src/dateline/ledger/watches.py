"""Watch rules and the alerts they made; rows that are only ever added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from dateline.ledger import tables


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule that is watched, with its number and when it was added."""

    id: int
    rule: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing told once. `body` holds what was told and the state it was told in."""

    id: int
    watch: int
    subject: str
    sort: str
    digest: str
    body: Mapping[str, Any]
    recorded: str


def add(connection: Connection, rule: str, recorded: str) -> int:
    """Insert a rule; returns its number."""
    number = _next(connection, tables.watches)
    row = {"id": number, "rule": rule, "recorded": recorded}
    connection.execute(tables.watches.insert(), row)
    return number


def end(connection: Connection, number: int, recorded: str) -> None:
    """End a rule; its alerts stay."""
    connection.execute(tables.watch_ends.insert(), {"watch": number, "recorded": recorded})


def active(connection: Connection) -> list[Watch]:
    """Rules that were not ended, oldest first."""
    t, e = tables.watches, tables.watch_ends
    wanted = select(t).where(t.c.id.not_in(select(e.c.watch))).order_by(t.c.id)
    return [Watch(row.id, row.rule, row.recorded) for row in connection.execute(wanted)]


def alerts(connection: Connection, watch: int | None = None) -> list[Alert]:
    """Alerts of one rule or of all, ended ones included, oldest first."""
    t = tables.alerts
    wanted = select(t).order_by(t.c.id)
    if watch is not None:
        wanted = wanted.where(t.c.watch == watch)
    return [
        Alert(r.id, r.watch, r.subject, r.sort, r.digest, json.loads(r.body), r.recorded)
        for r in connection.execute(wanted)
    ]  # fmt: skip


def save(connection: Connection, found: Sequence[Alert]) -> list[Alert]:
    """Insert alerts with their numbers."""
    out = []
    for alert in found:
        number = _next(connection, tables.alerts)
        body = json.dumps(alert.body, ensure_ascii=False, sort_keys=True)
        connection.execute(
            tables.alerts.insert(),
            {"id": number, "watch": alert.watch, "subject": alert.subject, "sort": alert.sort,
             "digest": alert.digest, "body": body, "recorded": alert.recorded},
        )  # fmt: skip
        out.append(
            Alert(number, alert.watch, alert.subject, alert.sort, alert.digest, alert.body,
                  alert.recorded)
        )  # fmt: skip
    return out


def _next(connection: Connection, table: Any) -> int:
    highest = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
    return int(highest) + 1
