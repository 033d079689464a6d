"""Inputs that were not read: set aside, or given up on for now (time, network)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

COLUMNS = ("id", "state", "name", "reason", "path", "batch")


def rows(waiting: Iterable[Any], aborted: Iterable[Any]) -> list[dict[str, Any]]:
    """One row an input, those set aside first. `path` is the file or address to try again."""
    return [
        {"id": r.id, "state": "set aside", "name": r.name, "reason": r.reason, "path": r.path,
         "batch": r.batch}
        for r in waiting
    ] + [
        {"id": f"a{r.id}", "state": "given up on", "name": r.name, "reason": r.reason,
         "path": r.path, "batch": None}
        for r in aborted
    ]  # fmt: skip
