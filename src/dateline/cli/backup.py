"""`dateline backup`: a checked copy of the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="backup", help="Copy the ledger and check the copy.")(backup)


def backup(
    target: Annotated[Path, typer.Argument(help="the new file")], ledger: LedgerPlace = DEFAULT
) -> None:
    """Copy a SQLite ledger to TARGET, also while others read and write it."""
    from dateline.ledger import open_ledger
    from dateline.ledger.backup import backup as copy

    opened = open_ledger(ledger)
    size = copy(opened, target)
    opened.close()
    typer.echo(f"{target}: {size} bytes, integrity ok")
