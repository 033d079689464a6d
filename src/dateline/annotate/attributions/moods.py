"""How a content puts itself: the mood of its highest verb, from auxiliaries, adverbs and what
governs it, whoever says it.

The readings, the first that fits: a question or "whether" is hypothetical · "should" and "must"
request · "if" makes it conditional · a verb or adjective of intention, request, order or
prediction over an infinitive lends its own mood · imperatives request · "will" predicts, or intends
where the speaker speaks of itself or somebody will do what is done on purpose · "would have", and
what an event that is only thought of could do, are hypothetical. Hedges lower the certainty,
negation of the verb or of its arguments turns the polarity. What is ordered, asked for,
conditional, hypothetical or hearsay has no certainty of its own: it is unknown (`settled`).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Certainty, Modality, Parse, Polarity, Token
from dateline.reference.cues import nameless_sources, noun_cues, verb_cues

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
POSSIBLE = frozenset(["possibly", "perhaps", "potentially", "maybe", "possible", "potential",
                       "conceivably"])  # fmt: skip
PROBABLE = frozenset(["likely", "probably", "presumably", "apparently", "seemingly", "suspected",
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
_DUE = frozenset(["expect", "project", "forecast", "predict", "anticipate",
                  "estimate", "tip", "set", "slate"])  # fmt: skip
_SCHEDULED = frozenset(["schedule", "plan"])
_UNDERGONE = frozenset(["kill", "injure", "hurt", "affect", "infect", "damage", "destroy", "harm",
                        "compensate", "expose", "lose", "force", "delay", "see", "remember", "know",
                        "find", "need", "cause", "receive", "suffer", "gain", "get",
                        "benefit"])  # fmt: skip
_CONTAINING = frozenset(["display", "show", "contain", "include", "mean", "explain", "reflect",
                         "indicate", "suggest", "know", "be", "have", "exist"])  # fmt: skip
_EVENT_DETERMINERS = frozenset(["a", "an", "such", "any"])
_MISHAPS = frozenset(["accident", "attack", "avalanche", "blast", "breach", "closure", "collapse",
                      "conflict", "crash", "crisis", "default", "disaster", "drought", "earthquake",
                      "epidemic", "eruption", "escalation", "explosion", "failure", "famine",
                      "fire", "flood", "hurricane", "infection", "landslide", "leak", "merger",
                      "mutation", "outbreak", "pandemic", "quake", "recession", "shock",
                      "shortage", "spill", "storm", "strike", "tsunami", "war"])  # fmt: skip
_DIRECTED = (Modality.ORDERED, Modality.REQUESTED)
_PERMITS = frozenset(["permit", "allow", "authorise", "authorize"])
_ABSENT = frozenset(["unidentified", "unable", "unaware", "unwilling", "unaffected", "unharmed",
                     "unhurt", "uninjured", "impossible"])  # fmt: skip
_BOUND = frozenset(["likely", "unlikely", "set", "due", "poised", "bound", "certain", "sure",
                    "expected", "slated"])  # fmt: skip
_SAID = frozenset(["allege", "rumor", "rumour", "say", "understand", "suppose"])
_ENDED = frozenset(["fail", "refuse", "decline", "cease", "stop"])
_GOVERNING = frozenset(["intention", "promise", "request", "order"])
_INTENDED_NOUNS = frozenset(["planned", "proposed", "intended", "future", "upcoming"])


@dataclass(frozen=True, slots=True)
class Mood:
    """Modality, certainty and polarity of some words in themselves."""

    modality: Modality = Modality.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE


_UNSURE = frozenset([
    Modality.ORDERED, Modality.REQUESTED, Modality.CONDITIONAL, Modality.HYPOTHETICAL,
    Modality.REPORTED,
])  # fmt: skip


def settled(said: Mood) -> Mood:
    """With no certainty where the modality leaves open whether it is so."""
    if said.modality not in _UNSURE:
        return said
    return Mood(said.modality, Certainty.UNKNOWN, said.polarity)


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
    if tops and tops[0].pos == "ADP":
        objects = [k for k in parse.kids(tops[0].i, "pobj") if k.i in inside]
        return objects[0] if objects else tops[0]
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
    kids = [k for k in parse.kids(top.i) if k.i in inside or _marks(k)]
    if top.pos not in ("VERB", "AUX"):
        return _nominal(parse, top, kids)
    modality, certainty = _modality(parse, top, kids, content, own)
    return Mood(modality, weaker(certainty, _hedge(parse, kids)), _polarity(parse, top, kids))


def _marks(k: Token) -> bool:
    """Whether a word outside the given ones still says how they are put."""
    return k.dep in ("aux", "auxpass", "neg") or (
        k.dep in ("advmod", "amod", "det") and k.lower in _HEARSAY | POSSIBLE | PROBABLE | _NEVER
    )


def _nominal(parse: Parse, top: Token, kids: list[Token]) -> Mood:
    words = {k.lower for k in kids}
    modality = Modality.REPORTED if words & _HEARSAY else (
        Modality.INTENDED if words & _INTENDED_NOUNS else Modality.ASSERTED
    )  # fmt: skip
    certainty = Certainty.POSSIBLE if words & POSSIBLE else (
        Certainty.PROBABLE if words & PROBABLE else Certainty.CERTAIN
    )  # fmt: skip
    polarity = Polarity.NEGATIVE if words & _NOBODY else Polarity.POSITIVE
    return Mood(modality, certainty, polarity)


def _modality(
    parse: Parse, top: Token, kids: list[Token], content: list[int], own: bool
) -> tuple[Modality, Certainty]:
    certain = Certainty.CERTAIN
    last = [parse.tokens[i].text for i in content[-3:]]
    after = [t.text for t in parse.tokens[content[-1] + 1 : content[-1] + 3]]
    if "?" in last or after[:1] == ["?"] or any(k.lower == "whether" for k in kids):
        return Modality.HYPOTHETICAL, Certainty.UNKNOWN
    if any(k.lower in _HEARSAY and k.dep in ("advmod", "amod", "acomp") for k in kids):
        return Modality.REPORTED, Certainty.UNKNOWN
    aux = {k.lower for k in kids if k.dep in ("aux", "auxpass")}
    if _inverted(parse, content):
        return Modality.CONDITIONAL, certain
    if aux & _DUTY:
        return Modality.REQUESTED, certain
    if _conditional(parse, kids, content):
        return Modality.CONDITIONAL, certain
    lent = _lent(parse, top, kids, own)
    if lent is not None:
        return lent
    if _has_to(parse, top, kids):
        return Modality.REQUESTED, certain
    to_come = _to_come(parse, top, kids, aux, own)
    if to_come is not None:
        return to_come
    if top.tag == "VB" and not aux and own and _opens(parse, top, content):
        return Modality.REQUESTED, certain
    return Modality.ASSERTED, certain


def _to_come(
    parse: Parse, top: Token, kids: list[Token], aux: set[str], own: bool
) -> tuple[Modality, Certainty] | None:
    """What auxiliaries of the future make of a clause."""
    certain = Certainty.CERTAIN
    passive = any(k.dep == "auxpass" for k in kids)
    if aux & {"would", "could"} and _only_thought_of(parse, kids, surely="would" in aux):
        return Modality.HYPOTHETICAL, certain
    if "would" in aux and "have" in aux:
        return Modality.HYPOTHETICAL, certain
    if aux & _FUTURE or "would" in aux or _going_to(parse, top, kids):
        planned = _on_purpose(top, kids, passive=passive) or (own and _self(parse, top, kids))
        return Modality.INTENDED if planned else Modality.PREDICTED, certain
    up = parse.tokens[top.head]
    if "to" in aux and top.dep == "xcomp" and up.lemma == "be" and not parse.kids(up.i, "acomp"):
        right = any(k.lower == "to" and k.i == up.i + 1 for k in kids)
        return (Modality.INTENDED, certain) if right else None
    if "to" in aux and any(k.lower in POSSIBLE for k in kids):
        return Modality.PREDICTED, Certainty.POSSIBLE
    if "have" in aux or not aux & _MAY:
        return None
    generic = aux & {"may", "might"} and top.lemma in _CONTAINING
    return None if generic or top.lemma == "be" else (Modality.PREDICTED, Certainty.POSSIBLE)


def _only_thought_of(parse: Parse, kids: list[Token], *, surely: bool) -> bool:
    """Whether the subject is an event that need not happen ("such a mutation would …", "an outbreak
    could …"); with "could", "a vaccine could be ready" is a cautious prediction instead."""
    for k in kids:
        if k.dep == "nsubj" and k.tag in ("NN", "NNS") and not k.entity:
            words = {m.lower for m in parse.kids(k.i, "det", "amod", "predet")}
            event = surely or k.lemma in _MISHAPS or "such" in words
            return event and bool(words & _EVENT_DETERMINERS)
    return False


def _on_purpose(top: Token, kids: list[Token], *, passive: bool) -> bool:
    """Whether a future is somebody's act: a passive of doing, or a body or persons as subject."""
    if top.lemma in _UNDERGONE or (top.lemma in _STATIVE and not (passive and top.lemma == "take")):
        return False
    if passive:
        return any(k.dep == "nsubjpass" and k.tag != "PRP" for k in kids)
    return any(k.dep == "nsubj" and _acts(k) for k in kids)


def _acts(k: Token) -> bool:
    """Whether a subject is a person or body that can have a purpose."""
    if k.entity in ("ORG", "PERSON", "GPE", "NORP"):
        return True
    return k.pos == "NOUN" and k.lemma in nameless_sources()


def _opens(parse: Parse, top: Token, content: list[int]) -> bool:
    """Whether a bare verb opens somebody's words: an imperative."""
    words = [i for i in content if parse.tokens[i].pos not in ("PUNCT", "INTJ", "ADV")]
    return bool(words) and words[0] == top.i


def _inverted(parse: Parse, content: list[int]) -> bool:
    """Whether "should" or "had" opens a condition ("should the levee fail, …")."""
    words = [parse.tokens[i] for i in content if parse.tokens[i].pos not in ("PUNCT", "SPACE")]
    opens = words[1:2] if words and words[0].lower == "that" else words[:1]
    comma = any(parse.tokens[i].text == "," for i in content)
    return bool(opens) and opens[0].text.lower() in ("should", "had") and comma


def _conditional(parse: Parse, kids: list[Token], content: list[int]) -> bool:
    words = [parse.tokens[i] for i in content if parse.tokens[i].pos not in ("PUNCT", "SPACE")]
    if len(words) > 3 and words[0].lower in ("if", "unless") and words[0].head in content:
        clause = parse.tokens[words[0].head]
        if clause.dep == "advcl" or any(parse.tokens[i].text == "," for i in content):
            return True
    ahead = bool(words) and words[0].lower == "without"
    if ahead and any(t.lower in _FUTURE or t.lower in ("would", "could") for t in words):
        return True
    return any(
        k.dep == "advcl" and any(m.lower in ("if", "unless", "provided") for m in parse.kids(k.i))
        for k in kids
    )


def _lent(
    parse: Parse, top: Token, kids: list[Token], own: bool
) -> tuple[Modality, Certainty] | None:
    """The mood that a verb or adjective over an infinitive lends to its clause."""
    goal = any(k.dep in ("xcomp", "advcl", "ccomp") and k.i > top.i and _to(parse, k) for k in kids)
    passive = any(k.dep in ("auxpass", "nsubjpass") for k in kids)
    if passive and top.lemma in _DUE:
        return Modality.PREDICTED, Certainty.PROBABLE
    told = verb_cues().get(top.lemma)
    if passive and goal and told is not None and told.modality in _DIRECTED:
        return told.modality, Certainty.UNKNOWN
    if passive and goal and top.lemma == "tell":
        return Modality.REQUESTED, Certainty.UNKNOWN
    if passive and top.lemma in _SCHEDULED and top.tag == "VBN":
        certain = top.lemma == "schedule"
        return Modality.INTENDED, Certainty.CERTAIN if certain else Certainty.UNKNOWN
    if passive and top.lemma == "report" and not own and not any(k.dep == "agent" for k in kids):
        named = any(
            x.entity == "ORG" and x.pos == "PROPN"
            for k in kids
            if k.dep == "prep"
            for x in parse.kids(k.i, "pobj")
        )
        return None if named else (Modality.REPORTED, Certainty.UNKNOWN)
    if passive and top.lemma in _PERMITS and _polarity(parse, top, kids) is Polarity.NEGATIVE:
        return Modality.ORDERED, Certainty.UNKNOWN
    if top.lemma == "be" and _is_to(parse, top, kids):
        return Modality.INTENDED, Certainty.CERTAIN
    if passive and goal and top.lemma in _SAID:
        return Modality.REPORTED, Certainty.UNKNOWN
    if passive and top.lemma in ("believe", "suspect", "consider", "think"):
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
        return Modality.INTENDED, word.certainty
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
        return Modality.INTENDED, Certainty.POSSIBLE
    if top.lemma in ("seem", "appear"):
        return Modality.ASSERTED, Certainty.PROBABLE
    return None


def _is_to(parse: Parse, top: Token, kids: list[Token]) -> bool:
    """ "The units are to move": "be" right before an infinitive."""
    if any(k.dep in ("acomp", "attr", "expl", "oprd") for k in kids):
        return False
    nouns = [noun_cues().get(k.lemma.lower()) for k in kids if k.dep == "nsubj"]
    meant = any(n is not None and n.modality is Modality.INTENDED for n in nouns)
    right = meant or parse.tokens[top.i + 1].lower == "to"
    return right and any(k.dep in ("xcomp", "ccomp") and _to(parse, k) for k in kids)


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


def _hedge(parse: Parse, kids: list[Token]) -> Certainty:
    words = {k.lower for k in kids if k.dep in ("advmod", "aux", "acomp")}
    for k in kids:
        if k.dep in ("dobj", "attr"):
            words |= {m.lower for m in parse.kids(k.i, "amod")} & (POSSIBLE | PROBABLE)
        if k.dep in ("nsubj", "nsubjpass", "dobj") and any(
            m.lower == "estimated" for m in parse.kids(k.i)
        ):
            words.add("probably")
    can = any(k.lower == "can" for k in kids) and any(k.dep == "auxpass" for k in kids)
    if can and not any(k.dep == "neg" for k in kids):
        return Certainty.POSSIBLE
    if words & (POSSIBLE | _MAY):
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if words & PROBABLE else Certainty.CERTAIN


def _polarity(parse: Parse, top: Token, kids: list[Token]) -> Polarity:
    negative = any(
        k.dep == "neg" or k.lower in ("never", "neither", "unlikely") or k.lower in _ABSENT
        or (k.lower == "longer" and any(m.lower == "no" for m in parse.kids(k.i))) for k in kids
    )  # fmt: skip
    for k in kids:
        if k.dep in ("nsubj", "nsubjpass", "dobj", "attr"):
            under = {
                m.lower
                for m in parse.kids(k.i)
                if m.dep in ("det", "neg", "advmod", "preconj", "cc")
            }
            negative = negative or k.lower in _NOBODY or bool(under & _NOBODY)
    if top.lemma in _ENDED and any(_to(parse, k) for k in kids if k.dep == "xcomp"):
        negative = not negative
    if top.lemma in ("deny", "refute"):
        negative = True
    return Polarity.NEGATIVE if negative else Polarity.POSITIVE
