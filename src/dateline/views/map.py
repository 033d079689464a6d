"""Where incidents happened, as the words say it: circles, rings and tracks, never an invented pin.

1. Which slots are places, beginnings, ends and distances, the kind's pack says (`views: map`).
2. A *circle* is a stated place with the radius its precision gives (`Where.radius_km`); a town or a
   named site without one is a *dot*. Repeats of one place by one authority are one row.
3. A *ring* is a stated distance round the most precise place where the incident began: a quoted
   range, with its interval. It says how far, never where.
4. A *track* is the great circle between a stated beginning and a stated end, where both are at
   least as precise as a vicinity.
5. What has no coordinates, or is stated only as a country, a province, a sea or a region, is not on
   the map: it is listed with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.kinds import Kind
from dateline.model import (
    Claim,
    Claims,
    Document,
    Figure,
    Incident,
    Modality,
    Place,
    PlacePrecision,
    Polarity,
    Where,
    notation,
)
from dateline.reference import units
from dateline.reference.sphere import distance_km
from dateline.views.moments import day_words, moment
from dateline.views.titles import title_of

COLUMNS = (
    "shape", "incident", "kind", "title", "day", "slot", "value", "authority", "part", "precision",
    "name", "lat", "lon", "radius_km", "low_km", "high_km", "to_name", "to_lat", "to_lon",
    "to_radius_km", "length_km", "reason", "documents", "claims",
)  # fmt: skip

CIRCLE, DOT, RING, TRACK, NONE = "circle", "dot", "ring", "track", "not on the map"
_FACT = (Modality.ASSERTED, Modality.REPORTED)
_PRECISE = (PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.VICINITY)
_LARGE = ("country", "continent", "region", "sea", "adm1")


def rows(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kinds: Sequence[Kind],
) -> list[dict[str, Any]]:
    """Shapes in the order of the incidents; then what is not on the map."""
    packs = {k.name: k for k in kinds}
    shapes: list[dict[str, Any]] = []
    for incident in incidents:
        shapes += _shapes(incident, packs[incident.kind])
    shapes.sort(key=lambda r: r["shape"] == NONE)
    return shapes


def _shapes(incident: Incident, kind: Kind) -> list[dict[str, Any]]:
    spec = kind.places  # 1.
    slots = [*spec.begin, *spec.at, *spec.end]
    stated = {name: _claims(incident, name) for name in (*slots, *spec.rings)}
    head = _head(incident, kind)
    out: list[dict[str, Any]] = []
    for slot in slots:
        out += [_place(head, slot, group) for group in _groups(stated[slot])]  # 2.
    begin = _best([c for name in spec.begin for c in stated[name]])
    end = _best([c for name in spec.end for c in stated[name]])
    if begin is not None:
        for slot in spec.rings:
            out += [_ring(head, slot, begin, group) for group in _groups(stated[slot])]  # 3.
    if begin is not None and end is not None:
        out.append(_track(head, begin, end))  # 4.
    if not any(r["shape"] in (CIRCLE, DOT) for r in out):  # 5.
        if not out:
            out.append(head | {"shape": NONE, "reason": "no place is stated"})
        return out
    return out


def _head(incident: Incident, kind: Kind) -> dict[str, Any]:
    return {
        **dict.fromkeys(COLUMNS), "incident": incident.id, "kind": incident.kind,
        "title": title_of(incident), "day": day_words(moment(incident, kind)), "documents": [],
        "claims": [], "_homes": {m.id: m.document for m in incident.mentions},
    }  # fmt: skip


def _claims(incident: Incident, slot: str) -> list[Claim]:
    return [
        c.claim for c in incident.cells
        if c.claim is not None and c.slot == slot and isinstance(c.value, Where | Figure)
        and c.claim.polarity is Polarity.POSITIVE and c.claim.modality in _FACT
    ]  # fmt: skip


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims of one value, authority and part together."""
    found: dict[tuple[str, tuple[str, ...], str], list[Claim]] = {}
    for claim in claims:
        key = (notation(claim.value), claim.said_by, claim.part or "")
        found.setdefault(key, []).append(claim)
    return list(found.values())


def _base(head: Mapping[str, Any], slot: str, group: Sequence[Claim]) -> dict[str, Any]:
    homes = head["_homes"]
    row = {k: v for k, v in head.items() if k != "_homes"}
    return row | {
        "slot": slot, "value": notation(group[0].value), "authority": "+".join(group[0].said_by),
        "part": group[0].part, "documents": list(dict.fromkeys(homes[c.mention] for c in group)),
        "claims": [c.id for c in group],
    }  # fmt: skip


def _place(head: Mapping[str, Any], slot: str, group: Sequence[Claim]) -> dict[str, Any]:
    where = group[0].value
    assert isinstance(where, Where)
    row = _base(head, slot, group)
    row |= {"precision": str(where.precision), "name": where.name}
    why = _unplaceable(where)
    if why is not None or where.place is None:
        return row | {"shape": NONE, "reason": why}
    shape = DOT if where.radius_km is None else CIRCLE
    return row | {
        "shape": shape, "lat": where.place.lat, "lon": where.place.lon,
        "radius_km": where.radius_km,
    }  # fmt: skip


