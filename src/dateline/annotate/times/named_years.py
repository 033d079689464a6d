"""Years that words beside a part of the calendar name: "the autumn of next year".

1. A part without a year of its own (a month, a day, a season, a quarter, a holiday) followed by a
   phrase for a year ("last year", "of the following year", "two years ago") is of that year, and
   both are one expression.
2. A phrase for a year in front ("two years ago in May", "this year's Easter") gives it as well, and
   stands for itself.
3. Where nothing fixes the phrase ("in March of that year", of none that was named) the part is of
   no known year; "every year in May" comes every year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Value
from dateline.model import Basis

_YEARLESS = {
    "months_only": (), "month_day": (), "day_month": (), "day_list": ("ly",), "that_month": (),
    "rel_quarter": (), "season": ("sy2",), "quarter": ("qy", "qy2", "qy3", "qr"),
    "half": ("hy", "hy1"),
    "week_of": ("cy",), "half_of": ("cy",), "day_in": ("cy",), "of_year": (),
    "holiday": ("hoy",), "advent": ("ady",), "named_of": ("noy",), "week_from": ("wfy",),
    "date_part": (), "part_of": (), "end_of": ("emy", "ey", "esy", "edc", "eu", "ye"),
    "clock_day": (), "day_clock": (), "night_of": ("ny",),
}  # fmt: skip
"""Patterns of parts of a year, with the groups that hold a year of their own."""
_DATED = {"part_of": "pd", "clock_day": "d1", "day_clock": "d2", "date_part": "dpd"}
"""Groups of parts of a day that must name the month of their day and no year."""
_BEHIND = re.compile(r",?\s+(?:(?:of|in)\s+)?")
_IN_FRONT = re.compile(r"(?:,?\s+(?:in|on|at|during)\s+(?:the\s+)?|['’]s?\s+)", re.I)
_STOP = re.compile(r"\s*(?:[.,;:)?!]|$)")
_COUNTED = ("later", "earlier", "before", "after", "previously", "prior")


def beside(text: str, founds: Sequence[Found]) -> tuple[dict[int, int], frozenset[int]]:
    """(part → phrase of its year, phrases that belong to the part in front of them)."""
    named: dict[int, int] = {}
    taken: set[int] = set()
    for n, part in enumerate(founds):
        if not _yearless(part):
            continue
        if n + 1 < len(founds) and _follows(text, part, founds[n + 1]):  # 1.
            named[n] = n + 1
            taken.add(n + 1)
        elif n and n - 1 not in taken and _leads(text, founds[n - 1], part):  # 2.
            named[n] = n - 1
    return named, frozenset(taken)


def _yearless(part: Found) -> bool:
    owned = _YEARLESS.get(part.name)
    if owned is None or any(part.groups.get(k) for k in owned):
        return False
    day = part.groups.get(_DATED.get(part.name, ""), "")
    if part.name in _DATED:
        return bool(re.search(r"\d", day)) and not re.search(r"\d{4}", day)
    return True


def _follows(text: str, part: Found, phrase: Found) -> bool:
    between = text[part.end : phrase.start]
    if not _is_year(text, phrase) or not _BEHIND.fullmatch(between):
        return False
    of = between.strip() == "of"
    if re.match(r"['’]s\b", text[phrase.end : phrase.end + 3]) and not of:
        return False  # "in May, last year's winner"
    if phrase.name == "year":
        return of or part.name in ("holiday", "of_year")
    if phrase.name == "every":
        return False
    if text[phrase.start : phrase.end].lower() == "the year" and not of:
        return False  # "in May the year began"
    counted = phrase.groups.get("ad", "").lower() in _COUNTED or phrase.name == "day_before"
    if "," in between:  # "in June, a year later" may be of another June
        return not counted and _STOP.match(text, phrase.end) is not None
    return True


def _leads(text: str, phrase: Found, part: Found) -> bool:
    between = text[phrase.end : part.start]
    return _is_year(text, phrase) and _IN_FRONT.fullmatch(between) is not None


def _is_year(text: str, phrase: Found) -> bool:
    g = phrase.groups
    match phrase.name:
        case "year":
            return "yy2" not in g and "yy3" not in g
        case "rel_unit":
            return g["ru"].lower() == "year"
        case "whole":
            words = text[phrase.start : phrase.end].lower().split()
            return g["wu"].lower() == "year" and words[-2] in ("that", "the", "same")
        case "before_last":
            return g["cb"].lower() == "year"
        case "ago":
            return g["au"].lower() in ("year", "years", "decade", "decades") and "half" not in g
        case "day_before":
            return g.get("dbu", "").lower() == "year"
        case "every":
            return g.get("eu", "").lower() in ("year", "years")
        case _:
            return False


def with_year(context: Context, phrase: Found, value: Value | None) -> Context:
    """The context of a part beside a phrase for a year that has this value."""
    if phrase.name == "every":
        return replace(context, yearly=True)
    counted = phrase.name == "day_before" or phrase.groups.get("ad", "").lower() in _COUNTED
    if counted and context.memory.value is None:  # "in the winter of the year before": before what?
        return replace(context, unnamed=True)
    if value is None or not re.fullmatch(r"\d{4}", value.value) or value.year is Basis.UNKNOWN:
        return replace(context, unnamed=True)
    return replace(context, named=int(value.value))


def settled(value: Value | None, context: Context) -> Value | None:  # 3.
    """The value of a part whose year its phrase leaves open, or that comes every year."""
    if value is None or not (context.unnamed or context.yearly):
        return value
    bare = re.sub(r"^\d{4}", "XXXX", value.value)
    kind = "SET" if context.yearly else value.type
    return replace(
        value, type=kind, value=bare, year=Basis.UNKNOWN, either=(), until=None, days=None
    )
