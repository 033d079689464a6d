"""Annotations → mentions, claims, statements, predictions and coverage of one document."""

from __future__ import annotations

from dataclasses import replace

from dateline.claims import authorities as who
from dateline.claims import slots
from dateline.claims.coordination import coordination
from dateline.claims.coverage import coverage
from dateline.claims.histories import Histories
from dateline.claims.links import links
from dateline.claims.mentions import background, retold, without_phases
from dateline.claims.mentions import build as build_mentions
from dateline.claims.ordinals import ordinals
from dateline.claims.ownership import Ownership
from dateline.claims.reader import Reader
from dateline.claims.speakers import Speakers
from dateline.claims.statements import predictions, statements
from dateline.claims.topics import Topics
from dateline.claims.voices import Voices
from dateline.kinds import Kind
from dateline.model import Annotations, Authority, Claims, Document, Note, Span, Step


def build(document: Document, ann: Annotations, kinds: tuple[Kind, ...]) -> Claims:
    """What one document claims.

    1. Leave out what only tells a phase, tell history from news, make a mention of every event.
    2. Resolve the source of every attribution to authorities.
    3. Fill the slots: every value to its owner, said by its voice.
    4. Statements and predictions from the attributions, links from connecting words.
    5. Account for every sentence.
    """
    packs = {k.name: k for k in kinds}
    day = document.published.day if document.published else None
    events = retold(ann.parse, ann.events, packs)  # 1.
    events = without_phases(ann.parse, events, ann.chains, packs)
    ann = replace(ann, events=background(ann.parse, events, ann.times, packs, day))
    mentions = build_mentions(document.id, ann, packs)
    ownership = Ownership(ann.parse, ann.events, packs, ann.chains)
    notes: list[Note] = []

    def resolve(source: tuple[Span, ...]) -> tuple[tuple[Authority, ...], Step | None]:
        found = who.resolve(source, ann.parse, ann.names, ann.chains, document.published)
        notes.extend(found.notes)
        return found.authorities, found.step

    voices = Voices(ann.parse, ann.attributions, resolve)  # 2.
    notes.extend(who.role_notes(ann.parse, ann.names, document.published))
    topics = Topics(
        ann.parse, ann.events, packs, ann.times,
        day,
    )  # fmt: skip
    speakers = Speakers(ann, voices, resolve)
    histories = Histories(ann.parse, topics.times, packs, topics.told_day(ann.times, day))
    reader = Reader(
        ann, mentions, packs, ownership, voices, resolve, document.published, topics, speakers,
        histories,
    )  # fmt: skip
    claims = (*slots.claims(reader), *coordination(reader), *ordinals(reader))  # 3.
    unique = {c.id: c for c in claims}
    as_of = document.published.original if document.published else None
    said = statements(document.id, ann, voices, unique)  # 4.
    ahead = predictions(document.id, ann, voices, as_of)
    rows = coverage(document.id, ann, mentions, unique, said, ahead)  # 5.
    return Claims(
        document.id, mentions, tuple(unique.values()), said, ahead, rows,
        links(ann, mentions, ownership),
        tuple(dict.fromkeys(notes)), tuple(a for _, a in sorted(voices.authorities.items())),
        as_of, document.outlet,
    )  # fmt: skip
