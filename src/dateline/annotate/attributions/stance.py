"""Modality, certainty and polarity of an attribution from its cue and the clause it brings.

After FactBank (Saurí & Pustejovsky 2009): the cue word sets the ground, negation of the cue turns
the polarity, hedges inside the content lower the certainty.
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.model import AttributionSpan, Certainty, Modality, Parse, Polarity, Span, Token

_POSSIBLE = frozenset(["may", "might", "could", "possibly", "perhaps", "potentially", "maybe"])
_PROBABLE = frozenset(["likely", "probably", "presumably", "apparently"])
_FUTURE = frozenset(["will", "'ll", "’ll", "shall", "wo"])
_NEGATIVE_SORTS = frozenset(["denial", "refusal"])
_SAYING = frozenset(["speech", "claim", "confirmation", "belief"])


def stance(parse: Parse, found: Candidate) -> tuple[Modality, Certainty, Polarity]:
    """The three values of a candidate."""
    word = found.word
    modality = word.modality if word else Modality.ASSERTED
    certainty = word.certainty if word else Certainty.CERTAIN
    polarity = word.polarity if word else Polarity.POSITIVE
    if word is not None and word.sort in _NEGATIVE_SORTS:
        polarity = Polarity.NEGATIVE
    if negated(parse, found):
        turned = polarity is Polarity.POSITIVE
        polarity = Polarity.NEGATIVE if turned else Polarity.POSITIVE
        if modality is Modality.DENIED:
            modality = Modality.ASSERTED
        certainty = Certainty.UNKNOWN if turned else certainty
    root = _root(parse, found)
    if root is not None and (word is None or word.sort in _SAYING):
        modality, certainty = _hedged(parse, root, modality, certainty, found)
    return (
        found.modality or modality,
        found.certainty or certainty,
        found.polarity or polarity,
    )


def negated(parse: Parse, found: Candidate) -> bool:
    """Whether the cue itself is negated ("has not commented", "did not say", "no indication")."""
    t = parse.tokens[found.anchor]
    if any(k.dep == "neg" or k.lower in ("never", "n't") for k in parse.kids(t.i)):
        return True
    if t.dep in ("acomp", "attr", "xcomp"):
        up = parse.tokens[t.head]
        if any(k.dep == "neg" for k in parse.kids(up.i)):
            return True
    return t.pos == "NOUN" and any(k.lower == "no" for k in parse.kids(t.i, "det"))


def _root(parse: Parse, found: Candidate) -> Token | None:
    inside = set(found.content)
    for i in found.content:
        t = parse.tokens[i]
        if t.pos in ("VERB", "AUX") and (t.head not in inside or t.head == t.i):
            return t
    return None


def _hedged(
    parse: Parse, root: Token, modality: Modality, certainty: Certainty, found: Candidate
) -> tuple[Modality, Certainty]:
    inside = set(found.content)
    for k in parse.kids(root.i):
        if k.i not in inside:
            continue
        if k.lower in _POSSIBLE:
            certainty = Certainty.POSSIBLE
        elif k.lower in _PROBABLE and certainty is Certainty.CERTAIN:
            certainty = Certainty.PROBABLE
        elif k.lower in _FUTURE and k.dep == "aux" and modality is Modality.ASSERTED:
            modality = Modality.PREDICTED
        elif k.dep == "advcl" and any(
            m.lower in ("if", "unless") and m.dep == "mark" for m in parse.kids(k.i)
        ):
            modality = Modality.CONDITIONAL
    return modality, certainty


def stance_of(
    parse: Parse, content: tuple[Span, ...], attributions: tuple[AttributionSpan, ...]
) -> tuple[Modality, Certainty, Polarity]:
    """The stance of given words: that of the attribution that fits them best, else the narrator's.

    The best fit shares the largest part of its characters with the words; one whose content only
    surrounds them counts where no other fits.
    """
    best: AttributionSpan | None = None
    score = 0.0
    for a in attributions:
        shared = sum(
            max(0, min(s.end, c.end) - max(s.start, c.start)) for s in content for c in a.content
        )
        union = sum(s.length for s in (*content, *a.content)) - shared
        if union and shared / union > score:
            best, score = a, shared / union
    if best is not None:
        return best.modality, best.certainty, best.polarity
    return Modality.ASSERTED, Certainty.CERTAIN, Polarity.POSITIVE
