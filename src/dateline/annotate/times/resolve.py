"""Expressions → TIMEX3 type and value against a document's day.

Without a day the value keeps X's ("XXXX-WXX-7"): a year is never guessed in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.expressions import Found
from dateline.model import WEEKDAYS, Basis, add_months, weekday


@dataclass(frozen=True, slots=True)
class Value:
    """Type, TIMEX3 value, deixis and the basis of year, day and clock of one expression."""

    type: str
    value: str
    deixis: str | None = None
    zone: str | None = None
    year: Basis = Basis.INFERRED
    parts: tuple[str, ...] = ()
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """The document's day and the direction the governing verb gives: past, future or none."""

    day: date | None
    direction: str
    text: str


Rule = Callable[[Found, Context], "Value | None"]


def value_of(found: Found, context: Context) -> Value | None:
    """The value of an expression; None where the words turn out to be no time."""
    rule = _RULES.get(found.name)
    return rule(found, context) if rule else None


# ---------------------------------------------------------------------- dates


def _iso(f: Found, c: Context) -> Value:
    return Value("DATE", c.text[f.start : f.end], year=Basis.STATED, parts=("day",))


def _iso_time(f: Found, c: Context) -> Value:
    words = c.text[f.start : f.end]
    return Value("TIME", words[:16], year=Basis.STATED, parts=("day", "clock"))


def _slash(f: Found, _: Context) -> Value | None:
    month, day, year = (int(f.groups[k]) for k in ("sm", "sd", "sy"))
    if month > 12:
        month, day = day, month
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    return _date(year, month, day, Basis.STATED)


def _date(year: int, month: int, day: int, basis: Basis) -> Value | None:
    try:
        return Value("DATE", date(year, month, day).isoformat(), year=basis, parts=("day",))
    except ValueError:
        return None


def _number(words: str) -> int:
    return int(re.sub(r"\D", "", words))


def _full(f: Found, _: Context) -> Value | None:
    g = f.groups
    day = g.get("d") or g["d4"]
    month = g.get("m") or g["m4"]
    year = g.get("y") or g["y4"]
    return _date(int(year), cal.month_number(month), _number(day), Basis.STATED)


def _month_year(f: Found, c: Context) -> Value:
    value = f"{f.groups['y5']}-{cal.month_number(f.groups['m5']):02d}"
    return Value("DATE", value, year=Basis.STATED, parts=("month",), mod=_part_mod(f, c))


def _month_day(f: Found, c: Context) -> Value | None:
    month = cal.month_number(f.groups.get("m6") or f.groups["m7"])
    day = _number(f.groups.get("d6") or f.groups["d7"])
    if not 1 <= day <= 31:
        return None
    if c.day is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}", parts=("day",))
    return _date(_year_of(month, day, c), month, day, Basis.INFERRED)


def _year_of(month: int, day: int | None, c: Context) -> int:
    """The year of a month (and day) by direction; without one, the nearest occurrence.

    News names a month of this year or the one just past: a bare past month up to six months ahead
    of the document is last year's.
    """
    assert c.day is not None
    now = (c.day.month, c.day.day if day is not None else 0)
    then = (month, day if day is not None else 0)
    if c.direction == "past":
        return c.day.year if then <= now else c.day.year - 1
    if c.direction == "future":
        return c.day.year if then >= now else c.day.year + 1
    ahead = (month - c.day.month) % 12
    if then <= now:
        return c.day.year if (c.day.month - month) <= 8 else c.day.year + 1
    return c.day.year if ahead <= 6 else c.day.year - 1


def _month(f: Found, c: Context) -> Value | None:
    words = f.groups["mo"]
    if words == "May" and not _stands_as_time(f, c):
        return None
    if words in ("March", "Mar", "Jan", "Jun") and not _stands_as_time(f, c):
        return None
    month = cal.month_number(words)
    if c.day is None:
        return Value("DATE", f"XXXX-{month:02d}", parts=("month",))
    value = f"{_year_of(month, None, c)}-{month:02d}"
    return Value("DATE", value, parts=("month",), mod=_part_mod(f, c))


def _stands_as_time(f: Found, c: Context) -> bool:
    before = c.text[max(0, f.start - 12) : f.start].lower().split()
    behind = c.text[f.end : f.end + 10].lower().split()
    lead = {"in", "last", "since", "until", "by", "of", "early", "late", "mid", "this", "next",
            "from", "to", "and", "or", "for", "through", "during", "between", "before"}  # fmt: skip
    return bool(before and before[-1] in lead) or bool(behind and behind[0] in ("and", "or"))


