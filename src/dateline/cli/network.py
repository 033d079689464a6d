"""`dateline network`: who said or did what to whom."""

from __future__ import annotations

import typer

from dateline.cli import figures
from dateline.cli.figures import Actor, History, Html, KindName
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="network", help="Who said or did what to whom, by quad class.")(network_)


def network_(
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
    """Each row is one incident: source, relation, target, and the claims it rests on."""
    from dateline.views import network
    from dateline.views.plots import network as plot
    from dateline.views.plots import page

    answer, _ = figures.asked(ledger, kind, actor, history, as_of, recorded)
    rows = network.rows(answer.incidents, answer.documents, answer.kinds)
    figures.show(
        rows, network.COLUMNS, lambda: network.draw(rows), as_json, as_csv, html,
        lambda: page(plot.figure(rows), title="Who did what to whom", lead=plot.LEAD,
                     notes=plot.notes(rows), rows=rows, columns=network.COLUMNS),
    )  # fmt: skip
