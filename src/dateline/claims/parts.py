"""Which of several things a value is said of: "the first flew 600 km, the second 700 km".

1. The subject of the value's verb: an ordinal, "one", "the other".
2. A clause without a verb of its own keeps its subject beside the value ("and the second 700 km").
3. "600 and 700 km, respectively": values in order.
"""

from __future__ import annotations

import re
from functools import cache

from dateline.model import Parse, Token

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
             "tenth")  # fmt: skip


@cache
def _gapped(things: frozenset[str]) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, sorted({"one", *things})))
    return re.compile(
        r"\bthe\s+(?P<o>first|second|third|fourth|fifth|sixth|last|other)\s+"
        rf"(?:(?:{nouns})\s+)?"
        r"(?:about|around|some|roughly|approximately|nearly|over|more than|up to|at about|"
        r"at around|at|flew|went|travel\w+|reach\w+|for|a|of|\s)*$",
        re.IGNORECASE,
    )


def part_of(
    parse: Parse, token: Token, start: int, things: frozenset[str] = frozenset()
) -> str | None:
    """The part a value belongs to: "first", "second", "other", "one"; None where none is told.

    `things` are the nouns of the pack that an ordinal may stand before ("the second missile").
    """
    sentence = parse.sentences[token.sentence]
    gapped = _gapped(things).search(parse.text, max(sentence.start, start - 60), start)  # 2.
    if gapped:
        return gapped["o"].lower()
    for node in parse.ancestors(token.i):  # 1.
        if node.pos not in ("VERB", "AUX"):
            continue
        subjects = parse.kids(node.i, "nsubj", "nsubjpass")
        if subjects:
            # "One person was hurt": the value is the subject and no part of anything.
            return None if subjects[0].i == token.i else _named(parse, subjects[0])
        if node.dep not in ("conj", "xcomp", "advcl", "ccomp"):
            return None
    return None


def _named(parse: Parse, subject: Token) -> str | None:
    words = [subject, *parse.kids(subject.i, "amod", "nummod", "det")]
    for w in words:
        if w.lower in ORDINALS or w.lower in ("other", "another", "last"):
            return "other" if w.lower == "another" else w.lower
    if any(w.lower == "one" and parse.text[w.start - 1 : w.start] != "-" for w in words):
        return "one"
    return None


def in_order(parse: Parse, token: Token, spans: list[tuple[int, int]], start: int) -> str | None:
    """The ordinal of a value among those of its sentence that ends in "respectively"."""
    sentence = parse.sentences[token.sentence]
    words = parse.text[sentence.start : sentence.end].lower()
    if "respectively" not in words:  # 3.
        return None
    inside = sorted(a for a, _ in spans if sentence.start <= a < sentence.end)
    if len(inside) < 2 or start not in inside or inside.index(start) >= len(ORDINALS):
        return None
    return ORDINALS[inside.index(start)]
