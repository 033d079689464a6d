"""The names that the pipeline's entity recogniser finds, found in less time.

The recogniser reads a text from left to right and chooses at every token among 74 moves: no name,
a name of one word, the beginning of a name, its middle, its end. As shipped it asks for every token
and every move alone whether it is allowed, which takes longer than all else it does. But outside a
name the score of a move depends on the token alone, and which moves are allowed depends on three
facts: whether the token is white space, the last one, or the last of its sentence.

1. Vectors of the tokens and their parts of the hidden layer: by the model's own layers.
2. Outside a name: the best allowed move of every token, for all tokens at once.
3. From one token at which a name begins to the next: a name of one word is taken as it is; in a
   longer one, the first token whose best move is the end ends it. Its middle and end are the only
   moves allowed, and only the end is at the last token of a text or sentence.

Gives what the recogniser gives: tests/annotate/test_english.py compares them. (The transition
system of Lample et al. 2016, BILUO, as spaCy runs it with a beam of one.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_AHEAD = 6
"""Tokens scored at once inside a name; few names are longer."""


class Entities:
    """Lays the names of an entity recogniser of spaCy on parsed texts.

    Raises:
        ValueError: the recogniser is built otherwise than the one this stands for.
    """

    def __init__(self, recogniser: Any) -> None:
        import numpy

        self._np = numpy
        model = recogniser.model
        vectors, lower, upper = model.layers
        attributes = model.attrs
        pieces, features = lower.get_dim("nP"), lower.get_dim("nF")
        plain = attributes["has_upper"] and not attributes["unseen_classes"]
        if not plain or features != 3 or pieces < 2 or recogniser.cfg["beam_width"] != 1:
            raise ValueError("an entity recogniser of another build")
        self._vectors, self._lower = vectors, lower
        self._bias = lower.get_param("b")
        self._weights, self._base = upper.get_param("W").T, upper.get_param("b")
        names = [recogniser.moves.get_class_name(n) for n in range(upper.get_dim("nO"))]
        self._labels = [name.partition("-")[2] for name in names]
        self._moves = numpy.array([name[:1] for name in names])
        self._out = names.index("O")
        whole = numpy.array([bool(label) for label in self._labels])
        self._single = (self._moves == "U") & whole
        self._begins = (self._moves == "B") & whole
        self._inside = {
            n: (names.index(f"I-{label}"), names.index(f"L-{label}"))
            for n, label in enumerate(self._labels) if self._begins[n]
        }  # fmt: skip

    def lay(self, docs: Sequence[Any]) -> None:
        """Set the names of texts that are parsed and have none yet."""
        from spacy.tokens import Span

        full = [doc for doc in docs if len(doc)]
        if not full:
            return
        np = self._np
        parts = self._lower.predict(self._vectors.predict(full))  # 1.
        parts = parts.reshape((parts.shape[0], 3, -1))
        none, parts = parts[0], parts[1:]
        rows = np.concatenate([self._facts(doc) for doc in full])
        best = self._outside(parts, none, rows)  # 2.
        first = 0
        for doc in full:
            behind = first + len(doc)
            found = self._found(parts[first:behind], best[first:behind], rows[first:behind, 1])
            ents = [Span(doc, s, e, label=label) for s, e, label in found]
            doc.set_ents(ents, default="outside")
            first = behind

    def _facts(self, doc: Any) -> Any:
        """Of every token: is it white space, and is it the last of the text or a sentence."""
        from spacy.attrs import IS_SPACE, SENT_START

        np = self._np
        given = doc.to_array([IS_SPACE, SENT_START])
        last = np.ones(len(doc), dtype=bool)
        last[:-1] = given[1:, 1] == 1
        return np.stack([given[:, 0] == 1, last], axis=1)

    def _scores(self, hidden: Any) -> Any:
        """Scores of the moves: rectified by the better of the pieces, then weighed."""
        hidden = hidden + self._bias.reshape(-1)
        best = hidden.reshape((hidden.shape[0], self._bias.shape[0], -1)).max(axis=2)
        return best @ self._weights + self._base

    def _outside(self, parts: Any, none: Any, rows: Any) -> Any:
        """2. The best move of every token outside a name."""
        np = self._np
        scores = self._scores(parts[:, 0] + none[1] + none[2])
        space, last = rows[:, :1], rows[:, 1:]
        allowed = (self._single & ~space) | (self._begins & ~space & ~last)
        allowed[:, self._out] = True
        return np.where(allowed, scores, -np.inf).argmax(axis=1)

    def _found(self, parts: Any, best: Any, last: Any) -> Iterator[tuple[int, int, str]]:
        """3. The names of one text: first token, the token behind, label."""
        behind = 0
        for start in self._np.flatnonzero(best != self._out).tolist():
            if start < behind:
                continue
            move = int(best[start])
            behind = start + 1
            if move in self._inside:
                behind = self._end(parts, start, *self._inside[move], last) + 1
            yield start, behind, self._labels[move]

    def _end(self, parts: Any, start: int, inner: int, end: int, last: Any) -> int:
        """3. The last token of a name that begins at `start`."""
        at = start + 1
        while True:
            behind = min(at + _AHEAD, len(parts))
            hidden = parts[at:behind, 0] + parts[start, 1] + parts[at - 1 : behind - 1, 2]
            scores = self._scores(hidden)
            for n in range(behind - at):
                # Of moves that score alike the one of the lower number is taken.
                low, high = min(inner, end), max(inner, end)
                better = high if scores[n, high] > scores[n, low] else low
                if last[at + n] or better == end:
                    return at + n
            at = behind
