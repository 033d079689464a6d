"""Plain text: the whole file is one report, its characters kept as they are."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Document
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item

NAME = "text"
SUFFIXES = (".txt", ".text", ".md")


def recognise(head: bytes) -> bool:
    """Any bytes may be text; this reader is asked last."""
    return bool(head)


def read(given: Given) -> Iterator[Item]:
    """One document.

    Raises:
        InputError: empty, or no text.
        QuarantineError: over a budget.
    """
    text = decode(given.bytes(), given.name, given.encoding)
    known = given.known
    yield Document.of(
        text, published=known.published, outlet=known.outlet, title=known.title, url=known.url,
        feed=known.feed,
    )  # fmt: skip
