"""A folder: every file in it whose suffix a reader knows, in the order of their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.model import InputError
from dateline.readers.given import Given, Item, Known

NAME = "folder"
SUFFIXES: tuple[str, ...] = ()


def recognise(head: bytes) -> bool:
    """A folder has no bytes; it is recognised by being one."""
    return False


def read(given: Given) -> Iterator[Item]:
    """The documents of its files. Hidden files, links and other suffixes are left out.

    Raises:
        InputError: no file of a known suffix.
    """
    from dateline.readers.registry import each

    for part in parts(given):
        yield from each(part)


def parts(given: Given) -> list[Given]:
    """Its files, in the order of their paths.

    Raises:
        InputError: no file of a known suffix.
    """
    from dateline.readers.registry import readers

    suffixes = tuple(s for r in readers() for s in r.SUFFIXES)
    folder = given.path or Path(given.name)
    files = sorted(
        p for p in folder.rglob("*")
        if p.is_file() and not p.is_symlink() and p.name.lower().endswith(suffixes)
        and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    )  # fmt: skip
    if not files:
        raise InputError(
            "a folder without reports", where=given.name,
            expected="a file, or a folder with " + ", ".join(sorted(set(suffixes))),
        )  # fmt: skip
    shared: Known = replace(given.known, title=None, url=None)
    return [Given(str(path), path, known=shared) for path in files]
