"""Read `kind.yaml` strictly: every key is known, or the error names the line and the choices."""

from __future__ import annotations

import datetime
from typing import Any

import yaml

from dateline.kinds.pack import (
    Fact,
    Identity,
    Kind,
    Phase,
    Places,
    Scatter,
    Slot,
    Trigger,
    Usual,
)
from dateline.model import ContextFact, KindError
from dateline.reference import plover

_TOP = {
    "name", "label", "family", "plover", "zone", "identity", "classes", "triggers", "phases",
    "effects", "slots", "facts", "checks", "card", "counts_together", "authorities",
    "views", "tables",
}  # fmt: skip
_TRIGGER = {
    "standins", "undone", "unless",
    "verbs", "nouns", "class", "against", "thing", "subject", "needs", "targets", "together",
    "parties",
}  # fmt: skip
_IDENTITY = {"hours", "km", "places", "counts", "foreseen"}
_SCATTER = {"x", "y", "curve", "label"}
_MAP = {"at", "from", "to", "rings"}
_PHASE = {"verbs", "class"}
_SLOT = {
    "governors",
    "name", "label", "fill", "quantities", "units", "counts", "near", "relations", "words",
    "cardinality", "shown", "tolerance", "always", "unless", "loose", "stage", "lower", "doing",
    "length", "grows",
}  # fmt: skip
_FACT = {"id", "name", "text", "since", "until", "source", "checked", "applies"}
_USUAL = {"id", "within_hours", "states", "actors", "source"}
_FILLS = ("figure", "clock", "day", "place", "words", "name")
_CORE = ("occurred", "actor", "recipient", "when", "number")


class _Lines(yaml.SafeLoader):
    """A safe loader that keeps the line of every mapping under `__line__`."""


def _mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[str, Any]:
    out: dict[str, Any] = {str(k): v for k, v in loader.construct_mapping(node, deep=True).items()}
    out["__line__"] = node.start_mark.line + 1
    return out


_Lines.add_constructor("tag:yaml.org,2002:map", _mapping)


def read_kind(text: str, origin: str) -> Kind:
    """Build a kind from the text of its `kind.yaml`; `origin` names the file in errors.

    Raises:
        KindError: not YAML, an unknown or missing key, or a value outside its choices.
    """
    row = _yaml(text, origin)
    _known(row, _TOP, origin, required={"name", "label", "family"})
    classes = {k: frozenset(v) for k, v in _pairs(row, "classes", origin).items()}
    kind_type, mode = _plover(row, origin)
    identity = row.get("identity", {"hours": 24, "km": 100})
    _known(identity, _IDENTITY, origin, required={"hours", "km"})
    slots = tuple(_slot(s, classes, origin) for s in _rows(row, "slots", origin))
    names = [s.name for s in slots]
    for name in names:
        if names.count(name) > 1:
            raise KindError(f"two slots named {name!r}", where=origin, expected="one")
    card = row.get("card", {})
    _known(card, {"summary"}, origin)
    return Kind(
        name=_text(row, "name", origin),
        label=_text(row, "label", origin),
        family=_text(row, "family", origin),
        type=kind_type,
        mode=mode,
        zone=_one_of(row, "zone", ("actor", "none"), "actor", origin),
        identity=Identity(
            _number(identity, "hours", 0.0, origin),
            _number(identity, "km", 0.0, origin),
            _slot_names(identity, "places", names, origin),
            _slot_names(identity, "counts", names, origin),
            _yes(identity, "foreseen", origin),
        ),
        triggers=tuple(_trigger(t, classes, origin) for t in _rows(row, "triggers", origin)),
        phases=tuple(_phase(p, classes, origin) for p in _rows(row, "phases", origin)),
        effects=frozenset(_words(row, "effects", origin)),
        slots=slots,
        facts=tuple(_fact(f, names, origin) for f in _rows(row, "facts", origin)),
        check_names=tuple(_words(row, "checks", origin)),
        authorities=tuple(_usual(u, names, origin) for u in _rows(row, "authorities", origin)),
        summary=_slot_names(card, "summary", [*names, *_CORE], origin),
        scatter=_scatter(row, slots, origin),
        places=_places(row, slots, origin),
        table_names=_names(row, "tables", origin),
        counts_together=_slot_names(row, "counts_together", names, origin),
        origin=origin,
    )


