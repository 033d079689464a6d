"""Quarters, halves, seasons, fiscal years, decades, centuries, holidays, and their ends."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times import years
from dateline.annotate.times.dates import dated, part_mod, written_year
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.relative import (
    back_a_year,
    said_day,
    told_year,
    unanchored,
    unit_value,
)
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import Basis, month_end

_ENDED = re.compile(r"\s+(?:that\s+)?end(?:ed|ing)\s+([A-Z][a-z]{2,8})")


def _relative_year(words: str | None, c: Context) -> int | None:
    if words is None and c.named is not None:
        return c.named
    if words is None:
        return c.day.year if c.day else None
    if words[-1].isdigit():
        return int(words[-4:])
    step = {"last": -1, "next": 1}.get(words.split()[0].lower(), 0)
    return c.day.year + step if c.day else None


def _quarter(f: Found, c: Context) -> Value | None:
    """ "the third quarter", "Q3 2012", "last year's third quarter", "the year-earlier quarter"."""
    g = f.groups
    word = g.get("q") or g.get("q3")
    stem = re.sub(r"^fiscal[- ]", "", (word or "").lower())
    n = int(g["q2"]) if "q2" in g else cal.ORDINAL_QUARTERS[re.split("[- ]", stem)[0]]
    if stem.startswith("last") and not (g.get("qy") or g.get("qy3") or _year_beside(c)):
        return _rel_quarter(Found("", f.start, f.end, {"rq": "last"}), c)
    words = g.get("qy") or g.get("qy2") or g.get("qy3")
    lead = (g.get("qr") or "").lower()
    if lead.endswith("year's") or lead.endswith("year’s"):
        words = lead
    year = _relative_year(words, c)
    if year is None or c.day is None:
        return Value(
            "DATE", f"{year or 'XXXX'}-Q{n}", year=Basis.STATED if year else Basis.INFERRED
        )
    ended = re.match(
        r"\s+(?:that\s+)?end(?:ed|ing)\s+([A-Z][a-z]{2,8})", c.text[f.end : f.end + 24]
    )
    if ended and cal.month_of(ended[1]) not in (3 * n, None):
        # A quarter that ends in another month is one of a fiscal year: its year is not given.
        return Value("DATE", f"{year}-Q{n}", year=Basis.UNKNOWN)
    if words is not None or c.named is not None:
        basis = Basis.STATED if words and words[-1].isdigit() else Basis.INFERRED
        return Value("DATE", f"{year}-Q{n}", year=basis)
    now = (c.day.month - 1) // 3 + 1
    other = None
    if n > now and c.direction != "future" and not c.ahead:
        # A coming quarter in a past tense: reports speak of next month's end as of a year ago's.
        year, other = (year - 1, year if n == now + 1 else None)
    value = f"{year}-Q{n}"
    if lead.startswith("year-"):
        return Value("DATE", back_a_year(value))
    both = (value, f"{other}-Q{n}") if other else ()
    return Value("DATE", value, year=years.basis(other), either=both)


def _rel_quarter(f: Found, c: Context) -> Value | None:
    if c.day is None:
        return Value("DATE", "XXXX-QX")
    if "rp9" in f.groups:
        return Value("DATE", _period_quarter(c)) if c.memory.period else None
    word = " ".join((f.groups.get("rq") or "").lower().split())
    if word == "":
        return Value("DATE", back_a_year(_period_quarter(c)))
    step = {
        "last": -1,
        "past": -1,
        "previous": -1,
        "next": 1,
        "coming": 1,
        "following": 1,
        "latest": -1,
        "most recent": -1,
        "preceding": -1,
        "upcoming": 1,
    }.get(word, 0)
    if word == "same" and _year_beside(c):
        quarter = _period_quarter(c)[4:]
        basis = Basis.INFERRED if c.memory.period else Basis.UNKNOWN
        return Value("DATE", f"{c.named or 'XXXX'}{quarter}", year=basis)
    if word == "same":
        return Value("DATE", _period_quarter(c))
    return Value("DATE", unit_value(c.day, "quarter", step))


def _period_quarter(c: Context) -> str:
    """The quarter the text speaks of, else the last one that was over on the document's day."""
    assert c.day is not None
    period = c.memory.period
    return period if period and "Q" in period else unit_value(c.day, "quarter", -1)


