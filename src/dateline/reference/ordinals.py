"""Phrases that count a happening over a stretch of time, and the days such a stretch covers."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.model import MONTHS, add_months, month_end

_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
          "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
          "seventeenth", "eighteenth", "nineteenth", "twentieth")  # fmt: skip
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

PHRASE = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_WORDS)}|\d+(?:st|nd|rd|th))\b"
    r"(?P<between>(?:[\s-](?!(?:and|but|while)\b)[A-Za-z'’-]+){0,8}?)\s+"
    r"(?P<stretch>(?:so far\s+)?this (?:year|month|week)|of (?:the|this) (?:year|month)|"
    r"in (?:more than |over |nearly |almost |about )?"
    rf"(?:\d+|a|{'|'.join(_NUMBERS)}) (?:year|month|week|day)s?|"
    rf"since (?:(?:early|late|mid)[\s-])?(?:{'|'.join(MONTHS)})?\s*(?:\d{{4}})?(?<=\w)|ever)\b",
    re.IGNORECASE,
)
"""Named parts: ordinal, between (what stands before the stretch), stretch."""


def number(ordinal: str) -> int:
    """ "third" and "3rd" are 3."""
    lower = ordinal.lower()
    return _WORDS.index(lower) + 1 if lower in _WORDS else int(re.sub(r"\D", "", lower))


def start_of(stretch: str, day: date) -> date | None:
    """The first day that counts, for something that lies on `day`; None for "ever".

    "since 2017" means that there was one in 2017 and none after it, so counting starts with 2018;
    "since March" starts with April.
    """
    words = stretch.lower().split()
    if "ever" in words:
        return None
    if words[0] == "since":
        return _after(words, day)
    if words[0] == "in":
        count = next((_count(w) for w in words if _count(w) is not None), 1) or 1
        unit = words[-1].removesuffix("s")
        if unit in ("year", "month"):
            return add_months(day, -count * (12 if unit == "year" else 1)) + timedelta(days=1)
        return day - timedelta(days=count * (7 if unit == "week" else 1) - 1)
    if words[-1] == "year":
        return date(day.year, 1, 1)
    if words[-1] == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday())


def _after(words: list[str], day: date) -> date | None:
    year = next((int(w) for w in words if w.isdigit() and len(w) == 4), None)
    month = next((MONTHS.index(w) + 1 for w in words if w in MONTHS), None)
    if month is None:
        return date(year + 1, 1, 1) if year else None
    if year is None:
        year = day.year if month < day.month else day.year - 1
    return month_end(year, month) + timedelta(days=1)


def _count(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    return _NUMBERS.index(word) + 1 if word in _NUMBERS else 1 if word == "a" else None
