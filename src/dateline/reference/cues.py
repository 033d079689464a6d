"""Words that attribute: verbs, nouns and adjectives with a class, frames and a stance.

The tables are lexicons (words with a class set by hand), not counts. A *frame* says where the
content of a cue may stand; see the head of `tables/cues_verbs.tsv`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.model import Certainty, Modality, Polarity, SourceKind


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word. `sort` is the kind of attitude: speech, belief, intention, emotion …"""

    word: str
    sort: str
    frames: frozenset[str]
    modality: Modality
    certainty: Certainty
    polarity: Polarity

    def takes(self, frame: str) -> bool:
        return frame in self.frames


def _rows(name: str) -> list[list[str]]:
    text = resources.files("dateline.reference").joinpath("tables", name).read_text("utf-8")
    lines = [x for x in text.splitlines() if x and not x.startswith("#")]
    return [x.split("\t") for x in lines[1:]]


def _cues(name: str) -> dict[str, Cue]:
    return {
        word: Cue(
            word,
            sort,
            frozenset(frames.split()),
            Modality(modality),
            Certainty(certainty),
            Polarity(polarity),
        )
        for word, sort, frames, modality, certainty, polarity in _rows(name)
    }


@cache
def verb_cues() -> dict[str, Cue]:
    """Lemma → cue for verbs."""
    return _cues("cues_verbs.tsv")


@cache
def noun_cues() -> dict[str, Cue]:
    """Lemma → cue for nouns."""
    return _cues("cues_nouns.tsv")


@cache
def adjective_cues() -> dict[str, Cue]:
    """Lower-case form → cue for adjectives."""
    return _cues("cues_adjectives.tsv")


@cache
def nameless_sources() -> dict[str, SourceKind]:
    """Head noun → `role` or `anonymous`, for sources that carry no name."""
    return {word: SourceKind(kind) for word, kind in _rows("cues_sources.tsv")}


@cache
def light_verbs() -> frozenset[str]:
    """Verbs whose subject holds the attitude their object noun names ("voiced concern")."""
    return frozenset(word for (word,) in _rows("cues_light_verbs.tsv"))


@cache
def phrasal() -> frozenset[tuple[str, str]]:
    """(verb, particle) pairs that attribute nothing though the verb alone may."""
    return frozenset((verb, particle) for verb, particle in _rows("cues_phrasal.tsv"))


@cache
def object_control() -> frozenset[str]:
    """Verbs whose object acts in the infinitive that follows ("urged Oslo to leave")."""
    return frozenset(word for (word,) in _rows("cues_object_control.tsv"))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of attribution: how far it can be trusted (5 most, 1 least), and what it does."""

    name: str
    reliability: int
    sentence: str


@cache
def rules() -> dict[str, Rule]:
    """Rule name → rule, as the derivations name them."""
    return {
        name: Rule(name, int(reliability), sentence)
        for name, reliability, sentence in _rows("cues_rules.tsv")
    }


@cache
def frame_stances() -> dict[tuple[str, str], tuple[Modality, Certainty, Polarity]]:
    """(word, rule) → the stance that this frame gives the word, where it differs from its own."""
    return {
        (word, rule): (Modality(modality), Certainty(certainty), Polarity(polarity))
        for word, rule, modality, certainty, polarity in _rows("cues_frames.tsv")
    }


@cache
def weak_words() -> frozenset[tuple[str, str]]:
    """(rule, word) pairs where the word names an act or a topic more often than what is said."""
    return frozenset(
        (rule, word) for rule, words in _rows("cues_weak.tsv") for word in words.split()
    )


def describe(step: str) -> str | None:
    """The sentence of the attribution rule that a derivation step names; None for other steps."""
    rule = rules().get(step.removeprefix("attribution: "))
    return rule.sentence if rule and step.startswith("attribution: ") else None
