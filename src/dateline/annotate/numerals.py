"""Numbers in words and digits: "two", "1,200", "1.5 million", "half a dozen", "two-thirds"."""

from __future__ import annotations

import re
from dataclasses import dataclass


def _listed(words: str) -> list[str]:
    return words.split()


ONES = {
    w: n for n, w in enumerate(
        _listed(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen "
        "fourteen fifteen sixteen seventeen eighteen nineteen"
    )
    )
}  # fmt: skip
TENS = {
    w: 10 * n for n, w in enumerate(
        _listed(
        "twenty thirty forty fifty sixty seventy eighty ninety"
    ), 2
    )
}  # fmt: skip
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "m": 1e6,
    "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "k": 1e3, "b": 1e9,
}  # fmt: skip
FRACTIONS = {
    "half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "sixth": 1 / 6, "seventh": 1 / 7,
    "eighth": 0.125, "tenth": 0.1,
}  # fmt: skip
ORDINALS = {
    w: n for n, w in enumerate(
        _listed(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh "
        "twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
        "nineteenth twentieth"
    ), 1
    )
}  # fmt: skip

DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_TIES = "|".join(TENS)
_UNDER_TEN = "|".join(w for w, n in ONES.items() if 0 < n < 10)
_ONES = "|".join(sorted(ONES, key=len, reverse=True))
_SMALL = rf"(?:(?:{_TIES})(?:[\s-]+(?:{_UNDER_TEN})\b)?|{_ONES})"
_SCALE_WORD = "hundred|thousand|million|billion|trillion"
# "and" joins a number only behind a scale: "two hundred and six", but "four and seven" are two.
WORDS = (
    rf"(?:three[\s-]quarters|half)\s+of\s+a[\s-](?:{_SCALE_WORD})"
    rf"|{_SMALL}(?:[\s-]+(?:{_SCALE_WORD})\b(?:[\s-]+(?:and[\s-]+)?{_SMALL}\b)?)*"
    rf"(?:\s+and\s+a\s+half(?:\s+(?:{_SCALE_WORD}))?)?"
    rf"|(?:half[\s-]a|a[\s-]half|a[\s-]quarter(?:\s+of\s+a)?|a)[\s-](?:{_SCALE_WORD})"
)
NUMERAL = (
    rf"(?:(?:{DIGITS})(?:\s+(?:and\s+a\s+half|1/2))?(?:[\s-]*(?:{_SCALE_WORD}|bn|mn|mln|bln|tn)\b|"
    rf"(?:k|m|b)\b)?|{WORDS})"
)
"""A cardinal number with its scale; compile with IGNORECASE and word borders around."""

_TOKEN = re.compile(rf"{DIGITS}|[a-z]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as read. `place` is the scale its last digit stands in ("1.5 million": 1e5)."""

    value: float
    digits: bool


def read(words: str) -> Numeral | None:
    """The value of a cardinal in words or digits, or None."""
    total = current = 0.0
    seen = digits = False
    words = words.lower().replace("½", " and a half")
    if re.match(r"three[\s-]quarters", words):
        current, seen, words = 0.75, True, re.sub(r"^three[\s-]quarters", "", words)
    for piece in _TOKEN.findall(words):
        if piece[0].isdigit() or piece[0] == ".":
            current, seen, digits = float(piece.replace(",", "")), True, True
        elif piece in ONES or piece in TENS:
            current, seen = current + ONES.get(piece, TENS.get(piece, 0)), True
        elif piece == "half":
            current, seen = current + 0.5, True
        elif piece == "quarter":
            current, seen = current + 0.25, True
        elif piece == "hundred":
            current, seen = (current or 1) * 100, True
        elif piece in SCALES:
            total, current, seen = total + (current or 1) * SCALES[piece], 0.0, True
        elif piece not in ("and", "a", "of"):
            return None
    return Numeral(total + current, digits) if seen else None


def lowered(text: str) -> str:
    """Small letters, character by character where lower() would change the length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
