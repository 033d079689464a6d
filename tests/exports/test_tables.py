"""The canonical tables, opened by the programs they are for."""

import hashlib
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import geopandas
import jsonschema
import pandas
import polars
import pyarrow.parquet as pq
import pyogrio
import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.exports import annotations, arrow, columns, database, fill, geojson, kml
from dateline.exports import tables as layout
from dateline.exports.circles import polygons
from dateline.exports.columns import Filled
from dateline.ledger import Ledger, create
from dateline.model import NARRATOR
from dateline.pipeline import Resources
from dateline.pipeline.content import content


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, ledger_path: Path) -> Path:
    out = tmp_path_factory.mktemp("parquet")
    done = CliRunner().invoke(app, ["export", "parquet", "-o", str(out), "-l", str(ledger_path)])
    assert done.exit_code == 0, done.output
    return out


def test_every_column_states_its_limits_and_every_row_has_every_column(
    tables: dict[str, Filled],
) -> None:
    assert set(tables) == {t.name for t in layout.TABLES}
    for one in tables.values():
        assert one.table.row
        for column in one.table.columns:
            assert len(column.limits) > 6, (one.name, column.name)
        assert all(tuple(row) == one.table.names for row in one.rows)
    filled = [t.name for t in layout.TABLES if tables[t.name].rows]
    assert set(layout.TABLES) - {layout.JUDGEMENTS} == {tables[n].table for n in filled}


def test_a_key_that_is_no_column_is_an_error() -> None:
    with pytest.raises(ValueError, match="no column"):
        columns.filled(layout.LOG, [{"batch": 1, "colour": "red"}])


def test_every_span_is_the_words_of_its_document_and_its_owner_exists(
    tables: dict[str, Filled], held: fill.Content
) -> None:
    texts = {d.id: d.text.characters for d, _ in held.documents}
    ids = {
        "cells": {r["claim"] for r in tables["cells"].rows},
        "coordination": {r["id"] for r in tables["incidents"].rows},
        **{n: {r["id"] for r in tables[n].rows}
           for n in ("statements", "predictions", "links", "lifecycle")},
    }  # fmt: skip
    assert len(tables["evidence"].rows) > 300
    for row in tables["evidence"].rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
        assert row["owner_id"] in ids[row["owner"]]
    for row in tables["mentions"].rows:
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
    for row in tables["documents"].rows:
        assert row["sha256"] == hashlib.sha256(texts[row["id"]].encode()).hexdigest()


def test_figures_are_typed_and_unknown_is_null(tables: dict[str, Filled]) -> None:
    cells = [r for r in tables["cells"].rows if r["slot"] == "range"]
    assert {(r["low"], r["high"], r["unit"], r["shape"]) for r in cells} >= {
        (850.0, 950.0, "km", "about")}  # fmt: skip
    open_ended = [r for r in tables["cells"].rows if r["slot"] == "count" and not r["derived"]]
    assert any(r["low"] == 2 and r["high"] is None for r in open_ended)
    silent = [r for r in tables["cells"].rows if r["notation"] == "not stated"]
    assert silent and all(r["low"] is r["words"] is r["earliest"] is None for r in silent)
    derived = [r for r in tables["cells"].rows if r["derived"]]
    assert derived and all(r["claim"] is None and r["rules"] for r in derived)


def test_parquet_has_the_same_bytes_again_and_says_what_it_is(
    folder: Path, tables: dict[str, Filled], held: fill.Content
) -> None:
    for name, one in tables.items():
        path = folder / f"{name}.parquet"
        assert path.read_bytes() == arrow.parquet(one, held.version)
        schema = pq.read_schema(path)
        about = json.loads(schema.metadata[b"dateline"])
        assert (about["table"], about["tables"]) == (name, layout.VERSION)
        for field in schema:
            limits = one.table.column(field.name).limits
            assert field.metadata[b"limits"].decode() == limits


