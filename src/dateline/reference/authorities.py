"""Authorities: bodies, offices, kinds of unnamed people, and who held which office when.

The tables are `bodies.csv` (bodies with a name), `titles.csv` (words for offices and the body of a
state they stand for), `anonymous.csv` (nouns for people without a name), `localities.csv` (regions
and cities, for the country of "the Texas governor"), `source_words.csv` (who without a name is
somebody), `holders.csv` (dated office holders) and `launch_ids.csv` (ids as the task `launch` lists
them).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from dateline.reference import countries
from dateline.reference.countries import table


@dataclass(frozen=True, slots=True)
class Body:
    """A row of `bodies.csv`. `serves` is the office code whose state body it is."""

    id: str
    country: str | None
    serves: str | None
    sector: str | None
    name: str
    names: tuple[str, ...]

    @property
    def voice(self) -> str:
        return voice(self.id, self.country)


@dataclass(frozen=True, slots=True)
class Office:
    """Words of `titles.csv`: code of a state's body, who the words stand for, the role.

    `usual` is the country whose own term it is ("Home Office", GBR).
    """

    code: str
    sort: str
    role: str
    usual: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A dated row of `holders.csv`; without an end, `seen` is the last day shown in office."""

    person: str
    office: str
    country: str
    authority: str
    since: date
    until: date | None
    seen: date | None
    source: str
    checked: str

    @property
    def is_checked(self) -> bool:
        return self.checked not in ("", "recall")

    def on(self, day: date) -> bool:
        """Whether the office was held on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def is_shown_on(self, day: date) -> bool:
        """Whether the source shows the office held on a day: stricter than `on` for open rows."""
        end = self.until or self.seen
        return self.since <= day and end is not None and day <= end

    @property
    def row(self) -> str:
        """The row as a reference: person, office, dates and source."""
        until = self.until.isoformat() if self.until else ""
        return f"holders.csv: {self.person}, {self.office}, {self.since}..{until} ({self.source})"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run of words is: `kind` is country, place, body, office or anonymous."""

    kind: str
    code: str
    how: str = ""
    office: Office | None = None
    body: Body | None = None


OFFICE_NAMES = {
    "GOV": "Government", "HOS": "Head of state", "HOG": "Head of government",
    "MFA": "Foreign ministry", "MOD": "Defence ministry", "MIL": "Armed forces",
    "MOI": "Interior ministry", "MOJ": "Justice and prosecution", "MOF": "Finance and central bank",
    "MOH": "Health authorities", "INT": "Intelligence services", "POL": "Police",
    "PAR": "Parliament", "JUD": "Courts", "LOC": "Local government", "DIS": "Disaster services",
    "AGY": "Agencies", "JCS": "Joint Chiefs of Staff", "MEDIA": "State media",
    "VP": "Vice president", "CCS": "Cabinet secretary",
    "CGD": "Coast guard",
}  # fmt: skip
_BROADER = {"CGD": "DIS", "JCS": "MIL", "CCS": "GOV", "MEDIA": "GOV", "VP": "HOS"}
_SECTORS = {
    "MIL": "MIL", "MOD": "MIL", "JCS": "MIL", "POL": "COP", "JUD": "JUD", "MOJ": "JUD",
    "PAR": "LEG", "INT": "SPY", "MOH": "MED",
}  # fmt: skip


@cache
def bodies() -> tuple[Body, ...]:
    """Every row of `bodies.csv`."""
    return tuple(
        Body(
            r["id"], r["country"] or None, r["serves"] or None, r["sector"] or None, r["name"],
            _split(r["names"]),
        )
        for r in table("bodies.csv")
    )  # fmt: skip


@cache
def _bodies_by_id() -> dict[str, Body]:
    return {b.id: b for b in bodies()}


@cache
def _serving() -> dict[tuple[str, str], Body]:
    return {(b.country, b.serves): b for b in bodies() if b.country and b.serves}


def _split(cell: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in cell.split(";") if x.strip())


def body(ident: str) -> Body | None:
    """The body of an id, made up from its parts where it is the plain body of a state."""
    found = _bodies_by_id().get(ident)
    if found or ":" not in ident:
        return found
    country, code = ident.split(":", 1)
    if code in OFFICE_NAMES and countries.is_country(country):
        return state_body(country, code)
    return None


