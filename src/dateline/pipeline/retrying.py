"""Try again what waits in the quarantine, or was given up on for time or the network.

1. Every file or address with something waiting is read once. 2. What reads now is added, and its
rows are released in the same batch. 3. What was given up on ends when it was read or set aside for
good; what is given up on again stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.ledger import Ledger, quarantine
from dateline.model import AbortedError, DatelineError, Published
from dateline.network import Visits
from dateline.pipeline import fetching
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.resources import Resources
from dateline.pipeline.store import Added, Progress, add, refusal
from dateline.pipeline.worker import Pool
from dateline.readers import Known


def listed(ledger: Ledger) -> tuple[list[Any], list[Any]]:
    """What is set aside, and what was given up on for now, oldest first."""
    with ledger.reading() as connection:
        return quarantine.waiting(connection), quarantine.aborted(connection)


def retry(
    ledger: Ledger,
    resources: Resources,
    *,
    recorded: str,
    progress: Progress | None = None,
    pool: Pool | None = None,
    visits: Visits | None = None,
) -> Added:
    """Try again every input that waits and has a file, or an address where there are `visits`.
    What reads is released, what still does not is among `refused` or `aborted`."""
    with ledger.reading() as connection:
        waiting = quarantine.waiting(connection)
        stopped = quarantine.aborted(connection)
    tried = [r for r in (*waiting, *stopped) if _reachable(r.path, visits)]
    known_names = {r.name for r in waiting}
    found: list[Arrival] = []
    failing: dict[str, DatelineError] = {}
    for path, known in dict.fromkeys((r.path, r.known) for r in tried):  # 1.
        for arrival in _again(path, known, pool, visits):
            name = None
            if isinstance(arrival.item, DatelineError):
                name = refusal(arrival, arrival.item).name
                failing[name] = arrival.item
            if name not in known_names:
                found.append(arrival)
    released = [r.id for r in waiting if r in tried and r.name not in failing]
    done = add(
        ledger, found, resources, recorded=recorded, command="quarantine retry", progress=progress,
        releasing=released, pool=pool,
    )  # fmt: skip
    failing |= {refused.name: error for refused, error in done.aborted}
    _end(ledger, [r for r in stopped if r in tried], failing, recorded)
    done.refused += [error for name, error in failing.items() if name in known_names]
    return done


def _end(
    ledger: Ledger, tried: list[Any], failing: dict[str, DatelineError], recorded: str
) -> None:
    """3."""
    ended = [r for r in tried if not isinstance(failing.get(r.name), AbortedError)]
    if ended:
        with ledger.writing() as connection:
            for row in ended:
                quarantine.end(connection, row.id, recorded)


def _reachable(path: str | None, visits: Visits | None) -> bool:
    return bool(path) and (visits is not None or not fetching.is_address(str(path)))


def _again(path: str, known: str, pool: Pool | None, visits: Visits | None) -> Iterator[Arrival]:
    facts: dict[str, Any] = json.loads(known)
    day = facts.pop("published", None)
    held = Known(Published.parse(day) if day else None, **facts)
    if visits is not None and fetching.is_address(path):
        yield from fetching.arrivals(path, held, visits, pool)
        return
    try:
        yield from arrivals([Path(path)], held, pool)
    except DatelineError as error:
        yield Arrival(Path(path), error, held, whole=True)
