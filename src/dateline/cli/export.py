"""`dateline export`: a ledger in the layouts of others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import export_tables
from dateline.cli.options import (
    DEFAULT,
    AsOf,
    AsRecorded,
    LedgerPlace,
    Where,
    moment,
    tell_left_out,
    warn,
)

if TYPE_CHECKING:
    from dateline.exports.polecat import Export, Pairs
    from dateline.model import Incident
    from dateline.pipeline import Resources

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FILE...]", help="reports to read; without any, the ledger"),
]
Output = Annotated[Path, typer.Option("--output", "-o", help="file to write; - is stdout")]


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Write a ledger in the layouts of others.", no_args_is_help=True)
    group.command(name="polecat", help="POLECAT: 40 columns and a provenance sidecar.")(polecat)
    export_tables.register(group)
    app.add_typer(group, name="export")


def polecat(
    files: Files = None,
    ledger: LedgerPlace = DEFAULT,
    where: Where = None,
    as_of: AsOf = None,
    recorded: AsRecorded = None,
    output: Output = Path("-"),
    provenance: Annotated[
        Path | None, typer.Option(help="the sidecar; by default NAME_provenance.csv beside -o")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="publication date or instant of the FILEs")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="the publisher of the FILEs")] = None,
    flagged: Annotated[
        bool,
        typer.Option(
            "--flagged", help="also what is negated, ordered, possible or history, with a flag"
        ),
    ] = False,
) -> None:
    """Write events and their provenance; how full each column is goes to stderr."""
    from dateline.exports import polecat as layout
    from dateline.model import DatelineError
    from dateline.pipeline import Resources
    from dateline.pipeline.content import fitting
    from dateline.pipeline.versions import versions

    resources = Resources()
    if files and (as_of or recorded):
        raise DatelineError(
            "--as-of and --recorded ask a ledger", expected="no FILE", run="dateline export polecat"
        )
    if files:
        pairs, incidents = _read(files, published, outlet, resources)
    else:
        pairs, incidents = _held(ledger, resources, as_of, recorded)
    if where:
        incidents = fitting(incidents, where, pairs, resources)
    done = layout.export(pairs, incidents, f"dateline {versions().code}", flagged)
    _write(output, layout.tsv(done))
    beside = provenance or _beside(output)
    if beside is not None:
        _write(beside, layout.provenance_csv(done))
    _report(done, beside)


def _read(
    files: list[Path], published: str | None, outlet: str | None, resources: Resources
) -> tuple[Pairs, tuple[Incident, ...]]:
    from dateline.model import Published
    from dateline.pipeline.telling import tell
    from dateline.pipeline.worker import Pool
    from dateline.readers import Known

    moment = Published.parse(published) if published else None
    with Pool(resources) as pool:
        done = tell(files, Known(moment, outlet), resources, pool)
    for problem in (*done.remarks, *done.refused):
        warn(problem)
    if done.refused and not done.documents:
        raise typer.Exit(2)
    return [(d.document, d.claims) for d in done.documents], done.incidents


def _held(
    ledger: str, resources: Resources, as_of: str | None, recorded: str | None
) -> tuple[Pairs, tuple[Incident, ...]]:
    from dateline.ledger import open_ledger
    from dateline.pipeline.ledgers import held, incidents

    opened = open_ledger(ledger)
    try:
        when = moment(as_of, recorded)
        shown = held(opened, **when)
        if as_of:
            tell_left_out(shown)
        return shown.documents, incidents(opened, resources, **when)
    finally:
        opened.close()


def _beside(output: Path) -> Path | None:
    if str(output) == "-":
        return None
    return output.with_name(f"{output.stem}_provenance.csv")


def _write(path: Path, text: str) -> None:
    from dateline.cli.read import write_page

    if str(path) == "-":
        typer.echo(text, nl=False)
    else:
        write_page(path, text)


def _report(done: Export, beside: Path | None) -> None:
    total = len(done.events)
    typer.echo(f"events {total}", err=True)
    for reason, count in done.left_out:
        typer.echo(f"  left out, {reason}: {count}", err=True)
    for column, count in done.fill:
        share = f"{100 * count / total:.0f} %" if total else "-"
        typer.echo(f"  {column:<26}{share:>6}  {count}/{total}", err=True)
    if beside is None:
        warn("no provenance was written; next: --provenance FILE")