def _year(f: Found, c: Context) -> Value | None:
    year, last = int(f.groups["yy"]), f.groups.get("yy2")
    if last:
        end = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        return Value("DURATION", f"P{end - year}Y", year=Basis.STATED)
    if c.day and not 1600 <= year <= c.day.year + 60:
        return None
    return Value("DATE", str(year), year=Basis.STATED, parts=("year",), mod=_part_mod(f, c))


def _short_year(f: Found, _: Context) -> Value:
    return Value("DATE", f"19{f.groups['shy']}", year=Basis.INFERRED, parts=("year",))


def _part_mod(f: Found, c: Context) -> str | None:
    words = c.text[f.start : f.end].lower()
    if words.startswith("early"):
        return "START"
    if words.startswith("late") and not words.startswith("later"):
        return "END"
    return "MID" if words.startswith("mid") else None


# ---------------------------------------------------------------------- weekdays and days


def _weekday(f: Found, c: Context) -> Value | None:
    if "wm" in f.groups:
        g = {"m6": f.groups["wm"], "d6": f.groups["wd"]}
        return _month_day(Found("month_day", f.start, f.end, g), c)
    number = cal.weekday_number(f.groups["w"])
    return _on_weekday(number, "future" if c.direction == "future" else "past", c)


def _on_weekday(number: int, direction: str, c: Context, part: str = "") -> Value:
    kind = "TIME" if part else "DATE"
    deixis = f"weekday:{number}:{direction}"
    if c.day is None:
        return Value(kind, f"XXXX-WXX-{number + 1}{part}", deixis, parts=("day",))
    day = weekday(c.day, number, direction)
    return Value(kind, day.isoformat() + part, deixis, parts=("day",))


_SHIFTS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
           "the day after tomorrow": 2}  # fmt: skip


def _deictic(f: Found, c: Context) -> Value:
    word = " ".join(f.groups["dx"].lower().split())
    if word == "tonight":
        return _shifted(0, c, "TNI")
    return _shifted(_SHIFTS[word], c)


def _shifted(days: int, c: Context, part: str = "") -> Value:
    kind = "TIME" if part else "DATE"
    deixis = f"day:{days}"
    if c.day is None:
        return Value(kind, f"XXXX-XX-XX{part}", deixis, parts=("day",))
    return Value(kind, (c.day + timedelta(days=days)).isoformat() + part, deixis, parts=("day",))


def _overnight(f: Found, c: Context) -> Value:
    return _shifted(-1 if c.direction != "future" else 0, c, "TNI")


def _rel_part(f: Found, c: Context) -> Value | None:
    head = (f.groups.get("rp") or f.groups["rp2"]).lower()
    part_word = (f.groups.get("rpp") or f.groups["rpp2"]).lower()
    part = "T" + cal.PARTS[part_word]
    stem = re.sub(r"['’]s$", "", head)
    if stem in WEEKDAYS:
        direction = "future" if c.direction == "future" else "past"
        return _on_weekday(WEEKDAYS.index(stem), direction, c, part)
    if head in ("this", "today", "tonight"):
        return _shifted(0, c, part)
    if head == "yesterday" or head == "last":
        return _shifted(-1, c, part)
    if head == "tomorrow":
        return _shifted(1, c, part)
    if head in ("that", "the same"):
        return Value("TIME", "PAST_REF" if c.day is None else c.day.isoformat() + part)
    m = re.match(r"([a-z]+\.?)\s+(\d+)", head)
    if m:
        value = _month_day(Found("", 0, 0, {"m6": m[1], "d6": m[2]}), c)
        return Value("TIME", value.value + part, parts=("day",)) if value else None
    return None


# ---------------------------------------------------------------------- relative units


