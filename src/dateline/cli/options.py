"""Options and small services that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

LedgerPlace = Annotated[
    str,
    typer.Option(
        "--ledger", "-l", envvar="DATELINE_LEDGER", help="the ledger: a file, or postgresql://…"
    ),
]
Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="reports, pages, feeds, WARC, JSON lines, folders; - is stdin"
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]
AsCsv = Annotated[bool, typer.Option("--csv", help="print CSV")]
Where = Annotated[
    str | None,
    typer.Option(help="only incidents that fit a rule, such as 'actor:PRK voices>=2'"),
]

DEFAULT = "dateline.ledger"


def recorded() -> str:
    """The time of an entry in the log, UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None] | None]:
    """A count on stderr while something long runs; nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(), TextColumn("{task.fields[name]}", markup=False),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None, name="")

        def step(name: str) -> None:
            bar.update(task, advance=1, name=name)

        yield step


def warn(message: object) -> None:
    """One line on stderr."""
    typer.echo(f"dateline: {message}", err=True)
