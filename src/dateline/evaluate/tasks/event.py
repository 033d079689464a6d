"""Task `event`: PLOVER events of a sentence with their parties.

The ledger keeps plain types; here the future rule of the manual is applied (`scored_type`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import events, names
from dateline.annotate.events.coding import Coded
from dateline.annotate.events.parties import Names, parties
from dateline.annotate.events.stance import Stance
from dateline.model import Parse, Token
from dateline.pipeline import Resources
from dateline.reference import plover

TASK = "event"
Row = dict[str, Any]


def scored_type(type_: str, how: Stance) -> str | None:
    """The single type of PLOVER for an event put this way; None where it codes nothing."""
    return plover.single_type(type_, how.polarity, how.modality, how.time, how.governor)


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """One output row per input row: `{"id", "events": [{type, actors, recipients, cameo}]}`."""
    for row in rows:
        yield {"id": row["id"], "events": coded(resources.parser.parse(row["text"]))}


def coded(parse: Parse) -> list[Row]:
    """Events of a parse as rows, one for each type and pair of parties."""
    named = names.annotate(parse)
    by_token = Names.of(parse, named)
    out: list[tuple[Coded, Stance, Row]] = []
    seen: set[str] = set()
    for item, how in events.read(parse, named):
        type_ = scored_type(item.sense.type, how)
        row = _row(by_token, item, type_) if type_ else None
        if row is not None and str(row) not in seen:
            seen.add(str(row))
            out.append((item, how, row))
    rows = [row for item, _, row in out if not _said_below(parse, item, row, out)]
    return [r for r in rows if not any(_fuller(other, r) for other in rows)]


def _said_below(
    parse: Parse, item: Coded, row: Row, found: list[tuple[Coded, Stance, Row]]
) -> bool:
    """Whether its content tells the same event: "threatened to impose" is one threat. The content
    takes the recipients where it has none with a country."""
    for below, how, other in found:
        if other["type"] == row["type"] and events.governs(parse, item, below, how):
            if not _placed(other["recipients"]) and _placed(row["recipients"]):
                other["recipients"] = row["recipients"]
            return True
    return False


def _fuller(other: Row, row: Row) -> bool:
    """Whether a row says the same of the same actors, and says to whom ("offered to negotiate
    with Armenia": one promise)."""
    spans = [(a["start"], a["end"]) for a in row["actors"]]
    alike = other["type"] == row["type"] and spans == [
        (a["start"], a["end"]) for a in other["actors"]
    ]
    return alike and _placed(other["recipients"]) and not _placed(row["recipients"])


def _placed(parties: list[Row]) -> bool:
    return any(p["country"] for p in parties)


def _row(names_: Names, item: Coded, type_: str) -> Row | None:
    actors, recipients = list(item.actors), list(item.recipients)
    if item.sense.roles == "rec" and not recipients and len(actors) > 1:
        recipients = actors
    if not actors or (item.form == "nominal" and not recipients):
        return None
    return {
        "type": type_,
        "cameo": item.sense.cameo,
        "actors": [r for t in actors for r in _parties(names_, t)],
        "recipients": [r for t in recipients for r in _parties(names_, t)],
    }


def _parties(names_: Names, head: Token) -> list[Row]:
    """A party as a row, one for each nation in it; a body of the United Nations or the European
    Union also as IGO, which is what older records call them."""
    out: list[Row] = []
    for p in parties(names_, head):
        row: Row = {"start": p.span.start, "end": p.span.end, "text": p.span.of(names_.parse.text),
                    "sector": p.sector, "country": p.country}  # fmt: skip
        row["code"] = f"{p.country or '---'}{p.sector or ''}"
        out += [row, row | {"country": "IGO"}] if p.country in ("UNO", "EUR") else [row]
    return out
