"""What became of incidents, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dateline.ledger.history import Event
from dateline.model import Change, IncidentEvent

SHORT = 12


def summary(changes: Sequence[Change], grown: int) -> str:
    """One line with counts, then one for every change but a creation; nothing where nothing
    changed."""
    counts = Counter(str(c.event) for c in changes)
    parts = [f"{counts[str(e)]} {e}" for e in IncidentEvent if counts[str(e)]]
    if grown:
        parts.append(f"{grown} told by more")
    if not parts:
        return ""
    lines = [f"incidents: {', '.join(parts)}"]
    lines += [f"  {line(c)}" for c in changes if c.event is not IncidentEvent.CREATED]
    return "\n".join(lines) + "\n"


def line(change: Change) -> str:
    """A change in words."""
    this, other = change.incident[:SHORT], (change.other or "")[:SHORT]
    return {
        IncidentEvent.CREATED: f"{this} is new",
        IncidentEvent.MERGED: f"{this} was merged into {other}",
        IncidentEvent.SPLIT: f"{this} was split from {other}",
        IncidentEvent.MOVED: f"{this} is now {other}",
        IncidentEvent.REGROUPED: f"{this} gave {change.mentions} of its mentions to {other}",
        IncidentEvent.GONE: f"{this} is gone: no current report tells it",
    }[change.event]


def trail(events: Sequence[Event]) -> Iterator[str]:
    """What became of an id, a line an event."""
    for event in events:
        yield f"{line(event.change)} (batch {event.batch}, {event.command}, {event.recorded})"
