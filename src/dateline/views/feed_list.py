"""Followed feeds and how each stands: one row a feed, in the order of their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

COLUMNS = (
    "feed", "title", "state", "looked", "answered", "next", "failures", "documents", "reason",
    "every", "pages",
)  # fmt: skip


def rows(health: Iterable[tuple[Any, Any, int, str | None]]) -> list[dict[str, Any]]:
    """Rows of (feed, last look or None, documents in all, last answer). `state` is the outcome of
    the last look, "waiting" before the first; times are UTC; `next` is None where none is due."""
    return [
        {
            "feed": feed.url, "title": feed.title,
            "state": look.outcome if look is not None else "waiting",
            "looked": look.at if look is not None else None, "answered": answered,
            "next": look.due if look is not None else "now",
            "failures": look.failures if look is not None else 0, "documents": documents,
            "reason": look.reason if look is not None else None, "every": feed.every,
            "pages": feed.pages,
        }
        for feed, look, documents, answered in health
    ]  # fmt: skip
