"""The words that negate a claim, as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Evidence, EvidenceRole, Parse, Span
from dateline.reference import negations

_CONTRAST = re.compile(
    r"(?<!\w)(not|not consistent with|not consistent with that of|rather than|instead of)\s+"
    r"(?:an?\s+)?$", re.IGNORECASE,
)  # fmt: skip


def contrasted(text: str, span: Span) -> Span | None:
    """The words that set a value aside: "900 kilometers, not 800 kilometers"; None without."""
    found = _CONTRAST.search(text, max(0, span.start - 36), span.start)
    return Span(found.start(1), found.end(1)) if found else None


def negation(parse: Parse, trigger: Span, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The negating word of the trigger's sentence, nearest before it, else nearest behind it.

    Empty where the evidence holds one already, or the sentence has none.
    """
    if any(negations.pattern().search(e.quote) for e in evidence):
        return ()
    tokens = parse.tokens_in(trigger)
    if not tokens:
        return ()
    sentence = parse.sentences[tokens[0].sentence]
    words = sentence.span.of(parse.text)
    found = [
        Span(sentence.start + m.start(), sentence.start + m.end())
        for m in negations.pattern().finditer(words)
    ]
    before = [s for s in found if s.end <= trigger.start]
    nearest = before[-1:] or found[:1]
    return tuple(Evidence(EvidenceRole.CONTEXT, s, s.of(parse.text)) for s in nearest)
