"""How an event is put: to come, past, planned, ordered, asked for, possible, hearsay, negated."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.model import Certainty, Modality, Parse, Polarity, TimeRelation, Token

_YEAR = re.compile(r"(?:19|20)\d\d|(?:19|20)?\d0s")
_WILL = frozenset({"will", "shall", "'ll", "wo", "’ll"})
_MAY = frozenset({"may", "might", "could", "can"})
_MUST = frozenset({"must", "should", "ought"})
_NEGATIVE = frozenset({"no", "neither", "nor", "never", "without", "n't", "not"})
_OPEN = frozenset({"if", "unless", "have", "could", "rather", "like"})
_TELLS = frozenset({
    "say", "announce", "add", "tell", "confirm", "declare", "write", "reveal", "state", "disclose",
    "report", "insist", "pledge", "promise", "vow",
})  # fmt: skip
_PAST = frozenset({"previously", "formerly", "historically", "once", "ago", "decades"})
_NON_ACT = frozenset({
    "refuse", "decline", "fail", "avoid", "stop", "cancel", "postpone", "prevent", "foil", "thwart",
    "reject", "avert", "abandon", "rule", "oppose", "deny", "cease", "block", "abstain",
})  # fmt: skip
_GOVERNORS: dict[str, Modality] = {
    **dict.fromkeys(
        ("plan", "aim", "intend", "want", "seek", "hope", "wish", "prepare", "vow", "pledge",
         "promise", "offer", "agree", "threaten", "decide", "try", "attempt", "propose", "commit",
         "willing", "ready", "prepared", "eager", "set", "consent", "undertake", "like",
         "swear", "plot", "conspire", "mean", "design", "schedule", "due", "poised",
         "announce_inf"),
        Modality.INTENDED,
    ),
    **dict.fromkeys(("order", "command", "instruct", "direct", "mandate", "authorize", "authorise"),
                    Modality.ORDERED),
    **dict.fromkeys(
        ("urge", "ask", "request", "demand", "call", "appeal", "press", "beg", "plead", "implore",
         "exhort", "encourage", "advise", "recommend", "pressure", "petition", "insist", "push",
         "invite", "tell", "lobby", "suggest"),
        Modality.REQUESTED,
    ),
    **dict.fromkeys(("expect", "predict", "forecast", "anticipate", "likely", "bind"),
                    Modality.PREDICTED),
    **dict.fromkeys(("accuse", "suspect", "allege", "charge", "blame", "report", "rumor", "believe",
                     "claim", "convict", "indict"), Modality.REPORTED),
    **dict.fromkeys(("warn", "fear", "imagine", "consider", "weigh", "mull",
                     "contemplate", "suppose", "possibility", "able", "unable", "risk"),
                    Modality.HYPOTHETICAL),
}  # fmt: skip
_NOUN_GOVERNORS = {
    **dict.fromkeys(("plan", "offer", "pledge", "promise", "threat", "decision", "intention",
                     "readiness", "willingness", "effort", "bid", "attempt", "proposal",
                     "commitment", "agreement"), Modality.INTENDED),
    **dict.fromkeys(("call", "demand", "request", "appeal", "plea"), Modality.REQUESTED),
    **dict.fromkeys(("order", "decree"), Modality.ORDERED),
    **dict.fromkeys(("allegation", "accusation", "suspicion", "charge"), Modality.REPORTED),
    **dict.fromkeys(("fear", "possibility", "risk", "prospect", "right", "ability", "capacity",
                     "capability", "power", "permission", "chance", "opportunity"),
                    Modality.HYPOTHETICAL),
}  # fmt: skip
_AHEAD = frozenset({Modality.INTENDED, Modality.ORDERED, Modality.REQUESTED, Modality.PREDICTED})
_WISHED = frozenset({Modality.INTENDED, Modality.ORDERED, Modality.REQUESTED})
_CAUSES = frozenset({"help", "let", "make", "have"})
_CONTENT = ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "advcl", "oprd")


@dataclass(frozen=True, slots=True)
class Stance:
    """Modality, certainty, polarity and time of an event, and the word that governs it."""

    modality: Modality
    certainty: Certainty
    polarity: Polarity
    time: TimeRelation
    governor: str = ""


def stance(parse: Parse, host: Token, noun: Token | None = None) -> Stance:
    """How the words around a trigger put it.

    1. Negation on the verb, a "no" on the noun, an act of not doing above it. 2. Auxiliaries of
    its own verb. 3. The word that governs it. 4. Conditions and hearsay. 5. A year, "ago" or "had"
    of its own clause: history.
    """
    verb = host
    words = _auxiliaries(parse, verb)
    negative = bool(parse.kids(verb.i, "neg")) or bool(words & _NEGATIVE)  # 1.
    if noun is not None:
        negative = negative or bool(
            {k.lower for k in parse.kids(noun.i, "det")} & {"no", "neither"}
        )
        negative = negative or verb.lemma in _NON_ACT
    modality, certainty, time = Modality.ASSERTED, Certainty.CERTAIN, TimeRelation.CURRENT
    governor, above = _governor(parse, verb, noun)
    if governor in _NON_ACT:
        negative = True
    if words & _WILL or _going_to(parse, verb):  # 2.
        modality, certainty, time = Modality.PREDICTED, Certainty.PROBABLE, TimeRelation.FUTURE
    elif _titled(parse, verb):
        modality, certainty, time = Modality.INTENDED, Certainty.PROBABLE, TimeRelation.FUTURE
    elif "would" in words and _said_ahead(parse, verb):
        own = governor in ("", "say") or above is Modality.INTENDED
        modality = Modality.INTENDED if own and _of_itself(parse, verb) else Modality.PREDICTED
        certainty, time = Certainty.PROBABLE, TimeRelation.FUTURE
    elif "would" in words:
        modality, certainty = Modality.CONDITIONAL, Certainty.POSSIBLE
    elif words & _MAY:
        modality, certainty = Modality.HYPOTHETICAL, Certainty.POSSIBLE
    elif words & _MUST:
        modality, time = Modality.REQUESTED, TimeRelation.FUTURE
    elif above is not None:  # 3.
        modality = above
        if above in _AHEAD:
            time = TimeRelation.FUTURE
        if above in (Modality.PREDICTED, Modality.REPORTED):
            certainty = Certainty.PROBABLE
    if modality is Modality.ASSERTED and noun is not None and _awaited(parse, noun):
        modality, certainty, time = Modality.PREDICTED, Certainty.PROBABLE, TimeRelation.FUTURE
    if modality is Modality.ASSERTED and _hearsay(parse, verb):  # 4.
        modality = Modality.REPORTED
    if any(k.lower in ("if", "unless") for k in parse.kids(verb.i, "mark")):
        modality, certainty = Modality.CONDITIONAL, Certainty.POSSIBLE
    if time is TimeRelation.CURRENT and _history(parse, verb, noun):  # 5.
        time = TimeRelation.HISTORICAL
    unless = modality is Modality.PREDICTED and any(
        m.lower == "unless" for k in parse.kids(verb.i, "advcl") for m in parse.kids(k.i, "mark")
    )
    governor = "unless" if unless else governor
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    return Stance(modality, certainty, polarity, time, governor)


_AWAITED = frozenset({
    "imminent", "likely", "inevitable", "unavoidable", "expected", "near", "probable", "looming",
    "due", "planned", "scheduled",
})  # fmt: skip


def _awaited(parse: Parse, noun: Token) -> bool:
    """Whether a happening is said to be ahead: "an incursion was imminent"."""
    verb = parse.tokens[noun.head]
    if noun.dep not in ("nsubj", "nsubjpass") or verb.pos not in ("AUX", "VERB"):
        return False
    said = {verb.lower} if parse.kids(verb.i, "auxpass") else set()
    said |= {k.lower for k in parse.kids(verb.i, "acomp")}
    return bool(said & _AWAITED)


def _titled(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive is the "will" of a headline: "Kenya to host talks"."""
    own = parse.kids(verb.i, "nsubj")
    aux = {k.lower for k in parse.kids(verb.i, "aux")}
    return bool(own) and aux == {"to"} and verb.dep in ("ROOT", "conj", "ccomp") and not any(
        k.lower == "for" for k in parse.kids(verb.i, "mark")
    )  # fmt: skip


