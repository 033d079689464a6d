"""A folder: every file in it whose suffix a reader knows, in the order of their paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.model import InputError
from dateline.readers.given import Given, Item, Known

NAME = "folder"
SUFFIXES: tuple[str, ...] = ()
# A ledger, and what SQLite keeps beside one, is no report that was overlooked.
_LEDGER = ".ledger"


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
    files = [p for p in _files(folder) if p.name.lower().endswith(suffixes)]
    if not files:
        raise InputError(
            "a folder without reports", where=given.name,
            expected="a file, or a folder with " + ", ".join(sorted(set(suffixes))),
        )  # fmt: skip
    shared: Known = replace(given.known, title=None, url=None)
    return [Given(str(path), path, known=shared) for path in files]


def left_out(given: Given) -> str | None:
    """What to say of files whose suffix no reader knows, or None where there are none."""
    from dateline.readers.registry import readers

    suffixes = tuple(s for r in readers() for s in r.SUFFIXES)
    rest = [
        p for p in _files(given.path or Path(given.name))
        if not p.name.lower().endswith(suffixes) and not p.suffix.startswith(_LEDGER)
    ]  # fmt: skip
    if not rest:
        return None
    kinds = sorted({p.suffix.lower() or "none" for p in rest})
    named = ", ".join(kinds[:5]) + (" and others" if len(kinds) > 5 else "")
    return f"{len(rest)} file{'' if len(rest) == 1 else 's'} left out, of other suffixes ({named})"


def _files(folder: Path) -> list[Path]:
    return sorted(
        p for p in folder.rglob("*")
        if p.is_file() and not p.is_symlink()
        and not any(part.startswith(".") for part in p.relative_to(folder).parts)
    )  # fmt: skip
