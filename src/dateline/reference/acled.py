"""ACLED event subtypes of a report by its words (the label set of CASE 2021, task 2)."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_FIRST = re.compile(r"[.!?]\s+[A-Z]")


@cache
def _words() -> tuple[tuple[str, float, tuple[tuple[str, ...], ...]], ...]:
    text = resources.files("dateline.reference").joinpath("tables", "acled_words.tsv")
    out = []
    for line in text.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            label, weight, words = line.split("\t")
            out.append((label, float(weight), tuple(tuple(w.split("&")) for w in words.split("|"))))
    return tuple(out)


def subtype(text: str) -> str:
    """The subtype whose words weigh most; ATTACK where no word of the table occurs.

    1. Words count at the start of a word of the text. 2. The best row of a subtype gives its
    weight, each further phrase a fifth of it; a first sentence that holds a phrase counts half as
    much again, since reports lead with what happened.
    """
    lower = " " + re.sub(r"[^a-z0-9]+", " ", text.lower()) + " "
    stop = _FIRST.search(text)
    lead = " " + re.sub(r"[^a-z0-9]+", " ", text[: stop.start() if stop else None].lower()) + " "
    scores: dict[str, float] = {}
    for label, weight, phrases in _words():
        hits = [p for p in phrases if _holds(lower, p)]  # 1.
        if not hits:
            continue
        leading = any(_holds(lead, p) for p in hits)
        score = weight * (1 + 0.2 * min(len(hits) - 1, 4)) * (1.5 if leading else 1.0)  # 2.
        scores[label] = max(score, scores.get(label, 0.0))
    return max(scores, key=lambda k: (scores[k], k)) if scores else "ATTACK"


def _holds(text: str, phrase: tuple[str, ...]) -> bool:
    return all(" " + re.sub(r"[^a-z0-9 ]+", " ", p) in text for p in phrase)
