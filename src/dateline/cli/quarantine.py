"""`dateline quarantine`: inputs that were set aside."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.add import report
from dateline.cli.options import (
    DEFAULT,
    AllowHost,
    AsCsv,
    AsJson,
    LedgerPlace,
    Workers,
    progress,
    recorded,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Inputs that were set aside.", no_args_is_help=True)
    group.command(name="list", help="List them with their reasons.")(list_)
    group.command(name="retry", help="Try them again.")(retry)
    app.add_typer(group, name="quarantine")


def list_(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List inputs set aside and not released since, and those given up on for now."""
    from dateline.ledger import open_ledger
    from dateline.pipeline.retrying import listed
    from dateline.views import quarantine_list

    opened = open_ledger(ledger)
    rows = quarantine_list.rows(*listed(opened))
    opened.close()
    tables.show(rows, quarantine_list.COLUMNS, as_json, as_csv, "nothing is set aside")


def retry(
    ledger: LedgerPlace = DEFAULT,
    workers: Workers = 1,
    offline: Annotated[bool, typer.Option("--offline", help="leave out addresses")] = False,
    allow_host: AllowHost = None,
    as_json: AsJson = False,
) -> None:
    """Read again every file and address with something set aside; what reads now is released."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.fetching import system_visits
    from dateline.pipeline.retrying import retry as again
    from dateline.pipeline.worker import Pool

    opened, resources = open_ledger(ledger), Resources()
    visits = None if offline else system_visits(allow_host or [])
    with Pool(resources, workers) as pool, progress("reading") as step:
        done = again(
            opened, resources, recorded=recorded(), progress=step, pool=pool, visits=visits
        )
    opened.close()
    report(done, as_json)
