"""Which documents carry the same words: wire text in several outlets is one witness.

Documents are compared by 5-word shingles of all that they are quoted for (statements and claims),
as containment in the shorter (Broder 1997); the parts of a sentence that nobody says do not count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dateline.model import Claims

WORDS = 5
CONTAINED = 0.8
LEAST = 8
"""Shingles below which two documents are too short to tell."""


def copies(documents: Sequence[Claims]) -> Mapping[str, str]:
    """Document id → the id of the first document, in the given order, whose words it carries."""
    if len(documents) < 2:
        return {d.document: d.document for d in documents}
    shingles = {d.document: _shingles(d) for d in documents}
    place = {d.document: n for n, d in enumerate(documents)}
    first: dict[str, str] = {}
    holders: dict[int | tuple[str, ...], list[str]] = {}
    for document in documents:
        own = shingles[document.document]
        shared: dict[str, int] = {}
        for shingle in own:
            for other in holders.get(shingle, ()):
                shared[other] = shared.get(other, 0) + 1
        best = next(
            (
                other for other in sorted(shared, key=lambda o: (-shared[o], place[o]))
                if _contained(shared[other], len(own), len(shingles[other]))
            ),
            None,
        )  # fmt: skip
        first[document.document] = first[best] if best else document.document
        for shingle in own:
            holders.setdefault(shingle, []).append(document.document)
    return first


def _contained(shared: int, one: int, other: int) -> bool:
    shorter = min(one, other)
    return shorter >= LEAST and shared >= CONTAINED * shorter


def _shingles(document: Claims) -> frozenset[tuple[str, ...]]:
    quotes = {e.quote for s in document.statements for e in s.evidence}
    out: set[tuple[str, ...]] = set()
    for quote in quotes:
        words = re.findall(r"\w+", quote.lower())
        out.update(tuple(words[n : n + WORDS]) for n in range(len(words) - WORDS + 1))
    return frozenset(out)
