"""Texts against the bytes they came from: does the page, feed or file still give the same words?

1. Bytes that are the text in UTF-8 need no reader: their hash is that of the characters. 2. Other
retained bytes are read anew, once each, under the budgets of any input; the text must be among what
they give. 3. Bytes that were not retained, as those of files over the budget of a document, say
nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.ledger import Connection, fetches
from dateline.model import DatelineError, Document
from dateline.network import Fetched
from dateline.pipeline import fetching
from dateline.pipeline.intake import opened
from dateline.pipeline.worker import Pool
from dateline.readers import Given, Known


class Originals:
    """The bytes of one ledger; `same` counts documents whose text they give."""

    def __init__(self, connection: Connection, pool: Pool | None = None) -> None:
        self._connection, self._pool = connection, pool
        self._texts: dict[str, frozenset[str]] = {}
        self.same = 0

    def failures(self, document: Document) -> Iterator[str]:
        """What does not hold of one document; also what the bytes of its origins do not give."""
        held = False
        for row in fetches.of(self._connection, document.id):
            raw = document.text.characters.encode("utf-8", "surrogatepass")
            if hashlib.sha256(raw).hexdigest() == row.body:  # 1.
                held = True
                continue
            body = fetches.body(self._connection, row.body)
            if body is None:  # 3.
                continue
            if row.id not in self._texts:
                self._texts[row.id] = frozenset(self._read(row, body))  # 2.
            held = document.text.id in self._texts[row.id]
            if not held:
                yield f"document {document.id}: {row.url} read anew does not give its text"
        self.same += held

    def _read(self, row: Any, body: bytes) -> Iterator[str]:
        try:
            for arrival in opened(Path(row.url), _given(row, body), self._pool):
                if isinstance(arrival.item, Document):
                    yield arrival.item.text.id
        except DatelineError:
            return


def _given(row: Any, body: bytes) -> Given:
    if row.url.startswith(fetches.FILE):
        return Given(row.url.removeprefix(fetches.FILE), None, body)
    headers = tuple((str(k), str(v)) for k, v in json.loads(row.headers))
    return fetching.given(Fetched(row.url, row.final, row.status, row.at, headers, body), Known())
