"""The closed lists: the words a cell may use for polarity, modality, certainty, shape and so on.

The documentation page `docs/lists.md` is generated from this module, so each member carries its
meaning as the second value.
"""

from __future__ import annotations

from enum import Enum


class ClosedList(str, Enum):
    """A string enumeration whose members carry a one-line meaning."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> ClosedList:
        member = str.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    def __str__(self) -> str:
        return str(self.value)


class Polarity(ClosedList):
    """Whether the source says that something holds or that it does not."""

    POSITIVE = "positive", "the source says it is so"
    NEGATIVE = "negative", "the source says it is not so"


class Modality(ClosedList):
    """How the source stands to the content (after FactBank, Saurí & Pustejovsky 2009)."""

    ASSERTED = "asserted", "said as a fact"
    DENIED = "denied", "said not to be a fact"
    REPORTED = "reported", "hearsay: 'was reported to', 'reportedly'"
    PREDICTED = "predicted", "said to come"
    INTENDED = "intended", "said to be aimed at or planned"
    ORDERED = "ordered", "an order was given; not that it was carried out"
    REQUESTED = "requested", "asked for"
    CONDITIONAL = "conditional", "said to hold if something else does"
    HYPOTHETICAL = "hypothetical", "considered, not said to be so"


class Occurrence(ClosedList):
    """What an incident is, by the best that anybody says of its having happened."""

    TOLD = "told", "somebody says, or is said to have said, that it happened"
    EXPECTED = "expected", "only predicted, intended, ordered or requested"
    DENIED = "denied", "only said not to have happened"
    SUPPOSED = "supposed", "only conditional or hypothetical"


class Certainty(ClosedList):
    """How sure the source is (FactBank CT, PR, PS, U)."""

    CERTAIN = "certain", "no hedge; of intentions: 'will', announced, promised"
    PROBABLE = "probable", "'likely', 'believed', 'suspected'"
    POSSIBLE = "possible", "'may', 'might', 'potentially', 'is considering'"
    UNKNOWN = (
        "unknown",
        "left open: hearsay, orders, requests, conditions, questions, mere plans and aims",
    )


class Shape(ClosedList):
    """The bound a figure's words state."""

    EXACT = "exact", "v: [v, v]"
    ABOUT = "about", "about v: v ± half its last place; nearly v: [v − that half, v]"
    AT_LEAST = "at_least", "at least v: [v, ∞)"
    OVER = "over", "more than v: (v, ∞)"
    UP_TO = "up_to", "up to v, as many as v: [0, v]"
    UNDER = "under", "less than v: [0, v)"
    BETWEEN = "between", "v to w: [v, w]"
    MULTIPLE = "multiple", "multiple, a number of: [2, ∞)"
    SEVERAL = "several", "several: [3, ∞), soft"
    DOZENS = "dozens", "dozens: [24, 100], soft"
    ORDINAL = "ordinal", "the v-th of a series"
    RATIO = "ratio", "v times, v-fold, a share; more than half: [v, ∞)"


class Precision(ClosedList):
    """How exact a time is."""

    MINUTE = "minute", "a clock time"
    HOUR = "hour", "an hour"
    DAYPART = "daypart", "morning, overnight and the like"
    DAY = "day", "a calendar day"
    WEEK = "week", "a week or weekend"
    MONTH = "month", "a month"
    QUARTER = "quarter", "a quarter or season"
    YEAR = "year", "a year"
    DECADE = "decade", "a decade or longer"
    OPEN = "open", "'recent', 'upcoming': no bound stated"


class Basis(ClosedList):
    """Where a part of a value comes from."""

    STATED = "stated", "the text says it"
    INFERRED = "inferred", "worked out from something else, which is named"
    UNKNOWN = "unknown", "not stated and not inferred"


class PlacePrecision(ClosedList):
    """How exact a place is."""

    POINT = "point", "a named site"
    TOWN = "town", "a populated place"
    VICINITY = "vicinity", "near a named place: a circle"
    ADM2 = "ADM2", "a county or district"
    ADM1 = "ADM1", "a province or state"
    COUNTRY = "country", "a country"
    SEA = "sea", "a sea, strait or gulf"
    UNKNOWN = "unknown", "named, but not in the gazetteer"


