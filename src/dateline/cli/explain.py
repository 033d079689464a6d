"""`dateline explain`: why a value is what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import warn


def register(main: typer.Typer) -> None:
    """Add the command to the main application."""
    main.command(name="explain", help="Print the chain of rules behind every value.")(explain)


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a report; - reads standard input")],
    published: Annotated[
        str | None, typer.Option(help="date or instant of publication: 2026-01-04")
    ] = None,
    cell: Annotated[
        str | None, typer.Option(metavar="SLOT", help="only this slot, statement or prediction")
    ] = None,
    at: Annotated[
        int | None, typer.Option(min=0, metavar="OFFSET", help="only values on this character")
    ] = None,
) -> None:
    """Print, for every value of FILE, its words and the rules that made it, in order."""
    from dateline.model import InputError, Published
    from dateline.pipeline import Resources
    from dateline.pipeline.telling import tell
    from dateline.pipeline.worker import Pool
    from dateline.readers import Known
    from dateline.reference.cues import describe
    from dateline.views import explain as view

    moment = Published.parse(published) if published else None
    resources = Resources()
    with Pool(resources) as pool:
        done = tell([file], Known(moment), resources, pool)
    for problem in (*done.remarks, *done.refused):
        warn(problem)
    documents = [d.claims for d in done.documents]
    rows = view.explanations(documents, done.incidents, cell, at)
    if not rows:
        known = view.slots(documents, done.incidents)
        what = f"no value of {cell!r}" if cell else "no value"
        where = f"{file}, character {at}" if at is not None else str(file)
        raise InputError(what, where=where, expected="one of " + ", ".join(known))
    typer.echo(view.render(rows, describe), nl=False)
