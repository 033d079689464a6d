"""Names and descriptions of persons, bodies, countries and groups."""

from __future__ import annotations

from dateline.model import NameSpan, Parse


def annotate(parse: Parse) -> tuple[NameSpan, ...]:
    """Names of a text in order."""
    return ()
