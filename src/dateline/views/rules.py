"""The language of filters and watch rules: words → terms, with errors that point at a character.

    rule   = term *(" " term)                     all of them hold
    term   = ["-"] (field ":" values | number op count | slot op count [unit] | words)
    values = value *("," value)                   one of them holds
    op     = ">=" | "<=" | ">" | "<" | "="        "?" behind it: may hold, instead of surely holds
    words  = word | '"' words '"'                 stand in the quotes of the evidence

1. The rule is cut into terms at blanks outside quotation marks. 2. A term with a colon or an
operator behind a name must name a field, a number or a slot. 3. Everything else is words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from dateline.model import DatelineError, Modality, TimeRelation
from dateline.reference import authorities, countries, plover, units

FIELDS: dict[str, str] = {
    "kind": "kind pack (`missile-launch`)",
    "type": "PLOVER type (`ASSAULT`)",
    "mode": "PLOVER mode (`weapons`)",
    "time": "`current`, `historical` or `future`",
    "occurred": "`asserted`, `negated`, `reported` or another modality",
    "actor": "id of who acts; a country's code or name also holds for its bodies",
    "recipient": "id of whom it is done to, likewise",
    "place": "name of a place of it",
    "country": "ISO 3166 alpha-3 code or name of a country a place of it lies in",
    "authority": "id of an authority that says something of it; a country's code for its bodies",
    "outlet": "publisher of a document that tells it",
    "document": "beginning of the id of a document that tells it",
    "incident": "beginning of its id",
    "since": "its time may be on or behind this day (`2026-01-04`)",
    "until": "its time may be on or before this day",
    "prediction": "`open`, `due`, `met`, `missed`, `partly`, `undecidable` or `any`: the rule then "
    "is about predictions",
}
"""Fields of a rule with what their value is."""

NUMBERS: dict[str, str] = {
    "voices": "governments or bodies that say that it occurred",
    "authorities": "authorities that say that it occurred",
    "documents": "documents that tell it",
    "outlets": "publishers of these documents",
    "claims": "claims about it",
    "contradictions": "slots of it whose figures contradict each other now",
}
OF_PREDICTIONS = frozenset({"prediction", "authority", "outlet", "document", "since", "until"})
"""Fields a rule about predictions may have, besides words."""

_STATUSES = ("open", "due", "met", "missed", "partly", "undecidable", "any")
_HEAD = re.compile(r"(?P<name>[A-Za-z][A-Za-z_-]*)(?P<op>:|(?:>=|<=|>|<|=)\??)")
_COUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[A-Za-z%].*)?$")
_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. `op` is ":" (values) or an operator (number, unit), "" for words.

    `start` is where it stands in the rule; `may` asks whether a figure may fit, not whether it
    surely does.
    """

    name: str
    op: str
    values: tuple[str, ...]
    number: float | None = None
    unit: str | None = None
    negated: bool = False
    may: bool = False
    start: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A parsed rule; `predictions` says that it is about predictions instead of incidents."""

    text: str
    terms: tuple[Term, ...]

    @property
    def predictions(self) -> bool:
        return any(t.name == "prediction" for t in self.terms)


def parse(text: str, slots: Iterable[str], kinds: Iterable[str] = ()) -> Rule:
    """Read a rule; `slots` are the names that may be compared besides `FIELDS` and `NUMBERS`,
    `kinds` those of the packs (none: any is taken).

    Raises:
        DatelineError: with the character at fault, what was expected there and a near name.
    """
    known = frozenset(slots)
    terms = tuple(_term(text, start, word, known) for start, word in _cut(text))  # 1.
    for term in terms:
        for value in term.values if term.op == ":" else ():
            _possible(text, term, value, tuple(kinds))
    if not terms:
        raise DatelineError("an empty rule", expected="terms such as kind:missile-launch actor:PRK")
    rule = Rule(text, terms)
    for t in terms if rule.predictions else ():
        if t.op and t.name not in OF_PREDICTIONS:
            names = ", ".join(sorted(OF_PREDICTIONS))
            raise _wrong(text, t.start, f"{t.name} is of incidents, and this rule is about "
                         "predictions", f"{names} or words")  # fmt: skip
    return rule


def _cut(text: str) -> list[tuple[int, str]]:
    """1. (start, term) at blanks outside quotation marks."""
    out: list[tuple[int, str]] = []
    start, opened = None, None
    for n, c in enumerate(text):
        if c == '"':
            opened = None if opened is not None else n
        if c.isspace() and opened is None:
            if start is not None:
                out.append((start, text[start:n]))
            start = None
        elif start is None:
            start = n
    if opened is not None:
        raise _wrong(text, opened, "a quotation mark that is not closed", 'a " behind the words')
    if start is not None:
        out.append((start, text[start:]))
    return out


def _term(text: str, start: int, word: str, slots: frozenset[str]) -> Term:
    negated = word.startswith("-") and len(word) > 1
    body, at = (word[1:], start + 1) if negated else (word, start)
    head = _HEAD.match(body)
    if head is None:  # 3.
        words = body.replace('"', "").strip()
        if not words:
            raise _wrong(text, at, "no words", "words to look for")
        return Term("", "", (words,), negated=negated, start=start)
    name, op = head["name"], head["op"]
    rest, behind = body[head.end() :], at + head.end()
    if op == ":":
        return Term(name, op, _values(text, behind, _named(text, at, name, slots), rest),
                    negated=negated, start=start)  # fmt: skip
    number, unit = _number(text, behind, rest)
    _counted(text, at, name, unit, slots)
    return Term(name, op.rstrip("?"), (), number, unit, negated, op.endswith("?"), start)


def _named(text: str, at: int, name: str, slots: frozenset[str]) -> str:
    """2. A field, or a slot whose words are looked at."""
    if name in FIELDS or name in slots:
        return name
    if name in NUMBERS:
        raise _wrong(text, at + len(name), f"{name} is a number", f"{name}>=2")
    raise _unknown(text, at, name, (*FIELDS, *sorted(slots)))


def _counted(text: str, at: int, name: str, unit: str | None, slots: frozenset[str]) -> None:
    if name in NUMBERS:
        if unit is not None:
            raise _wrong(text, at, f"{name} has no unit", f"{name}>=2")
        return
    if name in FIELDS:
        raise _wrong(text, at + len(name), f"{name} is no number", f"{name}:VALUE")
    if name not in slots:
        raise _unknown(text, at, name, (*NUMBERS, *sorted(slots)))


def _values(text: str, at: int, name: str, rest: str) -> tuple[str, ...]:
    values = []
    for part in re.finditer(r'"([^"]*)"|[^,"]+|(?<=,)(?=,|$)', rest):
        value = (part[1] if part[1] is not None else part[0]).strip()
        if not value:
            raise _wrong(text, at + part.start(), f"no value behind {name}:", FIELDS.get(name, ""))
        _checked(text, at + part.start(), name, value)
        values.append(value)
    if not values:
        raise _wrong(text, at, f"no value behind {name}:", FIELDS.get(name, "words of the slot"))
    return tuple(values)


def _checked(text: str, at: int, name: str, value: str) -> None:
    if name in ("since", "until") and not _DAY.match(value):
        raise _wrong(text, at, f"{value!r} is no day", "a day such as 2026-01-04")
    if name == "prediction" and value not in _STATUSES:
        raise _wrong(text, at, f"no status {value!r}", ", ".join(_STATUSES))


def _possible(text: str, term: Term, value: str, kinds: tuple[str, ...]) -> None:
    """A value of a closed list must be in it, a code must be one; names may be anybody's."""
    name, lower = term.name, value.casefold()
    at = max(term.start, text.find(value, term.start))
    choices = kinds if name == "kind" else _CLOSED[name]() if name in _CLOSED else ()
    if choices and lower not in {c.casefold() for c in choices}:
        near = get_close_matches(lower, choices, 3, 0.6) or get_close_matches(
            value.upper(), choices, 3, 0.6
        )
        raise _wrong(text, at, f"no {name} {value!r}", " or ".join(near) or ", ".join(choices))
    head = value.partition(":")[0]
    code = name in _PARTIES and re.fullmatch(r"[A-Z]{3}", head)
    if code and not countries.is_country(head) and not authorities.body(value):
        raise _wrong(text, at, f"no country {head!r}", "a code such as PRK, a name, or words")
    if name == "country" and not (countries.is_country(value.upper()) or countries.by_name(value)):
        raise _wrong(text, at, f"no country {value!r}", "a code such as PRK, or a name")


