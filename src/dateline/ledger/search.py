"""Full text over the retained passages: FTS5 on SQLite, tsvector on PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
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
    """A passage with all the words: the text's id, where the first word stands, and its lines.

    `quote` is that word as the text has it.
    """

    text: str
    start: int
    end: int
    snippet: str
    quote: str = ""


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


def matches(connection: Connection, words: str, among: Collection[str]) -> list[tuple[int, str]]:
    """(passage, document) of the passages of the documents `among` that hold all the words, newest
    documents first. No characters are read."""
    terms = _terms(words)
    if not terms:
        return []
    sqlite = connection.dialect.name == "sqlite"
    query = " ".join(f'"{t}"' for t in terms)
    rows = connection.execute(text(_SQLITE_IN if sqlite else _POSTGRES_IN), {"query": query})
    return [(row.passage, row.document) for row in rows if row.document in among]


def hits(
    connection: Connection, words: str, found: Sequence[tuple[int, str]]
) -> list[tuple[str, Hit]]:
    """Matches with their words: (document, hit)."""
    p = tables.passages
    wanted = select(p.c.id, p.c.text, p.c.start, p.c.characters)
    rows = connection.execute(wanted.where(p.c.id.in_([passage for passage, _ in found])))
    held = {row.id: row for row in rows}
    term = next(iter(_terms(words)), "")
    return [
        (document, _hit(held[n].text, held[n].start, held[n].characters, term))
        for n, document in found
    ]


def _hit(ident: str, offset: int, characters: str, term: str) -> Hit:
    words = term.split()
    pattern = r"\W+".join(re.escape(w) for w in words)
    # The index matches word stems; the snippet shows the first word that begins alike.
    found = re.search(rf"\b{pattern}", characters, re.IGNORECASE) or re.search(
        rf"\b{re.escape(words[0][:4])}\w*", characters, re.IGNORECASE
    )
    start, end = found.span() if found else (0, 0)
    low, high = _whole(characters, max(0, start - 60), min(len(characters), end + 60))
    snippet = " ".join(characters[low:high].split())
    return Hit(ident, offset + start, offset + end, snippet, characters[start:end])


def _whole(characters: str, low: int, high: int) -> tuple[int, int]:
    """The window narrowed to whole words."""
    while low and low < high and not characters[low - 1].isspace():
        low += 1
    while high < len(characters) and high > low and not characters[high].isspace():
        high -= 1
    return low, high
