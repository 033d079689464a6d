"""Tables of words by class: a line is a class, a tab, and its words with spaces between them."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def classes(table: str) -> dict[str, frozenset[str]]:
    """Class → words in lower case, of a file of `tables`."""
    text = resources.files("dateline.reference").joinpath("tables", table).read_text("utf-8")
    rows = (x.split("\t") for x in text.splitlines() if x and not x.startswith("#"))
    return {name: frozenset(listed.split()) for name, listed in rows}
