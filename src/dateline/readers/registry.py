"""Find the reader for an input, by suffix and then by content."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Protocol, cast

from dateline.model import DatelineError, Document
from dateline.readers import budgets
from dateline.readers.admission import admit
from dateline.readers.given import Given, Item


class Reader(Protocol):
    """A format module."""

    NAME: str
    SUFFIXES: tuple[str, ...]

    def recognise(self, head: bytes) -> bool:
        """Whether these first bytes are of the format."""

    def read(self, given: Given) -> Iterator[Item]:
        """Its documents in order; an item that cannot be read as its error."""


@cache
def readers() -> tuple[Reader, ...]:
    """All readers by name, `text` last since it takes whatever else is text."""
    package = import_module("dateline.readers")
    found = [
        import_module(f"{package.__name__}.{m.name}")
        for m in pkgutil.iter_modules(package.__path__)
    ]
    held = [cast(Reader, m) for m in found if hasattr(m, "NAME")]
    held += [e.load() for e in sorted(entry_points(group="dateline.readers"))]
    return tuple(sorted(held, key=lambda r: (r.NAME == "text", r.NAME)))


def find(given: Given) -> Reader:
    """The reader of an input: its suffix decides, except that content may overrule `.txt`, `.xml`
    and `.json`, which many formats share.

    Raises:
        InputError: the file is missing or may not be read.
    """
    if given.path is not None and given.path.is_dir():
        return _named("folder")
    head = given.head()
    name = given.name.lower() if given.suffix is None else given.suffix
    if head.startswith(b"\x1f\x8b") and not name.endswith(".warc.gz"):
        return _named("gzip")
    endings = [(s, r) for r in readers() for s in r.SUFFIXES if name.endswith(s)]
    own = max(endings, key=lambda pair: len(pair[0]), default=None)
    if own and own[0] not in _SHARED and given.suffix is None:
        return own[1]
    text = _named("text")
    for reader in readers():
        if reader is not text and reader.recognise(head):
            return reader
    return own[1] if own else text


def remark(given: Given) -> str | None:
    """What to say of a file that is read otherwise than its name lets expect, or None.

    A suffix that no reader knows, or one of plain text over something that is none; `.xml` and
    `.json` promise no format.
    """
    suffix = Path(given.name).suffix.lower()
    if not suffix or given.head().startswith(b"\x1f\x8b"):
        return None
    reader = find(given)
    if not any(given.name.lower().endswith(s) for r in readers() for s in r.SUFFIXES):
        return f"read as {reader.NAME}, by its content; no reader knows the suffix {suffix}"
    if suffix in _named("text").SUFFIXES and reader.NAME != "text":
        return f"read as {reader.NAME}, by its content, and not as {suffix}"
    return None


_SHARED = (".txt", ".text", ".xml", ".json")


def _named(name: str) -> Reader:
    return next(r for r in readers() if name == r.NAME)


def read(given: Given) -> Iterator[Item]:
    """Documents of an input, each past its budgets and in English, or its error.

    Raises:
        InputError: the input as a whole cannot be read.
        QuarantineError: the input as a whole is over a budget or in another language.
    """
    alone = None
    reader = find(given)
    for n, item in enumerate(reader.read(given)):
        if isinstance(item, Document):
            where = item.guid or item.url or given.name
            try:
                item = admit(item, given.name if where in given.name else f"{given.name} ({where})")
            except DatelineError as error:
                item = error
        if n == 0 and isinstance(item, DatelineError):
            alone = item
            continue
        if alone is not None:
            yield alone
            alone = None
        yield item
    if alone is not None:
        raise alone


def each(given: Given) -> Iterator[Item]:
    """Like `read`, with an error of the whole input as an item too."""
    try:
        yield from read(given)
    except DatelineError as error:
        yield error


__all__ = ["Reader", "budgets", "each", "find", "read", "readers", "remark"]
