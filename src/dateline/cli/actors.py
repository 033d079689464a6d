"""`dateline actors`: the user's own actors, and what the shipped tables hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import AsCsv, AsJson

Name = Annotated[str, typer.Argument(help="the name, as reports write it")]
File = Annotated[
    Path | None, typer.Option(help="another file of actors than the one that is read with texts")
]


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(
        help="Your own actors, and what the shipped tables hold.", no_args_is_help=True
    )
    group.command(name="add", help="Add an actor of your own, dated, with its source.")(add)
    group.command(name="list", help="List your own actors.")(list_)
    group.command(name="check", help="Check your file of actors, and the shipped holders.")(check)
    group.command(name="remove", help="Take out an actor of your own.")(remove)
    group.command(name="tables", help="Count what the shipped tables hold.")(tables)
    app.add_typer(group, name="actors")


def add(
    name: Name,
    source: Annotated[str, typer.Option(help="where you know it from: a title, an address")],
    country: Annotated[
        str, typer.Option(help="ISO 3166 alpha-3, KOS, or UNO EUR IGO NGO ISM IMG MNC")
    ] = "",
    sector: Annotated[str, typer.Option(help="sector of PLOVER: GOV, MIL, REB, …")] = "",
    sort: Annotated[str, typer.Option(help="body, group or person")] = "body",
    alias: Annotated[list[str] | None, typer.Option(help="another name (repeatable)")] = None,
    since: Annotated[str, typer.Option("--from", metavar="DAY", help="first day it holds")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DAY", help="last day it holds")] = "",
    note: Annotated[str, typer.Option(help="anything to remember")] = "",
    file: File = None,
) -> None:
    """Add a row; it is used for every text read from then on whose date it holds on."""
    from dateline.pipeline import actors

    path = file or actors.place()
    row = actors.add(path, {
        "name": name, "aliases": ";".join(alias or ()), "sort": sort, "country": country,
        "sector": sector, "from": since, "to": until, "source": source, "note": note,
    })  # fmt: skip
    typer.echo(f"{row.id} added to {path}")
    typer.echo("texts of a ledger keep their reading; next: dateline reread", err=True)


def list_(file: File = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the rows of your file in its order."""
    from dateline.cli.tables import show
    from dateline.pipeline import actors
    from dateline.reference.actors import COLUMNS

    rows = [{"id": a.id, **a.cells()} for a in actors.load(file or actors.place())]
    show(
        rows,
        ("id", *COLUMNS),
        as_json,
        as_csv,
        "no actors of your own; next: dateline actors --help",
    )


def check(file: File = None) -> None:
    """Check every row; exit status 1 where a shipped office has two holders on one day."""
    from dateline.pipeline import actors
    from dateline.reference import inventory

    path = file or actors.place()
    typer.echo(f"{path}: {len(actors.load(path))} rows hold")
    bad = inventory.problems()
    for line in bad:
        typer.echo(line)
    typer.echo(f"holders.csv: {len(bad)} problems")
    raise typer.Exit(bool(bad))


def remove(
    name: Name,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="which row, where it has several")
    ] = None,
    file: File = None,
) -> None:
    """Take a row out of your file."""
    from dateline.pipeline import actors

    row = actors.remove(file or actors.place(), name, since)
    typer.echo(f"{row.id} removed")


def tables(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """One row per table: what it holds, how many, its version and licence."""
    from dateline.cli.tables import show
    from dateline.reference import inventory

    show(inventory.rows(), inventory.COLUMNS, as_json, as_csv)
