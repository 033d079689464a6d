"""How the words around a pack's trigger put it: negated, planned, possible, to come."""

from __future__ import annotations

from dateline.model import Certainty, Modality, Parse, Polarity, TimeRelation, Token
from dateline.reference.pack_words import words


def stance(parse: Parse, token: Token) -> tuple[Modality, Certainty, Polarity, TimeRelation]:
    """How the words around a trigger put it: negated, planned, possible, to come."""
    verb = token if token.pos in ("VERB", "AUX") else parse.tokens[token.head]
    helpers = (
        {k.lower for k in parse.kids(verb.i, "aux", "auxpass")} if verb.pos == "VERB" else set()
    )
    negated = _negated(parse, token, verb)
    polarity = Polarity.NEGATIVE if negated else Polarity.POSITIVE
    head = parse.tokens[verb.head]
    had = any(k.lower == "had" for k in parse.kids(verb.i, "aux"))
    if had and any(k.lower in ("last", "previously") for k in parse.kids(verb.i, "advmod")):
        return Modality.ASSERTED, Certainty.CERTAIN, polarity, TimeRelation.HISTORICAL
    if token.pos == "VERB" and verb.dep == "xcomp" and head.lemma in words("planning"):
        return Modality.INTENDED, Certainty.CERTAIN, polarity, TimeRelation.FUTURE
    if token.pos == "VERB" and helpers & words("future"):
        return Modality.PREDICTED, Certainty.PROBABLE, polarity, TimeRelation.FUTURE
    if token.pos == "VERB" and helpers & words("possible"):
        return Modality.HYPOTHETICAL, Certainty.POSSIBLE, polarity, TimeRelation.CURRENT
    return Modality.ASSERTED, Certainty.CERTAIN, polarity, TimeRelation.CURRENT


def _negated(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether the happening itself is said not to be.

    1. A verb by its own negation or that of its object ("fired no missiles"). 2. A noun by its
    determiner ("no launch"). 3. A noun by the verb that says whether it came about: "the launch did
    not happen", "did not carry out a raid". Any other negated verb denies something else: "the raid
    is not linked to …".
    """
    negated = bool(parse.kids(verb.i, "neg"))
    if token.i == verb.i:
        none = any(
            d.lower == "no" for k in parse.kids(verb.i, "dobj", "nsubjpass")
            for d in parse.kids(k.i, "det")
        )  # fmt: skip
        return token.pos == "VERB" and (negated or none)  # 1.
    if any(k.lower in ("no", "neither") for k in parse.kids(token.i, "det")):
        return True  # 2.
    if not negated:
        return False
    subject = token.dep in ("nsubj", "nsubjpass")
    done = token.dep == "dobj" or token.dep == "nsubjpass"
    exists = verb.lemma == "be" and any(k.lower == "there" for k in parse.kids(verb.i, "expl"))
    came = subject and verb.lemma in words("happening")
    return exists or came or (done and verb.lemma in words("doing"))  # 3.
