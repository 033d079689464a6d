"""`dateline log`: what was written to the ledger, when; and what analysts decided."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="log", help="List what was written, and when.")(log)


def log(
    ledger: LedgerPlace = DEFAULT,
    decisions: Annotated[
        bool,
        typer.Option("--decisions", help="list decisions: live, undone, orphaned, or left out"),
    ] = False,
    incidents: Annotated[
        bool, typer.Option("--incidents", help="list what became of incidents")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List batches, oldest first; every one is chained to the one before."""
    from dateline.ledger import open_ledger
    from dateline.ledger.batches import all_batches

    if decisions:
        _decisions(ledger, as_json, as_csv)
        return
    if incidents:
        _incidents(ledger, as_json, as_csv)
        return
    opened = open_ledger(ledger)
    with opened.reading() as connection:
        rows = [
            {"batch": r.id, "recorded": r.recorded, "command": r.command,
             "documents": r.documents, "readings": r.readings, "rows": r.rows,
             "quarantined": r.quarantined, "chain": r.chain}
            for r in all_batches(connection)
        ]  # fmt: skip
    opened.close()
    columns = (
        "batch", "recorded", "command", "documents", "readings", "rows", "quarantined", "chain",
    )  # fmt: skip
    none = "nothing was written yet; next: dateline add FILE|URL..."
    tables.show(rows, columns, as_json, as_csv, none)


def _decisions(ledger: str, as_json: bool, as_csv: bool) -> None:
    from dateline.ledger import judgements, open_ledger
    from dateline.pipeline.decisions import suspended
    from dateline.pipeline.judged import applied
    from dateline.pipeline.ledgers import held

    opened = open_ledger(ledger)
    with opened.reading() as connection:
        every = judgements.every(connection)
        live = judgements.live(connection)
    claims = [c for _, c in held(opened).documents]
    orphaned = set(applied(claims, live).orphaned)
    left_out = set(suspended(claims, live))
    opened.close()
    holding = {n for n, _ in live}

    def state(number: int, relation: str) -> str:
        if number in orphaned:
            return "orphaned"
        if number in left_out:
            return "left out"
        return "live" if number in holding or relation == "undo" else "undone"

    rows = [
        {"decision": n, "recorded": j.recorded, "relation": j.relation,
         "left": j.left.quote if j.left else "", "right": j.right.quote if j.right else j.value,
         "by": j.by, "reason": j.reason, "state": state(n, j.relation)}
        for n, j in every
    ]  # fmt: skip
    columns = ("decision", "recorded", "relation", "left", "right", "by", "reason", "state")
    tables.show(
        rows, columns, as_json, as_csv, "nothing was decided yet; next: dateline fix --help"
    )


def _incidents(ledger: str, as_json: bool, as_csv: bool) -> None:
    from dateline.ledger import history, open_ledger
    from dateline.views import event_rows

    opened = open_ledger(ledger)
    with opened.reading() as connection:
        rows = event_rows.rows(history.events(connection))
    opened.close()
    tables.show(rows, event_rows.COLUMNS, as_json, as_csv)
