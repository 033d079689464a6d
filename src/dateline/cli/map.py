"""`dateline map`: where incidents happened, as the words say it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="map", help="Where incidents happened: circles, rings, tracks.")(
        spelt_out(map_)
    )


def map_(
    incident: Annotated[str | None, typer.Argument(help="its id: only this incident")] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Stated places with their radius; what cannot be placed is listed, never guessed."""
    from dateline.pipeline.ledgers import find
    from dateline.views import map as view
    from dateline.views.plots import map as plot
    from dateline.views.plots import page

    answer, _ = figures.asked(asking, history=incident is not None)
    chosen = [find(answer.incidents, incident)] if incident else answer.incidents
    rows = view.rows(chosen, answer.documents, answer.kinds)
    figures.show(
        rows, view.COLUMNS, lambda: view.draw(rows), form,
        lambda: page(plot.figure(rows), title="Map", lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=view.COLUMNS),
    )  # fmt: skip
