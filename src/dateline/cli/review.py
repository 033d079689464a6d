"""`dateline review`: walk what the scores are unsure of, and decide."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace, recorded

KEYS = {"s": "same", "n": "not-same", "p": "part-of"}


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="review", help="Walk the pairs that the scores are unsure of.")(review)


def review(
    by: Annotated[str, typer.Option("--by", help="who decides")] = "",
    listed: Annotated[bool, typer.Option("--list", help="only list what waits")] = False,
    ledger: LedgerPlace = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask of every pair: same (s), not same (n), part of (p), skip (enter), quit (q).

    Every answer asks for a reason and is a decision of the log.
    """
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources
    from dateline.pipeline.decisions import decide
    from dateline.pipeline.review import judgement, queue
    from dateline.views import review_rows

    opened = open_ledger(ledger)
    resources = Resources()
    waiting = queue(opened, resources)
    if listed or as_json or as_csv:
        tables.show(waiting.rows(), review_rows.COLUMNS, as_json, as_csv, "nothing to review")
        opened.close()
        return
    if not by.strip():
        raise DatelineError(
            "a decision needs a name", run="dateline review --by NAME, or dateline review --list"
        )
    done = 0
    for number, one in enumerate(waiting.asked, 1):
        typer.echo(review_rows.render(one, number, len(waiting.asked)))
        relation = _ask()
        if relation == "q":
            break
        if relation:
            reason = _reason()
            try:
                decide(opened, judgement(one, relation, by, reason, recorded()), resources)
                done += 1
            except DatelineError as error:
                typer.echo(f"not written: {error}")
        typer.echo()
    for lost in waiting.lost:
        quote = lost.judgement.left.quote if lost.judgement.left else ""
        typer.echo(f"decision {lost.number} ({lost.judgement.relation}) fits nowhere: “{quote}”")
    opened.close()
    typer.echo(f"{done} decision{'' if done == 1 else 's'}; {len(waiting.asked)} waited")


def _ask() -> str:
    """The relation of an answer; empty to skip, q to quit or at the end of input."""
    while True:
        try:
            key = input("same (s), not same (n), A is part of B (p), skip (enter), quit (q)? ")
        except EOFError:
            return "q"
        key = key.strip().lower()[:1]
        if key in ("", "q"):
            return key
        if key in KEYS:
            return KEYS[key]


def _reason() -> str:
    """Why; asked again while empty."""
    while True:
        try:
            reason = input("why? ").strip()
        except EOFError:
            reason = "no reason given"
        if reason:
            return reason