def _said_ahead(parse: Parse, verb: Token) -> bool:
    """Whether "would" is the "will" of what was said: "said it would close the port", but not
    "would have closed it" or "would close it if …"."""
    around = [*parse.kids(verb.i), *(m for k in parse.kids(verb.i, "advcl") for m in
                                     parse.kids(k.i, "mark"))]  # fmt: skip
    return not any(k.lower in _OPEN for k in around) and _told(parse, verb)


def _of_itself(parse: Parse, verb: Token) -> bool:
    own = parse.kids(verb.i, "nsubj", "nsubjpass")
    return bool(own) and own[0].tag == "PRP" and own[0].lower not in ("you", "i")


def _auxiliaries(parse: Parse, verb: Token) -> set[str]:
    out = {k.lower for k in parse.kids(verb.i, "aux", "auxpass", "neg", "advmod", "preconj")}
    head = parse.tokens[verb.head]
    shares = verb.dep == "conj" and head.pos in ("VERB", "AUX")
    if shares and not parse.kids(verb.i, "nsubj", "aux"):
        out |= {k.lower for k in parse.kids(head.i, "aux")}
    return out


def _going_to(parse: Parse, verb: Token) -> bool:
    head = parse.tokens[verb.head]
    to = any(k.lower == "to" for k in parse.kids(verb.i, "aux"))
    if verb.dep == "xcomp" and to and head.lemma in ("go", "be"):
        return head.lower in ("going", "is", "are", "was", "were")
    return False


