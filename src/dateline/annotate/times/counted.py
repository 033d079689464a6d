"""Days, weeks and halves counted inside a month, and units counted back with "before last"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times import years
from dateline.annotate.times.dates import SHIFTS, dated, month_day, number, on_weekday, shifted, way
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.relative import offset, said_day, unanchored, unit_value
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import WEEKDAYS, Basis, month_end

_LAST = ("last", "final", "closing")


def _month_of(f: Found, c: Context) -> tuple[int, int, Basis] | None:
    """(year, month, how the year is known) of "May", "May 2024"; None where the year is open."""
    month = cal.month_number(f.groups["cm"])
    stated = f.groups.get("cy")
    if stated:
        return int(stated), month, Basis.STATED
    if c.day is None and c.named is None:
        return None
    year, other = years.choose(month, None, c)
    return None if other is not None else (year, month, Basis.INFERRED)


def _open(f: Found) -> Value:
    return Value("DATE", f"XXXX-{cal.month_number(f.groups['cm']):02d}", year=Basis.UNKNOWN)


def _week_of(f: Found, c: Context) -> Value:
    """ "the last week of March": the last seven days of the month, the first seven, …"""
    found = _month_of(f, c)
    if found is None:
        return _open(f)
    year, month, basis = found
    return _seven_days(f.groups["cw"].lower(), date(year, month, 1), month_end(year, month), basis)


def _seven_days(word: str, start: date, end: date, basis: Basis) -> Value:
    """The nth or the last seven days of a month or year."""
    if word in _LAST:
        first = end - timedelta(days=6)
    else:
        first = start + timedelta(days=7 * cal.ORDINAL_QUARTERS.get(word, 1) - 7)
    iso = (first + timedelta(days=3)).isocalendar()
    days = (first.isoformat(), (first + timedelta(days=6)).isoformat())
    return Value("DATE", f"{iso[0]}-W{iso[1]:02d}", year=basis, days=days)


def _half_of(f: Found, c: Context) -> Value:
    """ "the first half of May": days 1 to 15, the second from the 16th."""
    found = _month_of(f, c)
    if found is None:
        return _open(f)
    year, month, basis = found
    value = f"{year}-{month:02d}"
    if f.groups["cw"].lower() == "first":
        return Value("DATE", value, year=basis, mod="START", days=(f"{value}-01", f"{value}-15"))
    days = (f"{value}-16", month_end(year, month).isoformat())
    return Value("DATE", value, year=basis, mod="END", days=days)


def _day_in(f: Found, c: Context) -> Value | None:
    """ "the last day of May", "the second Sunday in June 2024"."""
    found = _month_of(f, c)
    if found is None:
        return _open(f)
    year, month, basis = found
    return _nth_of(f, date(year, month, 1), month_end(year, month), basis)


def _nth_of(f: Found, start: date, end: date, basis: Basis) -> Value | None:
    """The nth or the last day, weekend or weekday of a month or year."""
    word, unit = f.groups["cw"].lower(), f.groups["cu"].lower()
    final = word in _LAST
    count = cal.ORDINAL_QUARTERS.get(word, 1) - 1
    if unit == "day":
        day = end if final else start + timedelta(days=count)
        return dated(day.year, day.month, day.day, basis)
    n = 5 if unit == "weekend" else WEEKDAYS.index(unit)
    if unit == "weekend":
        end -= timedelta(days=1)  # the last weekend ends in its month, the first begins in it
    first = start + timedelta(days=(n - start.weekday()) % 7 + 7 * count)
    day = end - timedelta(days=(end.weekday() - n) % 7) if final else first
    if unit == "weekend":
        iso = day.isocalendar()
        return Value("DATE", f"{iso[0]}-W{iso[1]:02d}-WE", year=basis)
    return dated(day.year, day.month, day.day, basis)


def _of_year(f: Found, c: Context) -> Value | None:
    """ "the first Monday of this year", "the last week of 2019", "the first month of the year"."""
    if c.named is None:
        return Value("DATE", "XXXX", year=Basis.UNKNOWN) if c.unnamed else None
    start, end = date(c.named, 1, 1), date(c.named, 12, 31)
    word, unit = f.groups["cw"].lower(), f.groups["cu"].lower()
    if unit == "week":
        return _seven_days(word, start, end, Basis.INFERRED)
    if unit == "month":
        month = 12 if word in _LAST else cal.ORDINAL_QUARTERS.get(word, 1)
        return Value("DATE", f"{c.named}-{month:02d}")
    return _nth_of(f, start, end, Basis.INFERRED)


def _of_month(f: Found, c: Context) -> Value | None:
    """ "the first Thursday of each month", "the last weekend of this month"."""
    lead = f.groups["ml"].lower()
    if lead in ("each", "every"):
        return Value("SET", "P1M")
    if c.day is None:
        return Value("DATE", "XXXX-XX", year=Basis.UNKNOWN)
    told = said_day(c, "month") if lead == "the" and c.direction == "past" else None
    month = unit_value(told or c.day, "month", {"next": 1, "last": -1}.get(lead, 0))
    start = date(int(month[:4]), int(month[5:]), 1)
    end = month_end(start.year, start.month)
    if f.groups["cu"].lower() == "week":
        return _seven_days(f.groups["cw"].lower(), start, end, Basis.INFERRED)
    return _nth_of(f, start, end, Basis.INFERRED)


def _before_last(f: Found, c: Context) -> Value:
    """ "the week before last", "the Sunday before last"."""
    unit = f.groups["cb"].lower()
    if c.day is None:
        return Value("DATE", unanchored(unit))
    if "cba" in f.groups:
        return _after_next(unit, c.day)
    if unit in cal.SEASONS:
        return _season_before_last(cal.SEASONS[unit], c)
    if unit in WEEKDAYS:
        back = (c.day.weekday() - WEEKDAYS.index(unit)) % 7 or 7
        day = c.day - timedelta(days=back + 7)
        return Value("DATE", day.isoformat(), parts=("day",))
    if unit == "night":
        return Value("TIME", unit_value(c.day, "day", -2) + "TNI", parts=("day",))
    return Value("DATE", unit_value(c.day, unit, -2))


def _season_before_last(code: str, c: Context) -> Value:
    """ "the summer before last": the one before the last that is over; open while the season of
    this year may be taken for the last or for this one."""
    assert c.day is not None
    value = f"{c.day.year}-{code}"
    first, last, _ = cal.bounds(value)
    today = c.day.isoformat()
    if code == "WI" and c.day.month <= 2:
        return Value("DATE", f"{c.day.year - 2}-{code}", year=Basis.UNKNOWN)
    year = c.day.year - 2 + ((last or "") < today)
    running = (first or "") <= today <= (last or "")
    return Value("DATE", f"{year}-{code}", year=Basis.UNKNOWN if running else Basis.INFERRED)


def _after_next(unit: str, day: date) -> Value:
    """ "the week after next", "the Sunday after next"."""
    if unit in WEEKDAYS:
        ahead = (WEEKDAYS.index(unit) - day.weekday()) % 7 or 7
        return Value("DATE", (day + timedelta(days=ahead + 7)).isoformat(), parts=("day",))
    return Value("DATE", unit_value(day, "day" if unit == "night" else unit, 2))


def _weekdays_ago(f: Found, c: Context) -> Value | None:
    """ "two Sundays ago": the last one is the first."""
    count = cal.count_of(f.groups["cn"])
    if count is None or c.day is None:
        return None
    last = on_weekday(cal.weekday_number(f.groups["cs"].rstrip("s")), "last", c)
    day = date.fromisoformat(last.value) - timedelta(weeks=int(count) - 1)
    return Value("DATE", day.isoformat(), parts=("day",))


def _fortnight(f: Found, c: Context) -> Value | None:
    if "cf" not in f.groups:
        return Value("DURATION", "P2W")
    if c.day is None:
        return Value("DATE", unanchored("week"))
    return offset(-1, "fortnight", c.day, Basis.INFERRED)


def _week_on(f: Found, c: Context) -> Value | None:
    """ "a week from Friday", "two weeks from today"."""
    word, count = f.groups["wod"].lower(), cal.count_of(f.groups["won"]) or 1
    first = (
        shifted(SHIFTS[word], c) if word in SHIFTS
        else on_weekday(cal.weekday_number(word), "future", c)
    )  # fmt: skip
    if c.day is None:
        return first
    if "woa" in f.groups and word not in SHIFTS:  # "a week ago Friday": before the last one
        count, first = -count, on_weekday(cal.weekday_number(word), "past", c)
    day = date.fromisoformat(first.value) + timedelta(weeks=int(count))
    return Value("DATE", day.isoformat(), parts=("day",))


def _week_weekday(f: Found, c: Context) -> Value:
    """ "Tuesday last week", "Monday of next week"."""
    n = cal.weekday_number(f.groups["cd"])
    step = {"last": -1, "next": 1}.get(f.groups["ck"].lower(), 0)
    if c.day is None:
        return on_weekday(n, way(c), c)
    monday = c.day - timedelta(days=c.day.weekday()) + timedelta(weeks=step)
    return Value("DATE", (monday + timedelta(days=n)).isoformat(), parts=("day",))


def _week_from(f: Found, c: Context) -> Value | None:
    """ "the week of October 3" runs from its Monday, "the week beginning October 3" from that day,
    "the week ended October 3" to it."""
    g = f.groups
    words = c.text[f.start : f.end].lower()
    if not (g.get("wfm") or g["wfm2"])[0].isupper():
        return None
    g = {"m6": g.get("wfm") or g["wfm2"], "d6": g.get("wfd") or g["wfd2"], "y": g.get("wfy", "")}
    if g["y"]:
        day = dated(int(g["y"]), cal.month_number(g["m6"]), number(g["d6"]), Basis.STATED)
    else:
        day = month_day(replace(f, groups=g), c)
    if day is None or day.either or not day.value[0].isdigit():
        return day
    named = date.fromisoformat(day.value)
    iso = named.isocalendar()
    value = f"{iso[0]}-W{iso[1]:02d}"
    if f.groups["wfw"].lower() == "weekend":
        return Value("DATE", value + "-WE", year=day.year)
    first = named - timedelta(days=named.weekday())
    if re.search(r"end(?:ed|ing)", words):
        first = named - timedelta(days=6)
    elif re.search(r"beginning|starting|from", words):
        first = named
    days = (first.isoformat(), (first + timedelta(days=6)).isoformat())
    return Value("DATE", value, year=day.year, days=days)


def _ordinal_day(f: Found, c: Context) -> Value | None:
    """ "on the 28th": of the month the text named last, else the last or next one by the tense."""
    said = c.memory.value or ""
    day = number(f.groups["od"])
    if re.match(r"\d{4}-\d\d", said):
        return dated(int(said[:4]), int(said[5:7]), day, Basis.INFERRED)
    if c.day is None or not c.direction or not 1 <= day <= 31:
        return None
    step = -1 if c.direction == "past" and day > c.day.day else 0
    step = 1 if c.direction == "future" and day < c.day.day else step
    month = unit_value(c.day, "month", step)
    return dated(int(month[:4]), int(month[5:]), day, Basis.INFERRED)


_NAMED = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "fifteenth": 15, "twentieth": 20,
}  # fmt: skip


def _named_of(f: Found, c: Context) -> Value | None:
    """ "on the first of May"."""
    g, day = f.groups, _NAMED[f.groups["nod"].lower()]
    if "noy" in g:
        return dated(int(g["noy"]), cal.month_number(g["nom"]), day, Basis.STATED)
    return month_day(replace(f, groups={"m6": g["nom"], "d6": str(day)}), c)


def _first_of(f: Found, c: Context) -> Value | None:
    """ "on the first of the month", "on the 15th of next month"."""
    lead, word = f.groups["fol"].lower(), f.groups["fod"].lower()
    if lead in ("each", "every"):
        return Value("SET", "P1M")
    if c.day is None:
        return Value("DATE", "XXXX-XX")
    month = unit_value(c.day, "month", {"next": 1, "last": -1}.get(lead, 0))
    end = month_end(int(month[:4]), int(month[5:])).day
    day = 1 if word == "first" else end if word == "last" else number(word)
    return dated(int(month[:4]), int(month[5:]), day, Basis.INFERRED)


def _rest_of(f: Found, c: Context) -> Value:
    """ "the rest of the week": from the document's day to its end."""
    unit = f.groups["rou"].lower()
    if c.day is None:
        return Value("DATE", unanchored(unit))
    value = unit_value(c.day, unit, 0)
    last = cal.bounds(value)[1] or c.day.isoformat()
    return Value("DATE", value, mod="END", days=(c.day.isoformat(), last))


