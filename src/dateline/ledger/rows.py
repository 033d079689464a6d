"""Claims of one reading ↔ rows of its layers; what is loaded equals what was saved."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from dateline.ledger import tables
from dateline.ledger.codec import decode, encode
from dateline.model import (
    Authority,
    Claim,
    Claims,
    CoveredSentence,
    Evidence,
    EvidenceRole,
    Mention,
    MentionLink,
    Note,
    Prediction,
    Reading,
    Span,
    Statement,
    notation,
)

LAYER_TYPES: dict[str, type[Any]] = {
    "mentions": Mention, "claims": Claim, "statements": Statement, "predictions": Prediction,
    "coverage": CoveredSentence, "links": MentionLink, "notes": Note, "authorities": Authority,
}  # fmt: skip
_EVIDENCE = frozenset({"evidence"})
_MANY = 500
"""Ids in one IN clause; SQLite allows 32,766 variables, PostgreSQL plans short lists better."""


def quote_hash(words: str) -> str:
    """What is kept of a quote where the words are not."""
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]


def save(
    connection: Connection, reading: Reading, claims: Claims, batch: int, retain: str = "full"
) -> int:
    """Insert a reading with all its layers; returns how many rows that made."""
    connection.execute(
        tables.readings.insert(),
        {"id": reading.id, "document": reading.document, "code": reading.code,
         "model": reading.model, "reference": reading.reference, "published": claims.published,
         "outlet": claims.outlet, "batch": batch},
    )  # fmt: skip
    words = retain != "none"
    count, spans = 1, []
    for name, table in tables.LAYERS.items():
        found = getattr(claims, name)
        rows = [
            {"reading": reading.id, "seq": n, **_columns(row),
             "body": encode(row, omit=_EVIDENCE, words=words)}
            for n, row in enumerate(found)
        ]  # fmt: skip
        spans += [e for n, row in enumerate(found) for e in _spans(reading.id, name, n, row, words)]
        if rows:
            connection.execute(table.insert(), rows)
            count += len(rows)
    if spans:
        connection.execute(tables.evidence.insert(), spans)
    return count + len(spans)


def _spans(reading: str, layer: str, seq: int, row: Any, words: bool) -> list[dict[str, Any]]:
    return [
        {"reading": reading, "layer": layer, "seq": seq, "n": n, "role": str(e.role),
         "start": e.span.start, "end": e.span.end, "quote": e.quote if words else None,
         "hash": quote_hash(e.quote)}
        for n, e in enumerate(getattr(row, "evidence", ()))
    ]  # fmt: skip


def _columns(row: Any) -> dict[str, Any]:
    """The columns a layer has beside its body."""
    match row:
        case Mention():
            return {
                "id": row.id, "kind": row.kind, "type": row.type,
                "start": row.trigger.start, "end": row.trigger.end,
            }  # fmt: skip
        case Claim():
            return {
                "id": row.id, "mention": row.mention, "slot": row.slot,
                "notation": notation(row.value), "said_by": "+".join(row.said_by),
                "modality": str(row.modality), "polarity": str(row.polarity),
                "certainty": str(row.certainty),
            }  # fmt: skip
        case Statement():
            return {
                "id": row.id, "said_by": "+".join(row.said_by), "modality": str(row.modality),
                "polarity": str(row.polarity),
            }  # fmt: skip
        case Prediction():
            return {
                "id": row.id, "event": row.event, "status": str(row.status),
                "said_by": "+".join(row.said_by),
            }  # fmt: skip
        case CoveredSentence():
            return {"coverage": str(row.coverage), "reason": row.reason}
        case MentionLink():
            return {"relation": row.relation, "left": row.left, "right": row.right}
        case Note():
            return {"check": row.check, "text": row.text}
        case Authority():
            return {"id": row.id, "name": row.name}
    raise TypeError(f"no layer holds {type(row).__name__}")


def chunks(ids: Sequence[str]) -> Iterator[list[str]]:
    """Ids in lists short enough for one statement."""
    rest = iter(ids)
    while part := list(islice(rest, _MANY)):
        yield part


def load(connection: Connection, readings: Sequence[str]) -> list[Claims]:
    """The claims of readings, in the order given."""
    heads: dict[str, Any] = {}
    layers: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for part in chunks(readings):
        table = tables.readings
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            heads[row.id] = row
        quotes = _evidence(connection, part)
        for name, layer in tables.LAYERS.items():
            wanted = (
                select(layer.c.reading, layer.c.seq, layer.c.body)
                .where(layer.c.reading.in_(part))
                .order_by(layer.c.reading, layer.c.seq)
            )
            cls = LAYER_TYPES[name]
            held = "evidence" in cls.__dataclass_fields__
            for row in connection.execute(wanted):
                given = {"evidence": quotes.get((row.reading, name, row.seq), ())} if held else {}
                layers[row.reading, name].append(decode(cls, row.body, **given))
    return [
        Claims(
            heads[r].document, published=heads[r].published, outlet=heads[r].outlet,
            **{name: tuple(layers.get((r, name), ())) for name in LAYER_TYPES},
        )
        for r in readings
    ]  # fmt: skip


def links(connection: Connection, readings: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of mentions that readings link."""
    t = tables.links
    out = []
    for part in chunks(readings):
        wanted = select(t.c.left, t.c.right).where(t.c.reading.in_(part))
        out += [(row.left, row.right) for row in connection.execute(wanted)]
    return out


def _evidence(
    connection: Connection, readings: Iterable[str]
) -> dict[tuple[str, str, int], tuple[Evidence, ...]]:
    table = tables.evidence
    wanted = (
        select(table)
        .where(table.c.reading.in_(readings))
        .order_by(table.c.reading, table.c.layer, table.c.seq, table.c.n)
    )
    found: dict[tuple[str, str, int], list[Evidence]] = defaultdict(list)
    for row in connection.execute(wanted):
        span = Span(row.start, row.end)
        found[row.reading, row.layer, row.seq].append(
            Evidence(EvidenceRole(row.role), span, row.quote or "")
        )
    return {key: tuple(rows) for key, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one stretch of evidence; None where they are not retained."""

    words: str | None
    hash: str
    length: int


def quotes(connection: Connection, reading: str) -> list[Quote]:
    """Every stretch of text that evidence of a reading rests on, once each, in text order."""
    t = tables.evidence
    wanted = select(t).where(t.c.reading == reading).order_by(t.c.start, t.c.end)
    found = {
        (row.start, row.end): Quote(row.quote, row.hash, row.end - row.start)
        for row in connection.execute(wanted)
    }
    return list(found.values())


def unequal(connection: Connection, reading: str, characters: str) -> list[str]:
    """Evidence rows whose quote or stretch of text does not have the hash that was stored.

    Where characters are not retained only the offsets can be checked: inside the text, in order.
    """
    t = tables.evidence
    out = []
    for row in connection.execute(select(t).where(t.c.reading == reading)):
        spot = f"reading {reading[:12]}: {row.layer} {row.seq}: span {row.start}..{row.end}"
        if not 0 <= row.start <= row.end <= len(characters):
            out.append(f"{spot} lies outside the text")
        elif row.quote is not None and quote_hash(row.quote) != row.hash:
            out.append(f"{spot}: the quote does not have its hash")
    return out
