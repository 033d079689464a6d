"""Words that the rules of the kind packs read besides those of a pack (`tables/pack_words.tsv`)."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _classes() -> dict[str, frozenset[str]]:
    text = resources.files("dateline.reference").joinpath("tables", "pack_words.tsv")
    rows = (x.split("\t") for x in text.read_text("utf-8").splitlines() if not x.startswith("#"))
    return {name: frozenset(listed.split()) for name, listed in rows}


def words(listed: str) -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: there is no such class.
    """
    return _classes()[listed]
