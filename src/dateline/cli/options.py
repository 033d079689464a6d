"""Options and small services that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

if TYPE_CHECKING:
    from dateline.pipeline.ledgers import Held

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

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="TIME", help="only what was published by then: 2026-01-04, or an instant"
    ),
]
AsRecorded = Annotated[
    str | None,
    typer.Option(
        "--recorded", metavar="TIME", help="as the ledger was then: a time, or a batch of the log"
    ),
]

AllowHost = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-host",
        metavar="HOST[:PORT]",
        help="fetch from this host although its address is not public, or from this port",
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", min=1, help="processes that read texts; the result is the same")
]

DEFAULT = "dateline.ledger"


class Moment(TypedDict):
    """Both clocks, as `pipeline.ledgers` takes them."""

    as_of: datetime | None
    recorded: datetime | int | None


def moment(as_of: str | None, recorded: str | None) -> Moment:
    """Both clocks from the words of their options."""
    from dateline.pipeline import states

    return {
        "as_of": states.moment(as_of) if as_of else None,
        "recorded": states.clock(recorded) if recorded else None,
    }


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


def tell_left_out(held: Held) -> None:
    """Say on stderr how many articles a date leaves out."""
    if held.undated or held.later:
        warn(f"left out: {held.later} published later, {held.undated} without a publication date")
