"""Relations the text itself states between two happenings: response, order in time, coincidence."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.ownership import Ownership
from dateline.model import (
    Annotations,
    Evidence,
    EvidenceRole,
    Mention,
    MentionLink,
    TimeRelation,
    Token,
)

_CONNECTORS = {
    "following": "after", "after": "after", "since": "after", "before": "before",
    "ahead": "before", "until": "before", "during": "during", "amid": "during", "while": "during",
    "response": "response-to", "coincide": "coincides-with",
}  # fmt: skip


def links(
    ann: Annotations, mentions: tuple[Mention, ...], ownership: Ownership
) -> tuple[MentionLink, ...]:
    """Links in text order, each with the connector and both triggers as evidence.

    1. Find connecting words ("following", "hours before", "coincided with").
    2. Left: the happening the connector's own clause belongs to. Right: the one below it.
    3. A later act by somebody else in the same breath as a launch is a response to it.
    """
    out = []
    for token in ann.parse.tokens:
        relation = _CONNECTORS.get(token.lemma) or _CONNECTORS.get(token.lower)
        if relation is None:
            continue
        for left, right in _ends(ann, token, ownership):
            if left == right or right in _same(mentions, left):
                continue
            kind = relation
            if relation == "after" and _is_response(mentions[left], mentions[right]):  # 3.
                kind = "response-to"
            text = ann.parse.text
            out.append(
                MentionLink(
                    kind,
                    mentions[left].id,
                    mentions[right].id,
                    (
                        Evidence(EvidenceRole.CUE, token.span, token.text),
                        *(
                            Evidence(
                                EvidenceRole.TRIGGER,
                                mentions[n].trigger,
                                mentions[n].trigger.of(text),
                            )
                            for n in (left, right)
                        ),
                    ),
                )
            )
    return tuple(dict.fromkeys(out))


def _ends(ann: Annotations, token: Token, ownership: Ownership) -> Iterator[tuple[int, int]]:
    parse = ann.parse
    if token.pos == "VERB" and token.lemma == "coincide":
        left = ownership.below(token.i)
        rights = [ownership.of(k.i) for p in parse.kids(token.i, "prep")
                  for k in parse.kids(p.i, "pobj")]  # fmt: skip
    elif token.dep == "mark":
        clause = parse.tokens[token.head]
        rights = [ownership.of(clause.i)]
        left = ownership.of(clause.head) if clause.head != clause.i else None
    else:
        left = ownership.of(token.head) if token.head != token.i else None
        rights = [ownership.of(k.i) for k in parse.kids(token.i, "pobj", "pcomp")]
        for k in parse.kids(token.i, "prep"):
            rights += [ownership.of(m.i) for m in parse.kids(k.i, "pobj")]
    for right in rights:
        if left is not None and right is not None:
            yield left, right


def _same(mentions: tuple[Mention, ...], number: int) -> set[int]:
    spans = set(mentions[number].referents)
    return {n for n, m in enumerate(mentions) if m.trigger in spans}


def _is_response(left: Mention, right: Mention) -> bool:
    if right.kind == "generic" or left.kind == right.kind or left.time is TimeRelation.HISTORICAL:
        return False
    return _actors(left) != _actors(right) or not _actors(left)


def _actors(mention: Mention) -> set[str]:
    return {p.country or p.name for role, ps in mention.roles if role == "actor" for p in ps}
