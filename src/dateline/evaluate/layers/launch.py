"""Launches: `It flew about 900 km, the JCS said => range_km ~900 @KOR:JCS`, `none` for nothing.

Rows of the task `launch` in text order, joined by `;`: field, qualifier and value, the authority
where it is not the narrator, `(old)` where an earlier launch is meant. Rows that the scorer never
counts ("ballistic", a single missile, "toward the sea") are left out.
"""

from __future__ import annotations

from typing import Any

from dateline.evaluate.layers import Reader
from dateline.evaluate.tasks import launch
from dateline.model import Document, Published
from dateline.pipeline import Resources

_SIGNS = {
    "eq": "", "about": "~", "over": ">", "under": "<", "at_least": ">=", "up_to": "<=",
    "suspected": "?", "between": "", "multiple": "multiple", "several": "several",
}  # fmt: skip


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """The rows of one report, read by itself."""
    read = launch.read_report(Document.of(text, published=published), resources)
    shown = [_shown(row) for row in launch.claims(read) if _scored(row)]
    return "; ".join(dict.fromkeys(shown)) or "none"


def _scored(row: dict[str, Any]) -> bool:
    one = row["field"] == "count" and row["value"] == 1 and row["qualifier"] == "eq"
    bare = (row["field"], row["value"]) in (("missile_type", "ballistic"), ("direction", "sea"))
    return not one and not bare


def _shown(row: dict[str, Any]) -> str:
    value = row["value"]
    if isinstance(value, list):
        value = "..".join(f"{v:g}" for v in value)
    words = f"{_SIGNS[row['qualifier']]}{'' if value is None else value}"
    if row["qualifier"] == "between" and ":" in words:  # one end of a window of clocks
        words += " (between)"
    who = row["authority"]
    said = "" if who == "outlet:narrator" else f" @{who if isinstance(who, str) else '+'.join(who)}"
    return f"{row['field']} {words}{said}{' (old)' if row['background'] else ''}"


READER = Reader(notation)
