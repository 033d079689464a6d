"""Times counted from the document's day or from the date the text named last.

"ago", "last", "this" and "next" count from the document's day. "Earlier", "later", "the following",
"the previous", "that" and "the same" count from the last date named; where there is none the words
fix no date, and the interval stays open.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.dates import SHIFTS, on_weekday, part_mod, shifted
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import WEEKDAYS, Basis, Precision, add_months

_STEPS = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1,
          "following": 1, "upcoming": 1}  # fmt: skip
_SPANS = ("week", "month", "year", "quarter", "decade", "century", "weekend", "season", "day")
_ANAPHORIC = ("following", "previous", "preceding", "same", "that")


def unit_value(day: date, unit: str, step: int) -> str:
    """The value of the unit `step` units from the one that holds `day`."""
    match unit:
        case "day":
            return (day + timedelta(days=step)).isoformat()
        case "week" | "weekend":
            year, week, _ = (day + timedelta(weeks=step)).isocalendar()
            return f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else "")
        case "month":
            return add_months(day.replace(day=1), step).isoformat()[:7]
        case "quarter":
            total = day.year * 4 + (day.month - 1) // 3 + step
            return f"{total // 4}-Q{total % 4 + 1}"
        case "decade":
            return str(day.year // 10 + step)
        case "century":
            return str(day.year // 100 + step)
        case _:
            return str(day.year + step)


def unanchored(unit: str) -> str:
    """The value of a unit that nothing fixes."""
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX",
            "weekend": "XXXX-WXX-WE", "day": "XXXX-XX-XX"}.get(unit, "XXXX")  # fmt: skip


def back_a_year(value: str) -> str:
    """The same quarter or month one year before."""
    return f"{int(value[:4]) - 1:04d}{value[4:]}"


def said_day(c: Context, unit: str) -> date | None:
    """A day inside the last date named, if that is exact enough to count `unit` from it."""
    said = c.memory.value
    if said is None:
        return None
    if re.fullmatch(r"\d{3}", said):  # a decade
        return date(int(said) * 10 + 5, 6, 15) if unit == "decade" else None
    year = int(said[:4])
    if re.match(r"\d{4}-\d\d-\d\d", said):
        return date.fromisoformat(said[:10])
    if unit in ("year", "decade", "century") and re.match(r"\d{4}(?:$|-)", said):
        return date(year, 6, 15)
    month = re.match(r"\d{4}-(\d\d)$", said)
    if unit == "month" and month:
        return date(year, int(month[1]), 15)
    week = re.match(r"\d{4}-W(\d\d)", said)
    if unit in ("week", "weekend") and week:
        return date.fromisocalendar(year, int(week[1]), 4)
    quarter = re.match(r"\d{4}-Q([1-4])$", said)
    if unit == "quarter" and quarter:
        return date(year, 3 * int(quarter[1]) - 1, 15)
    return None


def told_year(code: str, lead: str, c: Context) -> int | None:
    """The year of "the following spring", "the previous June", counted from the date named last;
    None without one. After a bare year the part of the next one is meant."""
    first, last, precision = cal.bounds(c.memory.value or "")
    if first is None or last is None:
        return None
    year, ahead = int(first[:4]), lead in ("following", "next")
    if lead == "same":
        return year
    if precision is Precision.YEAR:
        return year + (1 if ahead else -1)
    span = {n: cal.bounds(f"{year + n}-{code}") for n in (-1, 0, 1)}
    if ahead:
        return year + next((n for n in (-1, 0, 1) if (span[n][0] or "") > last), 1)
    return year + next((n for n in (1, 0, -1) if (span[n][1] or "9") < first), -1)


def _rel_unit(f: Found, c: Context) -> Value | None:
    head = re.sub(
        r"^(?:early|late|mid|later|earlier)\s(?!this)",
        "",
        " ".join(f.groups["ru0"].lower().split()),
    )
    the_next = head == "the next" and c.memory.value is not None
    head = re.sub(r"^the ", "", head)
    unit = f.groups["ru"].lower().rstrip(".")
    if unit in WEEKDAYS:
        return _rel_weekday(head, WEEKDAYS.index(unit), c)
    if unit in ("hour", "minute"):
        return None
    step = _STEPS.get(head, 0)
    anaphoric = head in _ANAPHORIC or (the_next and (c.day is None or c.direction == "past"))
    if unit not in _SPANS:
        return _rel_month(head, step, unit, c)
    if head in ("last", "past") and unit == "day":
        return Value("DURATION", "P1D")
    if unit == "season":
        return Value("DATE", "PAST_REF" if step else "PRESENT_REF")
    if anaphoric:
        return _anaphoric(step, unit, f, c)
    if c.day is None:
        return Value("DATE", unanchored(unit))
    mod = {"later this": "END", "earlier this": "START"}.get(head)
    if unit == "weekend" and head in ("last", "past") and c.day.weekday() < 5:
        step = -1
    return Value("DATE", unit_value(c.day, unit, step), mod=mod or part_mod(f, c))


def _rel_weekday(head: str, n: int, c: Context) -> Value:
    direction = {"last": "last", "past": "last", "previous": "last", "preceding": "last",
                 "next": "next", "coming": "future", "upcoming": "future",
                 "following": "next"}.get(head, "this")  # fmt: skip
    said = said_day(c, "day") if head in ("following", "previous", "preceding") else None
    if said is not None:
        back = (said.weekday() - n) % 7 or 7
        ahead = (n - said.weekday()) % 7 or 7
        day = said + timedelta(days=ahead if head == "following" else -back)
        return Value("DATE", day.isoformat(), parts=("day",))
    return on_weekday(n, direction, c)


def _rel_month(head: str, step: int, words: str, c: Context) -> Value:
    """ "last February": in March that may be the one just past or the one a year before; "last
    November", said in January, is the one just past."""
    month = cal.month_number(words)
    if head in ("following", "previous", "preceding"):
        told = told_year(f"{month:02d}", head, c)
        if told is None:
            return Value("DATE", f"XXXX-{month:02d}", year=Basis.UNKNOWN)
        return Value("DATE", f"{told}-{month:02d}")
    if c.day is None:
        return Value("DATE", f"XXXX-{month:02d}")
    year = c.day.year
    gap = (c.day.month - month) % 12
    if step < 0:
        year -= month >= c.day.month
        if head == "last" and 0 < gap <= 2 and month < c.day.month:
            both = (f"{year - 1}-{month:02d}", f"{year}-{month:02d}")
            return Value("DATE", both[1], year=Basis.UNKNOWN, either=both)
    elif step > 0:
        year += month <= c.day.month
    elif head == "this" and month > c.day.month + 6:
        # "This December", said in January: the one just past, or the one to come.
        both = (f"{year - 1}-{month:02d}", f"{year}-{month:02d}")
        if c.direction == "past":
            return Value("DATE", both[0])
        if c.direction != "future":
            return Value("DATE", both[1], year=Basis.UNKNOWN, either=both)
    return Value("DATE", f"{year}-{month:02d}")


