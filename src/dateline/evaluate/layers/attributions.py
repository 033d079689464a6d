"""Attributions: `[Koizumi]{source} [confirmed]{cue} [at least two launches]{content}`."""

from __future__ import annotations

from dateline.annotate import attributions
from dateline.evaluate.layers import Marked, Reader
from dateline.model import Published
from dateline.pipeline import Resources


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Every span of every attribution under its role."""
    del published
    found = attributions.annotate(resources.parser.parse(text))
    return frozenset(
        Marked(span, role)
        for a in found
        for role, group in (("source", a.source), ("cue", a.cue), ("content", a.content))
        for span in group
    )


READER = Reader(spans=spans, labels=("source", "cue", "content"))
