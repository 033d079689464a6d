"""Where documents came from: address or file, time, headers and bytes, as far as retained.

Bytes that are the characters of a text in UTF-8 are not stored a second time: the text is their
copy, and `body` gives them back from it.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.ledger import tables

# Under `none` only what a conditional request needs is kept of the headers.
FEW = ("etag", "last-modified")


FILE = "file:"
"""What the `url` of a local file begins with; its name follows, without its folder."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One answer of a server, or one local file: `url` was asked for, `final` answered at `at`
    (UTC; empty: when it is recorded). A file has status 0 and no headers. `body` is None where
    there are more bytes than a document may have; `sha256` and `length` are of all of them."""

    url: str
    final: str
    at: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    sha256: str
    length: int

    @classmethod
    def answer(
        cls, url: str, final: str, at: str, status: int, headers: tuple[tuple[str, str], ...],
        body: bytes,
    ) -> Origin:  # fmt: skip
        """What a server sent."""
        return cls(url, final, at, status, headers, body, _sha256(body), len(body))

    @classmethod
    def file(cls, name: str, body: bytes) -> Origin:
        """The bytes of a file, or of standard input."""
        return cls(FILE + name, FILE + name, "", 0, (), body, _sha256(body), len(body))

    @classmethod
    def archive(cls, name: str, sha256: str, length: int) -> Origin:
        """A file of more bytes than are kept."""
        return cls(FILE + name, FILE + name, "", 0, (), None, sha256, length)


def _sha256(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


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
