"""Rows of the figures for one state of a ledger: tempo, network, scatter.

The incidents are those of rows that were chosen, in the order of the ledger, so that a page, the
API and a command show the same rows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.kinds import Kind
from dateline.model import DatelineError, Incident, Published
from dateline.pipeline.snapshots import Snapshot
from dateline.views import network, scatter, tempo

Rows = list[dict[str, Any]]
Chosen = Sequence[Mapping[str, Any]]


def told(chosen: Chosen, history: bool = False) -> Chosen:
    """Rows without those that every report tells as something past, unless these are asked for."""
    return chosen if history else [r for r in chosen if r["status"] != "history"]


def _incidents(state: Snapshot, chosen: Chosen) -> list[Incident]:
    wanted = {r["id"] for r in chosen}
    return [i for i in state.incidents if i.id in wanted]


@dataclass(frozen=True, slots=True)
class _Report:
    id: str
    published: Published | None
    outlet: str | None


def tempo_of(state: Snapshot, chosen: Chosen, by: str, calendar: bool = False) -> Rows:
    """How often: rows of `views.tempo` by day, week or month."""
    # Only dates and outlets of the reports count here: characters and claims are not read for it.
    reports: list[Any] = state.once("reports", lambda: [
        (_Report(h.id, Published.parse(h.published) if h.published else None, h.outlet), None)
        for h in (state.heads[d] for d in state.current)
    ])  # fmt: skip
    return tempo.rows(
        _incidents(state, chosen), reports, state.resources.kinds, state.newest,
        by=by, calendar=calendar,
    )  # fmt: skip


def network_of(state: Snapshot, chosen: Chosen) -> Rows:
    """Who said or did what to whom: rows of `views.network`."""
    return network.rows(_incidents(state, chosen), (), state.resources.kinds)


def scattered(state: Snapshot, name: str | None) -> Kind:
    """The kind of that name, or the first, that declares two figures to draw.

    Raises:
        DatelineError: it declares none.
    """
    able = [k for k in state.resources.kinds if k.scatter is not None]
    found = next((k for k in able if name in (None, k.name)), None)
    if found is None:
        names = ", ".join(k.name for k in able)
        raise DatelineError(f"the kind {name!r} declares no scatter", expected=f"one of {names}")
    return found


def scatter_of(state: Snapshot, chosen: Chosen, kind: Kind) -> Rows:
    """Two reported figures against each other: rows of `views.scatter`."""
    return scatter.rows(_incidents(state, chosen), (), kind)
