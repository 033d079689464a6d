"""Ordinal claims of a happening: "the third launch this year", "the first ICBM since 2017".

1. An ordinal and, within the same sentence, the stretch it counts over: this year or month, in so
   many years, since a year or month, ever. The words in between may name what is counted.
2. What is counted is a happening of a pack: its nouns stand in the phrase ("the third launch"), or
   the phrase has none and its sentence speaks of the happening ("it was the third this year").
3. The claim belongs to the latest news of that pack told up to there; its value is the ordinal with
   its unit, its evidence the whole phrase, from which the stretch and the type are read again when
   it is checked against a ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.claims.reader import Reader
from dateline.kinds import Kind
from dateline.model import Claim, Figure, Shape, Span, Step, TimeRelation
from dateline.reference.ordinals import PHRASE, number

SLOT = "ordinal"


def ordinals(reader: Reader) -> Iterator[Claim]:
    """A claim `ordinal` for each phrase, in text order."""
    parse = reader.ann.parse
    for sentence in parse.sentences:
        words = parse.text[sentence.start : sentence.end]
        for found in PHRASE.finditer(words):  # 1.
            span = Span(sentence.start + found.start(), sentence.start + found.end())
            told = _told(reader, span)
            if told is None:
                continue
            number_of, kind = told
            unit = _unit(found["between"], kind)
            if unit is None or _of_another(parse.text[: span.start], kind):
                continue
            n = float(number(found["ordinal"]))
            figure = Figure(n, n, unit, Shape.ORDINAL, span.of(parse.text), n)
            step = Step("ordinal with the stretch it counts over", (found["stretch"],))
            yield reader.claim(number_of, SLOT, figure, span, (step,))


def _told(reader: Reader, span: Span) -> tuple[int, Kind] | None:  # 3.
    """Number and pack of the latest news told before the end of the phrase."""
    news = [
        (e.trigger, n) for n, e in enumerate(reader.ann.events)
        if e.kind != "generic" and e.time is TimeRelation.CURRENT and e.trigger.start < span.end
    ]  # fmt: skip
    if not news:
        return None
    _, latest = max(news)
    return latest, reader.kinds[reader.ann.events[latest].kind]


_APART = re.compile(r"\b([a-z]{3,}),\s+(?:the\s+)?$")


def _of_another(before: str, kind: Kind) -> bool:
    """Whether the phrase stands beside a noun that is none of the pack's: "the party congress, the
    first in five years"."""
    beside = _APART.search(before)
    if beside is None:
        return False
    known = {n for t in kind.triggers for n in (*t.nouns, *t.noun_class, *t.verbs)}
    word = beside[1]
    return not {word, word.removesuffix("s"), word.removesuffix("es")} & known


def _unit(between: str, kind: Kind) -> str | None:  # 2.
    """What is counted: a noun of the pack ("missile"), else its happenings ("launch"); None where
    the phrase counts something else ("the first time this year", "the third meeting")."""
    words = [w for w in re.findall(r"[a-z][a-z-]*", between.lower()) if w not in _SMALL]
    acts = {n for t in kind.triggers for n in t.nouns}
    things = {n for t in kind.triggers for n in t.noun_class}
    stems = [s for w in words for s in (w, w.removesuffix("s"), w.removesuffix("es"))]
    if any(s in acts for s in stems) or not words:
        return kind.family
    return next((s for s in stems if s in things), None)


_SMALL = frozenset({"the", "a", "an", "of", "such", "its", "so", "far", "to", "be", "kind", "in",
                    "by", "known", "time"})  # fmt: skip
