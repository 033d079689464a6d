"""Whether a value fits a slot of a pack: by its quantity and noun, by the words it stands with."""

from __future__ import annotations

from dataclasses import replace

from dateline.claims import areas
from dateline.claims.governors import MARK, governors
from dateline.claims.sentences import goes_on
from dateline.kinds import Slot
from dateline.model import Annotations, Figure, FigureSpan, Party, PlacePrecision, Token, Where
from dateline.reference.gazetteer.words import words as place_words

CASUALTIES = frozenset({f"casualties:{s}" for s in ("killed", "injured", "arrested", "displaced")})
"""Quantities of figures that count people, whatever stands beside them."""


def of_persons(figure: Figure) -> Figure:
    """A bare number of casualties ("killing four and wounding 19") counts persons."""
    return replace(figure, unit="person") if figure.unit == "1" else figure


_STARTS = frozenset({"launch", "lift", "liftoff", "lift-off", "start", "takeoff", "off", "firing"})


def relation_of(ann: Annotations, token: Token) -> tuple[str, str]:
    """(preposition, lemma of the verb) that a place hangs on, "object" for what a verb hits; empty
    where there is none. A name behind "of" stands as the noun before it does ("the town of X"), and
    "near X" may be a place of itself."""
    preposition = verb = ""
    if token.pos in ("ADP", "SCONJ"):
        preposition = token.lower
    elif _is_object(ann, token):
        preposition = "object"
    for node in ann.parse.ancestors(token.i):
        if _is_kind_of_place(node) and _is_object(ann, node) and not preposition:
            preposition = "object"
        if node.lower == "of" and _is_kind_of_place(ann.parse.tokens[node.head]):
            continue
        if node.pos in ("ADP", "SCONJ") and not preposition:
            preposition = node.lower
        if node.pos == "VERB":
            verb = node.lemma
            break
        if node.pos == "AUX" and any(  # "Lift-off was at 7:47; both flew 370 km"
            k.lemma in _STARTS for k in ann.parse.kids(node.i, "nsubj")
        ):
            verb = "launch"
            break
    if not verb and goes_on(ann.parse, token.sentence - 1):
        # "… and fell in the ocean, which is approx. | 2,200 km east of the cape at 7:16 a.m."
        before = reversed(ann.parse.sentence_tokens(token.sentence - 1))
        verb = next((t.lemma for t in before if t.pos == "VERB" and t.dep != "amod"), "")
    return preposition, verb


def _is_object(ann: Annotations, token: Token) -> bool:
    return token.dep in ("dobj", "nsubjpass") and ann.parse.tokens[token.head].pos == "VERB"


def _is_kind_of_place(token: Token) -> bool:
    return token.pos == "NOUN" and token.lemma in place_words("class") | place_words("near")


def belongs_to(ann: Annotations, token: Token) -> bool:
    """Whether a name only says whose the named place behind it is: "the [West Bank] town of X"."""
    noun = ann.parse.tokens[token.head]
    return token.dep in ("compound", "nmod", "amod") and _is_kind_of_place(noun) and any(
        of.lower == "of" and any(k.pos == "PROPN" for k in ann.parse.kids(of.i, "pobj"))
        for of in ann.parse.kids(noun.i, "prep")
    )  # fmt: skip


def is_town(party: Party) -> bool:
    """Whether a party is a place that something is done to, and not who governs it."""
    return party.country is not None and party.authority == f"{party.country}:LOC"


def fits_place(slot: Slot, relation: str, verb: str, value: Where | str) -> bool:
    """Whether a place fits a slot by its preposition, its verb and its class.

    A slot that lists "land" takes the places of landing verbs; one that lists "sea" only seas.
    """
    landing = verb in areas.LANDING
    if "sea" in slot.relations:
        sea = isinstance(value, Where) and value.precision is PlacePrecision.SEA
        return sea and not landing and relation in slot.relations
    if landing is not ("land" in slot.relations) and ("from" in slot.relations or not landing):
        return False
    return relation in slot.relations


def neighbourhood(ann: Annotations, token: Token, number: Token | None = None) -> frozenset[str]:
    """Lemmas of a token's ancestors up to its first verb, and of their direct children; with them
    the words that govern the number, marked."""
    around = ann.parse.tokens[max(0, token.i - 6) : token.i + 7]
    out: set[str] = {t.lemma for t in around if t.sentence == token.sentence}
    out |= governors(ann.parse, number or token)
    out.update(k.lemma for k in ann.parse.kids(token.i))
    for node in ann.parse.ancestors(token.i):
        out.add(node.lemma)
        out.update(k.lemma for k in ann.parse.kids(node.i))
        if node.pos in ("VERB", "AUX"):
            break
    return frozenset(out)


def fits_figure(slot: Slot, figure: FigureSpan, head: Token | None, near: frozenset[str]) -> bool:
    """Whether a figure fits a slot by quantity, unit, counted noun and words nearby."""
    if slot.governors:
        counted = head is None or not slot.counts or head.lemma in slot.counts
        governed = any(MARK + g in near for g in slot.governors)
        return counted and governed and _counts(figure)
    if slot.counts:
        return head is not None and head.lemma in slot.counts and _counts(figure)
    if slot.units and figure.figure.unit not in slot.units:
        return False
    if figure.quantity not in slot.quantities:
        return False
    return not slot.near or bool(slot.near & near) or figure.quantity in slot.always


def _counts(figure: FigureSpan) -> bool:
    return figure.figure.unit not in ("km", "mi", "m", "%") and figure.quantity not in (
        "ordinal", "ratio", "percent", "money", "distance", "altitude",
    )  # fmt: skip
