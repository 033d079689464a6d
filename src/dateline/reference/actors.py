"""Actors a user adds: rows of a CSV file with the columns `COLUMNS`, checked one against another.

1. A row names somebody (and other names, separated by semicolons) with a country or extra code of
   PLOVER, a sector, and the first and last day on which this holds; an empty day is open.
2. A name must hold a capital letter, else it would be found in common words.
3. Two rows may share a name where their days do not overlap, or where they say the same.
"""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.model import InputError
from dateline.reference import countries
from dateline.reference.authorities import slug
from dateline.reference.countries import table

COLUMNS = ("name", "aliases", "sort", "country", "sector", "from", "to", "source", "note")
SORTS = ("body", "group", "person")
EXTRA = ("UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC")
_PREFIX = {"body": "org", "group": "group", "person": "person"}
RULE = "your actors"


@dataclass(frozen=True, slots=True)
class Actor:
    """A row: who it is and when that holds; days are both inclusive, None is open."""

    name: str
    aliases: tuple[str, ...] = ()
    sort: str = "body"
    country: str | None = None
    sector: str | None = None
    since: date | None = None
    until: date | None = None
    source: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """The authority it is: `group:northern-front`."""
        return f"{_PREFIX[self.sort]}:{slug(self.name)}"

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)

    @property
    def row(self) -> str:
        """The row as a reference, told from the shipped tables."""
        days = f"{self.since or ''}..{self.until or ''}"
        code = " ".join(x for x in (self.country, self.sector) if x) or "no code"
        return f"{RULE}: {self.name}, {code}, {days} ({self.source})"

    def on(self, day: date | None) -> bool:
        """Whether the row holds on a day; on an unknown day only where it has no days."""
        if day is None:
            return self.since is None and self.until is None
        return (self.since or day) <= day <= (self.until or day)

    def cells(self) -> dict[str, str]:
        """The row as it stands in the file."""
        return dict(zip(COLUMNS, (
            self.name, ";".join(self.aliases), self.sort, self.country or "", self.sector or "",
            str(self.since or ""), str(self.until or ""), self.source, self.note,
        ), strict=True))  # fmt: skip


@cache
def sectors() -> tuple[str, ...]:
    """Codes of the sectors of PLOVER."""
    return tuple(sorted({r["sector"] for r in table("sectors.csv")} | {"UNK"}))


def read(text: str, where: str) -> tuple[Actor, ...]:
    """The rows of a file.

    Raises:
        InputError: the columns, a row or two rows together are not as they must be; names the line.
    """
    lines = [(n, x) for n, x in enumerate(text.splitlines(), 1) if x.strip() and x[0] != "#"]
    if not lines:
        return ()
    reader = csv.reader(io.StringIO("\n".join(x for _, x in lines)))
    rows = list(reader)
    if tuple(rows[0]) != COLUMNS:
        raise InputError("other columns", where=where, expected=",".join(COLUMNS))
    out: list[Actor] = []
    for (number, _), row in zip(lines[1:], rows[1:], strict=False):
        place = f"{where}, line {number}"
        if len(row) != len(COLUMNS):
            raise InputError(f"{len(row)} fields", where=place, expected=f"{len(COLUMNS)} fields")
        out.append(checked(dict(zip(COLUMNS, row, strict=True)), out, place))
    return tuple(out)


def write(rows: Iterable[Actor]) -> str:
    """The text of a file of these rows."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(r.cells() for r in rows)
    return out.getvalue()


def checked(cells: dict[str, str], others: Sequence[Actor], where: str) -> Actor:
    """A row made of cells and held against the rows before it.

    Raises:
        InputError: says what is wrong, and which values there are.
    """
    cells = {k: " ".join(v.split()) for k, v in cells.items()}
    names = (cells["name"], *(a.strip() for a in cells["aliases"].split(";") if a.strip()))
    for name in names:
        _check_name(name, where)
    sort = cells["sort"] or "body"
    if sort not in SORTS:
        raise InputError(f"sort {sort!r}", where=where, expected="one of " + ", ".join(SORTS))
    sector = cells["sector"].upper() or None
    if sector is not None and sector not in sectors():
        raise InputError(
            f"sector {sector!r}", where=where, expected="one of " + ", ".join(sectors())
        )
    if not cells["source"]:
        raise InputError("no source", where=where,
                         expected="where this is known from: a title, an address")  # fmt: skip
    since, until = _day(cells["from"], where), _day(cells["to"], where)
    if since and until and until < since:
        raise InputError(f"ends on {until}, before it begins on {since}", where=where,
                         expected="the first day, then the last")  # fmt: skip
    actor = Actor(names[0], names[1:], sort, _country(cells["country"], where), sector, since,
                  until, cells["source"], cells["note"])  # fmt: skip
    for other in others:
        _check_overlap(actor, other, where)
    return actor


def _check_name(name: str, where: str) -> None:
    if len(name) < 2 or not any(c.isupper() for c in name):
        raise InputError(f"name {name!r}", where=where,
                         expected="two characters or more, one of them a capital")  # fmt: skip
    if countries.by_name(name) is not None:
        raise InputError(f"{name!r} is a country", where=where,
                         expected="a body, group or person of it")  # fmt: skip


def _country(code: str, where: str) -> str | None:
    if not code or code in EXTRA or countries.is_country(code):
        return code or None
    found = countries.lookup(code[:1].upper() + code[1:])
    known = [c.code for c in countries.all_countries()]
    near = [found.code] if found else difflib.get_close_matches(code.upper(), known, 3)
    meant = f"did you mean {' or '.join(near)}? " if near else ""
    raise InputError(
        f"country {code!r}", where=where,
        expected=f"{meant}a code of ISO 3166 with three letters, KOS, or one of {', '.join(EXTRA)}",
    )  # fmt: skip


def _day(words: str, where: str) -> date | None:
    try:
        return date.fromisoformat(words) if words else None
    except ValueError:
        raise InputError(f"day {words!r}", where=where, expected="a day like 2026-01-31") from None


def _check_overlap(actor: Actor, other: Actor, where: str) -> None:
    """Two rows of one name must not hold on one day and say different things."""
    shared = {n.casefold() for n in actor.names} & {n.casefold() for n in other.names}
    if not shared:
        return
    late = max(actor.since or date.min, other.since or date.min)
    soon = min(actor.until or date.max, other.until or date.max)
    if late > soon:
        return
    same = (actor.id, actor.country, actor.sector) == (other.id, other.country, other.sector)
    what = "stands twice" if same else "would be two things on one day"
    raise InputError(
        f"{min(shared)!r} {what}", where=where,
        expected=f"days that do not overlap with {other.row}",
        run="dateline actors list",
    )  # fmt: skip
