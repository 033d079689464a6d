"""Authorities, mentions and claims: who says what of which happening."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.annotations import Party
from dateline.model.figures import Figure
from dateline.model.lists import (
    Certainty,
    Coverage,
    Modality,
    Polarity,
    PredictionStatus,
    SourceKind,
    TimeRelation,
)
from dateline.model.places import Where
from dateline.model.text import Evidence, Span, digest
from dateline.model.times import When

NARRATOR = "narrator"
"""The id that stands for the report itself; it is never a witness."""

UNSTATED = "unstated"
"""The id that stands for a source the text does not name ("was reported to")."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A body (`KOR:JCS`) that is the unit of independence; a person speaks for a body.

    `voice` groups the bodies of one government (an ISO 3166 alpha-3 code or an organisation's own
    code). Anonymous kinds have ids such as `anonymous:experts`.
    """

    id: str
    name: str
    kind: SourceKind
    country: str | None = None
    voice: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: the rule, what it read, and the reference row it used."""

    rule: str
    inputs: tuple[str, ...] = ()
    reference: str | None = None


Value = Figure | When | Where | str | bool | None
"""What a cell may hold. None is "not stated"."""


def notation(value: Value) -> str:
    """The canonical notation of any value."""
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case str():
            return value
        case _:
            return value.notation


@dataclass(frozen=True, slots=True)
class Mention:
    """One textual report of a happening. The id holds no version: document, family, trigger."""

    document: str
    kind: str
    family: str
    trigger: Span
    type: str
    mode: str | None = None
    roles: tuple[tuple[str, tuple[Party, ...]], ...] = ()
    when: When | None = None
    where: Where | None = None
    time: TimeRelation = TimeRelation.CURRENT
    referents: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        span = f"{self.trigger.start}:{self.trigger.end}"
        return digest("mention", self.document, self.family, span)[:24]


def _places(evidence: tuple[Evidence, ...]) -> str:
    """What ids tell evidence apart by. (A role is a string; joined as one it costs a third.)"""
    return ";".join([e.role + f"{e.span.start}:{e.span.end}" for e in evidence])


@dataclass(frozen=True, slots=True)
class Claim:
    """One value of one slot of one mention, with who says so and how.

    `said_by` holds authority ids (several for a joint statement, which is one witness); `via` the
    relay chain, outermost first. `part` says which missile or wave, `scope` which subset.
    `stated_as_of` is the time the source gives for the value, else the publication.
    """

    mention: str
    slot: str
    value: Value
    said_by: tuple[str, ...] = (NARRATOR,)
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    part: str | None = None
    scope: str | None = None
    stated_as_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    derivation: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        spans = _places(self.evidence)
        return digest(
            "claim",
            self.mention,
            self.slot,
            notation(self.value),
            "|".join(self.said_by),
            "|".join(self.via),
            self.modality,
            self.polarity,
            self.certainty,
            self.part or "",
            self.scope or "",
            spans,
        )[:24]


@dataclass(frozen=True, slots=True)
class Statement:
    """Attributed content as such: who says, thinks or warns what, in the words of the report.

    `evidence` holds the spans of source, cue and content; `claims` the ids of the claims on
    happenings that rest on the content, empty for bare attributed content.
    """

    document: str
    evidence: tuple[Evidence, ...]
    said_by: tuple[str, ...]
    source_kind: SourceKind
    via: tuple[str, ...] = ()
    modality: Modality = Modality.ASSERTED
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    form: str = "indirect"
    claims: tuple[str, ...] = ()
    derivation: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        spans = _places(self.evidence)
        return digest("statement", self.document, spans)[:24]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A claim about what is to come, bound to its event and held to its outcome."""

    document: str
    event: str
    window: When | None
    said_by: tuple[str, ...]
    modality: Modality
    certainty: Certainty
    status: PredictionStatus
    as_of: str | None
    evidence: tuple[Evidence, ...] = ()
    derivation: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        spans = _places(self.evidence)
        return digest("prediction", self.document, self.event, spans)[:24]


@dataclass(frozen=True, slots=True)
class MentionLink:
    """A relation the text states between two mentions: response-to, before, after, coincides."""

    relation: str
    left: str
    right: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something an analyst should know of a document: what was found, and against which row."""

    check: str
    text: str
    evidence: tuple[Evidence, ...]
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class CoveredSentence:
    """What became of one sentence, and why where it was not understood."""

    document: str
    index: int
    span: Span
    coverage: Coverage
    reason: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """All that `claims.build` makes of one document."""

    document: str
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    predictions: tuple[Prediction, ...] = ()
    coverage: tuple[CoveredSentence, ...] = ()
    links: tuple[MentionLink, ...] = ()
    notes: tuple[Note, ...] = ()
    authorities: tuple[Authority, ...] = ()
    published: str | None = None
    outlet: str | None = None
