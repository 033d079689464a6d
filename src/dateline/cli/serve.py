"""`dateline serve`: the desk, pages and an HTTP API on this machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import DEFAULT, LedgerPlace, progress, recorded


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="serve", help="Open the desk: pages over a ledger, on this machine only.")(
        serve
    )


def serve(
    ledger: LedgerPlace = DEFAULT,
    port: Annotated[int, typer.Option(min=1, max=65535, help="the port to listen on")] = 8765,
    host: Annotated[str, typer.Option(help="a loopback address")] = "127.0.0.1",
    sample: Annotated[
        bool, typer.Option("--sample", help="look around in a ledger of sample reports")
    ] = False,
) -> None:
    """Serve the pages and the API of a ledger until interrupted."""
    from tempfile import TemporaryDirectory

    from dateline.web.guard import free, loopback

    address = loopback(host)
    free(address, port)
    if not sample:
        _run(ledger, "", address, port)
        return
    from dateline.pipeline import Resources, samples

    with TemporaryDirectory(prefix="dateline-sample-") as folder, progress("sample") as step:
        place = str(Path(folder) / "sample.ledger")
        typer.echo("reading the sample reports …")
        samples.build(place, Resources(), recorded=recorded(), progress=step).close()
        _run(place, "sample reports", address, port)


def _run(place: str, name: str, address: str, port: int) -> None:
    import gc

    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources

    try:
        import uvicorn

        from dateline.web import create_app
    except ImportError:
        raise DatelineError("the desk needs its extras", run="pip install dateline[desk]") from None
    # A state is millions of small objects that live long; collecting them again and again took 40 %
    # of the time in which the first page of 10,000 claims is made.
    gc.set_threshold(200_000, 20, 100)
    opened = open_ledger(place)
    app = create_app(opened, Resources(), port=port, name=name)
    app.state.desk.snapshots.now().rows  # noqa: B018 - computed before the first page is asked for
    shown = f"[{address}]" if ":" in address else address
    typer.echo(f"http://{shown}:{port}/ shows {name or place}; stop it with Ctrl-C")
    try:
        uvicorn.run(
            app, host=address, port=port, log_level="warning", access_log=False,
            server_header=False, proxy_headers=False,
        )  # fmt: skip
    finally:
        opened.close()
