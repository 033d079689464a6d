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


@dataclass(frozen=True, slots=True)
class Packed:
    """The rows of one reading but for its id, made where the text was read: the process that
    writes many only inserts them. `layers` are the rows by table, `windows` the stretches of the
    text that are kept where not all of it is."""

    published: str | None
    outlet: str | None
    layers: tuple[tuple[str, list[dict[str, Any]]], ...]
    windows: tuple[tuple[int, int], ...] = ()

    def of(self, reading: Reading, batch: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The rows by table, in an order that may be inserted."""
        ident = reading.id
        head = {
            "id": ident, "document": reading.document, "code": reading.code,
            "model": reading.model, "reference": reading.reference, "published": self.published,
            "outlet": self.outlet, "batch": batch,
        }  # fmt: skip
        yield "readings", [head]
        for name, rows in self.layers:
            for row in rows:
                row["reading"] = ident
            yield name, rows


def packed(claims: Claims, length: int, retain: str = "full") -> Packed:
    """The rows of claims read from a text of so many characters."""
    words = retain != "none"
    layers, spans = [], []
    for name in tables.LAYERS:
        rows = []
        for n, row in enumerate(getattr(claims, name)):
            body = encode(row, omit=_EVIDENCE, words=words)
            rows.append({"seq": n, **_columns(row), "body": body})
            spans += _spans(name, n, row, words)
        layers.append((name, rows))
    kept = windows(claims, length) if retain == "spans" else ()
    return Packed(claims.published, claims.outlet, (*layers, ("evidence", spans)), tuple(kept))


CONTEXT = 60
"""Characters kept on either side of a quote under `spans`; the verifier looks 40 far."""


def windows(claims: Claims, length: int) -> list[tuple[int, int]]:
    """Spans of all evidence, widened by the context and merged."""
    layers = (claims.claims, claims.statements, claims.predictions, claims.links, claims.notes)
    spans = sorted(
        (max(0, e.span.start - CONTEXT), min(length, e.span.end + CONTEXT))
        for layer in layers for row in layer for e in row.evidence
    )  # fmt: skip
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _spans(layer: str, seq: int, row: Any, words: bool) -> list[dict[str, Any]]:
    return [
        {"layer": layer, "seq": seq, "n": n, "role": str(e.role), "start": e.span.start,
         "end": e.span.end, "quote": e.quote if words else None, "hash": quote_hash(e.quote)}
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


def load(
    connection: Connection, readings: Sequence[str], without: frozenset[str] = frozenset()
) -> list[Claims]:
    """The claims of readings, in the order given; layers in `without` are left empty."""
    wanted_layers = [name for name in tables.LAYERS if name not in without]
    heads: dict[str, Any] = {}
    layers: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for part in chunks(readings):
        table = tables.readings
        for row in connection.execute(select(table).where(table.c.id.in_(part))):
            heads[row.id] = row
        quotes = _evidence(connection, part, wanted_layers)
        for name in wanted_layers:
            layer = tables.LAYERS[name]
            wanted = (
                select(layer.c.reading, layer.c.seq, layer.c.body)
                .where(layer.c.reading.in_(part))
                .order_by(layer.c.reading, layer.c.seq)
            )
            cls = LAYER_TYPES[name]
            held = "evidence" in cls.__dataclass_fields__
            for reading, seq, body in connection.execute(wanted):
                given = {"evidence": quotes.get((reading, name, seq), ())} if held else {}
                layers[reading, name].append(decode(cls, body, **given))
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


_ROLES = {role.value: role for role in EvidenceRole}


def _evidence(
    connection: Connection, readings: Iterable[str], layers: Iterable[str]
) -> dict[tuple[str, str, int], tuple[Evidence, ...]]:
    t = tables.evidence
    wanted = (
        select(t.c.reading, t.c.layer, t.c.seq, t.c.role, t.c.start, t.c.end, t.c.quote)
        .where(t.c.reading.in_(readings) & t.c.layer.in_(layers))
        .order_by(t.c.reading, t.c.layer, t.c.seq, t.c.n)
    )
    found: dict[tuple[str, str, int], list[Evidence]] = defaultdict(list)
    for reading, layer, seq, role, start, end, quote in connection.execute(wanted):
        found[reading, layer, seq].append(Evidence(_ROLES[role], Span(start, end), quote or ""))
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
