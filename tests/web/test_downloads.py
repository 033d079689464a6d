"""Files of the page Exports and lists as CSV, opened by the programs they are meant for."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyogrio
import pytest
from fastapi.testclient import TestClient

from dateline.pipeline.downloads import FORMS


def archive(client: TestClient, address: str) -> dict[str, bytes]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as found:
        assert found.testzip() is None
        return {name: found.read(name) for name in found.namelist()}


def test_the_page_offers_every_form_with_its_command(client: TestClient) -> None:
    page = client.get("/exports").text
    for form in FORMS:
        assert f'href="/exports/{form.name}"' in page and f"dateline {form.command}" in page
    assert "/exports" in client.get("/").text


@pytest.mark.parametrize("name", [f.name for f in FORMS])
def test_a_file_is_sent_to_be_kept_never_to_be_shown(name: str, client: TestClient) -> None:
    answer = client.get(f"/exports/{name}")
    assert answer.status_code == 200 and answer.content
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    if name != "dateline.duckdb":
        assert client.get(f"/exports/{name}").content == answer.content


def test_tables_open_in_pandas_and_duckdb(client: TestClient, tmp_path: Path) -> None:
    total = client.get("/api/v1/incidents").json()["total"]
    for name in ("tables.zip", "spreadsheets.zip"):
        tables = archive(client, f"/exports/{name}")
        assert len(pandas.read_csv(io.BytesIO(tables["incidents.csv"]), dtype=str)) == total
        marked = tables["incidents.csv"].startswith(b"\xef\xbb\xbf")
        assert marked == (name == "spreadsheets.zip")
    for name, content in archive(client, "/exports/parquet.zip").items():
        (tmp_path / name).write_bytes(content)
    path = tmp_path / "dateline.duckdb"
    path.write_bytes(client.get("/exports/dateline.duckdb").content)
    with duckdb.connect(str(path), read_only=True) as database:
        for table in ("incidents", "cells", "evidence"):
            one = database.sql(f"SELECT count(*) FROM {table}").fetchall()
            other = duckdb.sql(f"SELECT count(*) FROM '{tmp_path / table}.parquet'").fetchall()
            assert one == other and one[0][0] >= total


@pytest.mark.parametrize("name", ["places.geojson", "places.kml"])
def test_places_open_in_ogr(name: str, client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(client.get(f"/exports/{name}").content)
    frame = pyogrio.read_dataframe(path)
    assert len(frame) and frame.geometry.notna().any()


def test_panel_and_polecat_open_in_pandas(client: TestClient) -> None:
    panel = pandas.read_csv(io.BytesIO(client.get("/exports/dyads.csv").content))
    assert {"actor", "recipient", "month", "q4_best"} <= set(panel.columns) and len(panel)
    files = archive(client, "/exports/polecat.zip")
    events = pandas.read_csv(io.BytesIO(files["polecat.tsv"]), sep="\t", dtype=str)
    rows = pandas.read_csv(io.BytesIO(files["polecat_provenance.csv"]), dtype=str)
    assert len(events.columns) == 40 and set(rows["Event ID"]) == set(events["Event ID"])


def test_annotations_are_a_collection_of_the_model(client: TestClient) -> None:
    found = json.loads(client.get("/exports/annotations.jsonld").content)
    assert found["type"] == "AnnotationCollection" and found["total"] > 100


def test_a_rule_and_a_day_narrow_a_file(client: TestClient) -> None:
    def incidents(query: str) -> Any:
        return pandas.read_csv(
            io.BytesIO(archive(client, f"/exports/tables.zip?{query}")["incidents.csv"]), dtype=str
        )

    assert set(incidents("where=actor:IRN").kind) == {"missile-launch"}
    assert 0 < len(incidents("as_of=2026-01-04")) < len(incidents(""))


def test_a_wrong_rule_or_name_is_told(client: TestClient) -> None:
    page = client.get("/exports?where=aktor:PRK")
    assert page.status_code == 400 and "character 1" in page.text
    assert client.get("/exports/tables.zip?where=aktor:PRK").status_code == 400
    assert client.get("/exports/passwd").status_code == 404


@pytest.mark.parametrize(
    "path", ["/incidents", "/claims", "/documents", "/predictions", "/timeline", "/map", "/log",
             "/authorities", "/authorities/JPN:MOD", "/coverage", "/network", "/tempo",
             "/diff?start=1&clock=log", "/search?q=missiles"],
)  # fmt: skip
def test_a_list_is_the_same_rows_as_csv(path: str, client: TestClient) -> None:
    sign = "&" if "?" in path else "?"
    answer = client.get(f"/api/v1{path}{sign}format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment")
    frame = pandas.read_csv(io.BytesIO(answer.content), dtype=str, keep_default_na=False)
    first = client.get(f"/api/v1{path}{sign}limit=200").json()
    assert len(frame) >= len(first["items"])
    row = first["items"][0]
    for name in [n for n, v in row.items() if isinstance(v, str)]:
        assert frame[name].iloc[0] == row[name]
    again = {"if-none-match": answer.headers["etag"]}
    assert client.get(f"/api/v1{path}{sign}format=csv", headers=again).status_code == 304


def test_evidence_in_a_cell_leads_to_the_words(client: TestClient) -> None:
    answer = client.get("/api/v1/claims?slot=range&format=csv")
    frame = pandas.read_csv(io.BytesIO(answer.content), dtype=str)
    document, start, end = frame.evidence.iloc[0].split(" ")[0].split(":")
    text = client.get(f"/api/v1/documents/{document}").json()["content"]
    words = text[int(start) : int(end)]
    assert frame.evidence.iloc[0].split(";")[0] == f"{document}:{start}:{end} {words}"


def test_a_sheet_is_safe_to_open(client: TestClient) -> None:
    sheet = client.get("/api/v1/claims?format=spreadsheet").content
    assert sheet.startswith(b"\xef\xbb\xbf")
    assert b'"\'>=2 missile"' not in sheet and b'">=2 missile"' in sheet
    assert client.get("/api/v1/claims?format=xlsx").status_code == 422
