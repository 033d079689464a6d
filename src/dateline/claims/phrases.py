"""Words of a pack in the text: phrases of a `words` slot and names of a `name` slot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from dateline.kinds import Slot
from dateline.model import Span

_WORD = re.compile(r"\w+")


def phrases(text: str, slot: Slot) -> Iterator[tuple[str, Span]]:
    """(value, span) of every phrase of a words slot, longest first, no overlaps.

    `*` in a phrase stands for up to six words, so that "outside * exclusive economic zone" fits
    whoever's zone it is; none of them begins a phrase of another value ("in waters outside the
    zone" is not in the zone). A phrase followed by a word of `slot.unless` does not count.
    """
    table = _table(tuple(sorted(slot.words.items())), tuple(sorted(slot.unless)))
    places: dict[int, list[str]] = {}
    starts = _starts(text)
    for first in table.firsts & starts.keys():
        for place in starts[first]:
            places.setdefault(place, []).append(first)
    end = 0
    for place in sorted(places):
        found = table.match(text, place, tuple(sorted(places[place]))) if place >= end else None
        if found is None:
            continue
        m, value = found
        end = m.end()
        if slot.lower and m.group() != m.group().lower():
            continue
        yield value, Span(m.start(), m.end())


def names(text: str, slot: Slot) -> Iterator[tuple[str, Span]]:
    """(name as printed, span) of every name of a name slot: a listed stem with its number, or what
    one of the nouns it counts is called ("the missile, named Khaybar-5")."""
    stems = tuple(s for group in slot.words.values() for s in group)
    found = {m.start("name"): m for m in _called(tuple(sorted(slot.counts))).finditer(text)}
    found |= {m.start("name"): m for m in _stems(stems).finditer(text)}
    for m in (found[n] for n in sorted(found)):
        behind = re.match(r"\s+(\w+)", text[m.end() : m.end() + 20])
        if behind is None or behind[1] not in slot.unless:
            yield " ".join(m["name"].split()), Span(m.start("name"), m.end("name"))


@lru_cache(maxsize=8)
def _starts(text: str) -> dict[str, list[int]]:
    """Where every word of a text begins, in small letters, with and without an ending of the
    plural: trying every place of the text took a sixth of the time of a reading."""
    out: dict[str, list[int]] = {}
    for m in _WORD.finditer(text):
        word = m.group().lower()
        for form in (word, word[:-1], word[:-2]):
            out.setdefault(form, []).append(m.start())
    return out


class _Table:
    """The phrases of a slot by their first word. At a word of a text only those are tried that
    begin with it: trying all of them took a tenth of the time of a reading."""

    def __init__(
        self, words: tuple[tuple[str, tuple[str, ...]], ...], unless: tuple[str, ...]
    ) -> None:
        barred = {value: _barred(value, dict(words)) for value, _ in words}
        pairs = sorted(((p, v) for v, group in words for p in group), key=lambda x: (-len(x[0]), x))
        self._listed = [(_first(p), _phrase(p, barred[v]), v) for p, v in pairs]
        self._tail = rf"(?!\s+(?:{'|'.join(map(re.escape, unless))})\b)" if unless else ""
        self.firsts = frozenset(first for first, _, _ in self._listed)
        self._known: dict[tuple[str, ...], tuple[re.Pattern[str], tuple[str, ...]]] = {}

    def match(
        self, text: str, place: int, firsts: tuple[str, ...]
    ) -> tuple[re.Match[str], str] | None:
        """The longest phrase that stands at a place and begins with one of the words, its value."""
        if firsts not in self._known:
            self._known[firsts] = self._compiled(frozenset(firsts))
        pattern, values = self._known[firsts]
        m = pattern.match(text, place)
        return (m, values[(m.lastindex or 1) - 1]) if m else None

    def _compiled(self, firsts: frozenset[str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
        own = [(body, value) for first, body, value in self._listed if first in firsts]
        body = "|".join(f"({body})" for body, _ in own)
        source = rf"(?<![\w-])(?:{body})(?:s|es)?(?!\w){self._tail}"
        return re.compile(source, re.IGNORECASE), tuple(value for _, value in own)


_table = cache(_Table)


def _first(phrase: str) -> str:
    """The first word of a phrase in small letters."""
    return next(m.group() for w in phrase.split() if w != "*" for m in _WORD.finditer(w.lower()))


def _barred(value: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """The words that begin phrases of other values and stand in none of this value's own."""
    own = {w for phrase in words[value] for w in phrase.split()}
    first = {p.split()[0] for other, group in words.items() if other != value for p in group}
    return "|".join(map(re.escape, sorted(first - own - {"*"})))


def _phrase(phrase: str, barred: str) -> str:
    pieces = []
    guard = rf"(?!(?:{barred})\b)" if barred else ""
    for word in phrase.split():
        if word == "*":
            pieces.append(rf"(?:{guard}[^\s.;]+\s+){{0,6}}?")
        else:
            pieces.append(re.escape(word).replace("'", "['’]") + r"\s+")
    return "".join(pieces).removesuffix(r"\s+")


@cache
def _called(nouns: tuple[str, ...]) -> re.Pattern[str]:
    if not nouns:
        return re.compile(r"(?!)(?P<name>)")
    body = "|".join(map(re.escape, nouns))
    return re.compile(
        rf"(?<!\w)(?:{body})s?,?\s+(?:(?:is|was|newly|which is)\s+)?"
        r"(?:named|called|dubbed|code-?named|designated|known as|identified as)\s+(?:the\s+|a\s+)?"
        r"[“\"‘']?(?P<name>[A-Z][a-z]+(?:[-\s]?\d+[A-Z]?)?)(?!\w)"
    )


@cache
def _stems(stems: tuple[str, ...]) -> re.Pattern[str]:
    # A stem of one or two letters ("S-400", "Kh-47") is none without its number ("U.S.").
    body = "|".join(
        re.escape(s).replace(r"\ ", r"[\s-]")
        + (r"(?=[-\s]?\d)" if len(s) < 3 and s.isalpha() else "")
        for s in sorted(stems, key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w.])(?P<name>(?:{body})(?:[-\s]?(?:Prime|[A-Z]?\d+[A-Z]?[a-rt-z]?(?:-\d+)?|[IVX]+(?![a-z])|"
        rf"(?<=-)[A-Z](?![A-Za-z])))?)s?(?!\w)"
    )
