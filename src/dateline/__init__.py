"""dateline: a ledger of who says what happened.

`dateline.open("nk.ledger")` opens a ledger, `dateline.create(...)` makes one; see docs/python.md.
What these need is imported when they are first used, so that `import dateline` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.notebook import create, open

    __version__: str

__all__ = ["__version__", "create", "open"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("dateline")
    if name in __all__:
        from dateline import notebook

        return getattr(notebook, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
