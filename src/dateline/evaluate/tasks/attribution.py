"""Task `attribution`: source, cue and content, each word in at most one attribution (PolNeAR).

The annotator nests; the gold does not. Flattening keeps the outer attribution and drops those
whose cue lies in content already taken; a carried quotation joins the attribution it goes on from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate.attributions import annotate
from dateline.model import AttributionSpan, Span
from dateline.pipeline import Resources

Row = dict[str, Any]


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """One output row per input row: `{"id", "attributions": [{source, cue, content}]}`."""
    for row in rows:
        found = annotate(resources.parser.parse(row["text"]))
        yield {"id": row["id"], "attributions": flatten(found)}


def flatten(found: Iterable[AttributionSpan]) -> list[dict[str, list[list[int]]]]:
    """Attributions whose content and cues do not share a character, outer ones first."""
    listed = list(found)
    taken: list[Span] = []
    out: list[dict[str, list[list[int]]]] = []
    last_quoted: dict[str, list[list[int]]] | None = None
    for a in listed:
        if _wraps(a, listed):
            continue
        if a.form == "carried" and last_quoted is not None:
            last_quoted["content"] += _pairs(a.content)
            taken += a.content
            continue
        if any(c.overlaps(t) for c in (*a.cue, *a.content) for t in taken):
            continue
        taken += (*a.cue, *a.content)
        row = {"source": _pairs(a.source), "cue": _pairs(a.cue), "content": _pairs(a.content)}
        out.append(row)
        if a.form in ("direct", "mixed"):
            last_quoted = row
    return out


def _wraps(a: AttributionSpan, found: list[AttributionSpan]) -> bool:
    """Whether `a` only colours another's cue ("is expected to endorse"): nobody says it, and its
    content is the source, cue and content of the other."""
    if a.source or not a.content:
        return False
    return any(
        b is not a and b.source and b.source[0] == a.content[0] and b.cue
        and all(any(c.contains(s) for c in a.content) for s in (b.cue[-1], *b.content))
        for b in found
    )  # fmt: skip


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
