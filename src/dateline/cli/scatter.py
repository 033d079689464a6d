"""`dateline scatter`: two reported figures against each other."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="scatter", help="Two reported figures against each other.")(
        spelt_out(scatter_)
    )


def scatter_(
    kind: Annotated[
        str | None, typer.Option(help="the kind; by default the one that declares a scatter")
    ] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Which figures, and which textbook curve, the pack of the kind says."""
    from dateline.model import DatelineError
    from dateline.views import scatter
    from dateline.views.plots import page
    from dateline.views.plots import scatter as plot

    answer, _ = figures.asked(asking)
    able = [k for k in answer.kinds if k.scatter is not None and kind in (None, k.name)]
    if not able:
        names = ", ".join(k.name for k in answer.kinds if k.scatter is not None)
        raise DatelineError(f"the kind {kind} declares no scatter", expected=f"one of {names}")
    pack = able[0]
    rows = scatter.rows(answer.incidents, answer.documents, pack)
    axes = (pack.scatter.y, pack.scatter.x) if pack.scatter else ()
    labels = [s.label for s in map(pack.slot, axes) if s]
    title = f"{pack.label}: {' against '.join(labels)}"
    figures.show(
        rows, scatter.COLUMNS, lambda: scatter.draw(rows, pack), form,
        lambda: page(plot.figure(rows, pack), title=title, lead=plot.LEAD, notes=plot.notes(rows),
                     rows=rows, columns=scatter.COLUMNS),
    )  # fmt: skip
