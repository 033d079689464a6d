"""`dateline matrix`: who says what of one incident, slot by slot."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import figures
from dateline.cli.figures import Html
from dateline.cli.options import DEFAULT, AsCsv, AsJson, AsOf, AsRecorded, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="matrix", help="Who says what of one incident, slot by slot.")(matrix_)


def matrix_(
    incident: Annotated[str, typer.Argument(help="its id, or the beginning of it")],
    ledger: LedgerPlace = DEFAULT,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    html: Html = None,
) -> None:
    """Authorities × slots, with how the values stand to each other."""
    from dateline.pipeline.analysis import standings
    from dateline.pipeline.ledgers import find
    from dateline.views import matrix, spoken
    from dateline.views.plots import matrix as plot
    from dateline.views.plots import page
    from dateline.views.titles import title_of

    answer, resources = figures.asked(ledger, history=True, as_of=as_of, recorded=recorded)
    chosen = find(answer.incidents, incident)
    kind = next(k for k in answer.kinds if k.name == chosen.kind)
    stands = standings(chosen, answer.documents, resources)
    rows = matrix.rows(chosen, answer.documents, kind, stands)
    who = spoken.rows([chosen], answer.documents, answer.kinds, answer.as_of)
    figures.show(
        rows, matrix.COLUMNS, lambda: matrix.draw(rows) + "\n" + spoken.draw(who), as_json, as_csv,
        html, lambda: page(
            plot.figure(rows), title=f"Who says what: {title_of(chosen)}", lead=plot.LEAD,
            notes=[*plot.NOTES, *(f"{r['name']} ({r['authority']}): {spoken.words(r)}"
                                  for r in who)],
            rows=rows, columns=matrix.COLUMNS),
    )  # fmt: skip
