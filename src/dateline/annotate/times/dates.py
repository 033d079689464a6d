"""Calendar dates, years, weekdays and days counted from the document's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.numerals import read
from dateline.annotate.times import calendar as cal
from dateline.annotate.times import years
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import WEEKDAYS, Basis, weekday

SHIFTS = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2,
          "the day after tomorrow": 2}  # fmt: skip


def number(words: str) -> int:
    """The digits of "23rd" as a number."""
    return int(re.sub(r"\D", "", words))


def dated(year: int, month: int, day: int, basis: Basis) -> Value | None:
    """A calendar day, or None for one that does not exist."""
    try:
        return Value("DATE", date(year, month, day).isoformat(), year=basis, parts=("day",))
    except ValueError:
        return None


def written_year(words: str) -> int | None:
    """1979 of "nineteen seventy-nine", 2005 of "two thousand and five"."""
    words = re.sub(r"\b(?:hundred|and)\b", " ", words.lower())
    pieces = [p for p in re.split(r"[\s-]+", words) if p not in ("oh", "o", "")]
    if pieces[:2] == ["two", "thousand"]:
        tail = read(" ".join(pieces[2:])) if pieces[2:] else None
        return 2000 + int(tail.value if tail else 0)
    head, tail = read(pieces[0]), read(" ".join(pieces[1:]))
    if head is None or tail is None or not 0 < tail.value < 100:
        return None
    return int(head.value) * 100 + int(tail.value)


def part_mod(f: Found, c: Context) -> str | None:
    """START, MID or END for "early", "mid-" and "late" in front."""
    words = re.sub(r"^(?:the )?(?:very )?", "", c.text[f.start : f.end].lower())
    if words.startswith("early"):
        return "START"
    if words.startswith("late") and not words.startswith("later"):
        return "END"
    return "MID" if words.startswith("mid") else None


def _iso(f: Found, c: Context) -> Value | None:
    year, month, day = (int(x) for x in re.split("[-/]", c.text[f.start : f.end]))
    return dated(year, month, day, Basis.STATED)


def _iso_time(f: Found, c: Context) -> Value:
    words = c.text[f.start : f.end]
    tail = words[16:].lstrip(":0123456789")
    zone = "UTC" if tail == "Z" else None
    offset = None
    if tail[:1] in ("+", "-"):
        digits = tail[1:].replace(":", "")
        offset = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if tail[0] == "-" else 1)
    return Value(
        "TIME", words[:16], zone=zone, year=Basis.STATED, parts=("day", "clock"), offset=offset
    )


_SLASH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")


def _slash(f: Found, c: Context) -> Value | None:
    """ "25/12/2018". Which number is the month another date of the text may tell, where one of its
    numbers is no month; else "04/05/2018" is one of two days."""
    first, second, year = (int(f.groups[k]) for k in ("sm", "sd", "sy"))
    year += 0 if year > 99 else 1900 if year > 40 else 2000
    written = [(int(m[1]), int(m[2])) for m in _SLASH.finditer(c.text)]
    by_day = any(a > 12 for a, _ in written)
    by_month = any(b > 12 for _, b in written)
    day_first = dated(year, second, first, Basis.STATED)
    month_first = dated(year, first, second, Basis.STATED)
    if by_day or month_first is None:
        return day_first
    if by_month or day_first is None or first == second:
        return month_first
    to_come = [c.day is not None and v.value > c.day.isoformat() for v in (month_first, day_first)]
    if to_come[0] != to_come[1] and c.direction != "future":  # a report tells what is over
        return day_first if to_come[0] else month_first
    both = tuple(sorted((day_first.value, month_first.value)))
    return replace(month_first, year=Basis.UNKNOWN, either=both)


def _ranged(first: Value | None, last: Value | None, words: str) -> Value | None:
    """ "May 3-5" runs to its end, "May 3 or 5" is one of two days."""
    if first is None or last is None or last.value <= first.value:
        return first
    if re.search(r"\d\s*or\s*\d|\w\s+or\s+\d", words):
        return Value(
            "DATE", first.value, year=first.year, parts=("day",), either=(first.value, last.value)
        )
    return Value("DATE", first.value, year=first.year, parts=("day",), until=last.value)


def _full(f: Found, c: Context) -> Value | None:
    g = f.groups
    month = cal.month_number(g.get("m") or g["m4"])
    year = int(g.get("y") or g["y4"])
    first = number(g.get("d") or g.get("d0") or g["d4"])
    value = dated(year, month, first, Basis.STATED)
    last = g.get("de") or (g["d4"] if "d0" in g else None)
    if last is None:
        return value
    return _ranged(value, dated(year, month, number(last), Basis.STATED), c.text[f.start : f.end])


def _month_year(f: Found, c: Context) -> Value:
    words = f.groups["y5"]
    year = int(words) if words.isdigit() else written_year(words)
    if words[0] in "'’":
        year = 2000 + int(words[1:])
        year -= 100 if year > (c.day.year + 10 if c.day else 2040) else 0
    value = f"{year}-{cal.month_number(f.groups['m5']):02d}"
    return Value("DATE", value, year=Basis.STATED, mod=part_mod(f, c))


def month_day(f: Found, c: Context) -> Value | None:
    """ "March 3", "Saturday, April 25", "3 to 5 May"; the year is worked out."""
    g = f.groups
    month = cal.month_number(g.get("m6") or g["m7"])
    first = number(g.get("d6") or g.get("d07") or g["d7"])
    last = g.get("de6") or (g["d7"] if "d07" in g else None)
    if not 1 <= first <= 31:
        return None
    named = g.get("wd6") or g.get("wd7")
    day_of_week = cal.weekday_number(named) if named else None
    if c.day is None and c.named is None:
        until = f"XXXX-{month:02d}-{number(last):02d}" if last else None
        return Value("DATE", f"XXXX-{month:02d}-{first:02d}", parts=("day",), until=until)
    year, other = years.choose(month, first, c, day_of_week)
    value = dated(year, month, first, years.basis(other))
    if value and other:
        open_ = dated(other, month, first, Basis.UNKNOWN)
        both = tuple(sorted(v.value for v in (value, open_) if v))
        return Value("DATE", value.value, year=Basis.UNKNOWN, parts=("day",), either=both)
    if last is None:
        return value
    return _ranged(value, dated(year, month, number(last), Basis.INFERRED), c.text[f.start : f.end])


def _listed(f: Found, c: Context) -> Value | None:
    """A day, a stretch of days or a night of a list: "the nights of 4-5 and 6-7 June"."""
    g = f.groups
    value = month_day(f, replace(c, named=int(g["ly"])) if "ly" in g else c)
    if value is None:
        return None
    if "ly" in g:
        value = replace(value, year=Basis.STATED)
    return (
        replace(value, type="TIME", value=f"{value.value}TNI", until=None) if "ln" in g else value
    )


def _month(f: Found, c: Context) -> Value | None:
    words = f.groups["mo"].rstrip(".")
    doubtful = words in (
        "May",
        "March",
        "Mar",
        "Jan",
        "Jun",
        "April",
        "June",
        "August",
        "Dec",
        "Sat",
    )
    if doubtful and not _stands_as_time(
        f, c, strict=words in ("May", "March", "Mar", "Jan", "Jun")
    ):
        return None
    month = cal.month_number(words)
    if c.day is None and c.named is None:
        return Value("DATE", f"XXXX-{month:02d}")
    year, other = years.choose(month, None, c)
    both = tuple(sorted(f"{y}-{month:02d}" for y in (year, other))) if other else ()
    return Value(
        "DATE", f"{year}-{month:02d}", year=years.basis(other), mod=part_mod(f, c), either=both
    )


_LEADING = frozenset({
    "in", "last", "since", "until", "by", "of", "early", "late", "mid", "this", "next", "from",
    "to", "and", "or", "for", "through", "during", "between", "before", "after", "till", "a", "its",
    "the", "every", "each", "previous", "his", "her", "their", "our",
})  # fmt: skip


def _stands_as_time(f: Found, c: Context, strict: bool) -> bool:
    """Whether words such as "May" or "March" are a month here."""
    before = c.before(f)
    behind = c.text[f.end : f.end + 10].lower().split()
    inside = c.text[f.start : f.end].lower()
    if inside.startswith(("early", "late", "mid", "the ")):
        return True
    if not strict:
        return True
    return bool(before and before[-1] in _LEADING) or bool(behind and behind[0] in ("and", "or"))


def _year(f: Found, c: Context) -> Value | None:
    year, last = int(f.groups["yy"]), f.groups.get("yy2") or f.groups.get("yy3")
    if last:
        end = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
        end += 100 if end == year // 100 * 100 and year % 100 == 99 else 0  # "1999-00"
        if end <= year or ("yy3" in f.groups and end > year + 1):
            return None
        days = (f"{year}-01-01", f"{end}-12-31")
        return Value("DURATION", f"P{end - year}Y", year=Basis.STATED, days=days)
    if c.day and not 1600 <= year <= c.day.year + 60:
        return None
    return Value("DATE", str(year), year=Basis.STATED, mod=part_mod(f, c))


def _short_year(f: Found, c: Context) -> Value:
    year = 1900 + int(f.groups["shy"])
    if c.day and c.day.year >= 2000 and year - 1900 <= c.day.year % 100:
        year += 100
    return Value("DATE", str(year))


def _written(f: Found, _: Context) -> Value | None:
    words = f.groups.get("wy") or f.groups["wy2"]
    year = int(words) if words.isdigit() else written_year(words)
    return Value("DATE", str(year), year=Basis.STATED) if year else None


def on_weekday(n: int, direction: str, c: Context, part: str = "") -> Value:
    """A weekday seen from the document's day, with a part of the day or without."""
    kind = "TIME" if part else "DATE"
    deixis = f"weekday:{n}:{direction}"
    if c.day is None:
        return Value(kind, f"XXXX-WXX-{n + 1}{part}", deixis, parts=("day",))
    return Value(kind, weekday(c.day, n, direction).isoformat() + part, deixis, parts=("day",))


