"""How likely two triggers in reports of one incident name one happening, with the reasons.

A logistic model over 27 features. Its weights (`event_pairs.tsv`) are fitted on ECB+ train by
`benchmarks/incidents.py fit`; every score can be told as its largest terms.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dateline.incidents.clustering import Matrix, partition
from dateline.incidents.wording import Wording, Words
from dateline.reference.event_words import pair_weights

LIGHT = frozenset({"be", "have", "do", "make", "take", "get", "go", "come", "give", "put", "see",
                   "happen", "event", "it", "that", "this"})  # fmt: skip
REPORTING = frozenset({"say", "tell", "report", "announce", "confirm", "add", "state", "accord",
                       "statement", "note", "describe", "call", "reveal"})  # fmt: skip

THRESHOLD = 0.4
"""Mean probability at which clusters are joined; set on ECB+ train."""

LOW = 0.05


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a set of triggers of one incident shares: term weights and how many tell each act."""

    weights: dict[str, float]
    salience: dict[str, float]

    @classmethod
    def of(cls, triggers: Sequence[Wording]) -> Surroundings:
        """Weights log((documents + 1) / df) + .1 of context words; salience = share of documents
        with a trigger of the same stem or of one line of synonyms."""
        documents = {w.document for w in triggers}
        seen: dict[str, set[str]] = defaultdict(set)
        stems: dict[str, set[str]] = defaultdict(set)
        lines: dict[int, set[str]] = defaultdict(set)
        for w in triggers:
            for term in w.context:
                seen[term].add(w.document)
            stems[w.stem].add(w.document)
            for line in w.lines:
                lines[line].add(w.document)
        size = len(documents)
        weights = {t: math.log((size + 1) / len(d)) + 0.1 for t, d in sorted(seen.items())}
        salience = {}
        for w in triggers:
            sets = [stems[w.stem]] + [stems[w.stem] | lines[n] for n in w.lines]
            key = f"{w.lemma}\t{w.text}"
            salience[key] = max(len(s) for s in sets) / size
        return cls(weights, salience)

    def shared(self, left: Words, right: Words) -> float:
        """Weighted cosine of two sets of words, 0 to 1."""
        both = sum(self.weights.get(t, 0.0) for t in sorted(left & right))
        if not both:
            return 0.0
        one = sum(self.weights.get(t, 0.0) for t in sorted(left))
        other = sum(self.weights.get(t, 0.0) for t in sorted(right))
        return both / math.sqrt(one * other)

    def prominence(self, left: Wording, right: Wording) -> float:
        """The smaller salience of the two."""
        return min(self.salience[f"{w.lemma}\t{w.text}"] for w in (left, right))


def features(left: Wording, right: Wording, around: Surroundings) -> dict[str, float]:
    """The features of a pair by name; the table of weights says what each means."""
    same = float(left.stem == right.stem)
    lines = 0 if same else len(left.lines & right.lines)
    alike = float(lines > 0)
    context = around.shared(left.context, right.context)
    arguments = around.shared(left.arguments, right.arguments)
    prominence = around.prominence(left, right)
    document = float(left.document == right.document)
    return {
        "bias": 1.0,
        "stem": same,
        "text": float(left.text == right.text),
        "synonym": alike,
        "synonym_twice": float(lines > 1),
        "context": context,
        "arguments": arguments,
        "stem*context": same * context,
        "stem*arguments": same * arguments,
        "synonym*arguments": alike * arguments,
        "stem*light": same * float(left.lemma in LIGHT or right.lemma in LIGHT),
        "reporting": float(left.lemma in REPORTING or right.lemma in REPORTING),
        "same_sentence": document * float(left.sentence == right.sentence),
        "stem*same_document": same * document,
        "words": float(bool(left.span & right.span)),
        "subject": float(bool(left.subjects & right.subjects)),
        "object": float(bool(left.objects & right.objects)),
        "stem*other_object": same * _other(left.objects, right.objects),
        "stem*other_subject": same * _other(left.subjects, right.subjects),
        "argument_of_other": float(left.stem in right.arguments or right.stem in left.arguments),
        "stem*salience": same * prominence,
        "synonym*salience": alike * prominence,
        "modifier": float(bool(left.modifiers & right.modifiers)),
        "stem*other_modifier": same * _other(left.modifiers, right.modifiers),
        "other_modal": float(left.modal != right.modal),
        "other_negation": float(left.negated != right.negated),
        "stem*early": same * (1 - max(left.position, right.position)),
    }


def _other(left: Words, right: Words) -> float:
    return float(bool(left and right and not left & right))


def score(left: Wording, right: Wording, around: Surroundings) -> float:
    """Probability that both triggers name one happening."""
    weights = pair_weights()
    total = sum(weights[name] * value for name, value in features(left, right, around).items())
    return 1 / (1 + math.exp(-total))


def explain(left: Wording, right: Wording, around: Surroundings, most: int = 5) -> list[str]:
    """The largest terms of a score: `+1.9 same stem` … by size, then name."""
    weights = pair_weights()
    terms = [
        (weights[k] * v, k) for k, v in features(left, right, around).items() if v and k != "bias"
    ]
    terms.sort(key=lambda term: (-abs(term[0]), term[1]))
    return [f"{value:+.1f} {name}" for value, name in terms[:most]]


def scores(triggers: Sequence[Wording]) -> Matrix:
    """Probabilities of all pairs, symmetric (n, n), rounded to 6 places."""
    around = Surroundings.of(triggers)
    out = np.eye(len(triggers))
    for a, b in _pairs(len(triggers)):
        out[a, b] = out[b, a] = round(score(triggers[a], triggers[b], around), 6)
    return out


def _pairs(size: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a in range(size) for b in range(a + 1, size))


def happenings(triggers: Sequence[Wording]) -> list[list[int]]:
    """Clusters of triggers that name one happening, as row numbers."""
    return partition(scores(triggers), THRESHOLD, LOW)
