"""`dateline kinds`: the packs of incident kinds."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import AsCsv, AsJson


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Kinds of incidents.", no_args_is_help=True)
    group.command(name="list", help="List the kinds and their slots.")(list_)
    group.command(name="new", help="Make the folder of a new kind, which passes its own gold.")(new)
    group.command(name="table", help="A reference table that a kind's checks rest on.")(table)
    group.command(name="check", help="Check a kind's folder: schema, checks, gold.")(check)
    app.add_typer(group, name="kinds")


def list_(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List every pack."""
    from dateline.kinds import all_kinds

    rows = [
        {"name": k.name, "label": k.label, "family": k.family, "type": k.type, "mode": k.mode,
         "origin": k.origin, "slots": ", ".join(s.name for s in k.slots)}
        for k in all_kinds()
    ]  # fmt: skip
    columns = ("name", "label", "family", "type", "mode", "slots", "origin")
    tables.show(rows, columns, as_json, as_csv)


def new(
    name: Annotated[str, typer.Argument(help="its name: small letters and hyphens")],
    folder: Annotated[
        Path | None, typer.Option(help="where to make it; a folder of its name by default")
    ] = None,
) -> None:
    """Make a pack to start from; change its words, then its gold, then check it."""
    from dateline.kinds.scaffold import make

    place = folder or Path(name.replace("-", "_"))
    made = make(name, place)
    typer.echo("\n".join(str(f) for f in made))
    typer.echo(f"next: dateline kinds check {place}")


def table(
    kind: Annotated[str, typer.Argument(help="the kind")],
    name: Annotated[
        str | None, typer.Argument(help="the table, where the kind has several")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print the rows of a reference table of a pack, with what its checks make of them."""
    from dateline.kinds import kind as pack_of
    from dateline.kinds import table_of

    rows = table_of(pack_of(kind), name)()
    tables.show(rows, tuple(rows[0]) if rows else (), as_json, as_csv)


def check(
    folder: Annotated[Path, typer.Argument(help="the folder that holds kind.yaml")],
) -> None:
    """Read a pack by the schema and run its gold; exit status 1 where a line does not hold."""
    from dateline.evaluate import kind_gold
    from dateline.kinds import all_kinds, read_folder
    from dateline.pipeline import Resources

    pack = read_folder(folder, str(folder), own=True)
    held = [k for k in all_kinds() if k.name == pack.name]
    resources = Resources() if held else Resources((pack,))
    if held and held[0].digest not in ("", pack.digest):
        typer.echo(f"{pack.name}: the gold runs on {held[0].origin}", err=True)
    outcomes = kind_gold.run(pack, kind_gold.lines(folder, str(folder)), resources)
    bad = kind_gold.problems(pack, outcomes)
    for line in bad:
        typer.echo(line)
    hold = sum(not o.missing for o in outcomes)
    typer.echo(
        f"{pack.name}: {len(pack.slots)} slots, {len(pack.checks)} checks, "
        f"{hold} of {len(outcomes)} gold lines hold"
    )
    raise typer.Exit(bool(bad))
