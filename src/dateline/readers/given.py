"""What a reader is given: a named file or bytes, and what the caller knows of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from dateline.model import DatelineError, Document, InputError, Published
from dateline.readers import budgets

Item = Document | DatelineError
"""A document, or why there is none."""

HEAD = 4096
"""Bytes a reader sees to recognise its format."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows. It fills what an item of a feed, archive or table does not say; for
    a file of one report it wins over what the file says of itself."""

    published: Published | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A file by its path, or bytes. `name` is what errors call it; `suffix` is the format that the
    transport declares, which content may overrule."""

    name: str
    path: Path | None = None
    content: bytes | None = None
    known: Known = field(default_factory=Known)
    encoding: str | None = None
    suffix: str | None = None

    def part(self, label: str, content: bytes, encoding: str | None = None) -> Given:
        """An item inside this one, such as a record of an archive."""
        return Given(f"{self.name}#{label}", None, content, self.known, encoding)

    def holding(self, content: bytes) -> Given:
        """The same name and path over other bytes, such as the decompressed ones."""
        return replace(self, content=content)

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The bytes as a stream.

        Raises:
            InputError: the file is missing, a folder, or may not be read.
        """
        if self.content is not None:
            yield BytesIO(self.content)
            return
        if self.path is None:
            raise InputError("nothing to read", where=self.name)
        try:
            opened = self.path.open("rb")
        except OSError as error:
            raise _cannot(self, error) from None
        with opened:
            yield opened

    def head(self) -> bytes:
        """The first bytes."""
        with self.stream() as opened:
            return opened.read(HEAD)

    def bytes(self) -> bytes:
        """All bytes of one document.

        Raises:
            QuarantineError: more than the budget.
        """
        with self.stream() as opened:
            return budgets.bounded(opened, self.name)


def _cannot(given: Given, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(
        f"cannot be read ({reason[:1].lower()}{reason[1:]})",
        where=given.name,
        expected="a file that exists and may be read",
    )
