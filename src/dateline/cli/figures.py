"""Options and output that the commands of analysis share: rows, a drawing, a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import tables
from dateline.cli.options import moment

if TYPE_CHECKING:
    from dateline.pipeline import Resources
    from dateline.pipeline.analysis import Answer

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


def asked(
    ledger: str, kind: str | None = None, actor: str | None = None, history: bool = False,
    as_of: str | None = None, recorded: str | None = None,
) -> tuple[Answer, Resources]:  # fmt: skip
    """What the ledger holds, as the options ask for it."""
    from dateline.kinds import kind as pack
    from dateline.ledger import open_ledger
    from dateline.model import Published
    from dateline.pipeline import Resources
    from dateline.pipeline.analysis import ask

    if kind is not None:
        pack(kind)
    stated = Published.parse(as_of) if as_of else None
    resources = Resources()
    opened = open_ledger(ledger)
    answer = ask(
        opened, resources, kind=kind, actor=actor, history=history, stated=stated,
        **moment(as_of, recorded),
    )  # fmt: skip
    opened.close()
    return answer, resources


def show(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    drawing: Callable[[], str],
    as_json: bool,
    as_csv: bool,
    html: Path | None,
    page: Callable[[], str],
) -> None:
    """Print rows or their drawing, and write the page where one is asked for.

    JSON keeps lists; CSV joins them with "; ".
    """
    from dateline.cli.read import write_page

    if as_json or as_csv:
        tables.show([flat(r, as_json) for r in rows], columns, as_json, as_csv)
    if html is not None:
        write_page(html, page())
    if not as_json and not as_csv:
        typer.echo(drawing(), nl=False)


def flat(row: Mapping[str, Any], as_json: bool) -> Mapping[str, Any]:
    """A row as it is printed: JSON keeps lists, CSV has them joined."""
    from dateline.views.plots.page import plain

    if as_json:
        return row
    return {k: plain(v) if isinstance(v, list) else v for k, v in row.items()}
