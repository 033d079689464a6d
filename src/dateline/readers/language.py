"""Is it English? Any other language is set aside whole, never half-read."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.model import QuarantineError

SAMPLE = 500
"""Characters that decide: on whole documents the identifier is 20 times slower and no better."""

_WORD = re.compile(r"[^\W\d_]+(?:['’]\w+)?")
_FUNCTION = frozenset({
    "the", "of", "and", "to", "in", "a", "an", "on", "for", "with", "by", "at", "from", "that",
    "which", "was", "were", "is", "are", "be", "been", "has", "have", "had", "it", "its", "his",
    "her", "he", "she", "they", "their", "this", "not", "as", "or", "but", "said", "says", "will",
    "would", "after", "over",
})  # fmt: skip
# Creoles and varieties of English that the identifier mistakes English news for.
_ENGLISH = frozenset({"en", "pcm", "sco", "jam", "bi", "tpi"})


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def check(text: str, where: str) -> None:
    """Refuse a text whose first 500 characters are in another language.

    1. A text with enough English function words is English: names alone mislead the identifier
       ("Gia Định", "Erdogan").
    2. Else the identifier decides, if it is at least half sure; shorter than that it says nothing.

    Raises:
        QuarantineError: the language is not supported.
    """
    sample = text.strip()[:SAMPLE]
    words = [w.lower() for w in _WORD.findall(sample)]
    if sum(w in _FUNCTION for w in words) >= max(2, 0.15 * len(words)):  # 1.
        return
    language, probability = _identifier().classify(sample)  # 2.
    if language not in _ENGLISH and float(probability) >= 0.5:
        raise QuarantineError(
            f"another language ({language}) is not supported", where=where, expected="English"
        )