def _anaphoric(step: int, unit: str, f: Found, c: Context) -> Value:
    """ "the following year", "the previous month", "the same quarter"."""
    said = said_day(c, unit)
    if said is not None:
        value = unit_value(said, unit, step)
        ago = re.match(
            r"\s+(?:(?:of )?(?:a|the|last) )?(?:year|previous year)(?: (?:ago|earlier|before))?",
            c.text[f.end : f.end + 30],
        )
        if not step and ago:
            value = back_a_year(value)
        return Value("DATE", value, mod=part_mod(f, c))
    guess = unit_value(c.day, unit, step) if c.day else unanchored(unit)
    basis = Basis.INFERRED if unit in ("decade", "century") and c.day else Basis.UNKNOWN
    return Value("DATE", guess, year=basis)


_NARRATED = ("later", "after", "earlier", "before", "prior")


def _ago(f: Found, c: Context) -> Value | None:
    words = f.groups["an"]
    if re.search(r"\bquarter$", words, re.I):
        return _counted(-25, "year", False, c) if f.groups["ad"].lower() == "ago" else None
    by_halves = re.match(r"half\s+an?$|an?\s+half$", words, re.I)
    half = "half" in f.groups or "and a half" in c.text[f.start : f.end]
    count = 0.5 if by_halves else cal.count_of(words)
    unit = cal.unit_stem(f.groups["au"])
    if by_halves and unit in ("decade", "century"):
        half, unit, count = False, "year", 5.0 if unit == "decade" else 50.0
    elif by_halves and unit == "year":
        half, unit, count = False, "month", 6.0
    elif by_halves:
        return Value("DURATION", "PT30M") if unit == "hour" else None
    word = f.groups["ad"].lower()
    tail = c.text[f.end : f.end + 2]
    if word in ("after", "before", "prior") and not re.match(r"\s*[.,;]|\s*$", tail):
        return Value("DURATION", cal.duration(count, unit, half))
    if unit in ("second", "minute", "hour"):
        return Value("DURATION", cal.duration(count, unit, half))
    sign = 1 if word in ("later", "after", "hence", "from now") else -1
    if count is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    if half:
        return Value("DURATION", cal.duration(count, unit, half))
    if unit == "year" and count == 1 and sign < 0 and c.memory.period and c.day:
        # The quarter or month spoken of, in the value; "a year ago" may mean the whole year too.
        value = Value("DATE", back_a_year(c.memory.period))
        last = c.day.year - 1
        if word == "ago" and value.value.startswith(str(last)):
            return replace(value, days=(f"{last}-01-01", f"{last}-12-31"))
        return value
    if (
        unit == "year"
        and count == 1
        and sign < 0
        and c.day
        and c.memory.value == str(c.day.year - 1)
    ):
        # "… a year ago. Sales were up from … a year earlier": the same year again.
        return Value("DATE", c.memory.value)
    return _counted(sign * count, unit, word in _NARRATED, c)


