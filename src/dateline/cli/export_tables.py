"""`dateline export parquet`, `duckdb`, `csv` …: the ledger for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    DEFAULT,
    AsOf,
    AsRecorded,
    LedgerPlace,
    Where,
    moment,
    tell_left_out,
)

if TYPE_CHECKING:
    from dateline.exports.fill import Content

Folder = Annotated[Path, typer.Option("--output", "-o", help="folder to write, made where missing")]
Database = Annotated[Path, typer.Option("--output", "-o", help="file to write")]
Output = Annotated[Path, typer.Option("--output", "-o", help="file to write; - is stdout")]
Safe = Annotated[
    bool,
    typer.Option("--safe", help="for spreadsheets: nothing in it can be taken for a formula"),
]


def register(group: typer.Typer) -> None:
    """Add the commands to the group `export`."""
    group.command(name="parquet", help="Every table as Parquet; places as GeoParquet.")(parquet)
    group.command(name="duckdb", help="Every table in one DuckDB file.")(duckdb)
    group.command(name="csv", help="Every table as CSV.")(csv)
    group.command(name="geojson", help="Places: points, circles, or no shape.")(geojson)
    group.command(name="kml", help="Places for map programs.")(kml)
    group.command(name="annotations", help="The evidence as W3C Web Annotations.")(spans)
    group.command(name="dyads", help="Who did what to whom by month: low, best, high.")(dyads)


def parquet(
    output: Folder,
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
) -> None:
    """Write one Parquet file a table; the same ledger gives the same bytes."""
    from dateline.exports import arrow, fill

    held = _content(ledger, where, as_of, recorded)
    arrow.library()
    made = {f"{f.name}.parquet": arrow.parquet(f, held.version) for f in fill.fill(held)}
    write_folder(output, made)


def duckdb(
    output: Database,
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
) -> None:
    """Write a database file, over one of that name."""
    from dateline.exports import database, fill
    from dateline.model import DatelineError

    if output.exists() and not output.is_file():
        raise DatelineError("is no file", where=str(output), expected="a file to write")
    held = _content(ledger, where, as_of, recorded)
    draft = output.with_name(f"{output.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        database.write(fill.fill(held), draft, held.version)
        draft.replace(output)
    finally:
        draft.unlink(missing_ok=True)
    typer.echo(f"{output}", err=True)


def csv(
    output: Folder,
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    safe: Safe = False,
) -> None:
    """Write one CSV file a table."""
    from dateline.exports import delimited, fill

    held = _content(ledger, where, as_of, recorded)
    made = {f"{f.name}.csv": delimited.csv(f, safe).encode("utf-8", "surrogatepass")
            for f in fill.fill(held)}  # fmt: skip
    write_folder(output, made)


def geojson(
    output: Output = Path("-"),
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
) -> None:
    """Write a FeatureCollection; how many features have a shape goes to stderr."""
    from dateline.exports import fill, geojson

    tables = {f.name: f for f in fill.fill(_content(ledger, where, as_of, recorded))}
    write_text(output, geojson.dumps(tables["places"], tables["evidence"]))
    counts = geojson.counted(tables["places"].rows)
    typer.echo(", ".join(f"{n} {name}" for name, n in counts.items()), err=True)


def kml(
    output: Output = Path("-"),
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
) -> None:
    """Write placemarks of located places."""
    from dateline.exports import fill, kml

    tables = {f.name: f for f in fill.fill(_content(ledger, where, as_of, recorded))}
    write_text(output, kml.dumps(tables["places"], tables["evidence"]))


def spans(
    output: Output = Path("-"),
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
) -> None:
    """Write an AnnotationCollection: one annotation a span."""
    from dateline.exports import annotations, fill

    held = _content(ledger, where, as_of, recorded)
    tables = {f.name: f for f in fill.fill(held)}
    documents = [d for d, _ in held.documents]
    write_text(output, annotations.dumps(tables, documents, held.version))


def dyads(
    output: Output = Path("-"),
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    safe: Safe = False,
) -> None:
    """Write the panel as CSV; what counts nowhere goes to stderr."""
    from dateline.exports import delimited, dyads

    held = _content(ledger, where, as_of, recorded)
    made = dyads.panel(held.read or held.documents, held.incidents)
    write_text(output, delimited.csv(made.filled, safe))
    for reason, count in made.left_out:
        typer.echo(f"left out, {reason}: {count}", err=True)


def _content(ledger: str, where: str | None, as_of: str | None, recorded: str | None) -> Content:
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.content import content
    from dateline.pipeline.ledgers import held

    opened = open_ledger(ledger)
    try:
        when = moment(as_of, recorded)
        if as_of:
            tell_left_out(held(opened, (), **when))
        return content(opened, Resources(), where=where, **when)
    finally:
        opened.close()


def write_text(path: Path, text: str) -> None:
    """A file, or standard output for `-`."""
    from dateline.cli.read import write_page

    if str(path) == "-":
        typer.echo(text, nl=False)
    else:
        write_page(path, text)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files of a folder, each written beside and renamed, so that none is ever half there.

    Raises:
        DatelineError: the folder cannot be made or written.
    """
    from dateline.model import DatelineError

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            draft = folder / f"{name}.draft"
            draft.write_bytes(content)
            draft.replace(folder / name)
    except OSError as error:
        raise DatelineError(f"cannot be written ({error.strerror})", where=str(folder)) from None
    total = sum(len(c) for c in files.values())
    typer.echo(f"{folder}: {len(files)} files, {total:,} bytes", err=True)
