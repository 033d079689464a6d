"""Fill the slots of a mention from the layers: figures, times, places, words.

A value goes to the mention that owns its words (`ownership`), is said by the innermost attribution
that covers them (`voices`), and keeps the spans it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.claims import areas
from dateline.claims.clock_words import (
    came_from,
    closes_range,
    is_counted_from,
    is_stamp,
    is_stretch,
    window,
)
from dateline.claims.counts import counts_things
from dateline.claims.deixis import over_there, zone_of
from dateline.claims.elided import about, lender_of, lent, measured_in, twin_of
from dateline.claims.fits import (
    CASUALTIES,
    belongs_to,
    fits_figure,
    fits_place,
    is_town,
    neighbourhood,
    of_persons,
    relation_of,
)
from dateline.claims.measures import LENGTHS, measured
from dateline.claims.negation import contrasted, negation
from dateline.claims.ownership import Ownership
from dateline.claims.partitives import of_the_whole, picks_out
from dateline.claims.parts import ORDINALS, in_order, part_of
from dateline.claims.phrases import names, phrases
from dateline.claims.singles import singles
from dateline.claims.speakers import Speakers
from dateline.claims.topics import Topics
from dateline.claims.voices import NARRATION, Resolve, Voice, Voices
from dateline.kinds import Kind
from dateline.model import (
    Annotations,
    Basis,
    Certainty,
    Claim,
    EventSpan,
    Evidence,
    EvidenceRole,
    FigureSpan,
    Mention,
    Modality,
    Party,
    PlacePrecision,
    PlaceSpan,
    Polarity,
    Precision,
    Published,
    Shape,
    Span,
    Step,
    TimeRelation,
    TimeSpan,
    Token,
    Value,
    When,
    Where,
)
from dateline.reference import actors, countries, units

_SPEECH_ONLY = (Modality.ASSERTED, Modality.DENIED)
_ITSELF = ("occurred", "actor", "recipient", "coordination")
_LATER = re.compile(
    r"\s+(?:later|after|ago|before(?!\s+\w+ing\b)|earlier|apart|into)\b", re.IGNORECASE
)
"""What makes a duration the distance between two happenings: "six minutes after the launch"."""
_NEXT = re.compile(r"\b(?:later|afterwards|following day|next day)\b", re.IGNORECASE)
"""Words of a day counted from the happening: what is told then, and seldom its own day."""
_VESSEL = re.compile(
    r"\b(?:submarine|warship|frigate|destroyer|cruiser|corvette|vessel|ship|carrier)\s+[“\"‘']?$",
    re.IGNORECASE,
)
"""What makes a town the name of a ship: "the submarine Bryansk"."""
_SIGHTED = frozenset({
    "spot", "track", "pick", "see", "observe", "register", "sight", "capture", "follow", "record",
})  # fmt: skip
_FIRED = frozenset({"fire", "launch", "test", "shoot", "loose", "lob", "detect"})
_GIVING = frozenset({"have", "give", "put", "record", "log", "time", "clock"})
_SEVERAL = frozenset({"take", "put", "lift", "come", "go", "pass", "end", "carry", "conduct"})
"""Verbs that tell a flight only where a missile is their subject: "lifted an alert"."""
_LOSING = frozenset({
    "disappear", "vanish", "explode", "burst", "destroy", "intercept", "separate", "release",
    "break", "lose", "disintegrate", "detonate", "terminate",
})  # fmt: skip
_UNDER_WAY = frozenset({
    "fly", "travel", "cover", "climb", "peak", "cruise", "cross", "veer", "follow", "enter",
    "separate", "disappear", "pass", "vanish", "streak", "arc", "reach", "explode", "fail", "stay",
    "break", "burst", "disintegrate", "tumble", "attain", "touch", "top", "hit", "strike",
})  # fmt: skip
"""Verbs of a flight that has begun and not ended: their clock is that of neither."""
_SPELLS = ("DURATION", "SET")
_OPEN = (Modality.HYPOTHETICAL, Modality.PREDICTED, Modality.CONDITIONAL)
_WANTED = (Modality.REQUESTED, Modality.ORDERED, Modality.INTENDED)
_CLOCKS = (Precision.MINUTE, Precision.HOUR)
_DAYS = (Precision.DAY, Precision.DAYPART)


def _whole_days(when: When) -> When:
    """A part of a day as its day ("Tuesday night": Tuesday), for the slot of the day; "overnight"
    names no day and keeps two."""
    if when.precision in _CLOCKS and when.earliest == when.latest and when.earliest:
        day = when.earliest[:10]  # "around 4 p.m. on Saturday"
        return replace(when, earliest=day, latest=day, precision=Precision.DAY, approximator=None)
    if when.precision is not Precision.DAYPART or when.earliest is None or when.latest is None:
        return when
    named = any(part == "day" for part, _ in when.basis)
    last = when.earliest[:10] if named else when.latest[:10]
    return replace(when, earliest=when.earliest[:10], latest=last)


_ARMED = frozenset({"MIL", "POL", "REB"})
"""Sectors that a noun without a name tells apart from its country."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What the slot rules read: one document's layers, mentions, owners and voices."""

    ann: Annotations
    mentions: tuple[Mention, ...]
    kinds: dict[str, Kind]
    ownership: Ownership
    voices: Voices
    resolve: Resolve
    published: Published | None = None
    topics: Topics | None = None
    speakers: Speakers | None = None

    def owner(
        self, i: int, fill: str, bare: bool = False, able: bool = False, note: bool = True
    ) -> int | None:
        """Number of the event that a value at token `i` belongs to: by the tree, else by topic.

        A value that only a pack has a slot for (`bare`) is not lost to a verb of another kind that
        stands between ("the ministry announced a range of 900 km").
        """
        number = self.ownership.of(i, counted=fill == "figure")
        if number is not None and self._has(number, fill):
            apart = self.topics is not None and self.topics.is_apart(i, number)
            return None if apart else number
        if self.topics is None:
            return number
        distinct = bare or fill in ("words", "name", "figure")
        if number is not None and not distinct and not self.topics.is_doing(number):
            return number
        for kind in self.kinds.values():
            if kind.phases and any(s.fill == fill for s in kind.slots):
                found = self.topics.of(i, kind.name, bare, able, note)
                if found is not None:
                    return found
        return number

    @property
    def _things(self) -> frozenset[str]:
        """The nouns of things that the packs' phases tell of."""
        return frozenset().union(*(p.noun_class for k in self.kinds.values() for p in k.phases))

    def _has(self, number: int, fill: str) -> bool:
        kind = self.kinds[self.ann.events[number].kind]
        return bool(kind.phases) and any(s.fill == fill for s in kind.slots)

    def claims(self) -> Iterator[Claim]:
        """All claims of the document, mention by mention in text order.

        1. That it occurred, who did it and to whom.
        2. Times: the day and the clock, each from the words that state it.
        3. Places by relation. 4. Figures by quantity. 5. Words of the pack.
        """
        for number, event in enumerate(self.ann.events):
            yield from self._occurrence(number, event)  # 1.
        for time in self.ann.times:  # 2.
            yield from self._time(time)
        yield from self._places()  # 3.
        for figure in (*self.ann.figures, *singles(self.ann)):  # 4.
            yield from self._figure(figure)
        yield from self._words()  # 5.

    # ------------------------------------------------------------------ one value

    def claim(
        self,
        number: int,
        slot: str,
        value: Value,
        span: Span,
        steps: tuple[Step, ...],
        scope: str | None = None,
        part: str | None = None,
    ) -> Claim:
        """The claim of one value for event `number`, said by whoever says `span`."""
        event, mention = self.ann.events[number], self.mentions[number]
        voice = self.voice(span, number, value=slot not in _ITSELF and scope is None)
        modality, certainty, polarity = combine(voice, event)
        if modality in _OPEN and self._is_settled(event, span):
            modality = Modality.ASSERTED
        text = self.ann.parse.text
        evidence = [Evidence(EvidenceRole.VALUE, span, span.of(text))]
        if event.trigger != span:
            trigger = event.trigger
            evidence.append(Evidence(EvidenceRole.TRIGGER, trigger, trigger.of(text)))
        evidence += voice.evidence
        contrast = contrasted(text, span)
        if contrast is not None:
            polarity = Polarity.NEGATIVE
            evidence.append(Evidence(EvidenceRole.CONTEXT, contrast, contrast.of(text)))
        elif polarity is Polarity.NEGATIVE:
            evidence += negation(self.ann.parse, event.trigger, evidence)
        return Claim(
            mention.id, slot, value, voice.said_by, voice.via, modality, polarity, certainty,
            part=part, scope=scope, evidence=tuple(evidence),
            derivation=(*steps, *voice.steps),
        )  # fmt: skip

    def _is_settled(self, event: EventSpan, span: Span) -> bool:
        """Whether a value belongs to a past participle that what is open only builds on: "the
        missile, launched at 10:14, could fly 15,000 km"."""
        root = self.ann.parse.root_of(event.trigger)
        if root is None or root.tag not in ("VBN", "VBD") or root.dep not in ("acl", "relcl"):
            return False
        token = self.ann.parse.root_of(span)
        inside = token is not None and token.i in self.ann.parse.subtree(root.i)
        return inside and event.modality is Modality.ASSERTED

    def voice(self, span: Span, number: int, value: bool = False) -> Voice:
        """Who says `span`; a clause that hangs on hearsay inherits the hearsay. A `value` of a
        pack may be said by a speaker whose attribution does not cover it (`speakers`)."""
        voice = self.voices.of(span)
        if value and voice.modality in _WANTED and self._presupposed(span, voice):
            voice = NARRATION
        if value and self.speakers is not None and self._has(number, "place"):
            return self.speakers.of(span, number, voice)
        if voice.attribution is not None:
            return voice
        token = self.ann.parse.root_of(self.ann.events[number].trigger)
        if token is None:
            return voice
        node = token
        while node.dep in ("advcl", "conj", "xcomp", "acl"):
            node = self.ann.parse.tokens[node.head]
            outer = self.voices.of(node.span)
            if outer.attribution is not None:
                return outer if outer.modality not in _SPEECH_ONLY else voice
        return voice

    def _presupposed(self, span: Span, voice: Voice) -> bool:
        """Whether words stand in a clause of time under what somebody orders or wants, which the
        report tells itself: "told people to take shelter after the missile had left"."""
        parse = self.ann.parse
        token = parse.root_of(span)
        cues = [e.span for e in voice.evidence if e.role is EvidenceRole.CUE]
        for node in (token, *parse.ancestors(token.i)) if token is not None else ():
            if any(c.overlaps(node.span) for c in cues):
                return False
            marks = {m.lower for m in parse.kids(node.i, "mark", "advmod")}
            past = node.tag in ("VBD", "VBN") or any(
                a.tag == "VBD" for a in parse.kids(node.i, "aux", "auxpass")
            )
            if node.dep == "advcl" and past and marks & {"after", "when", "since", "as", "because"}:
                return True
        return False

    # ------------------------------------------------------------------ 1. occurrence

    def _occurrence(self, number: int, event: EventSpan) -> Iterator[Claim]:
        rule = Step(f"trigger: {event.rule}" if event.rule else "trigger")
        yield self.claim(number, "occurred", True, event.trigger, (rule,))
        for slot, parties in (("actor", event.actors), ("recipient", event.recipients)):
            for party in parties:
                row = self._own_row(party) or party.country
                step = Step(f"{slot} of the trigger", (party.name,), row)
                yield self.claim(number, slot, self._party(party), party.span, (step,))

    def _own_row(self, party: Party) -> str | None:
        """The row of the user that says who a party is."""
        spans = (n for n in self.ann.names if n.rule.startswith(actors.RULE))
        return next((n.rule for n in spans if n.span.overlaps(party.span)), None)

    def _party(self, party: Party) -> str:
        """The body a party acts for ("he", "Kim" → the office they hold), else its country, with
        the sector its noun tells ("Chinese warplanes": CHN:MIL), or its own words."""
        unnamed = (party.authority or "").startswith("anonymous:")
        if unnamed and not party.country:
            return party.span.of(self.ann.parse.text)  # "gunmen", "three journalists"
        plain = unnamed or is_town(party)
        value = party.country if plain else party.authority or party.country
        if value is not None and value == party.country and party.sector in _ARMED:
            value = f"{party.country}:{party.sector}"
        if value is None or value.startswith("person:"):
            found, _ = self.resolve((party.span,))
            bodies = [a.id for a in found if a.voice and a.country]
            value = bodies[0] if bodies else value
        return value or party.name

    # ------------------------------------------------------------------ 2. times

    def _time(self, time: TimeSpan) -> Iterator[Claim]:
        token = self.ann.parse.root_of(time.span)
        if token is None or time.when.precision is Precision.OPEN or time.type in _SPELLS:
            return
        number = self.owner(token.i, "clock", note=time.when.precision in _CLOCKS)
        listed = self._listed(time, token)
        if listed is not None:
            number = listed
        elif time.when.precision in _CLOCKS and not self._fills(number, "clock"):
            number = self._clocked(token)
            if number is None:
                return
        elif number is None or (self.topics is not None and self.topics.tells(time, token)):
            return
        if number is not None and self._is_to_come(token, number):
            return
        preposition, verb = relation_of(self.ann, token)
        if _NEXT.search(time.span.of(self.ann.parse.text)) and not self._under_trigger(token):
            return
        clock_time = time.when.precision in _CLOCKS
        if preposition == "since" or is_counted_from(self.ann, token):
            return
        if not clock_time and (self._counting(token) or is_stretch(self.ann, time.span)):
            return
        if clock_time and (is_stamp(self.ann, time) or closes_range(self.ann, time)):
            return
        if not clock_time and self._fills(number, "clock") and self._somebody_tells(token):
            return
        kind = self.kinds[self.ann.events[number].kind]
        span = with_preposition(self.ann, window(self.ann, time) if clock_time else time.span)
        step = Step("time in the clause of the happening", (time.value,))
        zone = zone_of(self.ann.events[number], self.ann.events, kind)
        when, moved = over_there(time.when, time.deixis, self.published, zone)
        landing = verb in areas.LANDING and not came_from(self.ann, token)
        under_way = not landing and verb in _UNDER_WAY and not came_from(self.ann, token)
        under_way = under_way and not self._of_the_launch(token, kind)
        for slot in kind.slots:
            clock = slot.fill == "clock" and time.when.precision in _CLOCKS
            # "It flew from 7:04 to 7:06" is neither the beginning nor the end.
            clock = clock and not under_way and ("land" in slot.relations) is landing
            day = slot.fill == "day" and not (time.when.precision in _CLOCKS and not has_day(time))
            if clock or day:
                part = part_of(self.ann.parse, token, time.span.start, self._things)
                value = _whole_days(when) if day else when
                yield self.claim(number, slot.name, value, span, (step, *moved), part=part)

    def _is_to_come(self, token: Token, number: int) -> bool:
        """Whether the clause of a time tells of what is to come, and its event has happened and
        stands elsewhere: "intelligence predicts it will take place in January"."""
        event = self.ann.events[number]
        verb = next((t for t in self.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
        if verb is None or event.modality in _OPEN or event.trigger.overlaps(verb.span):
            return False
        return event.time is TimeRelation.CURRENT and any(
            k.tag == "MD" and k.lower in ("will", "shall", "may", "might", "could")
            for k in self.ann.parse.kids(verb.i, "aux")
        )

    def _under_trigger(self, token: Token) -> bool:
        """Whether the first verb above a token reports the happening itself."""
        verb = next((t for t in self.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
        return verb is not None and any(e.trigger.overlaps(verb.span) for e in self.ann.events)

    def _listed(self, time: TimeSpan, token: Token) -> int | None:
        """The mention of a clock in a list of parts without verbs: "they were fired from Sunan:
        the first at 6 a.m., the second at 6:37 a.m."."""
        if time.when.precision not in _CLOCKS:
            return None
        if part_of(self.ann.parse, token, time.span.start, self._things) not in ORDINALS:
            return None
        start = self.ann.parse.sentences[token.sentence].start
        told = [
            n for n, e in enumerate(self.ann.events)
            if start <= e.trigger.start < time.span.start and self._has(n, "clock")
        ]  # fmt: skip
        return told[-1] if told else None

    def _fills(self, number: int | None, fill: str) -> bool:
        """Whether an event is of a pack and has a slot that is filled that way."""
        return number is not None and self._has(number, fill)

    def _clocked(self, token: Token) -> int | None:
        """The mention of a clock whose clause tells of a flight in words of its own: "something
        flew out at 12:35", "Japan, which saw them rise from 3 p.m."; no clock of an alert or a
        briefing is one."""
        verb = next((t for t in self.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
        told = self._told_before(token, verb)
        if self.topics is None or (told or verb) is None:
            return None
        verb, token = (told, told) if told is not None else (verb, token)
        assert verb is not None
        for kind in self.kinds.values():
            if not kind.phases or not any(s.fill == "clock" for s in kind.slots):
                continue
            moves = frozenset().union(*(p.verbs for p in kind.phases)) | areas.STARTING | _SIGHTED
            given = verb.lemma in _GIVING and any(  # "Seoul has 5:22"
                n.authority and n.span.overlaps(k.span)
                for k in self.ann.parse.kids(verb.i, "nsubj")
                for n in self.ann.names
            )
            moved = verb.lemma in moves - _SEVERAL or given
            if moved or self.topics.is_done_by_thing(verb.i):
                return self.topics.of(token.i, kind.name, bare=True)
        return None

    def _somebody_tells(self, token: Token) -> bool:
        """Whether a day is that of what a body or paper does about the news: "KCNA on Thursday
        called it a drill"."""
        parse = self.ann.parse
        verb = next((t for t in parse.ancestors(token.i) if t.pos in ("VERB", "NOUN")), None)
        if verb is None or verb.pos == "NOUN" or token.dep == "poss":
            return False  # "Tuesday's test was a success, KCNA reported"
        if verb.lemma in areas.STARTING | areas.LANDING | _FIRED:
            return False
        if any(e.trigger.overlaps(t.span) for e in self.ann.events if e.kind != "generic"
               for t in (verb, *(parse.tokens[i] for i in parse.subtree(verb.i)))):  # fmt: skip
            return False
        bodies = [
            n.span for n in self.ann.names
            if n.sort in ("body", "role", "person") or (n.authority or "").startswith("outlet:")
        ]  # fmt: skip
        subjects = parse.kids(verb.i, "nsubj")
        return any(b.overlaps(s.span) for s in subjects for b in bodies)

    def _told_before(self, token: Token, verb: Token | None) -> Token | None:
        """The verb before a time in what is said, where the parser hung the time on the saying:
        "said it tracked the launch at 10:28 a.m."."""
        voice = self.voices.of(token.span)
        if verb is None or voice.attribution is None:
            return None
        cues = [e.span for e in voice.evidence if e.role is EvidenceRole.CUE]
        if not any(c.overlaps(verb.span) for c in cues):
            return None
        content = [
            c for c in self.voices.attributions[voice.attribution].content if c.contains(token.span)
        ]
        inside = [
            t for c in content for t in self.ann.parse.tokens_in(c)
            if t.pos == "VERB" and t.i < token.i
        ]  # fmt: skip
        return inside[-1] if inside else None

    def _of_the_launch(self, token: Token, kind: Kind) -> bool:
        """Whether the clause is about the happening itself: "the launch, at 5:58, failed"."""
        verb = next((t for t in self.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
        nouns = frozenset().union(*(t.nouns for t in kind.triggers))
        return verb is not None and any(
            k.lemma in nouns for k in self.ann.parse.kids(verb.i, "nsubj", "nsubjpass")
        )

    def _counting(self, token: Token) -> bool:
        """Whether a time is the window of a count: "the first such launch this year"."""
        head = self.ann.parse.tokens[token.head]
        marks = {k.lower for k in self.ann.parse.kids(head.i, "amod", "nummod")}
        return head.pos == "NOUN" and any(
            m in ORDINALS or (m[:1].isdigit() and m.endswith(("st", "nd", "rd", "th")))
            for m in marks
        )

    # ------------------------------------------------------------------ 3. places

    def _places(self) -> Iterator[Claim]:
        """Phrases that say where a happening of a pack began or ended: the place they name, or
        their own words where none was read. Then the places outside of such phrases."""
        found = [
            (relation, span, noun, side)
            for relation, span, noun in areas.areas(self.ann.parse, self.ann.places)
            for side in [areas.side(self.ann.parse, relation, span)] if side is not None
        ]  # fmt: skip
        for relation, span, noun, side in found:
            yield from self._area(relation, span, noun, side)
        for place in self.ann.places:
            inside = any(span.overlaps(place.span) for _, span, _, _ in found)
            yield from self._place(place, inside)

    def _place(self, place: PlaceSpan, inside: bool) -> Iterator[Claim]:
        token = self.ann.parse.root_of(place.span)
        # A possessor is no place: "Japan's Defense Ministry", "North Korea's main ally".
        if token is None or place.government or token.dep == "poss":
            return
        number = self.owner(token.i, "place")
        if number is None or self._is_party(number, place.span):
            return
        kind = self.kinds[self.ann.events[number].kind]
        if kind.phases and inside:
            return
        if belongs_to(self.ann, token):
            return
        relation, verb = relation_of(self.ann, token)
        if token.pos == "ADV" and place.where.relation not in ("", "in"):
            relation = "near"  # "north of the town"
        for slot in kind.slots:
            if kind.phases and "sea" not in slot.relations:
                continue
            if slot.fill == "place" and fits_place(slot, relation, verb, place.where):
                step = Step(f"place after {relation!r}", (place.where.name,), place.rule or None)
                yield self.claim(number, slot.name, place.where, place.span, (step,))
                return

    def _area(self, relation: str, span: Span, noun: Token, side: str) -> Iterator[Claim]:
        number = self.owner(noun.i, "place")
        if not self._fills(number, "place"):
            number = self._placed(noun)
        if number is None or not self._has(number, "place"):
            return
        if relation == "at" and side == "start" and not areas.is_site(self.ann.parse, noun):
            return
        named = self._named(span)
        if named is not None and relation in ("at", "on") and self._is_target(number, named):
            return
        if named is not None and (named.government or self._is_party(number, named.span)):
            return
        words = span.of(self.ann.parse.text)
        value: Where | str = named.where if named is not None else words
        if named is not None and named.where.precision is PlacePrecision.SEA:
            yield from self._sea(number, named)
        for slot in self.kinds[self.ann.events[number].kind].slots:
            if slot.fill != "place" or "sea" in slot.relations:
                continue
            if (side == "land") is ("land" in slot.relations):
                rule = (named.rule or None) if named is not None else None
                step = Step(f"phrase after {relation!r}", (words,), rule)
                claim = self.claim(number, slot.name, value, span, (step,))
                denied = side == "land" and areas.negated(self.ann.parse, noun)
                yield replace(claim, polarity=Polarity.NEGATIVE) if denied else claim
                return

    def _sea(self, number: int, named: PlaceSpan) -> Iterator[Claim]:
        """The sea that something fell in is named as well."""
        for slot in self.kinds[self.ann.events[number].kind].slots:
            if slot.fill == "place" and "sea" in slot.relations:
                step = Step("sea of a landing", (named.where.name,), named.rule or None)
                yield self.claim(number, slot.name, named.where, named.span, (step,))

    def _placed(self, noun: Token) -> int | None:
        """The mention of a place that something set off from or came down at, however it is called
        ("Something was fired from Sinpo"); not where a person or a state went."""
        verb = next((t for t in self.ann.parse.ancestors(noun.i) if t.pos == "VERB"), None)
        if verb is None or self.topics is None or verb.lemma in _SEVERAL - {"take", "lift"}:
            return None
        if verb.lemma not in areas.STARTING | areas.LANDING:
            return None
        subjects = self.ann.parse.kids(verb.i, "nsubj", "nsubjpass")
        if any(t.pos == "PROPN" or t.entity for t in subjects) and verb.lemma not in _FIRED:
            return None
        for kind in self.kinds.values():
            if kind.phases and any(s.fill == "place" for s in kind.slots):
                return self.topics.of(noun.i, kind.name, bare=True)
        return None

    def _is_target(self, number: int, place: PlaceSpan) -> bool:
        """Whether what was fired "at" lies in another state than the one that fired."""
        country = place.where.place.country if place.where.place else place.country
        event = self.ann.events[number]
        states = {p.country for p in event.actors if p.country}
        root = self.ann.parse.root_of(event.trigger)
        fired = root is not None and root.lemma in ("fire", "launch", "shoot", "lob")
        return fired and bool(states) and country is not None and country not in states

    def _named(self, span: Span) -> PlaceSpan | None:
        """The place that a phrase is about: one as wide as its description, else the first name
        that only owns nothing ("North Korea's capital" is not North Korea)."""
        inside = [
            p for p in self.ann.places
            if p.span.overlaps(span) and not _VESSEL.search(self.ann.parse.text, 0, p.span.start)
        ]  # fmt: skip
        for place in sorted(inside, key=lambda p: (-p.span.length, p.span)):
            if place.where.relation not in ("", "in") or place.where.distance_km is not None:
                return place
        for place in inside:
            token = self.ann.parse.root_of(place.span)
            if token is not None and token.dep != "poss":
                return place
        return None

    def _is_party(self, number: int, span: Span) -> bool:
        """Whether words name a party of an event; a town that is aimed at is a place as well."""
        event = self.ann.events[number]
        aimed = [
            p
            for p in event.recipients
            if (p.authority and not is_town(p)) or p.sector or countries.lookup(p.name)
        ]
        return any(p.span.overlaps(span) for p in (*event.actors, *aimed))

    # ------------------------------------------------------------------ 4. figures

    def _figure(self, figure: FigureSpan) -> Iterator[Claim]:
        parse = self.ann.parse
        lender = lender_of(self.ann, figure)
        if lender is not None:
            figure = measured_in(figure, lender, parse.text)
        else:
            lender = twin_of(self.ann, figure)
            figure = about(figure) if lender is not None else figure
        head = parse.tokens[figure.head] if figure.head is not None else None
        token = head or parse.root_of(figure.span)
        if (
            token is None
            or (figure.figure.unit in LENGTHS and areas.is_offset(parse.text, figure.span.end))
            or any(
                p.span.contains(figure.span) and p.where.distance_km is not None
                for p in self.ann.places
            )
        ):
            return
        if self._one_of_them(figure, head):
            return
        if counts_things(self.ann, figure):
            yield from self._count(figure, token)
            return
        if figure.quantity == "duration" and _LATER.match(parse.text, figure.span.end):
            return
        able = figure.figure.unit in ("km", "mi", "nmi")
        number = self.owner(token.i, "figure", bare=False, able=able)
        if number is None and figure.figure.unit in units.all_units():
            number = self.owner(token.i, "figure", bare=True, able=able)
        if number is None:
            return
        kind = self.kinds[self.ann.events[number].kind]
        slots = [s for s in kind.slots if s.fill == "figure"]
        if kind.phases and figure.figure.unit in LENGTHS:
            ahead = lender is not None and lender.span.start > figure.span.start
            chosen = measured(self.ann, lender if ahead and lender else figure, slots)
            slots = [chosen] if chosen else []
        if any(s.length == "height" for s in slots) and self._where_lost(token):
            return
        if figure.figure.shape is Shape.OVER and areas.none_before(
            parse.text, figure.span.start, subject=True
        ):
            bound = replace(figure.figure, low=0, high=figure.figure.low, shape=Shape.UP_TO)
            figure = replace(figure, figure=replace(bound, open_high=False))
        near = neighbourhood(self.ann, token, parse.root_of(figure.span))
        if figure.quantity == "duration" and any(near & p.verbs for p in kind.phases):
            near |= {"flight"}
        for slot in slots:
            if slot.counts and figure.figure.high == 0:
                continue  # "none of the missiles" counts none
            if slot.counts and not slot.governors and picks_out(figure.figure):
                continue  # "one of the missiles flew on" counts none
            if fits_figure(slot, figure, head, near) or (
                kind.phases and slot.units and figure.figure.unit in LENGTHS
            ):
                step = Step(f"figure of quantity {figure.quantity!r}", (figure.figure.notation,))
                part = None if slot.counts else self._part(figure, token)
                value = of_persons(figure.figure) if slot.quantities & CASUALTIES else figure.figure
                if slot.governors:
                    value = of_the_whole(parse.text, figure, self.ann.figures)
                claim = self.claim(number, slot.name, value, figure.span, (step,), part=part)
                yield claim if lender is None else lent(claim, lender, parse.text)
                return

    def _count(self, figure: FigureSpan, token: Token) -> Iterator[Claim]:
        """The count that a bare number is, of the mention its clause goes on with."""
        for kind in self.kinds.values():
            slot = next((s for s in kind.slots if s.fill == "figure" and s.counts), None)
            if not kind.phases or slot is None or self.topics is None:
                continue
            number = self.topics.of(token.i, kind.name, bare=True)
            if number is not None:
                step = Step("a number of things that are not named", (figure.figure.notation,))
                yield self.claim(number, slot.name, figure.figure, figure.span, (step,))
                return

    def _where_lost(self, token: Token) -> bool:
        """Whether a height is where something vanished, burst or came loose, and not the summit."""
        verb = next((t for t in self.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
        if verb is None or verb.lemma not in _LOSING:
            return False
        between = self.ann.parse.tokens[verb.i + 1 : token.i]
        return any(t.lower == "at" for t in between) and not any(t.pos == "VERB" for t in between)

    def _one_of_them(self, figure: FigureSpan, head: Token | None) -> bool:
        """Whether "one missile" picks one out ("One missile flew 900 km") and counts nothing."""
        one = figure.figure.number == 1 and figure.figure.original.lower().startswith("one")
        if not one or head is None or head.dep not in ("nsubj", "nsubjpass"):
            return False
        verb = self.ann.parse.tokens[head.head]
        return not any(e.trigger.overlaps(verb.span) for e in self.ann.events)

    def _part(self, figure: FigureSpan, token: Token) -> str | None:
        alike = [
            (f.span.start, f.span.end) for f in self.ann.figures
            if f.quantity == figure.quantity and f.figure.unit == figure.figure.unit
        ]  # fmt: skip
        start = figure.span.start
        return in_order(self.ann.parse, token, alike, start) or part_of(
            self.ann.parse, token, start, self._things
        )

    # ------------------------------------------------------------------ 5. words

    def _words(self) -> Iterator[Claim]:
        parse = self.ann.parse
        for kind in self.kinds.values():
            found = [
                (slot, value, span) for slot in kind.slots if slot.fill in ("words", "name")
                for value, span in (phrases if slot.fill == "words" else names)(parse.text, slot)
            ]  # fmt: skip
            for slot, value, span in found:
                # "Ballistic missile" inside "intercontinental ballistic missile" says no more.
                inside = (s for _, _, s in found if s != span and s.contains(span))
                if not any(inside):
                    token = parse.root_of(span)
                    if token is None or (slot.fill == "name" and self._is_place(span)):
                        continue
                    number, scope = self.ownership.of(token.i), None
                    if number is None and token.pos == "VERB":
                        number = self.ownership.below(token.i)
                        scope = self._doers(token) if number is not None else None
                    if value == "inside" and areas.none_before(parse.text, span.start):
                        value = "outside"
                    if slot.doing and token.tag == "NNS":  # "after two failures this year"
                        continue
                    if slot.doing and any(
                        k.lower in ("can", "could", "will") for k in parse.kids(token.i, "aux")
                    ):  # "a missile that can hit targets"
                        continue
                    if scope is None and slot.doing and not self._own_doing(token):
                        continue
                    if scope is None:
                        number = self.owner(token.i, slot.fill, bare=slot.loose)
                    if number is None and slot.doing and self.topics is not None:
                        bare = token.pos == "VERB"
                        number = self.topics.of(token.i, kind.name, bare)
                    if slot.loose and (number is None or self._aside(number, kind, token)):
                        number = self.ownership.nearest(kind.name, token.i)
                    if number is not None and self.ann.events[number].kind == kind.name:
                        step = Step(f"words of slot {slot.name!r}", (span.of(parse.text),))
                        yield self.claim(number, slot.name, value, span, (step,), scope)

    def _aside(self, number: int, kind: Kind, token: Token) -> bool:
        """Whether a happening without a kind is told in the sentence of one of `kind` before it:
        "met and signed an agreement", "talks on a ceasefire"."""
        parse = self.ann.parse
        if self.ann.events[number].kind != "generic":
            return False
        near = self.ownership.nearest(kind.name, token.i)
        trigger = parse.root_of(self.ann.events[near].trigger) if near is not None else None
        return trigger is not None and trigger.sentence == token.sentence and trigger.i < token.i

    def _is_place(self, span: Span) -> bool:
        """Whether a name of the pack stands for a place here: "killed near Jericho"."""
        before = self.ann.parse.text[max(0, span.start - 8) : span.start].lower().split()
        placed = bool(before) and before[-1] in ("in", "near", "at", "around", "outside")
        return placed and any(p.span.overlaps(span) for p in self.ann.places)

    def _own_doing(self, verb: Token) -> bool:
        """Whether what a verb tells is done by a thing of the pack, and not by those who watch it
        ("the military failed to track the missile")."""
        return self.topics is None or verb.pos != "VERB" or self.topics.is_done_by_thing(verb.i)

    def _doers(self, verb: Token) -> str | None:
        parse = self.ann.parse
        subjects = parse.kids(verb.i, "nsubj", "agent")
        if not subjects:
            return None
        span = parse.span_of(parse.subtree(subjects[0].i))
        found, _ = self.resolve((span,))
        return " and ".join(a.id for a in found) or span.of(parse.text)


# ---------------------------------------------------------------------- rules


def combine(voice: Voice, event: EventSpan) -> tuple[Modality, Certainty, Polarity]:
    """Modality, certainty and polarity of a claim from the attribution and the trigger.

    The trigger's own mood wins where it has one ("plans to launch"); else the attribution's. The
    weaker certainty counts. A denial of a negated event is still shown as a denial.
    """
    modality = event.modality if event.modality is not Modality.ASSERTED else voice.modality
    order = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.UNKNOWN)
    certainty = max(voice.certainty, event.certainty, key=order.index)
    negative = Polarity.NEGATIVE in (voice.polarity, event.polarity)
    return modality, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE


def has_day(time: TimeSpan) -> bool:
    """Whether a clock expression also names its day ("7:50 a.m. Sunday")."""
    return ("day", Basis.STATED) in time.when.basis


def with_preposition(ann: Annotations, span: Span) -> Span:
    """The span with a leading "on", "at", "around" or "about", as it is quoted."""
    before = [t for t in ann.parse.tokens if t.end <= span.start][-1:]
    words = ("on", "at", "around", "about", "early", "late")
    if before and before[0].lower in words and span.start - before[0].end <= 1:
        return Span(before[0].start, span.end)
    return span
