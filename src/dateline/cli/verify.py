"""`dateline verify`: re-read every span and replay every reading."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AllowHost, AsCsv, AsJson, LedgerPlace, progress, warn

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
    refetch: Annotated[
        bool,
        typer.Option("--refetch", help="compare with the pages of today instead of the ledger"),
    ] = False,
    allow_host: AllowHost = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Check the ledger; exit status 1 where anything does not hold.

    With `--refetch` every document that has an address is fetched again: same, changed, gone or
    not reached, and how many of its quotes still stand word for word. A page that changed is no
    failure of the ledger, so the exit status is 0.
    """
    if refetch:
        _refetch(ledger, allow_host or [], as_json, as_csv)
        return
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.ledgers import verify as check
    from dateline.pipeline.worker import Pool

    opened, resources = open_ledger(ledger), Resources()
    with Pool(resources) as pool, progress("verifying") as step:
        result = check(opened, resources, replay=replay, progress=step, pool=pool)
    retain = opened.retain
    opened.close()
    if as_json:
        counts = {
            "holds": result.holds, "retain": retain, "spans": result.spans,
            "reread": result.kept, "failed": result.failed, "readings": result.readings,
            "replayed": result.replayed, "older": result.older, "originals": result.originals,
            "problems": result.problems,
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
    if result.originals:
        one = result.originals == 1
        what = "text is what the bytes it" if one else "texts are what the bytes they"
        typer.echo(f"{result.originals} {what} came from give")
    if result.older:
        some = "1 reading is" if result.older == 1 else f"{result.older} readings are"
        warn(f"{some} of another version; next: dateline reread")
    for problem in result.problems:
        warn(problem)


def _refetch(ledger: str, allow: list[str], as_json: bool, as_csv: bool) -> None:
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.fetching import system_visits
    from dateline.pipeline.refetch import refetch
    from dateline.pipeline.worker import Pool
    from dateline.views import refetched

    opened = open_ledger(ledger)
    with Pool(Resources()) as pool, progress("fetching") as step:
        found = refetch(opened, system_visits(allow), pool=pool, progress=step)
    opened.close()
    rows = refetched.rows(found)
    tables.show(rows, refetched.COLUMNS, as_json, as_csv, "no document has an address")
    if rows and not (as_json or as_csv):
        typer.echo(refetched.sentence(found))
