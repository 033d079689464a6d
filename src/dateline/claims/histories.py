"""Earlier happenings of a pack that a report tells beside its news: which words tell of which.

A report dates its news by one day; whatever else it dates before that day is history, and so is
what a thing of the past ("the previous one", "last Thursday's missile") is said to have done.

1. A date that ends before the day of the news, and neither begins nor ends a span ("since",
   "until"). Behind such an edge only a clause with "when" tells: "since May 8, when two flew".
2. It dates a noun ("last Thursday's launch") or a clause. A thing or happening of the pack stands
   in it, or words that take one up ("another", "a try"), and its verb is one that such things do or
   suffer. A clause that tells when somebody said something dates no happening.
3. Words that make a noun a former one ("previous", "earlier") do the same without a date.
4. What hangs on that noun or clause is told of the earlier happening; where the noun is the subject
   of a clause, or what a definite thing did is told behind the participle that dates it, that
   clause as well; but nothing that a day of the news dates.
5. A sentence that begins with a pronoun or with the same thing, and has no date of its own, goes on
   with it, in the same paragraph.
6. The first event of the pack in such words is history; where there is none, one is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.kinds import Kind
from dateline.model import (
    Certainty,
    EventSpan,
    Modality,
    Parse,
    Polarity,
    Precision,
    TimeRelation,
    TimeSpan,
    Token,
)
from dateline.reference.pack_words import words

_LONG = (Precision.DECADE, Precision.OPEN)
_EDGE = re.compile(r"\b(?:since|until|till|from|by|before|after|between|of)\s+(?:the\s+)?$", re.I)
_WHEN = re.compile(r",?\s+(?:when|in which|on which)\b")
_COUNTED = frozenset({"day", "week", "month", "year"})
_GOES_ON = frozenset({"it", "they", "that", "those", "both", "neither"})
_ADVERBIAL = frozenset({
    "npadvmod", "advmod", "prep", "pobj", "pcomp", "nmod", "compound", "amod", "poss", "appos",
    "nummod", "dep", "quantmod", "det", "conj", "punct", "attr",
})  # fmt: skip
_DONE_TO = ("nsubj", "nsubjpass", "dobj", "attr", "agent", "expl", "oprd")
_CLAUSE = frozenset({"conj", "parataxis", "advcl", "ccomp"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that tell an earlier happening of a pack; `head` is the word it is told by."""

    kind: str
    head: Token
    tokens: frozenset[int]