def _rel_unit(f: Found, c: Context) -> Value | None:
    head = re.sub(r"^the ", "", " ".join(f.groups["ru0"].lower().split()))
    unit = f.groups["ru"].lower()
    stem = unit.rstrip(".")
    if stem in WEEKDAYS:
        direction = {"last": "last", "past": "last", "previous": "last", "next": "next",
                     "coming": "future", "following": "next"}.get(head, "this")  # fmt: skip
        if head == "last":
            direction = "past" if c.day and c.day.weekday() != WEEKDAYS.index(stem) else "last"
        return _on_weekday(WEEKDAYS.index(stem), direction, c)
    step = {"last": -1, "past": -1, "previous": -1, "preceding": -1, "next": 1, "coming": 1,
            "following": 1, "upcoming": 1}.get(head, 0)  # fmt: skip
    if c.day is None:
        return Value("DATE", _unanchored(unit))
    if unit in (
        "week",
        "month",
        "year",
        "quarter",
        "decade",
        "century",
        "weekend",
        "season",
        "day",
    ):
        if head in ("last", "past") and unit == "day":
            return Value("DURATION", "P1D")
        if unit == "season":
            return Value("DATE", "PRESENT_REF") if not step else Value("DATE", "PAST_REF")
        value = unit_value(c.day, unit, step)
        mod = {"later this": "END", "earlier this": "START"}.get(head)
        return Value("DATE", value, year=Basis.INFERRED, mod=mod or _part_mod(f, c))
    if unit in ("hour", "minute"):
        return None
    month = cal.month_number(unit)
    year = c.day.year
    if step < 0:
        year -= month >= c.day.month
    elif step > 0:
        year += month <= c.day.month
    return Value("DATE", f"{year}-{month:02d}", parts=("month",))


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


def _unanchored(unit: str) -> str:
    return {"week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX", "quarter": "XXXX-QX",
            "weekend": "XXXX-WXX-WE", "day": "XXXX-XX-XX"}.get(unit, "XXXX")  # fmt: skip


def _ago(f: Found, c: Context) -> Value | None:
    count = cal.count_of(f.groups["an"])
    unit = cal.unit_stem(f.groups["au"])
    word = f.groups["ad"].lower()
    if word in ("after", "before") and not re.match(r"\s*[.,;]|\s*$", c.text[f.end : f.end + 2]):
        return Value("DURATION", cal.duration(count, unit))
    sign = 1 if word in ("later", "after", "hence", "from now") else -1
    if count is None:
        return Value("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    return _offset(sign * count, unit, c)


def _offset(count: float, unit: str, c: Context) -> Value | None:
    """A number of units from the document's day, as coarse as its unit."""
    if c.day is None:
        return Value("DATE", _unanchored(unit))
    whole = int(count)
    try:
        match unit:
            case "year" | "decade" | "century":
                years = whole * {"year": 1, "decade": 10, "century": 100}[unit]
                value = str(c.day.year + years)
            case "month":
                value = add_months(c.day, whole).isoformat()[:7]
            case "quarter":
                value = unit_value(c.day, "quarter", whole)
            case "week" | "fortnight":
                value = unit_value(c.day, "week", whole)
            case "day" | "night":
                value = (c.day + timedelta(days=whole)).isoformat()
            case _:
                return Value("TIME", c.day.isoformat())
    except (ValueError, OverflowError):
        return None
    return Value("DATE", value)


def _ago_word(f: Found, c: Context) -> Value | None:
    unit = f.groups["aw"].lower()
    if "quarter" in c.text[f.start : f.end].lower():
        return Value("DATE", unit_value(c.day, "quarter", -4)) if c.day else None
    return _offset(-1, unit, c)


def _day_before(f: Found, c: Context) -> Value:
    words = c.text[f.start : f.end].lower()
    if "dbu" in f.groups:
        sign = 1 if f.groups["dbd"].lower() in ("after", "later") else -1
        return _offset(sign, f.groups["dbu"].lower(), c) or Value("DATE", "XXXX")
    step = 1 if "next" in words or "following" in words else -1 if "previous" in words else 0
    if words.endswith("day"):
        return _shifted(step, c)
    return _shifted(step, c, "T" + cal.PARTS[words.split()[-1]])


# ---------------------------------------------------------------------- quarters, seasons, decades


def _relative_year(words: str | None, c: Context) -> int | None:
    if words is None:
        return c.day.year if c.day else None
    if words[-1].isdigit():
        return int(words[-4:])
    step = {"last": -1, "next": 1}.get(words.split()[0].lower(), 0)
    return c.day.year + step if c.day else None


def _quarter(f: Found, c: Context) -> Value | None:
    g = f.groups
    word = g.get("q") or g.get("q3")
    number = (
        int(g["q2"]) if "q2" in g else cal.ORDINAL_QUARTERS[re.split("[- ]", word or "")[0].lower()]
    )
    year_words = g.get("qy") or g.get("qy2") or g.get("qy3")
    year = _relative_year(year_words, c)
    if year is None:
        return Value("DATE", f"XXXX-Q{number}")
    if year_words is None and c.day and c.direction != "future":
        year -= number > (c.day.month - 1) // 3 + 1
    basis = Basis.STATED if year_words and year_words[-1].isdigit() else Basis.INFERRED
    return Value("DATE", f"{year}-Q{number}", year=basis)


def _rel_quarter(f: Found, c: Context) -> Value | None:
    if c.day is None:
        return Value("DATE", "XXXX-QX")
    word = (f.groups.get("rq") or "").lower()
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1,
            "latest": -1, "most recent": -1, "": -4, "preceding": -1}.get(word, 0)  # fmt: skip
    return Value("DATE", unit_value(c.day, "quarter", step))


