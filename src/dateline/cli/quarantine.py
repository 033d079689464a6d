"""`dateline quarantine`: inputs that were set aside."""

from __future__ import annotations

import typer

from dateline.cli import tables
from dateline.cli.add import report
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace, progress, recorded


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Inputs that were set aside.", no_args_is_help=True)
    group.command(name="list", help="List them with their reasons.")(list_)
    group.command(name="retry", help="Try them again.")(retry)
    app.add_typer(group, name="quarantine")


def list_(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List inputs set aside and not released since."""
    from dateline.ledger import open_ledger
    from dateline.ledger.quarantine import waiting

    opened = open_ledger(ledger)
    with opened.reading() as connection:
        rows = [
            {"id": r.id, "name": r.name, "reason": r.reason, "path": r.path, "batch": r.batch}
            for r in waiting(connection)
        ]
    opened.close()
    tables.show(rows, ("id", "name", "reason", "path", "batch"), as_json, as_csv)


def retry(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False) -> None:
    """Read again every file with something set aside; what reads now is released."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.store import retry as again

    opened = open_ledger(ledger)
    with progress("reading") as step:
        done = again(opened, Resources(), recorded=recorded(), progress=step)
    opened.close()
    report(done, as_json)
