"""What a ledger has read: its documents, which of them are copies, and what was set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.incidents.copies import copies
from dateline.ledger import Ledger
from dateline.ledger.quarantine import waiting
from dateline.model import Claims, Document
from dateline.pipeline.ledgers import held


@dataclass(frozen=True, slots=True)
class Coverage:
    """Documents in order of publication, document id → the first with its words, and reason →
    number of inputs set aside."""

    documents: tuple[tuple[Document, Claims], ...]
    copies: Mapping[str, str]
    waiting: Mapping[str, int]


def coverage(ledger: Ledger) -> Coverage:
    """What was read and what was not."""
    pairs = held(ledger).documents
    with ledger.reading() as connection:
        aside = Counter(str(row.reason) for row in waiting(connection))
    ranked = sorted(pairs, key=lambda p: (p[1].published or "9999", p[1].document))
    return Coverage(pairs, copies([c for _, c in ranked]), dict(aside))