def _told(parse: Parse, verb: Token) -> bool:
    """Whether a clause is what somebody said: tenses are shifted there, "said it had suspended"."""
    node = verb
    while node.dep in ("conj", "advcl") and node.head != node.i:
        node = parse.tokens[node.head]
    head = parse.tokens[node.head]
    said = head.tag in ("VBD", "VBN") or (head.tag == "VBG" and head.lemma in _TELLS)
    return said and node.dep in ("ccomp", "parataxis")


def _governor(parse: Parse, verb: Token, noun: Token | None) -> tuple[str, Modality | None]:
    """The nearest word above that takes the event as its content, with what it makes of it."""
    start = verb
    if noun is not None and verb.lemma in _GOVERNORS and noun.dep in ("dobj", "nsubjpass", "pobj"):
        return verb.lemma, _GOVERNORS[verb.lemma]
    token = start
    for _ in range(6):
        head = parse.tokens[token.head]
        if head.i == token.i:
            return "", None
        if token.dep == "conj":
            token = head
            continue
        if token.dep not in (*_CONTENT, "prep"):
            return "", None
        if head.lemma == "call" and not _calls_for(parse, head):
            return "", None  # "called the king to discuss …" is a telephone call
        if head.pos in ("VERB", "ADJ", "AUX"):
            if token.dep == "advcl" and _aim_of_request(parse, token, head):
                return head.lemma, Modality.REQUESTED
            if head.lemma in _NON_ACT and token.dep in ("xcomp", "prep", "pcomp"):
                return head.lemma, None
            if head.lemma in _GOVERNORS and (token.dep != "advcl" or _right_after(parse, token)):
                if _GOVERNORS[head.lemma] in _WISHED and _indicative(parse, token):
                    return "", None
                return head.lemma, _GOVERNORS[head.lemma]
            caused = token.tag == "VB" and head.lemma in _CAUSES  # "promised to help it rebuild"
            if token.dep not in ("xcomp", "prep", "pcomp", "pobj", "dobj") and not caused:
                return "", None
        elif head.pos in ("NOUN", "PROPN") and token.dep in ("acl", "prep", "pobj", "pcomp"):
            if head.lemma in _NOUN_GOVERNORS and token.tag != "VBN":
                return head.lemma, _NOUN_GOVERNORS[head.lemma]
            over = parse.tokens[head.head]
            aim = token.dep == "acl" and token.tag == "VB" and head.dep == "dobj"
            if aim and _GOVERNORS.get(over.lemma) is Modality.REQUESTED:
                # "Demanded a meeting to discuss the advance": both are asked for.
                return over.lemma, Modality.REQUESTED
            if token.dep != "prep":
                return "", None
        token = head
    return "", None


