"""Incident kinds as packs: `kinds/<name>/kind.yaml`, found by folder."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from dateline.kinds.pack import Fact, Identity, Kind, Phase, Slot, Trigger
from dateline.kinds.schema import read_kind
from dateline.model import KindError

__all__ = [
    "Fact", "Identity", "Kind", "Phase", "Slot", "Trigger", "all_kinds", "kind", "read_kind",
]  # fmt: skip


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every pack in the tree, by name; `generic` last, since it covers what no other does.

    Raises:
        KindError: a pack does not follow the schema.
    """
    found = []
    for folder in files(__name__).iterdir():
        pack = folder.joinpath("kind.yaml")
        if pack.is_file():
            origin = f"kinds/{folder.name}/kind.yaml"
            found.append(read_kind(pack.read_text(encoding="utf-8"), origin))
    return tuple(sorted(found, key=lambda k: (k.name == "generic", k.name)))


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
