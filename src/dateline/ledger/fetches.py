"""Where fetched documents came from: address, time, headers and bytes, as far as retained."""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.ledger import tables
from dateline.model import digest

# Under `none` only what a conditional request needs is kept of the headers.
_FEW = ("etag", "last-modified")


@dataclass(frozen=True, slots=True)
class Origin:
    """One answer of a server: `url` was asked for, `final` answered at `at` (UTC)."""

    url: str
    final: str
    at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes."""
        return hashlib.sha256(self.body).hexdigest()


def save(connection: Connection, origin: Origin, document: str, batch: int, retain: str) -> str:
    """Note that a document came from an answer; returns the id of the answer's row.

    Headers are kept under `full` and `spans`, bytes under `full`; address, time, SHA-256 and length
    always.
    """
    f, o, b = tables.fetches, tables.origins, tables.bodies
    kept = origin.headers if retain != "none" else tuple(h for h in origin.headers if h[0] in _FEW)
    headers = json.dumps(kept, ensure_ascii=False)
    body = origin.digest
    ident = digest(
        "fetch", origin.url, origin.final, origin.at, str(origin.status), headers, body
    )[:32]  # fmt: skip
    if connection.execute(select(f.c.id).where(f.c.id == ident)).first() is None:
        row = {
            "id": ident, "url": origin.url, "final": origin.final, "at": origin.at,
            "status": origin.status, "headers": headers, "body": body,
            "length": len(origin.body), "batch": batch,
        }  # fmt: skip
        connection.execute(f.insert(), row)
    held = connection.execute(select(b.c.id).where(b.c.id == body)).first()
    if retain == "full" and held is None:
        packed = zlib.compress(origin.body, 6)
        connection.execute(b.insert(), {"id": body, "compressed": packed, "batch": batch})
    same = (o.c.document == document) & (o.c.fetch == ident)
    if connection.execute(select(o.c.fetch).where(same)).first() is None:
        connection.execute(o.insert(), {"document": document, "fetch": ident, "batch": batch})
    return ident


def of(connection: Connection, document: str) -> list[Row[Any]]:
    """The answers a document came from, oldest first."""
    f, o = tables.fetches, tables.origins
    wanted = select(f).join(o, o.c.fetch == f.c.id).where(o.c.document == document)
    return list(connection.execute(wanted.order_by(f.c.at, f.c.id)))


def body(connection: Connection, ident: str) -> bytes | None:
    """Fetched bytes by their SHA-256, or None where they were not retained."""
    b = tables.bodies
    found = connection.execute(select(b.c.compressed).where(b.c.id == ident)).scalar()
    return zlib.decompress(bytes(found)) if found is not None else None


def damaged(connection: Connection) -> list[str]:
    """SHA-256 of retained bytes that no longer have it."""
    out = []
    for row in connection.execute(select(tables.bodies).order_by(tables.bodies.c.id)):
        try:
            again = hashlib.sha256(zlib.decompress(bytes(row.compressed))).hexdigest()
        except zlib.error:
            again = ""
        if again != row.id:
            out.append(str(row.id))
    return out
