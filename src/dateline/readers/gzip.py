"""A compressed file (`page.html.gz`): decompressed within the budget, then read by its content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.readers import budgets
from dateline.readers.given import Given, Item

NAME = "gzip"
SUFFIXES = (".gz",)


def recognise(head: bytes) -> bool:
    """The two magic bytes of RFC 1952."""
    return head.startswith(b"\x1f\x8b")


def read(given: Given) -> Iterator[Item]:
    """What the decompressed bytes hold.

    Raises:
        QuarantineError: more than 8 MiB, or more than 100:1.
    """
    from dateline.readers.registry import read as read_any

    inner = given.holding(budgets.inflate(given.bytes(), given.name))
    name = given.name[:-3] if given.name.lower().endswith(".gz") else given.name
    yield from read_any(replace(inner, name=name, path=None))
