"""`dateline show`: the card of an incident."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import (
    DEFAULT,
    AsCsv,
    AsJson,
    AsOf,
    AsRecorded,
    LedgerPlace,
    moment,
    tell_left_out,
    warn,
)


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="show", help="Print the card of an incident.")(show)


def show(
    incident: Annotated[str, typer.Argument(help="its id, or the beginning of it")],
    ledger: LedgerPlace = DEFAULT,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    html: Annotated[
        Path | None, typer.Option(help="write one self-contained page to this file")
    ] = None,
) -> None:
    """Print one incident with the documents that tell it."""
    from dateline.cli.read import write_page
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError, Published
    from dateline.pipeline import Resources
    from dateline.pipeline.ledgers import find, held, incidents, newest, resolve
    from dateline.views import card_html, card_text, events_text, read_csv, read_json
    from dateline.views.card import cards

    if as_json and as_csv:
        raise DatelineError("--json and --csv", expected="one of them")
    when = moment(as_of, recorded)
    resources = Resources()
    opened = open_ledger(ledger)
    found = incidents(opened, resources, **when)
    if recorded:
        chosen = find(found, incident)
    else:
        answer = resolve(opened, found, incident)
        chosen = answer.incident
        for line in events_text.trail(answer.trail):
            warn(line)
    told = held(opened, [m.document for m in chosen.mentions], **when)
    pairs = told.documents
    day = Published.parse(as_of, "--as-of") if as_of else newest(opened)
    opened.close()
    if as_of:
        tell_left_out(told)
    drawn = [c for c in cards(found, pairs, resources.kinds, day) if c.id == chosen.id]
    if html is not None:
        write_page(html, card_html.render(drawn, pairs))
    if as_json:
        typer.echo(read_json.dumps(read_json.rows(pairs, [chosen])), nl=False)
    elif as_csv:
        typer.echo(read_csv.dumps(pairs, [chosen]), nl=False)
    else:
        typer.echo(card_text.render(drawn, pairs), nl=False)