def state_body(country: str, code: str) -> Body:
    """The body of a state for an office code: its own form where listed (KOR, MOD → KOR:MND).

    Blocs have one voice: every office of EUR or UNO is the bloc itself.
    """
    bloc = _bodies_by_id().get(country)
    if bloc is not None:
        return bloc
    found = _serving().get((country, code))
    if found:
        return found
    plain = code if code in OFFICE_NAMES else "AGY"
    plain = _BROADER.get(plain, plain)
    if plain == "HOG" and not _has_two_heads(country):
        plain = "HOS"
    found = _serving().get((country, plain))
    if found:
        return found
    name = f"{OFFICE_NAMES[plain]} ({countries.name(country)})"
    return Body(f"{country}:{plain}", country, plain, _SECTORS.get(plain, "GOV"), name, ())


def office_body(country: str, office: Office) -> Body:
    """The body that an office of a country speaks for; the British chancellor keeps the purse."""
    purse = office.role == "chancellor" and country == "GBR"
    return state_body(country, "MOF" if purse else office.code)


def _has_two_heads(country: str) -> bool:
    # Presidential states have no head of government of their own; a "premier" there is a deputy.
    return country not in ("USA", "BRA", "MEX", "ARG", "VEN", "COL", "CHL", "PHL", "IDN")


def voice(ident: str, country: str | None) -> str:
    """What groups the bodies of one government: the country of a state body, else the id."""
    head = ident.split(":", 1)[0]
    if head in ("outlet", "org", "person", "party", "group", "anonymous"):
        return ident
    return country or head


@cache
def _offices() -> dict[str, Office]:
    out: dict[str, Office] = {}
    for r in table("titles.csv"):
        for words in _split(r["words"]):
            out.setdefault(fold(words), Office(r["code"], r["sort"], r["role"], r["usual"] or None))
    for words, found in tuple(out.items()):
        if found.sort == "person" and not words.endswith(("s", "y", "-elect")):
            many = Office(found.code, "group", found.role, found.usual)
            out.setdefault(f"{words}s", many)
    return out


@cache
def _anonymous() -> dict[str, str]:
    out: dict[str, str] = {}
    for r in table("anonymous.csv"):
        for words in _split(r["words"]):
            out.setdefault(fold(words), r["kind"])
    return out


@cache
def source_words(listed: str) -> frozenset[str]:
    """The words or endings of one class of `source_words.csv`, in lower case."""
    return frozenset(
        w for r in table("source_words.csv") if r["class"] == listed for w in _split(r["words"])
    )


@cache
def name_words(listed: str) -> frozenset[str]:
    """The words of one class of `name_words.csv`, in lower case."""
    return frozenset(
        w for r in table("name_words.csv") if r["class"] == listed for w in _split(r["words"])
    )


@cache
def _short_titles() -> dict[str, str]:
    return {r["short"]: r["long"] for r in table("short_titles.csv")}


def short_title(word: str) -> str | None:
    """The rank or title that "Sgt." or "Gov" before a name is short for, or None."""
    return _short_titles().get(word.rstrip(".").lower())


_JOINING = ("of", "for", "and", "&", "in", "on")
"""Words behind which an ending is part of a longer name: "Institute of Public Health"."""


@cache
def body_ending(words: tuple[str, ...]) -> str | None:
    """The office code of a body by the longest ending of its name that `body_endings.csv` knows:
    "Avon Constabulary" is a police, "Elm Fire and Rescue Service" an emergency service."""
    for first in range(len(words)):
        code = _body_endings().get(fold(" ".join(words[first:])))
        if code is not None and not (first and words[first - 1].lower() in _JOINING):
            return code
    return None


@cache
def _body_endings() -> dict[str, str]:
    return {fold(w): r["code"] for r in table("body_endings.csv") for w in _split(r["words"])}


@cache
def _names() -> dict[str, Entry]:
    """Cased words of bodies, countries and localities; bodies outrank countries."""
    out: dict[str, Entry] = {}
    for b in bodies():
        for words in (b.name, *b.names):
            if "(" not in words:
                out.setdefault(plain(words), Entry("body", b.id, body=b))
    for words, how, code in countries.words():
        out.setdefault(plain(words), Entry("country", code, how))
    for r in table("localities.csv"):
        for words in _split(r["names"]):
            key = plain(words)
            if r["kind"] == "region" and key in out and out[key].how == "capital":
                del out[key]  # Victoria is the Australian state before the Seychelles' capital
            out.setdefault(key, Entry("place", r["country"], r["kind"]))
    return out


@cache
def _launch_ids() -> dict[str, str]:
    return {r["id"]: r["listed"] for r in table("launch_ids.csv")}


def launch_id(ident: str) -> str:
    """The id by which the fixed list of the task `launch` knows a body; else the id itself."""
    return _launch_ids().get(ident, ident)


_FIRST = re.compile(r"[\w.&]+")


