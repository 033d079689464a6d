"""`dateline network`: who said or did what to whom."""

from __future__ import annotations

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="network", help="Who said or did what to whom, by quad class.")(
        spelt_out(network_)
    )


def network_(
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Each row is one incident: source, relation, target, and the claims it rests on."""
    from dateline.views import network
    from dateline.views.plots import network as plot
    from dateline.views.plots import page

    answer, _ = figures.asked(asking)
    rows = network.rows(answer.incidents, answer.documents, answer.kinds)
    figures.show(
        rows, network.COLUMNS, lambda: network.draw(rows), form,
        lambda: page(plot.figure(rows), title="Who did what to whom", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=network.COLUMNS),
    )  # fmt: skip
