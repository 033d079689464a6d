"""Re-check every cell against its characters: quotes, numbers, names and negations.

The lexer here is its own: it shares no rule with the annotators, only the reference lexicons, so
that a mistake there is not repeated here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.model import (
    Claim,
    Claims,
    Evidence,
    EvidenceRole,
    Figure,
    Polarity,
    Prediction,
    Shape,
    Statement,
    When,
    number,
)
from dateline.reference import negations

_DIGITS = re.compile(r"\d+(?:[,\u00a0]\d{3})*(?:\.\d+)?")


def failures(claims: Claims, text: str) -> Iterator[str]:
    """What does not hold of one document's rows; nothing if all of it does.

    1. Every span lies inside the text and equals its quote.
    2. The stated number of a figure, and the clock of a time, occur in the value's quote.
    3. A negated claim has a negation in its evidence.
    """
    for row in _rows(claims):
        for problem in _spans(row.evidence, text):  # 1.
            yield f"{type(row).__name__.lower()} {row.id}: {problem}"
    for claim in claims.claims:
        for problem in (*_numbers(claim), *_negation(claim, text)):  # 2. 3.
            yield f"claim {claim.id} ({claim.slot}): {problem}"


def checked(claims: Claims) -> int:
    """How many spans `failures` re-reads."""
    return sum(len(r.evidence) for r in _rows(claims))


def _rows(claims: Claims) -> Sequence[Claim | Statement | Prediction]:
    return (*claims.claims, *claims.statements, *claims.predictions)


def _spans(evidence: Sequence[Evidence], text: str) -> Iterator[str]:
    if not evidence:
        yield "no evidence"
    for e in evidence:
        if e.span.end > len(text):
            yield f"span {e.span.start}..{e.span.end} lies outside the text"
        elif e.span.of(text) != e.quote:
            yield f"span {e.span.start}..{e.span.end} reads {e.span.of(text)!r}, not {e.quote!r}"


def _numbers(claim: Claim) -> Iterator[str]:
    quote = " ".join(e.quote for e in claim.evidence if e.role is EvidenceRole.VALUE)
    value = claim.value
    if isinstance(value, Figure) and value.number is not None and value.shape is not Shape.ORDINAL:
        stated = [float(re.sub(r"[,\u00a0]", "", d)) for d in _DIGITS.findall(quote)]
        if stated and not any(_scaled(s, value.number) for s in stated):
            yield f"number {number(value.number)} does not occur in {quote!r}"
    if isinstance(value, When) and "T" in (value.earliest or ""):
        minute = (value.earliest or "").split("T")[1][3:5]
        spoken = _SPOKEN.get(minute)
        said = spoken is not None and re.search(rf"\b{spoken} (?:past|to)\b", quote.lower())
        if minute not in ("", "00", "59") and minute not in quote and not said:
            yield f"clock {value.earliest} does not occur in {quote!r}"


_SPOKEN = {
    "05": "five", "10": "ten", "15": "quarter", "20": "twenty", "25": "twenty-five", "30": "half",
    "35": "twenty-five", "40": "twenty", "45": "quarter", "50": "ten", "55": "five",
}  # fmt: skip
"""The words of a clock's minutes: "ten past six"."""


def _scaled(stated: float, value: float) -> bool:
    """Equal up to a number word ("1.5 million", "3bn") or a percentage."""
    return any(abs(stated * k - value) < 1e-9 * max(1.0, value) for k in _SCALES)


_SCALES: tuple[float, ...] = (1, 1e2, 1e3, 1e6, 1e9, 1e12, 0.01)


_PARTICLE = len(" off")
"""A trigger is one word; the particle that turns it round ("called off") stands behind it."""


def _negation(claim: Claim, text: str) -> Iterator[str]:
    if claim.polarity is Polarity.NEGATIVE and not any(
        negations.pattern().search(text[e.span.start : e.span.end + _PARTICLE])
        for e in claim.evidence
    ):
        yield "negated, but no word of its evidence negates"


def summary(results: Mapping[str, tuple[int, int]]) -> str:
    """ "N/N spans and values hold" over documents given as (checked, failed)."""
    total = sum(n for n, _ in results.values())
    failed = sum(f for _, f in results.values())
    return f"{total - failed}/{total} spans and values hold"
