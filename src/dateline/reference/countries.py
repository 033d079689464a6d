"""Countries: codes, names, demonyms, capitals and metonyms, and the zone of the capital."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Country:
    """A row of `tables/countries.csv`. `code` is ISO 3166-1 alpha-3 (KOS for Kosovo)."""

    code: str
    iso2: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    zone: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """A country and what of it matched: name, demonym, capital or metonym."""

    country: Country
    how: str

    @property
    def code(self) -> str:
        return self.country.code


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a CSV file of the tables folder; lines that start with `#` are its head."""
    text = files("dateline.reference").joinpath(f"tables/{name}").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(csv.DictReader(lines))


@cache
def all_countries() -> tuple[Country, ...]:
    """Every row, by code."""
    return tuple(
        Country(
            r["code"], r["iso2"], r["name"], _list(r["names"]), _list(r["demonyms"]),
            _list(r["capitals"]), _list(r["metonyms"]), r["zone"] or None,
        )
        for r in table("countries.csv")
    )  # fmt: skip


def _list(cell: str) -> tuple[str, ...]:
    return tuple(x for x in cell.split(";") if x)


@cache
def _by_code() -> dict[str, Country]:
    return {c.code: c for c in all_countries()}


def by_code(code: str) -> Country | None:
    """The country of an alpha-3 code, or None."""
    return _by_code().get(code)


def is_country(code: str) -> bool:
    """Whether a code is that of a country (UNO, EUR, NGO and the like are not)."""
    return code in _by_code()


def name(code: str) -> str:
    """The country's name; the code itself where there is no such country."""
    found = by_code(code)
    return found.name if found else code


@cache
def _cow() -> dict[str, int]:
    return {r["code"]: int(r["cow"]) for r in table("cow.csv")}


def cow(code: str) -> int | None:
    """The number of a state in the Correlates of War list; None for what is no state there."""
    return _cow().get(code)


def demonym(code: str) -> str | None:
    """The first demonym ("Japanese"), or None."""
    found = by_code(code)
    return found.demonyms[0] if found and found.demonyms else None


def words() -> Iterator[tuple[str, str, str]]:
    """(words, sort, code) of everything that names a country; sort is name, demonym, capital or
    metonym."""
    for c in all_countries():
        for sort, group in (
            ("name", (c.name, *c.names)), ("demonym", c.demonyms), ("capital", c.capitals),
            ("metonym", c.metonyms),
        ):  # fmt: skip
            for w in dict.fromkeys(group):
                yield w, sort, c.code


@cache
def _index() -> dict[str, Match]:
    out: dict[str, Match] = {}
    for sort in ("name", "demonym", "capital", "metonym"):
        for w, kind, code in words():
            if kind == sort:
                out.setdefault(w.casefold(), Match(_by_code()[code], sort))
    return out


_POSSESSIVE = re.compile(r"['’]s?$")


def lookup(phrase: str) -> Match | None:
    """What a phrase names: possessive endings and a leading "the" are dropped.

    A capitalised or all-capitals phrase is expected; "us" never names a country, "US" does.
    """
    phrase = " ".join(phrase.split())
    if not phrase[:1].isupper() and not phrase.lower().startswith("the "):
        return None
    core = _POSSESSIVE.sub("", phrase)
    if core[:4] in ("the ", "The "):
        core = core[4:]
    if not core[:1].isupper():
        return None
    return _index().get(core.casefold())


def by_name(phrase: str) -> Country | None:
    """The country a name stands for, or None."""
    return _by_sort(phrase, "name")


def _by_sort(phrase: str, sort: str) -> Country | None:
    found = lookup(phrase)
    return found.country if found and found.how == sort else None
