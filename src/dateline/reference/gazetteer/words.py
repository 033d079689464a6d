"""Words around place names, by class: `tables/place_words.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(group: str) -> frozenset[str]:
    """The words of a class.

    Raises:
        KeyError: there is no such class.
    """
    return _classes()[group]


@cache
def _classes() -> dict[str, frozenset[str]]:
    path = files("dateline.reference").joinpath("tables/place_words.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: frozenset(cells.split(";")) for name, cells in rows}


@cache
def event_place_weights() -> dict[str, float]:
    """Log-odds of the clues to where an event happened: `tables/event_place.tsv`."""
    path = files("dateline.reference").joinpath("tables/event_place.tsv")
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {clue: float(weight) for clue, weight in rows}