def _half(f: Found, c: Context) -> Value | None:
    words = f.groups.get("hy")
    if words is None:
        return None
    year = _relative_year(None if words == "the year" else words, c)
    number = 1 if f.groups["h"].lower() == "first" else 2
    return Value("DATE", f"{year}-H{number}") if year else None


def _season(f: Found, c: Context) -> Value | None:
    word = f.groups["s"].lower()
    lead = (f.groups.get("sl") or "").lower()
    before = c.text[max(0, f.start - 8) : f.start].lower().split()
    led = lead or (before and before[-1] in ("in", "last", "this", "by", "since", "until", "late"))
    if not led and "sy2" not in f.groups:
        return None
    if word in ("fall", "spring") and lead == "the" and "sy2" not in f.groups and c.text[
        f.end : f.end + 4
    ].strip().startswith(("of", "in")):  # fmt: skip
        return None
    code = cal.SEASONS[word]
    if lead in ("every", "each"):
        return Value("SET", f"XXXX-{code}")
    if "sy2" in f.groups:
        return Value("DATE", f"{f.groups['sy2']}-{code}", year=Basis.STATED)
    if c.day is None:
        return Value("DATE", f"XXXX-{code}")
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(lead, 0)
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = c.day.year
    if step < 0 or (not step and c.direction == "past"):
        year -= start > c.day.month
    elif step > 0:
        year += start <= c.day.month
    return Value("DATE", f"{year}-{code}")


def _fiscal(f: Found, _: Context) -> Value:
    return Value("DATE", f.groups["fy"], year=Basis.STATED)


def _decade(f: Found, c: Context) -> Value:
    g = f.groups
    if "dc" in g:
        return Value("DATE", g["dc"] + g["dd"], year=Basis.STATED, mod=_part_mod(f, c))
    digit = int(g["d9"]) if "d9" in g else cal.DECADES[g["dw"].lower()]
    return Value("DATE", f"19{digit}", mod=_part_mod(f, c))


def _century(f: Found, c: Context) -> Value:
    word = f.groups["ce"].lower()
    number = cal.CENTURIES.get(word) or _number(word)
    return Value("DATE", str(number - 1), year=Basis.STATED, mod=_part_mod(f, c))


_HOLIDAYS = {"christmas": (12, 25), "new year": (1, 1), "independence day": (7, 4),
             "valentine": (2, 14), "halloween": (10, 31), "veterans": (11, 11), "may day": (5, 1),
             "boxing": (12, 26), "st": (3, 17)}  # fmt: skip


def _holiday(f: Found, c: Context) -> Value | None:
    name = f.groups["ho"].lower().replace("’", "'")
    fixed = next((v for k, v in _HOLIDAYS.items() if name.startswith(k)), None)
    if fixed is None:
        year = f.groups.get("hoy") or (str(c.day.year) if c.day else "XXXX")
        return Value("DATE", year)
    month, day = fixed
    if name.endswith("eve"):
        month, day = (12, 24) if name.startswith("christmas") else (12, 31)
    if "hoy" in f.groups:
        return _date(int(f.groups["hoy"]), month, day, Basis.STATED)
    if c.day is None:
        return Value("DATE", f"XXXX-{month:02d}-{day:02d}")
    return _date(_year_of(month, day, c), month, day, Basis.INFERRED)


