"""The evidence as W3C Web Annotations (JSON-LD, Recommendation of 2017-02-23).

One annotation is one span: its body says what the span is evidence of, its target is the document
with a TextQuoteSelector (exact, prefix, suffix) and a TextPositionSelector (code points). Where a
ledger does not retain the words only the position is given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.exports.columns import Filled, Row
from dateline.exports.fill import HIDDEN
from dateline.model import Document

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters of prefix and suffix."""


def dumps(filled: Mapping[str, Filled], documents: Sequence[Document], version: str) -> str:
    """An AnnotationCollection with one page."""
    texts = {d.id: d for d in documents}
    words = _bodies(filled)
    items = [
        _annotation(row, words.get((row["owner"], row["owner_id"])) or row["owner"], texts)
        for row in filled["evidence"].rows if row["document"] in texts
    ]  # fmt: skip
    body: dict[str, Any] = {
        "@context": CONTEXT, "id": "urn:dateline:annotations", "type": "AnnotationCollection",
        "label": "evidence of a dateline ledger", "generator": _generator(version),
        "total": len(items),
    }  # fmt: skip
    if items:  # a page holds one annotation at least
        body["first"] = {
            "id": "urn:dateline:annotations:1", "type": "AnnotationPage",
            "partOf": "urn:dateline:annotations", "startIndex": 0, "items": items,
        }  # fmt: skip
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")) + "\n"


def _generator(version: str) -> dict[str, str]:
    return {"id": "urn:dateline", "type": "Software", "name": version or "dateline"}


def _bodies(filled: Mapping[str, Filled]) -> dict[tuple[str, str], str]:
    """What a row says, in words, by (table, id)."""
    out = {}
    for row in filled["cells"].rows:
        if row["claim"] is not None:
            out["cells", row["claim"]] = f"{row['slot']}: {row['notation']}{_by(row)}"
    for row in filled["statements"].rows:
        out["statements", row["id"]] = f"statement{_by(row)}"
    for row in filled["predictions"].rows:
        out["predictions", row["id"]] = f"prediction: {row['event']}{_by(row)}"
    for row in filled["links"].rows:
        out["links", row["id"]] = f"{row['relation']} {row['right']}"
    for row in filled["lifecycle"].rows:
        out["lifecycle", row["id"]] = f"step: {row['step']}"
    return out


def _by(row: Row) -> str:
    who = " and ".join(row["said_by"])
    how = [row["modality"], row["polarity"]]
    return f", said by {who} ({', '.join(w for w in how if w)})"


def _annotation(row: Row, words: str, texts: Mapping[str, Document]) -> dict[str, Any]:
    document = texts[row["document"]]
    ident = f"urn:dateline:{row['owner']}:{row['owner_id']}:{row['seq']}"
    if row["owner"] == "coordination":
        ident += f":{row['document']}:{row['start']}"
    return {
        "id": ident,
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody", "value": f"{words} [{row['role']}]", "format": "text/plain",
            "language": "en",
        },
        "target": {
            "type": "SpecificResource",
            "source": document.url or f"urn:dateline:document:{document.id}",
            "selector": _selectors(row, document.text.characters),
            **({"scope": f"urn:dateline:document:{document.id}"} if document.url else {}),
        },
    }  # fmt: skip


def _selectors(row: Row, text: str) -> list[dict[str, Any]]:
    start, end = row["start"], row["end"]
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    exact = text[start:end]
    if not exact or HIDDEN in exact:
        return [position]
    prefix = text[max(0, start - AROUND) : start].rpartition(HIDDEN)[2]
    suffix = text[end : end + AROUND].partition(HIDDEN)[0]
    quote = {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
    return [quote, position]
