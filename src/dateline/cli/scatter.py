"""`dateline scatter`: two reported figures against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.figures import Actor, History, Html
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="scatter", help="Two reported figures against each other.")(scatter_)


def scatter_(
    ledger: LedgerPlace = DEFAULT,
    kind: Annotated[
        str | None, typer.Option(help="the kind; by default the one that declares a scatter")
    ] = None,
    actor: Actor = None,
    history: History = False,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    html: Html = None,
) -> None:
    """Which figures, and which textbook curve, the pack of the kind says."""
    from dateline.model import DatelineError
    from dateline.views import scatter
    from dateline.views.plots import page
    from dateline.views.plots import scatter as plot

    answer, _ = figures.asked(ledger, kind, actor, history, as_of, recorded)
    able = [k for k in answer.kinds if k.scatter is not None and kind in (None, k.name)]
    if not able:
        names = ", ".join(k.name for k in answer.kinds if k.scatter is not None)
        raise DatelineError(f"the kind {kind} declares no scatter", expected=f"one of {names}")
    pack = able[0]
    rows = scatter.rows(answer.incidents, answer.documents, pack)
    labels = [s.label for s in map(pack.slot, (rows[0]["x_slot"], rows[0]["y_slot"])) if s] if (
        rows) else []  # fmt: skip
    title = f"{pack.label}: {' against '.join(labels[::-1])}"
    figures.show(
        rows, scatter.COLUMNS, lambda: scatter.draw(rows, pack), as_json, as_csv, html,
        lambda: page(plot.figure(rows, pack), title=title, lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=scatter.COLUMNS),
    )  # fmt: skip