def _calls_for(parse: Parse, verb: Token) -> bool:
    beside = parse.kids(verb.i, "prep", "prt")
    return any(k.lower in ("on", "upon", "for") for k in beside) or not parse.kids(verb.i, "dobj")


def _indicative(parse: Parse, verb: Token) -> bool:
    """Whether a clause tells a fact ("told lawmakers that it has sent", "insisted it was sent"),
    which nobody can wish for."""
    aux = {k.lower for k in parse.kids(verb.i, "aux", "auxpass")}
    told = aux & {"has", "had", "is", "are", "was", "were"} or (
        verb.tag in ("VBD", "VBZ") and not aux
    )
    return verb.dep == "ccomp" and bool(told)


def _aim_of_request(parse: Parse, verb: Token, head: Token) -> bool:
    """Whether an infinitive is what a thing asked for is for: "demanded a meeting to discuss …"."""
    return (
        _GOVERNORS.get(head.lemma) is Modality.REQUESTED and verb.tag == "VB"
        and bool(parse.kids(head.i, "dobj"))
        and any(a.lower == "to" for a in parse.kids(verb.i, "aux"))
    )  # fmt: skip


def _right_after(parse: Parse, verb: Token) -> bool:
    """Whether an infinitive stands beside the verb above it: "sworn to fight"."""
    return any(a.lower == "to" and a.i == verb.head + 1 for a in parse.kids(verb.i, "aux"))


def _hearsay(parse: Parse, verb: Token) -> bool:
    if any(k.lower in ("reportedly", "allegedly", "purportedly") for k in
           parse.kids(verb.i, "advmod")):  # fmt: skip
        return True
    head = parse.tokens[verb.head]
    told = head.lemma in ("report", "say", "believe", "rumor", "allege", "know")
    passive = bool(parse.kids(head.i, "auxpass"))
    return verb.dep in ("xcomp", "advcl", "conj") and told and passive


def _dated_subject(parse: Parse, verb: Token) -> bool:
    """Whether the year of a verb stands behind its subject: "Washington in 2024 imposed"."""
    return any(
        p.lower == "in" and _YEAR.fullmatch(t.text)
        for s in parse.kids(verb.i, "nsubj", "nsubjpass") if s.pos == "PROPN"
        for p in parse.kids(s.i, "prep") if s.i < p.i < verb.i
        for t in parse.kids(p.i, "pobj")
    )  # fmt: skip


def _history(parse: Parse, verb: Token, noun: Token | None) -> bool:
    helpers = {k.lower for k in parse.kids(verb.i, "aux")} if noun is None else set()
    if "had" in helpers and verb.tag == "VBN" and not _told(parse, verb):
        return True
    top = noun
    if noun is not None and parse.tokens[noun.head].lower == "of":
        above = parse.tokens[parse.tokens[noun.head].head]
        top = above if above.pos == "NOUN" else noun
    if top is not None and any(_YEAR.fullmatch(parse.tokens[i].text) for i in parse.subtree(top.i)):
        return True
    if noun is None and _dated_subject(parse, verb):
        return True
    near = [verb] if noun is None else [noun] + ([verb] if verb.pos == "VERB" else [])
    for anchor in near:
        for kid in parse.kids(anchor.i, "prep", "npadvmod", "advmod", "nmod", "compound", "poss"):
            below = [kid, *parse.kids(kid.i)]
            if noun is not None and anchor.i == noun.i:
                below += [g for b in parse.kids(kid.i) for p in parse.kids(b.i, "prep")
                          for g in parse.kids(p.i)]  # fmt: skip
            past = any(_YEAR.fullmatch(t.text) or t.lower in _PAST for t in below)
            if past and not any(t.lower in ("by", "until", "till") for t in below):
                return True
    return False
