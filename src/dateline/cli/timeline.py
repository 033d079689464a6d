"""`dateline timeline`: incidents and the steps of their lives in order of time."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="timeline", help="Incidents and their steps in order of time.")(
        spelt_out(timeline_)
    )


def timeline_(
    incident: Annotated[
        str | None, typer.Argument(help="its id: only this incident and those linked to it")
    ] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Bars cover every day that the words leave open; steps lie at their report's publication."""
    from dateline.pipeline.ledgers import find
    from dateline.views import timeline
    from dateline.views.plots import page
    from dateline.views.plots import timeline as plot

    answer, _ = figures.asked(asking, history=incident is not None)
    chosen = list(answer.incidents)
    if incident is not None:
        main = find(chosen, incident)
        linked = {link.incident for link in main.links}
        chosen = [i for i in chosen if i.id == main.id or i.id in linked]
    rows = timeline.rows(chosen, answer.documents, answer.kinds)
    figures.show(
        rows, timeline.COLUMNS, lambda: timeline.draw(rows), form,
        lambda: page(plot.figure(rows), title="Timeline", lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=timeline.COLUMNS),
    )  # fmt: skip
