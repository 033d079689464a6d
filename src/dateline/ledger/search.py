"""Full text over the retained passages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from dateline.ledger import tables

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

_SQLITE_IN = """
SELECT p.id AS passage, d.id AS document
FROM passages_search s JOIN passages p ON p.id = s.rowid JOIN documents d ON d.text = p.text
WHERE passages_search MATCH :query ORDER BY COALESCE(d.published, '') DESC, d.id, p.start
"""
_POSTGRES_IN = """
SELECT p.id AS passage, d.id AS document
FROM passages p JOIN documents d ON d.text = p.text
WHERE p.search @@ websearch_to_tsquery('english', :query)
ORDER BY COALESCE(d.published, '') DESC, d.id, p.start
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
    terms = _terms(words)
    if not terms:
        return []
    sqlite = connection.dialect.name == "sqlite"
    query = " ".join(f'"{t}"' for t in terms)
    rows = connection.execute(text(_SQLITE if sqlite else _POSTGRES), {"query": query})
    return [_hit(row.text, row.start, row.characters, terms[0]) for row in rows]


def _terms(words: str) -> list[str]:
    terms = [a or b for a, b in _TERM.findall(words)]
    return [t for t in (" ".join(_WORD.findall(t)) for t in terms) if t]


def newest(
    connection: Connection, words: str, among: Collection[str], start: int, limit: int
) -> tuple[int, list[tuple[str, Hit]]]:
    """How many passages of the documents `among` hold all the words, and some of them: newest
    documents first, `limit` from `start`. Only their characters are read."""
    terms = _terms(words)
    if not terms:
        return 0, []
    sqlite = connection.dialect.name == "sqlite"
    query = " ".join(f'"{t}"' for t in terms)
    rows = connection.execute(text(_SQLITE_IN if sqlite else _POSTGRES_IN), {"query": query})
    found = [(row.passage, row.document) for row in rows if row.document in among]
    part = found[start : start + limit]
    p = tables.passages
    wanted = select(p.c.id, p.c.text, p.c.start, p.c.characters)
    held = {
        row.id: row
        for row in connection.execute(wanted.where(p.c.id.in_([passage for passage, _ in part])))
    }
    return len(found), [
        (document, _hit(held[n].text, held[n].start, held[n].characters, terms[0]))
        for n, document in part
    ]


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
