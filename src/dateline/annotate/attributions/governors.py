"""What stands directly over some given words: the cue that governs them inside a longer content.

"The navy said it expects <the storm to pass>": the words hang on "expects", not on "said". The
candidates of the rules end at the outermost cue, above all in quotations; here the tree is asked.

1. Take the head of the words' highest word, through a preposition or a light noun phrase.
2. If it is a verb, noun or adjective of the lexicon outside the words, it governs them.
3. Hearsay: a source that is only "reports" or "rumours", of nobody.
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.moods import POSSIBLE, PROBABLE, root
from dateline.model import Certainty, Modality, Parse, Token
from dateline.reference.cues import Cue, adjective_cues, noun_cues, verb_cues

_CLAUSAL = frozenset(["ccomp", "xcomp", "advcl", "acl", "relcl"])
_OBJECTS = frozenset(["dobj", "oprd", "attr"])
_HEARSAY_HEADS = frozenset(["report", "rumor", "rumour", "speculation", "hearsay"])
_TOLD = frozenset(["report", "say", "allege", "claim"])
QUESTIONS = frozenset(["what", "which", "who", "how", "why", "where", "when", "if"])
# Words that attribute nothing themselves but put what they govern as another word would.
_LIKE = {
    "force": "order", "compel": "order", "oblige": "order", "schedule": "decide", "slate": "decide",
    "investigate": "wonder", "examine": "wonder", "study": "wonder", "probe": "wonder",
    "explore": "wonder", "impose": "order", "check": "wonder",
}  # fmt: skip
_TRACES = frozenset(["evidence", "sign", "indication", "trace", "proof", "suggestion", "hint"])


def governor(parse: Parse, content: list[int]) -> Candidate | None:
    """The cue directly over some words as a candidate that holds just them; None if there is none
    in the lexicon."""
    top = root(parse, content)  # 1.
    if top is None or top.head == top.i:
        return None
    up, dep = parse.tokens[top.head], top.dep
    if top.dep == "conj" and up.i not in content:
        dep, up = up.dep, parse.tokens[up.head]
    preposition = ""
    if up.pos == "ADP" and dep == "pobj":
        preposition, dep, up = up.lower, up.dep, parse.tokens[up.head]
    if up.i in content:
        return None
    first = next((t for t in map(parse.tokens.__getitem__, content) if t.pos != "PUNCT"), top)
    word, rule = _governs(parse, up, dep, preposition, top)  # 2.
    sure = _how_sure(parse, up) if word is None and dep in ("ccomp", "xcomp", "attr") else None
    if sure is not None:
        return Candidate([], [up.i], content, "indirect", up.i, "adjective", certainty=sure)
    if word is None and first.lower in QUESTIONS and up.pos == "VERB":
        word, rule = _verb(parse, up), "verb: clause"
    if word is None:
        return None
    found = Candidate(_subject(parse, up), [up.i], content, "indirect", up.i, rule, word)
    if rule == "verb: passive":
        found.unstated = not parse.kids(up.i, "agent")
        if found.unstated and word.word in _TOLD:
            found.modality, found.certainty = Modality.REPORTED, Certainty.UNKNOWN
    return found


def _governs(
    parse: Parse, up: Token, dep: str, preposition: str, top: Token
) -> tuple[Cue | None, str]:
    goal = any(k.lower == "to" and k.dep == "aux" for k in parse.kids(top.i))
    if up.lemma == "be" and dep in ("ccomp", "xcomp", "attr"):
        return _copular(parse, up, goal=goal)
    if up.pos in ("VERB", "AUX"):
        frame = "to" if goal else "that"
        word = _verb(parse, up)
        if word is None:
            return None, ""
        if preposition:
            return (word, "verb: preposition") if word.takes(preposition) else (None, "")
        if dep in ("ccomp", "xcomp") and word.takes(frame):
            return word, "verb: infinitive" if goal else "verb: clause"
        if dep in _OBJECTS and word.takes("np"):
            return word, "verb: object"
        if dep == "nsubjpass" and word.takes("np"):
            return word, "verb: passive"
        return None, ""
    if up.pos == "NOUN" and (dep in ("acl", "ccomp") or preposition):
        trace = up.lemma.lower() in _TRACES and any(
            k.lower == "no" for k in parse.kids(up.i, "det")
        )
        noun = noun_cues().get("proof" if trace else up.lemma.lower())
        wanted = preposition or ("to" if goal else "that")
        if noun is not None and noun.takes(wanted):
            return noun, "noun with preposition" if preposition else "noun with clause"
    if up.pos == "ADJ" and (dep in _CLAUSAL or preposition):
        adjective = adjective_cues().get(up.lower)
        wanted = preposition or ("to" if goal else "that")
        if adjective is not None and adjective.takes(wanted):
            return adjective, "adjective"
    return None, ""


def _verb(parse: Parse, up: Token) -> Cue | None:
    """The cue of a verb, with its particle if the two are one ("ruled out")."""
    for k in parse.kids(up.i, "prt"):
        together = verb_cues().get(f"{up.lemma} {k.lower}")
        if together is not None:
            return together
    return verb_cues().get(_LIKE.get(up.lemma, up.lemma))


def _how_sure(parse: Parse, up: Token) -> Certainty | None:
    """ "It is possible that …", "it is likely to …"."""
    for k in (up, *parse.kids(up.i, "acomp")):
        if k.pos == "ADJ" and k.lower in POSSIBLE:
            return Certainty.POSSIBLE
        if k.pos == "ADJ" and k.lower in PROBABLE:
            return Certainty.PROBABLE
    return None


def _copular(parse: Parse, up: Token, *, goal: bool) -> tuple[Cue | None, str]:
    """ "The fear is that …": the noun that the words are said to be."""
    for k in parse.kids(up.i, "nsubj"):
        noun = noun_cues().get(k.lemma.lower())
        if noun is not None and noun.takes("to" if goal else "that"):
            return noun, "noun with copula"
    for k in parse.kids(up.i, "acomp"):
        adjective = adjective_cues().get(k.lower)
        if adjective is not None and adjective.takes("to" if goal else "that"):
            return adjective, "adjective"
    return None, ""


def _subject(parse: Parse, up: Token) -> list[int]:
    return [k.i for k in parse.kids(up.i, "nsubj")]


def only_reports(parse: Parse, found: Candidate) -> bool:
    """3. Whether the source is "reports" of nobody ("according to some reports")."""
    named_by = (parse.tokens[found.anchor].lemma.lower(), found.rule)
    if not found.source and named_by[0] in _HEARSAY_HEADS and named_by[1] == "noun with clause":
        return parse.tokens[found.anchor].tag == "NNS"
    inside = set(found.source)
    heads = [
        t for t in map(parse.tokens.__getitem__, found.source)
        if t.head not in inside or t.head == t.i
    ]  # fmt: skip
    if not heads:
        return False
    head = heads[0]
    loose = (head.lemma in _HEARSAY_HEADS and head.tag == "NNS") or head.lower == "media"
    media = head.lemma in ("source", "outlet") and any(
        k.lower in ("media", "news", "press") for k in parse.kids(head.i)
    )
    if not (loose or media):
        return False
    named = any(
        k.pos == "PROPN" or k.entity in ("ORG", "PERSON", "GPE", "NORP")
        or k.dep in ("poss", "prep", "nummod", "acl", "relcl") for k in parse.kids(head.i)
    )  # fmt: skip
    return not named
