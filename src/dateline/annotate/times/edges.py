"""The ends of an interval: parts of a day, a month, a year or a decade, and open sides.

TIMEX3 values stay as TimeML wants them; this is what the words mean for the interval alone.

1. A part of the day: morning 06:00-11:59, afternoon 12:00-17:59, evening 18:00-23:59, night 18:00
   to 06:00 of the next day; "early" 00:00-05:59 and "late" 18:00-23:59 of a day.
2. A part of a month (days 1-10, 11-20, from 21), a year (four months each) or a decade (first five
   years, last four); "the end of" is the last day or the last month; "earlier this month" ends with
   the document's day.
3. "since" leaves the end open, "until" and "by" the beginning; "before" ends the day before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Value
from dateline.model import Precision, When, month_end

_PARTS = {
    "MO": ("06:00", "11:59"), "AF": ("12:00", "17:59"), "EV": ("18:00", "23:59"),
    "NI": ("18:00", "06:00"), "START": ("00:00", "05:59"), "END": ("18:00", "23:59"),
    "DAWN": ("04:00", "06:59"),
}  # fmt: skip
_EARLY = re.compile(r"(?:the )?(?:very )?(?:early|small hours|early hours)\b(?!\s+as)")
_LATE = re.compile(r"(?:the )?(?:very )?late\b")
_LEAD = re.compile(
    r"\b(?:(?P<e>early|(?:small|early|wee) hours of)|(?P<l>late))(?:\s+(?:on|the))?\s+$"
)
_DAYLIKE = frozenset({
    "weekday", "deictic", "month_day", "day_month", "full", "full_dmy", "within", "holiday",
})  # fmt: skip
_COARSE = frozenset({
    "months_only", "month_year", "rel_unit", "year", "decade", "within", "whole",
})  # fmt: skip
_NEARER = frozenset({"rel_unit", "within", "months_only", "month_year"})
_SINCE = re.compile(
    r"\b(?:since|as\s+(?:early|soon)\s+as|starting(?:\s+(?:on|in|from))?|effective(?:\s+from)?|from|as\s+of|"
    r"beginning(?:\s+(?:on|in|from))?|(?:no|not)\s+(?:earlier|sooner)\s+than|not\s+before|"
    r"as\s+far\s+back\s+as)\s+"
    r"(?:about\s+|around\s+|(?:the\s+)?(?:early|small|wee)\s+hours\s+of\s+|the\s+)?$"
)
_SINCE_THING = re.compile(
    r"\bsince\s+(?:the|a|an|its|his|her|their)(?:\s+[\w-]+){1,5}?\s+(?:of|in|on)\s+$"
)
_UNTIL = re.compile(
    r"(?<!\bnot )(?<!\ball )(?<!\bway )(?<!\bwhile )"
    r"\b(?:until|till|by|through|(?<!-)up\s+to|on\s+or\s+before|no\s+later\s+than|not\s+later\s+than)\s+"
    r"(?:about\s+|around\s+|at\s+least\s+|(?:the\s+)?(?:early|small|wee)\s+hours\s+of\s+|the\s+)?$"
)
_PUT_OFF = re.compile(
    r"\b(?:(?:not|never)\b|\w+n['’]t\b)[^.;:]*\b(?:until|till)\s+\S*$|"
    r"\b(?:delay|postpon|adjourn|defer|push|put|mov|reschedul|not)\w*(?:\s+\w+){0,3}\s+(?:until|till)\s+\S*$"
)
_SO_FAR = re.compile(r"\b(?:so far|to date|already)(?:,| in)?\s+$")
_BEFORE = re.compile(
    r"(?<!\bor )(?<!just )(?<!shortly )(?<!day )(?<!night )(?<!week )"
    r"(?<!month )(?<!year )(?<!days )(?<!weeks )(?<!months )(?<!years )(?<!hours )"
    r"(?<!minutes )(?<!not )\b(?:before|prior\s+to)\s+(?:the\s+)?$"
)


def shaped(text: str, found: Found, value: Value, when: When, day: date | None) -> When:
    """The interval with the ends that its words and those in front of it give."""
    if when.earliest is None or value.type not in ("DATE", "TIME"):
        return when
    words = text[found.start : found.end].lower()
    lead = text[max(0, found.start - 40) : found.start].lower()
    when = _daypart(words, lead, found, value, when)  # 1.
    if not when.alternatives:
        when = _partial(words, lead, found, value, when, day)  # 2.
    return when


def _daypart(words: str, lead: str, found: Found, value: Value, when: When) -> When:
    code = value.value.split("T")[1] if "T" in value.value else ""
    led = _LEAD.search(lead)
    if code not in _PARTS and found.name in _DAYLIKE and when.precision is Precision.DAY:
        if _EARLY.match(words) or (led and led["e"]):
            code = "START"
        elif _LATE.match(words) or (led and led["l"]):
            code = "END"
    if code not in _PARTS or when.alternatives or len(when.earliest or "") != 10:
        return when
    if code == "MO" and "dawn" in words:
        code = "DAWN"
    first, last = _PARTS[code]
    start = when.earliest or ""
    end = start
    if code == "NI" and "tonight" in words:
        last = "23:59"
    elif code == "NI":
        end = (date.fromisoformat(start) + timedelta(days=1)).isoformat()
    return replace(
        when, earliest=f"{start}T{first}", latest=f"{end}T{last}", precision=Precision.DAYPART
    )


def _partial(
    words: str, lead: str, found: Found, value: Value, when: When, day: date | None
) -> When:
    first, last = when.earliest or "", when.latest or ""
    if len(first) != 10 or len(last) != 10:
        return when
    mod = value.mod
    if value.days:
        return when
    if (
        found.name == "rel_unit"
        and _SO_FAR.search(lead)
        and day
        and first <= day.isoformat() <= last
    ):
        return replace(when, latest=day.isoformat())
    if found.name in _NEARER and re.match(r"(?:earlier|later)\b", words):
        today = day.isoformat() if day else ""
        if not first <= today <= last:
            return when
        before = words.startswith("earlier")
        return replace(when, latest=today) if before else replace(when, earliest=today)
    year = int(first[:4])
    if found.name == "end_of" and mod == "END":
        start = last if when.precision is Precision.MONTH else f"{last[:4]}-12-01"
        if when.precision in (Precision.MONTH, Precision.YEAR):
            return replace(when, earliest=start)
    if mod is None or (found.name not in _COARSE and found.name != "end_of"):
        return when
    match when.precision:
        case Precision.MONTH:
            days = {"START": (1, 10), "MID": (11, 20), "END": (21, int(last[8:]))}[mod]
            return replace(
                when, earliest=f"{first[:8]}{days[0]:02d}", latest=f"{first[:8]}{days[1]:02d}"
            )
        case Precision.YEAR:
            a, b = {"START": (1, 4), "MID": (5, 8), "END": (9, 12)}[mod]
            return replace(
                when, earliest=f"{year}-{a:02d}-01", latest=month_end(year, b).isoformat()
            )
        case Precision.DECADE if int(last[:4]) - year == 9 and mod != "MID":
            a, b = (0, 4) if mod == "START" else (6, 9)
            return replace(when, earliest=f"{year + a}-01-01", latest=f"{year + b}-12-31")
        case _:
            return when


def opened(text: str, found: Found, when: When, ahead: bool, day: date | None) -> When:  # 3.
    """The interval with the side that "since", "until", "by" or "before" leaves open.

    `ahead` tells that the governing verb looks ahead: there, and for what is still to come on the
    document's day, "from" means "from … on".
    """
    lead = text[max(0, found.start - 60) : found.start].lower()
    if when.earliest is None or when.latest is None or re.match(r"['’]s\b", text[found.end :][:3]):
        return when
    since = _SINCE.search(lead) or _SINCE_THING.search(lead)
    if (when.precision is Precision.DAY and when.earliest != when.latest) or found.groups.get(
        "yy2"
    ):
        since = None  # "from 12 to 16 January", "from 2010-2011"
    starts = when.earliest[:10] if since and since.group().startswith("as") else when.earliest
    ahead = ahead or (day is not None and starts > day.isoformat())
    if since and (not since.group().startswith(("from", "as of")) or ahead):
        return replace(when, latest=None)
    if _UNTIL.search(lead):
        clause = text[max(0, found.start - 90) : found.start].lower()
        return when if _PUT_OFF.search(clause) else replace(when, earliest=None)
    if _BEFORE.search(lead) and found.name == "end_of":
        return replace(when, earliest=None)  # not before its last month: before it is over
    if _BEFORE.search(lead) and len(when.earliest) == 10 and not _noun(text, found):
        last = date.fromisoformat(when.earliest) - timedelta(days=1)
        return replace(when, earliest=None, latest=last.isoformat(), alternatives=())
    return when


def _noun(text: str, found: Found) -> bool:
    """Whether a year stands before what it dates: "before the 2014 annexation"."""
    return (
        found.name == "year"
        and re.search(r"\bthe\s+$", text[: found.start]) is not None
        and re.match(r"\s+\w", text[found.end : found.end + 3]) is not None
    )
