"""`dateline diff`: what changed between two moments, and who changed it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="diff", help="Tell what changed between two moments.")(diff)


def diff(
    incident: Annotated[
        str | None, typer.Argument(help="only this incident, by its id or the beginning of it")
    ] = None,
    since: Annotated[
        str, typer.Option("--from", metavar="TIME", help="a day, an instant, or a batch number")
    ] = "",
    until: Annotated[
        str | None, typer.Option("--to", metavar="TIME", help="the same; without it, now")
    ] = None,
    recorded: Annotated[
        bool, typer.Option("--recorded", help="by the log; without it, by publication")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="list the claims of new incidents too")
    ] = False,
    ledger: LedgerPlace = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Tell incidents, claims, headlines and decisions that changed."""
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources, differences
    from dateline.views import diff as view
    from dateline.views import diff_text

    if not since:
        raise DatelineError("diff needs a moment", expected="--from TIME", run="dateline log")
    before = differences.moment(since, recorded, "--from")
    after = differences.moment(until, recorded, "--to") if until else differences.Moment()
    opened = open_ledger(ledger)
    rows = differences.between(opened, Resources(), before, after, incident)
    opened.close()
    if as_json or as_csv:
        tables.show(rows, view.COLUMNS, as_json, as_csv)
    else:
        typer.echo(diff_text.render(rows, every=every or incident is not None), nl=False)
