"""Fill the slots of every mention from the layers: parties, times, places, figures, words."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims import slot_figures, slot_places, slot_times, slot_words
from dateline.claims.fits import is_town
from dateline.claims.reader import Reader
from dateline.claims.singles import singles
from dateline.model import Claim, EventSpan, Party, Step
from dateline.reference import actors

_ARMED = frozenset({"MIL", "POL", "REB"})
"""Sectors that a noun without a name tells apart from its country."""


def claims(reader: Reader) -> Iterator[Claim]:
    """All claims of the document, mention by mention in text order.

    1. That it occurred, who did it and to whom.
    2. Times: the day and the clock, each from the words that state it.
    3. Places by relation. 4. Figures by quantity. 5. Words of the pack.
    """
    for number, event in enumerate(reader.ann.events):
        yield from _occurrence(reader, number, event)  # 1.
    times = [c for t in reader.ann.times for c in slot_times.claims(reader, t)]  # 2.
    yield from times
    yield from slot_times.day_of_the_news(reader, times)
    yield from slot_places.claims(reader)  # 3.
    for figure in (*reader.ann.figures, *singles(reader.ann)):  # 4.
        yield from slot_figures.claims(reader, figure)
    yield from slot_words.claims(reader)  # 5.


def _occurrence(reader: Reader, number: int, event: EventSpan) -> Iterator[Claim]:
    rule = Step(f"trigger: {event.rule}" if event.rule else "trigger")
    yield reader.claim(number, "occurred", True, event.trigger, (rule,))
    for slot, parties in (("actor", event.actors), ("recipient", event.recipients)):
        for party in parties:
            row = _own_row(reader, party) or party.country
            step = Step(f"{slot} of the trigger", (party.name,), row)
            yield reader.claim(number, slot, _party(reader, party), party.span, (step,))


def _own_row(reader: Reader, party: Party) -> str | None:
    """The row of the user that says who a party is."""
    spans = (n for n in reader.ann.names if n.rule.startswith(actors.RULE))
    return next((n.rule for n in spans if n.span.overlaps(party.span)), None)


def _party(reader: Reader, party: Party) -> str:
    """The body a party acts for ("he", "Kim" → the office they hold), else its country, with
    the sector its noun tells ("Chinese warplanes": CHN:MIL), or its own words."""
    unnamed = (party.authority or "").startswith("anonymous:")
    if unnamed and not party.country:
        return party.span.of(reader.ann.parse.text)  # "gunmen", "three journalists"
    plain = unnamed or is_town(party)
    value = party.country if plain else party.authority or party.country
    if value is not None and value == party.country and party.sector in _ARMED:
        value = f"{party.country}:{party.sector}"
    if value is None or value.startswith("person:"):
        found, _ = reader.resolve((party.span,))
        bodies = [a.id for a in found if a.voice and a.country]
        value = bodies[0] if bodies else value
    return value or party.name
