"""The gazetteer: names → places, read from one shipped file.

`tables/gazetteer.tsv.xz` is expanded once, on the first look-up, into a read-only SQLite file in
the user's cache folder, and then shared by every process (docs/gazetteer.md,
docs/decisions/0002-gazetteer-file.md). Data: GeoNames (CC BY 4.0) and dateline's own tables.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from math import log10

from dateline.model import Place
from dateline.model.lists import PlacePrecision
from dateline.reference.gazetteer.expand import expanded
from dateline.reference.gazetteer.names import fold

_PRECISION = {
    "country": PlacePrecision.COUNTRY, "adm1": PlacePrecision.ADM1, "adm2": PlacePrecision.ADM2,
    "town": PlacePrecision.TOWN, "site": PlacePrecision.POINT, "sea": PlacePrecision.SEA,
}  # fmt: skip
_CHUNK = 400
_REMEMBERED = 200_000
_QUERY = (
    "SELECT n.key, p.ref, p.name, p.sort, p.country, p.admin1, p.lat, p.lon, p.population, p.also,"
    " n.rank FROM names n JOIN places p ON p.number = n.place WHERE n.key IN ({}) "
    "ORDER BY n.key, n.rank"
)


class Gazetteer:
    """Candidates for a name, most likely first; nothing is loaded before the first look-up.

    One object serves one process; a copy made by fork or pickle opens the file anew.
    """

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self._known: dict[str, tuple[Place, ...]] = {}
        self._connection: sqlite3.Connection | None = None
        self._process = 0

    def __getstate__(self) -> dict[str, object]:
        return {}

    def __setstate__(self, state: dict[str, object]) -> None:
        self._reset()

    def find(self, name: str) -> tuple[Place, ...]:
        """Places of that name, however written, most likely first; empty if there is none."""
        return self.find_keys((fold(name),)).get(fold(name), ())

    def find_keys(self, keys: Iterable[str]) -> dict[str, tuple[Place, ...]]:
        """Candidates for many folded names at once; names without any are left out."""
        wanted = list(dict.fromkeys(keys))
        missing = [k for k in wanted if k not in self._known]
        if len(self._known) + len(missing) > _REMEMBERED:
            self._known.clear()
            missing = wanted
        for start in range(0, len(missing), _CHUNK):
            self._read(missing[start : start + _CHUNK])
        return {k: self._known[k] for k in wanted if self._known[k]}

    def _read(self, keys: list[str]) -> None:
        found: dict[str, list[Place]] = {k: [] for k in keys}
        query = _QUERY.format(",".join("?" * len(keys)))
        for key, *cells in self._open().execute(query, keys):
            found[key].append(_place(*cells))
        for key, places in found.items():
            self._known[key] = tuple(places)

    def _open(self) -> sqlite3.Connection:
        if self._connection is None or self._process != os.getpid():
            uri = f"{expanded().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._process = os.getpid()
        return self._connection


def _place(
    ref: str, name: str, sort: str, country: str, admin1: str, lat: float | None,
    lon: float | None, population: int, also: str, rank: float,
) -> Place:  # fmt: skip
    return Place(
        ref, name, _PRECISION.get(sort, PlacePrecision.UNKNOWN), country or None, admin1 or None,
        lat, lon, population, sort, tuple(also.split("|")) if also else (), round(log10(-rank), 3),
    )  # fmt: skip


__all__ = ["Gazetteer", "fold"]
