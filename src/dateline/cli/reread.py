"""`dateline reread`: read stored texts again with this code, model and tables."""

from __future__ import annotations

import typer

from dateline.cli.add import report
from dateline.cli.options import DEFAULT, AsJson, LedgerPlace, Workers, progress, recorded


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="reread", help="Read stored texts again where the code or tables changed.")(
        reread
    )


def reread(ledger: LedgerPlace = DEFAULT, workers: Workers = 1, as_json: AsJson = False) -> None:
    """Replace current readings of other versions; the old ones stay for audit."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.store import reread as again
    from dateline.pipeline.worker import Pool

    opened = open_ledger(ledger)
    resources = Resources()
    with Pool(resources, workers) as pool, progress("reading") as step:
        done = again(opened, resources, recorded=recorded(), progress=step, pool=pool)
    opened.close()
    report(done, as_json)
