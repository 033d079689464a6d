"""One person that an article counts: "killed a general", "a polling clerk was killed", "shot dead a
boy". The verb says what became of them, the noun is singular with "a" or "an" before it."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import Annotations, Figure, FigureSpan, Shape, Token
from dateline.reference import casualties, plover, sectors


def singles(ann: Annotations) -> Iterator[FigureSpan]:
    """Figures of one person each, in text order; none where a number counts the noun already."""
    taken = {f.head for f in ann.figures}
    parse = ann.parse
    for noun in parse.tokens:
        if noun.tag != "NN" or noun.i in taken or not _is_person(noun):
            continue
        articles = [k for k in parse.kids(noun.i, "det") if k.lower in ("a", "an")]
        fate = _fate(ann, noun)
        if articles and fate:
            span = parse.span_of([articles[0].i, noun.i])
            words = span.of(parse.text)
            figure = Figure(1, 1, "person", Shape.EXACT, words, 1)
            yield FigureSpan(span, figure, f"casualties:{fate}", noun.i, rule="one by its article")


def _fate(ann: Annotations, noun: Token) -> str | None:
    parse = ann.parse
    verb = parse.tokens[noun.head]
    if noun.dep not in ("dobj", "nsubjpass") or verb.pos != "VERB":
        return None
    if verb.lemma == "shoot" and any(k.lower == "dead" for k in parse.kids(verb.i)):
        return "killed"
    return casualties.by_verb().get(verb.lemma)


def _is_person(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return lemma in plover.classes()["person"] or sectors.sector(lemma) in _OF_ONE


_OF_ONE = frozenset({"MIL", "POL", "REB", "MED", "JUD", "CVL", "HLH", "EDU", "LAB", "BUS", "REL"})
"""Sectors whose words stand for persons ("a general", "a priest")."""
