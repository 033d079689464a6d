"""Durations, sets and vague references."""

from __future__ import annotations

import re

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.dates import part_mod
from dateline.annotate.times.expressions import Found
from dateline.annotate.times.periods import the_quarter
from dateline.annotate.times.relative import said_day, unit_value
from dateline.annotate.times.values import Context, Rule, Value
from dateline.model import WEEKDAYS, Basis

_MODS = (
    ("more than", "MORE_THAN"), ("over", "MORE_THAN"), ("less than", "LESS_THAN"),
    ("under", "LESS_THAN"), ("at least", "EQUAL_OR_MORE"), ("up to", "EQUAL_OR_LESS"),
    ("at most", "EQUAL_OR_LESS"), ("about", "APPROX"), ("nearly", "APPROX"), ("almost", "APPROX"),
    ("around", "APPROX"), ("roughly", "APPROX"), ("approximately", "APPROX"),
)  # fmt: skip
_RATED = frozenset({"time", "percent", "dollar", "million", "billion", "barrel", "flight", "unit",
                    "seat", "hour", "ton", "cent", "mile", "job", "pound"})  # fmt: skip


def _duration(f: Found, c: Context) -> Value | None:
    words = c.text[f.start : f.end].lower()
    unit = f.groups["du"]
    count_words = f.groups["dn"]
    stem = cal.unit_stem(unit)
    if f.groups["dash"] == "-" and unit.lower().endswith("s"):
        return None
    # "44-year-old", "52 years old": an age, which TIMEX3 corpora do not mark (38 of 38 in dev).
    if words.endswith("old") or re.match(r"-olds?\b|\s+old\b", c.text[f.end : f.end + 6]):
        return None
    if "dap" in f.groups or (
        unit.lower().startswith("second") and count_words.lower() in ("a", "one")
    ):
        return None
    single = count_words.lower() in ("a", "an", "one")
    if single and stem == "quarter" and re.match(r"\s+of\b", c.text[f.end : f.end + 4]):
        return None
    if count_words.lower() in ("a", "an") and _is_rate(f, c):
        return None
    if count_words.lower() == "one" and stem == "day" and c.direction == "future":
        return Value("DATE", "FUTURE_REF")
    half = (
        "dhalf" in f.groups or words.endswith("and a half") or "and a half" in count_words.lower()
    )
    count = cal.count_of(re.sub(r"\s+and\s+a\s+half$", "", count_words, flags=re.I))
    mod = next((name for lead, name in _MODS if words.startswith(lead)), None)
    return Value("DURATION", cal.duration(count, unit, half), mod=mod)


def _is_rate(f: Found, c: Context) -> bool:
    """ "four flights a week", "$1.76 a year": how often, not how long."""
    before = c.before(f, 24)
    if not before or c.text[f.start : f.start + 1].lower() != "a":
        return False
    last = before[-1].strip("($")
    stem = last.rstrip("s")
    return stem in _RATED or last[-1:].isdigit() or (
        len(before) > 1 and before[-2].strip("$(,").replace(",", "").isdigit()
    )  # fmt: skip


def _span_of(f: Found, c: Context) -> Value:
    words = f.groups["sn"]
    return Value("DURATION", cal.duration(cal.count_of(words), f.groups["su"]))


def _past_unit(f: Found, c: Context) -> Value:
    unit = f.groups["pu"].lower()
    if unit == "weekend" and c.day:
        return Value("DATE", unit_value(c.day, unit, -1 if c.day.weekday() < 5 else 0))
    return Value("DURATION", cal.duration(1, unit))


def _plural_units(f: Found, c: Context) -> Value | None:
    before = c.before(f)
    hours = f.groups["vu"].lower() == "hours" and "vago" not in f.groups
    if hours and before[-1:] in (["small"], ["early"], ["wee"]):
        return None  # "the small hours of Tuesday" are part of that day
    if "vago" in f.groups:
        return Value("DATE", "PAST_REF")
    if before[-2:] == ["matter", "of"] or before[-2:-1] in (
        ["hundreds"],
        ["thousands"],
        ["dozens"],
    ):
        return None
    return Value("DURATION", cal.duration(None, f.groups["vu"]))


_WEEKEND_AT_ANY_TIME = frozenset({
    "warrior", "warriors", "edition", "editions", "getaway", "home", "house", "retreat", "trip",
    "trips", "show", "shows", "editor", "anchor", "host", "work", "hours", "days", "nights",
    "guest", "guests", "visitors", "traffic", "service", "morning", "mornings", "sales", "grosses",
})  # fmt: skip


def _weekend_noun(f: Found, c: Context) -> Value | None:
    """ "his weekend outburst", "weekend attacks": the last weekend, the coming one where the verb
    looks ahead; "weekend shows" and "a weekend home" are of none."""
    before, behind = c.before(f, 16), re.match(r"\s+(\w+)", c.text[f.end : f.end + 20])
    if behind and behind[1].lower() in _WEEKEND_AT_ANY_TIME:
        return None
    if before[-1:] and (before[-1] in ("holiday", "long", "every", "each", "of", "per")
                        or before[-1][-1:].isdigit() or before[-1].endswith("day")):  # fmt: skip
        return None
    if c.day is None:
        return Value("DATE", "XXXX-WXX-WE")
    ahead = c.direction == "future" or c.day.weekday() > 5
    return Value("DATE", unit_value(c.day, "weekend", 0 if ahead else -1))


