"""Incident kinds as packs: a folder with `kind.yaml`, and `check.py` where it has checks.

Packs are found in three places: the folders beside this file, installed packages that name the
entry point `dateline.kinds`, and the folders that the variable `DATELINE_KINDS` lists. A pack's
`check.py` is run when the pack is loaded: name only folders you trust.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from dateline.kinds.folders import read_folder
from dateline.kinds.pack import (
    Check,
    Fact,
    Identity,
    Kind,
    Phase,
    Places,
    Reported,
    Scatter,
    Slot,
    Stated,
    Table,
    Trigger,
    Usual,
)
from dateline.kinds.schema import read_kind
from dateline.model import KindError

__all__ = [
    "Check", "Fact", "Identity", "Kind", "Phase", "Places", "Reported", "Scatter", "Slot",
    "Stated", "Table", "Trigger", "Usual", "all_kinds", "kind", "outside", "read_folder",
    "read_kind", "table_of", "together",
]  # fmt: skip

FOLDERS = "DATELINE_KINDS"
GROUP = "dateline.kinds"


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every pack within reach, by name; `generic` last, since it covers what no other does.

    Raises:
        KindError: a pack does not follow the schema, or two have one name.
    """
    return together((*_inside(), *outside()))


def together(packs: tuple[Kind, ...]) -> tuple[Kind, ...]:
    """Packs in the order in which they are asked, `generic` last.

    Raises:
        KindError: two have one name.
    """
    by_name: dict[str, Kind] = {}
    for pack in packs:
        other = by_name.setdefault(pack.name, pack)
        if other is not pack:
            raise KindError(f"two packs named {pack.name!r}", where=pack.origin,
                            expected=f"a name other than that of {other.origin}")  # fmt: skip
    return tuple(sorted(by_name.values(), key=lambda k: (k.name == "generic", k.name)))


def _inside() -> list[Kind]:
    found = []
    for folder in files(__name__).iterdir():
        if folder.joinpath("kind.yaml").is_file():
            found.append(read_folder(folder, f"kinds/{folder.name}"))
    return found


@cache
def outside() -> tuple[Kind, ...]:
    """Packs of other packages and of folders named by `DATELINE_KINDS`, with their digests."""
    found = []
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        found.append(read_folder(files(point.value), point.value, own=True))
    for name in filter(None, os.environ.get(FOLDERS, "").split(os.pathsep)):
        found.append(read_folder(Path(name), name, own=True))
    return tuple(found)


def kind(name: str) -> Kind:
    """The pack of that name.

    Raises:
        KindError: there is none; the error lists those there are.
    """
    for pack in all_kinds():
        if pack.name == name:
            return pack
    names = ", ".join(k.name for k in all_kinds())
    raise KindError(f"unknown kind {name!r}", expected=f"one of {names}", run="dateline kinds list")


def table_of(pack: Kind, name: str | None = None) -> Table:
    """A reference table of a pack; without a name the only one.

    Raises:
        KindError: it has none of that name; the error lists those it has.
    """
    if name is None and len(pack.tables) == 1:
        return next(iter(pack.tables.values()))
    if name not in pack.tables:
        raise KindError(f"no table {name!r}" if name else "which table?", where=pack.name,
                        expected=", ".join(pack.tables) or "a kind with tables")  # fmt: skip
    return pack.tables[name or ""]
