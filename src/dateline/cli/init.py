"""`dateline init`: make a ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import DEFAULT, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="init", help="Make an empty ledger.")(init)


def init(
    place: Annotated[
        str | None, typer.Argument(metavar="[LEDGER]", help="a new file, or postgresql://…")
    ] = None,
    ledger: LedgerPlace = DEFAULT,
    retain: Annotated[
        str,
        typer.Option(help="what is kept of texts: full, spans (quotes with context) or none"),
    ] = "full",
) -> None:
    """Make an empty ledger at LEDGER."""
    from dateline.ledger import create
    from dateline.ledger.engine import shown

    where = place or ledger
    create(where, retain).close()
    named = "" if where == DEFAULT else f" -l {where}"
    typer.echo(f"ledger {shown(where)} (retains {retain}); next: dateline add FILE|URL...{named}")
