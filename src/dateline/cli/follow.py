"""`dateline follow`: feeds that are read again and again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import tables
from dateline.cli.add import report
from dateline.cli.options import (
    DEFAULT,
    AllowHost,
    AsCsv,
    AsJson,
    LedgerPlace,
    Workers,
    progress,
    recorded,
    warn,
)

if TYPE_CHECKING:
    from dateline.ledger.feeds import Poll


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Feeds that are read again and again.", no_args_is_help=True)
    group.command(name="add", help="Follow feeds.")(add)
    group.command(name="list", help="List them, and how each stands.")(list_)
    group.command(name="remove", help="Follow feeds no longer.")(remove)
    group.command(name="run", help="Look at every feed that is due.")(run)
    app.add_typer(group, name="follow")


def add(
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="URL|OPML...", help="addresses of feeds, or lists of them"),
    ],
    ledger: LedgerPlace = DEFAULT,
    title: Annotated[str | None, typer.Option(help="the outlet; else what the feed says")] = None,
    every: Annotated[int, typer.Option(help="seconds between two looks, at least 60")] = 1800,
    pages: Annotated[
        bool, typer.Option("--pages", help="fetch the page of every entry as well")
    ] = False,
    allow_host: AllowHost = None,
) -> None:
    """Follow feeds; nothing is fetched before the next run."""
    from dateline.ledger import open_ledger
    from dateline.network import Policy
    from dateline.pipeline import follow

    policy = Policy.of(allow_host or [])
    found = follow.named(feeds, title, every, pages)
    opened = open_ledger(ledger)
    new = follow.add(opened, found, policy, recorded=recorded())
    opened.close()
    typer.echo(
        f"{len(new)} feed{'' if len(new) == 1 else 's'} added, {len(found) - len(new)} followed "
        "already; next: dateline follow run"
    )


def remove(
    feeds: Annotated[list[str], typer.Argument(metavar="URL...", help="addresses of feeds")],
    ledger: LedgerPlace = DEFAULT,
) -> None:
    """Follow feeds no longer; what they gave stays."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import follow

    opened = open_ledger(ledger)
    count = follow.remove(opened, feeds, recorded=recorded())
    opened.close()
    typer.echo(f"{count} feed{'' if count == 1 else 's'} removed")


def list_(ledger: LedgerPlace = DEFAULT, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List followed feeds: the last look, the next one, failures, documents, and why it failed."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import follow
    from dateline.views import feed_list

    opened = open_ledger(ledger)
    rows = feed_list.rows(follow.health(opened))
    opened.close()
    columns = feed_list.COLUMNS if as_csv or as_json else feed_list.COLUMNS[:-2]
    none = "no feed is followed; next: dateline follow add URL|OPML..."
    tables.show(rows, columns, as_json, as_csv, none)


def run(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="[URL...]", help="only these feeds")
    ] = None,
    ledger: LedgerPlace = DEFAULT,
    force: Annotated[bool, typer.Option(help="also those that are not due")] = False,
    workers: Workers = 1,
    allow_host: AllowHost = None,
    as_json: AsJson = False,
) -> None:
    """Look at every feed that is due and store what is new; run it from cron or by hand."""
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources, follow
    from dateline.pipeline.fetching import system_visits
    from dateline.pipeline.worker import Pool
    from dateline.views import feed_list

    opened = open_ledger(ledger)
    visits, resources = system_visits(allow_host or []), Resources()
    with Pool(resources, workers) as pool, progress("following") as step:
        work = follow.Run(opened, resources, visits, pool, force)
        polls, done = follow.run(work, only=feeds or (), progress=step)
    waiting = feed_list.rows(follow.health(opened))
    opened.close()
    if as_json:
        rows = [{n: getattr(p, n) for n in type(p).__slots__} for p in polls]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif polls:
        _text(polls)
        report(done, False)
    else:
        typer.echo(f"0 feeds looked at; {_waits([w['next'] for w in waiting if w['next']])}")


def _waits(moments: list[str]) -> str:
    """Why there was none to look at."""
    if not moments:
        return "none is followed; next: dateline follow add URL|OPML..."
    word = "waits" if len(moments) == 1 else "wait"
    return (
        f"{len(moments)} {word}, the first until {min(moments)}; next: dateline follow run --force"
    )


def _text(polls: list[Poll]) -> None:
    for poll in polls:
        if poll.reason:
            warn(f"{poll.feed}: {poll.outcome}, {poll.reason}; next look {poll.due or 'never'}")
    counts = [f"{sum(p.outcome == o for p in polls)} {o}" for o in dict.fromkeys(
        p.outcome for p in polls)]  # fmt: skip
    one = "" if len(polls) == 1 else "s"
    typer.echo(f"{len(polls)} feed{one} looked at" + (": " + ", ".join(counts) if counts else ""))
