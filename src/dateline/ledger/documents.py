"""Texts and documents: versions of one article, and what is retained of its characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from sqlalchemy import Connection, Row, Select, func, select, text

from dateline.ledger import tables
from dateline.ledger.rows import chunks
from dateline.model import Claims, Document, Published, Reading, Text

CONTEXT = 60
"""Characters kept on either side of a quote under `spans`; the verifier looks 40 far."""

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
    if connection.execute(select(t.c.id).where(t.c.id == document.id)).first():  # 1.
        return document.id
    rows = connection.execute(
        select(t.c.id, t.c.published, t.c.outlet, t.c.feed)
        .where(t.c.text == document.text.id)
        .order_by(t.c.version.desc(), t.c.id)
    )
    day = document.published.original if document.published else None
    for row in rows:  # 2.
        same = row.outlet == document.outlet or (document.feed and row.feed == document.feed)
        if same and day in (None, row.published):
            return str(row.id)
    return None


def save(connection: Connection, document: Document, batch: int) -> int:
    """Insert a document as the next version of its article; returns how many rows that made."""
    t = tables.documents
    ident = identity(document)
    latest = connection.execute(select(func.max(t.c.version)).where(t.c.identity == ident)).scalar()
    count = 1
    known = select(tables.texts.c.id).where(tables.texts.c.id == document.text.id)
    if connection.execute(known).first() is None:
        length = len(document.text.characters)
        row = {"id": document.text.id, "length": length, "batch": batch}
        connection.execute(tables.texts.insert(), row)
        count += 1
    connection.execute(
        t.insert(),
        {"id": document.id, "text": document.text.id, "identity": ident,
         "version": (latest or 0) + 1,
         "published": document.published.original if document.published else None,
         "outlet": document.outlet, "url": document.url, "guid": document.guid,
         "title": document.title, "author": document.author, "language": document.language,
         "feed": document.feed, "batch": batch},
    )  # fmt: skip
    return count


def retain(connection: Connection, characters: Text, claims: Claims, mode: str) -> int:
    """Keep what the mode keeps of a text: all of it, the quotes with context, or nothing."""
    text_ = characters.characters
    if mode == "none":
        return 0
    spans = [(0, len(text_))] if mode == "full" else windows(claims, len(text_))
    count = 0
    t = tables.passages
    for start, end in spans:
        same = (t.c.text == characters.id) & (t.c.start == start) & (t.c.end == end)
        if connection.execute(select(t.c.id).where(same)).first():
            continue
        row = {"text": characters.id, "start": start, "end": end, "characters": text_[start:end]}
        key = connection.execute(t.insert(), row).inserted_primary_key
        if connection.dialect.name == "sqlite" and key is not None:
            connection.execute(
                text("INSERT INTO passages_search(rowid, characters) VALUES (:id, :characters)"),
                {"id": key[0], "characters": row["characters"]},
            )
        count += 1
    return count


def windows(claims: Claims, length: int) -> list[tuple[int, int]]:
    """Spans of all evidence, widened by the context and merged."""
    layers = (claims.claims, claims.statements, claims.predictions, claims.links, claims.notes)
    spans = sorted(
        (max(0, e.span.start - CONTEXT), min(length, e.span.end + CONTEXT))
        for layer in layers for row in layer for e in row.evidence
    )  # fmt: skip
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


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


def turn(connection: Connection, reading: Reading, batch: int) -> None:
    """Make a reading the current one of its document."""
    row = {"document": reading.document, "reading": reading.id, "batch": batch}
    connection.execute(tables.turns.insert(), row)


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


def has_reading(connection: Connection, reading: str) -> bool:
    """Whether a reading is stored, current or not."""
    t = tables.readings
    return connection.execute(select(t.c.id).where(t.c.id == reading)).first() is not None


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
