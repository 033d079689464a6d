"""`dateline watch`: rules whose news are told once, in the terminal and as an Atom feed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace, recorded


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Be told what is new, once.", no_args_is_help=True)
    group.command(name="add", help="Watch a rule.")(add)
    group.command(name="list", help="List the rules that are watched.")(list_)
    group.command(name="remove", help="Watch a rule no longer.")(remove)
    group.command(name="run", help="Tell what is new, changed, corrected or due.")(run)
    group.command(name="alerts", help="List what was told.")(alerts)
    app.add_typer(group, name="watch")


def add(
    rule: Annotated[str, typer.Argument(help="such as 'kind:missile-launch actor:PRK voices>=2'")],
    ledger: LedgerPlace = DEFAULT,
    from_now: Annotated[
        bool, typer.Option("--from-now", help="do not tell what fits already")
    ] = False,
) -> None:
    """Watch a rule; an error points at the character."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources, watch

    opened = open_ledger(ledger)
    number = watch.add(opened, rule, Resources(), recorded=recorded(), from_now=from_now)
    opened.close()
    typer.echo(f"rule {number}: {rule}")


def list_(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List rules, oldest first."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import watch

    opened = open_ledger(ledger)
    rows = [{"watch": w.id, "rule": w.rule, "recorded": w.recorded} for w in watch.rules(opened)]
    opened.close()
    none = "no rule is watched; next: dateline watch add RULE"
    tables.show(rows, ("watch", "rule", "recorded"), as_json, as_csv, none)


def remove(
    number: Annotated[int, typer.Argument(help="number of the rule")],
    ledger: LedgerPlace = DEFAULT,
) -> None:
    """End a rule; what it told stays in the ledger."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import watch

    opened = open_ledger(ledger)
    ended = watch.remove(opened, number, recorded=recorded())
    opened.close()
    typer.echo(f"rule {ended.id} is watched no longer: {ended.rule}")


def run(
    ledger: LedgerPlace = DEFAULT,
    atom: Annotated[
        Path | None, typer.Option(help="write all alerts to this file as an Atom feed")
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(help="the day predictions are due on; by default the newest document's"),
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Tell what every rule has to tell since the last run."""
    from dateline.cli.read import write_page
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources, watch
    from dateline.views import alerts as view
    from dateline.views import atom as feed

    now = recorded()
    opened = open_ledger(ledger)
    rows = watch.run(opened, Resources(), recorded=now, at=at)
    every = watch.past(opened)
    rules = {w.id: w.rule for w in watch.rules(opened)}
    ident = watch.name(opened)
    opened.close()
    if atom is not None:
        write_page(atom, feed.dumps(every, rules, now, ident))
    if as_json or as_csv:
        tables.show(rows, view.COLUMNS, as_json, as_csv)
    else:
        typer.echo(view.text(rows), nl=False)
        ends = ["" if len(found) == 1 else "s" for found in (rows, rules)]
        typer.echo(f"{len(rows)} alert{ends[0]} of {len(rules)} rule{ends[1]}", err=True)


def alerts(
    ledger: LedgerPlace = DEFAULT,
    number: Annotated[int | None, typer.Option("--rule", help="only of this rule")] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List alerts, oldest first."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import watch
    from dateline.views import alerts as view

    opened = open_ledger(ledger)
    rows = watch.past(opened, number)
    opened.close()
    none = "nothing was told yet; next: dateline watch run"
    tables.show(rows, view.COLUMNS, as_json, as_csv, none)
