"""Times: `on Sunday => 2026-01-04`, the interval's notation; `none` where there is no time."""

from __future__ import annotations

from dateline.annotate import times
from dateline.evaluate.layers import Marked, Reader
from dateline.model import Published
from dateline.pipeline import Resources


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """Notations of all times of the words, joined by ` | `; two spans of one interval show once."""
    found = times.annotate(resources.parser.parse(text), published)
    shown = [t.when.notation for n, t in enumerate(found) if not n or t.when != found[n - 1].when]
    return " | ".join(shown) or "none"


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Times as `time NOTATION`."""
    found = times.annotate(resources.parser.parse(text), published)
    return frozenset(Marked(t.span, f"time {t.when.notation}") for t in found)


READER = Reader(notation, spans, ("time",))
