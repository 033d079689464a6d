"""One self-contained page: the reports on the left, the cards on the right, a click links them.

Nothing is loaded from anywhere; article text is escaped and cut into spans, never read as markup.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, Template, select_autoescape
from markupsafe import Markup, escape

from dateline.model import Authority, Claims, Document, Evidence, Span, notation
from dateline.views.card import Card, name_of


@dataclass(frozen=True, slots=True)
class _Page:
    """A document prepared for drawing: its label and its text as marked pieces."""

    mark: str
    label: str
    html: Markup


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("dateline", "views"), autoescape=select_autoescape(default=True),
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("card.html")


def render(cards: Sequence[Card], documents: Sequence[tuple[Document, Claims]]) -> str:
    """The page as a string of UTF-8 HTML."""
    marks = {d.id: f"a{n}" for n, (d, _) in enumerate(documents, 1)}
    spans = {d.id: _spans_of(d.id, cards, c) for d, c in documents}
    pages = [
        _Page(
            marks[d.id],
            f"{d.outlet or 'outlet not stated'}, published "
            f"{d.published.original if d.published else 'not stated'}",
            marked(d.text.characters, spans[d.id], marks[d.id]),
        )
        for d, _ in documents
    ]

    def refs(evidence: Iterable[Evidence], document: str) -> str:
        """Piece references of evidence, read by the page's script: "a1:21:29 a1:9:17"."""
        mark = marks[document]
        return " ".join(f"{mark}:{e.span.start}:{e.span.end}:{e.role}" for e in evidence)

    return _template().render(
        pages=pages, cards=[c for c in cards if not c.historical],
        history=[c for c in cards if c.historical], refs=refs,
        statements=[
            (s, d.id, " and ".join(name_of(w, _names(c), s.evidence) for w in s.said_by))
            for d, c in documents for s in c.statements
        ],
        predictions=[
            (p, d.id, " and ".join(name_of(w, _names(c), p.evidence) for w in p.said_by),
             notation(p.window))
            for d, c in documents for p in c.predictions
        ],
        notes=[(n, d.id) for d, c in documents for n in c.notes],
        coverage=[(s, marks[d.id]) for d, c in documents for s in c.coverage],
    )  # fmt: skip


def _names(claims: Claims) -> dict[str, Authority]:
    return {a.id: a for a in claims.authorities}


def _spans_of(document: str, cards: Sequence[Card], claims: Claims) -> frozenset[Span]:
    rows = [e for c in cards for r in c.rows if r.document == document for e in r.evidence]
    stages = [s for c in cards for s in c.lifecycle if s.document == document]
    rows += [e for s in stages for e in s.evidence]
    rows += [e for s in claims.statements for e in s.evidence]
    rows += [e for p in claims.predictions for e in p.evidence]
    rows += [e for n in claims.notes for e in n.evidence]
    return frozenset(e.span for e in rows)


def marked(text: str, spans: frozenset[Span], mark: str) -> Markup:
    """Text cut at every span border; each piece knows where it starts and ends, and has an id."""
    borders = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    pieces = []
    for start, end in itertools.pairwise(borders):
        body = escape(visible(text[start:end]))
        covered = any(s.start <= start and end <= s.end for s in spans)
        css = ' class="q"' if covered else ""
        tag = Markup('<span id="{}-{}"{} data-d="{}" data-s="{}" data-e="{}">{}</span>')
        pieces.append(tag.format(mark, start, Markup(css), mark, start, end, body))
    return Markup("").join(pieces)


def visible(text: str) -> str:
    """Control, bidi and zero-width characters as visible symbols, so that none can mislead."""
    return "".join(
        f"⟨U+{ord(c):04X}⟩" if unicodedata.category(c) in ("Cc", "Cf", "Co") and c not in "\n\t"
        else c for c in text
    )  # fmt: skip