def _within(f: Found, c: Context) -> Value | None:
    """ "earlier in the year", "late in the day": of the one that the report is written in."""
    unit = f.groups["wu"].lower()
    if c.day is None:
        return Value("DATE", unanchored(unit))
    said = said_day(c, unit) if unit in ("day", "year") else None
    open_ = said is not None and unit == "year" and said.year != c.day.year
    basis = Basis.UNKNOWN if open_ else Basis.INFERRED
    mod = "START" if f.groups["wa"].lower().startswith("earl") else "END"
    return Value("DATE", unit_value(c.day, unit, 0), year=basis, mod=mod)


def _dotted(f: Found, _: Context) -> Value | None:
    """ "14.06.2025": day, month, year."""
    return dated(int(f.groups["gy"]), int(f.groups["gm"]), int(f.groups["gd"]), Basis.STATED)


RULES: dict[str, Rule] = {
    "week_of": _week_of, "of_year": _of_year, "of_month": _of_month, "half_of": _half_of,
    "day_in": _day_in,
    "before_last": _before_last,
    "weekdays_ago": _weekdays_ago, "fortnight": _fortnight, "week_weekday": _week_weekday,
    "dotted": _dotted, "week_from": _week_from, "week_on": _week_on, "first_of": _first_of,
    "named_of": _named_of,
    "ordinal_day": _ordinal_day, "within": _within,
    "rest_of": _rest_of,
}  # fmt: skip
