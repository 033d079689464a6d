"""The sample reports that come with dateline, as a ledger."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import yaml

from dateline.ledger import Ledger, create
from dateline.model import Published
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.resources import Resources
from dateline.pipeline.store import Progress, add
from dateline.readers import Known

FOLDERS = ("launch", "versions")


def build(
    place: str, resources: Resources, *, recorded: str, progress: Progress | None = None
) -> Ledger:
    """A new ledger of the sample reports, in batches by day of publication.

    Raises:
        LedgerError: there is one already, or the place cannot be written.
    """
    ledger = create(place)
    with as_file(files("dateline").joinpath("samples")) as folder:
        for batch in _days(folder):
            add(ledger, batch, resources, recorded=recorded, progress=progress)
    return ledger


def _days(folder: Path) -> list[list[Arrival]]:
    days: dict[str, list[Arrival]] = {}
    for name in FOLDERS:
        inner = folder / name
        for row in yaml.safe_load((inner / "index.yaml").read_text(encoding="utf-8")):
            day = str(row["published"])
            known = Known(Published.parse(day), row.get("outlet"), row.get("title"), row.get("url"))
            days.setdefault(day, []).extend(arrivals([inner / row["file"]], known))
    return [days[day] for day in sorted(days)]
