"""`dateline search`: words in the retained texts."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="search", help="Find words in the texts.")(search)


def search(
    words: Annotated[str, typer.Argument(help='words; "in quotes" they stand together')],
    ledger: LedgerPlace = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List current documents that hold all the words; exit status 1 where none does."""
    from dateline.ledger import open_ledger
    from dateline.pipeline.ledgers import find_words

    opened = open_ledger(ledger)
    found = find_words(opened, words)
    opened.close()
    rows = [
        {"document": d.id, "published": d.published.original if d.published else None,
         "outlet": d.outlet, "start": h.start, "end": h.end, "snippet": h.snippet}
        for d, h in found
    ]  # fmt: skip
    columns = ("document", "published", "outlet", "start", "end", "snippet")
    tables.show(rows, columns, as_json, as_csv, "no text holds all these words")
    if not rows:
        raise typer.Exit(1)
