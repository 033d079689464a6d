"""What the slot rules read of one document, and how a value becomes a claim.

A value goes to the mention that owns its words (`ownership`), is said by the innermost attribution
that covers them (`voices`), and keeps the spans it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.claims.histories import Histories
from dateline.claims.negation import contrasted, negation
from dateline.claims.ownership import Ownership
from dateline.claims.speakers import Speakers
from dateline.claims.topics import Topics
from dateline.claims.voices import NARRATION, Resolve, Voice, Voices
from dateline.kinds import Kind
from dateline.model import (
    Annotations,
    Certainty,
    Claim,
    EventSpan,
    Evidence,
    EvidenceRole,
    Mention,
    Modality,
    Polarity,
    Published,
    Span,
    Step,
    Value,
)

_SPEECH_ONLY = (Modality.ASSERTED, Modality.DENIED)
_ITSELF = ("occurred", "actor", "recipient", "coordination")
_OPEN = (Modality.HYPOTHETICAL, Modality.PREDICTED, Modality.CONDITIONAL)
_WANTED = (Modality.REQUESTED, Modality.ORDERED, Modality.INTENDED)


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
    histories: Histories | None = None

    def owner(
        self, i: int, fill: str, bare: bool = False, able: bool = False, note: bool = True
    ) -> int | None:
        """Number of the event that a value at token `i` belongs to: by the tree, else by topic.

        A value that only a pack has a slot for (`bare`) is not lost to a verb of another kind that
        stands between ("the ministry announced a range of 900 km").
        """
        past = self._past(i)
        if past is not None and self.has(past, fill):
            return past
        number = self.ownership.of(i, counted=fill == "figure")
        if number is not None and self.has(number, fill):
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

    def _past(self, i: int) -> int | None:
        return self.histories.owner(i, self.ann.events) if self.histories is not None else None

    def is_told_of(self, i: int, number: int) -> bool:
        """Whether token `i` stands in words that tell the earlier happening `number`."""
        return self._past(i) == number

    @property
    def things(self) -> frozenset[str]:
        """The nouns of things that the packs' phases tell of."""
        return frozenset().union(*(p.noun_class for k in self.kinds.values() for p in k.phases))

    def has(self, number: int, fill: str) -> bool:
        kind = self.kinds[self.ann.events[number].kind]
        return bool(kind.phases) and any(s.fill == fill for s in kind.slots)

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
        if value and self.speakers is not None and self.has(number, "place"):
            return self.speakers.of(span, number, voice)
        if voice.attribution is not None:
            body = self.speakers is not None and self.has(number, "place")
            return self.speakers.body(voice, span) if body and self.speakers else voice
        event = self.ann.events[number]
        if value and self.speakers is not None and self.kinds[event.kind].effects:
            voice = self.speakers.next_to(span) or voice
        token = self.ann.parse.root_of(event.trigger)
        if token is None or voice.attribution is not None:
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

    def fills(self, number: int | None, fill: str) -> bool:
        """Whether an event is of a pack and has a slot that is filled that way."""
        return number is not None and self.has(number, fill)


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
