"""`dateline tempo`: how often, with denominators, gaps and bursts."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.figures import Actor, History, Html, KindName
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="tempo", help="How often: counts, gaps, bursts, denominators.")(tempo_)


def tempo_(
    ledger: LedgerPlace = DEFAULT,
    kind: KindName = None,
    actor: Actor = None,
    by: Annotated[str, typer.Option(help="day, week or month")] = "month",
    calendar: Annotated[
        bool, typer.Option("--calendar", help="take every day of the window as covered")
    ] = False,
    history: History = False,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    html: Html = None,
) -> None:
    """Counts per period against a stated model; zero is not missing."""
    from dateline.model import DatelineError
    from dateline.views import tempo
    from dateline.views.plots import page
    from dateline.views.plots import tempo as plot

    if by not in tempo.PERIODS:
        raise DatelineError(f"--by {by!r}", expected="one of " + ", ".join(tempo.PERIODS))
    answer, _ = figures.asked(ledger, kind, actor, history, as_of, recorded)
    rows = tempo.rows(
        answer.incidents, answer.documents, answer.kinds, answer.as_of, by=by, calendar=calendar
    )
    what = f"{kind or 'incidents'}{f' of {actor}' if actor else ''}"
    figures.show(
        rows, tempo.COLUMNS, lambda: tempo.draw(rows), as_json, as_csv, html,
        lambda: page(plot.figure(rows), title=f"Tempo: {what} per {by}", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=tempo.COLUMNS),
    )  # fmt: skip