def _end_of(f: Found, c: Context) -> Value | None:
    words = c.text[f.start : f.end].lower()
    start = "beginning" in words or "start" in words or "turn" in words
    mod = "START" if start else "MID" if "mid" in words else "END"
    what = (f.groups.get("eow") or "").lower()
    if "ye" in f.groups:
        return Value("DATE", str(c.day.year) if c.day else "XXXX", mod=mod)
    if what[-4:].isdigit():
        return Value("DATE", what[-4:], year=Basis.STATED, mod=mod)
    pieces = what.split()
    if len(pieces) == 2:
        step = {"last": -1, "next": 1}.get(pieces[0], 0)
        if c.day is None:
            return Value("DATE", _unanchored(pieces[1]), mod=mod)
        return Value("DATE", unit_value(c.day, pieces[1], step), mod=mod)
    if not pieces:
        return None
    month = cal.month_number(pieces[0])
    year = _year_of(month, None, c) if c.day else None
    return Value("DATE", f"{year or 'XXXX'}-{month:02d}", mod=mod)


# ---------------------------------------------------------------------- clocks


def _clock(f: Found, c: Context) -> Value | None:
    g = f.groups
    words = g.get("c1") or g.get("c2") or g["c3"]
    found = cal.clock_of(words)
    bare = re.fullmatch(r"\d{1,2}\.\d\d|\d{1,2}:\d\d", words.strip())
    zone = g.get("z1") or g.get("z2") or g.get("z3") or g.get("z1b")
    if found is None or (bare and "." in words and not zone):
        return None
    hour, minute = found
    part = (g.get("p3") or "").lower()
    if part in ("afternoon", "evening", "at night") and hour < 12:
        hour += 12
    clock = f"T{hour:02d}:{minute:02d}"
    day_words = g.get("d1") or g.get("d2")
    if day_words:
        day = _day_of(day_words, c)
        if day is None:
            return None
        return Value("TIME", day.value + clock, day.deixis, zone, day.year, ("day", "clock"))
    base = c.day.isoformat() if c.day else "XXXX-XX-XX"
    return Value("TIME", base + clock, None, zone, parts=("clock",))


def _day_of(words: str, c: Context) -> Value | None:
    low = words.lower()
    if low in _SHIFTS:
        return _shifted(_SHIFTS[low], c)
    m = re.match(r"(?:[A-Za-z]+day,?\s+)?([A-Za-z]+\.?)\s+(\d+)(?:\w\w)?(?:,?\s+(\d{4}))?$", words)
    if m:
        if m[3]:
            return _date(int(m[3]), cal.month_number(m[1]), int(m[2]), Basis.STATED)
        return _month_day(Found("", 0, 0, {"m6": m[1], "d6": m[2]}), c)
    direction = "future" if c.direction == "future" else "past"
    return _on_weekday(cal.weekday_number(low), direction, c)


def _noon(f: Found, c: Context) -> Value:
    clock = "T12:00" if f.groups["n"].lower() != "midnight" else "T24:00"
    base = c.day.isoformat() if c.day else "XXXX-XX-XX"
    return Value("TIME", base + clock, parts=("clock",))


# ---------------------------------------------------------------------- durations, sets, vague


def _duration(f: Found, c: Context) -> Value | None:
    words = c.text[f.start : f.end].lower()
    unit = f.groups["du"]
    count_words = f.groups["dn"]
    if f.groups["dash"] == "-" and unit.lower().endswith("s"):
        return None
    if unit.lower().startswith("second") and count_words.lower() in ("a", "one"):
        return None
    half = words.endswith("and a half") or "and a half" in count_words.lower()
    count = cal.count_of(re.sub(r"\s+and\s+a\s+half$", "", count_words, flags=re.I))
    mod = None
    for lead, name in (("more than", "MORE_THAN"), ("over", "MORE_THAN"), ("less than", "LESS_THAN"),
                       ("at least", "EQUAL_OR_MORE"), ("up to", "EQUAL_OR_LESS"),
                       ("about", "APPROX"), ("nearly", "APPROX"), ("almost", "APPROX"),
                       ("around", "APPROX"), ("roughly", "APPROX")):  # fmt: skip
        if words.startswith(lead):
            mod = name
    return Value("DURATION", cal.duration(count, unit, half), mod=mod)


def _span_of(f: Found, c: Context) -> Value:
    return Value("DURATION", cal.duration(cal.count_of(f.groups["sn"]), f.groups["su"]))


def _past_unit(f: Found, c: Context) -> Value:
    unit = f.groups["pu"].lower()
    return Value("DURATION", cal.duration(1, unit))


def _plural_units(f: Found, c: Context) -> Value | None:
    return Value("DURATION", cal.duration(None, f.groups["vu"]))