def _ago_this(f: Found, c: Context) -> Value | None:
    """ "a year ago this week", "three years ago today": that far back from what stands behind."""
    count = cal.count_of(f.groups["atn"])
    if count is None or c.day is None:
        return None
    head, _, unit = " ".join(f.groups["atd"].lower().split()).partition(" ")
    whole, step = int(count), {"last": -1, "next": 1}.get(head, 0)
    match cal.unit_stem(f.groups["atu"]):
        case "year":
            day = add_months(c.day, -12 * whole)
        case "month":
            day = add_months(c.day, -whole)
        case _:
            day = c.day - timedelta(weeks=whole)
    if unit:
        return Value("DATE", unit_value(day, unit, step))
    day += timedelta(days=SHIFTS[head])
    return Value("DATE", day.isoformat(), parts=("day",))


def _ago_either(f: Found, c: Context) -> Value | None:
    """ "two or three years ago": from the earlier to the later of both."""
    counts = [cal.count_of(f.groups[k]) for k in ("ea", "eb")]
    unit = cal.unit_stem(f.groups["eau"])
    if None in counts or unit in ("second", "minute", "hour"):
        return None
    if c.day is None:
        return Value("DATE", unanchored(unit))
    near, far = (offset(-(n or 0), unit, c.day, Basis.INFERRED) for n in counts)
    if near is None or far is None:
        return None
    first, last = cal.bounds(far.value)[0], cal.bounds(near.value)[1]
    return replace(near, days=(first, last)) if first and last and first < last else near


def _counted(count: float, unit: str, narrated: bool, c: Context) -> Value | None:
    """Units counted from the last date named ("later") or from the document's day ("ago")."""
    said = said_day(c, unit) if narrated else None
    if said is not None:
        return offset(count, unit, said, Basis.INFERRED)
    # "Earlier" without a date before it is told from the day of the report; "later" is not, nor
    # what "had" been over a year or more before.
    coarse = c.pluperfect and unit in ("year", "decade", "century")
    basis = Basis.UNKNOWN if narrated and (count > 0 or coarse) else Basis.INFERRED
    if c.day is None:
        return Value("DATE", unanchored(unit))
    return offset(count, unit, c.day, basis)


def offset(count: float, unit: str, day: date, basis: Basis) -> Value | None:
    """A number of units from a day, as coarse as its unit."""
    whole = int(count)
    try:
        match unit:
            case "year" | "decade" | "century":
                years = whole * {"year": 1, "decade": 10, "century": 100}[unit]
                value = f"{day.year + years:04d}"
            case "month":
                value = add_months(day, whole).isoformat()[:7]
            case "quarter":
                value = unit_value(day, "quarter", whole)
            case "week" | "fortnight":
                value = unit_value(day, "week", whole * (2 if unit == "fortnight" else 1))
            case _:
                value = (day + timedelta(days=whole)).isoformat()
                if unit == "night":
                    return Value("TIME", value + "TNI", year=basis)
    except (ValueError, OverflowError):
        return None
    return Value("DATE", value, year=basis)


def _ago_word(f: Found, c: Context) -> Value | None:
    """ "the year-earlier period", "year-ago quarter", "a week ago"."""
    unit = f.groups["aw"].lower()
    words = c.text[f.start : f.end].lower()
    if c.day is None:
        return Value("DATE", unanchored("quarter" if "quarter" in words else unit))
    if unit == "year" and c.memory.period:
        return Value("DATE", back_a_year(c.memory.period))
    if "quarter" in words:
        return Value("DATE", unit_value(c.day, "quarter", -5))
    return offset(-1, unit, c.day, Basis.INFERRED)


def _day_before(f: Found, c: Context) -> Value:
    """ "the day before", "the next morning", "the same day"."""
    words = c.text[f.start : f.end].lower()
    if "dbu" in f.groups:
        sign = 1 if f.groups["dbd"].lower() in ("after", "later") else -1
        unit = f.groups["dbu"].lower().replace("night", "day")
        value = _counted(sign, unit, True, c) or Value("DATE", "XXXX", year=Basis.UNKNOWN)
        if f.groups["dbu"].lower() == "night":
            return replace(value, type="TIME", value=value.value + "TNI")
        return value
    step = 1 if "next" in words or "following" in words else -1 if "previous" in words else 0
    part = "" if words.endswith("day") else "T" + cal.PARTS[words.split()[-1]]
    said = said_day(c, "day")
    if said is None:
        guess = shifted(step, c, part)
        return Value(guess.type, guess.value, year=Basis.UNKNOWN)
    day = (said + timedelta(days=step)).isoformat()
    return Value("TIME" if part else "DATE", day + part, parts=("day",))


RULES: dict[str, Rule] = {
    "rel_unit": _rel_unit, "ago": _ago, "ago_either": _ago_either, "ago_this": _ago_this,
    "ago_word": _ago_word, "day_before": _day_before,
}  # fmt: skip
