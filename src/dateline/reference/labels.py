"""Labels that desks put before a text: "CORRECTION: …", "FICTION: …"."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def desk_labels() -> frozenset[str]:
    """The labels in small letters, their words parted by single spaces."""
    text = files("dateline.reference").joinpath("tables/desk_labels.txt").read_text("utf-8")
    return frozenset(w for w in text.splitlines() if w and not w.startswith("#"))


def has_label(line: str) -> bool:
    """Whether a line begins with such a label and a colon."""
    head, colon, _ = line.partition(":")
    words = head.replace("’s", " 's").replace("'s", " 's").split()
    return bool(colon) and " ".join(words).lower() in desk_labels()
