"""The shipped file → a read-only SQLite file in the cache folder, once.

1. The name of the target holds the hash of the shipped file and the layout's number, so a new
   version never meets an old file. 2. If it is there, it is used as it is. 3. Else it is written
   under a name of this process's own and moved into place in one step: several processes may do so
   at once, the last one wins, and all of them wrote the same. 4. Where the cache folder cannot be
   written, a private folder below the temporary folder serves. 5. What older versions left is
   removed once it has not been read for a month.
"""

from __future__ import annotations

import contextlib
import gc
import lzma
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from operator import itemgetter
from pathlib import Path

from dateline.reference.gazetteer.names import fold

LAYOUT = 6
# Rank of a candidate: population times this factor. A country's name means the country, "Georgia"
# apart, which context settles; a further name ("Paris" for a Paris Township) is rarely meant.
_WEIGHT = {
    "country": 50.0, "continent": 50.0, "sea": 50.0, "region": 2.0, "adm1": 1.0, "town": 1.0,
    "site": 3.0, "adm2": 0.3,
}  # fmt: skip
# Countries whose provinces English news names without their country.
STATES = frozenset({"USA", "CAN", "AUS", "GBR", "IND"})
# Arabic names are printed with and without their article ("Al Qamishli", "Qamishli").
_ARAB = frozenset({
    "SYR", "IRQ", "EGY", "LBY", "YEM", "SAU", "JOR", "LBN", "PSE", "SDN", "TUN", "DZA", "MAR",
    "OMN", "ARE", "KWT", "BHR", "QAT", "MRT",
})  # fmt: skip
_ARTICLES = frozenset({"al", "el", "an", "as", "ash", "at", "ad", "ar", "az", "ath"})
# Sorts whose further names come from our own tables and count as much as their own.
_NAMED = frozenset({"sea", "country", "region", "site"})
# Sorts whose further names are shipped as printed; those of all others are shipped as keys.
_PRINTED = frozenset({"sea", "country"})
_DAY = 86_400.0
_MONTH = 30 * _DAY
_SCHEMA = """
CREATE TABLE places (number INTEGER PRIMARY KEY, ref TEXT, name TEXT, sort TEXT, country TEXT,
 admin1 TEXT, lat REAL, lon REAL, population INTEGER, also TEXT);
CREATE TABLE names (key TEXT, rank REAL, place INTEGER,
 PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
"""


def shipped() -> bytes:
    """The packed file."""
    return files("dateline.reference").joinpath("tables/gazetteer.tsv.xz").read_bytes()


@cache
def version() -> str:
    """Short hash of the shipped file, written beside it when it was built; part of a reading's
    reference version. Hashing the file itself on every start would cost 15 ms."""
    beside = files("dateline.reference").joinpath("tables/gazetteer.sha256")
    return beside.read_text(encoding="ascii")[:16]


def expanded() -> Path:
    """Path of the expanded file, written now if it is not there yet."""
    name = f"gazetteer-{version()}-{LAYOUT}.sqlite"
    for folder in _folders():
        target = folder / name
        if target.is_file():
            return target
        with contextlib.suppress(OSError, sqlite3.OperationalError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _write(target)
            _sweep(target)
            return target
    target = Path(tempfile.mkdtemp(prefix="dateline-")) / name
    _write(target)
    return target


def _folders() -> Iterator[Path]:
    base = os.environ.get("XDG_CACHE_HOME")
    with contextlib.suppress(RuntimeError):  # no home folder
        yield (Path(base) if base else Path.home() / ".cache") / "dateline"


def _write(target: Path) -> None:
    handle, own = tempfile.mkstemp(dir=target.parent, prefix=target.name, suffix=".part")
    os.close(handle)
    collecting = gc.isenabled()
    gc.disable()  # a million tuples, none in a cycle: collecting took a third of the time
    try:
        connection = sqlite3.connect(own)
        with connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            places, names = _rows(lzma.decompress(shipped()).decode())
            connection.executemany("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?)", places)
            connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?)", names)
        connection.close()
        Path(own).replace(target)
    except BaseException:
        Path(own).unlink(missing_ok=True)
        raise
    finally:
        if collecting:
            gc.enable()


def _sweep(target: Path) -> None:
    """5. Remove files of other versions unread for a month, and a dead process's parts of a day.

    Ages are counted from the new file, on the file system's own clock. A version that another
    installation still reads stays; one that is open while it goes is read to its end.
    """
    new = target.stat().st_mtime
    for pattern, age in (("gazetteer-*.sqlite", _MONTH), ("gazetteer-*.part", _DAY)):
        for old in sorted(target.parent.glob(pattern)):
            with contextlib.suppress(OSError):  # another process was first, or holds it (Windows)
                used = old.stat()
                if old != target and new - max(used.st_atime, used.st_mtime) > age:
                    old.unlink()


def _rows(text: str) -> tuple[list[tuple[object, ...]], list[tuple[str, float, int]]]:
    places: list[tuple[object, ...]] = []
    names: list[tuple[str, float, int]] = []
    for number, row in enumerate(text.splitlines()):
        ref, name, sort, country, admin1, lat, lon, population, others, main = row.split("\t")
        people = int(population)
        shown = others if sort == "sea" else ""
        places.append((
            number, ref, name, sort, country, admin1, float(lat) if lat else None,
            float(lon) if lon else None, people, shown,
        ))  # fmt: skip
        weight = 4.0 if sort == "adm1" and country in STATES else _WEIGHT.get(sort, 1.0)
        rank = -(people + 100) * weight
        mains = main.split("|") if main else []
        names += [(key, 50 * rank, number) for key in mains]
        key = fold(name)
        names += [(k, rank, number) for k in _keys(key, sort, country) if k not in mains]
        further = rank if sort in _NAMED or weight == 4.0 else rank / 3
        if country in _ARAB and sort != "country":
            article, _, rest = key.partition(" ")
            if rest and article in _ARTICLES:
                names.append((rest, rank / 2, number))
        if others:
            folded = sort not in _PRINTED
            for other in others.split("|"):
                if other not in mains:
                    names.append((other if folded else fold(other), further, number))
    names.sort(key=itemgetter(0))  # the table's own order, nearly: each name is appended to it
    return places, names


def _keys(key: str, sort: str, country: str) -> list[str]:
    """The own name, and for a province or district the name without its class word."""
    keys = [key]
    if sort != "adm1":
        return keys
    words = key.split()
    if len(words) > 1 and words[-1] in _CLASSES:
        keys.append(" ".join(words[:-1]))
    if len(words) == 1 and country != "USA":
        keys += [f"{key} province", f"{key} governorate"]
    return keys


_CLASSES = frozenset({"province", "oblast", "governorate", "region", "prefecture", "district"})
