"""`dateline matrix`: who says what of one incident, slot by slot."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.options import Asked, Form, spelt_out


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="matrix", help="Who says what of one incident, slot by slot.")(
        spelt_out(matrix_, without=("history",))
    )


def matrix_(
    incident: Annotated[
        str | None,
        typer.Argument(help="its id, or the beginning of it; by default the only one that fits"),
    ] = None,
    *,
    asking: Asked,
    form: Form,
) -> None:
    """Authorities × slots, with how the values stand to each other."""
    from dateline.pipeline.analysis import standings
    from dateline.pipeline.ledgers import find, only
    from dateline.views import matrix, spoken
    from dateline.views.plots import matrix as plot
    from dateline.views.plots import page
    from dateline.views.titles import title_of

    answer, resources = figures.asked(asking, history=True)
    chosen = find(answer.incidents, incident) if incident else only(answer.incidents)
    kind = next(k for k in answer.kinds if k.name == chosen.kind)
    stands = standings(chosen, answer.documents, resources)
    rows = matrix.rows(chosen, answer.documents, kind, stands)
    who = spoken.rows([chosen], answer.documents, answer.kinds, answer.as_of)
    figures.show(
        rows, matrix.COLUMNS, lambda: matrix.draw(rows) + "\n" + spoken.draw(who), form,
        lambda: page(
            plot.figure(rows), title=f"Who says what: {title_of(chosen)}", lead=plot.LEAD,
            notes=[*plot.NOTES, *(f"{r['name']} ({r['authority']}): {spoken.words(r)}"
                                  for r in who)],
            rows=rows, columns=matrix.COLUMNS),
    )  # fmt: skip
