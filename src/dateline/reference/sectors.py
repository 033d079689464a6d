"""Who acts: PLOVER sectors of common nouns, and codes of bodies and armed groups."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.reference.countries import table


@dataclass(frozen=True, slots=True)
class Group:
    """A body or armed group with its country (ISO 3166 alpha-3 or a PLOVER code) and sector."""

    name: str
    country: str | None
    sector: str | None


@cache
def sectors() -> dict[str, str]:
    """Lower-case noun lemma → PLOVER sector."""
    return {w: r["sector"] for r in table("sectors.csv") for w in r["words"].split()}


@cache
def groups() -> dict[str, Group]:
    """Case-folded name → group."""
    out: dict[str, Group] = {}
    for r in table("groups.csv"):
        for n in (r["name"], *r["names"].split(";")):
            if n:
                out[n.casefold()] = Group(r["name"], r["country"] or None, r["sector"] or None)
    return out


def sector(word: str) -> str | None:
    """The sector a noun speaks for, or None."""
    return sectors().get(word)


def group(name: str) -> Group | None:
    """The body or group of a name, or None; short names only in their own capitals."""
    found = groups().get(name.casefold())
    # "Un" is a name, "UN" a body; "is" a verb, "IS" a group.
    return None if found and len(name) <= 4 and name not in _short() else found


@cache
def _short() -> frozenset[str]:
    return frozenset(
        n for r in table("groups.csv") for n in (r["name"], *r["names"].split(";")) if len(n) <= 4
    )
