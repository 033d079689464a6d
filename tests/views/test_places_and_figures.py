"""Scatter, map and network: what is drawn is stated; what is not is listed. Figures are bytes."""

import json
import math
from dataclasses import replace
from itertools import pairwise

import pytest

from dateline.kinds import Kind
from dateline.model import (
    Cell,
    Figure,
    Incident,
    Modality,
    Place,
    PlacePrecision,
    Shape,
    Value,
    Where,
)
from dateline.pipeline.analysis import Answer
from dateline.reference import land
from dateline.reference.sphere import circle, distance_km, towards, track
from dateline.views import map as places
from dateline.views import matrix, network, scatter, spoken, tempo, timeline
from dateline.views.plots import figure_json, page
from dateline.views.plots import map as map_plot
from dateline.views.plots import matrix as matrix_plot
from dateline.views.plots import network as network_plot
from dateline.views.plots import scatter as scatter_plot
from dateline.views.plots import spoken as spoken_plot
from dateline.views.plots import tempo as tempo_plot
from dateline.views.plots import timeline as timeline_plot


def kind_of(samples: Answer, incident: Incident) -> Kind:
    return next(k for k in samples.kinds if k.name == incident.kind)


def with_claim(incident: Incident, slot: str, value: Value, **more: object) -> Incident:
    """The incident with one claim more, by the first authority that claims anything."""
    first = next(c.claim for c in incident.cells if c.claim)
    claim = replace(first, slot=slot, value=value, **more)  # type: ignore[arg-type]
    return replace(incident, cells=(*incident.cells, Cell(slot, value, claim.said_by, claim)))


def bare(incident: Incident, *slots: str) -> Incident:
    return replace(incident, cells=tuple(c for c in incident.cells if c.slot not in slots))


def km(number: float, shape: Shape = Shape.EXACT, unit: str = "km") -> Figure:
    return Figure(number, number, unit, shape, f"{number} {unit}", number)


def test_scatter_pairs_one_voice_of_one_part(samples: Answer, launch: Incident) -> None:
    kind = kind_of(samples, launch)
    (point,) = [r for r in scatter.rows([launch], samples.documents, kind) if r["sort"] == "point"]
    assert (point["x"], point["y"], point["x_by"], point["y_by"]) == (900, 50, "JPN:MOD", "JPN:MOD")
    assert point["part"] == "one" and not point["mixed"] and point["bound"] == []
    # A minimum-energy arc of 900 km peaks at 217 km.
    assert point["reference"] == pytest.approx(217, abs=0.5)
    assert point["ratio"] == pytest.approx(0.23, abs=0.005)


def test_scatter_names_mixed_authorities_bounds_and_units(
    samples: Answer, launch: Incident
) -> None:
    kind = kind_of(samples, launch)
    alone = bare(launch, "range", "apogee")
    miles = Figure(621.371, None, "mi", Shape.OVER, "over 621 miles", 621.371)
    told = with_claim(alone, "range", miles, said_by=("KOR:JCS",), part=None)
    told = with_claim(told, "apogee", km(200), said_by=("PRK:KCNA",), part=None)
    (point,) = scatter.rows([told], samples.documents, kind)
    assert point["x"] == pytest.approx(1000, abs=0.01) and point["x_high"] is None
    assert point["mixed"] and point["bound"] == ["x"]
    assert "different authorities" in scatter.draw([point], kind)


def test_scatter_leaves_out_what_is_planned_or_not_stated(
    samples: Answer, launch: Incident
) -> None:
    kind = kind_of(samples, launch)
    alone = bare(launch, "range", "apogee")
    planned = with_claim(alone, "range", km(900), modality=Modality.INTENDED, part=None)
    (row,) = scatter.rows([planned], samples.documents, kind)
    assert (row["sort"], row["words"]) == (scatter.LEFT_OUT, "not stated: range, apogee")


def test_map_draws_what_is_stated(samples: Answer, launch: Incident) -> None:
    rows = places.rows([launch], samples.documents, samples.kinds)
    shapes = [(r["shape"], r["authority"], r["radius_km"]) for r in rows]
    assert ("circle", "KOR:JCS", 35) in shapes and ("dot", "PRK:KCNA", None) in shapes
    rings = {(r["authority"], r["radius_km"], r["low_km"], r["high_km"]) for r in rows
             if r["shape"] == "ring"}  # fmt: skip
    assert ("KOR:JCS", 900, 850, 950) in rings and ("PRK:KCNA", 1000, 1000, 1000) in rings
    assert places.left_out(rows) == []
    known = {c.claim.id for c in launch.cells if c.claim}
    assert all(r["claims"] and set(r["claims"]) <= known for r in rows)


def where(name: str, lat: float | None, lon: float | None, **more: object) -> Where:
    cells = {"precision": PlacePrecision.TOWN, "sort": "town"} | more
    precision = cells["precision"]
    assert isinstance(precision, PlacePrecision)
    place = Place(name, name, precision, lat=lat, lon=lon, sort=str(cells["sort"]))
    return Where(place, name, precision, name)


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (Where(None, "Nowhere", PlacePrecision.UNKNOWN, "Nowhere"), "not in the gazetteer"),
        (where("A", None, None), "the gazetteer has no coordinates for it"),
        (where("B", 40.0, 127.0, precision=PlacePrecision.COUNTRY, sort="country"),
         "stated only as a country"),
        (where("C", 40.0, 127.0, precision=PlacePrecision.SEA, sort="sea"), "stated only as a sea"),
        (where("D", 40.0, 127.0, precision=PlacePrecision.ADM1, sort="adm1"),
         "stated only as a adm1"),
    ],
)  # fmt: skip
def test_map_invents_no_point(samples: Answer, launch: Incident, place: Where, reason: str) -> None:
    told = with_claim(bare(launch, "launch_area"), "launch_area", place)
    rows = places.rows([told], samples.documents, samples.kinds)
    assert [r["reason"] for r in places.left_out(rows)] == [reason]
    assert all(r["lat"] is None for r in rows) and "not on the map: 1" in places.draw(rows)


