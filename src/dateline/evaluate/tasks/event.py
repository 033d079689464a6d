"""Task `event`: PLOVER events of a sentence with their parties.

The ledger keeps plain types; here the future rule of the manual is applied (`scored_type`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import events, names
from dateline.annotate.events.coding import Coded
from dateline.annotate.events.parties import Names, party
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
    out: list[Row] = []
    seen: set[str] = set()
    for item, how in events.read(parse, named):
        type_ = scored_type(item.sense.type, how)
        row = _row(by_token, item, type_) if type_ else None
        if row is not None and str(row) not in seen:
            seen.add(str(row))
            out.append(row)
    return out


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
    """A party as one row; a body of the United Nations or the European Union also as IGO, which
    is what older records call them."""
    p = party(names_, head)
    row: Row = {"start": p.span.start, "end": p.span.end, "text": p.span.of(names_.parse.text),
                "sector": p.sector, "country": p.country}  # fmt: skip
    row["code"] = f"{p.country or '---'}{p.sector or ''}"
    return [row, row | {"country": "IGO"}] if p.country in ("UNO", "EUR") else [row]