def test_duckdb_pandas_and_polars_read_the_same_rows(
    folder: Path, tables: dict[str, Filled]
) -> None:
    for name, one in tables.items():
        path = str(folder / f"{name}.parquet")
        many = len(one.rows)
        assert len(pandas.read_parquet(path)) == many
        assert polars.read_parquet(path).height == many
        count = duckdb.sql(f"SELECT count(*) FROM read_parquet('{path}')")
        assert count.fetchall() == [(many,)]
    cells = polars.read_parquet(folder / "cells.parquet")
    assert cells.schema["said_by"] == polars.List(polars.String)
    assert cells.schema["low"] == polars.Float64 and cells.schema["seq"] == polars.Int64


def test_the_duckdb_file_answers_a_question_across_tables(
    tmp_path: Path, ledger_path: Path, tables: dict[str, Filled]
) -> None:
    path = tmp_path / "x.duckdb"
    for _ in range(2):  # a second export replaces the first
        done = CliRunner().invoke(app, ["export", "duckdb", "-o", str(path), "-l",
                                        str(ledger_path)])  # fmt: skip
        assert done.exit_code == 0, done.output
    assert [p.name for p in tmp_path.iterdir()] == ["x.duckdb"]
    with duckdb.connect(str(path), read_only=True) as connection:
        found = connection.execute(
            "SELECT c.notation, e.quote FROM cells c JOIN evidence e ON e.owner_id = c.claim "
            "AND e.role = 'value' WHERE c.slot = 'range' AND list_contains(c.said_by, 'KOR:JCS')"
        ).fetchall()
        assert found and all("900" in quote for _, quote in found)
        said = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'cells' AND "
            "column_name = 'radius_km'"
        ).fetchone()
        assert said == (tables["cells"].table.column("radius_km").limits,)
        (limits,) = connection.execute('SELECT count(*) FROM "columns"').fetchone() or (0,)
    assert limits == sum(len(t.columns) for t in layout.TABLES)


def test_a_duckdb_file_that_cannot_be_made_is_one_line(
    tables: dict[str, Filled], tmp_path: Path
) -> None:
    from dateline.model import DatelineError

    with pytest.raises(DatelineError) as caught:
        database.write([tables["log"]], tmp_path / "no" / "folder.duckdb")
    assert "\n" not in str(caught.value)


def test_geopandas_reads_geoparquet_and_a_vicinity_has_no_pin(folder: Path) -> None:
    frame = geopandas.read_parquet(folder / "places.parquet")
    assert frame.crs.to_string() == "OGC:CRS84"
    pinned = frame[frame.geometry.notna()]
    assert len(pinned) and set(pinned.precision) <= {"point", "town"}
    near = frame[frame.precision == "vicinity"]
    assert len(near) and near.geometry.isna().all()
    assert near.radius_km.notna().all() and near.circle_lat.notna().all()
    assert frame[frame.precision == "country"].geometry.isna().all()


def test_ogr_reads_geojson_and_a_circle_has_its_radius(
    tables: dict[str, Filled], tmp_path: Path
) -> None:
    path = tmp_path / "p.geojson"
    path.write_text(geojson.dumps(tables["places"], tables["evidence"]), encoding="utf-8")
    frame = pyogrio.read_dataframe(path)
    assert len(frame) == len(tables["places"].rows)
    assert frame.crs.to_epsg() == 4326
    near = frame[(frame.precision == "vicinity") & frame.geometry.notna()]
    assert (near.geometry.geom_type == "Polygon").all() and near.geometry.is_valid.all()
    metric = near[near["name"] == "Pyongyang"].to_crs("+proj=aeqd +lat_0=39.03 +lon_0=125.75")
    radius = (metric.geometry.iloc[0].area / 3.14159265) ** 0.5 / 1000
    assert radius == pytest.approx(near.radius_km.iloc[0], rel=0.01)
    for one in json.loads(path.read_text("utf-8"))["features"]:
        assert one["properties"]["precision"] and one["properties"]["evidence"]


def _ccw(ring: list[tuple[float, float]]) -> bool:
    return sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring)) < 0


