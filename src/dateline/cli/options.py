"""Options and small services that several commands share."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, get_type_hints

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
WherePrediction = Annotated[
    str | None,
    typer.Option(
        "--where", help="only predictions that fit a rule, such as 'authority:KOR since:2026-02'"
    ),
]
KindName = Annotated[str | None, typer.Option("--kind", help="only incidents of this kind")]
Actor = Annotated[
    str | None, typer.Option("--actor", help="only incidents of this actor: PRK, KOR:JCS")
]
History = Annotated[
    bool, typer.Option("--history", help="also what every report tells as something past")
]
Html = Annotated[
    Path | None, typer.Option("--html", help="write one self-contained page to this file")
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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which incidents of which ledger, as of when: the options that every figure takes."""

    ledger: LedgerPlace = DEFAULT
    kind: KindName = None
    actor: Actor = None
    where: Where = None
    history: History = False
    as_of: AsOf = None
    recorded: AsRecorded = None


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are printed, and where their page goes."""

    as_json: AsJson = False
    as_csv: AsCsv = False
    html: Html = None


def spelt_out(command: Callable[..., None], without: tuple[str, ...] = ()) -> Callable[..., None]:
    """A command of which each parameter of type `Asked` or `Form` is spelt out as its options.

    An option that the command declares itself stands in place of the shared one; `without` names
    shared options that it does not have.
    """
    hints = get_type_hints(command, include_extras=True)
    own = inspect.signature(command).parameters
    groups: dict[str, type[Asked] | type[Form]] = {
        n: h for n, h in hints.items() if h in (Asked, Form)
    }
    members = {n: [f.name for f in fields(g) if f.name not in without] for n, g in groups.items()}
    taken: dict[str, inspect.Parameter] = {}
    for name, parameter in own.items():
        if name not in groups:
            taken[name] = parameter.replace(annotation=hints[name])
            continue
        shared = get_type_hints(groups[name], include_extras=True)
        defaults = groups[name]()
        for member in members[name]:
            if member not in own:
                taken[member] = inspect.Parameter(
                    member, inspect.Parameter.KEYWORD_ONLY, default=getattr(defaults, member),
                    annotation=shared[member],
                )  # fmt: skip

    def run(**given: Any) -> None:
        grouped = {
            n: g(**{m: given[m] for m in members[n] if m in given}) for n, g in groups.items()
        }
        command(**{n: given[n] for n in own if n not in groups}, **grouped)

    run.__doc__ = command.__doc__
    keyword = (p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in taken.values())
    run.__signature__ = inspect.Signature(list(keyword))  # type: ignore[attr-defined]
    run.__annotations__ = {}
    return run


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
