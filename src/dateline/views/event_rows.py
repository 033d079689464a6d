"""What became of incidents, one row an event: the history beside the canonical list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dateline.ledger.history import Event
from dateline.model import Change

COLUMNS: tuple[str, ...] = (
    "batch", "recorded", "command", "event", "incident", "other", "mentions",
)  # fmt: skip


def rows(events: Sequence[Event]) -> list[dict[str, Any]]:
    """One row an event, oldest first."""
    return [
        {"batch": e.batch, "recorded": e.recorded, "command": e.command, **of(e.change)}
        for e in events
    ]


def of(change: Change) -> dict[str, Any]:
    """The columns of a change."""
    return {
        "event": str(change.event), "incident": change.incident, "other": change.other,
        "mentions": change.mentions,
    }  # fmt: skip
