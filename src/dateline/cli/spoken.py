"""`dateline spoken`: who has spoken on an incident, who has not yet, who is late."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="spoken", help="Who has spoken, who has not yet, who is late.")(
        spelt_out(spoken_, without=("history",))
    )


def spoken_(
    incident: Annotated[
        str | None, typer.Argument(help="its id, or the beginning of it; all by default")
    ] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Authorities that usually speak on such incidents: said, not in your ledger yet, late."""
    from dateline.pipeline.ledgers import find
    from dateline.views import spoken
    from dateline.views.plots import page
    from dateline.views.plots import spoken as plot

    answer, _ = figures.asked(asking, history=incident is not None)
    chosen = [find(answer.incidents, incident)] if incident else [
        i for i in answer.incidents if i.kind != "generic"
    ]  # fmt: skip
    rows = spoken.rows(chosen, answer.documents, answer.kinds, answer.as_of)
    figures.show(
        rows, spoken.COLUMNS, lambda: spoken.draw(rows) or spoken.NOBODY, form,
        lambda: page(plot.figure(rows), title="Who has spoken", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=spoken.COLUMNS),
    )  # fmt: skip
