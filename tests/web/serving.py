"""A desk on a free port of the loopback address, in a thread of the test."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from dateline.ledger import Ledger
from dateline.pipeline import Resources
from dateline.web import Desk, create_app


@dataclass(frozen=True)
class Served:
    """Where a desk answers, and the desk."""

    base: str
    desk: Desk


@contextmanager
def served(ledger: Ledger, resources: Resources) -> Iterator[Served]:
    """A running server; it has stopped when the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = create_app(ledger, resources, port=port, name="sample")
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        for _ in range(200):
            if server.started:
                break
            time.sleep(0.05)
        assert server.started
        yield Served(f"http://127.0.0.1:{port}", app.state.desk)
    finally:
        server.should_exit = True
        thread.join(20)
