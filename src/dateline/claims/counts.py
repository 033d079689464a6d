"""Numbers that count the things of a pack without naming them: "Tokyo tracked two".

1. The number has no noun and no unit, and is no clock, year, age or part of a longer number; "23 of
   various kinds" counts what the kinds are of.
2. It is the object of a verb of counting, seeing or firing ("tracked two", "fired a salvo of ten",
   and not "shot down two"),
   the subject of one of setting off ("the two rose", "two were fired"), said to have been there
   ("there were four"), or opens a sentence that says so ("Eleven, says Taipei").
3. How many of a salvo fell somewhere is no count of it: "two of them landed in the zone".
"""

from __future__ import annotations

import re

from dateline.model import Annotations, FigureSpan, Parse, Shape, Token

_SHAPES = (
    Shape.EXACT, Shape.ABOUT, Shape.OVER, Shape.UNDER, Shape.UP_TO, Shape.AT_LEAST, Shape.BETWEEN,
    Shape.SEVERAL, Shape.MULTIPLE,
)  # fmt: skip
_COUNTING = frozenset({
    "count", "track", "detect", "see", "spot", "report", "confirm", "register", "record", "observe",
    "identify", "pick", "speak", "tell", "talk", "note", "announce", "describe", "total", "number",
    "estimate", "give", "list", "claim", "put",
})  # fmt: skip
_FIRING = frozenset({
    "fire", "launch", "test", "test-fire", "shoot", "loose", "lob", "unleash", "send", "release",
})  # fmt: skip
_SETTING_OFF = frozenset({"rise", "leave", "lift", "depart", "soar", "go", "follow"}) | _FIRING
_SORTS = frozenset({"kind", "type", "sort", "variety", "model"})
_GROUPS = frozenset({"salvo", "volley", "total", "barrage", "series", "group", "batch", "round"})
_SAYS = re.compile(r"[^.;]{0,60}\b(?:says|said|say|told|according)\b")
_THINGS = frozenset({"missile", "projectile", "rocket", "launch"})
_MOST = 500


def counts_things(ann: Annotations, figure: FigureSpan) -> bool:
    """Whether a number counts the things that its report is about."""
    parse, own = ann.parse, figure.figure
    tokens = parse.tokens_in(figure.span)
    sorts = figure.head is not None and parse.tokens[figure.head].lemma in _SORTS
    bare = own.unit == "1" and figure.head is None  # 1.
    if not tokens or own.shape not in _SHAPES or not (bare or sorts):
        return False
    number = own.number if own.number is not None else own.low
    if number is None or not (2 <= number <= _MOST or own.open_high):
        return False
    if any(t.span.overlaps(figure.span) for t in ann.times) or _goes_on(parse, tokens[-1]):
        return False
    token = next((t for t in reversed(tokens) if t.pos == "NUM"), tokens[-1])
    return _opens(parse, token, tokens[0]) or _told(parse, token)


def _goes_on(parse: Parse, last: Token) -> bool:
    """Whether a number is part of a longer word or figure: "3-0", "12:30", "two-thirds"."""
    behind = parse.text[last.end : last.end + 2]
    return re.match(r"[:%-]|\.\d|\s?[\u2013/]", behind) is not None


def _told(parse: Parse, token: Token) -> bool:
    head = parse.tokens[token.head]
    part = any(
        p.lower == "of" and any(k.lower in ("them", "these", "those") for k in parse.kids(p.i))
        for p in parse.kids(token.i, "prep")
    )
    if token.dep == "attr" and any(
        k.lemma in _THINGS for k in parse.kids(head.i, "nsubj")
    ):  # "the missiles were two"
        return True
    if token.dep in ("dobj", "oprd") or (token.dep == "attr" and _is_there(parse, head)):  # 2.
        down = any(k.lower == "down" for k in parse.kids(head.i, "prt", "advmod"))
        return (head.lemma in _COUNTING | _FIRING and not down) or token.dep == "attr"
    if token.dep == "pobj" and head.lower == "of":
        over = parse.tokens[head.head]
        return over.lemma in _GROUPS or (over.pos == "VERB" and over.lemma in _COUNTING)
    if token.dep in ("nsubj", "nsubjpass") and head.pos == "VERB" and not part:  # 3.
        particles = {k.lower for k in parse.kids(head.i, "prt")}
        down = head.lemma == "go" and "up" not in particles
        return head.lemma in _SETTING_OFF and not down
    return False


def _opens(parse: Parse, token: Token, first: Token) -> bool:
    """Whether a number opens a sentence that is said: "Eleven, says Taipei"."""
    start = next((t for t in parse.sentence_tokens(token.sentence) if t.pos != "PUNCT"), token)
    behind = parse.text[token.end :]
    return start.i == first.i and bool(_OPENS.match(behind)) and bool(_SAYS.match(behind))


_OPENS = re.compile(r"\s*(?:,|of\s+(?:them|various|all|the)\b|in\s+all\b|[.\u201d\"])")


def _is_there(parse: Parse, verb: Token) -> bool:
    return verb.lemma == "be" and any(k.lower == "there" for k in parse.kids(verb.i))
