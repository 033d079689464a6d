"""Whether two parties of events are one: Obama is not Kerry, the family of a man not his lawyer.

Two parties of one state are not one for that: two senators, or a minister and a president, each
asked or met somebody of their own. By what is compared, the first that tells:

1. The same words, or words of two states.
2. A state or its government is whoever acts for it.
3. A person of somebody ("the president's son") is neither that somebody nor another such person.
4. Two names share a word or are the letters of each other, or name one body.
5. Two descriptions have one head word, or one body; a name and a description have one body. Two
   groups of one head with other names before it are two ("Whig voters", "Tory voters").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Party
from dateline.reference import countries

_OWNER = re.compile(r"(.+?)(?:['’]s|s['’]) ")
_MANY = frozenset({"PAR", "LOC", "people", "official"})
"""What many persons serve, so that serving it makes nobody the same."""


def same(left: Party, right: Party) -> bool | None:
    """True or False where the words tell; None where they do not."""
    if left.span == right.span and left.name == right.name:  # 1.
        return True
    if left.country and right.country and left.country != right.country:
        return False
    if _state(left) or _state(right):  # 2.
        return True if left.country == right.country else None
    one, other = _words(left), _words(right)
    if not one or not other:
        return None
    if one == other:
        return True
    if _of_somebody(left) or _of_somebody(right):  # 3.
        return False if one[-1].lower() != other[-1].lower() else None
    serve = _body(left) is not None and _body(left) == _body(right)
    names = (one[-1][0].isupper(), other[-1][0].isupper())
    if all(names):  # 4.
        return serve or _alike(one, other)
    if not any(names) and _head(one) == _head(other):  # 5.
        a, b = ({w for w in words[:-1] if w[0].isupper()} for words in (one, other))
        return serve or not (a and b) or bool(a & b)
    return True if serve else None


def equal(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether every party of either side is one of the other."""
    return within(left, right) and within(right, left)


def within(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether every party of the left side is one of the right."""
    return all(any(same(p, q) for q in right) for p in left)


def apart(left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether each side has somebody who is none of the other: A met B, A met C.

    Those who are named on both sides are set aside first.
    """
    rest = list(right)
    alone = []
    for party in left:
        told = next((q for q in rest if _named(party, q)), None)
        if told is None:
            alone.append(party)
        else:
            rest.remove(told)
    return any(all(same(p, q) is False for q in rest) for p in alone) and bool(rest) and any(
        all(same(p, q) is False for p in alone) for q in rest
    )  # fmt: skip


def _named(left: Party, right: Party) -> bool:
    one, other = _words(left), _words(right)
    if not one or not other or _of_somebody(left) or _of_somebody(right):
        return one == other
    return one[-1][0].isupper() and other[-1][0].isupper() and _alike(one, other)


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    a, b = ({w.lower().rstrip(".") for w in words if len(w) > 2} for words in (one, other))
    return bool(a & b) or "".join(w[0] for w in one) == "".join(other) or (
        "".join(w[0] for w in other) == "".join(one)
    )  # fmt: skip


def _state(party: Party) -> bool:
    """A state or its government as a whole."""
    if party.country and party.authority == f"{party.country}:GOV":
        return True
    return countries.lookup(party.name) is not None


def _of_somebody(party: Party) -> bool:
    """Whether it is told as somebody's: not Kenya's minister, who is the minister."""
    owner = _OWNER.match(party.name)
    return owner is not None and countries.lookup(owner[1]) is None


def _body(party: Party) -> str | None:
    who = party.authority
    return None if who is None or many(who) else who


def many(authority: str) -> bool:
    """Whether an id is of what many persons serve, or of nobody in particular."""
    return authority.split(":")[-1] in _MANY or authority[0].islower()


def _words(party: Party) -> list[str]:
    return [w for w in party.name.replace(",", " ").split() if w[0].isalnum()]


def _head(words: Sequence[str]) -> str:
    return words[-1].lower().rstrip("s")