def way(c: Context, before: Sequence[str] = ()) -> str:
    """The direction of a bare weekday: past unless the words look ahead. What ran "through Sunday"
    is over, what was put off "until Sunday" is not."""
    over = c.direction == "past" and list(before[-1:]) == ["through"]
    return "future" if c.direction == "future" or (c.ahead and not over) else "past"


def _weekday(f: Found, c: Context) -> Value | None:
    if "wk" in f.groups and c.day is not None:  # "Thursday week": a week after the coming one
        return shifted((cal.weekday_number(f.groups["w"]) - c.day.weekday() - 1) % 7 + 8, c)
    later = c.text[f.start : f.start + 5].lower() == "later"
    if later and c.direction != "past" and "wm" not in f.groups:
        return on_weekday(cal.weekday_number(f.groups["w"]), "future", c)
    if "wm" in f.groups:
        g = {"m6": f.groups["wm"], "d6": f.groups["wd"], "wd6": f.groups["w"]}
        return month_day(Found("month_day", f.start, f.end, g), c)
    return on_weekday(cal.weekday_number(f.groups["w"]), way(c, c.before(f)), c)


def shifted(days: int, c: Context, part: str = "") -> Value:
    """The document's day moved by days, with a part of the day or without."""
    kind = "TIME" if part else "DATE"
    deixis = f"day:{days}"
    if c.day is None:
        return Value(kind, f"XXXX-XX-XX{part}", deixis, parts=("day",))
    return Value(kind, (c.day + timedelta(days=days)).isoformat() + part, deixis, parts=("day",))


