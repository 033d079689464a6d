"""Clock times: the stated clock, its zone, and the day it belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.numerals import read
from dateline.annotate.times import calendar as cal
from dateline.annotate.times.dates import day_of, on_weekday, shifted, way
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import Basis
from dateline.reference import zones

_SECOND = re.compile(r"[(;,/]?\s*(?:or\s+)?(\d{1,2}):?(\d\d)\s*(GMT|UTC|KST|JST)\b")
_HOURS = {"GMT": 0, "UTC": 0, "KST": 540, "JST": 540}
_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_FIXED = re.compile(r"(?:GMT|UTC)\s?([+-])\s?(\d{1,2})(?::(\d\d))?")


def _clock(f: Found, c: Context) -> Value | None:
    """1. Hour and minute. 2. The zone, or the offset of a second clock in brackets. 3. The day the
    expression names, else the one the sentence names, else the document's, which fixes nothing."""
    g = f.groups
    words = g.get("c1") or g.get("c2") or g["c3"]
    zone_words = g.get("z1") or g.get("z2") or g.get("z3") or g.get("z1b")
    bare = re.fullmatch(r"\d{1,2}[.:]\d\d", words.strip())
    found = cal.clock_of(words)  # 1.
    if found is None or (bare and "." in words and not zone_words):
        return None
    if re.fullmatch(r"noon|midnight|midday", words, re.I) and "".join(c.before(f)[-1:]).endswith(
        "high"
    ):
        return None
    hour, minute = found
    over = c.direction == "past" and not (g.get("d1") or g.get("d2") or c.day_nearby)
    if hour == 24 and (over or c.before(f)[-1:] == ["after"]):
        hour = 0  # a midnight that is over began the day, "shortly after midnight" as well
    part = (g.get("p3") or words).lower()
    if re.search(r"afternoon|evening|at night", part) and hour < 12:
        hour += 12
    zone, offset = _zone(zone_words, hour * 60 + minute)  # 2.
    clock = f"T{hour:02d}:{minute:02d}"
    if zone and zones.named(zone.strip(" ()")) == "UTC":
        clock += "Z"
    day_words = g.get("d1") or g.get("d2")
    day = day_of(day_words, f, c) if day_words else None  # 3.
    if day_words and day is None:
        return None
    if day is not None:
        return Value(
            "TIME",
            day.value[:10] + clock,
            day.deixis,
            zone,
            day.year,
            ("day", "clock"),
            offset=offset,
        )
    near = _second_day(zone_words, hour * 60 + minute, offset, c) or c.day_nearby
    if near is not None:
        parts = ("day", "clock") if c.day_beside else ("clock",)
        return Value("TIME", near.value[:10] + clock, near.deixis, zone, near.year, parts,
                     offset=offset)  # fmt: skip
    base = c.day.isoformat() if c.day else "XXXX-XX-XX"
    return Value("TIME", base + clock, None, zone, Basis.UNKNOWN, ("clock",), offset=offset)


def _second_day(words: str | None, minutes: int, offset: int | None, c: Context) -> Value | None:
    """The local day where the second clock names its own: "6:07 a.m. (2107 GMT Saturday)"."""
    named = _DAY.search(words or "")
    second = _SECOND.search(words or "")
    if named is None or second is None or offset is None or c.day is None:
        return None
    utc = int(second[1]) * 60 + int(second[2]) - _HOURS[second[3]]
    carried = (utc + offset - minutes) // 1440
    day = on_weekday(cal.weekday_number(named.group()), way(c), c)
    local = date.fromisoformat(day.value) + timedelta(days=carried)
    return Value("DATE", local.isoformat())


def _zone(words: str | None, minutes: int) -> tuple[str | None, int | None]:
    """(zone words, offset) of what follows a clock: "KST", "GMT+9", "(0735 GMT)"."""
    if not words:
        return None, None
    fixed = _FIXED.search(words)
    if fixed:
        shift = int(fixed[2]) * 60 + int(fixed[3] or 0)
        return None, -shift if fixed[1] == "-" else shift
    second = _SECOND.search(words)
    if second is None:
        return words, None
    stated = words[: second.start()].strip(" (;,/")
    if stated and zones.named(stated):
        return stated, None
    utc = (int(second[1]) * 60 + int(second[2]) - _HOURS[second[3]]) % 1440
    shift = (minutes - utc + 720) % 1440 - 720
    # A shift that no zone has means that the second clock is of something else.
    return None, shift if shift % 15 == 0 else None


