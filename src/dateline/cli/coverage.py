"""`dateline coverage`: what was read of which outlet and day, and what was not."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="coverage", help="What was read of which outlet and day, and the gaps.")(
        coverage
    )


def coverage(
    ledger: LedgerPlace = DEFAULT,
    by: Annotated[str, typer.Option(help="day, week or month")] = "day",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print documents per outlet and period, gaps, copies, and counts with their denominators."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.coverage import coverage as read
    from dateline.pipeline.ledgers import incidents
    from dateline.views import coverage as view

    opened = open_ledger(ledger)
    found = read(opened)
    related = () if as_json or as_csv else incidents(opened, Resources())
    opened.close()
    rows = view.rows(found.documents, by, found.copies)
    if as_json or as_csv:
        tables.show(rows, view.COLUMNS, as_json, as_csv)
        return
    whole = view.denominator(found.documents)
    counted = view.counts(related, found.documents)
    typer.echo(view.text(rows, whole, counted, found.waiting), nl=False)
