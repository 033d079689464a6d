"""Places: toponyms found, and resolved within 161 km (Gritta et al. 2018, 2020)."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from dateline.evaluate.scorers.matching import (
    Measures,
    Row,
    Tally,
    most_pairs,
    objects,
    share,
    span_of,
)
from dateline.model import InputError, Span

FARTHEST_KM = 20039.0
NEAR_KM = 161.0
EARTH_DIAMETER_KM = 12742.0
KEY = "id"
HEADLINE = "end_to_end_161.F"
HEADLINE_GIVEN = "resolve.acc161"

Point = tuple[float, float]
Toponym = tuple[Span, Point | None]


def score(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """End to end, or, where a prediction row says `given`, resolution of given spans."""
    if not any(t.get("lat") is not None for k, r in gold.items()
               for t in objects(r, "toponyms", k)):  # fmt: skip
        raise InputError("gold has no toponym with coordinates")
    if any(r.get("given") for r in predicted.values()):
        return _given(gold, predicted)
    return _end_to_end(gold, predicted)


def _end_to_end(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    tally = Tally()
    for key, row in gold.items():
        everything, p = _read(row, key), _read(predicted[key], key)
        located = [t for t in everything if t[1]]
        bare = [s for s, point in everything if not point]
        exact = {s for s, _ in located} & {s for s, _ in p}
        tally.add("toponym_exact", len(exact), len(p), len(located))
        tally.add("toponym_overlap", len(_pair(located, p)), len(p), len(located))
        tally.add("toponym_overlap_all", len(_pair(everything, p)), len(p), len(everything))
        solved = [t for t in p if t[1]]
        lenient = [
            s for s, _ in solved
            if not any(s.overlaps(b) for b in bare) or any(s.overlaps(t[0]) for t in located)
        ]  # fmt: skip
        near = sum(_km(a, b) <= NEAR_KM for a, b in _pair(located, solved))
        tally.add("end_to_end_161", near, len(solved), len(located))
        tally.add("end_to_end_161_lenient", near, len(lenient), len(located))
    out = tally.measures()
    out["n"] = {"rows": len(gold), "gold": int(tally.gold["toponym_exact"]),
                "pred": int(tally.predicted["toponym_exact"])}  # fmt: skip
    return out


def _given(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    errors: list[float | None] = []
    for key, row in gold.items():
        answers = dict(_read(predicted[key], key))
        for span, point in _read(row, key):
            if point:
                guess = answers.get(span)
                errors.append(kilometres(point, guess) if guess else None)
    known = sorted(e for e in errors if e is not None)
    capped = sorted(FARTHEST_KM if e is None else min(e, FARTHEST_KM) for e in errors)
    logs = [math.log(e + 1) / math.log(FARTHEST_KM) for e in capped]
    area = sum((a + b) / 2 for a, b in itertools.pairwise(logs)) / max(1, len(logs) - 1)
    near = sum(e <= NEAR_KM for e in known)
    return {
        "resolve": {
            "acc161": share(near, len(errors)),
            "acc161_resolved": share(near, len(known)),
            "resolved": share(len(known), len(errors)),
            "median_km": round(known[len(known) // 2], 1) if known else None,
            "mean_km": round(sum(known) / len(known), 1) if known else None,
            "auc": round(area, 4),
        },
        "n": {"rows": len(gold), "gold": len(errors)},
    }


def kilometres(a: Point, b: Point) -> float:
    """Great-circle distance (haversine) in km between two (lat, lon) points in degrees."""
    p, q = math.radians(a[0]), math.radians(b[0])
    h = math.sin((q - p) / 2) ** 2
    h += math.cos(p) * math.cos(q) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return EARTH_DIAMETER_KM * math.asin(min(1.0, math.sqrt(h)))


def _km(a: Toponym, b: Toponym) -> float:
    assert a[1] and b[1]
    return kilometres(a[1], b[1])


def _read(row: Row, key: str) -> list[Toponym]:
    out: list[Toponym] = []
    for t in objects(row, "toponyms", key):
        lat, lon = t.get("lat"), t.get("lon")
        point: Point | None = None
        if lat is not None or lon is not None:
            if not _degrees(lat, 90) or not _degrees(lon, 180):
                raise InputError(f"coordinates {lat!r}, {lon!r}", where=f"row {key!r}")
            point = (float(str(lat)), float(str(lon)))
        out.append((span_of(t.get("start"), t.get("end"), row.get("text"), key), point))
    return sorted(out, key=lambda t: t[0])


def _degrees(value: object, most: int) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= most


def _pair(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> list[tuple[Toponym, Toponym]]:
    """Each gold toponym with the first free prediction that overlaps it."""
    free = list(predicted)
    out = []
    for g in gold:
        hit = next((p for p in free if p[0].overlaps(g[0])), None)
        if hit:
            free.remove(hit)
            out.append((g, hit))
    return out


def score_event_place(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Place names where the event of a given verb happened: exact spans, overlap, "none"."""
    tally = Tally()
    rows = {"set": 0, "none": 0, "none_right": 0, "some": 0, "some_found": 0}
    for key, row in gold.items():
        g, p = (
            [span_of(t.get("start"), t.get("end"), row.get("text"), key)
             for t in objects(r, "places", key)]
            for r in (row, predicted[key])
        )  # fmt: skip
        tally.add("place", len(set(g) & set(p)), len(p), len(g))
        pairs = most_pairs(len(g), len(p), lambda a, b: g[a].overlaps(p[b]))  # noqa: B023
        tally.add("place_overlap", pairs, len(p), len(g))
        rows["set"] += set(g) == set(p)
        rows["some" if g else "none"] += 1
        rows["none_right"] += not g and not p
        rows["some_found"] += any(a.overlaps(b) for a in g for b in p)
    out = tally.measures()
    out["rows"] = {
        "exact_set": share(rows["set"], len(gold)),
        "no_place_accuracy": share(rows["none_right"], rows["none"]),
        "place_found": share(rows["some_found"], rows["some"]),
    }
    out["n"] = {"rows": len(gold), "none_rows": rows["none"], "gold": int(tally.gold["place"]),
                "pred": int(tally.predicted["place"])}  # fmt: skip
    return out
