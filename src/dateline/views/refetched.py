"""What became of the pages that documents came from: one row a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

COLUMNS = ("document", "state", "stand", "quotes", "url", "reason", "missing")


def rows(found: Sequence[Any]) -> list[dict[str, Any]]:
    """`stand` of `quotes` quotes are on the page of today word for word; `missing` lists others
    where their words are retained. Where the page was not reached nothing is known: both counts
    stay, `stand` is None."""
    return [
        {
            "document": r.document, "state": r.state,
            "stand": r.stand if r.state in ("same", "changed") else None, "quotes": r.quotes,
            "url": r.url, "reason": r.reason, "missing": " · ".join(r.missing) or None,
        }
        for r in found
    ]  # fmt: skip


def sentence(found: Sequence[Any]) -> str:
    """The counts in one line."""
    counts = Counter(r.state for r in found)
    states = ", ".join(
        f"{counts[s]} {s}" for s in ("same", "changed", "gone", "not reached") if counts[s]
    )
    seen = [r for r in found if r.state in ("same", "changed")]
    stand, total = sum(r.stand for r in seen), sum(r.quotes for r in seen)
    return (
        f"{len(found)} documents with an address: {states or 'none'}; {stand}/{total} quotes stand"
    )