def the_quarter(f: Found, c: Context) -> Value | None:
    """ "the quarter", "that quarter", "the quarter ended Sept. 30"."""
    if c.day is None:
        return Value("DATE", "XXXX-QX")
    ended = _ENDED.match(c.text, f.end)
    if ended:
        month = cal.month_of(ended[1]) or 0
        year = c.day.year - (month > c.day.month)
        if month % 3 or not month:
            return Value("DATE", f"{year}-QX", year=Basis.UNKNOWN)
        return Value("DATE", f"{year}-Q{month // 3}")
    if re.match(r"\s+a year (?:ago|earlier|before)", c.text[f.end : f.end + 16]):
        return Value("DATE", back_a_year(_period_quarter(c)))
    if c.direction == "future" and not c.memory.period:
        return Value("DATE", unit_value(c.day, "quarter", 0), year=Basis.UNKNOWN)
    return Value("DATE", _period_quarter(c))


def _half(f: Found, c: Context) -> Value | None:
    words = f.groups.get("hy") or f.groups.get("hy1")
    told = re.match(r"(\d{4})-H", c.memory.value or "")
    if words is None and not _year_beside(c) and told is not None:
        words = told[1]  # "the first half of 2019 … the second half"
    if words is None and not _year_beside(c):
        return None
    if "h1" in f.groups:
        half_year = _relative_year(words, c)
        return Value("DATE", f"{half_year}-H{f.groups['h1']}") if half_year else None
    year = _relative_year(None if words == "the year" else words, c)
    n = 1 if f.groups["h"].lower() == "first" else 2
    return Value("DATE", f"{year}-H{n}") if year else None


def _season(f: Found, c: Context) -> Value | None:
    g = f.groups
    word = g["s"].lower()
    lead = (g.get("sl") or "").lower()
    before = c.before(f, 8)
    led = lead or (before and before[-1] in ("in", "last", "this", "by", "since", "until", "late"))
    if not led and "sy2" not in g and not part_mod(f, c) and not _year_beside(c):
        return None
    behind = c.text[f.end : f.end + 4].strip()
    if word in ("fall", "spring") and lead in ("the", "") and "sy2" not in g and (
        behind.startswith(("of", "in")) or before[-1:] == ["to"]
    ):  # fmt: skip
        return None
    code = cal.SEASONS[word]
    if lead in ("every", "each"):
        return Value("SET", f"XXXX-{code}")
    if "sy2" in g:
        year_stated = int(g["sy2"]) if g["sy2"].isdigit() else written_year(g["sy2"])
        return Value("DATE", f"{year_stated}-{code}", year=Basis.STATED)
    if lead.removeprefix("the ") in ("following", "previous", "preceding", "same") or (
        lead == "the next" and c.direction == "past"
    ):
        return _season_told(code, lead.removeprefix("the "), c)
    if c.day is None and c.named is None:
        return Value("DATE", f"XXXX-{code}")
    return _season_year(code, lead.removeprefix("the ") or lead, c)


def _season_told(code: str, lead: str, c: Context) -> Value:
    """ "the following spring", "the previous winter": counted from the date named last; of no known
    year without one."""
    year = told_year(code, lead, c)
    if year is None:
        return Value("DATE", f"XXXX-{code}", year=Basis.UNKNOWN)
    return Value("DATE", f"{year}-{code}")


def _year_beside(c: Context) -> bool:
    return c.named is not None or c.unnamed or c.yearly


def _season_year(code: str, lead: str, c: Context) -> Value:
    if c.named is not None:
        return Value("DATE", f"{c.named}-{code}")
    assert c.day is not None
    start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = c.day.year
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(lead, 0)
    running = code == "WI" and c.day.month <= 2 and (bool(step) or lead == "this")
    if running:  # a winter that began last year is the one that "this", "last" and "next" go by
        return Value("DATE", f"{year - 1 + step}-{code}")
    if lead == "last" and c.day.month - start > 0:
        both = (f"{year - 1}-{code}", f"{year}-{code}")
        return Value("DATE", both[1], year=Basis.UNKNOWN, either=both)
    if step < 0:
        year -= start >= c.day.month
    elif step > 0:
        year += start <= c.day.month
    elif lead != "this":
        chosen, other = years.choose(start + 1 if start < 12 else 12, None, c)
        open_ = tuple(sorted(f"{y}-{code}" for y in (chosen, other))) if other else ()
        return Value("DATE", f"{chosen}-{code}", year=years.basis(other), either=open_)
    return Value("DATE", f"{year}-{code}")