def _whole(f: Found, c: Context) -> Value | None:
    words = c.text[f.start : f.end].lower()
    unit = f.groups["wu"].lower()
    lead = "that" if " that " in words else words.split()[0]
    if lead in ("per", "each"):
        return Value("SET", cal.duration(1, unit))
    if lead == "the":
        return _the(unit, f, c)
    if lead in ("that", "same"):
        return _that(unit, f, c)
    if lead == "half":
        return Value("DURATION", "PT30M") if unit == "hour" else None
    return Value("DURATION", cal.duration(1, unit))


def _the(unit: str, f: Found, c: Context) -> Value | None:
    """ "over the weekend", "for the quarter", "later in the day", "the year ended March 31"."""
    behind = c.text[f.end : f.end + 14].lower()
    if re.match(r"\s+(?:that\s+)?end(?:ed|ing)\b", behind) and unit in ("year", "month", "week"):
        return Value("DURATION", cal.duration(1, unit))
    if c.day is None or unit not in ("year", "month", "week", "quarter", "day", "weekend"):
        return None
    if unit == "quarter":
        return the_quarter(f, c)
    if unit == "day" and re.match(r"\s+(?:before|after|when|that|he|she|they|it|the|of)\b", behind):
        return None
    if unit == "weekend":
        late = c.day.weekday() >= 5 or c.direction == "future"
        return Value("DATE", unit_value(c.day, unit, 0 if late else -1))
    told = c.memory.value or ""
    if unit == "month" and len(told) == 7 and c.before(f)[-1:] in (["during"], ["in"], ["for"]):
        return Value("DATE", told)  # "rose in January, with 40 fires during the month"
    said = said_day(c, unit) if unit in ("day", "year") else None
    if unit == "year" and said is not None and said.year != c.day.year:
        return Value("DATE", str(c.day.year), year=Basis.UNKNOWN)
    return Value("DATE", unit_value(c.day, unit, 0))


def _that(unit: str, f: Found, c: Context) -> Value | None:
    if unit == "quarter" and c.memory.period and "Q" in c.memory.period:
        return Value("DATE", c.memory.period)
    said = said_day(c, unit)
    if said is not None and unit in ("day", "week", "month", "year"):
        return Value("DATE", unit_value(said, unit, 0), mod=part_mod(f, c))
    return Value("DATE", "PAST_REF") if unit != "year" else None


def _every(f: Found, c: Context) -> Value | None:
    g = f.groups
    if "plural" in g:
        n = cal.weekday_number(re.sub(r"^on\s+", "", g["plural"], flags=re.I))
        return Value("SET", f"XXXX-WXX-{n + 1}")
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


# "Annual", "quarterly", "monthly" before a noun name a sort of thing more often than a set (dev: 1
# of 24 marked as SET), "daily" and "weekly" do not.
_REGULAR = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "yearly": "P1Y",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "bimonthly": "P2M",
}


def _regular(f: Found, c: Context) -> Value | None:
    value = _REGULAR.get(f.groups["rg"].lower())
    return Value("SET", value) if value else None


_NO_REFERENCE = frozenset({
    "present", "past", "earlier", "later", "long", "coming", "former", "future",
    "previously", "formerly", "ancient", "medieval", "eventually", "shortly", "once",
    "the time", "the long term", "long term", "long-term", "short-term", "short term", "presently",
})  # fmt: skip


def _reference(kind: str) -> Rule:
    def rule(f: Found, c: Context) -> Value | None:
        words = c.text[f.start : f.end].lower()
        before, behind = c.before(f), c.text[f.end : f.end + 8].lower()
        if words in _NO_REFERENCE:
            return None
        if words == "soon" and (before[-1:] == ["as"] or re.match(r"\s+after|-|\s+became", behind)):
            return None
        if words == "soon" and c.direction == "past":
            return None  # "was soon released": shortly after something, not to come
        if words == "at the time" and behind.startswith(" of"):
            return None
        if words in ("recent", "recently") and before[-1:] == ["most"]:
            return None
        if words == "now" and (behind.startswith("-") or re.match(r"\s+for\b", behind)):
            return None
        return Value("DATE", kind)

    return rule


RULES: dict[str, Rule] = {
    "duration": _duration, "span_of": _span_of, "past_unit": _past_unit,
    "plural_units": _plural_units, "weekend_noun": _weekend_noun,
    "whole": _whole, "every": _every, "regular": _regular,
    "now": _reference("PRESENT_REF"), "past_ref": _reference("PAST_REF"),
    "future_ref": _reference("FUTURE_REF"),
}  # fmt: skip
