"""Rules as small functions in an ordered list; the docstring of each is what `explain` shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable


def explanation(rule: Callable[..., object]) -> str:
    """The first sentence of a rule's docstring on one line; its name where docstrings are left
    out (`python -OO`)."""
    told = inspect.getdoc(rule)
    if not told:
        return rule.__name__.replace("_", " ")
    return " ".join(told.partition("\n\n")[0].split()).rstrip(".")