def _unplaceable(where: Where) -> str | None:
    """Why a stated place cannot be drawn; None where it can."""
    place = where.place
    if place is None:
        return "not in the gazetteer"
    if place.lat is None or place.lon is None:
        return "the gazetteer has no coordinates for it"
    if where.radius_km is None and (where.precision not in _PRECISE or place.sort in _LARGE):
        return f"stated only as a {place.sort or where.precision}"
    return None


def _best(claims: Sequence[Claim]) -> Claim | None:
    """The first claim of the most precise place that can be drawn."""
    fit = [
        c for c in claims if isinstance(c.value, Where) and c.value.precision in _PRECISE
        and _unplaceable(c.value) is None
    ]  # fmt: skip
    return min(fit, key=lambda c: _PRECISE.index(c.value.precision), default=None)  # type: ignore[union-attr]


def _point(claim: Claim) -> tuple[Where, Place]:
    assert isinstance(claim.value, Where) and claim.value.place is not None
    return claim.value, claim.value.place


def _ring(
    head: Mapping[str, Any], slot: str, centre: Claim, group: Sequence[Claim]
) -> dict[str, Any]:
    where, place = _point(centre)
    figure = group[0].value
    assert isinstance(figure, Figure)
    row = _base(head, slot, group)
    scale = units.convert(1.0, figure.unit, "km")
    if scale is None:
        return row | {"shape": NONE, "reason": f"{figure.unit} is no length"}
    low, high = figure.interval
    top = None if math.isinf(high) else round(high * scale, 3)
    middle = figure.number if figure.number is not None else low if top is None else (
        low + high) / 2  # fmt: skip
    return row | {
        "shape": RING, "precision": str(where.precision), "name": where.name, "lat": place.lat,
        "lon": place.lon, "radius_km": round(middle * scale, 3), "low_km": round(low * scale, 3),
        "high_km": top, "claims": [*row["claims"], centre.id],
    }  # fmt: skip


def _track(head: Mapping[str, Any], begin: Claim, end: Claim) -> dict[str, Any]:
    (first, a), (last, b) = _point(begin), _point(end)
    row = _base(head, begin.slot, [begin])
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None
    who = dict.fromkeys(("+".join(begin.said_by), "+".join(end.said_by)))
    return row | {
        "shape": TRACK, "value": f"{first.notation} → {last.notation}", "authority": "; ".join(who),
        "precision": str(first.precision), "name": first.name, "lat": a.lat, "lon": a.lon,
        "radius_km": first.radius_km, "to_name": last.name, "to_lat": b.lat, "to_lon": b.lon,
        "to_radius_km": last.radius_km,
        "length_km": round(distance_km((a.lat, a.lon), (b.lat, b.lon)), 1),
        "documents": list(dict.fromkeys(head["_homes"][c.mention] for c in (begin, end))),
        "claims": [begin.id, end.id],
    }  # fmt: skip


def left_out(found: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows of incidents nothing of which is on the map: one per incident."""
    drawn = {r["incident"] for r in found if r["shape"] != NONE}
    out: dict[str, Mapping[str, Any]] = {}
    for row in found:
        if row["incident"] not in drawn:
            out.setdefault(row["incident"], row)
    return list(out.values())


def words(row: Mapping[str, Any]) -> str:
    """A shape in words: "circle of 35 km, near Pyongyang (vicinity, r=35 km)" …"""
    match row["shape"]:
        case "circle":
            return f"circle of {row['radius_km']:g} km: {row['value']}"
        case "dot":
            return f"dot: {row['value']}"
        case "ring":
            return f"ring of {row['value']} round {row['name']} ({row['precision']})"
        case "track":
            return f"track of {row['length_km']:g} km: {row['value']}"
        case _:
            return f"not on the map: {row['value'] or 'place'}: {row['reason']}"


def draw(found: Sequence[Mapping[str, Any]]) -> str:
    """Shapes with coordinates, incident by incident; then the count of what is not on the map."""
    lines: list[str] = []
    last = None
    for row in (r for r in found if r["shape"] != NONE):
        if row["incident"] != last:
            last = row["incident"]
            lines.append(f"{row['title']} · {row['day'] or 'day not stated'} · {last[:12]}")
        spot = f"{_degrees(row['lat'], 'NS')} {_degrees(row['lon'], 'EW')}"
        lines.append(f"  {spot}  {words(row)} · {row['authority']}")
    left = left_out(found)
    if not found:
        return "no incident\n"
    lines.append(f"not on the map: {len(left)}")
    lines += [f"  {r['title']} · {r['day'] or 'day not stated'} · {r['value'] or 'place'}: "
              f"{r['reason']} · {r['incident'][:12]}" for r in left]  # fmt: skip
    return "\n".join(lines) + "\n"


def _degrees(value: float, signs: str) -> str:
    return f"{abs(value):.2f}°{signs[value < 0]}"
