"""`dateline compare`: a hand-made table against the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="compare", help="A hand-made table against the ledger.")(
        spelt_out(compare_, without=("history",))
    )


def compare_(
    table: Annotated[Path, typer.Argument(help="CSV, TSV, JSON or JSON lines; - is stdin")],
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COL=FIELD", help="date=date, range_km=range:km; repeat it"),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="the kind of its rows; by default what its columns fit best")
    ] = None,
    zone: Annotated[str, typer.Option(help="the time zone of its dates and clocks")] = "UTC",
    within: Annotated[
        float, typer.Option(min=0, help="hours within which two times are one")
    ] = 3.0,
    each: Annotated[
        str | None, typer.Option(help="the slot of which each row counts one, such as count")
    ] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Match rows and incidents by instant; tell what differs, and which side is likely wrong."""
    from datetime import timedelta

    import dateline.views.plots.compare as plot
    from dateline.kinds import all_kinds
    from dateline.kinds import kind as pack_of
    from dateline.pipeline.handmade import mapping, read_table
    from dateline.views import compare
    from dateline.views.plots import page

    made = read_table(table)
    pairs = map_ or []
    columns = [*(p.partition("=")[2] for p in pairs), *(c for row in made for c in row)]
    pack = pack_of(kind) if kind else compare.kind_of(columns, all_kinds())
    mapped = mapping(pairs, made, compare.fields(pack))
    answer, _ = figures.asked(asking)
    rows = compare.rows(
        made, mapped, answer.incidents, answer.documents, pack, zone=zone,
        within=timedelta(hours=within), each=each,
    )  # fmt: skip
    figures.show(
        rows, compare.COLUMNS, lambda: compare.draw(rows), form,
        lambda: page(plot.figure(rows), title=f"{table.name} against the ledger", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=compare.COLUMNS),
    )  # fmt: skip
