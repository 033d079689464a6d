"""Events of a text: those of the kind packs, and any PLOVER type for the rest."""

from __future__ import annotations

from dateline.annotate import triggers
from dateline.kinds import Kind
from dateline.model import EventSpan, NameSpan, Parse


def annotate(
    parse: Parse, kinds: tuple[Kind, ...], names: tuple[NameSpan, ...]
) -> tuple[EventSpan, ...]:
    """Events in text order; a pack's trigger outranks a generic one on the same token."""
    return triggers.annotate(parse, kinds)
