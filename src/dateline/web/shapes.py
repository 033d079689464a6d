"""The forms of the API's answers, for its description; the rows themselves come from views."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Shape(BaseModel):
    """A JSON object; keys that are not listed may be added in later versions."""

    model_config = ConfigDict(extra="allow")


class Problem(Shape):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    expected: str | None = None
    next: str | None = Field(None, description="the next command or flag")


class Evidence(Shape):
    """Words of a report. Offsets are half-open code points of the stored text."""

    document: str
    start: int | None
    end: int | None
    quote: str | None
    role: str | None = None


class Answer(Shape):
    """What every answer says of itself."""

    state: str = Field(description="names the state of the ledger and of the code")
    as_of: str | None = Field(
        description="the day it speaks as of: the one asked for, or that of the newest report"
    )
    recorded: str | None = Field(description="the moment of the log that was asked for")


class Rows(Answer, Generic[T]):
    """One page of rows; `next` is the cursor behind."""

    total: int
    items: list[T]
    next: str | None


class IncidentRow(Shape):
    """An incident to choose from."""

    id: str
    kind: str
    act: str = Field(description="what was done, in words")
    title: str
    summary: str
    day: str | None = Field(description="local day; None where no single day is stated")
    status: str = Field(description="attributed, narrator only, disputed, to come, history")
    actors: list[str]
    recipients: list[str]
    authorities: list[str] = Field(description="who says something of it")
    outlets: list[str]
    published: str | None
    documents: int
    claims: int
    contradicted: list[str] = Field(description="slots whose figures contradict each other now")
    evidence: list[Evidence]


class ClaimRow(Shape):
    """One value of one slot, with who says it and how."""

    id: str
    incident: str
    kind: str
    slot: str
    notation: str
    value: Any
    said_by: list[str]
    via: list[str]
    modality: str
    polarity: str
    certainty: str
    part: str | None
    scope: str | None
    document: str
    evidence: list[Evidence]
    rules: list[str]


class DocumentRow(Shape):
    """A stored version of an article."""

    id: str
    text: str = Field(description="hash of the characters")
    version: int
    current: bool
    published: str | None
    outlet: str | None
    url: str | None
    title: str | None
    characters: int


class HitRow(Evidence):
    """A passage that holds all the words."""

    snippet: str
    incidents: list[str]


class PartyRow(Shape):
    """Who acts, is acted upon or speaks, with counts of rows."""

    id: str
    name: str
    said: int
    statements: int
    did: int
    done_to: int


class FactRow(Evidence):
    """Something one party said, did, or had done to it."""

    part: str
    incident: str | None
    slot: str
    value: str
    how: str
    claim: str


class PredictionRow(Evidence):
    """Something said to come, as of the day `at`."""

    id: str
    said_by: str
    event: str
    modality: str
    certainty: str
    window: str
    first: str | None
    last: str | None
    status: str
    at: str | None
    reason: str
    incident: str | None


class TimeRow(Shape):
    """An incident at its moment, or a step of its life at its report's publication."""

    sort: str
    incident: str
    kind: str
    title: str
    step: str | None
    first: str | None = Field(description="first local day or instant")
    last: str | None
    precision: str | None
    document: str | None
    start: int | None = Field(description="offset of the words, as everywhere")
    end: int | None
    quote: str | None


class PlaceRow(Shape):
    """A stated place, distance or way; degrees (WGS 84) and kilometres."""

    shape: str = Field(description="circle, dot, ring, track, not on the map")
    incident: str
    kind: str
    title: str
    day: str | None
    slot: str | None
    value: str | None
    authority: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    reason: str | None
    claims: list[str]
    evidence: list[Evidence]


class TempoRow(Shape):
    """A period with its count, a gap, a measure, or an incident that counts nowhere."""

    sort: str = Field(description="period, gap, measure, left out")
    start: str | None
    end: str | None
    count: int | None = Field(description="None where no day of the period is covered")
    low: float | None = Field(description="95 % interval of what the rest of the window predicts")
    high: float | None
    documents: int | None
    days: int | None
    covered: int | None
    expected: float | None
    p: float | None
    flag: str | None
    incidents: list[str]
    evidence: list[Evidence] = Field(description="the words that report the incidents")


class NetworkRow(Shape):
    """One actor or speaker, what it did or said, to or of whom, in one incident."""

    sort: str = Field(description="did, said")
    source: str
    relation: str
    target: str | None
    quad: int | None
    month: str | None
    negated: bool
    said_by: list[str]
    incident: str
    documents: list[str]
    claims: list[str]
    evidence: list[Evidence]


class ScatterRow(Shape):
    """A pair of figures of one incident, in kilometres, or what of the two is not stated."""

    sort: str = Field(description="point, left out")
    incident: str
    day: str | None
    x: float | None
    y: float | None
    x_by: str | None
    y_by: str | None
    reference: float | None = Field(description="textbook curve at x; nobody's claim")
    ratio: float | None
    mixed: bool | None = Field(description="of different authorities")
    documents: list[str]
    claims: list[str]
    evidence: list[Evidence]


class ChangeRow(Evidence):
    """One change of one incident."""

    document: str | None  # type: ignore[assignment]
    incident: str
    change: str
    slot: str | None
    before: Any
    after: Any


class MatrixRow(Shape):
    """How one claim stands to the others of its slot; of a slot nobody states, one row."""

    incident: str
    slot: str
    label: str
    authority: str | None
    value: str
    part: str | None
    scope: str | None
    stands: str = Field(description="contradict, retracted, update, agree, alone, not stated …")
    relations: list[dict[str, Any]] = Field(description="relation, authority and claim")
    document: str | None
    start: int | None
    end: int | None
    quote: str | None
    claim: str | None


class SpokenRow(Shape):
    """Whether one authority has spoken on an incident, as of the newest report."""

    incident: str
    authority: str
    name: str
    status: str = Field(description="said, not yet, late …")
    first: str | None
    due: str | None
    as_of: str | None
    said: list[str] = Field(description="slots it has stated")
    claims: list[str]
    evidence: list[Evidence]


class CoverageRow(Shape):
    """Documents of one outlet in one period; the denominator of counts."""

    period: str
    start: str
    end: str
    outlet: str
    documents: int
    copies: int
    days: int
    empty_days: int
    ids: str = Field(description="of the documents, with blanks between")


class ReviewRow(Shape):
    """A pair the scores are unsure of, or a decision that is attached to nothing."""

    item: int
    score: float | None
    kind: str | None
    why: str
    left: str | None
    left_document: str | None
    left_quote: str | None
    right: str | None
    right_document: str | None
    right_quote: str | None


class BatchRow(Shape):
    """One batch of the log; `chain` is the hash over it and the one before."""

    batch: int
    recorded: str
    command: str
    documents: int
    readings: int
    rows: int
    quarantined: int
    chain: str


class PieceRow(Evidence):
    """Words that one version says and the other does not."""

    change: str = Field(description="come, gone")


class Pieces(Answer):
    """What two versions of a report do not have in common, in the order of the text."""

    items: list[PieceRow]


class One(Answer):
    """One incident in the form of `dateline show --json`, with its history."""

    incident: dict[str, Any]
    documents: list[DocumentRow]
    authorities: list[dict[str, Any]]
    history: list[dict[str, Any]]


class DocumentOne(DocumentRow, Answer):
    """A document with its characters: words of other people's reports."""

    content: str
    versions: list[str]
    incidents: list[str]
