"""What a user names to be added: files, folders, standard input and addresses, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.model import InputError
from dateline.pipeline import fetching, intake
from dateline.pipeline.intake import Arrival
from dateline.pipeline.worker import Pool
from dateline.readers import Known


def arrivals(
    places: Sequence[str], known: Known, pool: Pool | None = None, allow: Sequence[str] = ()
) -> Iterator[Arrival]:
    """Items of files and addresses; addresses are fetched under the policy, `allow` opts hosts in.

    Raises:
        InputError: a file is missing, empty, no text or broken, or `allow` names no host.
    """
    files = [place for place in places if not fetching.is_address(place)]
    for file in files:
        # A misspelt name must not cost the minutes that what stands before it takes.
        if file != "-" and not Path(file).exists():
            raise InputError(
                "no such file or directory", where=file,
                expected="a report, feed, folder or http address",
            )  # fmt: skip
    visits = fetching.system_visits(list(allow)) if len(files) < len(places) else None
    for place in places:
        if visits is not None and fetching.is_address(place):
            yield from fetching.arrivals(place, known, visits, pool)
        else:
            yield from intake.arrivals([Path(place)], known, pool)
