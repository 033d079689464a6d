"""Which happening a word belongs to: the rule behind "no value leaks".

A value is given to the first happening met on the way from its word up the dependency tree, and to
no other. A verb that reports nothing of a kind stops the climb: "hours before Lee departed" gives
its hours to the departure, never to the launch in the main clause.
"""

from __future__ import annotations

from dateline.kinds import Kind, Phase
from dateline.model import (
    Chain,
    EventSpan,
    Modality,
    Parse,
    Polarity,
    Span,
    TimeRelation,
    Token,
)
from dateline.reference.pack_words import words

_LIGHT = frozenset({"be", "have", "do", "seem", "appear"})
_PASSING = words("passing")

_COUNTING = frozenset({
    "rise", "climb", "grow", "increase", "jump", "reach", "stand", "fall", "drop", "soar",
})  # fmt: skip
"""Verbs that pass a figure on to what they count, but no day: "the toll rose to 59 on Friday"."""
_PARTS = frozenset({
    "one", "other", "first", "second", "third", "both", "pair", "trio", "duo", "shot",
})  # fmt: skip
_NEAR = 1
"""Nouns between a word and a light verb whose subject it may be said of: "the altitude was 50 km",
but not "the launches are part of a display ahead of the coming congress"."""


_VIOLENT = frozenset({"ASSAULT", "PROTEST"})
"""Types of plain events that hurt people."""
_TOLD = frozenset({Modality.ASSERTED, Modality.REPORTED})
_SUFFERED = frozenset({"die", "perish"})
"""Effects whose subject suffers them."""
_WHEN = frozenset({"when", "after", "as", "while"})
_WITHIN = frozenset({"in", "by", "from", "during", "after", "following"})
_GROUNDS = frozenset({
    "area", "block", "building", "city", "district", "home", "hospital", "house", "market",
    "neighborhood", "region", "school", "station", "suburb", "town", "village", "apartment",
    "clinic", "street",
})  # fmt: skip
"""Where something is done, and not what did it: "killed in a suburb"."""
_GOES_ON = 2
"""Sentences after a happening in which "five people were killed" still tells of it."""

_COUNTS_ON = 5
"""The same where those told of come on top of others: "four other soldiers were wounded"."""
_MORE = frozenset({"another", "further", "more", "other", "others"})


