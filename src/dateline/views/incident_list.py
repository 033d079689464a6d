"""Incidents and documents as rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.kinds import Kind
from dateline.model import Claims, Document, Incident
from dateline.views.card import subtitle_of
from dateline.views.titles import is_history, title_of

COLUMNS: tuple[str, ...] = ("id", "kind", "title", "summary", "documents", "claims")
DOCUMENT_COLUMNS: tuple[str, ...] = (
    "id",
    "published",
    "outlet",
    "title",
    "characters",
    "mentions",
    "claims",
    "url",
)


def rows(incidents: Sequence[Incident], kinds: Sequence[Kind]) -> list[dict[str, Any]]:
    """One row an incident: what it is, when and where, and how many documents and claims."""
    packs = {k.name: k for k in kinds}
    return [
        {"id": i.id, "kind": i.kind, "title": title_of(i), "summary": subtitle_of(i, packs[i.kind]),
         "documents": len({m.document for m in i.mentions}),
         "claims": sum(cell.claim is not None for cell in i.cells),
         "occurrence": str(i.occurrence), "history": is_history(i)}
        for i in incidents
    ]  # fmt: skip


def documents(held: Sequence[tuple[Document, Claims]]) -> list[dict[str, Any]]:
    """One row a document."""
    return [
        {"id": d.id, "published": d.published.original if d.published else None,
         "outlet": d.outlet, "title": d.title, "characters": len(d.text.characters),
         "mentions": len(c.mentions), "claims": len(c.claims), "url": d.url}
        for d, c in held
    ]  # fmt: skip
