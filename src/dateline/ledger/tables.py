"""The tables. All of them only grow; what is current follows from the newest rows.

Every layer of a reading has one table: its own columns for queries, and `body`, the whole row as
JSON. Evidence spans of all layers are in `evidence`, so `verify` reads one table.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 3
"""Version of the tables. A newer ledger is refused, an older one migrated when next written."""

APPLICATION_ID = 0x646C_6E65
"""SQLite `application_id`: "dlne"."""

metadata = MetaData()

settings = Table(
    "settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
batches = Table(
    "batches", metadata,
    Column("id", Integer, primary_key=True),
    Column("recorded", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("readings", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("quarantined", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("chain", Text, nullable=False),
)  # fmt: skip
texts = Table(
    "texts", metadata,
    Column("id", Text, primary_key=True),
    Column("length", Integer, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
passages = Table(
    "passages", metadata,
    Column("id", Integer, primary_key=True),
    Column("text", ForeignKey("texts.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("characters", Text, nullable=False),
    UniqueConstraint("text", "start", "end"),
)  # fmt: skip
documents = Table(
    "documents", metadata,
    Column("id", Text, primary_key=True),
    Column("text", ForeignKey("texts.id"), nullable=False, index=True),
    Column("identity", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("published", Text, index=True),
    Column("outlet", Text),
    Column("url", Text),
    Column("guid", Text),
    Column("title", Text),
    Column("author", Text),
    Column("language", Text),
    Column("feed", Text),
    Column("batch", ForeignKey("batches.id"), nullable=False),
    UniqueConstraint("identity", "version"),
)  # fmt: skip
readings = Table(
    "readings", metadata,
    Column("id", Text, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("model", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("published", Text),
    Column("outlet", Text),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
turns = Table(
    "turns", metadata,
    Column("id", Integer, primary_key=True),
    Column("document", ForeignKey("documents.id"), nullable=False, index=True),
    Column("reading", ForeignKey("readings.id"), nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
"""Which reading became the current one of its document; the newest turn counts."""


def _layer(name: str, *columns: Column[str] | Column[int]) -> Table:
    return Table(
        name, metadata,
        Column("reading", ForeignKey("readings.id"), nullable=False),
        Column("seq", Integer, nullable=False),
        *columns,
        Column("body", Text, nullable=False),
        PrimaryKeyConstraint("reading", "seq"),
        sqlite_with_rowid=False,
    )  # fmt: skip


mentions = _layer(
    "mentions", Column("id", Text, index=True), Column("kind", Text), Column("type", Text),
    Column("start", Integer), Column("end", Integer),
)  # fmt: skip
claims = _layer(
    "claims", Column("id", Text, index=True), Column("mention", Text, index=True),
    Column("slot", Text), Column("notation", Text), Column("said_by", Text),
    Column("modality", Text), Column("polarity", Text), Column("certainty", Text),
)  # fmt: skip
statements = _layer(
    "statements", Column("id", Text, index=True), Column("said_by", Text), Column("modality", Text),
    Column("polarity", Text),
)  # fmt: skip
predictions = _layer(
    "predictions", Column("id", Text, index=True), Column("event", Text), Column("status", Text),
    Column("said_by", Text),
)  # fmt: skip
coverage = _layer("coverage", Column("coverage", Text), Column("reason", Text))
links = _layer("links", Column("relation", Text), Column("left", Text), Column("right", Text))
notes = _layer("notes", Column("check", Text), Column("text", Text))
authorities = _layer("authorities", Column("id", Text, index=True), Column("name", Text))

LAYERS: dict[str, Table] = {
    t.name: t
    for t in (mentions, claims, statements, predictions, coverage, links, notes, authorities)
}

evidence = Table(
    "evidence", metadata,
    Column("reading", Text, nullable=False),
    Column("layer", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text),
    Column("hash", Text, nullable=False),
    PrimaryKeyConstraint("reading", "layer", "seq", "n"),
    ForeignKeyConstraint(["reading"], ["readings.id"]),
    sqlite_with_rowid=False,
)  # fmt: skip
quarantine = Table(
    "quarantine", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("path", Text),
    Column("reason", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
releases = Table(
    "releases", metadata,
    Column("quarantine", ForeignKey("quarantine.id"), primary_key=True),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
fetches = Table(
    "fetches", metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("final", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("headers", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
"""What was fetched, and when (UTC). `body` is the SHA-256 of the bytes, `length` counts them."""
bodies = Table(
    "bodies", metadata,
    Column("id", Text, primary_key=True),
    Column("compressed", LargeBinary, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
"""Fetched bytes by their SHA-256, zlib-compressed; only where full texts are retained."""
origins = Table(
    "origins", metadata,
    Column("document", ForeignKey("documents.id"), nullable=False),
    Column("fetch", ForeignKey("fetches.id"), nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
    PrimaryKeyConstraint("document", "fetch"),
)  # fmt: skip
feeds = Table(
    "feeds", metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, index=True),
    Column("title", Text),
    Column("every", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("active", Integer, nullable=False),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
"""Feeds that are followed; the newest row of an address counts, `active` 0 ends it."""
polls = Table(
    "polls", metadata,
    Column("id", Integer, primary_key=True),
    Column("feed", Text, nullable=False, index=True),
    Column("at", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("etag", Text),
    Column("modified", Text),
    Column("due", Text),
    Column("failures", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("reason", Text),
)  # fmt: skip
"""Every look at a feed. What the network does is no content: no batch, no part of any hash."""
entries = Table(
    "entries", metadata,
    Column("feed", Text, primary_key=True),
    Column("mark", Text, primary_key=True),
)  # fmt: skip
"""Entries of feeds whose page was fetched, by a hash of address, date and words."""
aborts = Table(
    "aborts", metadata,
    Column("id", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("path", Text),
    Column("reason", Text, nullable=False),
    Column("known", Text, nullable=False),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
"""Inputs given up on for time or the network, to be tried again; outside every hash."""
abort_ends = Table(
    "abort_ends", metadata,
    Column("abort", ForeignKey("aborts.id"), primary_key=True),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
watches = Table(
    "watches", metadata,
    Column("id", Integer, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
"""Rules an analyst is told of. What was told is no content: no batch, no part of any hash."""
watch_ends = Table(
    "watch_ends", metadata,
    Column("watch", ForeignKey("watches.id"), primary_key=True),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
alerts = Table(
    "alerts", metadata,
    Column("id", Integer, primary_key=True),
    Column("watch", ForeignKey("watches.id"), nullable=False, index=True),
    Column("subject", Text, nullable=False),
    Column("sort", Text, nullable=False),
    Column("digest", Text, nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("recorded", Text, nullable=False),
)  # fmt: skip
"""What was told of which subject, and the state it was told in; the newest row of a subject counts.
`digest` chains the states of a subject, so that no alert can be written twice."""
judgements = Table(
    "judgements", metadata,
    Column("id", Integer, primary_key=True),
    Column("relation", Text, nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text),
    Column("by", Text, nullable=False),
    Column("recorded", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
homes = Table(
    "homes", metadata,
    Column("mention", Text, primary_key=True),
    Column("batch", ForeignKey("batches.id"), primary_key=True),
    Column("incident", Text),
)  # fmt: skip
"""The incident of every mention after the batches that changed it; null where it is no more."""

incident_events = Table(
    "incident_events", metadata,
    Column("batch", ForeignKey("batches.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("event", Text, nullable=False),
    Column("incident", Text, nullable=False, index=True),
    Column("other", Text),
    Column("mentions", Integer, nullable=False),
)  # fmt: skip
"""What became of incidents in a batch: created, merged, split and so on."""

audits = Table(
    "audits", metadata,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("seed", Integer, nullable=False),
    Column("strata", Text, nullable=False),
    Column("drawn", Integer, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
    UniqueConstraint("size", "seed", "strata"),
)  # fmt: skip
"""Samples of cells. `drawn` is the last batch of the ledger they were drawn from."""

audit_cells = Table(
    "audit_cells", metadata,
    Column("audit", ForeignKey("audits.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("stratum", Text, nullable=False),
    Column("population", Integer, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip
audit_answers = Table(
    "audit_answers", metadata,
    Column("id", Integer, primary_key=True),
    Column("audit", ForeignKey("audits.id"), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("coder", Text, nullable=False),
    Column("answer", Text, nullable=False),
    Column("note", Text),
    Column("recorded", Text, nullable=False),
    Column("batch", ForeignKey("batches.id"), nullable=False),
)  # fmt: skip
"""Answers of coders; of several to one cell by one coder the newest counts."""

incident_cache = Table(
    "incident_cache", metadata,
    Column("state", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
)  # fmt: skip
"""Computed from current rows; may be emptied at any time."""

# What incidents are computed from, and the incidents of now, so that a batch computes only what it
# touches (`pipeline.increments`). Computed from current rows; may be emptied at any time.
related_state = Table(
    "related_state", metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("code", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("judgement", Integer, nullable=False),
    Column("stamp", Integer, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("recorded", Integer, nullable=False),
    Column("decided", Text, nullable=False),
)  # fmt: skip
"""One row: the code, last turn and last decision that what follows was computed from. `stamp`
counts computations, `epoch` is that of the last whole one; `recorded` is 0 where the log does not
hold yet what became of incidents by it; `decided` lists the decisions that held."""
related_documents = Table(
    "related_documents", metadata,
    Column("document", Text, primary_key=True),
    Column("reading", Text, nullable=False),
    Column("published", Text, index=True),
    Column("outlet", Text),
)  # fmt: skip
related_happenings = Table(
    "related_happenings", metadata,
    Column("document", Text, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("component", Text, nullable=False, index=True),
    Column("incident", Text, nullable=False, index=True),
    Column("body", Text, nullable=False),
)  # fmt: skip
"""Happenings of current documents. A component is named by the first mention in it."""
related_blocks = Table(
    "related_blocks", metadata,
    Column("block", Text, primary_key=True),
    Column("document", Text, primary_key=True, index=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
)  # fmt: skip
related_incidents = Table(
    "related_incidents", metadata,
    Column("id", Text, primary_key=True),
    Column("rank", Text, nullable=False),
    Column("stamp", Integer, nullable=False, index=True),
    Column("body", Text),
)  # fmt: skip
"""The incidents of now with the computation that made them so; no body where one is no more."""
related_outlines = Table(
    "related_outlines", metadata,
    Column("incident", Text, primary_key=True),
    Column("state", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("day", Text),
    Column("low", Text),
    Column("high", Text),
    Column("since", Text),
    Column("body", Text, nullable=False),
    Index("related_outlines_by_day", "kind", "state", "day"),
)  # fmt: skip
"""Outlines of incidents (`incidents.outlines`), a row for each state of the actor. `day` is the
first stated day, `low` and `high` are the stretch of a series, `since` that of ordinal claims."""

CACHES = (
    incident_cache, related_state, related_documents, related_happenings, related_blocks,
    related_incidents, related_outlines,
)  # fmt: skip
"""Tables that hold nothing of their own."""
