"""Definite descriptions of persons: "the candidate", "the Republican nominee", "the actress".

1. A singular noun of a fixed list with "the", beside no name, can go back to a person.
2. Persons whom the text calls by that noun are preferred; with "Republican" before it, those whom
   the text calls so too.
3. Of those that are left, of the noun's gender, the most salient is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.annotate.chains.salience import BACK, Candidate, Ground, Key, best
from dateline.model import NameSpan, Parse, Token
from dateline.reference.authorities import name_words

Described = dict[Key, set[str]]


@dataclass(frozen=True, slots=True)
class Description:
    """The head of a description, and the words before it that are no articles."""

    token: Token
    modifiers: frozenset[str]


def descriptions(parse: Parse, names: tuple[NameSpan, ...]) -> Iterator[Description]:  # 1.
    """The definite descriptions of persons in a text, in order."""
    inside = {t.i for n in names if n.sort == "person" for t in parse.tokens_in(n.span)}
    nouns = name_words("told of")
    for t in parse.tokens:
        if t.lower not in nouns or t.tag != "NN" or t.i in inside or t.dep in ("appos", "attr"):
            continue
        kids = parse.kids(t.i)
        the = any(k.dep == "det" and k.lower in ("the", "this", "that") for k in kids)
        named = any(k.dep == "appos" for k in kids) or (
            t.dep in ("compound", "nmod") and t.head in inside
        )
        if the and not named:
            before = frozenset(k.lower for k in kids if k.dep in ("amod", "compound", "nmod"))
            yield Description(t, before)


def told(parse: Parse, names: Iterable[NameSpan], keys: dict[NameSpan, Key]) -> Described:
    """What each person is called in words: titles, what is set beside the name, "Holm is a …"."""
    out: Described = {}
    for n in names:
        root = parse.root_of(n.span)
        if n.sort != "person" or root is None:
            continue
        words = out.setdefault(keys[n], set())
        words |= {t.lower for t in parse.tokens_in(n.span) if t.text.lower() not in n.name.lower()}
        heads = parse.kids(root.i, "appos", "compound", "nmod")
        if root.dep == "appos":
            heads.append(parse.tokens[root.head])
        verb = parse.tokens[root.head]
        if root.dep == "nsubj" and verb.lemma == "be":
            heads += parse.kids(verb.i, "attr")
        for head in heads:
            words.add(head.lower)
            words |= {k.lower for k in parse.kids(head.i, "amod", "compound", "nmod")}
    return out


def referent(
    ground: Ground, found: tuple[Candidate, ...], d: Description, called: Described,
    gender: str | None,
) -> Key | None:  # fmt: skip
    """The person that a description means, or None."""
    before = [
        c for c in found
        if c.token.start < d.token.start and c.sort == "person"
        and (gender is None or c.gender in (None, gender))
    ]  # fmt: skip
    own = [c for c in before if d.token.lower in called.get(c.key, ())]  # 2.
    alike = [c for c in own if d.modifiers & called.get(c.key, set())]
    other = [c for c in before if not called.get(c.key) or c in own]
    near = alike or own or other or before
    fitting = [c for c in near if d.token.sentence - c.token.sentence <= BACK or near is alike]
    return best(ground, fitting, d.token, gender)  # 3.
