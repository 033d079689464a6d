"""Incidents in the layout of POLECAT: 40 columns, tab-separated, with a provenance sidecar.

The layout is that of the files of POLECAT (Halterman, Bagozzi, Beger, Schrodt, Scarborough 2023,
"PLOVER and POLECAT"); codes, quad classes and base intensities follow the PLOVER manual of
2024-02-04. The layout has no field for who says something, how sure, or where the words are; the
sidecar holds these, keyed by Event ID.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.exports import polecat_parties as sides
from dateline.exports.fill import PINNED, sha256, witnesses
from dateline.model import (
    Cell,
    Claim,
    Claims,
    Document,
    Evidence,
    EvidenceRole,
    Incident,
    Modality,
    Polarity,
    Precision,
    TimeRelation,
    When,
    Where,
    notation,
)
from dateline.reference import plover

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID", "Recipient Name", "Recipient Country",
    "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source",
    "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
PROVENANCE = (
    "Event ID", "slot", "value", "document", "url", "sha256", "start", "end", "quote", "said_by",
    "modality", "polarity", "certainty", "flag", "note", "authorities", "voices", "independent",
    "coordination",
)  # fmt: skip
Row = dict[str, str]
Pairs = Sequence[tuple[Document, Claims]]
_FEATURES = {"town": "PPL", "adm1": "ADM1", "adm2": "ADM2", "country": "PCLI", "sea": "SEA"}


@dataclass(frozen=True, slots=True)
class Export:
    """Events and their provenance; `left_out` counts incidents by the reason why they have none."""

    events: tuple[Row, ...]
    provenance: tuple[Row, ...]
    left_out: tuple[tuple[str, int], ...] = ()

    @property
    def fill(self) -> tuple[tuple[str, int], ...]:
        """How many events have something in each column."""
        return tuple((c, sum(1 for e in self.events if e[c])) for c in COLUMNS)


def export(
    documents: Pairs, incidents: Sequence[Incident], version: str, flagged: bool = False
) -> Export:
    """One event per incident that PLOVER codes, in the order given.

    1. The claims that it occurred give the single type of the manual (`plover.single_type`); the
       first that gives one decides. 2. An incident without one (denied, asked for, ordered, merely
       possible, told as history) is left out, or kept with a flag if `flagged` is set; so is one
       without an actor, or without the recipient its type needs, which is never kept, and one
       that the future rule makes the same event as another of its report ("threatened to attack").
    3. Columns from its cells; what is not stated stays empty. 4. The sidecar: one line for the
       evidence of every value.
    """
    events: list[Row] = []
    provenance: list[Row] = []
    reasons: dict[str, int] = {}
    seen: set[tuple[str, ...]] = set()
    by_id = {p[0].id: (n, p) for n, p in enumerate(documents)}
    for incident in incidents:
        type_, reason, flag = _code(incident)
        homes = {m.document for m in incident.mentions}
        own = [p for _, p in sorted((by_id[h] for h in homes if h in by_id), key=lambda x: x[0])]
        people = {s: sides.side(incident, s, own) for s in ("actor", "recipient")}
        if not people["actor"]:
            reason = "no actor"
        elif plover.codes()[type_, None].needs_recipient and not _answered(incident, people):
            reason = "no recipient"
        key = _same(incident, type_, people)
        if type_ != incident.type and not reason and key in seen:
            reason = "no event of its own"
        if reason and (not flagged or reason.startswith("no ")):
            reasons[reason] = reasons.get(reason, 0) + 1
            continue
        seen.add(key)
        row = _event(incident, type_, people, own)
        notes = _notes(row, incident, type_)
        row["Version"] = version
        events.append({c: _clean(row.get(c, "")) for c in COLUMNS})
        provenance += _provenance(incident, own, reason or flag, notes)
    return Export(tuple(events), tuple(provenance), tuple(sorted(reasons.items())))


def tsv(export_: Export) -> str:
    """One header, tab-separated, LF; no cell holds a tab, line end or quote to be escaped."""
    lines = ["\t".join(COLUMNS), *("\t".join(e[c] for c in COLUMNS) for e in export_.events)]
    return "\n".join(lines) + "\n"


def provenance_csv(export_: Export) -> str:
    """RFC 4180 text with LF line ends and a header; quotes are the exact characters."""
    out = io.StringIO()
    writer = csv.DictWriter(out, PROVENANCE, lineterminator="\n")
    writer.writeheader()
    writer.writerows(export_.provenance)
    return out.getvalue()


def _clean(words: str) -> str:
    """Words on one line without control characters; a quotation mark would open a quoted cell."""
    plain = "".join(" " if c.isspace() or not c.isprintable() else c for c in words)
    return " ".join(plain.replace('"', "'").split())


def _code(incident: Incident) -> tuple[str, str, str]:
    """The type to export; why PLOVER codes nothing, else empty; the flag of what is exported all
    the same: an act that is only intended or predicted, of a type without a future rule."""
    time = incident.mentions[0].time
    reason = "not asserted"
    for claim in _occurred(incident):
        type_ = plover.single_type(incident.type, claim.polarity, claim.modality, time)
        if type_ is not None:
            ahead = claim.modality in (Modality.INTENDED, Modality.PREDICTED)
            flag = str(claim.modality) if ahead and type_ == incident.type else ""
            return type_, "historical" if time is TimeRelation.HISTORICAL else "", flag
        negative = claim.polarity is Polarity.NEGATIVE or claim.modality is Modality.DENIED
        reason = "negated" if negative else str(claim.modality)
    return incident.type, reason, ""


def _occurred(incident: Incident) -> list[Claim]:
    return [c.claim for c in incident.cells if c.slot == "occurred" and c.claim is not None]


def _answered(incident: Incident, people: Mapping[str, tuple[sides.Side, ...]]) -> bool:
    return bool(people["recipient"]) or len(people["actor"]) > 1


def _same(
    incident: Incident, type_: str, people: Mapping[str, tuple[sides.Side, ...]]
) -> tuple[str, ...]:
    names = [sides.joined(p.name for p in people[s]) for s in ("actor", "recipient")]
    return incident.mentions[0].document, type_, *names


def _event(
    incident: Incident, type_: str, people: Mapping[str, tuple[sides.Side, ...]], own: Pairs
) -> Row:
    mode = incident.mode if type_ == incident.type else plover.threat_mode(
        type_, incident.type, incident.mode
    )  # fmt: skip
    row = {
        "Event ID": incident.id, "Event Type": type_, "Event Mode": mode or "",
        "Intensity": format(plover.intensity(type_, mode), "g"),
        "Quad Code": str(plover.codes()[type_, None].quad),
        "Contexts": ";".join(_contexts(incident, own)),
    }  # fmt: skip
    for name, members in (("Actor", people["actor"]), ("Recipient", people["recipient"])):
        row |= {
            f"{name} Name": sides.column(members, "name"),
            f"{name} Country": sides.column(members, "country"),
            f"{name} COW": sides.column(members, "cow"),
            f"Primary {name} Sector": sides.column(members, "sector"),
            f"{name} Sectors": sides.column(members, "sector"),
            f"{name} Title": sides.column(members, "title"),
            f"{name} Name Raw": sides.column(members, "raw"),
        }
    return row | _date(incident, own)[0] | _place(incident) | _story(own)


def _date(incident: Incident, own: Pairs) -> tuple[Row, str]:
    """The day of the event and what it rests on.

    1. A stated time of one day. 2. A stated time of more than a day has no single day: empty.
    3. Nothing stated and told as news: the day of publication. 4. Else empty.
    """
    times = [c.value for c in _dated(incident.cells) if isinstance(c.value, When)]
    for when in times:  # 1.
        days = {(when.earliest or "")[:10], (when.latest or "")[:10]}
        if len(days) == 1 and len(min(days)) == 10:
            return {"Event Date": min(days)}, "date stated"
    if times:  # 2.
        return {}, f"date {times[0].notation}, not one day"
    published = own[0][0].published if own else None
    if published is not None and incident.mentions[0].time is TimeRelation.CURRENT:  # 3.
        return {"Event Date": published.day.isoformat()}, "date of publication, none stated"
    return {}, "date not stated"


def _dated(cells: Iterable[Cell]) -> list[Cell]:
    """Cells of the moment, then of stated days; a clock alone names none."""
    found = [
        c for c in cells if isinstance(c.value, When)
        and (c.slot == "when" or c.value.precision not in (Precision.MINUTE, Precision.HOUR))
    ]  # fmt: skip
    return sorted(found, key=lambda c: c.slot != "when")


def _place(incident: Incident) -> Row:
    """Where it happened: coordinates only where a town or site is named; a vicinity has none."""
    found = [
        c.value for c in incident.cells if isinstance(c.value, Where)
        and c.value.place is not None and c.value.relation in ("in", "at", "near", "on", "from", "")
    ]  # fmt: skip
    if not found or found[0].place is None:
        return {}
    where, place = found[0], found[0].place
    pinned = where.precision in PINNED and place.lat is not None and place.lon is not None
    return {
        "Placename": where.name, "Raw Placename": where.original, "Country": place.country or "",
        "City": place.name if place.sort == "town" else "",
        "District": place.name if place.sort == "adm2" else "",
        "Province": place.name if place.sort == "adm1" else "",
        "Latitude": format(place.lat, "g") if pinned and place.lat is not None else "",
        "Longitude": format(place.lon, "g") if pinned and place.lon is not None else "",
        "GeoNames ID": place.id if place.id.isdigit() else "",
        "Feature Type": _FEATURES.get(place.sort, ""),
    }  # fmt: skip


def _story(own: Pairs) -> Row:
    """What the columns say of the first document that tells the event."""
    if not own:
        return {}
    document, claims = own[0]
    people = {a.person for a in claims.authorities if a.person}
    bodies = {a.name for a in claims.authorities if ":" in a.id and not a.id.startswith(
        ("anonymous:", "person:"))}  # fmt: skip
    places = {c.value.name for c in claims.claims if isinstance(c.value, Where)}
    return {
        "Source": document.outlet or "",
        "Publication Date": document.published.day.isoformat() if document.published else "",
        "Story People": sides.joined(sorted(people)),
        "Story Organizations": sides.joined(sorted(bodies)),
        "Story Locations": sides.joined(sorted(places)),
        "Language": document.language or "",
    }


def _contexts(incident: Incident, own: Pairs) -> list[str]:
    """Contexts the words of the sentences with a trigger speak for."""
    out: set[str] = set()
    for document, claims in own:
        for sentence in claims.coverage:
            if any(m.document == document.id and m.trigger.overlaps(sentence.span)
                   for m in incident.mentions):  # fmt: skip
                out |= set(plover.contexts_of(sentence.span.of(document.text.characters)))
    return sorted(out)


def _notes(row: Row, incident: Incident, type_: str) -> list[str]:
    out = [f"plain type {incident.type}"] if type_ != incident.type else []
    if type_ == "ACCUSE":
        out.append("the manual prints +3 for ACCUSE; read as -3")
    if (row["Event Type"], row["Event Mode"]) == ("PROTEST", "vandalize"):
        out.append("the manual prints no intensity for vandalize; that of PROTEST")
    return out


def _provenance(incident: Incident, own: Pairs, flag: str, notes: Sequence[str]) -> list[Row]:
    home = {m.id: document for document, c in own for m in c.mentions}
    basis = _date(incident, own)[1]
    said = next((c for c in incident.corroboration if c.slot == "occurred"), None)
    told = {k: str(v) for k, v in witnesses(incident).items()}
    told["coordination"] = "stated" if said and said.coordination else ""
    out = []
    for cell in incident.cells:
        claim = cell.claim
        document = home.get(claim.mention) if claim else None
        if claim is None or document is None:
            continue
        for spot in _spots(claim):
            note = [*notes, basis] if cell.slot == "occurred" else []
            out.append({
                "Event ID": incident.id, "slot": cell.slot, "value": notation(cell.value),
                "document": document.id, "url": document.url or "",
                "sha256": sha256(document) or "",
                "start": str(spot.span.start), "end": str(spot.span.end), "quote": spot.quote,
                "said_by": "+".join(claim.said_by), "modality": str(claim.modality),
                "polarity": str(claim.polarity), "certainty": str(claim.certainty),
                "flag": flag, "note": "; ".join(note), **told,
            })  # fmt: skip
    return out


def _spots(claim: Claim) -> list[Evidence]:
    """The words of the value, or those that report the happening where it has none of its own."""
    found = [e for e in claim.evidence if e.role is EvidenceRole.VALUE]
    return found or [e for e in claim.evidence if e.role is EvidenceRole.TRIGGER]
