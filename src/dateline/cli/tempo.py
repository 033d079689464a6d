"""`dateline tempo`: how often, with denominators, gaps and bursts."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="tempo", help="How often: counts, gaps, bursts, denominators.")(
        spelt_out(tempo_)
    )


def tempo_(
    by: Annotated[str, typer.Option(help="day, week or month")] = "month",
    calendar: Annotated[
        bool, typer.Option("--calendar", help="take every day of the window as covered")
    ] = False,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Counts per period against a stated model; zero is not missing."""
    from dateline.views import tempo
    from dateline.views.plots import page
    from dateline.views.plots import tempo as plot

    answer, _ = figures.asked(asking)
    rows = tempo.rows(
        answer.incidents, answer.documents, answer.kinds, answer.as_of, by=by, calendar=calendar
    )
    what = f"{asking.kind or 'incidents'}{f' of {asking.actor}' if asking.actor else ''}"
    figures.show(
        rows, tempo.COLUMNS, lambda: tempo.draw(rows), form,
        lambda: page(plot.figure(rows), title=f"Tempo: {what} per {by}", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=tempo.COLUMNS),
    )  # fmt: skip
