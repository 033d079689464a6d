"""Numbers that look like a figure of a happening and are none.

1. The number of a name: "the Palestine 2 missile".
2. A second unit for the same length: "some 400 km, about 250 miles".
3. The size of a thing ("12 metres long"), a length of something else ("a corridor of 5,400 km"),
   the way between two places ("in the bay, 3,000 km from the island").
4. A duration that is a stretch of the calendar ("the last 90 minutes"), what something else lasted
   ("ten minutes of alarm"), or the time between two happenings ("six minutes after the launch") -
   unless they are the beginning and the end ("lifted off and hit its target 15 minutes later").
"""

from __future__ import annotations

import re

from dateline.claims.areas import LANDING, STARTING
from dateline.claims.measures import LENGTHS
from dateline.kinds import Kind
from dateline.model import Annotations, FigureSpan
from dateline.reference import units

_ALIKE = 0.06
"""Relative difference within which two lengths in two units are one, as round as print has them."""
_JOINT = re.compile(r"\s*(?:,|\(|or|,\s*or)\s*(?:or\s+)?$")
_SIZE = re.compile(
    r"[\s-](?:long|tall|wide|thick|deep|in\s+(?:length|diameter|width))\b(?!\s+range)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?P<noun>[a-z]+)\s+of\s+(?:(?:about|around|some|roughly|nearly|over|almost|up\s+to|"
    r"more\s+than|at\s+least|approximately|only|just)\s+)*$", re.IGNORECASE,
)  # fmt: skip
_FROM = re.compile(r"\s*(?:\([^)]*\)\s*)?from\s+(?:the\s+)?[A-Z]")
_SET_OFF = re.compile(r",\s*(?:(?:about|around|some|roughly|nearly|over|almost|more than)\s+)*$")
_WHOLES = frozenset({"total", "maximum", "minimum", "excess", "order", "average", "most", "record"})
_CALENDAR = re.compile(
    r"\b(?:last|past|next|following|first|final|previous|within|every|each|another)\s+"
    r"(?:the\s+)?(?:(?:about|some|around)\s+)?$", re.IGNORECASE,
)  # fmt: skip
_APART = re.compile(
    r"\s+(?:(?P<later>later)|after|ago|before(?!\s+\w+ing\b)|earlier|apart|into)\b", re.IGNORECASE
)
_OF_ELSE = re.compile(r"\s+of\s+(?!flight\b|flying\b|travel\b)[a-z]+", re.IGNORECASE)


def is_of_a_name(kinds: dict[str, Kind], text: str, figure: FigureSpan) -> bool:  # 1.
    """Whether a number stands right behind a stem of the packs' names."""
    if not figure.figure.original[:1].isdigit():
        return False
    before = text[: figure.span.start].rstrip(" -")
    if not before or len(before) == figure.span.start:
        return False
    stems = (s for k in kinds.values() for t in k.slots if t.fill == "name"
             for group in t.words.values() for s in group)  # fmt: skip
    return before[-1:].isalpha() and any(
        before.endswith(s) and not before[: -len(s)][-1:].isalpha() for s in stems
    )


def restates(ann: Annotations, figure: FigureSpan) -> bool:  # 2.
    """Whether a length says in another unit what the one right before it says."""
    if figure.figure.unit not in LENGTHS or figure.figure.number is None:
        return False
    for other in ann.figures:
        if other.span.end > figure.span.start or other.figure.unit not in LENGTHS:
            continue
        between = ann.parse.text[other.span.end : figure.span.start]
        if not _JOINT.fullmatch(between) or other.figure.unit == figure.figure.unit:
            continue
        number = units.convert(figure.figure.number, figure.figure.unit, other.figure.unit)
        stated = other.figure.number
        if number is not None and stated and abs(number - stated) <= _ALIKE * stated:
            return True
    return False


def is_no_way(ann: Annotations, figure: FigureSpan) -> bool:  # 3.
    """Whether a length is a size, a length of something else or a way between two places."""
    text, start = ann.parse.text, figure.span.start
    if figure.figure.unit not in LENGTHS:
        return False
    if _SIZE.match(text, figure.span.end) or _SIZE.search(figure.figure.original):
        return True
    of = _OF.search(text, max(0, start - 60), start)
    if of is not None and of["noun"].lower() in _STRETCHES:
        return True
    return bool(_FROM.match(text, figure.span.end)) and bool(
        _SET_OFF.search(text, max(0, start - 30), start)
    )


_STRETCHES = frozenset({
    "corridor", "zone", "area", "strip", "stretch", "radius", "belt", "border", "coastline", "band",
    "diameter", "length", "width",
})  # fmt: skip


def is_no_flight(ann: Annotations, figure: FigureSpan) -> bool:  # 4.
    """Whether a duration is not that of a flight."""
    text, start, end = ann.parse.text, figure.span.start, figure.span.end
    if _CALENDAR.search(text, max(0, start - 30), start) or _OF_ELSE.match(text, end):
        return True
    apart = _APART.match(text, end)
    return apart is not None and not (apart["later"] and _ends_it(ann, figure))


def _ends_it(ann: Annotations, figure: FigureSpan) -> bool:
    """Whether the verb of a "later" tells the end of what the verb joined to it began."""
    token = ann.parse.root_of(figure.span)
    verb = (
        next((t for t in ann.parse.ancestors(token.i) if t.pos == "VERB"), None) if token else None
    )
    if verb is None or verb.lemma not in LANDING or verb.dep != "conj":
        return False
    return ann.parse.tokens[verb.head].lemma in STARTING
