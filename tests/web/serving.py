"""A desk on a free port of the loopback address, in a thread of the test."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn

from dateline.ledger import Ledger
from dateline.pipeline import Resources, questions
from dateline.web import Desk, create_app
from webdriver import Browser


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


PLAIN = (
    "/", "/search?q=missiles", "/documents", "/parties", "/predictions", "/timeline", "/map",
    "/figures/tempo", "/figures/network", "/figures/scatter", "/review", "/coverage", "/changes",
    "/log", "/about", "/exports",
)  # fmt: skip
"""Pages that every ledger has, an empty one too."""


def addresses(desk: Served) -> list[str]:
    """One address of every page."""
    state = desk.desk.snapshots.now()
    if not state.rows:
        return list(PLAIN)
    launch = max(state.rows, key=lambda r: (r["documents"], r["claims"]))["id"]
    claim = next(c.claim.id for c in state.by_id[launch].cells if c.claim)
    editions = [h for h in state.heads.values() if h.version > 1]
    newer = editions[0] if editions else next(iter(state.heads.values()))
    older = next(h for h in state.heads.values() if h.identity == newer.identity)
    foretold = questions.predictions(state).rows
    speaker = next((a for a in state.row_of[launch]["authorities"]), "PRK")
    return [
        "/", "/?kind=missile-launch&actor=PRK", "/?where=aktor:PRK", f"/incidents/{launch}",
        f"/incidents/{launch}/brief", "/search?q=missiles&where=voices>=2", "/documents",
        f"/documents/{newer.id}", f"/documents/{newer.id}?against={older.id}", "/parties",
        f"/parties/{speaker}", "/predictions", "/timeline", "/map", "/figures/tempo",
        "/figures/network", "/figures/scatter", "/review", "/coverage",
        "/changes?start=2026-01-04&clock=published", "/log", "/about",
        *([f"/undo/{state.decisions[0][0]}"] if state.decisions else []),
        f"/decide/claim/{claim}", f"/decide/incident/{launch}",
        *([f"/decide/prediction/{foretold[0]['id']}"] if foretold else []),
        "/exports?where=voices>=2", f"/parties/{speaker.split(':')[0]}", "/documents?changed=1",
        "/documents?cursor=zz", "/changes?start=yesterday", "/?where=contradictions>=1",
        "/nothing",
    ]  # fmt: skip


def settled(window: Browser) -> None:
    """Wait until the figure of a page is drawn, if it has one."""
    for _ in range(100):
        if window.run(
            "const f = document.getElementById('figure');"
            "return !f || f.dataset.drawn === 'yes' || f.textContent.includes('could not')"
        ):
            return
        time.sleep(0.05)
    raise AssertionError("the figure was not drawn")
