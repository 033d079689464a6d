"""Followed feeds and every look at them; the newest rows say how a feed stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dateline.ledger import tables


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed. `every` is seconds between two looks; `pages` whether the pages of its entries are
    fetched as well."""

    url: str
    title: str | None
    every: int
    pages: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at a feed: `outcome` is new, same, failed, refused or gone; `due` the next look
    (UTC), None where there is none; `failures` counts those in a row."""

    feed: str
    at: str
    outcome: str
    due: str | None
    failures: int = 0
    status: int | None = None
    etag: str | None = None
    modified: str | None = None
    documents: int = 0
    reason: str | None = None


def save(connection: Connection, feed: Followed, recorded: str, active: bool = True) -> None:
    """Follow a feed, change how, or (`active` false) follow it no longer."""
    row = {
        "url": feed.url, "title": feed.title, "every": feed.every, "pages": int(feed.pages),
        "active": int(active), "recorded": recorded,
    }  # fmt: skip
    connection.execute(tables.feeds.insert(), row)


def followed(connection: Connection) -> list[Followed]:
    """Feeds that are followed, by address."""
    f = tables.feeds
    last = select(func.max(f.c.id)).group_by(f.c.url)
    rows = connection.execute(select(f).where(f.c.id.in_(last), f.c.active == 1).order_by(f.c.url))
    return [Followed(r.url, r.title, r.every, bool(r.pages)) for r in rows]


def note(connection: Connection, poll: Poll) -> None:
    """Store one look."""
    row = {name: getattr(poll, name) for name in Poll.__slots__}
    connection.execute(tables.polls.insert(), row)


def last(connection: Connection) -> dict[str, Row[Any]]:
    """The newest look at every feed, by address."""
    p = tables.polls
    newest = select(func.max(p.c.id)).group_by(p.c.feed)
    return {r.feed: r for r in connection.execute(select(p).where(p.c.id.in_(newest)))}


def totals(connection: Connection) -> dict[str, tuple[int, str | None]]:
    """Documents a feed gave in all, and when it last answered, by address."""
    p = tables.polls
    good = select(p.c.feed, func.max(p.c.at)).where(p.c.outcome.in_(("new", "same")))
    answered = {row[0]: row[1] for row in connection.execute(good.group_by(p.c.feed))}
    counted = select(p.c.feed, func.sum(p.c.documents)).group_by(p.c.feed)
    return {r[0]: (int(r[1] or 0), answered.get(r[0])) for r in connection.execute(counted)}


def unseen(connection: Connection, feed: str, marks: Sequence[str]) -> list[str]:
    """Those marks of entries that are not noted yet."""
    e = tables.entries
    held = set(connection.execute(select(e.c.mark).where(e.c.feed == feed)).scalars())
    return [mark for mark in dict.fromkeys(marks) if mark not in held]


def saw(connection: Connection, feed: str, marks: Sequence[str]) -> None:
    """Note entries whose page was fetched."""
    new = unseen(connection, feed, marks)
    if new:
        connection.execute(tables.entries.insert(), [{"feed": feed, "mark": m} for m in new])
