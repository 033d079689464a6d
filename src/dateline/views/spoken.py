"""Who has spoken on an incident, who has not yet, and who is late.

1. The kind lists authorities that usually speak on such an incident, and within how many hours.
2. An authority *said* something when a claim of the incident is its own or was relayed through it;
   "when first" is the earliest publication that carries it.
3. One that said nothing is *not in your ledger yet*; it is *late* when its usual time, counted from
   the last moment at which the incident can have happened, is over as of a stated date.
   Where another body of its government has spoken, the row says which.
4. Authorities that spoke though the kind does not list them follow, with no usual time.

An authority is never called silent: it may have spoken in reports that the ledger does not hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from dateline.kinds import Kind, Usual
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Authority,
    Claim,
    Claims,
    Document,
    Incident,
    Occurrence,
    Published,
)
from dateline.reference import authorities as bodies
from dateline.views.moments import Moment, beginning, day_words, instant_words, latest, moment
from dateline.views.titles import title_of

NOBODY = "no authority speaks on, or is listed for, any incident here\n"
SAID, NOT_YET, LATE = "said", "not in your ledger yet", "late"

COLUMNS = (
    "incident", "kind", "title", "day", "authority", "name", "status", "first", "document",
    "usual_hours", "due", "as_of", "same_voice", "said", "usually_states", "claims",
    "latency_source",
)  # fmt: skip

Pairs = Sequence[tuple[Document, Claims]]


def rows(
    incidents: Sequence[Incident], documents: Pairs, kinds: Sequence[Kind], as_of: Published | None
) -> list[dict[str, Any]]:
    """One row per incident and authority: those the kind lists, then the others that spoke.

    `documents` are those that tell the incidents; `as_of` is the date at which lateness is judged,
    None where no document has a date (nobody is late then).
    """
    packs = {k.name: k for k in kinds}
    held = {d.id: (d, c) for d, c in documents}
    out = []
    for incident in incidents:
        out += _rows(incident, packs[incident.kind], held, as_of)
    return out


def newest(documents: Pairs) -> Published | None:
    """The latest publication date among documents: the date the ledger speaks as of."""
    return latest(d.published for d, _ in documents if d.published is not None)


def _rows(
    incident: Incident,
    kind: Kind,
    held: Mapping[str, tuple[Document, Claims]],
    as_of: Published | None,
) -> list[dict[str, Any]]:
    homes = {m.id: m.document for m in incident.mentions}
    said = _said(incident)
    when = moment(incident, kind)
    actors = {str(c.value) for c in incident.cells if c.slot == "actor"}
    states = actors | {a.split(":")[0] for a in actors}
    told = incident.occurrence is Occurrence.TOLD  # nobody is late on what has not happened
    usual = [u for u in kind.authorities if told and (not u.actors or u.actors & states)]  # 1.
    others = [a for a in said if a not in {u.id for u in usual}]  # 4.
    listed: list[tuple[str, Usual | None]] = [(u.id, u) for u in usual]
    listed += [(ident, None) for ident in others]
    names = _names([held[d][1] for d in dict.fromkeys(homes.values())])
    return [
        _row(incident, ident, usual_, said.get(ident, []), homes, held, names, when, as_of)
        | {"same_voice": [a for a in said if a != ident and _voice(a) == _voice(ident)]}
        for ident, usual_ in listed
    ]


def _said(incident: Incident) -> dict[str, list[Claim]]:
    """Claims by the authorities that make or relay them, in text order."""
    out: dict[str, list[Claim]] = {}
    for cell in incident.cells:
        if cell.claim is None:
            continue
        for ident in dict.fromkeys((*cell.claim.said_by, *cell.claim.via)):  # 2.
            if ident not in (NARRATOR, UNSTATED) and not ident.startswith("anonymous:"):
                out.setdefault(ident, []).append(cell.claim)
    return out


def _row(
    incident: Incident, ident: str, usual: Usual | None, claims: Sequence[Claim],
    homes: Mapping[str, str], held: Mapping[str, tuple[Document, Claims]],
    names: Mapping[str, str], when: Moment | None, as_of: Published | None,
) -> dict[str, Any]:  # fmt: skip
    first = min((held[homes[c.mention]][0] for c in claims), key=_order, default=None)
    latest = when.latest if when else None
    due = latest + timedelta(hours=usual.within) if usual and latest else None
    said = list(dict.fromkeys(c.slot for c in claims))
    return {
        "incident": incident.id,
        "kind": incident.kind,
        "title": title_of(incident),
        "day": day_words(when),
        "authority": ident,
        "name": names.get(ident) or _body_name(ident),
        "status": _status(claims, due, as_of),
        "first": first.published.original if first and first.published else None,
        "document": first.id if first else None,
        "usual_hours": usual.within if usual else None,
        "due": instant_words(due),
        "as_of": as_of.original if as_of else None,
        "same_voice": [],
        "said": said,
        "usually_states": list(usual.states) if usual else [],
        "claims": list(dict.fromkeys(c.id for c in claims)),
        "latency_source": usual.source if usual else None,
    }


def _status(claims: Sequence[Claim], due: datetime | None, as_of: Published | None) -> str:
    if claims:
        return SAID
    late = due is not None and as_of is not None and beginning(as_of) > due
    return LATE if late else NOT_YET  # 3.


def _order(document: Document) -> tuple[bool, str, str]:
    published = document.published
    when = beginning(published).isoformat() if published else ""
    return published is None, when, document.id


def _names(documents: Sequence[Claims]) -> dict[str, str]:
    found: dict[str, Authority] = {a.id: a for c in documents for a in c.authorities}
    return {ident: a.name for ident, a in found.items()}


def _voice(ident: str) -> str:
    body = bodies.body(ident)
    return body.voice if body else ident.split(":")[0]


def _body_name(ident: str) -> str:
    body = bodies.body(ident)
    return body.name if body else ident


def draw(found: Sequence[Mapping[str, Any]]) -> str:
    """A line per authority, incident by incident."""
    lines: list[str] = []
    for incident in dict.fromkeys(r["incident"] for r in found):
        own = [r for r in found if r["incident"] == incident]
        day = own[0]["day"] or "day not stated"
        as_of = own[0]["as_of"] or "not stated"
        lines.append(f"{own[0]['title']} · {day} · {incident[:12]} · as of {as_of}")
        lines += [f"  {r['name']} ({r['authority']}): {words(r)}" for r in own]
    return "\n".join(lines) + "\n" if lines else ""


def words(row: Mapping[str, Any]) -> str:
    """The status of one authority in words: "said, first 2026-01-04" …"""
    if row["status"] == SAID:
        return f"said, first in a report of {row['first'] or 'a date not stated'}"
    usual = f"usually within {row['usual_hours']:g} h"
    due = f", by {row['due']}" if row["due"] else ", the day is not stated"
    other = ", ".join(row["same_voice"])
    other = f"; of the same government {other} has spoken" if other else ""
    return f"{row['status']} ({usual}{due}){other}"


def summary(found: Sequence[Mapping[str, Any]]) -> str:
    """One line for a card: the authorities the kind lists, grouped by status."""
    parts = []
    for status in (SAID, NOT_YET, LATE):
        own = [r for r in found if r["status"] == status and r["usual_hours"] is not None]
        if own:
            who = ", ".join(f"{r['name']} ({r['authority']}){_when(r)}" for r in own)
            parts.append(f"{status}: {who}")
    if not parts:
        return ""
    as_of = next(iter(found))["as_of"]
    return f"{'; '.join(parts)}; as of {as_of or 'a date not stated'}"


def _when(row: Mapping[str, Any]) -> str:
    if row["status"] == SAID:
        return f" {row['first']}" if row["first"] else ""
    return f" usually by {row['due']}" if row["due"] else ""
