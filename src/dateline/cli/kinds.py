"""`dateline kinds`: the packs of incident kinds."""

from __future__ import annotations

import typer

from dateline.cli import tables
from dateline.cli.options import AsCsv, AsJson


def register(app: typer.Typer) -> None:
    """Add the commands to the main application."""
    group = typer.Typer(help="Kinds of incidents.", no_args_is_help=True)
    group.callback()(_root)
    group.command(name="list", help="List the kinds and their slots.")(list_)
    app.add_typer(group, name="kinds")


def _root() -> None:
    """Keeps `list` a command of its own name."""


def list_(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List every pack."""
    from dateline.kinds import all_kinds

    rows = [
        {"name": k.name, "label": k.label, "family": k.family, "type": k.type, "mode": k.mode,
         "slots": ", ".join(s.name for s in k.slots)}
        for k in all_kinds()
    ]  # fmt: skip
    tables.show(rows, ("name", "label", "family", "type", "mode", "slots"), as_json, as_csv)
