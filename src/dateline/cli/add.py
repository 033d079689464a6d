"""`dateline add`: read reports into the ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    DEFAULT,
    AllowHost,
    AsJson,
    LedgerPlace,
    Workers,
    progress,
    recorded,
    warn,
)

if TYPE_CHECKING:
    from dateline.pipeline.store import Added

Places = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE|URL...",
        help="reports, pages, feeds, WARC, JSON lines, folders, http and https addresses; "
        "- is stdin",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="add", help="Read reports into the ledger.")(add)


def add(
    files: Places,
    ledger: LedgerPlace = DEFAULT,
    published: Annotated[
        str | None, typer.Option(help="publication date or instant where a file gives none")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="the publisher")] = None,
    title: Annotated[str | None, typer.Option(help="the headline")] = None,
    url: Annotated[str | None, typer.Option(help="the canonical address")] = None,
    workers: Workers = 1,
    allow_host: AllowHost = None,
    as_json: AsJson = False,
) -> None:
    """Read files and addresses and store what is new, in one transaction."""
    from dateline.ledger import open_ledger
    from dateline.model import Published
    from dateline.pipeline import Resources
    from dateline.pipeline.places import arrivals
    from dateline.pipeline.store import add as store
    from dateline.pipeline.worker import Pool
    from dateline.readers import Known

    known = Known(Published.parse(published) if published else None, outlet, title, url)
    opened = open_ledger(ledger)
    resources = Resources()
    with Pool(resources, workers) as pool, progress("reading") as step:
        done = store(
            opened, arrivals(files, known, pool, allow_host or ()), resources,
            recorded=recorded(), progress=step, pool=pool,
        )  # fmt: skip
    opened.close()
    report(done, as_json)


def report(done: Added, as_json: bool) -> None:
    """Print what was added, and one line on stderr for every input that was set aside."""
    from dateline.views import event_rows, events_text

    if as_json:
        counts = {
            "batch": done.batch, "documents": done.documents, "readings": done.readings,
            "rows": done.rows, "known": done.known, "unanchored": done.unanchored,
            "quarantined": done.quarantined,
            "incidents": [event_rows.of(c) for c in done.relinked.changes],
            "grown": list(done.relinked.grown),
            "refused": [str(e) for e in (*done.whole, *done.refused)],
            "aborted": [str(e) for _, e in done.aborted],
            "remarks": done.remarks,
        }  # fmt: skip
        typer.echo(json.dumps(counts, ensure_ascii=False, indent=2))
    else:
        typer.echo(
            f"{done.documents} document{'' if done.documents == 1 else 's'}, "
            f"{done.readings} reading{'' if done.readings == 1 else 's'}, {done.rows} rows added; "
            f"{done.known} known already"
        )
        typer.echo(events_text.summary(done.relinked.changes, len(done.relinked.grown)), nl=False)
    if done.unanchored:
        some = "1 document has" if done.unanchored == 1 else f"{done.unanchored} documents have"
        warn(
            f"{some} no publication date, so days such as “Sunday” have no date; next: "
            "dateline add FILE... --published YYYY-MM-DD"
        )
    for problem in (*done.remarks, *done.whole, *done.refused):
        warn(problem)
    for _, stopped in done.aborted:
        warn(stopped if stopped.run else f"{stopped}; next: dateline quarantine retry")
    if done.whole or done.aborted:
        raise typer.Exit(2)
