"""The canonical tables as Arrow tables and Parquet bytes; places as GeoParquet 1.1.0.

The same rows give the same bytes under one version of pyarrow. The schema of every table carries
`dateline` (JSON: table, version of the tables, version of the code) and every field its `limits`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from dateline.exports import tables
from dateline.exports.columns import Column, Filled
from dateline.model import DatelineError

GEOPARQUET = "1.1.0"


def library() -> Any:
    """The pyarrow module.

    Raises:
        DatelineError: it is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise DatelineError(
            "Arrow and Parquet need pyarrow", run="pip install 'dateline[exports]'"
        ) from None
    return pyarrow


def arrow(filled: Filled, version: str = "") -> Any:
    """A `pyarrow.Table` with typed columns, nulls where nothing is stated."""
    pa = library()
    fields = [
        pa.field(c.name, _type(pa, c), metadata={"limits": c.limits}) for c in filled.table.columns
    ]
    about = {"table": filled.name, "row": filled.table.row, "tables": tables.VERSION,
             "version": version}  # fmt: skip
    metadata = {"dateline": json.dumps(about, sort_keys=True)}
    if any(c.sort == "geometry" for c in filled.table.columns):
        metadata["geo"] = json.dumps(_geo(filled), sort_keys=True)
    schema = pa.schema(fields, metadata=metadata)
    return pa.Table.from_pylist(list(filled.rows), schema=schema)


def parquet(filled: Filled, version: str = "") -> bytes:
    """One Parquet file: format 2.6, zstd, one row group per 65,536 rows."""
    pa = library()
    import pyarrow.parquet as pq

    sink = pa.BufferOutputStream()
    pq.write_table(
        arrow(filled, version), sink, compression="zstd", version="2.6", row_group_size=65_536
    )
    return bytes(sink.getvalue().to_pybytes())


def columns(filled: Sequence[Filled]) -> list[tuple[str, str, str, str]]:
    """(table, column, sort, limits) of every column, for readers that drop schema metadata."""
    return [(f.name, c.name, c.sort, c.limits) for f in filled for c in f.table.columns]


def _type(pa: Any, column: Column) -> Any:
    match column.sort:
        case "whole":
            return pa.int64()
        case "number":
            return pa.float64()
        case "flag":
            return pa.bool_()
        case "texts":
            return pa.list_(pa.string())
        case "geometry":
            return pa.binary()
        case _:
            return pa.string()


def _geo(filled: Filled) -> dict[str, Any]:
    """The `geo` key of GeoParquet; without `crs` it is OGC:CRS84, longitude before latitude."""
    names = [c.name for c in filled.table.columns if c.sort == "geometry"]
    return {
        "version": GEOPARQUET,
        "primary_column": names[0],
        "columns": {n: {"encoding": "WKB", "geometry_types": ["Point"]} for n in names},
    }
