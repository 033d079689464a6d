"""Places: `near Pyongyang => near Pyongyang (vicinity, r=35 km)`; `none` where there is none.

A name that stands for a government is `government KOR`, an adjective of a country `demonym KOR`.
"""

from __future__ import annotations

from dateline.annotate import places
from dateline.evaluate.layers import Marked, Reader
from dateline.model import PlaceSpan, Published
from dateline.pipeline import Resources


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """Notations of all places of the words, joined by ` | `."""
    del published
    found = places.annotate(resources.parser.parse(text), resources.gazetteer)
    return " | ".join(_label(p).removeprefix("place ") for p in found) or "none"


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Places as `place NOTATION`, `government CODE` or `demonym CODE`."""
    del published
    found = places.annotate(resources.parser.parse(text), resources.gazetteer)
    return frozenset(Marked(p.span, _label(p)) for p in found)


def _label(place: PlaceSpan) -> str:
    if place.rule == "demonym":
        return f"demonym {place.country or place.where.name}"
    if place.government:
        return f"government {place.country or place.where.name}"
    inside = place.where.place.admin1 if place.where.place else None
    state = f" {inside}" if place.country == "USA" and inside and not inside.isdigit() else ""
    return f"place {place.where.notation}{state}"


READER = Reader(notation, spans, ("place", "government", "demonym"))
