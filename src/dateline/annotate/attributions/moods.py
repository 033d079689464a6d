"""How a content puts itself: the mood of its highest verb, from auxiliaries, adverbs and what
governs it, whoever says it.

The readings, the first that fits: a question or "whether" is hypothetical · "if" makes it
conditional · a verb or adjective of intention, request, order or prediction over an infinitive
lends its own mood · "should", "must" and imperatives request · "will" predicts, or intends where
the speaker speaks of itself · "would have" is hypothetical. Hedges lower the certainty, negation
of the verb or of its arguments turns the polarity.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Certainty, Modality, Parse, Polarity, Token
from dateline.reference.cues import verb_cues

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
_POSSIBLE = frozenset(["possibly", "perhaps", "potentially", "maybe", "possible", "potential",
                       "conceivably"])  # fmt: skip
_PROBABLE = frozenset(["likely", "probably", "presumably", "apparently", "seemingly", "suspected",
                       "apparent", "probable", "unlikely", "believed", "evidently"])  # fmt: skip
_HEARSAY = frozenset(["reportedly", "allegedly", "supposedly", "purportedly", "alleged", "reported",
                      "rumored", "rumoured", "supposed"])  # fmt: skip
_FUTURE = frozenset(["will", "'ll", "’ll", "shall", "wo"])
_MAY = frozenset(["may", "might", "could"])
_DUTY = frozenset(["should", "must", "ought"])
_SELF = frozenset(["i", "we", "it", "they", "he", "she"])
_STATIVE = frozenset(["be", "happen", "occur", "become", "remain", "continue", "take", "last",
                      "come", "fall", "rise", "end", "start", "begin", "have", "cost", "face",
                      "lose", "win", "die", "need"])  # fmt: skip
_NOBODY = frozenset(["no", "nobody", "none", "nothing", "neither", "no-one"])
_NEVER = frozenset(["not", "n't", "n’t", "never", "no", "hardly", "barely"])
_DUE = frozenset(["expect", "project", "forecast", "predict", "slate", "schedule", "anticipate",
                  "estimate", "tip", "set"])  # fmt: skip
_BOUND = frozenset(["likely", "unlikely", "set", "due", "poised", "bound", "certain", "sure",
                    "expected", "scheduled", "slated"])  # fmt: skip
_SAID = frozenset(["report", "allege", "rumor", "rumour", "say", "understand", "suppose"])
_ENDED = frozenset(["fail", "refuse", "decline", "cease", "stop"])
_GOVERNING = frozenset(["intention", "promise", "request", "order"])
_INTENDED_NOUNS = frozenset(["planned", "proposed", "intended", "future", "upcoming"])


@dataclass(frozen=True, slots=True)
class Mood:
    """Modality, certainty and polarity of some words in themselves."""

    modality: Modality = Modality.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less certain of two."""
    return max(a, b, key=_ORDER.index)


def root(parse: Parse, content: list[int]) -> Token | None:
    """The highest verb of some tokens, else their highest word; None of none."""
    inside = set(content)
    tops = [t for t in map(parse.tokens.__getitem__, content)
            if t.head not in inside or t.head == t.i]  # fmt: skip
    tops = [t for t in tops if t.pos not in ("PUNCT", "SPACE", "SCONJ", "CCONJ")]
    verbs = [t for t in tops if t.pos in ("VERB", "AUX")]
    for t in verbs:
        return t
    for t in tops:
        for k in parse.kids(t.i, "pcomp", "ccomp", "acl"):
            if t.pos == "ADP" and k.i in inside:
                return k
    return tops[0] if tops else None


def mood(parse: Parse, content: list[int], *, own: bool = False) -> Mood:
    """The mood of some tokens.

    Args:
        own: whether the words are somebody's, so that "we will" and "it will" say what they intend.
    """
    top = root(parse, content)
    if top is None:
        return Mood()
    inside = frozenset(content)
    kids = [k for k in parse.kids(top.i) if k.i in inside]
    if top.pos not in ("VERB", "AUX"):
        return _nominal(parse, top, kids)
    modality, certainty = _modality(parse, top, kids, content, own)
    return Mood(modality, weaker(certainty, _hedge(kids)), _polarity(parse, top, kids))


def _nominal(parse: Parse, top: Token, kids: list[Token]) -> Mood:
    words = {k.lower for k in kids}
    modality = Modality.REPORTED if words & _HEARSAY else (
        Modality.INTENDED if words & _INTENDED_NOUNS else Modality.ASSERTED
    )  # fmt: skip
    certainty = Certainty.POSSIBLE if words & _POSSIBLE else (
        Certainty.PROBABLE if words & _PROBABLE else Certainty.CERTAIN
    )  # fmt: skip
    polarity = Polarity.NEGATIVE if words & _NOBODY else Polarity.POSITIVE
    return Mood(modality, certainty, polarity)


