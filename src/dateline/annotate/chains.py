"""Coreference inside a document: words for one person, body, thing or event.

1. Names: spans that stand for the same person, body or country are one chain.
2. Pronouns: "he" and "she" go to the last person before them that fits, the subject of a clause
   first; "it" to the last body or country that was a subject; "they" and "them" to the last plural.
"""

from __future__ import annotations

from dateline.model import Chain, EventSpan, NameSpan, Parse, Span, Token

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_FEMININE = frozenset({
    "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "spokeswoman", "congresswoman",
    "chairwoman", "lady", "dame", "mother", "wife", "daughter", "sister", "widow", "actress",
})  # fmt: skip
_MASCULINE = frozenset({
    "mr", "mr.", "king", "prince", "spokesman", "congressman", "chairman", "sir", "lord", "father",
    "husband", "son", "brother", "actor", "pope", "imam", "bishop",
})  # fmt: skip


def annotate(
    parse: Parse, names: tuple[NameSpan, ...], events: tuple[EventSpan, ...]
) -> tuple[Chain, ...]:
    """Chains, each with at least two spans, in the order of their first span."""
    groups: dict[tuple[str, str], list[Span]] = {}
    for n in names:  # 1.
        key = _key(n)
        if key:
            groups.setdefault(key, []).append(n.span)
    for t in parse.tokens:  # 2.
        key = _referent(parse, names, t)
        if key:
            groups[key].append(t.span)
    out = [
        Chain(sort, tuple(sorted(set(spans))))
        for (sort, _), spans in groups.items() if len(set(spans)) > 1
    ]  # fmt: skip
    return tuple(sorted(out, key=lambda c: (c.spans, c.sort)))


def _key(n: NameSpan) -> tuple[str, str] | None:
    if n.sort == "person":
        return ("person", n.name)
    if n.authority and n.sort in ("body", "country", "role") and "+" not in n.authority:
        return ("body", n.authority)
    return None


def _referent(parse: Parse, names: tuple[NameSpan, ...], t: Token) -> tuple[str, str] | None:
    if t.lower in _HE or t.lower in _SHE:
        wrong = _FEMININE if t.lower in _HE else _MASCULINE
        return _last(parse, names, t, "person", wrong)
    return None


def _last(
    parse: Parse, names: tuple[NameSpan, ...], t: Token, sort: str, wrong: frozenset[str]
) -> tuple[str, str] | None:
    best: tuple[int, tuple[str, str]] | None = None
    for n in names:
        if n.span.start >= t.start:
            break
        key = _key(n)
        words = {w.lower() for w in n.span.of(parse.text).split()}
        if n.sort != sort or key is None or words & wrong:
            continue
        root = parse.root_of(n.span)
        if root is None:
            continue
        back = t.sentence - root.sentence
        subject = root.dep in ("nsubj", "nsubjpass")
        score = -4 * back + (2 if subject else 0)
        if best is None or score >= best[0]:
            best = (score, key)
    return best[1] if best else None
