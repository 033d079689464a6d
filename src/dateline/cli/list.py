"""`dateline list`: the incidents or the documents of the ledger."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    AsOf,
    AsRecorded,
    LedgerPlace,
    Where,
    moment,
    tell_left_out,
)


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="list", help="List incidents, or documents.")(list_)


def list_(
    ledger: LedgerPlace = DEFAULT,
    kind: Annotated[str | None, typer.Option(help="only incidents of this kind")] = None,
    where: Where = None,
    documents: Annotated[bool, typer.Option("--documents", help="list documents")] = False,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what the ledger holds, now or at a moment, in the order of publication."""
    from dateline.kinds import kind as pack
    from dateline.ledger import open_ledger
    from dateline.pipeline import Resources
    from dateline.pipeline.ledgers import held, incidents
    from dateline.views import filters, incident_list

    if kind is not None:
        pack(kind)
    when = moment(as_of, recorded)
    opened = open_ledger(ledger)
    if as_of:
        tell_left_out(held(opened, (), **when))
    if documents:
        rows = incident_list.documents(held(opened, **when).documents)
        columns = incident_list.DOCUMENT_COLUMNS
    else:
        resources = Resources()
        found = incidents(opened, resources, **when)
        chosen = [i for i in found if kind in (None, i.kind)]
        if where is not None:
            rule = filters.incident_rule(where, resources.kinds)
            chosen = filters.matching(chosen, rule, held(opened, **when).documents)
        rows = incident_list.rows(chosen, resources.kinds)
        columns = incident_list.COLUMNS
    opened.close()
    if documents:
        none = "no document; next: dateline add FILE|URL..."
    else:
        none = (
            "no incident fits" if kind or where else "no incident; next: dateline add FILE|URL..."
        )
    tables.show(rows, columns, as_json, as_csv, none)