class Verdict(ClosedList):
    """The outcome of a check: of figures against each other, of a count against the ledger."""

    CONSISTENT = "consistent", "the stated figures fit together"
    INCONSISTENT = "inconsistent", "the stated figures do not fit together"
    LOWER_BOUND_ONLY = "lower-bound-only", "a stated figure is only a bound"
    NOT_APPLICABLE = "not applicable", "the check does not hold for such a case"
    NOT_ENOUGH_STATED = "not enough stated", "a figure the check needs is not stated"
    SUPPORTED = "supported", "what the ledger holds counts up to what is claimed"
    CONTRADICTED = "contradicted", "what the ledger holds cannot be counted as is claimed"
    NOT_COVERED = "not enough coverage", "too little was read of the stretch to tell"


class PredictionStatus(ClosedList):
    """Where a prediction stands as of a stated date."""

    OPEN = "open", "the window has not closed"
    DUE = "due", "the window has closed and the ledger holds no outcome"
    MET = "met", "what was predicted was reported inside the window"
    MISSED = "missed", "reported outside the window, or reported not to have happened"
    PARTLY = "partly", "a part was reported"
    UNDECIDABLE = "undecidable", "the wording allows no outcome"


class SourceKind(ClosedList):
    """What sort of source the text gives."""

    NAMED = "named", "a named person or body"
    ROLE = "role", "a role without a name ('a ministry spokesman', 'Seoul')"
    ANONYMOUS = "anonymous", "'experts', 'a senior official'"
    UNSTATED = "unstated", "a cue without a source ('was reported to')"
    NARRATOR = "narrator", "the report itself; never a witness"


class EvidenceRole(ClosedList):
    """What a span of evidence is evidence of."""

    VALUE = "value", "the words of the value"
    TRIGGER = "trigger", "the words that report the happening"
    CUE = "cue", "the words that attribute"
    SOURCE = "source", "the words that name the source"
    CONTEXT = "context", "further words a derivation used"


class TimeRelation(ClosedList):
    """PLOVER's auxiliary mode of time, per mention."""

    CURRENT = "current", "what the report is about"
    HISTORICAL = "historical", "mentioned from the past as background"
    FUTURE = "future", "still to come"


class Coverage(ClosedList):
    """What became of a sentence."""

    CLAIM = "claim", "at least one claim rests on it"
    BACKGROUND = "background", "context, of which nothing is said of a current incident"
    NOT_UNDERSTOOD = "not understood", "no rule read it; the reason is given"


class FigureRelation(ClosedList):
    """How two figures of one slot stand; the first that applies."""

    NOT_RECONCILED = "not reconciled", "another part, scope, group or unit: not comparable"
    RETRACTED = "retracted", "the same voice later denies its own value"
    UPDATE = "update", "the same voice, later, another value; or a cumulative count that grew"
    REFINE = "refine", "one interval lies strictly inside the other"
    AGREE = "agree", "equal or overlapping intervals, or one figure in two units"
    ROUNDING = "rounding", "apart only by printed precision or the tolerance of the kind"
    CONTRADICT = "contradict", "none of these"


class IncidentEvent(ClosedList):
    """What became of an incident from one state of a ledger to the next."""

    CREATED = "created", "no earlier incident told it"
    MERGED = "merged", "it is one with another incident now, under the id of that one"
    SPLIT = "split", "what was told as part of another incident is one of its own now"
    MOVED = "moved", "the same incident has another id: an earlier report of it was added"
    REGROUPED = "regrouped", "some of its mentions are told as part of the other incident now"
    GONE = "gone", "no current report tells it any more"


CLOSED_LISTS: tuple[type[ClosedList], ...] = (
    Polarity,
    Modality,
    Occurrence,
    Certainty,
    Shape,
    Precision,
    Basis,
    PlacePrecision,
    Verdict,
    PredictionStatus,
    SourceKind,
    EvidenceRole,
    TimeRelation,
    Coverage,
    FigureRelation,
    IncidentEvent,
)
