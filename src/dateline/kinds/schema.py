"""Read `kind.yaml` strictly: every key is known, or the error names the line and the choices."""

from __future__ import annotations

from typing import Any

import yaml

from dateline.kinds.pack import Fact, Identity, Kind, Phase, Slot, Trigger
from dateline.model import ContextFact, KindError

_TOP = {
    "name", "label", "family", "plover", "zone", "identity", "classes", "triggers", "phases",
    "slots", "facts", "checks",
}  # fmt: skip
_TRIGGER = {"verbs", "nouns", "class", "against"}
_PHASE = {"verbs", "class"}
_SLOT = {
    "name", "label", "fill", "quantities", "units", "counts", "near", "relations", "words",
    "cardinality", "shown", "tolerance", "always", "unless", "loose", "lower",
}  # fmt: skip
_FACT = {"id", "name", "text", "since", "until", "source", "checked", "applies"}
_FILLS = ("figure", "clock", "day", "place", "words", "name", "role")


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
    try:
        row = yaml.load(text, _Lines)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{origin}:{mark.line + 1}" if mark else origin
        raise KindError("not YAML", where=where, run="dateline kinds check") from None
    if not isinstance(row, dict):
        raise KindError("a kind is a mapping", where=origin, expected=", ".join(sorted(_TOP)))
    _known(row, _TOP, origin, required={"name", "label", "family"})
    classes = {k: frozenset(v) for k, v in row.get("classes", {}).items() if k != "__line__"}
    plover = row.get("plover", {})
    identity = row.get("identity", {"hours": 24, "km": 100})
    return Kind(
        name=row["name"],
        label=row["label"],
        family=row["family"],
        type=plover.get("type"),
        mode=plover.get("mode"),
        zone=row.get("zone", "actor"),
        identity=Identity(float(identity["hours"]), float(identity["km"])),
        triggers=tuple(_trigger(t, classes, origin) for t in row.get("triggers", ())),
        phases=tuple(_phase(p, classes, origin) for p in row.get("phases", ())),
        slots=tuple(_slot(s, classes, origin) for s in row.get("slots", ())),
        facts=tuple(_fact(f, origin) for f in row.get("facts", ())),
        checks=tuple(row.get("checks", ())),
    )


def _known(
    row: dict[str, Any], keys: set[str], origin: str, required: set[str] | None = None
) -> None:
    where = f"{origin}:{row.get('__line__', 1)}"
    for key in row:
        if key != "__line__" and key not in keys:
            raise KindError(f"unknown key {key!r}", where=where, expected=", ".join(sorted(keys)))
    for key in sorted(required or ()):
        if key not in row:
            raise KindError(f"missing key {key!r}", where=where, expected=", ".join(sorted(keys)))


def _class(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> frozenset[str]:
    name = row.get("class")
    if name is None:
        return frozenset()
    if name not in classes:
        where = f"{origin}:{row['__line__']}"
        raise KindError(f"unknown class {name!r}", where=where, expected=", ".join(sorted(classes)))
    return classes[name]


def _trigger(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Trigger:
    _known(row, _TRIGGER, origin)
    return Trigger(
        frozenset(row.get("verbs", ())),
        frozenset(row.get("nouns", ())),
        _class(row, classes, origin),
        frozenset(row.get("against", ())),
    )


def _phase(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Phase:
    _known(row, _PHASE, origin, required={"verbs", "class"})
    return Phase(frozenset(row["verbs"]), _class(row, classes, origin))


def _slot(row: dict[str, Any], classes: dict[str, frozenset[str]], origin: str) -> Slot:
    _known(row, _SLOT, origin, required={"name", "label", "fill"})
    where = f"{origin}:{row['__line__']}"
    if row["fill"] not in _FILLS:
        raise KindError(f"fill {row['fill']!r}", where=where, expected=", ".join(_FILLS))
    if row.get("cardinality", "one") not in ("one", "many"):
        raise KindError(f"cardinality {row['cardinality']!r}", where=where, expected="one or many")
    for key in ("relations", "near", "units", "unless"):
        for word in row.get(key, ()):
            if not isinstance(word, str):  # YAML reads a bare off, on, yes or no as a boolean
                raise KindError(
                    f"{key}: {word!r} is no word", where=where, expected='"off", quoted'
                )
    counts = row.get("counts", ())
    lemmas = classes[counts] if isinstance(counts, str) else frozenset(counts)
    words = {k: tuple(v) for k, v in row.get("words", {}).items() if k != "__line__"}
    return Slot(
        name=row["name"],
        label=row["label"],
        fill=row["fill"],
        quantities=frozenset(row.get("quantities", ())),
        units=frozenset(row.get("units", ())),
        counts=lemmas,
        near=frozenset(row.get("near", ())),
        always=frozenset(row.get("always", ())),
        relations=frozenset(row.get("relations", ())),
        unless=frozenset(row.get("unless", ())),
        words=words,
        cardinality=row.get("cardinality", "one"),
        shown=bool(row.get("shown", False)),
        loose=bool(row.get("loose", False)),
        lower=bool(row.get("lower", False)),
        tolerance=float(row.get("tolerance", 0.0)),
    )


def _fact(row: dict[str, Any], origin: str) -> Fact:
    _known(row, _FACT, origin, required={"id", "name", "text", "since", "source", "checked"})
    applies = {k: tuple(v) for k, v in (row.get("applies") or {}).items() if k != "__line__"}
    until = str(row["until"]) if row.get("until") else None
    fact = ContextFact(
        row["id"], row["name"], row["text"], str(row["since"]), until, row["source"],
        str(row["checked"]),
    )  # fmt: skip
    return Fact(fact, applies)
