"""Rows in the words of a page: notations with the signs readers know, days, names, counts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape

from dateline.reference import units
from dateline.views.card_html import visible
from dateline.views.naming import label

SIDES, NAMED = 4, 2
"""Values of a slot, and names beside a value, that a line tells."""

_SIGNS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
_SIGN = re.compile(r">=|<=|~")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?(?=[+-]|$| )")
_UTC = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?Z")
_COUNT = re.compile(
    r"^(?:headline )?[≥≤≈<>~ ]*(?:\d[\d,.]*[–-])?(?P<number>\d[\d,.]*) (?P<noun>[a-z]{3,})"
    r"(?= \[|, |$)"
)
_BARE = re.compile(r"^[≥≤≈<>~ ]*\d[\d,.]*(?:[–-]\d[\d,.]*)?$")
_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women",
            "aircraft": "aircraft", "troops": "troops", "people": "people"}  # fmt: skip
_KEPT = re.compile(r"(?:[≈≥≤] )?\d{4}-\d\d-\d\d|[≈≥≤] \d[\d,.]*(?: k?m\b)?")
_DATE = r"\d{4}-\d\d-\d\d"
_WINDOW = re.compile(rf"(?<![\w.])(?P<first>{_DATE})?\.\.(?P<last>{_DATE})?(?![\w.])")
_SIDE = re.compile(
    r"^(?P<who>[A-Za-z]+(?::[\w-]+)?(?:\+[A-Za-z]+(?::[\w-]+)?)*) (?=[≥≤≈<>=~ ]*\d|not )"
)


def seen(value: Any) -> str:
    """Words of a report on one line, without characters that could mislead."""
    return visible(" ".join(str("" if value is None else value).split()))


def names(idents: str) -> str:
    """Ids that speak or act together, joined by +, as names."""
    return " and ".join(label(one) for one in idents.split("+"))


def headline(row: Mapping[str, Any]) -> str:
    """An incident's row in words: what was done, by whom, to whom."""
    who = ", ".join(names(a) for a in row["actors"]) or "actor not stated"
    whom = ", ".join(names(r) for r in row["recipients"])
    return f"{row['act']} · {who}" + (f" → {whom}" if whom else "")


def pretty(words: str) -> str:
    """A notation with the signs that readers know: ≥ 2 missiles, ≈ 900 km, February 2026."""
    words = _SIGN.sub(lambda m: _SIGNS[m[0]], words)
    words = _WINDOW.sub(_window, _UTC.sub(r"\1 \2 UTC", words)).replace("(vicinity, r=", "(within ")
    words = " · ".join(_COUNT.sub(_plural, part) for part in words.split(" · "))
    return _MOMENT.sub(r"\1 \2 ", words).strip()


def sides(words: str) -> list[str]:
    """A settled value, one item a value where sources differ, with those who say it.

    At most `SIDES` values and `NAMED` names of each; how many more there are is said.
    """
    who: dict[str, list[str]] = {}
    for part in words.removeprefix("headline ").split(" | "):
        found = _SIDE.match(part)
        value = pretty(part[found.end() :] if found else part)
        who.setdefault(value, []).extend([names(found["who"])] if found else [])
    out = [f"{_few(said)}: {value}" if said else value for value, said in who.items()]
    more = len(out) - SIDES
    return out if more < 2 else [*out[:SIDES], f"and {more} other values"]


def values(words: str) -> str:
    """A settled value where who says what stands beside it: the values alone."""
    sided = words.removeprefix("headline ").split(" | ")
    found = [pretty(_SIDE.sub("", part)) for part in sided]
    return " | ".join(dict.fromkeys(found))


def relation(words: str) -> str:
    """How two values stand: `contradict: KOR:JCS 1 missile ↔ …`, each as readers know it."""
    head, _, rest = words.partition(": ")
    told = []
    for side in rest.split(" ↔ "):
        found = _SIDE.match(side)
        cut = found.end() if found else 0
        told.append(side[:cut] + pretty(side[cut:]))
    return f"{head}: {' ↔ '.join(told)}"


def apart(value: Any) -> Markup:
    """Words of a report inside a line of the desk: their direction moves nothing around them."""
    return Markup("<bdi>{}</bdi>").format(seen(value))


def _few(said: list[str]) -> str:
    more = len(said) - NAMED
    return ", ".join(said) if more < 2 else f"{', '.join(said[:NAMED])} and {more} more"


def summary(words: str) -> str:
    """The line under an incident's headline: moment, place, number."""
    parts = []
    for part in words.split(" · "):
        said = " | ".join(sides(part)) if " | " in part else pretty(part)
        parts.append(f"{said} in number" if _BARE.match(said) else said)
    return " · ".join(parts)


def _window(found: re.Match[str]) -> str:
    """A stretch of days: a year, months or the days themselves; an open side is said."""
    first, last = found["first"], found["last"]
    if not first or not last:
        return f"from {first}" if first else f"by {last}" if last else found[0]
    if first == last:
        return str(first)
    whole = first.endswith("-01") and _ends_month(last)
    if not whole:
        return f"{first} – {last}"
    if first[:4] == last[:4] and (first[5:7], last[5:7]) == ("01", "12"):
        return str(first[:4])
    if first[:7] == last[:7]:
        return month(first[:7])
    start = month(first[:7]) if first[:4] != last[:4] else calendar.month_name[int(first[5:7])]
    return f"{start} – {month(last[:7])}"


def _ends_month(day: str) -> bool:
    year, number, last = (int(part) for part in day.split("-"))
    return 1 <= number <= 12 and year > 0 and last == calendar.monthrange(year, number)[1]


def _plural(found: re.Match[str]) -> str:
    """The counted thing in the plural: a notation names it in the singular."""
    number, noun = found["number"], found["noun"]
    if number == "1" or units.unit(noun) is not None:
        return found[0]
    ending = "es" if noun.endswith(("ch", "sh", "s", "x")) else "s"
    return found[0].replace(noun, _PLURALS.get(noun, noun + ending))


def dated(words: str) -> Markup:
    """Words as they are, their dates and signed numbers kept on one line."""
    return Markup(_KEPT.sub(r'<span class="nb">\g<0></span>', str(escape(words))))


def clock(words: str | None) -> str:
    """A moment of publication or of the log to the minute: 2026-05-15 13:45 +09:00."""
    return pretty(words) if words else ""


def month(words: str) -> str:
    """`2026-01` → January 2026."""
    year, number = words.split("-")
    return f"{calendar.month_name[int(number)]} {year}"


def span(row: Mapping[str, Any]) -> str:
    """The interval of a row of a timeline: one value, or first – last."""
    start, end = (str(row[k] or "") for k in ("start", "end"))
    return pretty(start if start == end else f"{start}..{end}")


def count(number: int, one: str, many: str | None = None) -> str:
    """`2 reports`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def segment(words: str) -> str:
    """Words as one segment of an address."""
    return quote(words, safe=":")
