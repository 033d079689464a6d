"""Where the event of a verb happened, by the place names of its sentence.

1. Candidates: recognised names, and runs of capitalised words whether or not the gazetteer knows
them: a place need not be in the gazetteer to be the answer, and the parser takes many a village
for a person. 2. Each hangs on a word, through "city of", "streets of" and the like. 3. `clues`
tells how that word, the name and the names beside it lie to the verb. 4. A candidate is a place
of the event where the weights of its clues add up to more than nothing (logistic regression,
log-odds); the weights were learned from openly licensed labels (`tools/train_event_place.py`).
"""

from __future__ import annotations

from functools import cache
from math import fsum

from dateline.annotate.places.clues import Named, anchor_of, clues, head_of
from dateline.annotate.places.recognise import adjectives, recognise
from dateline.annotate.places.toponyms import Toponym, span_of
from dateline.model import Parse, Span, Token
from dateline.reference.gazetteer import Gazetteer, fold
from dateline.reference.gazetteer.words import event_place_weights, words

_NO_PLACE = frozenset({
    "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LAW", "EVENT",
})  # fmt: skip
_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "at", "ad", "ar", "az"})
# Capitalised class words that go on a name the gazetteer has without them.
_HEADS = words("class") | frozenset({
    "hill", "hills", "quarter", "beach", "square", "avenue", "hospital", "mosque", "park",
    "mountains", "highway", "crossing", "camp", "prison", "university", "hotel", "bridge",
})  # fmt: skip


def places_of(parse: Parse, verbs: list[Span], gazetteer: Gazetteer) -> list[Span]:
    """Spans of the names where the event of the verb happened, in text order."""
    names = candidates(parse, gazetteer)  # 1. 2.
    weights = event_place_weights()
    out: set[Span] = set()
    for span in verbs:
        verb = parse.root_of(span)
        if verb is None:
            continue
        beside = [n for n in names if n.token.sentence == verb.sentence]
        for name in beside:
            found = clues(parse, verb, name, beside)  # 3.
            if weights["bias"] + fsum(weights.get(c, 0.0) for c in found) > 0:  # 4.
                out.add(name.span)
    return sorted(out)


def candidates(parse: Parse, gazetteer: Gazetteer) -> list[Named]:
    """All names that may be places, in text order."""
    found = [t for t in recognise(parse, gazetteer) if t.sort == "name"]
    starts = {t.first: t for t in found}
    out: list[Named] = []
    i, tokens = 0, parse.tokens
    while i < len(tokens):
        toponym = starts.get(i)
        last = _last(parse, i, toponym, starts)
        if last is None:
            i += 1
            continue
        first = _first(parse, i)
        span = span_of(parse, first, last)
        if toponym or fold(span.of(parse.text)) not in words("never"):
            token = head_of(parse, first, last)
            out.append(Named(first, last, span, token, anchor_of(parse, token), toponym))
        i = last
    return out


def _last(
    parse: Parse, i: int, toponym: Toponym | None, starts: dict[int, Toponym]
) -> int | None:  # fmt: skip
    """Where the name that starts at a token ends; None where none starts."""
    tokens = parse.tokens
    if toponym:
        j = toponym.last
        while j > i + 1 and tokens[j - 1].text.islower():  # "Warangal district"
            j -= 1
        while j < len(tokens) and _heads(tokens[j]) and tokens[j - 1].space and j not in starts:
            j += 1
        return j
    if not _starts(parse, i):
        return None
    j = i + 1
    while j < len(tokens) and j not in starts and _goes_on(parse, j):
        j += 1
    while j > i + 1 and not tokens[j - 1].text[-1].isalnum():
        j -= 1
    return j


def _first(parse: Parse, i: int) -> int:
    """One word earlier for "Greater Damascus"."""
    before = parse.tokens[i - 1] if i else None
    return i - 1 if before is not None and before.text == "Greater" else i


def _heads(token: Token) -> bool:
    return token.text[0].isupper() and token.lower in _HEADS


def _starts(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    if token.lower in _ARTICLES and i + 2 < len(parse.tokens):
        joined = parse.tokens[i + 1].text == "-" and not token.space
        return joined and parse.tokens[i + 2].text[0].isupper()
    return _name_like(token) and token.text != "Greater"


def _name_like(token: Token) -> bool:
    return (
        token.text[0].isupper() and token.text[-1].isalnum() and token.entity not in _NO_PLACE
        and (token.pos == "PROPN" or (token.pos in ("NOUN", "ADJ") and _odd(token)))
        and fold(token.text) not in _demonyms()
    )  # fmt: skip


def _odd(token: Token) -> bool:
    """A capitalised word inside a sentence that the parser takes for a common one."""
    return token.entity != "" and not token.lower.endswith(("ist", "ists", "ian", "ians"))


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(adjectives())


def _goes_on(parse: Parse, i: int) -> bool:
    token, before = parse.tokens[i], parse.tokens[i - 1]
    if before.space:
        article = token.lower in _ARTICLES and i + 1 < len(parse.tokens)
        return _name_like(token) or (article and parse.tokens[i + 1].text == "-")
    return token.text in ("-", "’", "'") or token.text[0].isupper()
