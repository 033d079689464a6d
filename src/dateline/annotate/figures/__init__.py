"""Figures: approximator, number and unit → an interval with a shape.

1. Find numerals, number words ("multiple", "several", "dozens") and fixed phrases.
2. Read the approximator on the left, a range on the right, the unit or counted noun behind.
3. Leave out what is no figure: dates, clock times, names of models, addresses.
4. Join a bracketed conversion to its figure; flag one that does not fit.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.figures.finding import numbers
from dateline.annotate.figures.heads import headed, is_name, singular
from dateline.model import Figure, FigureSpan, Parse, Shape, Span


def read_figure(words: str) -> Figure | None:
    """The figure of a bare phrase such as "at least two missile launches"; None if there is none.

    The counted noun is the last word of the phrase; no parse is needed.
    """
    found = numbers(words)
    if not found:
        return None
    first = found[0]
    if first.figure.unit == "1" and first.figure.shape not in (Shape.ORDINAL, Shape.RATIO):
        rest = re.sub(r"\(.*?\)", "", words[first.end :]).split()
        nouns = [w for w in rest if w.isalpha() and w.islower()]
        if nouns:
            noun = singular(nouns[-1])
            return replace(first.figure, unit=noun)
    return first.figure


def annotate(parse: Parse) -> tuple[FigureSpan, ...]:
    """Figures of a text in order, with head, unit of the counted noun, and quantity."""
    out = []
    for found in numbers(parse.text):
        span = Span(found.start, found.end)
        tokens = parse.tokens_in(span)
        if not tokens or is_name(parse, tokens, found):
            continue
        out.append(headed(parse, span, tokens, found))
    return tuple(_articles(parse, out))


def _articles(parse: Parse, found: list[FigureSpan]) -> list[FigureSpan]:
    """Add "a missile" and the like: one thing, counted by its article."""
    out = list(found)
    for t in parse.tokens:
        if t.lower in ("a", "an", "one") and t.dep in ("det", "nummod"):
            head = parse.tokens[t.head]
            if head.lemma in _ARTICLE_NOUNS and head.tag == "NN" and head.i - t.i <= 6:
                span = Span(t.start, head.end)
                if not any(f.span.overlaps(span) for f in out):
                    figure = Figure(1, 1, head.lemma, Shape.EXACT, span.of(parse.text), 1)
                    out.append(FigureSpan(span, figure, "count", head.i, None, "article"))
    return sorted(out, key=lambda f: f.span)


_ARTICLE_NOUNS = frozenset({"missile", "projectile", "rocket", "drone", "warhead"})
