"""Time expressions: TIMEX3 type and value (TimeML 1.2), and the interval they stand for.

1. Find expressions by a table of patterns, most specific first.
2. Give each a direction by the tense of its governing verb.
3. Resolve to a value against the publication day, or against the date named last for words such as
   "the following year"; without either the value keeps X's and the interval stays open.
4. Make the interval with its parts marked stated or inferred; a clock takes the day its sentence
   names. Parts of a day or month and open sides ("since", "by") shape the interval, not the
   value. Join "in January or February", "between 3 and 5 May".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.times import calendar as cal
from dateline.annotate.times import edges
from dateline.annotate.times.direction import direction, hangs_on_verb, leads_ahead
from dateline.annotate.times.expressions import Found, find
from dateline.annotate.times.resolve import value_of
from dateline.annotate.times.values import Context, Memory, Value
from dateline.model import (
    Basis,
    Parse,
    Precision,
    Published,
    Span,
    TimeSpan,
    Token,
    When,
)
from dateline.reference import zones

_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|approx\.?|circa|near|shortly (?:before|after))\s+$",
    re.I,
)


_NAMED_DAYS = frozenset(
    {"Black", "Bloody", "Good", "Holy", "Super", "Palm", "Ash", "Cyber", "Casual"}
)


def annotate(parse: Parse, published: Published | None) -> tuple[TimeSpan, ...]:
    """Time expressions of a text in order."""
    day = published.day if published else None
    anchor = f"published {published.original}" if published else None
    read: dict[int, tuple[Found, Value]] = {}
    ways: dict[int, str] = {}
    clocks: list[tuple[int, Found, Context, int]] = []
    memory = Memory()
    days: dict[int, Value] = {}
    for n, found in enumerate(find(parse.text)):  # 1.
        tokens = parse.tokens_in(Span(found.start, found.end))
        if not tokens or _is_name(parse, tokens, found):
            continue
        way = ways[n] = direction(parse, tokens)  # 2.
        context = Context(
            day,
            way,
            parse.text,
            memory,
            leads_ahead(parse, tokens[0]),
            hangs_on_verb(parse, tokens),
        )
        if found.name in ("clock", "spoken_clock"):
            clocks.append((n, found, context, tokens[0].sentence))
            continue
        value = value_of(found, context)  # 3.
        if value is not None:
            read[n] = (found, value)
            memory = _remember(memory, found, value, day)
            if value.type in ("DATE", "TIME") and len(value.value) >= 10 and not value.either:
                days.setdefault(tokens[0].sentence, value)
    for n, found, context, sentence in clocks:
        near = days.get(sentence)
        value = value_of(found, replace(context, day_nearby=near if _is_day(near) else None))
        if value is not None:
            read[n] = (found, value)
    out = [_span(parse.text, *read[n], anchor, day) for n in sorted(read)]  # 4.
    joined = _joined(parse.text, out)
    return tuple(
        t if t.when is not old.when
        else replace(t, when=edges.opened(parse.text, read[n][0], t.when, ways[n] == "future"))
        for n, t, old in zip(sorted(read), joined, out, strict=True)
    )  # fmt: skip


def _is_day(value: Value | None) -> bool:
    return value is not None and re.match(r"\d{4}-\d\d-\d\d", value.value) is not None


def _remember(memory: Memory, found: Found, value: Value, day: date | None) -> Memory:
    """The date and the period that later words may count from."""
    if value.type not in ("DATE", "TIME") or not re.match(r"\d{4}(?:$|-)", value.value):
        return memory
    if value.year is Basis.UNKNOWN or found.name in ("ago_word",):
        return memory
    if found.name == "ago":
        return replace(memory, value=value.value)
    period = memory.period
    over = cal.bounds(value.value)[1]
    if over is None or day is None or over > day.isoformat():
        return Memory(value.value, period)
    if re.match(r"\d{4}-Q[1-4]$", value.value) and "year-" not in found.groups.get("qr", ""):
        again = found.name == "whole" and period is not None
        if not again and (found.name != "rel_quarter" or "rq" in found.groups):
            period = value.value
    elif re.match(r"\d{4}(?:-\d\d)?$", value.value) and found.name in ("months_only", "month_year"):
        period = value.value
    return Memory(value.value, period)


def _is_name(parse: Parse, tokens: list[Token], found: Found) -> bool:
    """Parts of names: "USA Today", "Black Friday", "Friday Night Lights", "April Glaspie"."""
    before = parse.tokens[tokens[0].i - 1] if tokens[0].i else None
    if found.name == "deictic" and before is not None and before.text in ("USA", "Russia"):
        return True
    if found.name == "year" and tokens[0].dep == "nummod" and before is not None:
        # "fired 2019 shells" counts, "the 1992 protests" dates.
        return before.pos == "VERB"
    if found.name in ("months_only", "weekday", "deictic", "season"):
        last = tokens[-1]
        if (
            last.entity in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC")
            and last.pos == "PROPN"
        ):
            joined = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
            return joined is not None and joined.entity == last.entity and joined.pos == "PROPN"
        if before is not None and before.text in _NAMED_DAYS and found.name == "weekday":
            return True
    return False


def _span(text: str, found: Found, value: Value, anchor: str | None, day: date | None) -> TimeSpan:
    span = Span(found.start, found.end)
    when = edges.shaped(text, found, value, _when(span.of(text), value, anchor), day)
    about = _ABOUT.search(text[max(0, span.start - 18) : span.start])
    if about:
        when = replace(when, approximator=" ".join(about.group().lower().split()))
    return TimeSpan(
        span, value.type, value.value, when, value.deixis, value.mod, f"time: {found.name}"
    )


def _when(words: str, value: Value, anchor: str | None) -> When:
    """The interval of a value; open where the words fix no date."""
    earliest = latest = None
    precision = Precision.OPEN
    clock = "clock" in value.parts
    if value.type in ("DATE", "TIME") and (
        value.year is not Basis.UNKNOWN or value.either or clock
    ):
        earliest, latest, precision = cal.bounds(value.value)
    alternatives: tuple[tuple[str, str], ...] = ()
    if value.either:
        both = [cal.bounds(v) for v in value.either]
        alternatives = tuple((b[0] or "", b[1] or "") for b in both)
        earliest, latest = alternatives[0][0], alternatives[-1][1]
    elif value.days is not None:
        earliest, latest = value.days
        precision = precision if precision is not Precision.OPEN else Precision.YEAR
    elif value.until is not None and earliest is not None:
        latest = cal.bounds(value.until)[1] or latest
    zone, basis = _zone(value.zone)
    offset = value.offset
    if zone and earliest and len(earliest) == 16:
        offset = zones.offset_minutes(zone, earliest)
    elif offset is not None:
        basis = Basis.STATED
    marks: list[tuple[str, Basis]] = []
    if earliest is not None:
        if not earliest.startswith("T"):
            marks.append(("year", value.year))
        marks += [(part, Basis.STATED) for part in value.parts]
        if clock and "day" not in value.parts and not earliest.startswith("T"):
            marks.append(("day", value.year if value.year is Basis.UNKNOWN else Basis.INFERRED))
        if zone or offset is not None:
            marks.append(("zone", basis))
    inferred = earliest is not None and value.year is not Basis.STATED
    return When(
        earliest, latest, precision, words, zone, offset, basis, None,
        anchor if inferred else None, alternatives,
        value.value if value.type == "SET" else None, tuple(marks),
    )  # fmt: skip


def _zone(words: str | None) -> tuple[str | None, Basis]:
    if not words:
        return None, Basis.UNKNOWN
    name = zones.named(words.strip(" ()"))
    return name, Basis.STATED if name else Basis.UNKNOWN


_TO = frozenset({"to", "through", "until", "till", "-", "–", "—"})


def _joined(text: str, spans: list[TimeSpan]) -> tuple[TimeSpan, ...]:
    """Two expressions that stand for one interval both get it.

    "January or February" is one of two, "between 2014 and 2016" and "Monday to Wednesday" run from
    the first to the last.
    """
    out = list(spans)
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        between = text[a.span.end : b.span.start].strip().lower()
        lead = text[max(0, a.span.start - 9) : a.span.start].lower().split()
        choice = between == "or"
        run = between in _TO or (between == "and" and lead[-1:] == ["between"])
        run = run and (between not in ("until", "till") or lead[-1:] == ["from"])
        if run:
            a, b = _of_one_year(a, b)
        run = run or (between == "and" and a.rule == b.rule and _adjacent(a.when, b.when))
        if choice and a.when.precision in (Precision.YEAR, Precision.DAYPART):
            continue  # two stated years, and parts of two days, stand for themselves
        if not (choice or run) or not _orderly(a.when, b.when):
            continue
        pairs = tuple((w.earliest or "", w.latest or "") for w in (a.when, b.when))
        joint = replace(
            a.when, latest=b.when.latest, original=text[a.span.start : b.span.end],
            alternatives=pairs if choice else (),
        )  # fmt: skip
        out[n], out[n + 1] = replace(a, when=joint), replace(b, when=joint)
    return tuple(out)


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


def _adjacent(a: When, b: When) -> bool:
    """Whether one interval begins where the other ends: "Thursday and Friday"."""
    if a.latest is None or b.earliest is None or len(a.latest) != 10 or len(b.earliest) != 10:
        return False
    return date.fromisoformat(a.latest) + timedelta(days=1) == date.fromisoformat(b.earliest)


def _orderly(a: When, b: When) -> bool:
    """Whether two intervals are of one precision, the second after the first."""
    if a.earliest is None or b.earliest is None or b.latest is None or a.alternatives:
        return False
    return a.precision is b.precision and not b.alternatives and a.earliest < b.earliest
