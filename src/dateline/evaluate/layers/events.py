"""Events: `[France]{actor} [condemned]{event ACCUSE/disapprove} [the raid]{recipient}`.

A label `event TYPE[/mode]` is followed by what differs from an asserted, positive, current event
("negative", "ordered", "future"). Countries follow the roles where they are known.
"""

from __future__ import annotations

from dateline.annotate import events, names
from dateline.evaluate.layers import Marked, Reader
from dateline.model import EventSpan, Modality, Party, Polarity, Published, TimeRelation
from dateline.pipeline import Resources


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Triggers and parties of every event."""
    del published
    parse = resources.parser.parse(text)
    found = events.annotate(parse, resources.kinds, names.annotate(parse))
    out = {Marked(e.trigger, _label(e)) for e in found}
    for e in found:
        out |= {Marked(p.span, _role("actor", p)) for p in e.actors}
        out |= {Marked(p.span, _role("recipient", p)) for p in e.recipients}
    return frozenset(out)


def _label(event: EventSpan) -> str:
    words = ["event", event.type + (f"/{event.mode}" if event.mode else "")]
    if event.polarity is not Polarity.POSITIVE:
        words.append(str(event.polarity))
    if event.modality is not Modality.ASSERTED:
        words.append(str(event.modality))
    if event.time is not TimeRelation.CURRENT:
        words.append(str(event.time))
    return " ".join(words)


def _role(role: str, party: Party) -> str:
    return f"{role} {party.country}" if party.country else role


READER = Reader(spans=spans, labels=("event", "actor", "recipient"))
