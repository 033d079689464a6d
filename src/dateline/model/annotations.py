"""What `annotate` hands to `claims`: a parse of our own, and layers of spans with values.

The parse is independent of the parser that made it, so rules and tests read plain tuples.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

from dateline.model.figures import Figure
from dateline.model.lists import Certainty, Modality, Polarity, SourceKind, TimeRelation
from dateline.model.places import Where
from dateline.model.text import Span
from dateline.model.times import When


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `head` is the index of its head (itself for a root); `dep` a ClearNLP label.

    `lemma` is lower case except for proper nouns; `space` tells whether white space follows;
    `entity` is the parser's entity label with `entity_start` marking its first token.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    sentence: int
    entity: str = ""
    entity_start: bool = False
    space: bool = True
    morph: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


_START, _END = attrgetter("start"), attrgetter("end")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens [first, last) of a parse and their characters."""

    index: int
    first: int
    last: int
    start: int
    end: int
    root: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parse:
    """Tokens, sentences and the dependency tree of one text."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...] = field(default=())

    def sentence_tokens(self, index: int) -> tuple[Token, ...]:
        s = self.sentences[index]
        return self.tokens[s.first : s.last]

    def kids(self, i: int, *deps: str) -> list[Token]:
        """Children of token `i` in text order, only those with one of `deps` if any is given."""
        found, tokens = self.children[i], self.tokens
        if deps:
            return [t for c in found if (t := tokens[c]).dep in deps]
        return [tokens[c] for c in found]

    def subtree(self, i: int) -> list[int]:
        """Indices of `i` and all its descendants, in text order."""
        out, stack = [], [i]
        while stack:
            k = stack.pop()
            out.append(k)
            stack.extend(self.children[k])
        return sorted(out)

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads of `i`, nearest first, up to the root of its sentence."""
        token = self.tokens[i]
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def tokens_in(self, span: Span) -> list[Token]:
        """Tokens that overlap `span`, in text order."""
        low = bisect_right(self.tokens, span.start, key=_END)
        high = bisect_left(self.tokens, span.end, low, key=_START)
        return list(self.tokens[low:high])

    def span_of(self, indices: list[int]) -> Span:
        """The smallest span that covers the given tokens."""
        return Span(
            min(self.tokens[i].start for i in indices), max(self.tokens[i].end for i in indices)
        )

    def root_of(self, span: Span) -> Token | None:
        """The highest token of a span: the one whose head lies outside it. None if empty."""
        inside = self.tokens_in(span)
        ids = {t.i for t in inside}
        for t in inside:
            if t.head == t.i or t.head not in ids:
                return t
        return None


@dataclass(frozen=True, slots=True)
class FigureSpan:
    """A figure in the text. `head` is the token index of the counted or measured noun, or None.

    `quantity` is what is measured where the words say it ("distance", "altitude", "count",
    "casualties:killed", "money", "percent", "duration", "speed" …); `finding` names a suspected
    misprint, which is flagged and never corrected.
    """

    span: Span
    figure: Figure
    quantity: str = "number"
    head: int | None = None
    finding: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """A time expression: TIMEX3 type and value, and the interval it stands for.

    `deixis` keeps the unresolved form ("weekday:6:past", "day:-1", "clock:07:50") so that a later
    stage that knows the zone of the happening can resolve it again against its calendar.
    """

    span: Span
    type: str
    value: str
    when: When
    deixis: str | None = None
    mod: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """A place name, or a relative place built on one. `government` marks metonymic use:
    "Seoul said" names a government and is no place of anything."""

    span: Span
    where: Where
    government: bool = False
    country: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class AttributionSpan:
    """Source, cue and content in the sense of PARC 3.0 (Pareti 2016); spans may be discontinuous.

    `form` is one of direct, indirect, mixed, according-to, nominal, belief, passive, carried.
    `relay` holds the spans of an intermediate source, outermost first (outlet ← agency ← body).
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str
    modality: Modality = Modality.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    source_kind: SourceKind = SourceKind.NAMED
    relay: tuple[tuple[Span, ...], ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """Who does or undergoes something: a span resolved to a country, body or person where known.

    `country` is ISO 3166 alpha-3 or one of PLOVER's extra codes; `sector` a PLOVER sector.
    """

    span: Span
    name: str
    country: str | None = None
    sector: str | None = None
    authority: str | None = None


@dataclass(frozen=True, slots=True)
class EventSpan:
    """A trigger coded with a PLOVER type (manual of 2024-02), its parties, and how it is said."""

    trigger: Span
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    modality: Modality = Modality.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    time: TimeRelation = TimeRelation.CURRENT
    kind: str = "generic"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name or description of a person, body, country or group, with what it resolves to."""

    span: Span
    sort: str
    name: str
    authority: str | None = None
    country: str | None = None
    role: str | None = None
    rule: str = ""
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Mentions of one referent inside a document, first one first."""

    sort: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Annotations:
    """All layers of one document, each sorted by span."""

    parse: Parse
    figures: tuple[FigureSpan, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    places: tuple[PlaceSpan, ...] = ()
    names: tuple[NameSpan, ...] = ()
    attributions: tuple[AttributionSpan, ...] = ()
    events: tuple[EventSpan, ...] = ()
    chains: tuple[Chain, ...] = ()
