"""Time expressions: TIMEX3 type and value (TimeML 1.2), and the interval they stand for.

1. Find expressions by a table of patterns, most specific first.
2. Give each a direction by the tense of its governing verb.
3. Resolve to a value against the publication day; without one the value keeps X's.
4. Make the interval with its parts marked stated or inferred; join "in January or February".
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.annotate.times import calendar as cal
from dateline.annotate.times.expressions import Found, find
from dateline.annotate.times.resolve import Context, Value, value_of
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

_FUTURE_AUX = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_MODAL = frozenset({"may", "might", "could", "would", "should", "can", "must"})
_AHEAD = frozenset({
    "plan", "expect", "schedule", "intend", "aim", "due", "set", "slate", "hope", "prepare",
    "predict", "forecast", "propose", "agree", "vow", "pledge", "promise", "want", "decide",
})  # fmt: skip
_ABOUT = re.compile(
    r"(?:about|around|roughly|approximately|approx\.?|circa|near|shortly (?:before|after))\s+$",
    re.I,
)


def annotate(parse: Parse, published: Published | None) -> tuple[TimeSpan, ...]:
    """Time expressions of a text in order."""
    day = published.day if published else None
    anchor = f"published {published.original}" if published else None
    out = []
    for found in find(parse.text):  # 1.
        tokens = parse.tokens_in(Span(found.start, found.end))
        if not tokens or _is_name(parse, tokens, found):
            continue
        direction = _direction(parse, tokens[-1])  # 2.
        value = value_of(found, Context(day, direction, parse.text))  # 3.
        if value is not None:
            out.append(_span(parse.text, found, value, anchor, day))  # 4.
    return _alternatives(parse.text, out)


def _is_name(parse: Parse, tokens: list[Token], found: Found) -> bool:
    """Parts of names: "USA Today", "Black Friday", "Friday Night Lights", "April Glaspie"."""
    if found.name in ("months_only", "weekday", "deictic", "season"):
        last = tokens[-1]
        if (
            last.entity in ("PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC")
            and last.pos == "PROPN"
        ):
            joined = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
            return joined is not None and joined.entity == last.entity and joined.pos == "PROPN"
        previous = parse.tokens[tokens[0].i - 1] if tokens[0].i else None
        return (
            previous is not None and previous.text in ("USA", "Russia") and found.name == "deictic"
        )
    return False


def _direction(parse: Parse, token: Token) -> str:
    """past, future or "" by the verb that governs a token."""
    for node in [token, *parse.ancestors(token.i)]:
        if node.pos not in ("VERB", "AUX"):
            continue
        aux = {k.lower for k in parse.kids(node.i, "aux", "auxpass")}
        if aux & _FUTURE_AUX:
            return "future"
        if node.tag == "VBD" or aux & {"was", "were", "had", "did"}:
            return "future" if node.lemma in _AHEAD and node.tag == "VBN" else "past"
        if "to" in aux:
            return "future"
        if aux & _MODAL:
            return "future"
        if node.lemma in _AHEAD and node.tag in ("VBN", "VBZ", "VBP", "VBG"):
            return "future"
        if node.tag == "VBN" and aux & {"has", "have", "'ve", "’ve"}:
            return "past"
        if node.tag == "VBN" and not aux:
            return "past"
        if node.tag in ("VBZ", "VBP"):
            return ""
    return ""


def _span(text: str, found: Found, value: Value, anchor: str | None, day: date | None) -> TimeSpan:
    span = Span(found.start, found.end)
    words = span.of(text)
    about = _ABOUT.search(text[max(0, span.start - 18) : span.start])
    earliest = latest = None
    precision = Precision.OPEN
    if value.type in ("DATE", "TIME"):
        earliest, latest, precision = cal.bounds(value.value)
    zone, basis = _zone(value.zone)
    offset = None
    if zone and earliest and len(earliest) == 16:
        offset = zones.offset_minutes(zone, earliest)
    marks: list[tuple[str, Basis]] = []
    if earliest is not None:
        marks.append(("year", value.year))
        marks += [(part, Basis.STATED) for part in value.parts]
        if zone:
            marks.append(("zone", basis))
    when = When(
        earliest, latest, precision, words, zone, offset, basis,
        about.group().strip().lower() if about else None,
        anchor if earliest is not None and value.year is Basis.INFERRED else None,
        recurrence=value.value if value.type == "SET" else None, basis=tuple(marks),
    )  # fmt: skip
    return TimeSpan(
        span, value.type, value.value, when, value.deixis, value.mod, f"time: {found.name}"
    )


def _zone(words: str | None) -> tuple[str | None, Basis]:
    if not words:
        return None, Basis.UNKNOWN
    name = zones.named(words.strip(" ()"))
    return name, Basis.STATED if name else Basis.UNKNOWN


def _alternatives(text: str, spans: list[TimeSpan]) -> tuple[TimeSpan, ...]:
    """ "January or February": both expressions stand for the window with two alternatives."""
    out = list(spans)
    for n in range(len(out) - 1):
        a, b = out[n], out[n + 1]
        between = text[a.span.end : b.span.start].strip().lower()
        if between != "or" or a.when.earliest is None or b.when.latest is None:
            continue
        if a.when.precision is not b.when.precision or b.when.earliest is None:
            continue
        if b.when.earliest < a.when.earliest:
            continue
        pairs = tuple((w.earliest or "", w.latest or "") for w in (a.when, b.when))
        words = text[a.span.start : b.span.end]
        joint = replace(
            a.when, earliest=a.when.earliest, latest=b.when.latest, original=words,
            alternatives=pairs,
        )  # fmt: skip
        out[n], out[n + 1] = replace(a, when=joint), replace(b, when=joint)
    return tuple(out)