def _fiscal(f: Found, c: Context) -> Value | None:
    if "fy" in f.groups:
        return Value("DATE", f.groups["fy"], year=Basis.STATED)
    if c.day is None:
        return Value("DATE", "XXXX")
    lead = (f.groups.get("fl") or "").lower()
    if not lead and c.text[f.start : f.start + 3].lower() != "the":
        return None
    step = {"latest": -1, "last": -1, "next": 1, "coming": 1}.get(lead, 0)
    # A fiscal year may begin in either calendar year, so its year is never certain.
    return Value("DATE", str(c.day.year + step), year=Basis.UNKNOWN)


_DEGREES = re.compile(
    r"\b(?:temperatures?|degrees|highs|lows|mercury|thermometers?|Fahrenheit|Celsius)\b", re.I
)


def _decade(f: Found, c: Context) -> Value | None:
    g = f.groups
    if "dc" in g:
        return Value("DATE", g["dc"] + g["dd"], year=Basis.STATED, mod=part_mod(f, c))
    if c.before(f)[-1:] and c.before(f)[-1] in ("his", "her", "their", "my", "your", "our"):
        return None
    digit = int(g["d9"]) if "d9" in g else cal.DECADES[g["dw"].lower()]
    if _DEGREES.search(c.text[max(0, f.start - 40) : f.end + 16]):
        return None
    if c.day and digit * 10 <= c.day.year - 2000:  # "the twenties": of which century is not said
        return Value("DATE", f"XX{digit}", year=Basis.UNKNOWN)
    return Value("DATE", f"19{digit}", mod=part_mod(f, c))


def _century(f: Found, c: Context) -> Value:
    word = f.groups["ce"].lower()
    n = cal.CENTURIES.get(word) or int(re.sub(r"\D", "", word))
    return Value("DATE", str(n - 1), year=Basis.STATED, mod=part_mod(f, c))


def _half_century(f: Found, c: Context) -> Value:
    """ "the first half of the 19th century": 1801 to 1850."""
    whole = _century(f, c)
    century = int(whole.value)
    first = f.groups["hch"].lower() == "first"
    days = ((f"{century}01-01-01", f"{century}50-12-31") if first
            else (f"{century}51-01-01", f"{century + 1}00-12-31"))  # fmt: skip
    return replace(whole, mod="START" if first else "END", days=days)


def _half_decade(f: Found, _: Context) -> Value:
    """ "the second half of the 1990s": 1995 to 1999."""
    decade, first = f.groups["hdc"], f.groups["hdh"].lower() == "first"
    days = (
        (f"{decade}0-01-01", f"{decade}4-12-31")
        if first
        else (f"{decade}5-01-01", f"{decade}9-12-31")
    )
    return Value("DATE", decade, year=Basis.STATED, mod="START" if first else "END", days=days)


_HOLIDAYS = {"christmas": (12, 25), "new year": (1, 1), "independence day": (7, 4),
             "valentine": (2, 14), "st. valentine": (2, 14), "saint valentine": (2, 14),
             "halloween": (10, 31), "veterans": (11, 11), "may day": (5, 1), "boxing": (12, 26),
             "st": (3, 17), "orthodox christmas": (1, 7), "bastille": (7, 14), "victory": (5, 9),
             "women": (3, 8), "international women": (3, 8), "all saints": (11, 1),
             "earth": (4, 22), "armistice": (11, 11), "april": (4, 1), "juneteenth": (6, 19),
             "australia": (1, 26), "anzac": (4, 25), "canada": (7, 1), "day of the sun": (4, 15),
             "day of the shining": (2, 16)}  # fmt: skip
_FROM_EASTER = {"good friday": -2, "easter monday": 1, "palm": -7, "ash": -46, "maundy": -3,
                "whit sunday": 49, "whit": 50,
                "pentecost": 49, "ascension": 39, "easter": 0}  # fmt: skip
_NTH = {"labor": (9, 0, 1), "thanksgiving": (11, 3, 4), "columbus": (10, 0, 2),
        "presidents": (2, 0, 3), "martin": (1, 0, 3), "mother": (5, 6, 2),
        "father": (6, 6, 3)}  # fmt: skip


