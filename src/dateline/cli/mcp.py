"""`dateline mcp`: the ledger as read-only tools for a program that speaks MCP."""

from __future__ import annotations

import typer

from dateline.cli.options import DEFAULT, LedgerPlace


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="mcp", help="Serve the ledger to MCP clients over stdio, read-only.")(mcp)


def mcp(ledger: LedgerPlace = DEFAULT) -> None:
    """Answer a client on standard input and output until it leaves."""
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources

    try:
        from dateline.web.mcp import server
    except ImportError as error:
        raise DatelineError(
            f"MCP needs its package ({error.name})", run="pip install 'dateline[mcp]'"
        ) from None
    opened = open_ledger(ledger, read_only=True)
    try:
        server(opened, Resources()).run("stdio")
    finally:
        opened.close()