def _deictic(f: Found, c: Context) -> Value | None:
    word = " ".join(f.groups["dx"].lower().split())
    if word == "tonight":
        return shifted(0, c, "TNI")
    return shifted(SHIFTS[word], c)


def _overnight(f: Found, c: Context) -> Value:
    """The night that ends, or begins, on the document's day; "overnight into Tuesday" ends on that
    day, "overnight Monday" begins on it."""
    if "ow" in f.groups:
        day = on_weekday(cal.weekday_number(f.groups["ow"]), way(c), c)
        if c.day is None or f.groups.get("ol", "").lower() != "into":
            return replace(day, type="TIME", value=day.value + "TNI")
        before = date.fromisoformat(day.value) - timedelta(days=1)
        return Value("TIME", before.isoformat() + "TNI", parts=("day",))
    if c.direction == "future":
        return shifted(0, c, "TNI")
    value = shifted(-1, c, "TNI")
    return Value("TIME", value.value, value.deixis)


def _rel_part(f: Found, c: Context) -> Value | None:
    head = " ".join((f.groups.get("rp") or f.groups["rp2"]).lower().split())
    part = "T" + cal.PARTS[(f.groups.get("rpp") or f.groups["rpp2"]).lower()]
    stem = re.sub(r"['’]s$", "", head)
    if stem in WEEKDAYS:
        return on_weekday(WEEKDAYS.index(stem), way(c), c, part)
    if head in ("this", "today", "tonight"):
        return shifted(0, c, part)
    if head in ("yesterday", "last"):
        return shifted(-1, c, part)
    if head == "tomorrow":
        return shifted(1, c, part)
    if head in ("that", "the same"):
        said = c.memory.value
        if said and len(said) >= 10:
            return Value("TIME", said[:10] + part, parts=("day",))
        return Value("TIME", f"XXXX-XX-XX{part}", year=Basis.UNKNOWN)
    m = re.match(r"([a-z]+\.?)\s+(\d+)", head)
    if m:
        value = month_day(Found("", f.start, f.end, {"m6": m[1], "d6": m[2]}), c)
        return Value("TIME", value.value + part, year=value.year, parts=("day",)) if value else None
    return None


