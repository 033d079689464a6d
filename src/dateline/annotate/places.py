"""Place names and relative places built on them, resolved against the gazetteer."""

from __future__ import annotations

from dateline.model import Parse, PlaceSpan
from dateline.reference.gazetteer import Gazetteer


def annotate(parse: Parse, gazetteer: Gazetteer) -> tuple[PlaceSpan, ...]:
    """Places of a text in order."""
    return ()