def _clock_run(f: Found, c: Context) -> Value | None:
    """ "between 10 and 11:30 a.m.": the first hour takes the half of the day of the second, the
    other one where it would come after it ("from 11 to 1 p.m.")."""
    last, begun = _clock(f, c), cal.clock_of(f.groups["ra"])
    ends = re.search(r"T(\d\d):(\d\d)", last.value) if last else None
    if last is None or begun is None or ends is None or not 1 <= begun[0] <= 12:
        return last
    end = int(ends[1]) * 60 + int(ends[2])
    starts = [begun[0] % 12 * 60 + begun[1] + half for half in (0, 720)]
    start = max((s for s in starts if s < end), default=None)
    if start is None:
        return last
    head, tail = last.value[: ends.start()], last.value[ends.end() :]
    first = f"{head}T{start // 60:02d}:{start % 60:02d}{tail}"
    return replace(last, value=first, until=last.value)


_MINUTES = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}


def _spoken(f: Found, c: Context) -> Value | None:
    """ "half past six in the morning"; without the part of the day the words fix no clock."""
    hour = read(f.groups["sch"])
    if hour is None:
        return None
    part = (f.groups.get("scp") or f.groups["scq"]).lower()
    minutes = int(hour.value) % 12 * 60 + 720 * (part != "morning")
    step = _MINUTES[f.groups["scm"].lower()]
    minutes += step if f.groups["scw"].lower() == "past" else -step
    minutes %= 1440
    near = c.day_nearby
    head = f.groups.get("scd", "").lower()
    if head in ("this", "yesterday"):
        near = shifted(-1 if head == "yesterday" else 0, c)
    elif head:
        near = on_weekday(cal.weekday_number(head), way(c), c)
    base = near.value[:10] if near else c.day.isoformat() if c.day else "XXXX-XX-XX"
    clock = f"T{minutes // 60:02d}:{minutes % 60:02d}"
    year = near.year if near else Basis.UNKNOWN
    return Value("TIME", base + clock, None, None, year, ("clock",))


def _hour(f: Found, c: Context) -> Value | None:
    """ "Eight in the morning", "at around 10", "between 7 and 7:11": the hour, of the morning where
    nothing else is said."""
    g = f.groups
    words = g.get("wch") or g.get("bh") or g["bh2"]
    hour = read(words)
    if hour is None:
        return None
    late = "wcn" in g or g.get("wcp", "morning").lower() != "morning"
    near = c.day_nearby
    base = near.value[:10] if near else c.day.isoformat() if c.day else "XXXX-XX-XX"
    value = f"{base}T{int(hour.value) % 12 + 12 * late if late else int(hour.value):02d}:00"
    year = near.year if near else Basis.UNKNOWN
    return Value("TIME", value, None, None, year, ("clock",))


def _clock_part(f: Found, c: Context) -> Value | None:
    """ "at 5 this morning", "at 9 the next morning", "at 8:15 on Monday morning"."""
    g = f.groups
    spelled = read(g["kh"]) if g["kh"].isalpha() else None
    found = (int(spelled.value), 0) if spelled else cal.clock_of(g["kh"])
    if found is None or not 1 <= found[0] <= 12:
        return None
    hour = found[0] % 12 + (0 if g["kp"].lower() == "morning" else 12)
    head = " ".join(g["kd"].lower().split())
    said = c.memory.value or ""
    said = said[:10] if re.match(r"\d{4}-\d\d-\d\d", said) else ""
    if head in ("this", "yesterday", "tomorrow"):
        day = shifted({"this": 0, "yesterday": -1, "tomorrow": 1}[head], c)
    elif head.startswith("the") or head == "that":
        step = 1 if head in ("the next", "the following") else 0
        if said:
            moved = date.fromisoformat(said) + timedelta(days=step)
            day = Value("DATE", moved.isoformat())
        else:
            day = replace(shifted(step, c), year=Basis.UNKNOWN)
    else:
        day = on_weekday(cal.weekday_number(head), way(c), c)
    value = f"{day.value[:10]}T{hour:02d}:{found[1]:02d}"
    return Value("TIME", value, day.deixis, None, day.year, ("day", "clock"))


RULES: dict[str, Rule] = {
    "clock_part": _clock_part,
    "spoken_clock": _spoken,
    "clock_run": _clock_run,
    "worded_clock": _hour,
    "bare_hour": _hour,
    "two_clocks": _clock,
    "clock": _clock,
    "clock_day": _clock,
    "day_clock": _clock,
}
