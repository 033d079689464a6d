"""Figures: `at least two missile launches => >=2 launch`; `none` where there is no figure."""

from __future__ import annotations

from dateline.annotate import figures
from dateline.evaluate.layers import Marked, Reader
from dateline.model import Published
from dateline.pipeline import Resources


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """Notations of all figures of the words, joined by ` | `."""
    del published
    found = figures.annotate(resources.parser.parse(text))
    return " | ".join(f.figure.notation for f in found) or "none"


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Figures as `figure NOTATION`."""
    del published
    found = figures.annotate(resources.parser.parse(text))
    return frozenset(Marked(f.span, f"figure {f.figure.notation}") for f in found)


READER = Reader(notation, spans, ("figure",))
