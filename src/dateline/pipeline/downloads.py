"""Every export as one file for a browser: several files of an export travel in one archive.

The archive names no time, so the same content gives the same bytes (DuckDB excepted).
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.exports import annotations as spans
from dateline.exports import arrow, database, delimited, dyads, fill, geojson, kml
from dateline.exports import polecat as layout
from dateline.exports.columns import Filled
from dateline.exports.fill import Content
from dateline.model import DatelineError

Files = Mapping[str, bytes]
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every member of an archive: the first that the format can hold."""
TYPES = {
    "zip": "application/zip", "csv": "text/csv; charset=utf-8", "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml", "duckdb": "application/vnd.duckdb",
    "jsonld": "application/ld+json",
}  # fmt: skip
"""Media type by the ending of a name."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to take a ledger along: its file, what it holds, what opens it, the command."""

    name: str
    holds: str
    opens: str
    command: str
    make: Callable[[Content], Files]


def write(form: Form, held: Content) -> bytes:
    """The file of a form: the export itself, or an archive of its files."""
    files = form.make(held)
    if not form.name.endswith(".zip"):
        return next(iter(files.values()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def form(name: str) -> Form:
    """The form of a file's name.

    Raises:
        DatelineError: there is none.
    """
    found = next((f for f in FORMS if f.name == name), None)
    if found is None:
        raise DatelineError(f"no export {name!r}", expected=", ".join(f.name for f in FORMS))
    return found


def _encoded(words: str) -> bytes:
    return words.encode("utf-8", "surrogatepass")


def _tables(held: Content) -> dict[str, Filled]:
    return {f.name: f for f in fill.fill(held)}


def _csv(safe: bool) -> Callable[[Content], Files]:
    def make(held: Content) -> Files:
        return {f"{f.name}.csv": _encoded(delimited.csv(f, safe)) for f in fill.fill(held)}

    return make


def _parquet(held: Content) -> Files:
    arrow.library()
    return {f"{f.name}.parquet": arrow.parquet(f, held.version) for f in fill.fill(held)}


def _duckdb(held: Content) -> Files:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dateline.duckdb"
        database.write(fill.fill(held), path, held.version)
        return {path.name: path.read_bytes()}


def _geojson(held: Content) -> Files:
    tables = _tables(held)
    return {"places.geojson": _encoded(geojson.dumps(tables["places"], tables["evidence"]))}


def _kml(held: Content) -> Files:
    tables = _tables(held)
    return {"places.kml": _encoded(kml.dumps(tables["places"], tables["evidence"]))}


def _spans(held: Content) -> Files:
    documents = [d for d, _ in held.documents]
    words = spans.dumps(_tables(held), documents, held.version)
    return {"annotations.jsonld": _encoded(words)}


def _dyads(held: Content) -> Files:
    made = dyads.panel(held.read or held.documents, held.incidents)
    return {"dyads.csv": _encoded(delimited.csv(made.filled))}


def _polecat(held: Content) -> Files:
    done = layout.export(held.documents, held.incidents, held.version)
    return {"polecat.tsv": _encoded(layout.tsv(done)),
            "polecat_provenance.csv": _encoded(layout.provenance_csv(done))}  # fmt: skip


FORMS: tuple[Form, ...] = (
    Form("spreadsheets.zip", "Every table; no cell can be taken for a formula.",
         "Excel, LibreOffice, Google Sheets", "export csv --safe", _csv(safe=True)),
    Form("tables.zip", "Every table as CSV, value for value.", "R, pandas, any program",
         "export csv", _csv(safe=False)),
    Form("parquet.zip", "Every table with its types; places as GeoParquet.",
         "R arrow, pandas, polars, DuckDB, QGIS", "export parquet", _parquet),
    Form("dateline.duckdb", "Every table in one database file.", "DuckDB, Superset, Grafana",
         "export duckdb", _duckdb),
    Form("places.geojson", "Stated places: points, circles with their radius, or no shape.",
         "QGIS, R sf, geopandas, web maps", "export geojson", _geojson),
    Form("places.kml", "The same places for map programs.", "Google Earth, QGIS", "export kml",
         _kml),
    Form("dyads.csv", "Who did what to whom by month: low, best and high counts.",
         "R, pandas, Stata", "export dyads", _dyads),
    Form("polecat.zip", "The 40 columns of POLECAT and, beside them, where each row is written.",
         "R, pandas", "export polecat", _polecat),
    Form("annotations.jsonld", "Every span of evidence as a W3C Web Annotation.",
         "annotation tools", "export annotations", _spans),
)  # fmt: skip
