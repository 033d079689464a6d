"""The canonical tables of a ledger, named and typed; every other tabular export writes these.

Keys: `incidents.id`, `mentions.id`, `cells.claim`, `documents.id`. Each row of `evidence` names the
row it belongs to (`owner`, `owner_id`) and the characters [start, end) of one document.
"""

from __future__ import annotations

from dateline.exports.columns import Table, table

VERSION = 1
"""Version of the tables. A removed column or a changed meaning makes a new version."""

_SPEAKER = {
    "said_by": "texts: ids of the authorities that say it; several are one joint statement; "
    "`narrator` is the report itself and no witness, `unstated` a source the text does not name",
    "modality": "text: how the source stands to it (asserted, denied, reported, predicted …); "
    "only `asserted` is said as a fact, and that is not a proof",
    "polarity": "text: `negative` where the source says that it is not so",
    "certainty": "text: how sure the source is by its own words",
}
_SPAN = {
    "document": "text: id of the document the characters are in",
    "start": "whole: first code point of the words (from 0)",
    "end": "whole: code point behind the words (half-open)",
    "quote": "text: the exact characters [start, end); empty where the ledger retains none",
}

DOCUMENTS = table(
    "documents", "one stored version of one report, with its current reading",
    id="text: hash of text, outlet, address and date; another version has another id",
    text="text: hash of the characters; two documents with one text are copies",
    sha256="text: SHA-256 of the characters in UTF-8; null where not all are retained",
    published="text: publication date or instant as it was given (ISO 8601); null where not known",
    day="text: calendar day of `published` in its own zone (YYYY-MM-DD)",
    outlet="text: the publisher as it was given; null where not known",
    url="text: the address as it was given; the page there may have changed since",
    guid="text: identifier of the feed; feeds change them",
    title="text: title as it was given; not read for claims",
    author="text: author as it was given",
    language="text: language as it was given or found; only English is read",
    feed="text: the feed it came from",
    characters="whole: length in code points",
    mentions="whole: mentions of happenings read in it; 0 is a reading without any",
    claims="whole: claims read in it",
    statements="whole: attributed statements read in it",
    copy_of="text: id of the earlier document whose words it carries; null where it is none's copy",
)  # fmt: skip
INCIDENTS = table(
    "incidents", "one happening, as all its reports together tell it",
    id="text: the mention of the earliest report; changes when an earlier report is added",
    kind="text: kind pack that read it; `generic` for any other PLOVER type",
    type="text: PLOVER type of the act told; not that it took place, see `occurred`",
    mode="text: PLOVER mode; null where none fits",
    time="text: current, historical (background) or future, by its first report",
    occurred="text: how its occurrence is told: asserted, negated, or the first other modality",
    actors="texts: ids of who acts, by the reports; empty = not stated",
    recipients="texts: ids of whom it is done to; empty = not stated or reciprocal",
    earliest="text: local time, first moment it may be; null = not stated",
    latest="text: local time, last moment it may be, inclusive; null = not stated",
    utc="text: instant in UTC; only with a clock and a zone, which may be inferred",
    time_notation="text: canonical notation; `~` marks an approximate time",
    places="texts: names of its places as the reports give them",
    authorities="whole: authorities that say that it occurred; outlets and narrators do not count",
    voices="whole: governments or bodies behind them; coordination between them may be stated",
    documents="whole: documents that tell it; copies count as often as they were added",
    independent="whole: documents that add something to that it occurred; a copy, or one more "
    "relay of one agency, adds nothing",
    copies="whole: the other documents that say that it occurred",
    coordination="flag: the reports state that those who say so coordinate: independence is not "
    "shown",
    outlets="whole: outlets of these documents, where given",
    claims="whole: claims about it",
)  # fmt: skip
MENTIONS = table(
    "mentions", "one textual report of a happening",
    id="text: hash of document, kind family and trigger span",
    incident="text: the incident it was assigned to; an analyst may decide otherwise",
    kind="text: kind pack", type="text: PLOVER type", mode="text: PLOVER mode",
    time="text: current, historical or future",
    **{**_SPAN, "quote": "text: the trigger, exactly; empty where the ledger retains none"},
)  # fmt: skip
CELLS = table(
    "cells", "one value of one slot of one incident: a claim, or a value derived from claims",
    incident="text: id of the incident",
    seq="whole: position among the cells of the incident, from 0",
    claim="text: id of the claim; null where derived",
    mention="text: id of the mention the claim is of; null where derived",
    slot="text: slot of the kind; `…:headline` is derived by a stated rule, never an average",
    notation="text: canonical notation of the value; `not stated` where there is none",
    derived="flag: worked out from other cells; nobody says it in these words",
    **_SPEAKER,
    via="texts: who passed it on, outermost first",
    part="text: which part (missile, wave) the value is of",
    scope="text: which subset the value is of",
    stated_as_of="text: time the source gives for the value",
    low="number: lower bound of a figure; null = no lower bound",
    high="number: upper bound of a figure; null = no upper bound, never infinity in words",
    open_low="flag: the lower bound is not part of the interval",
    open_high="flag: the upper bound is not part of the interval",
    soft="flag: bounds are a habit of language ('several'), not stated",
    stated="number: the number the words state; null for words such as 'multiple'",
    unit="text: unit of low, high and stated (`1` = bare number)",
    shape="text: the bound the words state (exact, about, at_least …)",
    earliest="text: local time, first moment; null = that side is not stated",
    latest="text: local time, last moment, inclusive",
    time_precision="text: how exact the time is",
    zone="text: IANA name; null = not known",
    zone_basis="text: whether the zone is stated or inferred",
    utc="text: instant in UTC, where clock and offset are known",
    inferred="texts: parts of the time that are inferred (year, zone …), the others are stated",
    place="text: id of the place in the gazetteer (GeoNames where a number)",
    place_name="text: name of the place",
    place_precision="text: precision class; only point and town name a spot",
    place_relation="text: in, near, off, toward …",
    radius_km="number: radius by the stated rule of the precision class; the place is not its "
    "centre",
    words="text: the value as words, for slots that hold words or yes/no",
    original="text: the words of the report",
    inputs="texts: ids of the claims a derived value rests on",
    rules="texts: rules that made the value, in order",
)  # fmt: skip
EVIDENCE = table(
    "evidence", "one span of characters that a row rests on",
    owner="text: table of the row: cells, statements, predictions, lifecycle, links, coordination",
    owner_id="text: id of that row (a claim id for cells)",
    seq="whole: position among the spans of that row",
    incident="text: id of the incident, null for statements and predictions",
    role="text: value, trigger, cue, source or context",
    **_SPAN,
)  # fmt: skip
STATEMENTS = table(
    "statements", "attributed content as such: who says, thinks or warns what",
    id="text: hash of document and spans", document="text: id of the document",
    form="text: direct, indirect or another form of attribution",
    source_kind="text: named, role, anonymous, unstated or narrator",
    **_SPEAKER,
    via="texts: who passed it on, outermost first",
    content="text: the words of the content; empty where the ledger retains none",
    claims="texts: ids of the claims that rest on it",
)  # fmt: skip
PREDICTIONS = table(
    "predictions", "one claim about what is to come",
    id="text: hash of document, event and spans", document="text: id of the document",
    event="text: what is to come, in the words of the report",
    earliest="text: first day of the window; null = not stated",
    latest="text: last day of the window; null = not stated",
    inferred="texts: parts of the window that are inferred",
    **_SPEAKER,
    status="text: open, due, met, missed, partly or undecidable as of `as_of`",
    as_of="text: the date the status is stated for",
    reason="text: what the status rests on; null where it was not held to an outcome",
    outcome="text: id of the incident that the status rests on",
    told_as="text: id of the first telling of the same prediction; its own where it is the first",
)  # fmt: skip
LINKS = table(
    "links", "a relation between two incidents",
    id="text: hash of relation, incidents and spans",
    relation="text: response-to, part-of, before, after, coincides-with …; `before` is no cause",
    left="text: id of the incident the relation is of", right="text: id of the other incident",
    document="text: id of the document that states it",
)  # fmt: skip
LIFECYCLE = table(
    "lifecycle", "one step of an incident's life, in order",
    incident="text: id of the incident", seq="whole: position, from 0",
    id="text: hash of incident, position and step",
    step="text: reported, confirmed, being analysed, meeting, warning …",
    said_by="texts: ids of the authorities", note="text: what the step is about",
    document="text: id of the document that tells it",
)  # fmt: skip
FINDINGS = table(
    "findings", "the outcome of a check of reported figures against each other",
    incident="text: id of the incident", check="text: name of the check",
    verdict="text: a word of the list Verdict: consistent, inconsistent, supported …",
    text="text: what was found", limits="text: what the outcome does not show",
    inputs="texts: ids of the claims it read",
)  # fmt: skip
CORROBORATION = table(
    "corroboration", "who says one slot of an incident",
    incident="text: id of the incident", slot="text: slot of the kind",
    authorities="texts: ids of the authorities; empty = only narrators",
    voices="texts: governments or bodies behind them",
    documents="whole: documents that say it",
    independent="whole: those of them that add something; the others are copies or relays",
    copies="texts: ids of the others: they carry the words of one of them, or relay its agency",
    chains="texts: how each document came by it: outlet, relays and authorities, ` < ` between",
    coordination="flag: the reports state that the voices coordinate: independence is not shown",
)  # fmt: skip
PLACES = table(
    "places", "one place of one incident, as a cell states it",
    incident="text: id of the incident", claim="text: id of the claim; null where derived",
    slot="text: slot of the kind", name="text: name of the place",
    original="text: the words of the report",
    relation="text: in, near, off, toward …",
    precision="text: precision class; only point and town name a spot",
    place="text: id in the gazetteer (GeoNames where a number)",
    country="text: ISO 3166 alpha-3 of the place named; the happening may be across a border",
    radius_km="number: radius of the circle by the stated rule of the class",
    circle_lat="number: centre of that circle (WGS 84); a circle, never a pin",
    circle_lon="number: centre of that circle (WGS 84); a circle, never a pin",
    kind="text: kind of the incident", type="text: PLOVER type of the incident",
    time_notation="text: canonical notation of the time of the incident",
    **_SPEAKER,
    authorities="whole: authorities that say that the incident occurred, as in `incidents`",
    voices="whole: governments or bodies behind them",
    independent="whole: documents that add something to that; copies and relays do not",
    geometry="geometry: WKB point, only at town precision or better and only where it is in or at "
    "that place; the point is that of the gazetteer row, not of the happening",
)  # fmt: skip
AUTHORITIES = table(
    "authorities", "one authority named in a report",
    document="text: id of the document", id="text: id of the body, the unit of independence",
    name="text: name by the table of authorities, or as the report has it",
    kind="text: named, role, anonymous, unstated or narrator",
    country="text: ISO 3166 alpha-3", voice="text: government or body behind it",
    person="text: the person who speaks for it",
)  # fmt: skip
JUDGEMENTS = table(
    "judgements", "one decision of an analyst",
    id="whole: its number", recorded="text: when it was written (UTC)",
    relation="text: same, not-same, part-of, reject, correct or undo",
    by="text: who decided, as given", reason="text: why, as given",
    value="text: the right value of `correct`, or the number that `undo` takes back",
    state="text: live, undone or orphaned (its words are in no current reading)",
    left_document="text: document of the left anchor", left_start="whole: its first code point",
    left_end="whole: code point behind it", left_quote="text: its words",
    right_document="text: document of the right anchor", right_start="whole: its first code point",
    right_end="whole: code point behind it", right_quote="text: its words",
)  # fmt: skip
LOG = table(
    "log", "one batch written to the ledger",
    batch="whole: its number", recorded="text: when it was written (UTC)",
    command="text: the command that wrote it", documents="whole: new documents",
    readings="whole: new readings", rows="whole: new rows", quarantined="whole: inputs set aside",
    chain="text: hash chained to the batch before",
)  # fmt: skip

TABLES: tuple[Table, ...] = (
    DOCUMENTS, INCIDENTS, MENTIONS, CELLS, EVIDENCE, STATEMENTS, PREDICTIONS, LINKS, LIFECYCLE,
    FINDINGS, CORROBORATION, PLACES, AUTHORITIES, JUDGEMENTS, LOG,
)  # fmt: skip
