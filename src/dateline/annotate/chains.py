"""Coreference inside a document: words for one person, body, thing or event."""

from __future__ import annotations

from dateline.model import Chain, EventSpan, NameSpan, Parse


def annotate(
    parse: Parse, names: tuple[NameSpan, ...], events: tuple[EventSpan, ...]
) -> tuple[Chain, ...]:
    """Chains, each with at least two spans, in the order of their first span."""
    return ()
