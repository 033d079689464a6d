"""Figures of a happening by quantity: counts, lengths, durations, speeds, casualties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.claims import areas
from dateline.claims.counts import counts_things
from dateline.claims.elided import about, lender_of, lent, measured_in, twin_of
from dateline.claims.fits import CASUALTIES, fits_figure, neighbourhood, of_persons
from dateline.claims.measures import LENGTHS, measured
from dateline.claims.partitives import of_the_whole, picks_out
from dateline.claims.parts import in_order, part_of
from dateline.claims.quantities import is_no_flight, is_no_way, is_of_a_name, restates
from dateline.claims.reader import Reader
from dateline.model import Claim, FigureSpan, Shape, Step, Token
from dateline.reference import units

_LOSING = frozenset({
    "disappear", "vanish", "explode", "burst", "destroy", "intercept", "separate", "release",
    "break", "lose", "disintegrate", "detonate", "terminate",
})  # fmt: skip


def claims(reader: Reader, figure: FigureSpan) -> Iterator[Claim]:
    """The claim that one figure makes, of the slot it fits first."""
    parse = reader.ann.parse
    lender = lender_of(reader.ann, figure)
    if lender is not None:
        figure = measured_in(figure, lender, parse.text)
    else:
        lender = twin_of(reader.ann, figure)
        figure = about(figure) if lender is not None else figure
    head = parse.tokens[figure.head] if figure.head is not None else None
    token = head or parse.root_of(figure.span)
    if (
        token is None
        or (figure.figure.unit in LENGTHS and areas.is_offset(parse.text, figure.span.end))
        or any(
            p.span.contains(figure.span) and p.where.distance_km is not None
            for p in reader.ann.places
        )
    ):
        return
    if _one_of_them(reader, figure, head) or restates(reader.ann, figure):
        return
    if is_of_a_name(reader.kinds, parse.text, figure) or is_no_way(reader.ann, figure):
        return
    if counts_things(reader.ann, figure):
        yield from _count(reader, figure, token)
        return
    if figure.quantity == "duration" and is_no_flight(reader.ann, figure):
        return
    able = figure.figure.unit in ("km", "mi", "nmi")
    number = reader.owner(token.i, "figure", bare=False, able=able)
    if number is None and figure.figure.unit in units.all_units():
        number = reader.owner(token.i, "figure", bare=True, able=able)
    if number is None:
        return
    kind = reader.kinds[reader.ann.events[number].kind]
    slots = [s for s in kind.slots if s.fill == "figure"]
    if kind.phases and figure.figure.unit in LENGTHS:
        ahead = lender is not None and lender.span.start > figure.span.start
        chosen = measured(reader.ann, lender if ahead and lender else figure, slots)
        slots = [chosen] if chosen else []
    if any(s.length == "height" for s in slots) and _where_lost(reader, token):
        return
    if figure.figure.shape is Shape.OVER and areas.none_before(
        parse.text, figure.span.start, subject=True
    ):
        bound = replace(figure.figure, low=0, high=figure.figure.low, shape=Shape.UP_TO)
        figure = replace(figure, figure=replace(bound, open_high=False))
    near = neighbourhood(reader.ann, token, parse.root_of(figure.span))
    if figure.quantity == "duration" and any(near & p.verbs for p in kind.phases):
        near |= {"flight"}
    for slot in slots:
        if slot.counts and figure.figure.high == 0:
            continue  # "none of the missiles" counts none
        if slot.counts and not slot.governors and picks_out(figure.figure):
            continue  # "one of the missiles flew on" counts none
        if fits_figure(slot, figure, head, near) or (
            kind.phases and slot.units and figure.figure.unit in LENGTHS
        ):
            step = Step(f"figure of quantity {figure.quantity!r}", (figure.figure.notation,))
            part = None if slot.counts else _part(reader, figure, token)
            value = of_persons(figure.figure) if slot.quantities & CASUALTIES else figure.figure
            if slot.governors:
                value = of_the_whole(parse.text, figure, reader.ann.figures)
            claim = reader.claim(number, slot.name, value, figure.span, (step,), part=part)
            yield claim if lender is None else lent(claim, lender, parse.text)
            return


def _count(reader: Reader, figure: FigureSpan, token: Token) -> Iterator[Claim]:
    """The count that a bare number is, of the mention its clause goes on with."""
    for kind in reader.kinds.values():
        slot = next((s for s in kind.slots if s.fill == "figure" and s.counts), None)
        if not kind.phases or slot is None or reader.topics is None:
            continue
        number = reader.topics.of(token.i, kind.name, bare=True)
        if number is not None:
            step = Step("a number of things that are not named", (figure.figure.notation,))
            yield reader.claim(number, slot.name, figure.figure, figure.span, (step,))
            return


def _where_lost(reader: Reader, token: Token) -> bool:
    """Whether a height is where something vanished, burst or came loose, and not the summit."""
    verb = next((t for t in reader.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    if verb is None or verb.lemma not in _LOSING:
        return False
    between = reader.ann.parse.tokens[verb.i + 1 : token.i]
    return any(t.lower == "at" for t in between) and not any(t.pos == "VERB" for t in between)


def _one_of_them(reader: Reader, figure: FigureSpan, head: Token | None) -> bool:
    """Whether "one missile" picks one out ("One missile flew 900 km") and counts nothing."""
    one = figure.figure.number == 1 and figure.figure.original.lower().startswith("one")
    if not one or head is None or head.dep not in ("nsubj", "nsubjpass"):
        return False
    if figure.quantity in CASUALTIES:
        return False  # "one peacekeeper was killed"
    verb = reader.ann.parse.tokens[head.head]
    return not any(e.trigger.overlaps(verb.span) for e in reader.ann.events)


def _part(reader: Reader, figure: FigureSpan, token: Token) -> str | None:
    alike = [
        (f.span.start, f.span.end) for f in reader.ann.figures
        if f.quantity == figure.quantity and f.figure.unit == figure.figure.unit
    ]  # fmt: skip
    start = figure.span.start
    return in_order(reader.ann.parse, token, alike, start) or part_of(
        reader.ann.parse, token, start, reader.things
    )
