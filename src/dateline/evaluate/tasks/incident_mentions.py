"""Task `incident-mentions`: which given triggers, of any document, name one happening.

1. Group the documents into incidents (task `incident-docs`); no gold topics.
2. Describe every trigger by the words around it. 3. Inside each group, score pairs and cluster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.evaluate.tasks import incident_docs
from dateline.incidents.pairs import happenings
from dateline.incidents.wording import Wording, wording
from dateline.model import Span, digest
from dateline.pipeline import Resources

TASK = "incident-mentions"
INPUTS = ("doc_id", "text", "published", "mentions")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `doc_id`, `text`, `mentions` (`mention_id`, `start`, `end`); one output row per
    mention: `{"mention_id", "cluster"}`."""
    listed = list(rows)
    groups = incident_docs.clusters([r["text"] for r in listed])  # 1.
    found: dict[int, list[tuple[str, Wording | None]]] = defaultdict(list)
    for row, group in zip(listed, groups):
        found[group] += described(row, resources)
    cluster: dict[str, str] = {}
    for group, members in found.items():
        cluster |= {ident: f"{group}.{n}" for ident, n in _numbered(members)}
    for row in listed:
        for mention in row["mentions"]:
            ident = mention["mention_id"]
            yield {"mention_id": ident, "cluster": cluster[ident]}


def described(row: dict[str, Any], resources: Resources) -> list[tuple[str, Wording | None]]:
    """(mention id, wording) of the mentions of one row."""  # 2.
    parse = resources.parser.parse(row["text"])
    document = digest("text", row["text"])
    return [
        (m["mention_id"], wording(parse, Span(m["start"], m["end"]), document))
        for m in row["mentions"]
    ]


def _numbered(members: list[tuple[str, Wording | None]]) -> Iterator[tuple[str, int]]:
    known = [(ident, w) for ident, w in members if w is not None]
    known.sort(key=lambda pair: (pair[1].document, pair[1].position, pair[1].text))
    clusters = happenings([w for _, w in known])  # 3.
    for number, rows in enumerate(clusters):
        yield from ((known[n][0], number) for n in rows)
    bare = (ident for ident, w in members if w is None)
    yield from ((ident, len(clusters) + k) for k, ident in enumerate(bare))
