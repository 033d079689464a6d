"""`dateline compare`: a hand-made table against the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import figures, tables
from dateline.cli.figures import Actor
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="compare", help="A hand-made table against the ledger.")(compare_)


def compare_(
    table: Annotated[Path, typer.Argument(help="CSV, TSV, JSON or JSON lines; - is stdin")],
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COL=FIELD", help="date=date, range_km=range:km; repeat it"),
    ] = None,
    ledger: LedgerPlace = DEFAULT,
    kind: Annotated[str, typer.Option(help="the kind of its rows")] = "missile-launch",
    actor: Actor = None,
    zone: Annotated[str, typer.Option(help="the time zone of its dates and clocks")] = "UTC",
    within: Annotated[float, typer.Option(help="hours within which two times are one")] = 3.0,
    each: Annotated[
        str | None, typer.Option(help="the slot of which each row counts one, such as count")
    ] = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Match rows and incidents by instant; tell what differs, and which side is likely wrong."""
    from datetime import timedelta

    from dateline.kinds import kind as pack_of
    from dateline.pipeline.handmade import mapping, read_table
    from dateline.views import compare

    pack = pack_of(kind)
    made = read_table(table)
    mapped = mapping(map_ or [], made, compare.fields(pack))
    answer, _ = figures.asked(ledger, kind, actor, False, as_of, recorded)
    rows = compare.rows(
        made, mapped, answer.incidents, answer.documents, pack, zone=zone,
        within=timedelta(hours=within), each=each,
    )  # fmt: skip
    if as_json or as_csv:
        tables.show([figures.flat(r, as_json) for r in rows], compare.COLUMNS, as_json, as_csv)
    else:
        typer.echo(compare.draw(rows), nl=False)
