"""`dateline timeline`: incidents and the steps of their lives in order of time."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.figures import Actor, History, Html, KindName
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="timeline", help="Incidents and their steps in order of time.")(timeline_)


def timeline_(
    incident: Annotated[
        str | None, typer.Argument(help="its id: only this incident and those linked to it")
    ] = None,
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
    """Bars cover every day that the words leave open; steps lie at their report's publication."""
    from dateline.pipeline.ledgers import find
    from dateline.views import timeline
    from dateline.views.plots import page
    from dateline.views.plots import timeline as plot

    answer, _ = figures.asked(ledger, kind, actor, history or incident is not None, as_of, recorded)
    chosen = list(answer.incidents)
    if incident is not None:
        main = find(chosen, incident)
        linked = {link.incident for link in main.links}
        chosen = [i for i in chosen if i.id == main.id or i.id in linked]
    rows = timeline.rows(chosen, answer.documents, answer.kinds)
    figures.show(
        rows, timeline.COLUMNS, lambda: timeline.draw(rows), as_json, as_csv, html,
        lambda: page(plot.figure(rows), title="Timeline", lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=timeline.COLUMNS),
    )  # fmt: skip
