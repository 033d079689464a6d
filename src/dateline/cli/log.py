"""`dateline log`: what was written to the ledger, and when."""

from __future__ import annotations

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="log", help="List what was written, and when.")(log)


def log(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List batches, oldest first; every one is chained to the one before."""
    from dateline.ledger import open_ledger
    from dateline.ledger.batches import all_batches

    opened = open_ledger(ledger)
    with opened.reading() as connection:
        rows = [
            {"batch": r.id, "recorded": r.recorded, "command": r.command,
             "documents": r.documents, "readings": r.readings, "rows": r.rows,
             "quarantined": r.quarantined, "chain": r.chain}
            for r in all_batches(connection)
        ]  # fmt: skip
    opened.close()
    columns = (
        "batch", "recorded", "command", "documents", "readings", "rows", "quarantined", "chain",
    )  # fmt: skip
    tables.show(rows, columns, as_json, as_csv)
