"""One key for all ways of writing a name: case, accents, points, hyphens, "the" do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose; the value is what English news prints.
_LETTERS = str.maketrans({
    "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae", "Æ": "Ae",
    "œ": "oe", "Œ": "Oe", "ı": "i", "ə": "a", "Ə": "A", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th",
    "ħ": "h", "Ħ": "H",
})  # fmt: skip
_DROPPED = re.compile(r"[.'’‘ʼʻ`´\"]")
_GAPS = re.compile(r"[\s\-‐‑–/_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}


@lru_cache(maxsize=32_768)
def fold(name: str) -> str:
    """The key of a name: `St. Kitts` and `Saint-Kitts` are `saint kitts`, `U.S.` is `us`.

    A leading "the" goes, and so do possessive endings; `St.`, `Mt.`, `Ft.`, `Pt.` are written out
    where another word follows.
    """
    if not name.isascii():
        name = _plain(name)
    return name.lower() if name.isalpha() and name.isascii() else _fold_ascii(name)


def _plain(name: str) -> str:
    parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in parts if not unicodedata.combining(c))


def _fold_ascii(name: str) -> str:
    if name.endswith(("'s", "’s")):
        name = name[:-2]
    words = _GAPS.sub(" ", _DROPPED.sub("", name)).casefold().split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(
        _SHORT.get(w, w) if i + 1 < len(words) else w for i, w in enumerate(words)
    )  # fmt: skip
