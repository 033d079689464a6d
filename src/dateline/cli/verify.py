"""`dateline verify`: re-read every span and replay every reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import DEFAULT, AsJson, LedgerPlace, progress, warn

if TYPE_CHECKING:
    from dateline.pipeline.ledgers import Verification


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="verify", help="Re-read every span, replay every derivation.")(verify)


def verify(
    ledger: LedgerPlace = DEFAULT,
    replay: Annotated[
        bool, typer.Option(help="make every reading anew from its text and compare")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Check the ledger; exit status 1 where anything does not hold."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.ledgers import verify as check

    opened = open_ledger(ledger)
    with progress("verifying") as step:
        result = check(opened, Resources(), replay=replay, progress=step)
    retain = opened.retain
    opened.close()
    if as_json:
        counts = {
            "holds": result.holds, "retain": retain, "spans": result.spans,
            "reread": result.kept, "failed": result.failed, "readings": result.readings,
            "replayed": result.replayed, "older": result.older, "problems": result.problems,
        }  # fmt: skip
        typer.echo(json.dumps(counts, ensure_ascii=False, indent=2))
    else:
        _text(result, retain)
    if not result.holds:
        raise typer.Exit(1)


def _text(result: Verification, retain: str) -> None:
    if retain == "none":
        typer.echo(
            f"{result.spans} spans lie inside their texts; no characters retained to re-read"
        )
    else:
        typer.echo(f"{result.kept - result.failed}/{result.kept} spans and values hold")
    if result.replayed or retain == "full":
        typer.echo(f"{result.replayed}/{result.readings} readings made anew")
    else:
        typer.echo(f"readings cannot be made anew: the ledger retains {retain}")
    if result.older:
        warn(f"{result.older} readings are of another version; next: dateline reread")
    for problem in result.problems:
        warn(problem)