def _yaml(text: str, origin: str) -> dict[str, Any]:
    try:
        row = yaml.load(text, _Lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{origin}:{mark.line + 1}" if mark else origin
        raise KindError("not YAML", where=where, run="dateline kinds check") from None
    if not isinstance(row, dict):
        raise KindError("a kind is a mapping", where=origin, expected=", ".join(sorted(_TOP)))
    return row


def _where(row: dict[str, Any], origin: str) -> str:
    return f"{origin}:{row.get('__line__', 1)}"


def _known(
    row: dict[str, Any], keys: set[str], origin: str, required: set[str] | None = None
) -> None:
    if not isinstance(row, dict):
        raise KindError(f"{row!r} is no mapping", where=origin, expected=", ".join(sorted(keys)))
    where = _where(row, origin)
    for key in row:
        if key != "__line__" and key not in keys:
            raise KindError(f"unknown key {key!r}", where=where, expected=", ".join(sorted(keys)))
    for key in sorted(required or ()):
        if key not in row:
            raise KindError(f"missing key {key!r}", where=where, expected=", ".join(sorted(keys)))


def _rows(row: dict[str, Any], key: str, origin: str) -> list[dict[str, Any]]:
    found = row.get(key) or []
    if not isinstance(found, list) or not all(isinstance(r, dict) for r in found):
        raise KindError(f"{key} is no list of mappings", where=_where(row, origin),
                        expected="- key: value")  # fmt: skip
    return found


def _pairs(row: dict[str, Any], key: str, origin: str) -> dict[str, tuple[str, ...]]:
    """A mapping from words to lists of words."""
    found = row.get(key) or {}
    if not isinstance(found, dict):
        raise KindError(f"{key} is no mapping", where=_where(row, origin), expected="name: [words]")
    return {k: _words(found, k, origin) for k in found if k != "__line__"}


def _names(row: dict[str, Any], key: str, origin: str) -> dict[str, str]:
    """A mapping from words to words."""
    found = row.get(key) or {}
    named = {k: v for k, v in found.items() if k != "__line__"} if isinstance(found, dict) else None
    if named is None or not all(isinstance(v, str) for v in named.values()):
        raise KindError(
            f"{key} is no mapping", where=_where(row, origin), expected="name: function"
        )
    return named


def _words(row: dict[str, Any], key: str, origin: str) -> tuple[str, ...]:
    """A list of words; YAML reads a bare off, on, yes or no as a boolean."""
    found = row.get(key) or ()
    if not isinstance(found, list | tuple):
        raise KindError(f"{key} is no list", where=_where(row, origin), expected="[words]")
    for word in found:
        if not isinstance(word, str):
            raise KindError(
                f"{key}: {word!r} is no word", where=_where(row, origin), expected='"off", quoted'
            )
    return tuple(found)


def _number(row: dict[str, Any], key: str, default: float, origin: str) -> float:
    value = row.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise KindError(f"{key} {value!r}", where=_where(row, origin), expected="a number from 0")
    return float(value)


def _yes(row: dict[str, Any], key: str, origin: str) -> bool:
    value = row.get(key, False)
    if not isinstance(value, bool):
        raise KindError(f"{key} {value!r}", where=_where(row, origin), expected="true or false")
    return value


def _text(row: dict[str, Any], key: str, origin: str) -> str:
    value = row[key]
    if not isinstance(value, str) or not value.strip():
        raise KindError(f"{key} {value!r}", where=_where(row, origin), expected="words")
    return value


def _one_of(
    row: dict[str, Any], key: str, choices: tuple[str, ...], default: str, origin: str
) -> str:
    value = row.get(key, default)
    if value not in choices:
        where = _where(row, origin)
        raise KindError(f"{key} {value!r}", where=where, expected="one of " + ", ".join(choices))
    return str(value)


def _plover(row: dict[str, Any], origin: str) -> tuple[str | None, str | None]:
    code = row.get("plover") or {}
    _known(code, {"type", "mode"}, origin)
    kind_type, mode = code.get("type"), code.get("mode")
    types = plover.types()
    where = _where(code, origin)
    if kind_type is not None and kind_type not in types:
        raise KindError(f"type {kind_type!r}", where=where, expected="one of " + ", ".join(types))
    if mode is not None:
        modes = plover.modes(kind_type or "")
        if mode not in modes:
            raise KindError(f"mode {mode!r}", where=where, expected="one of " + ", ".join(modes))
    return kind_type, mode


def _class(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> frozenset[str]:
    name = row.get("class")
    if name is None:
        return frozenset()
    if name not in classes:
        where = _where(row, origin)
        raise KindError(f"unknown class {name!r}", where=where, expected=", ".join(sorted(classes)))
    return classes[name]


def _trigger(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Trigger:
    _known(row, _TRIGGER, origin)
    return Trigger(
        verbs=frozenset(_words(row, "verbs", origin)),
        nouns=frozenset(_words(row, "nouns", origin)),
        noun_class=_class(row, classes, origin),
        thing=_one_of(row, "thing", ("object", "subject"), "object", origin),
        subject=_one_of(row, "subject", ("actor", "recipient", "none"), "actor", origin),
        against=frozenset(_words(row, "against", origin)),
        needs=frozenset(_words(row, "needs", origin)),
        targets=frozenset(_words(row, "targets", origin)),
        together=_yes(row, "together", origin),
        unless=frozenset(_words(row, "unless", origin)),
        standins=_yes(row, "standins", origin),
        undone=_yes(row, "undone", origin),
        parties=int(_number(row, "parties", 0, origin)),
    )


def _phase(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Phase:
    _known(row, _PHASE, origin, required={"verbs", "class"})
    return Phase(frozenset(_words(row, "verbs", origin)), _class(row, classes, origin))


def _slot(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Slot:
    _known(row, _SLOT, origin, required={"name", "label", "fill"})
    counts = row.get("counts", ())
    if isinstance(counts, str):
        lemmas = _class({"class": counts, "__line__": row["__line__"]}, classes, origin)
    else:
        lemmas = frozenset(_words(row, "counts", origin))
    return Slot(
        name=_text(row, "name", origin),
        label=_text(row, "label", origin),
        fill=_one_of(row, "fill", _FILLS, "", origin),
        quantities=frozenset(_words(row, "quantities", origin)),
        units=frozenset(_words(row, "units", origin)),
        counts=lemmas,
        near=frozenset(_words(row, "near", origin)),
        governors=frozenset(_words(row, "governors", origin)),
        always=frozenset(_words(row, "always", origin)),
        relations=frozenset(_words(row, "relations", origin)),
        unless=frozenset(_words(row, "unless", origin)),
        words=_pairs(row, "words", origin),
        cardinality=_one_of(row, "cardinality", ("one", "many"), "one", origin),
        shown=_yes(row, "shown", origin),
        loose=_yes(row, "loose", origin),
        lower=_yes(row, "lower", origin),
        stage=_yes(row, "stage", origin),
        doing=_yes(row, "doing", origin),
        tolerance=_number(row, "tolerance", 0.0, origin),
        length=_one_of(row, "length", ("", "way", "height", "possible"), "", origin),
        grows=_yes(row, "grows", origin),
    )


def _slot_names(row: dict[str, Any], key: str, known: list[str], origin: str) -> tuple[str, ...]:
    for name in _words(row, key, origin):
        if name not in known:
            where = _where(row, origin)
            raise KindError(f"{key}: no slot {name!r}", where=where, expected=", ".join(known))
    return _words(row, key, origin)


def _filled(slots: tuple[Slot, ...], fill: str) -> list[str]:
    return [s.name for s in slots if s.fill == fill]


def _views(row: dict[str, Any], origin: str) -> dict[str, Any]:
    views: dict[str, Any] = row.get("views") or {}
    _known(views, {"scatter", "map"}, origin)
    return views


def _scatter(row: dict[str, Any], slots: tuple[Slot, ...], origin: str) -> Scatter | None:
    found = _views(row, origin).get("scatter")
    if found is None:
        return None
    _known(found, _SCATTER, origin, required={"x", "y"})
    choices = tuple(_filled(slots, "figure"))
    x, y = (_one_of(found, key, choices, "", origin) for key in ("x", "y"))
    return Scatter(x, y, str(found.get("curve", "")), str(found.get("label", "")))


def _places(row: dict[str, Any], slots: tuple[Slot, ...], origin: str) -> Places:
    found = _views(row, origin).get("map") or {}
    _known(found, _MAP, origin)
    places, figures = _filled(slots, "place"), _filled(slots, "figure")
    at, begin, end = (_slot_names(found, k, places, origin) for k in ("at", "from", "to"))
    return Places(at, begin, end, _slot_names(found, "rings", figures, origin))


def _fact(row: dict[str, Any], slots: list[str], origin: str) -> Fact:
    _known(row, _FACT, origin, required={"id", "name", "text", "since", "source", "checked"})
    applies = _pairs(row, "applies", origin)
    choices = [*slots, "actor", "recipient"]
    for key in applies:
        if key.removesuffix("_not") not in choices:
            raise KindError(f"applies: no slot {key!r}", where=_where(row, origin),
                            expected=", ".join(choices))  # fmt: skip
    for key in ("since", "until"):
        if row.get(key) is not None and not isinstance(row[key], datetime.date):
            raise KindError(f"{key} {row[key]!r}", where=_where(row, origin), expected="YYYY-MM-DD")
    until = str(row["until"]) if row.get("until") else None
    fact = ContextFact(
        row["id"], row["name"], row["text"], str(row["since"]), until, row["source"],
        str(row["checked"]),
    )  # fmt: skip
    return Fact(fact, applies)


def _usual(row: dict[str, Any], slots: list[str], origin: str) -> Usual:
    _known(row, _USUAL, origin, required={"id", "within_hours", "source"})
    return Usual(
        row["id"],
        _number(row, "within_hours", 0.0, origin),
        _slot_names(row, "states", [*slots, *_CORE], origin),
        frozenset(_words(row, "actors", origin)),
        row["source"],
    )
