"""`dateline predictions`: what was said to come, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace, WherePrediction


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="predictions", help="What was said to come, and what became of it.")(
        predictions
    )


def predictions(
    ledger: LedgerPlace = DEFAULT,
    where: WherePrediction = None,
    still_open: Annotated[
        bool, typer.Option("--open", help="only those whose window has not closed")
    ] = False,
    due: Annotated[
        bool, typer.Option("--due", help="only those whose window is over without an outcome")
    ] = False,
    score: Annotated[bool, typer.Option("--score", help="the record of every source")] = False,
    at: Annotated[
        str | None, typer.Option(metavar="DATE", help="status as of this day; default: the newest")
    ] = None,
    gap: Annotated[
        int, typer.Option(min=0, help="days in a row without a document that leave a window open")
    ] = 3,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List predictions with their status, or the record of every source, as of a day."""
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources
    from dateline.pipeline.ledgers import held
    from dateline.pipeline.outcomes import predictions as held_to
    from dateline.views import filters
    from dateline.views import predictions as view

    if sum((still_open, due, score)) > 1:
        raise DatelineError("--open, --due and --score", expected="one of them")
    resources = Resources()
    rule = filters.prediction_rule(where, resources.kinds) if where is not None else None
    opened = open_ledger(ledger)
    found = held_to(opened, resources, at, gap)
    pairs = held(opened).documents if score or rule else ()
    opened.close()
    if rule is not None:
        found = filters.foretold(found, rule, pairs)
    if score:
        authorities = {a.id: a for _, c in pairs for a in c.authorities}
        outlets = {d.id: d.outlet for d, _ in pairs if d.outlet}
        rows = view.score(found, authorities, outlets)
        tables.show(rows, view.SCORE_COLUMNS[: None if as_json or as_csv else -1], as_json, as_csv)
        return
    wanted = "open" if still_open else "due" if due else None
    rows = [r for r in view.rows(found) if wanted in (None, r["status"])]
    if as_json or as_csv:
        tables.show(rows, view.COLUMNS, as_json, as_csv)
    elif rows:
        typer.echo(view.text(rows), nl=False)
    else:
        typer.echo("no prediction" + (" fits" if wanted or where else ""), err=True)
