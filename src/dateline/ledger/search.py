"""Full text over the retained passages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w+")

_SQLITE = """
SELECT p.text AS text, p.start AS start, p.characters AS characters
FROM passages_search s JOIN passages p ON p.id = s.rowid
WHERE passages_search MATCH :query ORDER BY p.text, p.start
"""
_POSTGRES = """
SELECT p.text AS text, p.start AS start, p.characters AS characters
FROM passages p WHERE p.search @@ websearch_to_tsquery('english', :query)
ORDER BY p.text, p.start
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with all the words: the text's id, where the first word stands, and its lines."""

    text: str
    start: int
    end: int
    snippet: str


def find(connection: Connection, words: str) -> list[Hit]:
    """Passages that hold every word of the query; words in double quotes stand together."""
    terms = [a or b for a, b in _TERM.findall(words)]
    terms = [t for t in (" ".join(_WORD.findall(t)) for t in terms) if t]
    if not terms:
        return []
    sqlite = connection.dialect.name == "sqlite"
    query = " ".join(f'"{t}"' for t in terms)
    rows = connection.execute(text(_SQLITE if sqlite else _POSTGRES), {"query": query})
    return [_hit(row.text, row.start, row.characters, terms[0]) for row in rows]


def _hit(ident: str, offset: int, characters: str, term: str) -> Hit:
    words = term.split()
    pattern = r"\W+".join(re.escape(w) for w in words)
    # The index matches word stems; the snippet shows the first word that begins alike.
    found = re.search(rf"\b{pattern}", characters, re.IGNORECASE) or re.search(
        rf"\b{re.escape(words[0][:4])}\w*", characters, re.IGNORECASE
    )
    start, end = found.span() if found else (0, 0)
    low, high = max(0, start - 50), min(len(characters), end + 50)
    snippet = " ".join(characters[low:high].split())
    return Hit(ident, offset + start, offset + end, snippet)
