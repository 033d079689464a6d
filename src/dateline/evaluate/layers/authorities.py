"""Authorities: `[Seoul] warned that => KOR:GOV`; the source in brackets, or all of the words.

Several ids of a joint statement are joined by `+` in alphabetical order; `none` where nothing is
found.
"""

from __future__ import annotations

from dateline.annotate import chains, names, places
from dateline.claims import authorities
from dateline.evaluate.layers import Reader
from dateline.model import Published, Span
from dateline.pipeline import Resources


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """Ids of the authorities of the bracketed source."""
    start, end = text.find("["), text.find("]")
    plain = text.replace("[", "").replace("]", "")
    span = Span(start, end - 1) if 0 <= start < end else Span(0, len(plain))
    parse = resources.parser.parse(plain)
    found = names.annotate(parse, places.annotate(parse, resources.gazetteer))
    linked = chains.annotate(parse, found, ())
    resolved = authorities.resolve((span,), parse, found, linked, published)
    return "+".join(sorted(a.id for a in resolved.authorities)) or "none"


READER = Reader(notation)
