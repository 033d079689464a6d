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
from dateline.model import Modality, Parse, Polarity, TimeRelation, Token
from dateline.pipeline import Resources
from dateline.reference.plover import NONE

TASK = "event"
Row = dict[str, Any]

_WILLING = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_THREATS = frozenset({"threaten", "vow", "announce", "", "threat", "plan", "pledge", "promise"})
_CHARGES = frozenset({"accuse", "suspect", "allege", "charge", "blame", "convict", "indict",
                      "allegation", "accusation", "suspicion", "claim"})  # fmt: skip


def scored_type(type_: str, how: Stance) -> str | None:
    """The single type that PLOVER gives an event with its auxiliary modes; None where it codes
    nothing: negated, asked for, ordered, alleged, merely possible.

    What somebody says they will not do, or have decided to do, is REJECT, or is done.
    Future or intended CONSULT, SUPPORT, COOPERATE, AID are AGREE; so, as the gold records have it,
    are CONCEDE and RETREAT. Material conflict announced or threatened is THREATEN.
    """
    if type_ == NONE:
        return None
    if how.polarity is Polarity.NEGATIVE:
        refused = how.time is TimeRelation.FUTURE or how.modality is Modality.CONDITIONAL
        return "REJECT" if refused and type_ in _WILLING | {"AGREE"} else None
    if how.governor == "decide":
        return type_
    if how.modality in (Modality.ASSERTED, Modality.REPORTED):
        return None if how.governor in _CHARGES else type_
    if how.modality in (Modality.PREDICTED, Modality.INTENDED):
        if type_ in _WILLING:
            return "AGREE"
        if type_ in _HOSTILE:
            return "THREATEN" if how.governor in _THREATS else None
        return type_
    if type_ == "ASSAULT" and how.modality is Modality.CONDITIONAL:
        return "THREATEN"
    return None


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