def test_track_only_between_two_precise_places(samples: Answer, launch: Incident) -> None:
    end = where("E", 41.0, 140.0)
    told = with_claim(launch, "landing_area", end)
    (row,) = [r for r in places.rows([told], samples.documents, samples.kinds)
              if r["shape"] == "track"]  # fmt: skip
    assert row["length_km"] == pytest.approx(1237, abs=15) and len(row["claims"]) == 2
    sea = where("F", 40.0, 135.0, precision=PlacePrecision.SEA, sort="sea")
    told = with_claim(launch, "landing_area", sea)
    rows = places.rows([told], samples.documents, samples.kinds)
    assert not [r for r in rows if r["shape"] == "track"]


def test_sphere() -> None:
    assert distance_km((0, 0), (0, 90)) == pytest.approx(math.pi / 2 * 6371.0088)
    assert towards((0, 0), 90, 6371.0088 * math.pi / 2) == (0.0, 90.0)
    ring = circle((39, 125.75), 900)
    assert ring[0] == ring[-1]
    assert all(distance_km((39, 125.75), p) == pytest.approx(900, abs=0.1) for p in ring)
    line = track((39, 125.75), (41, 140))
    whole = distance_km(line[0], line[-1])
    assert line[0] == (39, 125.75) and line[-1] == (41, 140)
    parts = sum(distance_km(a, b) for a, b in pairwise(line))
    assert parts == pytest.approx(whole, abs=0.1)


def test_outlines_are_cut_to_the_box() -> None:
    korea = land.outlines((33, 124, 43, 131))
    names = {f["properties"]["name"] for f in korea["features"]}
    assert {"North Korea", "South Korea", "Japan"} <= names and "Brazil" not in names
    # Fiji and Russia reach over 180 degrees; a box may lie beyond.
    assert land.outlines((-20, 175, -15, 185))["features"]


def test_network_rows_lead_back_to_claims(samples: Answer) -> None:
    rows = network.rows(samples.incidents, samples.documents, samples.kinds)
    claims = {c.claim.id for i in samples.incidents for c in i.cells if c.claim}
    assert rows and all(r["claims"] and set(r["claims"]) <= claims for r in rows)
    did = {(r["source"], r["relation"], r["quad"]) for r in rows if r["sort"] == network.DID}
    assert ("PRK", "MOBILIZE/weapons", 4) in did
    said = {(r["source"], r["target"]) for r in rows if r["sort"] == network.SAID}
    assert ("JPN:MOD", "PRK") in said
    assert network.quads(rows)["2026-01"][3] >= 1


def drawings(samples: Answer, launch: Incident) -> dict[str, str]:
    news = [i for i in samples.incidents if i.kind != "generic"]
    kind = kind_of(samples, launch)
    held = samples.documents
    return {
        "spoken": figure_json(spoken_plot.figure(
            spoken.rows(news, held, samples.kinds, samples.as_of))),
        "matrix": figure_json(matrix_plot.figure(matrix.rows(launch, held, kind))),
        "timeline": figure_json(timeline_plot.figure(timeline.rows(news, held, samples.kinds))),
        "tempo": figure_json(tempo_plot.figure(
            tempo.rows(news, held, samples.kinds, samples.as_of))),
        "scatter": figure_json(scatter_plot.figure(scatter.rows(news, held, kind), kind)),
        "map": figure_json(map_plot.figure(places.rows(news, held, samples.kinds))),
        "network": figure_json(network_plot.figure(
            network.rows(samples.incidents, held, samples.kinds))),
    }  # fmt: skip


def test_figures_are_the_same_bytes_and_need_no_network(samples: Answer, launch: Incident) -> None:
    first, again = drawings(samples, launch), drawings(samples, launch)
    assert first == again
    for name, text in first.items():
        parts = json.loads(text)
        assert parts["data"], name
        assert not {"scattergeo", "choropleth"} & {t["type"] for t in parts["data"]}
        assert "geo" not in parts["layout"] and "http" not in text, name


def test_figures_of_nothing(samples: Answer, launch: Incident) -> None:
    kind = kind_of(samples, launch)
    for figure in (
        spoken_plot.figure([]), matrix_plot.figure([]), timeline_plot.figure([]),
        tempo_plot.figure([]), scatter_plot.figure([], kind), map_plot.figure([]),
        network_plot.figure([]),
    ):  # fmt: skip
        assert json.loads(figure_json(figure))["layout"]


def test_a_page_escapes_and_loads_nothing(samples: Answer, launch: Incident) -> None:
    evil = "</script><script>alert(1)</script>"
    rows = timeline.rows([launch], samples.documents, samples.kinds)
    rows[0]["title"] = evil
    made = page(timeline_plot.figure(rows), title=evil, lead=evil, notes=[evil], rows=rows,
                columns=timeline.COLUMNS)  # fmt: skip
    assert evil not in made
    head = made.split("<script>")[0]
    assert "default-src 'none'" in head and "src=" not in head and "href=" not in head


def test_outlines_over_the_180th_meridian_are_in_one_piece() -> None:
    """A polygon that jumps from 180 to -180 is drawn as a band over the whole map."""
    jumping = {
        feature["properties"]["name"]
        for feature in land.outlines((-90.0, -180.0, 90.0, 180.0))["features"]
        for polygon in feature["geometry"]["coordinates"] for ring in polygon
        if any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))
    }  # fmt: skip
    assert jumping == {"Antarctica"}  # round the pole, which no ring can close
