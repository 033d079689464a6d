"""`dateline relink`: compute incidents anew by the code of today, and record what changed."""

from __future__ import annotations

import json

import typer

from dateline.cli.options import DEFAULT, AsJson, LedgerPlace, recorded


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="relink", help="Compute incidents anew and record what changed.")(relink)


def relink(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False) -> None:
    """Compute incidents anew; every `add`, `reread` and `fix` ends with the same step."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.store import relink as anew
    from dateline.views import event_rows, events_text

    opened = open_ledger(ledger)
    done = anew(opened, Resources(), recorded=recorded())
    opened.close()
    if as_json:
        rows = [event_rows.of(c) for c in done.changes]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        typer.echo(events_text.summary(done.changes, len(done.grown)) or "no change\n", nl=False)
