"""Expressions that stand for one interval together.

1. "January or February" is one of two, "between 2014 and 2016" and "Monday to Wednesday" run from
   the first to the last, "Thursday and Friday" are one stretch of days.
2. "The first nine months of 2023", "the last three weeks of May": the count is a duration, the year
   or month a date, and the interval of both is the counted part.
3. "May, June and July 2024": a list takes the year that its end states.
4. "From 9 p.m. to 5 a.m." without a day comes every night and has no date.
5. "Three days before Christmas": the duration stands for the day that far from the date.
6. "4:30 and 5:10 p.m.": a bare clock takes the half of the day that the next one states.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.model import Basis, Precision, TimeSpan, When, add_months, month_end

_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})
_LIST = frozenset({",", "and", "or", ", and", "to", "through", "until", "till", "-", "–", "/"})
_CALENDAR = frozenset({Precision.YEAR, Precision.MONTH, Precision.DAY})
_ENDED = frozenset({"to", "ended", "ending", "to the end of"})
_EDGE = re.compile(r"\b(?:first|last|final|early|opening|closing|dying|initial)\b")
_COUNTED = re.compile(r"(?:the\s+)?(first|last|final)\b.*\b(day|week|month)s?$", re.I)


def joined(
    text: str, spans: Sequence[TimeSpan], named: frozenset[int] = frozenset()
) -> tuple[TimeSpan, ...]:
    """The same expressions, those that stand together with one interval.

    `named` are the places of expressions whose year the words beside them name.
    """
    out = list(spans)
    handed = set(named)
    for n in range(len(out) - 2, -1, -1):  # 3. from the end, so that a list hands its year on
        given = _year_of_list(text, out[n], out[n + 1], n + 1 in handed)
        if given is not out[n]:
            out[n] = given
            handed.add(n)
        out[n] = _half_of_day(text, out[n], out[n + 1])  # 6.
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        between = text[a.span.end : b.span.start].strip().lower()
        counted = _counted(text, a, b) if between in ("of", "in") else None  # 2.
        counted = counted or (_ended(text, a, b) if between in _ENDED else None)
        away = _away(text, a, b) or _same_day(text, a, b)  # 5.
        if away is not None:
            out[n] = replace(a, when=away)
            continue
        if counted is not None:
            out[n], out[n + 1] = replace(a, when=counted), replace(b, when=counted)
            if n + 2 < len(out):
                out[n + 2] = _same_part(out[n + 2], counted)
            continue
        if between in _TO and _nightly(a, b):  # 4.
            nightly = _without_day(a, text[a.span.start : b.span.end])
            out[n], out[n + 1] = nightly, replace(b, when=nightly.when)
            continue
        listed = n > 0 and _listed(text, out[n - 1], a)
        lead = text[max(0, a.span.start - 9) : a.span.start].lower().split()
        pair = _pair(a, b, between, lead, listed)  # 1.
        if pair is not None:
            joint = replace(pair, original=text[a.span.start : b.span.end])
            out[n], out[n + 1] = replace(a, when=joint), replace(b, when=joint)
    return tuple(out)


_BARE_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?")
_LATE = re.compile(r"p\.?\s?m\b|afternoon|evening|at night", re.IGNORECASE)


def _half_of_day(text: str, a: TimeSpan, b: TimeSpan) -> TimeSpan:
    """6. A bare clock before one that names the half of the day: "4:30 and 5:10 p.m."."""
    between = text[a.span.end : b.span.start].strip().lower()
    ends = re.match(r"(\d{4}-\d\d-\d\d|XXXX-XX-XX)T(\d\d):(\d\d)", a.value)
    if between not in (",", "and", "or", ", and", "to", "-", "–") or ends is None:
        return a
    half = _LATE.search(b.span.of(text)) or _LATE.match(text[b.span.end :].lstrip())
    if half is None or not _BARE_CLOCK.fullmatch(a.span.of(text).strip()) or int(ends[2]) >= 12:
        return a
    clock = f"{ends[1]}T{int(ends[2]) + 12:02d}:{ends[3]}"
    later = re.search(r"T\d\d:\d\d", b.value)
    if later is None or clock[10:] >= later[0]:
        return a
    fixed = a.when.earliest is not None
    when = replace(a.when, earliest=clock, latest=clock) if fixed else a.when
    return replace(a, value=clock, when=when)


def _pair(a: TimeSpan, b: TimeSpan, between: str, lead: list[str], listed: bool) -> When | None:
    """1. The interval that two neighbours share, or None where they stand for themselves."""
    choice = between in ("or", "/")
    run = between in _TO or (between == "and" and lead[-1:] == ["between"])
    run = run and (between not in ("until", "till") or lead[-1:] == ["from"])
    if run:
        a, b = _of_one_week(*_of_one_year(a, b))
    if not listed and between == "and" and a.rule == b.rule and _adjacent(a.when, b.when):
        run = True
    if choice and a.when.precision in (Precision.YEAR, Precision.DAYPART):
        return None  # two stated years, and parts of two days, stand for themselves
    if not (choice or run) or not _orderly(a.when, b.when):
        return None
    if choice and a.when.precision is not b.when.precision:
        return None
    pairs = tuple((w.earliest or "", w.latest or "") for w in (a.when, b.when))
    coarse = next((w.when.precision for p in (Precision.YEAR, Precision.MONTH) for w in (a, b)
                   if w.when.precision is p), a.when.precision)  # fmt: skip
    return replace(
        a.when, latest=b.when.latest, precision=coarse, alternatives=pairs if choice else ()
    )


def _counted(text: str, a: TimeSpan, b: TimeSpan) -> When | None:
    """2. The first or last days, weeks or months of a year or month."""
    words = _COUNTED.match(a.span.of(text))
    vague = re.fullmatch(r"PX[DWM]", a.value)
    if vague and _EDGE.search(text[max(0, a.span.start - 12) : a.span.end].lower()):
        return b.when  # "the last days of May"
    count = re.fullmatch(r"P(\d+)([DWM])", a.value)
    first, last = b.when.earliest, b.when.latest
    if not words or not count or b.when.alternatives or not first or not last:
        return None
    if len(first) != 10 or b.when.precision not in (Precision.YEAR, Precision.MONTH):
        return None
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    number = int(count[1])
    if count[2] == "M":
        if b.when.precision is not Precision.YEAR or number > 11:
            return None
        if words[1].lower() == "first":
            end = month_end(start.year, number)
        else:
            start = add_months(start, 12 - number)
    else:
        days = timedelta(days=number * (7 if count[2] == "W" else 1))
        if start + days > end:
            return None
        if words[1].lower() == "first":
            end = start + days - timedelta(days=1)
        else:
            start = end - days + timedelta(days=1)
    return replace(b.when, earliest=start.isoformat(), latest=end.isoformat(),
                   original=text[a.span.start : b.span.end])  # fmt: skip


def _same_part(c: TimeSpan, counted: When) -> TimeSpan:
    """2. "The first nine months, against the same period last year": the same part of that year."""
    when = c.when
    if c.rule != "time: same_period" or when.precision is not Precision.YEAR or not when.earliest:
        return c
    first, last = counted.earliest or "", counted.latest or ""
    if first[:4] != last[:4] or len(last) != 10:
        return c
    year = int(when.earliest[:4])
    day = min(int(last[8:]), month_end(year, int(last[5:7])).day)
    first, last = f"{year}{first[4:]}", f"{year}{last[4:8]}{day:02d}"
    return replace(c, when=replace(when, earliest=first, latest=last, precision=counted.precision))


def _ended(text: str, a: TimeSpan, b: TimeSpan) -> When | None:
    """2. "The three months to September", "the year ended March 31": the time up to an end."""
    year = a.rule == "time: whole" and a.span.of(text).lower() == "the year"
    count = re.fullmatch(r"P(\d+)([MY])", "P1Y" if year else a.value)
    last = b.when.latest
    if (
        (a.type != "DURATION" and not year)
        or not count
        or b.when.alternatives
        or not last
        or len(last) != 10
    ):
        return None
    end = date.fromisoformat(last)
    if b.when.precision not in (Precision.MONTH, Precision.DAY) or b.when.earliest is None:
        return None
    months = int(count[1]) * (12 if count[2] == "Y" else 1)
    if end != month_end(end.year, end.month) or months > 12:
        return None
    start = add_months(end.replace(day=1), 1 - months)
    return replace(b.when, earliest=start.isoformat(), latest=last,
                   original=text[a.span.start : b.span.end])  # fmt: skip


_ANCHOR = re.compile(
    r"(?:(?:the|a|an|its|his|her|their)(?:\s+[\w-]+){0,4}|(?:[\w-]+\s+){1,4}?(?:of|on|in))?", re.I
)
_SCALES = {"D": "day", "W": "week", "M": "month", "Y": "year"}


def _away(text: str, a: TimeSpan, b: TimeSpan) -> When | None:
    """5. "Three days before Christmas", "two weeks after the March 3 vote", "ten days after the
    attack on 7 October", "a year after the summit in June 2018": as far from the date as the words
    say; a month or year away is a calendar month or year."""
    words = re.search(r"\b(before|after)$", a.span.of(text), re.I)
    count = re.fullmatch(r"P(\d+)([DWMY])", a.value)
    first, last = b.when.earliest, b.when.latest
    if not words or not count or not first or not last or len(first) != 10 or len(last) != 10:
        return None
    if b.when.alternatives or not _ANCHOR.fullmatch(text[a.span.end : b.span.start].strip()):
        return None
    steps = int(count[1]) * (-1 if words[1].lower() == "before" else 1)
    moved = _moved(date.fromisoformat(first), b.when.precision, steps, _SCALES[count[2]])
    if moved is None:
        return None
    value, precision = moved
    return replace(b.when, earliest=value[0].isoformat(), latest=value[1].isoformat(),
                   precision=precision, original=text[a.span.start : b.span.end])  # fmt: skip


_APPOSED = re.compile(r",\s+(?:on|in)\s+(?:the\s+)?")


def _same_day(text: str, a: TimeSpan, b: TimeSpan) -> When | None:
    """5. "Four days later, on 4 January": the date says which day that was."""
    counted = a.rule == "time: ago" and re.search(r"\b(?:later|earlier)$", a.span.of(text), re.I)
    dated = b.when.precision in (Precision.DAY, Precision.MONTH) and b.type == "DATE"
    if not counted or not dated or not _APPOSED.fullmatch(text, a.span.end, b.span.start):
        return None
    return replace(b.when, original=text[a.span.start : b.span.end])


def _moved(
    day: date, precision: Precision, steps: int, unit: str
) -> tuple[tuple[date, date], Precision] | None:
    """The days that lie `steps` units from a day, month or year; None where the unit is finer."""
    if unit in ("day", "week"):
        if precision is not Precision.DAY:
            return None
        moved = day + timedelta(days=steps * (7 if unit == "week" else 1))
        slack = timedelta(days=3 if unit == "week" else 0)
        return (moved - slack, moved + slack), precision
    if precision is Precision.YEAR and unit == "year":
        return (date(day.year + steps, 1, 1), date(day.year + steps, 12, 31)), precision
    if precision not in (Precision.DAY, Precision.MONTH):
        return None
    month = add_months(day, steps * (12 if unit == "year" else 1))
    return (month.replace(day=1), month_end(month.year, month.month)), Precision.MONTH


def _nightly(a: TimeSpan, b: TimeSpan) -> bool:
    """ "From 9 p.m. to 5 a.m." of no day: hours that come every night."""
    parts = [t.value.partition("T") for t in (a, b)]
    days = any("day" in dict(t.when.basis) and dict(t.when.basis)["day"] is Basis.STATED
               for t in (a, b))  # fmt: skip
    clocks = a.rule == b.rule == "time: clock" and not days
    return clocks and parts[0][0] == parts[1][0] and parts[0][2] > parts[1][2]


def _without_day(a: TimeSpan, words: str) -> TimeSpan:
    return replace(a, when=replace(a.when, earliest=None, latest=None, basis=(), original=words))


def _listed(text: str, a: TimeSpan, b: TimeSpan) -> bool:
    return text[a.span.end : b.span.start].strip() == "," and a.rule == b.rule


_PART = r"-(?:\d\d(?:-\d\d)?|SP|SU|FA|WI|Q[1-4])"


def _year_of_list(text: str, a: TimeSpan, b: TimeSpan, handed: bool) -> TimeSpan:
    """3. A month, day, season or quarter without a year before one that has it; a run that would
    go backwards begins a year earlier ("from November to February of last year")."""
    between = text[a.span.end : b.span.start].strip().lower()
    bare = re.fullmatch(rf"(?:\d{{4}}|XXXX)({_PART})", a.value)
    ends = re.fullmatch(rf"(\d{{4}})({_PART})", b.value)
    if between not in _LIST or not bare or not ends:
        return a
    stated = handed or dict(b.when.basis).get("year") is Basis.STATED
    if not stated or len(bare[1]) != len(ends[2]):
        return a
    if dict(a.when.basis).get("year") is Basis.STATED:
        return a
    value = ends[1] + bare[1]
    if (cal.bounds(value)[0] or "") >= (cal.bounds(b.value)[0] or ""):
        if between not in _TO or not handed:
            return a
        value = f"{int(ends[1]) - 1}{bare[1]}"
    first, last, precision = cal.bounds(value)
    basis = tuple((part, Basis.INFERRED if part == "year" else how) for part, how in a.when.basis)
    if not basis:
        basis = (("year", Basis.INFERRED),)
    when = replace(a.when, earliest=first, latest=last, precision=precision, alternatives=(),
                   basis=basis)  # fmt: skip
    return replace(a, value=value, when=when)


def _of_one_year(a: TimeSpan, b: TimeSpan) -> tuple[TimeSpan, TimeSpan]:
    """ "Between January and May 2008" is of one year; of the years that remain open for the end of
    a run, the first one behind its beginning is meant."""
    month = re.fullmatch(r"(?:\d{4}|XXXX)(-\d\d(?:-\d\d)?)", a.value)
    year = re.match(r"\d{4}-\d\d", b.value)
    stated = dict(b.when.basis).get("year") is Basis.STATED
    if month and year and stated and dict(a.when.basis).get("year") is not Basis.STATED:
        first, last, precision = cal.bounds(b.value[:4] + month[1])
        a = replace(a, when=replace(a.when, earliest=first, latest=last, precision=precision,
                                    alternatives=()))  # fmt: skip
    start = a.when.latest or ""
    ends = [pair for pair in b.when.alternatives if pair[0] > start]
    if start and not a.when.alternatives and ends:
        b = replace(b, when=replace(b.when, earliest=ends[0][0], latest=ends[0][1],
                                    alternatives=()))  # fmt: skip
    return a, b


def _of_one_week(a: TimeSpan, b: TimeSpan) -> tuple[TimeSpan, TimeSpan]:
    """ "From Monday to Friday", said on a Wednesday: the end is the weekday after the beginning; a
    run that is over begins a week earlier, one to come ends a week later."""
    ways = [re.fullmatch(r"weekday:\d:(\w+)", t.deixis or "") for t in (a, b)]
    first, last = a.when.earliest, b.when.earliest
    if not (ways[0] and ways[1] and first and last):
        return a, b
    if ways[0][1] == "past" and ways[1][1] == "future" and len(first) == len(last):
        begun, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        end = begun + timedelta(days=(end - begun).days % 7)
        last = end.isoformat() + last[10:]
        return a, replace(b, when=replace(b.when, earliest=last, latest=last))
    if first <= last or len(first) != 10 or len(last) != 10:
        return a, b
    if ways[1][1] == "future":
        later = (date.fromisoformat(last) + timedelta(days=7)).isoformat()
        return a, replace(b, when=replace(b.when, earliest=later, latest=later))
    earlier = (date.fromisoformat(first) - timedelta(days=7)).isoformat()
    return replace(a, when=replace(a.when, earliest=earlier, latest=earlier)), b


def _adjacent(a: When, b: When) -> bool:
    """Whether one interval begins where the other ends: "Thursday and Friday"."""
    if a.latest is None or b.earliest is None or len(a.latest) != 10 or len(b.earliest) != 10:
        return False
    return date.fromisoformat(a.latest) + timedelta(days=1) == date.fromisoformat(b.earliest)


def _orderly(a: When, b: When) -> bool:
    """Whether two intervals are of one precision, or both of the calendar ("between January and
    June 30"), the second after the first."""
    if a.earliest is None or b.earliest is None or b.latest is None or a.alternatives:
        return False
    alike = a.precision is b.precision or {a.precision, b.precision} <= _CALENDAR
    return alike and not b.alternatives and a.earliest < b.earliest
