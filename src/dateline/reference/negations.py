"""Words that negate: what a negated claim must show in its evidence."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


@cache
def pattern() -> re.Pattern[str]:
    """Matches one negating word of `tables/negations.tsv`, whatever its case."""
    text = resources.files("dateline.reference").joinpath("tables/negations.tsv").read_text("utf-8")
    words = [w for w in text.splitlines()[1:] if w and not w.startswith("#") and w != "word"]
    parts = [re.escape(w[:-1]) + r"\w*" if w.endswith("*") else re.escape(w) for w in words]
    tails = [p for p in parts if p.startswith("n") and len(p) <= 4 and p[1] in "'’"]
    whole = [p for p in parts if p not in tails]
    return re.compile(rf"\b(?:{'|'.join(whole)})\b|(?:{'|'.join(tails)})(?!\w)", re.IGNORECASE)