@cache
def _reach() -> dict[str, int]:
    out: dict[str, int] = {}
    for key in (*_names(), *_offices(), *_anonymous()):
        first = _FIRST.match(key)
        if first:
            word = fold(first[0])
            out[word] = max(out.get(word, 0), len(key))
    return out


@lru_cache(maxsize=8192)
def reach(word: str) -> int:
    """How many characters the longest entry has that starts with a word; 0 where none does."""
    first = _FIRST.match(word)
    return _reach().get(fold(first[0]), 0) if first else 0


_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'"})
_FOLDS = (("defence", "defense"), ("labour", "labor"), ("centre", "center"), ("adviser", "advisor"))


def plain(words: str) -> str:
    """Words with single spaces and straight apostrophes, case kept."""
    return " ".join(words.translate(_APOSTROPHES).split())


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Words in lower case and one spelling, for offices and nouns."""
    out = plain(words).casefold()
    for british, american in _FOLDS:
        out = out.replace(british, american)
    return out


def named(words: str) -> Entry | None:
    """What capitalised words name: a body, a country (also by demonym or capital) or a place."""
    return _names().get(plain(words))


def office(words: str) -> Office | None:
    """The office that words stand for, or None."""
    return _offices().get(fold(words))


def anonymous(words: str) -> str | None:
    """The kind of unnamed people that a noun stands for, or None."""
    return _anonymous().get(fold(words))


def slug(words: str) -> str:
    """Words as an id: lower-case ascii words joined by hyphens, without a leading "the"."""
    ascii_ = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    parts = re.findall(r"[a-z0-9]+", ascii_.replace("'s ", " ").replace("'", ""))
    return "-".join(parts[1:] if len(parts) > 1 and parts[0] == "the" else parts)


_ENDING = re.compile(r"(?:iy|yy|ii|ij|yj|y|i)(?=-|$)")
_INITIAL = re.compile(r"(?<=[a-z]{2})-[a-z]-(?=[a-z])")
"""A middle initial: "Ida B. Holm" is "Ida Holm"."""
_DOUBLE = re.compile(r"([a-z])\1")


def spelling(person: str) -> str:
    """A name as it compares across romanisations: "Zelenskiy", "Zelenskyy" and "Zelensky", "Kim
    Jong-un" and "Kim Jong Un" are one spelling; the sounds of a name are not guessed at."""
    plain = _INITIAL.sub("-", slug(person))
    return _DOUBLE.sub(r"\1", _ENDING.sub("y", plain)).replace("-", "")


@cache
def holders() -> tuple[Holder, ...]:
    """Every row of `holders.csv`."""
    out = []
    for r in table("holders.csv"):
        until = date.fromisoformat(r["until"]) if r["until"] else None
        seen = date.fromisoformat(r["seen"]) if r["seen"] else None
        out.append(
            Holder(
                r["person"], r["office"], r["country"], r["authority"],
                date.fromisoformat(r["since"]), until, seen, r["source"], r["checked"],
            )
        )  # fmt: skip
    return tuple(out)


@cache
def _held() -> dict[str, tuple[Holder, ...]]:
    out: dict[str, list[Holder]] = {}
    for h in holders():
        out.setdefault(spelling(h.person), []).append(h)
    return {k: tuple(v) for k, v in sorted(out.items())}


def held_by(person: str) -> tuple[Holder, ...]:
    """All offices a person is known to have held."""
    return _held().get(spelling(person), ())


@cache
def _surnames() -> dict[str, tuple[Holder, ...]]:
    out: dict[str, list[Holder]] = {}
    for h in holders():
        for word in {h.person.split()[-1], h.person.split()[0]}:
            out.setdefault(spelling(word), []).append(h)
    return {k: tuple(v) for k, v in sorted(out.items())}


def surname_rows(word: str) -> tuple[Holder, ...]:
    """The rows of all persons of one last name."""
    return tuple(h for h in _surnames().get(spelling(word), ()) if _is_last(h, word))


def is_surname(word: str) -> bool:
    """Whether one word is the last name of somebody in the table."""
    return word[:1].isupper() and any(
        _is_last(h, word) for h in _surnames().get(spelling(word), ())
    )


def holder(person: str, day: date) -> Holder | None:
    """The office a person held on a day, or None; a last name must fit one holder alone."""
    if " " in person:
        return next((h for h in held_by(person) if h.on(day)), None)
    found = [h for h in _surnames().get(spelling(person), ()) if h.on(day) and _is_last(h, person)]
    return found[0] if len({spelling(h.person) for h in found}) == 1 else None


def _is_last(held: Holder, word: str) -> bool:
    return spelling(held.person.split()[-1]) == spelling(word)