def _whole(f: Found, c: Context) -> Value | None:
    words = c.text[f.start : f.end].lower()
    unit = f.groups["wu"].lower()
    lead = words.split()[0]
    if lead in ("per", "each"):
        return Value("SET", cal.duration(1, unit))
    if lead == "the":
        if c.day is None or unit not in ("year", "month", "week", "quarter", "day", "weekend"):
            return None
        return Value("DATE", unit_value(c.day, unit, 0))
    if lead in ("that", "same"):
        return Value("DATE", "PAST_REF") if unit not in ("year",) else None
    if lead == "half":
        return Value("DURATION", "PT30M") if unit == "hour" else None
    if lead == "a" and unit in ("day", "week", "month", "year", "hour"):
        before = c.text[max(0, f.start - 12) : f.start].lower().split()
        rate = bool(before) and (before[-1].rstrip("s") in ("time", "percent", "$", "million",
                                 "dollar", "barrel") or before[-1][-1:].isdigit())  # fmt: skip
        return Value("SET" if rate else "DURATION", cal.duration(1, unit))
    return Value("DURATION", cal.duration(1, unit))


def _every(f: Found, c: Context) -> Value | None:
    g = f.groups
    if "plural" in g:
        number = cal.weekday_number(re.sub(r"^on\s+", "", g["plural"], flags=re.I))
        return Value("SET", f"XXXX-WXX-{number + 1}")
    if "eu2" in g:
        return Value("SET", cal.duration(1, g["eu2"]))
    unit = g["eu"].lower()
    if unit in WEEKDAYS:
        return Value("SET", f"XXXX-WXX-{WEEKDAYS.index(unit) + 1}")
    if unit in cal.PARTS:
        return Value("SET", f"XXXX-XX-XXT{cal.PARTS[unit]}")
    if cal.unit_stem(unit) in cal.UNIT_LETTERS:
        words = g.get("en", "one")
        count = 2.0 if words.lower() == "other" else cal.count_of(words)
        return Value("SET", cal.duration(count, unit))
    if unit in cal.SEASONS:
        return Value("SET", f"XXXX-{cal.SEASONS[unit]}")
    return Value("SET", f"XXXX-{cal.month_number(unit):02d}")


_REGULAR = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M",
            "quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "annual": "P1Y",
            "biweekly": "P2W", "fortnightly": "P2W", "bimonthly": "P2M", "semiannual": "P6M",
            "semiannually": "P6M"}  # fmt: skip


def _regular(f: Found, c: Context) -> Value:
    return Value("SET", _REGULAR[f.groups["rg"].lower()])


def _reference(kind: str) -> Rule:
    def rule(f: Found, c: Context) -> Value | None:
        words = c.text[f.start : f.end].lower()
        before = c.text[max(0, f.start - 6) : f.start].lower()
        if words in ("present", "current", "past", "earlier", "later", "long", "coming", "former",
                     "future", "previously", "formerly", "upcoming", "ancient", "medieval",
                     "eventually", "shortly", "once", "the time", "the long term", "long term",
                     "long-term", "short-term", "short term", "presently"):  # fmt: skip
            return None
        if words == "soon" and before.endswith("as "):
            return None
        return Value("DATE", kind)

    return rule


_RULES: dict[str, Rule] = {
    "iso": _iso, "iso_time": _iso_time, "slash": _slash, "full": _full, "full_dmy": _full,
    "month_year": _month_year, "month_day": _month_day, "day_month": _month_day,
    "months_only": _month, "year": _year, "short_year": _short_year, "weekday": _weekday,
    "deictic": _deictic, "overnight": _overnight, "rel_part": _rel_part, "rel_unit": _rel_unit,
    "ago": _ago, "ago_word": _ago_word, "day_before": _day_before, "quarter": _quarter,
    "rel_quarter": _rel_quarter, "half": _half, "season": _season, "fiscal": _fiscal,
    "decade": _decade, "century": _century, "holiday": _holiday, "end_of": _end_of,
    "clock": _clock, "clock_day": _clock, "day_clock": _clock, "noon": _noon,
    "duration": _duration, "span_of": _span_of, "past_unit": _past_unit,
    "plural_units": _plural_units, "whole": _whole, "every": _every, "regular": _regular,
    "now": _reference("PRESENT_REF"), "past_ref": _reference("PAST_REF"),
    "future_ref": _reference("FUTURE_REF"),
}  # fmt: skip
