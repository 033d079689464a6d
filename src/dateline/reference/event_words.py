"""Words by which reports are compared: what tells nothing, and which words name one act."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def function_words() -> frozenset[str]:
    """Lower-case words that tell no report from another."""
    return frozenset(w for line in _lines("function_words.txt") for w in line.split())


@cache
def synonyms() -> Mapping[str, frozenset[int]]:
    """Lemma → numbers of the lines of synonyms it stands in."""
    out: dict[str, set[int]] = {}
    for number, line in enumerate(_lines("event_synonyms.tsv")):
        for word in line.split("\t"):
            out.setdefault(word.strip(), set()).add(number)
    return {word: frozenset(found) for word, found in sorted(out.items())}


def _lines(name: str) -> list[str]:
    text = (files("dateline.reference") / "tables" / name).read_text(encoding="utf-8")
    return [x for x in text.splitlines() if x.strip() and not x.startswith("#")]


@cache
def pair_weights() -> Mapping[str, float]:
    """Weights of the features by which two triggers are compared (`incidents.pairs`)."""
    rows = (line.split("\t") for line in _lines("event_pairs.tsv"))
    return {row[0]: float(row[1]) for row in rows}
