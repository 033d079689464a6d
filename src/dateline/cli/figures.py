"""What the commands of analysis share: the question to the ledger; rows, a drawing, a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from dateline.cli import tables
from dateline.cli.options import Asked, Form, moment

if TYPE_CHECKING:
    from dateline.pipeline import Resources
    from dateline.pipeline.analysis import Answer


def asked(asking: Asked, history: bool = False) -> tuple[Answer, Resources]:
    """What the ledger holds, as the options ask for it; `history`: also what is told as past."""
    from dateline.ledger import open_ledger
    from dateline.model import Published
    from dateline.pipeline import Resources
    from dateline.pipeline.analysis import ask

    resources = Resources()
    opened = open_ledger(asking.ledger)
    try:
        answer = ask(
            opened, resources, kind=asking.kind, actor=asking.actor, rule=asking.where,
            history=history or asking.history,
            stated=Published.parse(asking.as_of, "--as-of") if asking.as_of else None,
            **moment(asking.as_of, asking.recorded),
        )  # fmt: skip
    finally:
        opened.close()
    return answer, resources


def show(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    drawing: Callable[[], str],
    form: Form,
    page: Callable[[], str],
) -> None:
    """Print rows or their drawing, and write the page where one is asked for.

    JSON keeps lists; CSV joins them with "; ".
    """
    from dateline.cli.read import write_page

    if form.as_json or form.as_csv:
        flattened = [flat(r, form.as_json) for r in rows]
        tables.show(flattened, columns, form.as_json, form.as_csv)
    if form.html is not None:
        write_page(form.html, page())
    if not form.as_json and not form.as_csv:
        typer.echo(drawing(), nl=False)


def flat(row: Mapping[str, Any], as_json: bool) -> Mapping[str, Any]:
    """A row as it is printed: JSON keeps lists, CSV has them joined."""
    from dateline.views.plots.page import plain

    if as_json:
        return row
    return {k: plain(v) if isinstance(v, list) else v for k, v in row.items()}
