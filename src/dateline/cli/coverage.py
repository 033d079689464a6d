"""`dateline coverage`: what was read of which outlet and day, and what was not."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures, tables
from dateline.cli.options import AsCsv, AsJson, Asked, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="coverage", help="What was read of which outlet and day, and the gaps.")(
        spelt_out(coverage, without=("as_of", "recorded"))
    )


def coverage(
    *,
    by: Annotated[str, typer.Option(help="day, week or month")] = "day",
    asking: Asked,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Documents per outlet and period, gaps, copies, and counts with their denominators.

    A filter is of the incidents that are counted, never of the documents read.
    """
    from dateline.ledger import open_ledger
    from dateline.pipeline.coverage import coverage as read
    from dateline.views import coverage as view

    answer, _ = figures.asked(asking)
    opened = open_ledger(asking.ledger)
    found = read(opened)
    opened.close()
    filtered = (asking.kind, asking.actor, asking.where) != (None, None, None)
    telling = {m.document for i in answer.incidents for m in i.mentions} if filtered else None
    rows = view.rows(found.documents, by, found.copies, telling)
    if as_json or as_csv:
        tables.show(rows, view.COLUMNS, as_json, as_csv)
        return
    whole = view.denominator(found.documents)
    counted = view.counts(answer.incidents, found.documents)
    typer.echo(view.text(rows, whole, counted, found.waiting), nl=False)
