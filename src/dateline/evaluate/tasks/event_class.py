"""Task `event-class`: 0 neutral, 1 verbal and 2 material cooperation, 3 verbal and 4 material
conflict, by the event of the main clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import events, names
from dateline.evaluate.tasks.event import scored_type
from dateline.model import Parse
from dateline.pipeline import Resources
from dateline.reference.plover import NONE

TASK = "event-class"
_CLASS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "CONCEDE": 2, "RETREAT": 2,
    "REQUEST": 3, "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "SANCTION": 3, "PROTEST": 4,
    "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
# The label set follows the manual's table of quad categories, where SANCTION (CAMEO root 16) is
# verbal conflict; the ledger and the exports follow the section on SANCTION, where it is material.
_SANCTIONS = "16"


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """One output row per input row: `{"id", "label"}`."""
    for row in rows:
        yield {"id": row["id"], "label": label(resources.parser.parse(row["text"]))}


def label(parse: Parse) -> int:
    """The class of the highest event of the tree; appeals (CAMEO 02) and no event are neutral."""
    best: tuple[float, int] | None = None
    for item, how in events.read(parse, names.annotate(parse)):
        type_ = scored_type(item.sense.type, how)
        if type_ is None and item.sense.type != NONE:
            continue
        depth = sum(1 for _ in parse.ancestors(item.host.i))
        score = -depth - 2.0 * (item.form == "nominal") - 0.001 * item.head.i
        score += 1.5 * bool(item.actors) + 1.0 * bool(item.recipients)
        neutral = type_ is None or item.sense.cameo.startswith("02")
        sanctions = type_ == "COERCE" and item.sense.cameo.startswith(_SANCTIONS)
        value = 0 if neutral else _CLASS["SANCTION" if sanctions else type_ or ""]
        if best is None or score > best[0]:
            best = (score, value)
    return best[1] if best else 0
