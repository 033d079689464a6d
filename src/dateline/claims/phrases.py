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
    words = _frozen(slot.words)
    pattern, values = _compiled(words, tuple(sorted(slot.unless)))
    if pattern is None:
        return
    starts = _starts(text)
    end = 0
    for place in sorted({p for first in _beginnings(words) for p in starts.get(first, ())}):
        m = pattern.match(text, place) if place >= end else None
        if m is None:
            continue
        end = m.end()
        if slot.lower and m.group() != m.group().lower():
            continue
        value = next(v for n, v in enumerate(values) if m[f"p{n}"] is not None)
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


def _frozen(words: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted(words.items()))


@cache
def _beginnings(words: tuple[tuple[str, tuple[str, ...]], ...]) -> frozenset[str]:
    """The first word of every phrase in small letters."""
    firsts = (next(w for w in phrase.split() if w != "*") for _, group in words for phrase in group)
    return frozenset(_WORD.findall(w.lower())[0] for w in firsts)


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


@cache
def _compiled(
    words: tuple[tuple[str, tuple[str, ...]], ...], unless: tuple[str, ...]
) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    pairs = sorted(((p, v) for v, group in words for p in group), key=lambda x: (-len(x[0]), x))
    if not pairs:
        return None, ()
    barred = {value: _barred(value, dict(words)) for value, _ in words}
    body = "|".join(f"(?P<p{n}>{_phrase(p, barred[v])})" for n, (p, v) in enumerate(pairs))
    tail = rf"(?!\s+(?:{'|'.join(map(re.escape, unless))})\b)" if unless else ""
    pattern = re.compile(rf"(?<![\w-])(?:{body})(?:s|es)?(?!\w){tail}", re.IGNORECASE)
    return pattern, tuple(v for _, v in pairs)


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
