"""Is it English? Any other language is set aside whole, never half-read."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.model import QuarantineError

SAMPLE = 500
"""Characters that decide: on whole documents the identifier is 20 times slower and no better."""

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
# Only words that no neighbouring language has: "in", "to", "at", "is" are Danish or Dutch as well.
_FUNCTION = frozenset({
    "the", "and", "with", "by", "from", "that", "which", "were", "are", "been", "has", "have",
    "had", "its", "they", "their", "this", "not", "said", "says", "would", "after", "who", "about",
})  # fmt: skip
# Creoles and varieties of English that the identifier mistakes English news for.
_ENGLISH = frozenset({"en", "pcm", "sco", "jam", "bi", "tpi"})


_LATIN_END = 0x250


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def check(text: str, where: str) -> None:
    """Refuse a text whose first 500 characters are in another language.

    1. A text with enough English function words is English: names alone mislead the identifier
       ("Gia Định", "Erdogan").
    2. Else the identifier decides, if it is at least half sure, as it is not of a few words.
    3. A text mostly in other letters than Latin is not English, however unsure.

    Raises:
        QuarantineError: the language is not supported.
    """
    sample = text.strip()[:SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(w in _FUNCTION for w in words) >= max(2, 0.1 * len(words)):  # 1.
        return
    language, probability = _identifier().classify(sample)  # 2.
    letters = [c for c in sample if c.isalpha()]
    foreign = sum(ord(c) >= _LATIN_END for c in letters) > 0.5 * len(letters)  # 3.
    if foreign or (language not in _ENGLISH and float(probability) >= 0.5):
        raise QuarantineError(
            f"another language ({language}) is not supported", where=where, expected="English"
        )
