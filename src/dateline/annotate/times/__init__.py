"""Time expressions: TIMEX3 type and value (TimeML 1.2), and the interval they stand for.

1. Find expressions by a table of patterns, most specific first.
2. Give each a direction by the tense of its governing verb.
3. Resolve to a value against the publication day, or against the date named last for words such as
   "the following year"; without either the value keeps X's and the interval stays open.
4. Make the interval with its parts marked stated or inferred; a clock takes the day its sentence
   names. Parts of a day or month and open sides ("since", "by") shape the interval, not the
   value. Neighbours that stand for one interval share it (`joins`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.annotate.times import calendar as cal
from dateline.annotate.times import edges, listed, named_years
from dateline.annotate.times.direction import runs_on
from dateline.annotate.times.expressions import Found, find
from dateline.annotate.times.joins import joined
from dateline.annotate.times.resolve import value_of
from dateline.annotate.times.telling import Telling
from dateline.annotate.times.values import Context, Value
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
    r"(?:about|around|roughly|approximately|approx\.?|circa|near|"
    r"(?:just|shortly|right) (?:before|after))\s+$",
    re.I,
)


_BESIDE = re.compile(r",?\s+(?:on\s+)?")
_NAMED_DAYS = frozenset(
    {"Black", "Bloody", "Good", "Holy", "Super", "Palm", "Ash", "Cyber", "Casual"}
)


def annotate(parse: Parse, published: Published | None) -> tuple[TimeSpan, ...]:
    """Time expressions of a text in order."""
    day = published.day if published else None
    anchor = f"published {published.original}" if published else None
    read: dict[int, tuple[Found, Value]] = {}
    clocks: list[tuple[int, Found, Context, int]] = []
    told = Telling(parse, day)
    ahead: set[int] = set()
    founds = list(listed.apart(parse.text, find(parse.text)))  # 1.
    named, taken = named_years.beside(parse.text, founds)
    for n, found in enumerate(founds):
        tokens = parse.tokens_in(Span(found.start, found.end))
        if not tokens or (n in taken and n - 1 in read) or _is_name(parse, tokens, found):
            continue
        context = told.context(tokens)  # 2.
        if context.direction == "future" or runs_on(parse, tokens):
            ahead.add(n)
        if found.name in ("clock", "spoken_clock", "clock_run"):
            clocks.append((n, found, context, tokens[0].sentence))
            continue
        if n in named:
            phrase = founds[named[n]]
            context = named_years.with_year(context, phrase, value_of(phrase, context))
            found = replace(found, end=max(found.end, phrase.end))
        value = named_years.settled(value_of(found, context), context)  # 3.
        if value is not None:
            value = told.doubted(found, value, context, tokens)
            read[n] = (found, value)
            told.keep(found, value, context, tokens)
    _read_clocks(parse.text, clocks, read, told.days)
    out = [_span(parse.text, *read[n], anchor, day) for n in sorted(read)]  # 4.
    by_words = frozenset(k for k, n in enumerate(sorted(read)) if n in named)
    together = joined(parse.text, out, by_words)
    return tuple(
        t if t.when is not old.when
        else replace(t, when=edges.opened(parse.text, read[n][0], t.when, n in ahead, day))
        for n, t, old in zip(sorted(read), together, out, strict=True)
    )  # fmt: skip


def _read_clocks(
    text: str,
    clocks: list[tuple[int, Found, Context, int]],
    read: dict[int, tuple[Found, Value]],
    days: dict[int, Value],
) -> None:
    """Clocks take the day right behind them ("at 7 p.m. local time on Friday"), else the first
    that their sentence names, else, in the past, the first of the sentence before."""
    for n, found, context, sentence in clocks:
        beside = read.get(n + 1)
        stated = (
            beside is not None
            and _is_day(beside[1])
            and _BESIDE.fullmatch(text, found.end, beside[0].start) is not None
        )
        near = beside[1] if beside and stated else days.get(sentence)
        if near is None and context.direction == "past" and context.day is not None:
            told = days.get(sentence - 1)  # "It was fired at 2 p.m. on Monday. It fell at 3 p.m."
            over = told is not None and told.value[:10] <= context.day.isoformat()
            near = told if over else None
        near = near if _is_day(near) else None
        value = value_of(found, replace(context, day_nearby=near, day_beside=stated))
        if value is not None:
            read[n] = (found, value)


def _is_day(value: Value | None) -> bool:
    return value is not None and re.match(r"\d{4}-\d\d-\d\d", value.value) is not None


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
