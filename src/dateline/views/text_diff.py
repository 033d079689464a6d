"""Two versions of a text, word by word: what stayed, what went, what came.

Words and the space between them are compared as they stand (Ratcliff–Obershelp, the matcher of the
standard library); a long equal stretch is shortened to the words around a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

COLUMNS: tuple[str, ...] = ("change", "before", "after", "start", "end")
LONGEST = 4000
"""Words beyond which a text is compared line by line: the matcher is quadratic."""

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts: `same`, `gone` (only before), `come` (only after).

    `start` and `end` are code points of the text it stands in: the newer one but for `gone`.
    """

    change: str
    words: str
    start: int
    end: int


def pieces(before: str, after: str) -> list[Piece]:
    """The whole of both texts as pieces in order."""
    left, right = _tokens(before), _tokens(after)
    if max(len(left), len(right)) > LONGEST:
        left, right = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return list(_pieces(left, right))


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


def _pieces(left: list[str], right: list[str]) -> Iterator[Piece]:
    old, new = _offsets(left), _offsets(right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(right[c:d]), new[c], new[d])
            continue
        if b > a:
            yield Piece("gone", "".join(left[a:b]), old[a], old[b])
        if d > c:
            yield Piece("come", "".join(right[c:d]), new[c], new[d])


def _offsets(tokens: list[str]) -> list[int]:
    out = [0]
    for token in tokens:
        out.append(out[-1] + len(token))
    return out


def folded(found: list[Piece], around: int = 160) -> list[Piece]:
    """Pieces with long equal stretches cut in the middle; a cut is a piece `cut` without words."""
    out: list[Piece] = []
    for n, piece in enumerate(found):
        head = around if n else 0
        tail = around if n < len(found) - 1 else 0
        if piece.change != "same" or len(piece.words) <= head + tail + 80:
            out.append(piece)
            continue
        first, last = piece.start + head, piece.end - tail
        if head:
            out.append(Piece("same", piece.words[:head], piece.start, first))
        out.append(Piece("cut", "", first, last))
        if tail:
            out.append(Piece("same", piece.words[-tail:], last, piece.end))
    return out