_PARTIES = ("actor", "recipient", "authority")
_CLOSED: dict[str, Callable[[], tuple[str, ...]]] = {
    "type": lambda: tuple(plover.types()),
    "mode": lambda: tuple(sorted({m for t in plover.types() for m in plover.modes(t)})),
    "time": lambda: tuple(str(t) for t in TimeRelation),
    "occurred": lambda: (*(str(m) for m in Modality), "negated"),
}
"""Fields whose values are of a closed list."""


def _number(text: str, at: int, rest: str) -> tuple[float, str | None]:
    found = _COUNT.match(rest.replace('"', ""))
    if found is None:
        raise _wrong(text, at, f"{rest or 'nothing'!r} is no number", "a number such as 2 or 900km")
    number = float(found["number"].replace(",", ""))
    if found["unit"] is None:
        return number, None
    unit = units.unit(found["unit"].strip())
    return number, unit.key if unit else found["unit"].strip()


def _unknown(text: str, at: int, name: str, choices: Iterable[str]) -> DatelineError:
    every = list(choices)
    near = get_close_matches(name, every, 3, 0.6)
    return _wrong(text, at, f"no field {name!r}", " or ".join(near) or ", ".join(every[:16]))


def _wrong(text: str, at: int, what: str, expected: str) -> DatelineError:
    shown = f"{text[:at]}▸{text[at:]}"
    return DatelineError(what, where=f"rule {shown}, character {at + 1}", expected=expected)
