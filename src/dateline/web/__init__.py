"""The desk: pages and an HTTP API over one ledger, on the loopback address.

app       puts it together            guard     who may ask, and what a browser may do
pages     what is shown               forms     decisions, each with a name and a reason
api       the same rows as JSON       drawing   templates, links that keep the stated time
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.web.app import Desk, create_app

__all__ = ["Desk", "create_app"]


def __getattr__(name: str) -> Any:
    """What needs FastAPI is imported when asked for; `mcp` beside it does without."""
    if name in __all__:
        from dateline.web import app

        return getattr(app, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
