"""What a length is of: a height, a way covered, a way that could be covered.

Each of the pack's slots says of what its length is (`length`: way, height, possible) and lists
words it is measured with (`near`: "altitude", "flew"); the words around a figure decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.claims.sentences import stretch
from dateline.kinds import Slot
from dateline.model import Annotations, FigureSpan, Token

LENGTHS = frozenset({"km", "mi", "m", "ft", "nmi"})
_TALL = frozenset({"high", "higher", "lower", "above"})
_UP_TO = re.compile(r"\b(?:went|gone|going|rose|climbed|been)\s+up\s+to\s+$", re.IGNORECASE)
_RIGHT = 4
"""Words behind a figure that may still say what it is of: "60 km of altitude"."""


def measured(ann: Annotations, figure: FigureSpan, slots: Sequence[Slot]) -> Slot | None:
    """The slot a length belongs to; None where no slot takes its unit.

    1. "A range and an altitude of 900 km and 50 km respectively": words and figures in order.
    2. The nearest word of a slot right behind the figure ("60 km high"), in its own words ("as high
       as 60 km"), else on its left, back to the figure before it and the words that go with that.
       Beside a way covered, "at 60 km" is a height.
    3. Else what the figure two before it is of ("750 km and 50 km for the other").
    4. Else what the figure's own words say (a height), else the last slot, the way covered.
    """
    fitting = [s for s in slots if s.units and figure.figure.unit in s.units]
    if not fitting:
        return None
    tokens = ann.parse.tokens_in(figure.span)
    if not tokens:
        return None
    sentence = stretch(ann.parse, tokens[0].sentence)
    others = [
        f for f in ann.figures
        if f.figure.unit in LENGTHS and f.span.start >= sentence[0].start
        and f.span.end <= sentence[-1].end
    ]  # fmt: skip
    paired = _in_order(sentence, figure, others, fitting)  # 1.
    if paired:
        return paired
    able = _possible(ann, sentence, tokens, fitting)
    if able:
        return able
    right = _right(ann, sentence, tokens[-1].i, fitting)  # 2.
    beside = ann.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
    if beside and beside[0].lower in ("out", "away", "downrange") and _covered(fitting):
        return _covered(fitting)
    if beside and beside[0].lower == "up":  # "50 km up and 550 km out"
        right = _height(fitting) or right
    height = _height(fitting)
    own = height if any(t.lower in _TALL for t in tokens) else None
    if _UP_TO.search(ann.parse.text, max(0, figure.span.start - 20), figure.span.start):
        own = own or height
    if right or own:
        return right or own
    left, weak = _left(ann, sentence, tokens[0].i, figure, others, fitting)
    level = left is None or left == _covered(fitting)
    if height and level and _is_level(ann, tokens, others, fitting):
        return height
    if left and weak:
        return _other_than(ann, sentence, figure, others, fitting) or left
    if left:
        return left
    alike = _as_before(ann, sentence, figure, others, fitting)
    if alike:
        return alike
    if figure.figure.unit == "ft":
        return fitting[0]
    return next((s for s in fitting if figure.quantity in s.quantities and not s.near), None) or (
        _covered(fitting)
    )


def _as_before(
    ann: Annotations, sentence: Sequence[Token], figure: FigureSpan,
    others: Sequence[FigureSpan], fitting: Sequence[Slot],
) -> Slot | None:  # fmt: skip
    """What the figure two before it is of, where lengths come in pairs: "300 km out and 550 km up
    for the one, 750 km and 50 km for the other"."""
    if figure not in others or others.index(figure) < 2:
        return None
    twin = others[others.index(figure) - 2]
    return measured(ann, twin, fitting)


def _possible(
    ann: Annotations, sentence: Sequence[Token], tokens: Sequence[Token], fitting: Sequence[Slot]
) -> Slot | None:
    """The slot for a way that could be covered: "could reach 9,000 km", "a reach of 9,000 km"."""
    slot = next((s for s in fitting if s.length == "possible"), None)
    if slot is None:
        return None
    first, last = tokens[0].i, tokens[-1].i
    for token in sentence:
        words = {token.lemma.lower(), token.lower}
        if first - 8 <= token.i < first and (
            words & slot.near or (token.lower == "reach" and token.pos == "NOUN")
        ):  # fmt: skip
            return slot
        owned = token.lemma == "have" and token.tag in ("VBZ", "VBP") and token.pos == "VERB"
        owned = owned and any(  # "Seoul has around 900 km" is a flight
            token.i < t.i < first and t.lower in ("range", "reach") for t in sentence
        )
        owned = owned or token.lower == "can"
        owned = owned or _wide(ann, token, slot) or _would_have(ann, token)
        far = token.lower == "capable" or owned  # "has a range of", "capable of … at a range of"
        flown = _flown(sentence, token.i, first) and not _would_have(ann, token)
        if far and first - 14 <= token.i < first and not flown:
            return slot
        if last < token.i <= last + 5 and words & slot.near:
            return slot
    return None


def _wide(ann: Annotations, token: Token, slot: Slot) -> bool:
    """ "A missile, with a range of 900 km": what a thing the slot counts could fly."""
    if token.lower not in ("with", "having") or token.i + 3 >= len(ann.parse.tokens):
        return False
    article, *nouns = ann.parse.tokens[token.i + 1 : token.i + 4]
    before = [t for t in ann.parse.tokens[max(0, token.i - 2) : token.i] if t.text != ","]
    thing = bool(before) and (
        before[-1].lemma.lower() in slot.counts | _SORTS or before[-1].pos == "PROPN"
        or before[-1].text[-1:].isdigit()
    )  # fmt: skip
    ranged = nouns[0].lower in _RANGES or (
        nouns[0].pos in ("NOUN", "ADJ", "VERB") and nouns[1].lower in _RANGES
    )
    return article.lower in ("a", "an") and ranged and (thing or token.lower == "having")


_RANGES = ("range", "reach")
_SORTS = frozenset({"type", "model", "system", "version", "variant"})


def _would_have(ann: Annotations, token: Token) -> bool:
    """Whether what did not come about begins here: "would normally have travelled 6,760 km"."""
    ahead = ann.parse.tokens[token.i + 1 : token.i + 4]
    return token.lower in ("would", "could", "might") and any(t.lower == "have" for t in ahead)


def _flown(sentence: Sequence[Token], start: int, end: int) -> bool:
    """Whether a verb between two tokens tells a flight that took place."""
    return any(
        start < t.i < end
        and t.tag in ("VBD", "VBN")
        and t.lemma in ("fly", "travel", "cover", "go")
        for t in sentence
    )


def _covered(fitting: Sequence[Slot]) -> Slot | None:
    return next((s for s in fitting if s.length == "way"), None)


def _height(fitting: Sequence[Slot]) -> Slot | None:
    return next((s for s in fitting if s.length == "height"), None)


def _slot_of(token: Token, fitting: Sequence[Slot]) -> Slot | None:
    words = {token.lemma.lower(), token.lower}
    if token.dep == "compound" and token.lower == "range":
        return None  # "medium-range missile"
    return next((s for s in fitting if s.near & words), None)


def _is_level(
    ann: Annotations, tokens: Sequence[Token], others: Sequence[FigureSpan],
    fitting: Sequence[Slot],
) -> bool:  # fmt: skip
    """Whether a length stands right behind "at", with another length before it in its sentence:
    "flew 650 km, also at about 50 km"."""
    at = next((t for t in reversed(ann.parse.tokens[: tokens[0].i]) if t.pos != "ADV"), None)
    if at is None or at.lower != "at" or not any(f.span.end <= at.start for f in others):
        return False
    named = _slot_of(ann.parse.tokens[at.i - 1], fitting)  # "its range at 1,001 km"
    return named is None or ann.parse.tokens[at.i - 1].pos == "VERB"


def _right(
    ann: Annotations, sentence: Sequence[Token], last: int, fitting: Sequence[Slot]
) -> Slot | None:
    for token in ann.parse.tokens[last + 1 : last + 1 + _RIGHT]:
        if token.i > sentence[-1].i or token.pos in (
            "VERB", "AUX", "CCONJ", "PUNCT", "NUM", "SCONJ",
        ) or (token.pos == "ADP" and token.lower not in ("of", "in", "for")):  # fmt: skip
            return None
        slot = _slot_of(token, fitting)
        if slot and token.pos != "VERB":
            return slot
    return None


def _left(
    ann: Annotations, sentence: Sequence[Token], first: int, figure: FigureSpan,
    others: Sequence[FigureSpan], fitting: Sequence[Slot],
) -> tuple[Slot | None, bool]:  # fmt: skip
    """The slot of the nearest word on the left, and whether that word is only "reached"."""
    stop = max((f.span.end for f in others if f.span.end <= figure.span.start), default=0)
    for f in others:  # "4,500 km high and about 960 km": "high" goes with the one before
        if f.span.end == stop:
            last = ann.parse.tokens_in(f.span)[-1].i
            ahead = ann.parse.tokens[last + 1 : last + 2]
            if ahead and _slot_of(ahead[0], fitting) and ahead[0].pos in ("ADJ", "ADV", "NOUN"):
                stop = ahead[0].end
    found: Slot | None = None
    weak = False
    for token in reversed(sentence):
        if token.i >= first:
            continue
        if token.start < stop or token.lower == ";":
            break
        slot = _slot_of(token, fitting)
        if slot and found is None:
            found = slot
            # A weak verb ("reached") leaves the word before it the say.
            weak = token.lemma.lower() == "reach"
            if not weak:
                break
        elif slot and found is not None and token.pos == "NOUN":
            return slot, False
    return found, found is not None and weak


def _other_than(
    ann: Annotations, sentence: Sequence[Token], figure: FigureSpan,
    others: Sequence[FigureSpan], fitting: Sequence[Slot],
) -> Slot | None:  # fmt: skip
    """Of two lengths in a sentence, what "reached" tells is what the other one is not."""
    for other in others:
        if other == figure:
            continue
        tokens = ann.parse.tokens_in(other.span)
        told = _right(ann, sentence, tokens[-1].i, fitting)
        left, weak = _left(ann, sentence, tokens[0].i, other, others, fitting)
        told = told or (None if weak else left)
        if told is not None and told.length in ("way", "height"):
            return _height(fitting) if told.length == "way" else _covered(fitting)
    return None


def _in_order(
    sentence: Sequence[Token], figure: FigureSpan, others: Sequence[FigureSpan],
    fitting: Sequence[Slot],
) -> Slot | None:  # fmt: skip
    if len(others) < 2 or figure not in others:
        return None
    if not any(t.lower == "respectively" for t in sentence):
        return None
    words = [s for t in sentence if t.start < others[0].span.start
             for s in [_slot_of(t, fitting)] if s]  # fmt: skip
    named = list(dict.fromkeys(s.name for s in words))
    number = others.index(figure)
    if len(named) < len(others) or number >= len(named):
        return None
    return next(s for s in words if s.name == named[number])
