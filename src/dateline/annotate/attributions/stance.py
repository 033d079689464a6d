"""Modality, certainty and polarity: what the cue lends to its content, and what the content adds.

After FactBank (Saurí & Pustejovsky 2009): the cue word sets the ground, negation of the cue turns
the polarity; hedges and moods of the content (`moods`) refine what a cue of saying leaves open.
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.governors import QUESTIONS, governor, only_reports
from dateline.annotate.attributions.moods import Mood, mood, root, settled, weaker
from dateline.model import Certainty, Modality, Parse, Polarity
from dateline.reference.cues import Cue, frame_stances, noun_cues

_NEGATIVE_SORTS = frozenset(["refusal"])
_MOODY = frozenset([
    "speech", "claim", "confirmation", "belief", "evidence", "perception", "emotion", "approval",
    "criticism", "warning", "concealment",
])  # fmt: skip
_DONE = frozenset([
    "go", "come", "continue", "begin", "start", "proceed", "seem", "appear", "be", "have",
    "happen", "manage", "report", "say", "allege", "believe", "know", "rise", "return", "first",
])  # fmt: skip
_SETTLED_BY = frozenset([
    "determine", "establish", "assess", "learn", "know", "find", "discover", "ascertain", "see",
    "decide", "understand", "consider",
])  # fmt: skip
_KNOWN = frozenset(["know", "clear", "sure", "certain", "understand", "establish", "determine"])
_DECIDED = frozenset(["determine", "determined", "decide", "resolve"])
_NOBODY = frozenset(["no", "neither", "nobody", "none"])
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
        return settled(inner)
    return settled(_joined(parse, found, content, inner))


def _joined(parse: Parse, found: Candidate, content: list[int], inner: Mood) -> Mood:
    """What the cue lends, refined by what the content says of itself."""
    outer = _cue(parse, found)
    word = found.word
    modality = outer.modality
    certainty = weaker(outer.certainty, inner.certainty)
    if word is not None and word.word == "ask" and inner.modality is Modality.HYPOTHETICAL:
        return inner
    open_ = modality is Modality.ASSERTED and (word is None or word.sort in _MOODY)
    if _asked(parse, found, content):
        return Mood(Modality.HYPOTHETICAL, Certainty.UNKNOWN)
    if open_ and inner.modality is Modality.PREDICTED and _not_backshifted(parse, found, content):
        return Mood(Modality.HYPOTHETICAL, Certainty.UNKNOWN, inner.polarity)
    if open_ or (modality is Modality.PREDICTED and inner.modality is Modality.CONDITIONAL):
        modality = inner.modality
    elif modality not in (Modality.ASSERTED, Modality.REPORTED, Modality.PREDICTED):
        certainty = outer.certainty
    negative = Polarity.NEGATIVE in (outer.polarity, inner.polarity)
    return Mood(modality, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _asked(parse: Parse, found: Candidate, content: list[int]) -> bool:
    """Whether the words are a question that somebody wants settled ("determine whether …")."""
    first = next((parse.tokens[i] for i in content if parse.tokens[i].pos != "PUNCT"), None)
    if first is None:
        return False
    if first.lower == "whether":
        return True
    if first.lower not in QUESTIONS or found.word is None:
        return False
    t = parse.tokens[found.anchor]
    sought = t.tag in ("VB", "VBG") and found.word.word in _SETTLED_BY
    return (
        sought
        or found.word.sort == "question"
        or (found.word.word in _KNOWN and negated(parse, found))
    )


def _not_backshifted(parse: Parse, found: Candidate, content: list[int]) -> bool:
    """Whether "would" stands under a cue in the present, where it is no future of the past."""
    top = root(parse, content)
    would = top is not None and any(k.lower == "would" for k in parse.kids(top.i, "aux"))
    return would and parse.tokens[found.anchor].tag in ("VBZ", "VBP")


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
    if word is not None and word.sort in ("warning", "emotion") and "infinitive" not in found.rule:
        modality, certainty = _feared(parse, found, modality, certainty)
    if modality is Modality.ASSERTED and found.modality is None:
        modality, certainty = _unrealised(parse, found, modality, certainty)
        if only_reports(parse, found):
            modality, certainty = Modality.REPORTED, Certainty.UNKNOWN
    noun = _named_act(parse, found, modality)
    if noun is not None:
        modality, polarity = noun.modality, noun.polarity
        planned = modality is Modality.INTENDED
        certainty = Certainty.CERTAIN if planned else noun.certainty
    if (
        word is not None
        and (word.sort == "order" or word.word in _DECIDED)
        and _past_fact(parse, found)
    ):
        modality, certainty = Modality.ASSERTED, Certainty.CERTAIN
    if negated(parse, found):
        modality, certainty, polarity = _negated(found, modality, certainty, polarity)
    return Mood(
        found.modality or modality, found.certainty or certainty, found.polarity or polarity
    )


def _named_act(parse: Parse, found: Candidate, modality: Modality) -> Cue | None:
    """The noun of ordering, asking or planning that is the object of a cue of saying or issuing
    ("issued a ban", "unveiled plans"): it says more than the verb."""
    if found.rule not in ("verb: object", "verb: passive") or modality is not Modality.ASSERTED:
        return None
    top = root(parse, found.content)
    if top is None or top.pos != "NOUN":
        return None
    noun = noun_cues().get(top.lemma.lower())
    named = (Modality.ORDERED, Modality.REQUESTED, Modality.INTENDED)
    return noun if noun is not None and noun.modality in named else None


def _past_fact(parse: Parse, found: Candidate) -> bool:
    """Whether a ruling finds something to be so instead of ordering it."""
    top = root(parse, found.content)
    if (
        top is None
        or found.rule not in ("verb: clause", "adjective")
        or top.pos not in ("VERB", "AUX")
    ):
        return False
    aux = {k.lower for k in parse.kids(top.i, "aux", "auxpass")}
    return bool(aux & {"was", "were", "had", "is", "are"} or top.tag == "VBD") and "to" not in aux


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
        top.tag in ("VBD", "VBZ", "VBP")
        or any(k.dep == "aux" and k.lower != "to" for k in parse.kids(top.i))
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
    word = found.word
    if modality is Modality.DENIED:
        open_ = word is not None and word.word == "rule out"
        certainty = Certainty.POSSIBLE if open_ else Certainty.UNKNOWN
        return Modality.ASSERTED, certainty, Polarity.POSITIVE
    if word is not None and word.word in _KNOWN:
        return Modality.HYPOTHETICAL, Certainty.UNKNOWN, Polarity.POSITIVE
    if polarity is Polarity.NEGATIVE:
        return modality, certainty, Polarity.POSITIVE
    if word is not None and word.sort in ("speech", "claim", "confirmation", "question"):
        certainty = Certainty.UNKNOWN
    return modality, certainty, Polarity.NEGATIVE


def negated(parse: Parse, found: Candidate) -> bool:
    """Whether the cue itself is negated ("has not commented", "did not say", "no indication"), or
    nobody is its source ("neither side confirmed")."""
    t = parse.tokens[found.anchor]
    if any(k.dep == "neg" or k.lower in ("never", "n't") for k in parse.kids(t.i)):
        return True
    if t.dep in ("acomp", "attr", "xcomp"):
        up = parse.tokens[t.head]
        if any(k.dep == "neg" for k in parse.kids(up.i)):
            return True
    if _is_nobody(parse, found.source) and found.source[0] < t.i:
        return True
    return t.pos == "NOUN" and any(k.lower == "no" for k in parse.kids(t.i, "det"))


def _is_nobody(parse: Parse, source: list[int]) -> bool:
    """Whether a source is "neither side" or "no official", not "No 10" or "no fewer than 20"."""
    words = [parse.tokens[i].lower for i in source[:2]]
    if not words or words[0] not in _NOBODY:
        return False
    after = words[1] if len(words) > 1 else ""
    return not (after[:1].isdigit() or after in ("fewer", "less", "more"))


def _inside(c: Candidate) -> bool:
    """Whether a cue among the words themselves is told by them instead of telling them."""
    if c.rule.startswith(("noun", "adject")) or c.form == "passive":
        return True
    plain = c.word is None or c.word.modality is Modality.ASSERTED
    return plain and min(c.content, default=0) > c.anchor


def best(found: list[Candidate], content: list[int]) -> Candidate | None:
    """The candidate whose content fits some words best; one that only surrounds them if none
    shares a good half with them."""
    wanted = set(content)
    scored = []
    found = [c for c in found if c.anchor not in wanted or not _inside(c)]
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


def nearest(parse: Parse, found: list[Candidate], content: list[int]) -> Candidate | None:
    """The candidate for some words, or the cue directly over them where that lies deeper."""
    chosen = best(found, content)
    over = governor(parse, content)
    if over is None:
        return chosen
    if chosen is None:
        return over
    wanted = set(content)
    fit = len(wanted & set(chosen.content)) / len(wanted | set(chosen.content))
    deeper = over.anchor != chosen.anchor and (over.anchor in chosen.content or fit < 0.7)
    return over if deeper else chosen
