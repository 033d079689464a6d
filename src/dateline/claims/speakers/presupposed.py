"""What a sentence takes as known, and its speaker does not tell: "Tuesday's launch".

An attribution covers what is stated. A date that only says which launch is meant, and what is told
of a definite thing to say which one is meant, the report has told or takes as told:

1. a date that owns a happening ("Tuesday's launch");
2. words in a clause without a comma behind a definite noun ("the missile fired on Tuesday");
3. words in a clause with "what" that is a subject ("what rose on Sunday was …").

Words inside quotation marks are the speaker's own, whatever they take as known.
"""

from __future__ import annotations

from dateline.model import AttributionSpan, Parse, Span, Token

_DEFINITE = frozenset({"the", "that", "those", "these"})


def is_presupposed(parse: Parse, span: Span, said: AttributionSpan | None) -> bool:
    """Whether a value is taken as known by the sentence it stands in."""
    token = parse.root_of(span)
    if token is None or (said is not None and said.form in ("direct", "mixed")):
        return False
    if token.dep == "poss" and token.entity in ("DATE", "TIME"):  # 1.
        return True
    node = token
    for over in parse.ancestors(token.i):
        if node.pos in ("VERB", "AUX") and _says_which(parse, node, over):
            return True
        if node.dep == "csubj" and any(k.lower == "what" for k in parse.kids(node.i)):  # 3.
            return True
        node = over
    return False


def _says_which(parse: Parse, verb: Token, noun: Token) -> bool:  # 2.
    """Whether a clause says which thing is meant, and not what else is to be told of it."""
    if verb.dep not in ("acl", "relcl") or noun.i > verb.i:
        return False
    definite = any(k.lower in _DEFINITE for k in parse.kids(noun.i, "det"))
    between = parse.text[noun.end : verb.start]
    return definite and noun.dep in ("nsubj", "nsubjpass") and "," not in between
