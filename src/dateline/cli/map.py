"""`dateline map`: where incidents happened, as the words say it."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.figures import Actor, History, Html, KindName
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="map", help="Where incidents happened: circles, rings, tracks.")(map_)


def map_(
    incident: Annotated[str | None, typer.Argument(help="its id: only this incident")] = None,
    ledger: LedgerPlace = DEFAULT,
    kind: KindName = None,
    actor: Actor = None,
    history: History = False,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    html: Html = None,
) -> None:
    """Stated places with their radius; what cannot be placed is listed, never guessed."""
    from dateline.pipeline.ledgers import find
    from dateline.views import map as view
    from dateline.views.plots import map as plot
    from dateline.views.plots import page

    answer, _ = figures.asked(ledger, kind, actor, history or incident is not None, as_of, recorded)
    chosen = [find(answer.incidents, incident)] if incident else answer.incidents
    rows = view.rows(chosen, answer.documents, answer.kinds)
    figures.show(
        rows, view.COLUMNS, lambda: view.draw(rows), as_json, as_csv, html,
        lambda: page(plot.figure(rows), title="Map", lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=view.COLUMNS),
    )  # fmt: skip
