"""TIMEX3 values and intervals from the parts of an expression."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateline.annotate.numerals import read
from dateline.model import MONTHS, WEEKDAYS, Precision, month_end

UNIT_LETTERS = {
    "second": ("T", "S"), "sec": ("T", "S"), "minute": ("T", "M"), "min": ("T", "M"),
    "hour": ("T", "H"), "hr": ("T", "H"), "day": ("", "D"), "night": ("", "D"),
    "week": ("", "W"), "weekend": ("", "WE"), "fortnight": ("", "W"), "month": ("", "M"),
    "quarter": ("", "Q"), "year": ("", "Y"), "season": ("", "Q"), "decade": ("", "Y"),
    "century": ("", "Y"), "centurie": ("", "Y"),
}  # fmt: skip
_SCALES = {"decade": 10, "century": 100, "fortnight": 2}
PARTS = {
    "morning": "MO", "dawn": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "dusk": "EV",
    "noon": "12:00", "midday": "MI", "midnight": "24:00",
}  # fmt: skip
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
VAGUE = frozenset({"several", "a few", "few", "many", "some", "a couple of", "couple of",
                   "dozens of"})  # fmt: skip
ORDINAL_QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4,
                    "4th": 4, "final": 4, "last": 4}  # fmt: skip
DECADES = {
    w: n
    for n, w in enumerate(
        [
            "twenties",
            "thirties",
            "forties",
            "fifties",
            "sixties",
            "seventies",
            "eighties",
            "nineties",
        ],
        2,
    )
}
CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
             "twentieth": 20, "twenty-first": 21}  # fmt: skip


def month_number(name: str) -> int:
    """1–12 of a month name or abbreviation."""
    stem = name.lower().rstrip(".")[:3]
    return next(n for n, m in enumerate(MONTHS, 1) if m[:3] == stem)


def month_of(name: str) -> int | None:
    """1–12 of a month name or abbreviation, None for another word."""
    stem = name.lower().rstrip(".")
    for n, month in enumerate(MONTHS, 1):
        if len(stem) > 2 and (month.startswith(stem) or stem == "sept"):
            return 9 if stem == "sept" else n
    return None


def weekday_number(name: str) -> int:
    """0–6 (Monday = 0) of a weekday name."""
    stem = name.lower()[:3]
    return next(n for n, w in enumerate(WEEKDAYS) if w[:3] == stem)


def unit_stem(unit: str) -> str:
    """The singular of a unit of time."""
    unit = unit.lower()
    if unit.startswith("centur"):
        return "century"
    return unit[:-1] if unit.endswith("s") else unit


def count_of(words: str) -> float | None:
    """The number of a count; None for a vague one."""
    words = " ".join(words.lower().split())
    if words in VAGUE:
        return None
    if words in ("a", "an"):
        return 1
    dozen = words.endswith(" dozen")
    numeral = read(words.removesuffix(" dozen"))
    return numeral.value * (12 if dozen else 1) if numeral else None


_HALVES = {"Y": ("", "M", 6), "D": ("T", "H", 12), "h": ("T", "M", 30), "m": ("T", "S", 30)}


def duration(count: float | None, unit: str, half: bool = False) -> str:
    """`P5Y`, `PT30M`, `PXD` for a vague count, `P2Y6M` for two and a half years.

    Decades and centuries are counted in years, as the TempEval-3 corpora do ("two decades": P20Y).
    """
    stem = unit_stem(unit)
    time, letter = UNIT_LETTERS.get(stem) or ("", SEASONS.get(stem, "D"))
    scale = _SCALES.get(stem, 1)
    if count is None:
        return f"P{time}X{letter}"
    count *= scale
    whole, rest = divmod(count, 1)
    half = half or rest == 0.5
    if not half or scale > 1:
        return f"P{time}{count + 0.5 * scale * half:g}{letter}"
    smaller = _HALVES.get(letter if not time else letter.lower())
    if smaller is None:
        return f"P{time}{whole + 0.5:g}{letter}"
    mark = smaller[0] if not time else ""
    return f"P{time}{whole:g}{letter}{mark}{smaller[2]}{smaller[1]}"


def whole_month(year: int, month: int) -> tuple[str, str]:
    return date(year, month, 1).isoformat(), month_end(year, month).isoformat()


def bounds(value: str) -> tuple[str | None, str | None, Precision]:
    """Earliest, latest and precision of a TIMEX3 DATE or TIME value; None where it is open."""
    day = re.match(r"(\d{4}-\d\d-\d\d)(?:T(.*))?$", value)
    if day:
        clock = day[2]
        if clock is None:
            return day[1], day[1], Precision.DAY
        m = re.match(r"(\d\d)(?::(\d\d))?", clock)
        if not m:
            return day[1], day[1], Precision.DAYPART
        if m[1] == "24":
            # ISO 8601: the midnight at the end of a day is 00:00 of the next.
            after = (date.fromisoformat(day[1]) + timedelta(days=1)).isoformat()
            return f"{after}T00:00", f"{after}T00:00", Precision.MINUTE
        minute = m[2] or "00"
        return f"{day[1]}T{m[1]}:{minute}", f"{day[1]}T{m[1]}:{minute}", Precision.MINUTE
    bare = re.match(r"XXXX-(?:XX-XX|WXX-\d)(T\d\d:\d\d)Z?$", value)
    if bare:
        # Without a publication date the clock is known and the day is not.
        return bare[1], bare[1], Precision.MINUTE
    week = re.match(r"(\d{4})-W(\d\d)(-WE)?$", value)
    if week:
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first = monday + timedelta(days=5) if week[3] else monday
        return first.isoformat(), (monday + timedelta(days=6)).isoformat(), Precision.WEEK
    month = re.match(r"(\d{4})-(\d\d)$", value)
    if month:
        return (*whole_month(int(month[1]), int(month[2])), Precision.MONTH)
    quarter = re.match(r"(\d{4})-Q([1-4])$", value)
    if quarter:
        year, n = int(quarter[1]), int(quarter[2])
        return (f"{year}-{3 * n - 2:02d}-01", month_end(year, 3 * n).isoformat(),
                Precision.QUARTER)  # fmt: skip
    half = re.match(r"(\d{4})-H([12])$", value)
    if half:
        year, n = int(half[1]), int(half[2])
        return (f"{year}-{6 * n - 5:02d}-01", month_end(year, 6 * n).isoformat(),
                Precision.QUARTER)  # fmt: skip
    season = re.match(r"(\d{4})-(SP|SU|FA|WI)$", value)
    if season:
        year = int(season[1])
        a, b = _SEASON_MONTHS[season[2]]
        last = month_end(year + (b < a), b).isoformat()
        return f"{year}-{a:02d}-01", last, Precision.QUARTER
    if re.match(r"\d{4}$", value):
        return f"{value}-01-01", f"{value}-12-31", Precision.YEAR
    if re.match(r"\d{3}$", value):
        return f"{value}0-01-01", f"{value}9-12-31", Precision.DECADE
    if re.match(r"\d{2}$", value):
        # The 18th century is 1701 to 1800.
        return f"{value}01-01-01", f"{int(value) + 1}00-12-31", Precision.DECADE
    return None, None, Precision.OPEN


def clock_of(words: str) -> tuple[int, int] | None:
    """(hour, minute) of "7:50 a.m.", "9 p.m.", "15.30", "1330"."""
    words = words.lower().strip()
    if words in ("noon", "midday", "midnight"):
        return (24, 0) if words == "midnight" else (12, 0)
    m = re.match(r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s*([ap])?", words)
    if re.match(r"\d{4}$", words):
        hour, minute, half = int(words[:2]), int(words[2:]), None
    elif m:
        hour, minute, half = int(m[1]), int(m[2] or 0), m[3]
    else:
        return None
    if half == "p" and hour < 12:
        hour += 12
    if half == "a" and hour == 12:
        hour = 0
    return (hour, minute) if hour < 24 and minute < 60 else None