class Histories:
    """Answers which words of a report tell an earlier happening, and of which.

    Args:
        parse: the parse the events were made on.
        times: time expressions of the document.
        kinds: packs by name; those whose phases are known are told this way.
        day: day of the news (ISO date), or None where no day is known.
    """

    def __init__(
        self, parse: Parse, times: tuple[TimeSpan, ...], kinds: dict[str, Kind], day: str | None
    ) -> None:
        self._parse = parse
        self._times = times
        self._kinds = kinds
        self._day = day
        self._news = {
            t.i for time in times for t in parse.tokens_in(time.span)
            if day is not None and time.when.latest is not None and time.when.latest[:10] >= day
            and time.type in ("DATE", "TIME")
        }  # fmt: skip
        packs = [k for _, k in sorted(kinds.items()) if k.phases]
        self.stretches = tuple(s for k in packs for s in self._of(k)) if day else ()

    def mark(self, events: tuple[EventSpan, ...]) -> tuple[EventSpan, ...]:  # 6.
        """The events with those of the past marked, and those made that nothing else tells."""
        out = list(events)
        for stretch in self.stretches:
            kind = stretch.kind
            inside = [n for n, e in enumerate(out) if e.kind == kind and self._is_in(e, stretch)]
            news = any(
                e.kind == kind and e.time is TimeRelation.CURRENT
                for n, e in enumerate(out) if n not in inside
            )  # fmt: skip
            if not news and (stretch.head.sentence == 0 or not inside):
                continue  # what a report opens with is its news
            for n in inside:
                out[n] = replace(out[n], time=TimeRelation.HISTORICAL)
            if not inside:
                out.append(_made(stretch, self._kinds[kind]))
        return tuple(out)

    def owner(self, i: int, events: tuple[EventSpan, ...]) -> int | None:
        """Number of the earlier happening that token `i` tells of; None where it tells of none."""
        found = [s for s in self.stretches if i in s.tokens]
        for stretch in sorted(found, key=lambda s: len(s.tokens)):
            past = [
                n for n, e in enumerate(events)
                if e.kind == stretch.kind and e.time is TimeRelation.HISTORICAL
                and self._is_in(e, stretch)
            ]  # fmt: skip
            if past:
                return past[0]
        return None

    def _is_in(self, event: EventSpan, stretch: Stretch) -> bool:
        return any(t.i in stretch.tokens for t in self._parse.tokens_in(event.trigger))

    # ------------------------------------------------------------------ stretches

    def _of(self, kind: Kind) -> Iterator[Stretch]:
        vocabulary = _Vocabulary(kind)
        dates: dict[int, frozenset[int]] = {}
        for time in self._times:  # 1.
            root = self._parse.root_of(time.span)
            if root is not None and self._is_old(time):
                heads = [*self._when(time, root, vocabulary)]  # 2.
                host = None if self._at_edge(time, root) else self._host(root, vocabulary)
                heads += [host] if host is not None else []
                day = frozenset(t.i for t in self._parse.tokens_in(time.span))
                dates |= {h.i: dates.get(h.i, frozenset()) | day for h in heads}
        for t in (*self._former(vocabulary), *self._days_after(vocabulary)):  # 3.
            dates.setdefault(t.i, frozenset())
        for i, day in sorted(dates.items()):
            head = self._parse.tokens[i]
            tokens = self._extent(head)
            if tokens:
                yield Stretch(kind.name, self._teller(head, vocabulary), tokens | day)

    def _former(self, vocabulary: _Vocabulary) -> Iterator[Token]:
        """Nouns of the pack that words make former ones: "the previous one"."""
        for t in self._parse.tokens:
            if vocabulary.names(self._parse, t) and any(
                k.lower in words("former") for k in self._parse.kids(t.i, "amod", "det")
            ):
                yield t

    def _is_old(self, time: TimeSpan) -> bool:
        latest = time.when.latest or time.when.earliest
        if time.type not in ("DATE", "TIME") or latest is None or self._day is None:
            return False
        vague = time.when.precision in _LONG or bool(time.when.alternatives)
        return not vague and latest[:10] < self._day

    def _at_edge(self, time: TimeSpan, root: Token) -> bool:
        """Whether a date begins or ends a span: "since May 8", but not "after last Monday's"."""
        edge = _EDGE.search(self._parse.text[max(0, time.span.start - 14) : time.span.start])
        return edge is not None and root.dep in ("pobj", "pcomp")

    def _when(self, time: TimeSpan, root: Token, vocabulary: _Vocabulary) -> Iterator[Token]:
        """The verb of the clause that tells what was when: "since May 8, when two flew"."""
        if not _WHEN.match(self._parse.text, time.span.end):
            return
        parse = self._parse
        after = [t for t in parse.sentence_tokens(root.sentence) if t.start > time.span.end][:3]
        for mark in after:
            verb = parse.tokens[mark.head]
            if mark.lower in ("when", "which") and verb.pos in ("VERB", "AUX"):
                if vocabulary.tells(parse, verb):
                    yield verb
                return

    def _days_after(self, vocabulary: _Vocabulary) -> Iterator[Token]:
        """Verbs of what the news came some days after: "weeks after a rocket blew up"."""
        for mark in self._parse.tokens[1:]:
            verb = self._parse.tokens[mark.head]
            counted = self._parse.tokens[mark.i - 1].lemma in _COUNTED
            led = mark.lower in ("after", "since") and mark.dep == "mark" and counted
            # "A day after it was fired" counts from the news.
            subjects = self._parse.kids(verb.i, "nsubjpass")
            same = any(t.pos == "PRON" or self._is_definite(t) for t in subjects)
            if led and not same and vocabulary.tells(self._parse, verb):
                yield verb

    def _host(self, root: Token, vocabulary: _Vocabulary) -> Token | None:
        """The noun or verb that a date dates, where that tells of the pack."""
        parse = self._parse
        node = root
        while node.head != node.i and node.dep in _ADVERBIAL:
            node = parse.tokens[node.head]
            if node.pos in ("VERB", "AUX"):
                return node if vocabulary.tells(parse, node) else None
            if vocabulary.names(parse, node):
                return node
        return node if node.pos in ("VERB", "AUX") and vocabulary.tells(parse, node) else None

    def _extent(self, head: Token) -> frozenset[int]:  # 4. 5.
        parse = self._parse
        whole = head
        if head.pos not in ("VERB", "AUX"):
            whole = self._clause_of(head)
        elif head.dep in ("acl", "relcl") and self._restricts(head):
            noun = parse.tokens[head.head]
            whole = noun
            if noun.dep in ("nsubj", "nsubjpass") and self._is_definite(noun):
                whole = parse.tokens[noun.head]
        tokens = self._under(whole)
        if whole is not head and tokens & self._news:
            whole = head if head.dep not in ("acl", "relcl") else parse.tokens[head.head]
            tokens = self._under(whole)
        if tokens & self._news or not tokens:
            return frozenset()
        main = whole.dep == "ROOT" or whole.head == whole.i
        return tokens | (self._continued(whole) if main else frozenset())

    def _clause_of(self, noun: Token) -> Token:
        """The verb of what a happening of the past did, or of what was then: "last week's missile
        flew 700 km", "in the first flight in May the engine cut out"; else the noun."""
        over = self._parse.tokens[noun.head]
        if noun.dep in ("nsubj", "nsubjpass"):
            return over
        verb = self._parse.tokens[over.head]
        then = noun.dep == "pobj" and over.lower in ("in", "during", "at", "on")
        return verb if then and verb.pos in ("VERB", "AUX") and over.i < verb.i else noun

    def _is_definite(self, noun: Token) -> bool:
        return any(k.lower in ("the", "that", "its") for k in self._parse.kids(noun.i, "det"))

    def _restricts(self, verb: Token) -> bool:
        """Whether a participle tells which thing is meant ("the one fired in May"), and not what
        else is known of it ("the missile, first fired in 2017")."""
        before = self._parse.text[: verb.start].rstrip()
        return not before.endswith(",") and not any(
            k.lower in ("first", "last") for k in self._parse.kids(verb.i, "advmod")
        )

    def _under(self, head: Token) -> frozenset[int]:
        """Words under a head without the clauses beside it that a day of the news dates."""
        out = set(self._parse.subtree(head.i))
        for i in sorted(out):
            t = self._parse.tokens[i]
            if t.i != head.i and t.dep in _CLAUSE and t.pos in ("VERB", "AUX"):
                beside = set(self._parse.subtree(t.i))
                if beside & self._news:
                    out -= beside
        return frozenset(out)

    def _continued(self, head: Token) -> frozenset[int]:
        parse = self._parse
        out: set[int] = set()
        dated = {t.i for time in self._times if time.type in ("DATE", "TIME")
                 for t in parse.tokens_in(time.span)}  # fmt: skip
        for index in range(head.sentence + 1, len(parse.sentences)):
            here = parse.sentence_tokens(index)
            gap = parse.text[parse.sentences[index - 1].start : here[0].start].rstrip(" ")
            if "\n" in gap or here[0].lower not in _GOES_ON or any(t.i in dated for t in here):
                break
            out |= {t.i for t in here}
        return frozenset(out)

    def _teller(self, head: Token, vocabulary: _Vocabulary) -> Token:
        if head.pos not in ("VERB", "AUX"):
            return head
        near = self._parse.kids(head.i, *_DONE_TO)
        return next((t for t in near if vocabulary.takes_up(t)), head)


