"""Task `relation`: how two figure claims of one slot stand (own set, `evaluation/relation.jsonl`).

1. Read the figure of each side from its words. 2. Relate the two under the tolerance that the kind
packs give the slot; killed, injured, arrested and displaced are cumulative.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import figures
from dateline.incidents.reconcile import Stated, relation
from dateline.model import Figure, FigureRelation
from dateline.pipeline import Resources

TASK = "relation"
INPUTS = ("id", "slot", "left", "right")
GROWING = frozenset({"killed", "injured", "arrested", "displaced"})
"""Slots of the set whose counts only grow while a happening is reported."""


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `id`, `slot`, `left`, `right` (`text`, `said_by`, `as_of`, `scope`, `part`,
    `polarity`); output `relation`."""
    slots = {s.name: s for kind in resources.kinds for s in kind.slots}
    for row in rows:
        sides = [_stated(row[side], resources) for side in ("left", "right")]
        slot = slots.get(row["slot"])
        found = FigureRelation.NOT_RECONCILED
        if sides[0] and sides[1]:
            found = relation(
                sides[0], sides[1], tolerance=slot.tolerance if slot else 0.0,
                cumulative=row["slot"] in GROWING,
            )  # fmt: skip
        yield {"id": row["id"], "relation": str(found)}


def _stated(side: dict[str, Any], resources: Resources) -> Stated | None:
    figure = _figure(side["text"], resources)
    if figure is None:
        return None
    return Stated(
        figure, (side["said_by"],), side.get("as_of") or "", side.get("scope"), side.get("part"),
        side.get("polarity") == "negative",
    )  # fmt: skip


def _figure(words: str, resources: Resources) -> Figure | None:
    found = figures.annotate(resources.parser.parse(f"It was {words}."))
    return found[0].figure if found else figures.read_figure(words)
