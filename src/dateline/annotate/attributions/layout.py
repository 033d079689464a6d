"""Paragraphs and quotations of a parse, as token ranges.

Quotation marks are read inside one paragraph at a time, so that an unbalanced mark spoils at most
its own paragraph. A quotation that is still open at the end of its paragraph runs to that end
(news style: the next paragraph opens with a mark again).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from dateline.annotate.parse import paragraphs
from dateline.model import Parse, Token
from dateline.reference.cues import Cue, verb_cues

_OPEN = frozenset(["“", "„", "«", "``"])
_CLOSE = frozenset(["”", "»"])
_EITHER = frozenset(['"', "''"])
_LEAD_IN = frozenset([",", ":", "—", "–", "--"])
_LONGEST_SINGLE = 40


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens [first, last) of a quotation, marks included; `closed` if it has its closing mark."""

    first: int
    last: int
    paragraph: int
    closed: bool

    @property
    def size(self) -> int:
        """Number of tokens between the marks."""
        return self.last - self.first - 1 - self.closed


class Layout:
    """A parse with its paragraphs and quotations.

    `quotation[i]` is the index of the quotation that token i lies in, -1 outside;
    `paragraph[i]` the index of its paragraph.
    """

    __slots__ = ("bounds", "paragraph", "parse", "quotation", "quotations", "tokens")

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.bounds = _bounds(parse)
        self.paragraph = [0] * len(parse.tokens)
        self.quotations: list[Quotation] = []
        self.quotation = [-1] * len(parse.tokens)
        for number, (first, last) in enumerate(self.bounds):
            for i in range(first, last):
                self.paragraph[i] = number
            self._read_marks(number, first, last)

    def in_quotation(self, i: int) -> bool:
        return self.quotation[i] >= 0

    def verb_cue(self, t: Token) -> Cue | None:
        """The cue row of a verb, of the verb with its particle where that has a row of its own
        ("shot back", "laid out")."""
        table = verb_cues()
        if t.i + 1 < len(self.tokens):
            joined = table.get(f"{t.lemma.lower()} {self.tokens[t.i + 1].lower}")
            if joined is not None:
                return joined
        return table.get(t.lemma.lower())

    def _read_marks(self, number: int, first: int, last: int) -> None:
        opened: int | None = None
        for i in range(first, last):
            mark = self.tokens[i].text
            if mark in _OPEN or (mark in _EITHER and opened is None):
                if opened is None and not self._closes(i, first):
                    opened = i
            elif (mark in _CLOSE or mark in _EITHER) and opened is not None:
                if i - opened > 1:
                    self._add(opened, i + 1, number, True)
                opened = None
        if (
            opened is not None
            and last - opened > 1
            and (opened == first or self.tokens[opened - 1].text in _LEAD_IN or last - opened > 6)
        ):
            self._add(opened, last, number, False)
        self._read_single_marks(number, first, last)

    def _closes(self, i: int, first: int) -> bool:
        """Whether a straight mark can only close: glued to its left, not to its right."""
        if i == first or self.tokens[i].text not in _EITHER:
            return False
        return not self.tokens[i - 1].space and self.tokens[i].space

    def _read_single_marks(self, number: int, first: int, last: int) -> None:
        i = first
        while i < last:
            t = self.tokens[i]
            opens = (
                t.text in ("‘", "'") and not t.space and (i == first or self.tokens[i - 1].space)
            )
            if opens and self.quotation[i] < 0 and i + 1 < last:
                end = self._single_end(i, last)
                if end is not None:
                    self._add(i, end + 1, number, True)
                    i = end
            i += 1

    def _single_end(self, i: int, last: int) -> int | None:
        for j in range(i + 2, min(last, i + _LONGEST_SINGLE)):
            t = self.tokens[j]
            if self.quotation[j] >= 0:
                return None
            if t.text in ("’", "'") and t.tag != "POS" and not self.tokens[j - 1].space:
                return j
        return None

    def _add(self, first: int, last: int, number: int, closed: bool) -> None:
        index = len(self.quotations)
        self.quotations.append(Quotation(first, last, number, closed))
        for i in range(first, last):
            self.quotation[i] = index


def _bounds(parse: Parse) -> list[tuple[int, int]]:
    """Token ranges of the paragraphs, empty ones left out."""
    starts = [t.start for t in parse.tokens]
    out = []
    for span in paragraphs(parse.text):
        first = bisect_right(starts, span.start - 1)
        last = bisect_right(starts, span.end - 1)
        if first < last:
            out.append((first, last))
    return out