def _modality(
    parse: Parse, top: Token, kids: list[Token], content: list[int], own: bool
) -> tuple[Modality, Certainty]:
    certain = Certainty.CERTAIN
    last = [parse.tokens[i].text for i in content[-3:]]
    if "?" in last or any(k.lower == "whether" for k in kids):
        return Modality.HYPOTHETICAL, Certainty.UNKNOWN
    if any(k.lower in _HEARSAY for k in kids):
        return Modality.REPORTED, Certainty.UNKNOWN
    if _conditional(parse, kids):
        return Modality.CONDITIONAL, certain
    lent = _lent(parse, top, kids)
    if lent is not None:
        return lent
    aux = {k.lower for k in kids if k.dep in ("aux", "auxpass")}
    if aux & _DUTY or _has_to(parse, top, kids):
        return Modality.REQUESTED, certain
    if aux & _FUTURE or _going_to(parse, top, kids):
        return (
            Modality.INTENDED if own and _self(parse, top, kids) else Modality.PREDICTED
        ), certain
    if "would" in aux:
        if "have" in aux:
            return Modality.HYPOTHETICAL, certain
        return (
            Modality.INTENDED if own and _self(parse, top, kids) else Modality.PREDICTED
        ), certain
    if "to" in aux and any(k.lower in _POSSIBLE for k in kids):
        return Modality.PREDICTED, Certainty.POSSIBLE
    if aux & _MAY and "have" not in aux and top.lemma != "be":
        return Modality.PREDICTED, Certainty.POSSIBLE
    if top.tag == "VB" and not aux and own and _opens(parse, top, content):
        return Modality.REQUESTED, certain
    return Modality.ASSERTED, certain


def _opens(parse: Parse, top: Token, content: list[int]) -> bool:
    """Whether a bare verb opens somebody's words: an imperative."""
    words = [i for i in content if parse.tokens[i].pos not in ("PUNCT", "INTJ", "ADV")]
    return bool(words) and words[0] == top.i


def _conditional(parse: Parse, kids: list[Token]) -> bool:
    return any(
        k.dep == "advcl" and any(m.lower in ("if", "unless", "provided") for m in parse.kids(k.i))
        for k in kids
    )


def _lent(parse: Parse, top: Token, kids: list[Token]) -> tuple[Modality, Certainty] | None:
    """The mood that a verb or adjective over an infinitive lends to its clause."""
    goal = any(k.dep in ("xcomp", "advcl", "ccomp") and k.i > top.i and _to(parse, k) for k in kids)
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in kids)
    if passive and top.lemma in _DUE:
        return Modality.PREDICTED, Certainty.PROBABLE
    if passive and goal and top.lemma in _SAID:
        return Modality.REPORTED, Certainty.UNKNOWN
    if passive and top.lemma == "believe":
        return Modality.ASSERTED, Certainty.PROBABLE
    for k in kids:
        if k.dep in ("acomp", "oprd", "attr", "advmod") and k.pos in ("ADJ", "VERB", "ADV"):
            under = any(_to(parse, x) for x in (*parse.kids(k.i, "xcomp"), *kids) if x.i > k.i)
            if k.lower in _BOUND and under:
                return Modality.PREDICTED, Certainty.PROBABLE
    word = verb_cues().get(top.lemma)
    if word is None or passive:
        return None
    if word.sort in ("intention", "promise") and goal:
        return Modality.INTENDED, Certainty.CERTAIN
    if word.sort in _GOVERNING and (goal or any(k.dep == "ccomp" for k in kids)):
        return word.modality, Certainty.CERTAIN
    if (
        word.sort == "denial"
        and word.modality is Modality.DENIED
        and top.lemma in ("deny", "refute")
    ):
        return Modality.DENIED, Certainty.CERTAIN
    if word.sort == "prediction":
        return Modality.PREDICTED, Certainty.PROBABLE
    if top.lemma in ("consider", "mull", "weigh", "contemplate") and any(
        k.tag == "VBG" or k.dep == "dobj" for k in kids if k.i > top.i
    ):
        return Modality.HYPOTHETICAL, Certainty.POSSIBLE
    if top.lemma in ("seem", "appear"):
        return Modality.ASSERTED, Certainty.PROBABLE
    return None


def _to(parse: Parse, k: Token) -> bool:
    return any(m.lower == "to" and m.dep == "aux" for m in parse.kids(k.i))


def _has_to(parse: Parse, top: Token, kids: list[Token]) -> bool:
    return top.lemma in ("have", "need") and any(
        k.dep in ("xcomp", "ccomp") and _to(parse, k) for k in kids
    )


def _going_to(parse: Parse, top: Token, kids: list[Token]) -> bool:
    return top.lower == "going" and any(k.dep == "xcomp" and _to(parse, k) for k in kids)


def _self(parse: Parse, top: Token, kids: list[Token]) -> bool:
    """Whether the one who speaks is the one who acts, by a pronoun and a verb of doing."""
    if top.lemma in _STATIVE or any(k.dep == "auxpass" for k in kids):
        return False
    return any(k.lower in _SELF and k.dep == "nsubj" for k in kids)


def _hedge(kids: list[Token]) -> Certainty:
    words = {k.lower for k in kids if k.dep in ("advmod", "aux", "acomp")}
    if words & (_POSSIBLE | _MAY):
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if words & _PROBABLE else Certainty.CERTAIN


def _polarity(parse: Parse, top: Token, kids: list[Token]) -> Polarity:
    negative = any(k.dep == "neg" or k.lower in ("never", "unlikely", "unable") for k in kids)
    for k in kids:
        if k.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            under = {m.lower for m in parse.kids(k.i) if m.dep in ("det", "neg", "advmod")}
            negative = negative or k.lower in _NOBODY or bool(under & {"no", "neither"})
    if top.lemma in _ENDED and any(_to(parse, k) for k in kids if k.dep == "xcomp"):
        negative = not negative
    if top.lemma in ("deny", "refute"):
        negative = True
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE
