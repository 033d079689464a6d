"""Lengths that leave their unit out: "it went 700 kilometres and no higher than 50".

1. The number has no unit and counts no noun, and is no year, clock or ordinal.
2. A length stands before it in its sentence, and a word of measuring or a preposition of height
   before the number ("higher than 50", "at 50", "did about 120", "covered 2,700", "then at 42.5").
3. The unit is that of the nearest length before, which is kept as evidence.
4. The first of two takes the unit of the second ("about 390 and 340 km").
5. The second takes the "about" of the first.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.claims.measures import LENGTHS
from dateline.claims.sentences import stretch
from dateline.model import (
    Annotations,
    Claim,
    Evidence,
    EvidenceRole,
    FigureSpan,
    Shape,
    Step,
    half_place,
)

_BEFORE = re.compile(
    r"(?:higher than|lower than|less than|more than|at|covered|did|flew|flown|went|gone|travell?ed|"
    r"made|(?:range|distance|altitude|height|apogee|ceiling|peak)(?:\s+(?:was|is|of|at))?|"
    r"rose to|reached|peaked at|climbed to|gave|altitude of|height of|range of|distance of|then|"
    r"put it at|(?:km|kilomet\w+|miles)\s+and)\s+"
    r"(?:(?:about|around|some|roughly|nearly|almost|only|just|over)\s+)?$",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s+(?:and|or)\s+")
_AT_MOST = re.compile(r"\bno (?:higher|farther|further) than\s+$", re.IGNORECASE)
_SHAPES = (Shape.EXACT, Shape.ABOUT, Shape.OVER, Shape.UNDER, Shape.UP_TO, Shape.AT_LEAST)


def lender_of(ann: Annotations, figure: FigureSpan) -> FigureSpan | None:
    """The length whose unit a bare number borrows; None where it borrows none."""
    text, tokens = ann.parse.text, ann.parse.tokens_in(figure.span)
    own = figure.figure
    bare = own.unit == "1" and figure.head is None and own.shape in _SHAPES  # 1.
    size = own.high if own.shape is Shape.UP_TO else own.number
    if not bare or not tokens or size is None or not 10 <= size <= 20000:
        return None
    behind = text[figure.span.end : figure.span.end + 2]
    if re.match(r"[:%]|\s?[-\u2013]|\.\d", behind):
        return None
    pair = _ahead(ann, figure)
    if pair is not None:
        return pair
    said = _BEFORE.search(text[: figure.span.start + len(_prefix(own.original))])
    if said is None:  # 2.
        return None
    start = stretch(ann.parse, tokens[0].sentence)[0].start
    before = [
        f for f in ann.figures
        if f.figure.unit in LENGTHS and start <= f.span.start and f.span.end <= figure.span.start
    ]  # fmt: skip
    return before[-1] if before else None  # 3.


def _ahead(ann: Annotations, figure: FigureSpan) -> FigureSpan | None:
    """4. The length right behind "and": "covered about 390 and 340 km"."""
    joined = _AND.match(ann.parse.text, figure.span.end)
    if joined is None:
        return None
    return next(
        (f for f in ann.figures if f.figure.unit in LENGTHS and f.span.start == joined.end()), None
    )


def twin_of(ann: Annotations, figure: FigureSpan) -> FigureSpan | None:
    """5. The number in front of a plain length that says "about" for both."""
    if figure.figure.unit not in LENGTHS or figure.figure.shape is not Shape.EXACT:
        return None
    first = next((f for f in ann.figures if _ahead(ann, f) == figure), None)
    bare = first is not None and first.figure.unit == "1" and first.figure.shape is Shape.ABOUT
    return first if bare else None


def about(figure: FigureSpan) -> FigureSpan:
    """The same figure as "about" its number."""
    number = figure.figure.number or 0.0
    half = half_place(number)
    wide = replace(figure.figure, low=number - half, high=number + half, shape=Shape.ABOUT)
    return replace(figure, figure=wide)


def measured_in(figure: FigureSpan, lender: FigureSpan, text: str) -> FigureSpan:
    """The bare number as a length in the lender's unit; "no higher than 50" is at most 50."""
    own = replace(figure.figure, unit=lender.figure.unit)
    if own.shape is Shape.EXACT and _AT_MOST.search(text[: figure.span.start]):
        own = replace(own, low=0, shape=Shape.UP_TO)
    return replace(figure, figure=own, quantity="distance")


def _prefix(words: str) -> str:
    found = re.match(r"[^\d]*", words)
    return found[0] if found else ""


def lent(claim: Claim, lender: FigureSpan, text: str) -> Claim:
    """The claim with the figure that lent its unit, or its "about", as evidence."""
    shown = Evidence(EvidenceRole.CONTEXT, lender.span, lender.span.of(text))
    step = Step("as the number it stands with", (shown.quote,), lender.figure.unit)
    return replace(
        claim, evidence=(*claim.evidence, shown), derivation=(*claim.derivation, step)
    )  # fmt: skip
