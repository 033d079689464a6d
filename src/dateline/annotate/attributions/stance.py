"""Modality, certainty and polarity: what the cue lends to its content, and what the content adds.

After FactBank (Saurí & Pustejovsky 2009): the cue word sets the ground, negation of the cue turns
the polarity; hedges and moods of the content (`moods`) refine what a cue of saying leaves open.
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.moods import Mood, mood, root, weaker
from dateline.model import Certainty, Modality, Parse, Polarity
from dateline.reference.cues import frame_stances

_NEGATIVE_SORTS = frozenset(["refusal"])
_MOODY = frozenset([
    "speech", "claim", "confirmation", "belief", "evidence", "perception", "emotion", "approval",
    "criticism", "warning", "concealment",
])  # fmt: skip
_DONE = frozenset([
    "go", "come", "continue", "begin", "start", "proceed", "seem", "appear", "be", "have",
    "happen", "manage", "report", "say", "allege", "believe", "know", "rise", "return", "first",
])  # fmt: skip
_FEARS = frozenset(["fear", "worry", "concern", "worried", "concerned", "afraid", "fearful"])


def stance(parse: Parse, found: Candidate) -> tuple[Modality, Certainty, Polarity]:
    """The three values of a candidate; its polarity is the cue's, since parts of one content may
    differ in theirs."""
    said = of_content(parse, found, found.content)
    return said.modality, said.certainty, _cue(parse, found).polarity


def of_content(parse: Parse, found: Candidate | None, content: list[int]) -> Mood:
    """How the source of `found` (the narrator if None) puts some words of its content."""
    own = found is not None and not found.unstated
    inner = mood(parse, content, own=own)
    if found is None:
        return inner
    outer = _cue(parse, found)
    word = found.word
    modality = outer.modality
    certainty = weaker(outer.certainty, inner.certainty)
    if word is not None and word.word == "ask" and inner.modality is Modality.HYPOTHETICAL:
        return inner
    open_ = modality is Modality.ASSERTED and (word is None or word.sort in _MOODY)
    if open_ or (modality is Modality.PREDICTED and inner.modality is Modality.CONDITIONAL):
        modality = inner.modality
    elif modality not in (Modality.ASSERTED, Modality.REPORTED, Modality.PREDICTED):
        certainty = outer.certainty
    negative = Polarity.NEGATIVE in (outer.polarity, inner.polarity)
    return Mood(modality, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _cue(parse: Parse, found: Candidate) -> Mood:
    """What the cue lends, whatever its content."""
    word = found.word
    modality = word.modality if word else Modality.ASSERTED
    certainty = word.certainty if word else Certainty.CERTAIN
    polarity = word.polarity if word else Polarity.POSITIVE
    if word is not None and (word.word, found.rule) in frame_stances():
        modality, certainty, polarity = frame_stances()[word.word, found.rule]
    if word is not None and (word.sort in _NEGATIVE_SORTS or modality is Modality.DENIED):
        polarity = Polarity.NEGATIVE
    if word is not None and word.sort in ("warning", "emotion"):
        modality, certainty = _feared(parse, found, modality, certainty)
    if modality is Modality.ASSERTED and found.modality is None:
        modality, certainty = _unrealised(parse, found, modality, certainty)
    if negated(parse, found):
        modality, certainty, polarity = _negated(found, modality, certainty, polarity)
    return Mood(
        found.modality or modality, found.certainty or certainty, found.polarity or polarity
    )


def _unrealised(
    parse: Parse, found: Candidate, modality: Modality, certainty: Certainty
) -> tuple[Modality, Certainty]:
    """A cue that is an infinitive of purpose has not been said yet ("using the event to announce");
    one under "went on to", "appeared to" has."""
    t = parse.tokens[found.anchor]
    if t.tag != "VB" or not any(k.lower == "to" and k.dep == "aux" for k in parse.kids(t.i)):
        return modality, certainty
    up = parse.tokens[t.head]
    if t.head == t.i or up.lemma in _DONE or t.dep not in ("advcl", "acl", "xcomp"):
        return modality, certainty
    if any(k.lower in ("potentially", "possibly", "perhaps") for k in parse.kids(t.i, "advmod")):
        return Modality.PREDICTED, Certainty.POSSIBLE
    return Modality.INTENDED, certainty


def _feared(
    parse: Parse, found: Candidate, modality: Modality, certainty: Certainty
) -> tuple[Modality, Certainty]:
    """A warning or a fear of something to come; of a fact where the clause is past or present."""
    top = root(parse, found.content)
    finite = top is not None and top.pos in ("VERB", "AUX") and (
        top.tag in ("VBD", "VBZ", "VBP") or any(k.dep == "aux" for k in parse.kids(top.i))
    )  # fmt: skip
    word = found.word
    assert word is not None
    if word.sort == "warning":
        return (Modality.ASSERTED, Certainty.CERTAIN) if finite else (modality, certainty)
    if word.word in _FEARS:
        return Modality.ASSERTED, Certainty.POSSIBLE
    return modality, certainty


def _negated(
    found: Candidate, modality: Modality, certainty: Certainty, polarity: Polarity
) -> tuple[Modality, Certainty, Polarity]:
    """A negated cue: "did not deny" leaves it open, "did not say", "does not believe" deny it."""
    if modality is Modality.DENIED:
        return Modality.ASSERTED, Certainty.UNKNOWN, Polarity.POSITIVE
    if polarity is Polarity.NEGATIVE:
        return modality, certainty, Polarity.POSITIVE
    word = found.word
    if word is not None and word.sort in ("speech", "claim", "confirmation", "question"):
        certainty = Certainty.UNKNOWN
    return modality, certainty, Polarity.NEGATIVE


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


def best(found: list[Candidate], content: list[int]) -> Candidate | None:
    """The candidate whose content fits some words best; one that only surrounds them if none
    shares a good half with them."""
    wanted = set(content)
    scored = []
    for c in found:
        shared = len(wanted & set(c.content))
        if shared:
            scored.append((shared / len(wanted | set(c.content)), -len(c.content), c))
    if not scored:
        return None
    fit, _, chosen = max(scored, key=lambda x: (x[0], x[1]))
    if fit >= 0.4:
        return chosen
    around = [c for _, _, c in scored if wanted <= set(c.content)]
    return min(around, key=lambda c: len(c.content)) if around else None