def _part_of(f: Found, c: Context) -> Value | None:
    """ "the night of 3 January"."""
    day = day_of(f.groups["pd"], f, c)
    if day is None:
        return None
    part = "T" + cal.PARTS[f.groups["pp"].lower()]
    if part == "T24:00" and c.before(f)[-1:] == ["after"]:
        part = "T00:00"  # "shortly after midnight on Tuesday" opens that day
    return replace(day, type="TIME", value=day.value[:10] + part)


def day_of(words: str, f: Found, c: Context) -> Value | None:
    """The day that a clock expression names ("Sunday", "yesterday", "May 5, 2017")."""
    turned = re.match(r"(\d+\w*)\s+([A-Za-z]+\.?)(.*)$", words)
    words = f"{turned[2]} {turned[1]}{turned[3]}" if turned else words
    low = " ".join(words.lower().split())
    if low == "tonight" or low in SHIFTS:
        return shifted(SHIFTS.get(low, 0), c)
    m = re.match(
        r"(?:([A-Za-z]+day),?\s+)?([A-Za-z]+\.?)\s+(\d+)(?:\w\w)?(?:,?\s+(\d{4}))?$", words
    )
    if m:
        if m[4]:
            return dated(int(m[4]), cal.month_number(m[2]), int(m[3]), Basis.STATED)
        g = {"m6": m[2], "d6": m[3], **({"wd6": m[1]} if m[1] else {})}
        return month_day(Found("", f.start, f.end, g), c)
    return on_weekday(cal.weekday_number(low), way(c), c)


def _date_part(f: Found, c: Context) -> Value | None:
    """ "on January 2 in the evening"."""
    if not f.groups["dpd"][-1].isalnum() or not re.search("[A-Z]", f.groups["dpd"]):
        return None
    day = day_of(f.groups["dpd"], f, c)
    part = "T" + cal.PARTS[f.groups["dpp"].lower()]
    return replace(day, type="TIME", value=day.value[:10] + part) if day else None


def _night_to(f: Found, c: Context) -> Value:
    """ "the night of Monday to Tuesday" is that of Monday."""
    day = on_weekday(cal.weekday_number(f.groups["nt"]), way(c), c)
    return replace(day, type="TIME", value=day.value[:10] + "TNI")


def _night_of(f: Found, c: Context) -> Value | None:
    """ "the night of 4-5 June" begins on the first of the two days."""
    stated = f.groups.get("ny")
    names = {k: v for k, v in f.groups.items() if k != "ny"}
    day = month_day(replace(f, groups=names), replace(c, named=int(stated)) if stated else c)
    if day is None:
        return None
    year = Basis.STATED if stated else day.year
    return replace(day, type="TIME", value=day.value[:10] + "TNI", until=None, year=year)


def _part_alone(f: Found, c: Context) -> Value:
    """ "by mid afternoon": a part of the day the text speaks of, which it does not name here."""
    part = "T" + cal.PARTS[(f.groups.get("pa") or f.groups["pa2"]).lower()]
    said = c.memory.value
    if said and re.match(r"\d{4}-\d\d-\d\d", said):
        return Value("TIME", said[:10] + part)
    if c.day is None:
        return Value("TIME", "XXXX-XX-XX" + part, year=Basis.UNKNOWN)
    # As a clock without a day: the document's, which fixes nothing.
    return Value("TIME", c.day.isoformat() + part, year=Basis.UNKNOWN, parts=("clock",))


def _that_month(f: Found, c: Context) -> Value | None:
    """ "that November": of the year the text named last; of no known year without one."""
    words = f.groups["tm"]
    season = cal.SEASONS.get(words.lower())
    if season is None and not words[0].isupper():
        return None
    code = season or f"{cal.month_number(words):02d}"
    said = c.memory.value
    if said is None or not said[:4].isdigit():
        return Value("DATE", f"XXXX-{code}", year=Basis.UNKNOWN)
    return Value("DATE", f"{said[:4]}-{code}")


def _old_year(f: Found, _: Context) -> Value:
    return Value("DATE", f.groups["yy"], year=Basis.STATED)


RULES: dict[str, Rule] = {
    "old_year": _old_year,
    "part_alone": _part_alone,
    "iso": _iso, "iso_time": _iso_time, "slash": _slash, "full": _full, "full_dmy": _full,
    "month_year": _month_year, "month_day": month_day,
    "day_month": month_day, "months_only": _month, "year": _year, "short_year": _short_year,
    "written_year": _written, "weekday": _weekday, "deictic": _deictic, "overnight": _overnight,
    "rel_part": _rel_part,
    "part_of": _part_of, "part_day": _part_of, "night_to": _night_to, "date_part": _date_part,
    "that_month": _that_month, "day_list": _listed,
    "night_of": _night_of,
}  # fmt: skip