class _Vocabulary:
    """The words by which a pack's happenings and things are told."""

    def __init__(self, kind: Kind) -> None:
        nouns = frozenset().union(*(t.nouns for t in kind.triggers))
        things = frozenset().union(*(p.noun_class for p in kind.phases))
        self.verbs = frozenset().union(*(t.verbs for t in kind.triggers))
        self.verbs |= frozenset().union(*(p.verbs for p in kind.phases)) | words("befalling")
        self._things = things | words("part_of_it")
        self._stems = tuple(sorted(
            w for slot in kind.slots if slot.fill == "name"
            for group in slot.words.values() for w in group if len(w) > 2
        ))  # fmt: skip
        self.told = nouns | things | words("another_one")
        self._standins = words("standin") | words("another_one")

    def names(self, parse: Parse, t: Token) -> bool:
        """Whether a noun is a thing of the pack or, with nothing that makes it another sort ("a
        nuclear test"), one of its happenings."""
        if t.pos == "PROPN" and t.text.startswith(self._stems):
            return True
        lemma = t.lemma.lower()
        if lemma not in self.told:
            return False
        marks = (k.lemma.lower() for k in parse.kids(t.i, "amod", "compound"))
        return lemma in self._things or all(m in words("plain") or m in self._things for m in marks)

    def takes_up(self, t: Token) -> bool:
        """Whether a word is a thing or a happening of the pack, or stands for one."""
        lemma = t.lemma.lower()
        return lemma in self.told or t.lower in self._standins

    def tells(self, parse: Parse, verb: Token) -> bool:
        """Whether a verb tells what became of a thing of the pack."""
        near = [k for v in (verb, *self._over(parse, verb)) for k in parse.kids(v.i, *_DONE_TO)]
        if verb.dep in ("acl", "relcl"):
            near.append(parse.tokens[verb.head])
        elif verb.tag == "VBN" and not parse.kids(verb.i, "nsubj", "nsubjpass", "aux", "auxpass"):
            near += [t for t in parse.tokens[max(0, verb.i - 3) : verb.i] if t.pos == "NOUN"]
        if verb.lemma in self.verbs - words("several"):
            taken = not any(self._is_other(parse, k) for k in parse.kids(verb.i, "dobj"))
            return any(
                (taken and t.lower in self._standins) or self._is_told(parse, t) for t in near
            )
        light = verb.pos == "AUX" or verb.lemma in self.verbs | words("happening") | words("doing")
        return light and any(self._is_told(parse, t) for t in near)

    def _is_other(self, parse: Parse, t: Token) -> bool:
        """Whether what is fired or tested is a thing of another sort: "it tested an engine"."""
        return t.pos == "NOUN" and not self.takes_up(t) and not parse.kids(t.i, "nummod")

    def _is_told(self, parse: Parse, t: Token) -> bool:
        part = t.lemma.lower() in words("part_of_it") and t.dep in ("nsubj", "nsubjpass")
        return part or self.names(parse, t)

    def _over(self, parse: Parse, verb: Token) -> Iterator[Token]:
        """The verb whose subject a joined verb shares."""
        if verb.dep in ("conj", "xcomp"):
            yield parse.tokens[verb.head]


def _made(stretch: Stretch, kind: Kind) -> EventSpan:
    return EventSpan(
        stretch.head.span, kind.type or "", kind.mode, (), (), (),
        Modality.ASSERTED, Certainty.CERTAIN, Polarity.POSITIVE, TimeRelation.HISTORICAL,
        stretch.kind, f"{stretch.kind}: an earlier one by its day",
    )  # fmt: skip
