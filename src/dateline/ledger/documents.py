"""Texts and documents: versions of one article, and what is retained of its characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import Connection, Row, Select, func, select

from dateline.ledger import tables
from dateline.ledger.rows import chunks
from dateline.model import Document, Published, Text

FILLER = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a character that was not retained."""

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|igshid|cmpid|smid|ref_src|token|sid)$")


def identity(document: Document) -> str:
    """What makes two documents versions of one article: its address or guid, else its words.

    Tracking parameters, fragments and the scheme of an address do not count. An entry of a feed on
    the network is a version only of entries from the same host: a feed may name any address, and
    must not replace what another outlet published there.
    """
    outlet = document.outlet or ""
    via = _split(document.feed or "").netloc.lower()
    if document.url and "://" in document.url:
        parts = _split(document.url)
        query = [(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k.lower())]
        path = parts.path.rstrip("/")
        address = urlunsplit(("", parts.netloc.lower(), path, urlencode(query), ""))
        return f"entry:{via}:{address}" if via else f"url:{address}"
    if document.guid:
        return f"guid:{via or outlet}:{document.guid}"
    return f"text:{outlet}:{document.text.id}"


def _split(url: str) -> SplitResult:
    """The parts of an address; one that is broken is all path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def held(connection: Connection, document: Document) -> str | None:
    """The id under which the ledger holds this document already, or None.

    1. The same id. 2. The same text of the same outlet or feed with the same date, or where the new
    copy has no date: a feed that changes its addresses, tokens or title adds nothing.
    """
    t = tables.documents
    # Documents of one id have one text, so one question serves both.
    rows = list(connection.execute(
        select(t.c.id, t.c.published, t.c.outlet, t.c.feed)
        .where(t.c.text == document.text.id)
        .order_by(t.c.version.desc(), t.c.id)
    ))  # fmt: skip
    if any(row.id == document.id for row in rows):  # 1.
        return document.id
    return next((str(row.id) for row in rows if is_same(document, row)), None)  # 2.


def is_same(document: Document, row: Any) -> bool:
    """Whether a row of `documents` with the same text is the same report."""
    same = row.outlet == document.outlet or (document.feed and row.feed == document.feed)
    day = document.published.original if document.published else None
    return bool(same) and day in (None, row.published)


def load(connection: Connection, ids: Sequence[str]) -> dict[str, Document]:
    """Documents by id; characters that were not retained are U+FFFC, so offsets stay true."""
    t = tables.documents
    rows: list[Row[Any]] = []
    for part in chunks(ids):
        rows += connection.execute(select(t).where(t.c.id.in_(part)))
    held_texts = _texts(connection, sorted({row.text for row in rows}))
    return {
        row.id: Document(
            row.id, Text(row.text, held_texts[row.text]),
            Published.parse(row.published) if row.published else None, row.outlet, row.url,
            row.guid, row.title, row.author, row.language, row.feed,
        )
        for row in rows
    }  # fmt: skip


def _texts(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    out: dict[str, list[str]] = {}
    t, p = tables.texts, tables.passages
    for part in chunks(ids):
        for row in connection.execute(select(t.c.id, t.c.length).where(t.c.id.in_(part))):
            out[row.id] = [FILLER * row.length]
        wanted = select(p).where(p.c.text.in_(part)).order_by(p.c.text, p.c.start, p.c.end)
        for row in connection.execute(wanted):
            whole = out[row.text][0]
            out[row.text][0] = whole[: row.start] + row.characters + whole[row.end :]
    return {ident: parts[0] for ident, parts in out.items()}


@dataclass(frozen=True, slots=True)
class Current:
    """A version of an article with the reading that counts for it."""

    document: str
    reading: str
    code: str
    model: str
    reference: str
    published: str | None
    identity: str
    version: int


def current(connection: Connection, identities: Sequence[str] | None = None) -> list[Current]:
    """The newest version of every article, or of those named, in the order of publication, undated
    ones last."""
    d = tables.documents
    newest = select(d.c.identity, func.max(d.c.version).label("version")).group_by(d.c.identity)
    parts = [newest] if identities is None else [
        newest.where(d.c.identity.in_(part)) for part in chunks(identities)
    ]  # fmt: skip
    rows: list[Current] = []
    for part in parts:
        sub = part.subquery()
        same = (sub.c.identity == d.c.identity) & (sub.c.version == d.c.version)
        among = None if identities is None else select(d.c.id).join(sub, same)
        found = connection.execute(_readings(None, among).join(sub, same))
        rows += [Current(*row) for row in found]
    return sorted(rows, key=lambda row: (row.published or "9999", row.document))


def turned(connection: Connection, after: int) -> dict[str, list[str]]:
    """Articles of which a version got another reading since a turn → all their versions."""
    d, t = tables.documents, tables.turns
    wanted = select(d.c.identity).join(t, t.c.document == d.c.id).where(t.c.id > after).distinct()
    out: dict[str, list[str]] = {ident: [] for ident in connection.execute(wanted).scalars()}
    for part in chunks(sorted(out)):
        for row in connection.execute(select(d.c.identity, d.c.id).where(d.c.identity.in_(part))):
            out[row.identity].append(row.id)
    return out


def last_turn(connection: Connection) -> int:
    """The number of the newest turn; 0 before the first."""
    return int(
        connection.execute(select(func.coalesce(func.max(tables.turns.c.id), 0))).scalar_one()
    )


def versions(connection: Connection, batch: int | None = None) -> list[Current]:
    """Every version of every article, each with the reading that counts for it; as the ledger was
    after a batch, or is now."""
    wanted = _readings(batch)
    if batch is not None:
        wanted = wanted.where(tables.documents.c.batch <= batch)
    rows = [Current(*row) for row in connection.execute(wanted)]
    return sorted(rows, key=lambda row: (row.identity, row.version))


def _readings(batch: int | None, among: Select[Any] | None = None) -> Select[Any]:
    """Documents with the reading their newest turn (up to a batch) made current; all, or those
    `among` a selection of ids."""
    d, r, t = tables.documents, tables.readings, tables.turns
    last = select(t.c.document, func.max(t.c.id).label("id")).group_by(t.c.document)
    if among is not None:
        last = last.where(t.c.document.in_(among))
    if batch is not None:
        last = last.where(t.c.batch <= batch)
    sub = last.subquery()
    return (
        select(
            d.c.id, r.c.id, r.c.code, r.c.model, r.c.reference, d.c.published, d.c.identity,
            d.c.version,
        )
        .join(sub, sub.c.document == d.c.id)
        .join(t, t.c.id == sub.c.id)
        .join(r, r.c.id == t.c.reading)
    )  # fmt: skip


def current_reading(connection: Connection, document: str) -> str | None:
    """The id of the current reading of a document, or None."""
    t = tables.turns
    wanted = select(t.c.reading).where(t.c.document == document).order_by(t.c.id.desc()).limit(1)
    found = connection.execute(wanted).scalar()
    return str(found) if found is not None else None


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a document besides its characters. `length` counts code points."""

    id: str
    text: str
    identity: str
    version: int
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    author: str | None
    language: str | None
    length: int
    batch: int


def heads(connection: Connection, after: int = 0) -> dict[str, Head]:
    """Every version of every article by id, without a character of any; those of later batches."""
    d, t = tables.documents, tables.texts
    names = ("id", "text", "identity", "version", "published", "outlet", "url", "title", "author",
             "language")  # fmt: skip
    wanted = select(*(d.c[n] for n in names), t.c.length, d.c.batch).join(t, t.c.id == d.c.text)
    wanted = wanted.where(d.c.batch > after)
    rows = connection.execute(wanted.order_by(d.c.identity, d.c.version))
    return {row.id: Head(**row._mapping) for row in rows}