@pytest.mark.parametrize(("lon", "parts"), [(125.75, 1), (179.9, 2), (-179.9, 2), (180.0, 2)])
def test_a_circle_is_cut_at_the_180th_meridian(lon: float, parts: int) -> None:
    from shapely.geometry import Polygon

    rings = polygons(lon, -17.0, 35.0)
    assert len(rings) == parts
    for ring in rings:
        assert ring[0] == ring[-1] and _ccw(ring)
        assert all(-180 <= x <= 180 for x, _ in ring)
        assert Polygon(ring).is_valid
    whole = Polygon(polygons(0.0, -17.0, 35.0)[0]).area
    assert sum(Polygon(r).area for r in rings) == pytest.approx(whole, rel=1e-3)


def test_a_circle_around_a_pole_has_no_ring() -> None:
    assert polygons(0.0, 89.9, 35.0) == []


def test_ogr_reads_kml(tables: dict[str, Filled], tmp_path: Path) -> None:
    path = tmp_path / "p.kml"
    text = kml.dumps(tables["places"], tables["evidence"])
    path.write_text(text, encoding="utf-8")
    frame = pyogrio.read_dataframe(path)
    shown = geojson.counted(tables["places"].rows)
    assert len(frame) == shown["points"] + shown["circles"]
    assert any("Pyongyang" in n for n in frame["Name"])


def test_every_annotation_selects_the_words_twice(
    tables: dict[str, Filled], held: fill.Content
) -> None:
    documents = [d for d, _ in held.documents]
    text = annotations.dumps(tables, documents, held.version)
    made: dict[str, Any] = json.loads(text)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = made["first"]["items"]
    assert made["total"] == len(items) == len(tables["evidence"].rows)
    assert len({i["id"] for i in items}) == len(items)
    by_source = {d.url or f"urn:dateline:document:{d.id}": d.text.characters for d in documents}
    for item in items:
        quote, position = item["target"]["selector"]
        characters = by_source[item["target"]["source"]]
        start, end = position["start"], position["end"]
        assert characters[start:end] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert characters[start - len(quote["prefix"]) :].startswith(around)


def test_annotations_have_the_shape_of_the_recommendation(
    tables: dict[str, Filled], held: fill.Content
) -> None:
    """By a JSON Schema of our own, written from the W3C model; the reader is `jsonschema`."""
    schema = json.loads((Path(__file__).parent / "web_annotation.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    valid = jsonschema.Draft202012Validator(schema)
    texts = [d for d, _ in held.documents]
    made = json.loads(annotations.dumps(tables, texts, held.version))
    assert [e.message for e in valid.iter_errors(made)] == []
    empty = json.loads(annotations.dumps(tables, [], held.version))
    assert empty["total"] == 0 and [e.message for e in valid.iter_errors(empty)] == []
    one = made["first"]["items"][0]
    for wrong in (
        {k: v for k, v in one.items() if k != "target"}, one | {"id": "no address"},
        one | {"target": {k: v for k, v in one["target"].items() if k != "source"}},
        one | {"target": one["target"] | {"selector": [{"type": "TextPositionSelector"}]}},
    ):  # fmt: skip
        assert not valid.is_valid(made | {"first": made["first"] | {"items": [wrong]}})
    assert not valid.is_valid(made | {"first": made["first"] | {"items": []}})


def test_narrators_are_no_authorities(tables: dict[str, Filled]) -> None:
    for row in tables["corroboration"].rows:
        assert NARRATOR not in row["authorities"]
    launch = next(r for r in tables["incidents"].rows if r["kind"] == "missile-launch")
    assert (launch["authorities"], launch["documents"]) >= (2, 4)
    assert launch["utc"] == "2026-01-03T22:50Z"


@pytest.mark.services
def test_a_ledger_on_a_server_gives_the_same_bytes(
    new_database: Any, held: fill.Content, filling: Callable[[Ledger], None], resources: Resources
) -> None:
    ledger = create(new_database())
    filling(ledger)
    other = content(ledger, resources)
    ledger.close()
    pairs = zip(fill.fill(held), fill.fill(other))
    for one, two in pairs:
        assert arrow.parquet(one, held.version) == arrow.parquet(two, other.version), one.name