def holiday_of(name: str, year: int) -> date | None:
    """The day of a movable or fixed holiday (United States dates, Western Easter)."""
    fixed = next((v for k, v in _HOLIDAYS.items() if name.startswith(k)), None)
    if fixed is not None:
        month, day = fixed
        if name.endswith(" eve"):
            month, day = (12, 24) if name.startswith("christmas") else (12, 31)
        return date(year, month, day)
    counted = next((v for k, v in _NTH.items() if name.startswith(k)), None)
    if counted is not None:
        return _nth(year, *counted)
    if name.startswith(("black", "cyber")):
        return _nth(year, 11, 3, 4) + timedelta(days=1 if name.startswith("black") else 4)
    if name.startswith("memorial"):
        last = month_end(year, 5)
        return last - timedelta(days=last.weekday())
    if name.startswith("election"):
        return _nth(year, 11, 0, 1) + timedelta(days=1)
    eastern = name.startswith("orthodox")
    name = name.removeprefix("orthodox ")
    shift = next((v for k, v in _FROM_EASTER.items() if name.startswith(k)), None)
    if shift is None:
        return None
    return (_orthodox_easter if eastern else _easter)(year) + timedelta(days=shift)


def _nth(year: int, month: int, weekday: int, n: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def _easter(year: int) -> date:
    """Gregorian Easter (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _orthodox_easter(year: int) -> date:
    """Easter of the Julian calendar as a Gregorian day, 1900 to 2099 (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _holiday(f: Found, c: Context) -> Value | None:
    """ "Christmas Day", "Good Friday 2019", "the Easter weekend"."""
    if not f.groups["ho"][0].isupper():
        return None
    value = _holiday_day(f, c)
    if "how" not in f.groups or value is None or value.either or not value.value[0].isdigit():
        return value
    day = date.fromisoformat(value.value)
    monday = day - timedelta(days=day.weekday() if day.weekday() else 7)
    year, week, _ = monday.isocalendar()
    return Value("DATE", f"{year}-W{week:02d}-WE", year=value.year)


def _advent(f: Found, c: Context) -> Value | None:
    """ "The first Sunday in Advent": the fourth before Christmas Day."""
    if c.day is None and c.named is None and "ady" not in f.groups:
        return Value("DATE", "XXXX")

    def sunday(year: int) -> date:
        fourth = date(year, 12, 24)
        fourth -= timedelta(days=(fourth.weekday() - 6) % 7)
        return fourth - timedelta(weeks=4 - cal.ORDINAL_QUARTERS[f.groups["adn"].lower()])

    stated = int(f.groups["ady"]) if "ady" in f.groups else c.named
    if stated is not None:
        basis = Basis.STATED if "ady" in f.groups else Basis.INFERRED
        return Value("DATE", sunday(stated).isoformat(), year=basis, parts=("day",))
    assert c.day is not None
    guess = sunday(c.day.year)
    year, other = years.choose(guess.month, guess.day, c)
    return None if other else Value("DATE", sunday(year).isoformat(), parts=("day",))


def _holiday_day(f: Found, c: Context) -> Value | None:
    name = f.groups["ho"].lower().replace("’", "'")
    stated = f.groups.get("hoy")
    if stated:
        day = holiday_of(name, int(stated))
        return dated(day.year, day.month, day.day, Basis.STATED) if day else None
    sample = holiday_of(name, c.day.year if c.day else 2001)
    if sample is None:
        return None
    if c.named is not None:
        given = holiday_of(name, c.named)
        return dated(given.year, given.month, given.day, Basis.INFERRED) if given else None
    if c.day is None:
        fixed = any(name.startswith(k) for k in _HOLIDAYS)
        return Value("DATE", f"XXXX-{sample.month:02d}-{sample.day:02d}" if fixed else "XXXX")
    year, other = years.choose(sample.month, sample.day, c)
    if c.before(f)[-1:] == ["last"]:
        year, other = c.day.year - (sample >= c.day), None
    day = holiday_of(name, year)
    far = holiday_of(name, other) if other else None
    both = tuple(sorted(d.isoformat() for d in (day, far) if d)) if far else ()
    return (
        Value("DATE", day.isoformat(), year=years.basis(other), parts=("day",), either=both)
        if day
        else None
    )


def _end_of(f: Found, c: Context) -> Value | None:
    """ "the end of next month", "the beginning of March 2024", "the middle of the 1990s"."""
    g = f.groups
    if "ye" in g:
        return _year_end(f, c)
    lead = g["eo"].lower()
    mod = (
        "MID"
        if "middle" in lead
        else "END"
        if re.search(r"end|close|latter|later", lead)
        else "START"
    )
    whole = _whole_of(f, c)
    return replace(whole, mod=mod) if whole else None


def _year_end(f: Found, c: Context) -> Value:
    """ "By year's end", "at year-end", "midyear", "at month's end"."""
    words = f.groups["ye"].lower()
    if c.day is None:
        return Value("DATE", "XXXX")
    mod = "END" if "end" in words else "MID"
    if words.startswith("month"):
        return Value("DATE", unit_value(c.day, "month", 0), mod=mod)
    if c.before(f)[-1:] in (["by"], ["until"], ["before"], ["till"]) and c.direction != "past":
        return Value("DATE", str(c.day.year), mod=mod)
    year, other = years.choose(12 if mod == "END" else 6, None, c)
    return Value("DATE", str(year), year=years.basis(other), mod=mod)


def _whole_of(f: Found, c: Context) -> Value | None:
    """The period whose end, beginning or middle the words name."""
    g = f.groups
    if "ey" in g:
        return Value("DATE", g["ey"], year=Basis.STATED)
    if "edc" in g:
        return Value("DATE", g["edc"], year=Basis.STATED)
    if "es" in g:
        lead = g.get("esl", "").lower()
        season = {"s": g["es"], **({"sy2": g["esy"]} if "esy" in g else {})}
        if lead not in ("the", ""):
            season["sl"] = lead
        return _season(Found("season", f.start, f.end, {"sl": "the", **season}), c)
    if "em" in g:
        return _month_of(g["em"], g.get("emy"), c) if g["em"][0].isupper() else None
    head, unit = g["eh"].lower().split()[-1], g["eu"].lower()
    if head in ("following", "previous", "same", "that"):
        said = said_day(c, unit)
        if said is not None:
            return Value(
                "DATE", unit_value(said, unit, {"following": 1, "previous": -1}.get(head, 0))
            )
    told = said_day(c, unit) if head == "the" and c.direction == "past" else None
    if told is not None and c.day and unit != "day":
        # "It began on April 12. By the end of the month it had spread."
        value = unit_value(told, unit, 0)
        if value < unit_value(c.day, unit, 0):
            return Value("DATE", value)
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}.get(head, 0)
    if "turn" in g["eo"].lower():
        return _turn(unit, c)
    if c.day is None:
        return Value("DATE", unanchored(unit))
    unsure = head in ("following", "previous", "same", "that")
    basis = Basis.UNKNOWN if unsure else Basis.INFERRED
    return Value("DATE", unit_value(c.day, unit, step), year=basis)


def _turn(unit: str, c: Context) -> Value:
    """ "The turn of the year" is the last December and January around the nearest one; which
    century turns the words do not tell."""
    if c.day is None or unit != "year":
        return Value("DATE", "XXXX", year=Basis.UNKNOWN)
    year = c.day.year if c.day.month <= 6 or c.direction == "past" else c.day.year + 1
    return Value("DATE", str(year), days=(f"{year - 1}-12-01", f"{year}-01-31"))


def _month_of(name: str, year_words: str | None, c: Context) -> Value:
    month = cal.month_number(name)
    if year_words:
        stated = year_words[-1].isdigit()
        year = _relative_year(year_words, c)
        basis = Basis.STATED if stated else Basis.INFERRED
        return Value("DATE", f"{year or 'XXXX'}-{month:02d}", year=basis)
    if c.day is None and c.named is None:
        return Value("DATE", f"XXXX-{month:02d}")
    year, other = years.choose(month, None, c)
    both = tuple(sorted(f"{y}-{month:02d}" for y in (year, other))) if other else ()
    return Value("DATE", f"{year}-{month:02d}", year=years.basis(other), either=both)


def _same_period(f: Found, c: Context) -> Value | None:
    """ "the same period last year": the quarter or month spoken of, a year back."""
    stated = f.groups.get("spy")
    monthly = "month" in c.text[f.start : f.end].lower() and c.day is not None
    said = c.memory.value or ""
    period = c.memory.period or (said[:7] if re.match(r"\d{4}-(?:\d\d|Q\d)", said) else "")
    if not period and monthly and c.day:
        period = c.day.isoformat()[:7]
    if stated:
        return Value("DATE", stated + period[4:], year=Basis.STATED)
    if period:
        return Value("DATE", back_a_year(period))
    return Value("DATE", str(c.day.year - 1)) if c.day else Value("DATE", "XXXX")


RULES: dict[str, Rule] = {
    "quarter": _quarter, "rel_quarter": _rel_quarter, "half": _half, "season": _season,
    "fiscal": _fiscal, "decade": _decade, "century": _century, "holiday": _holiday,
    "end_of": _end_of, "same_period": _same_period, "advent": _advent,
    "half_century": _half_century, "half_decade": _half_decade,
}  # fmt: skip
