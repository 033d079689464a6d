"""What becomes of people, by the verb or the words beside a figure (`tables/casualties.tsv`)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def _rows() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    text = resources.files("dateline.reference").joinpath("tables", "casualties.tsv")
    rows = (x.split("\t") for x in text.read_text("utf-8").splitlines() if not x.startswith("#"))
    return tuple((fate, tuple(verbs.split()), tuple(said.split())) for fate, verbs, said in rows)


@cache
def by_verb() -> dict[str, str]:
    """Lemma of a verb → what becomes of whom it is done to: "wound" → "injured"."""
    return {v: fate for fate, verbs, _ in _rows() for v in verbs if v != "-"}


@cache
def by_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(fate, pattern of the words beside a figure that tell it), in the order to ask them."""
    return tuple((fate, _pattern(said)) for fate, _, said in _rows())


def _pattern(said: tuple[str, ...]) -> re.Pattern[str]:
    words = (
        re.escape(w.rstrip("*").replace("_", " ")) + ("" if w[-1] == "*" else r"\b") for w in said
    )
    return re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE)
