"""What the reference tables of events and actors hold, their versions, and what cannot be.

1. One row per table: what it counts, how many, the day and licence its head states, a short hash.
2. Impossible: one office of one body held by two persons on one day, where only one can hold it;
   a row that ends before it begins; a checked row without a source.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from importlib.resources import files
from typing import Any

from dateline.reference import authorities, countries, plover, sectors
from dateline.reference.authorities import Holder, slug

COLUMNS = ("table", "holds", "count", "checked", "version", "hash", "licence")
_SHARED = frozenset({"official", "leader"})
"""Offices that several people hold at once."""
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_LICENCE = re.compile(r"Apache-2\.0|CC BY-SA 4\.0|CC BY 4\.0|CC0|public domain", re.IGNORECASE)


def rows() -> list[dict[str, Any]]:  # 1.
    """One row per table, in a fixed order; `checked` is None where rows carry no check."""
    held = authorities.holders()
    senses, nations = plover.senses(), countries.all_countries()
    coded = [s for s in senses if s.type != plover.NONE]
    counts: tuple[tuple[str, str, int, int | None], ...] = (
        ("plover_senses.tsv", "trigger senses: a word with what it asks for", _pairs(coded), None),
        ("plover_senses.tsv", "senses that are no event", _pairs(senses) - _pairs(coded), None),
        ("plover_senses.tsv", "trigger words", len({(s.pos, s.word) for s in coded}), None),
        ("plover_types.csv", "types and modes", len(plover.codes()), None),
        ("titles.csv", "words for offices and bodies", _words("titles.csv", "words"), None),
        ("bodies.csv", "bodies with a name", len(authorities.bodies()), None),
        ("groups.csv", "names of bodies and armed groups", len(sectors.groups()), None),
        ("sectors.csv", "words for those who act", len(sectors.sectors()), None),
        ("countries.csv", "countries", len(nations), None),
        ("countries.csv", "demonyms", sum(len(c.demonyms) for c in nations), None),
        ("holders.csv", "dated office holders", len(held), sum(h.is_checked for h in held)),
    )  # fmt: skip
    return [
        {"table": t, "holds": what, "count": n, "checked": checked, **_head(t)}
        for t, what, n, checked in counts
    ]


def _pairs(senses: Iterable[plover.Sense]) -> int:
    return sum(s.count for s in senses)


def _words(name: str, column: str) -> int:
    return sum(len([w for w in r[column].split(";") if w]) for r in countries.table(name))


def _head(name: str) -> dict[str, str]:
    data = files("dateline.reference").joinpath("tables", name).read_bytes()
    head = "\n".join(x for x in data.decode("utf-8").splitlines()[:12] if x.startswith("#"))
    days, licence = _DAY.findall(head), _LICENCE.search(head)
    return {
        "version": max(days, default="not stated"), "hash": hashlib.sha256(data).hexdigest()[:12],
        "licence": licence[0] if licence else "not stated",
    }  # fmt: skip


def problems(held: Iterable[Holder] | None = None) -> list[str]:  # 2.
    """What cannot be in the rows of `holders.csv`, one line each; to hand over on a day is none."""
    found = tuple(authorities.holders() if held is None else held)
    out = [f"ends before it begins: {h.row}" for h in found if h.until and h.until < h.since]
    out += [f"checked without a source: {h.row}" for h in found if h.is_checked and not h.source]
    seats: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for h in found:
        if h.office not in _SHARED:
            seats[h.authority, h.office].append(h)
    for rows_ in seats.values():
        ordered = sorted(rows_, key=lambda h: (h.since, h.person))
        for a, b in itertools.combinations(ordered, 2):
            if _last(a) > b.since and not _another_spelling(a, b):
                out.append(f"two at once: {a.row}; {b.row}")
    return out


def _another_spelling(a: Holder, b: Holder) -> bool:
    """One term under two spellings of a name: "Zelensky", "Zelenskyy"."""
    alike = difflib.SequenceMatcher(None, slug(a.person), slug(b.person)).ratio() > 0.8
    return alike and (a.since, a.until) == (b.since, b.until)


def _last(holder: Holder) -> date:
    return holder.until or date.max