class Ownership:
    """Answers, for a token, which event of the document its clause belongs to.

    Args:
        parse: the parse the events were made on.
        events: events of the document, in text order.
        kinds: packs by name; their phases let a clause tell more of an earlier mention.
        chains: coreference chains, to follow pronouns to things of a pack's class.
    """

    def __init__(
        self,
        parse: Parse,
        events: tuple[EventSpan, ...],
        kinds: dict[str, Kind],
        chains: tuple[Chain, ...] = (),
    ) -> None:
        self._parse = parse
        self._events = events
        self._kinds = kinds
        self._trigger: dict[int, int] = {}
        for number, event in enumerate(events):
            for token in parse.tokens_in(event.trigger):
                self._trigger.setdefault(token.i, number)
        self._pronouns = _pronoun_things(parse, chains)
        self._bare = _bare_nouns(parse, chains, self._trigger)
        self._nouns = {n: k.name for k in kinds.values() for t in k.triggers for n in t.nouns}
        self._things = {n: k.name for k in kinds.values() for p in k.phases for n in p.noun_class}
        self._measures = {n: k.name for k in kinds.values() for s in k.slots for n in s.near}

    def of(self, i: int, *, counted: bool = False) -> int | None:
        """Number of the event that token `i`, of a figure if `counted`, belongs to, or None.

        1. The token or the nearest ancestor that is a trigger, or refers to one.
        2. The nearest ancestor that tells a phase of a pack's happening, or what one did.
        3. Nothing beyond a verb that is neither, unless it only passes content on.
        """
        token = self._parse.tokens[i]
        nouns = 0
        passing = _PASSING | _COUNTING if counted else _PASSING
        for node in [token, *self._parse.ancestors(i)]:
            nouns += node.i != i and node.pos in ("NOUN", "PROPN")
            if self._of_many(node, i):
                return None
            if node.i in self._trigger:  # 1.
                if self._is_look(node):
                    continue
                done = self._performed(node)
                return self._trigger[node.i] if done is None else done
            if node.i in self._bare:
                return self._news(self._bare[node.i], node)
            again = self._again(node)
            if again is None:
                again = self._fired(node)
            if again is not None:
                return again
            if node.pos == "VERB":
                told = self._toll(node) if counted else None
                told = self.phase(node) if told is None else told  # 2.
                told = self.effect(node) if told is None else told
                if told is not None:
                    return told
                below = self._below(node)
                if below is not None and (node.lemma in passing or node.lemma in _LIGHT):
                    return below if nouns <= _NEAR else None
                if node.lemma not in _LIGHT and node.lemma not in passing:  # 3.
                    return None
            elif node.pos == "AUX":
                below = self._below(node)
                if below is not None:
                    return below if nouns <= _NEAR else None
        return None

    def _of_many(self, node: Token, i: int) -> bool:
        """Whether a word stands in what is told of many happenings of a pack and of none of them:
        "the latest in a string of launches that began in October"."""
        if node.dep != "relcl" or node.i == i or node.lemma not in words("series_verb"):
            return False
        noun = self._parse.tokens[node.head]
        return noun.tag == "NNS" and noun.lemma in self._nouns

    def _is_look(self, verb: Token) -> bool:
        """Whether a verb only says how the thing looks that a happening is told of: "fired a salvo
        of what looked like rockets"."""
        generic = self._events[self._trigger[verb.i]].kind == "generic"
        return generic and verb.lemma in words("looking") and any(
            k.lower == "what" for k in self._parse.kids(verb.i, "nsubj")
        )  # fmt: skip

    def _performed(self, verb: Token) -> int | None:
        """The happening of a pack that a verb only carries out: "conducted a test fire", "a launch
        was held": its times and places are those of the noun."""
        if self._events[self._trigger[verb.i]].kind != "generic":
            return None
        if verb.lemma not in words("performing"):
            return None
        for noun in self._parse.kids(verb.i, "dobj", "nsubjpass"):
            number = self._trigger.get(noun.i)
            if number is not None:
                return number
            kind = self._happening(noun)
            if kind is not None:
                return self._news_of(kind, noun)
        return None

    def _news_of(self, kind: str, noun: Token) -> int | None:
        """The mention that an object of a performing verb is about: the nearest, else the first."""
        found = self.nearest(kind, noun.i)
        if found is not None:
            return found
        return next(
            (
                n for n, e in enumerate(self._events)
                if e.kind == kind and e.time is TimeRelation.CURRENT
            ),
            None,
        )  # fmt: skip

    def _happening(self, noun: Token) -> str | None:
        """The pack that a noun names a happening of, unless words beside it make it another one
        ("a nuclear test")."""
        beside = [k.lower for k in self._parse.kids(noun.i, "compound", "amod")]
        for lemma in (noun.lemma, *(f"{k}-{noun.lemma}" for k in beside)):
            kind = self._nouns.get(lemma)
            if kind is not None and noun.pos == "NOUN":
                unlike = self._kinds[kind].unlike
                return None if any(f"{k} {noun.lemma}" in unlike for k in beside) else kind
        return None

    def _news(self, number: int, noun: Token) -> int:
        """The event of a noun that refers to one; a mention of the past is taken up in its own
        sentence or by "that launch" only, else the news goes on."""
        event = self._events[number]
        if event.kind == "generic" or event.time is not TimeRelation.HISTORICAL:
            return number
        there = self._parse.tokens_in(event.trigger)[0].sentence
        if noun.sentence == there or any(
            k.lower in ("that", "those") for k in self._parse.kids(noun.i, "det")
        ):
            return number
        found = self.nearest(event.kind, noun.i)
        return number if found is None else found

    def phase(self, verb: Token) -> int | None:
        """The event whose phase a verb tells: its subject is a thing of the pack's class."""
        for kind in self._kinds.values():
            for phase in kind.phases:
                if verb.lemma in phase.verbs and self._has_thing(verb, phase):
                    told = self._told(verb)
                    return told if told is not None else self.nearest(kind.name, verb.i)
        return None

    def effect(self, verb: Token) -> int | None:
        """The event of a pack whose effect a verb tells.

        1. One beside it: "killed when a drone struck", "died in the strike", "the raid killed".
        2. One beside the verb it is joined to: "four were killed and 17 hurt when …".
        3. Where nobody and nothing else is said to have done it ("died in a bus crash") and no
           other place or day is named, the news of the last two sentences.
        """
        packs = [k.name for k in self._kinds.values() if verb.lemma in k.effects]
        if verb.pos != "VERB" or not packs:
            return None
        joined = [verb, *self._parse.kids(verb.i, "conj")]  # 2.
        if verb.dep == "conj":
            head = self._parse.tokens[verb.head]
            joined += [head, *self._parse.kids(head.i, "conj")]
        for one in joined:
            beside = self._beside(one)
            if beside is not None:
                return beside if self._events[beside].kind in packs else None
        agents = [
            k
            for k in self._parse.kids(verb.i, "nsubj", "agent")
            if verb.lemma not in _SUFFERED or k.dep == "agent"
        ]
        if agents or any(self._has_other_cause(one) for one in joined):
            return None
        found = self._violence(packs, verb)
        return found if found is not None and self._recent(found, verb) else None

    def _violence(self, packs: list[str], verb: Token) -> int | None:
        """The last event before a verb, of any of the kinds, that can have had such an effect."""
        found = {self.nearest(k, verb.i) for k in packs if k != "generic"}
        if "generic" in packs:
            found |= {
                n for n, e in enumerate(self._events)
                if e.kind == "generic" and e.type in _VIOLENT and e.time is TimeRelation.CURRENT
                and e.polarity is Polarity.POSITIVE and e.modality in _TOLD
                and e.trigger.end <= verb.start and self._recent(n, verb)
                and not self._elsewhere(verb, e)
            }  # fmt: skip
        before = [n for n in found if n is not None]
        return max(before, key=lambda n: self._events[n].trigger, default=None)

    def _elsewhere(self, verb: Token, event: EventSpan) -> bool:
        """Whether a clause names a place or a day that the sentence of the event does not."""
        there = self._parse.tokens_in(event.trigger)[0].sentence
        told = {t.lower for t in self._parse.sentence_tokens(there)}
        named = [
            t for prep in self._parse.kids(verb.i, "prep", "npadvmod")
            for t in (prep, *self._parse.kids(prep.i, "pobj"))
            if t.pos == "PROPN" or t.entity == "DATE"
        ]  # fmt: skip
        return verb.sentence != there and any(t.lower not in told for t in named)

    def _toll(self, verb: Token) -> int | None:
        """The news that a toll counts the victims of: "the death toll rose to 11", "put the toll at
        11", of the last sentences."""
        if not any(
            k.lemma == "toll" for k in self._parse.kids(verb.i, "nsubj", "nsubjpass", "dobj")
        ):
            return None
        before = [
            n for n, e in enumerate(self._events)
            if e.type == "ASSAULT" and e.time is TimeRelation.CURRENT
            and e.trigger.start < verb.start and self._recent(n, verb)
        ]  # fmt: skip
        return before[-1] if before else None

    def _beside(self, verb: Token) -> int | None:
        """The event in the clauses, phrases and subject of a verb, or over it."""
        heads = [
            k
            for k in self._parse.kids(verb.i, "advcl")
            if any(m.lower in _WHEN for m in self._parse.kids(k.i, "mark", "advmod"))
        ]
        for prep in self._parse.kids(verb.i, "prep", "agent"):
            if prep.lower in _WITHIN:
                heads += self._parse.kids(prep.i, "pobj")
        heads += self._parse.kids(verb.i, "nsubj")
        if verb.dep in ("relcl", "acl", "advcl"):
            heads.append(self._parse.tokens[verb.head])
        for head in heads:
            number = self._trigger.get(head.i, self._bare.get(head.i))
            number = self._again(head) if number is None else number
            if number is not None:
                return number
        return None

    def _has_other_cause(self, verb: Token) -> bool:
        """Whether a clause or an indefinite noun beside a verb tells what did it."""
        clauses = self._parse.kids(verb.i, "advcl")
        if any(m.lower in _WHEN for k in clauses for m in self._parse.kids(k.i, "mark", "advmod")):
            return True
        for prep in self._parse.kids(verb.i, "prep", "agent"):
            for thing in self._parse.kids(prep.i, "pobj") if prep.lower in _WITHIN else ():
                new = any(
                    k.lower in ("a", "an", "another") for k in self._parse.kids(thing.i, "det")
                )
                if thing.pos == "NOUN" and (new or prep.dep == "agent") and not thing.entity:
                    return thing.lemma not in _GROUNDS
        return False

    def _recent(self, number: int, verb: Token) -> bool:
        there = self._parse.tokens_in(self._events[number].trigger)
        more = any(
            t.lower in _MORE for s in self._parse.kids(verb.i, "nsubj", "nsubjpass", "dobj")
            for t in (s, *self._parse.kids(s.i, "amod", "det", "advmod"))
        )  # fmt: skip
        most = _COUNTS_ON if more else _GOES_ON
        return bool(there) and 0 <= verb.sentence - there[0].sentence <= most

    def _told(self, verb: Token) -> int | None:
        """The event of the thing that a relative clause goes on about: "a rocket that flew"."""
        while verb.dep in ("conj", "dep"):
            verb = self._parse.tokens[verb.head]
        if verb.dep not in ("relcl", "acl"):
            return None
        return self.of(verb.head)

    def _fired(self, node: Token) -> int | None:
        """The event whose verb modifies a thing: "the missile, launched at dawn"."""
        if node.lemma not in self._things:
            return None
        for k in self._parse.kids(node.i, "amod", "acl", "relcl"):
            if k.i in self._trigger:
                return self._trigger[k.i]
        return None

    def nearest(self, kind: str, i: int) -> int | None:
        """The mention of a kind that token `i` goes on with: the last one before it in the text
        that is no history, else the first one after it in the same sentence."""
        history = self._history(kind, i)
        if history is not None:
            return history
        before = after = None
        for number, event in enumerate(self._events):
            if event.kind != kind or event.time is not TimeRelation.CURRENT:
                continue
            if event.trigger.start <= self._parse.tokens[i].start:
                before = number
            elif after is None and self._same_sentence(event.trigger, i):
                after = number
        return before if before is not None else after

    def _history(self, kind: str, i: int) -> int | None:
        """The mention of the past that a clause still tells of: in the same sentence, or in the
        next one where it begins with a pronoun ("It flew 2,700 km")."""
        told = [n for n, e in enumerate(self._events)
                if e.kind == kind and e.trigger.start <= self._parse.tokens[i].start]  # fmt: skip
        if not told or self._events[told[-1]].time is not TimeRelation.HISTORICAL:
            return None
        here = self._parse.tokens[i].sentence
        there = self._parse.tokens_in(self._events[told[-1]].trigger)[0].sentence
        first = self._parse.sentence_tokens(here)[0].lower
        goes_on = first in ("it", "they", "that", "those", "both")
        return told[-1] if here == there or (here == there + 1 and goes_on) else None

    def below(self, i: int) -> int | None:
        """The event that a verb speaks of in its own objects ("analysing the launches")."""
        return self._below(self._parse.tokens[i])

    def _again(self, node: Token) -> int | None:
        """The mention that a definite noun takes up: "the launch", "its maximum altitude".

        A noun of happening needs an article; a measure (a word near which the pack's figures stand)
        needs to be the subject of its clause.
        """
        if node.pos != "NOUN":
            return None
        if node.lemma in self._nouns:
            marks = {k.lower for k in self._parse.kids(node.i, "det", "amod")}
            dated = any(k.entity in ("DATE", "TIME") for k in self._parse.kids(node.i, "poss"))
            if dated or marks & {"the", "this", "that", "these", "those", "latest"}:
                return self.nearest(self._nouns[node.lemma], node.i)
        carried = node.dep in ("dobj", "nsubjpass")
        if carried and self._parse.tokens[node.head].lemma in words("performing"):
            kind = self._happening(node)
            if kind is not None:
                return self._news_of(kind, node)
        if node.lemma in self._things and node.dep in ("nsubj", "nsubjpass"):
            light = self._parse.tokens[node.head].lemma in _LIGHT
            return self.nearest(self._things[node.lemma], node.i) if light else None
        if node.lemma in self._measures and node.dep in ("nsubj", "nsubjpass"):
            return self.nearest(self._measures[node.lemma], node.i)
        return None

    def _below(self, node: Token) -> int | None:
        for k in self._parse.kids(node.i, "nsubj", "nsubjpass", "dobj", "attr", "expl"):
            again = self._again(k)
            if again is not None:
                return again
            for j in [k.i, *(m for m in self._parse.subtree(k.i) if m != k.i)]:
                if j in self._trigger:
                    return self._trigger[j]
                if j in self._bare:
                    return self._bare[j]
        return None

    def _has_thing(self, verb: Token, phase: Phase) -> bool:
        subjects = self._parse.kids(verb.i, "nsubj", "nsubjpass")
        head = verb
        while not subjects and head.dep in (
            "conj",
            "xcomp",
            "advcl",
            "ccomp",
            "pcomp",
            "prep",
            "dep",
        ):
            head = self._parse.tokens[head.head]
            subjects = self._parse.kids(head.i, "nsubj", "nsubjpass")
            if not subjects and verb.dep == "xcomp":
                subjects = self._parse.kids(head.i, "dobj")
        if not subjects and verb.dep in ("relcl", "acl"):
            subjects = [self._parse.tokens[verb.head]]
        if not subjects:
            before = self._parse.sentence_tokens(verb.sentence)
            return any(t.lemma in phase.noun_class for t in before if t.i < verb.i)
        for s in subjects:
            if s.lower in ("which", "that") and verb.dep == "relcl":
                s = self._parse.tokens[verb.head]
            things = {
                s.lemma,
                s.lower,
                s.lower.split("-")[0],
                *(k.lower for k in self._parse.kids(s.i, "compound")),
            }
            if things & phase.noun_class or self._pronouns.get(s.i, frozenset()) & phase.noun_class:
                return True
            if s.lower in ("it", "they", "both"):
                # A pronoun taken for a measure ("a height of 550 km … it fell") means the thing.
                return all(n in self._measures for n in self._pronouns.get(s.i, frozenset()))
            # "The first flew 600 km, the second 700 km": ordinals and numbers stand for things.
            if s.pos == "NUM" or s.lemma in _PARTS:
                return True
        return False

    def _same_sentence(self, span: Span, i: int) -> bool:
        tokens = self._parse.tokens_in(span)
        return bool(tokens) and tokens[0].sentence == self._parse.tokens[i].sentence


def _pronoun_things(parse: Parse, chains: tuple[Chain, ...]) -> dict[int, frozenset[str]]:
    """Token index of a pronoun → lemmas of the nouns it is chained to."""
    out: dict[int, frozenset[str]] = {}
    for chain in chains:
        heads = [parse.root_of(s) for s in chain.spans]
        nouns = frozenset(t.lemma for t in heads if t is not None and t.pos == "NOUN")
        for t in heads:
            if t is not None and t.pos in ("PRON", "DET"):
                out[t.i] = nouns
    return out


def _bare_nouns(parse: Parse, chains: tuple[Chain, ...], trigger: dict[int, int]) -> dict[int, int]:
    """Token index → event, for words chained to a trigger without being one ("the launches")."""
    out: dict[int, int] = {}
    for chain in chains:
        if chain.sort != "event":
            continue
        heads = [t for t in (parse.root_of(s) for s in chain.spans) if t is not None]
        events = [trigger[t.i] for t in heads if t.i in trigger]
        if events:
            out.update({t.i: events[0] for t in heads if t.i not in trigger})
    return out
