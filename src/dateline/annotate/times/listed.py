"""Days of one month in a list: "on 3, 5 and 7 May", "the nights of 4-5 and 6-7 June".

A list is found as a whole and taken apart: each number, or pair of numbers, becomes an expression
of its own with the month, and the year, that the list states once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dateline.annotate.times.expressions import DAY, Found

_PAIR = re.compile(rf"(?P<a>{DAY})(?:\s?[-–]\s?(?P<b>{DAY}))?", re.I)
_NIGHTS = re.compile(r"\bnights?\s+(?:of|on)\s+(?:the\s+)?$", re.I)


def apart(text: str, founds: Iterable[Found]) -> Iterator[Found]:
    """The same expressions, lists of days taken apart, in order."""
    for found in founds:
        if found.name == "day_list":
            yield from _days(text, found)
        else:
            yield found


def _days(text: str, found: Found) -> Iterator[Found]:
    g = found.groups
    days = g.get("ll") or g["ll2"]
    first = text.index(days, found.start)
    month = g.get("lm") or g["lm2"]
    year = g.get("ly") or g.get("ly2")
    night = _NIGHTS.search(text, max(0, found.start - 24), found.start) is not None
    items = list(_PAIR.finditer(text, first, first + len(days)))
    for n, item in enumerate(items):
        groups = {"m6": month, "d6": item["a"]}
        groups |= {"de6": item["b"]} if item["b"] else {}
        groups |= {"ly": year} if year else {}
        groups |= {"ln": "night"} if night else {}
        start = found.start if n == 0 else item.start()
        end = found.end if n == len(items) - 1 else item.end()
        yield Found("day_list", start, end, groups)
