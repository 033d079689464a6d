"""Model dataclasses ↔ JSON text, exactly: what is decoded equals what was encoded.

Enums are their words, tuples lists, sets sorted lists, nested dataclasses objects. Where a field
may hold several dataclasses (`Value`), the object carries its type under `@`. Integers and floats
stay apart, so that JSON printed from decoded rows has the same bytes.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")

WORDS = frozenset({"original", "quote"})
"""Fields that hold characters of a report; left empty where a ledger retains none."""


def encode(value: Any, *, omit: frozenset[str] = frozenset(), words: bool = True) -> str:
    """JSON text of a dataclass, its top-level fields in `omit` left out.

    `words=False` empties every field that repeats characters of the report.
    """
    row = {}
    for name in _names(cast(Any, type(value))):
        if name not in omit:
            found = getattr(value, name)
            if type(found) not in _PLAIN:
                found = _plain(found, words)
            row[name] = found if words or name not in WORDS else ""
    return _JSON.encode(row)


_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types whose values are their own JSON; most fields hold one of them."""
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any, words: bool) -> Any:
    cls: Any = type(value)
    if cls in _PLAIN:
        return value
    match _sort(cls):
        case "row":
            row = {"@": cls.__name__}
            for name in _names(cls):
                hidden = not words and name in WORDS
                row[name] = "" if hidden else _plain(getattr(value, name), words)
            return row
        case "list":
            return [v if type(v) in _PLAIN else _plain(v, words) for v in value]
        case "enum":
            return str(value.value)
        case "set":
            return sorted(value)
        case "date":
            return value.isoformat()
    return value


@cache
def _sort(cls: type) -> str:
    """How values of a class are written."""
    if issubclass(cls, Enum):
        return "enum"
    if is_dataclass(cls):
        return "row"
    if issubclass(cls, tuple | list):
        return "list"
    if issubclass(cls, frozenset):
        return "set"
    return "date" if issubclass(cls, datetime | date) else "atom"


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def decode(cls: type[T], text: str, **given: Any) -> T:
    """The dataclass back from its JSON text; `given` supplies fields that were omitted."""
    row = json.loads(text)
    found: T = _maker(cast(Any, cls))(row | given if given else row, given)
    return found


def revived(cls: type[T], row: Mapping[str, Any], **fields: Any) -> T:
    """The dataclass of a JSON object, with other JSON values in some fields."""
    found: T = _maker(cast(Any, cls))({**row, **fields}, {})
    return found


def changed(text: str, **fields: Any) -> str:
    """The JSON text of a dataclass with other values in some fields: what `encode` gives of it,
    without decoding the rest."""
    row = json.loads(text)
    return _JSON.encode(row | {name: _plain(value, True) for name, value in fields.items()})


Decoder = Callable[[Any], Any]
"""From a JSON value, never None, to the value of one type."""


@cache
def _maker(cls: type) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Any]:
    """What builds a dataclass from a JSON object. A field whose JSON is its value has no decoder,
    and one of `given` is used as it is: decoding is most of what opening a large ledger costs."""
    hints = get_type_hints(cls)
    parts = [(name, _decoder(hints[name])) for name in _names(cls)]

    def make(row: Mapping[str, Any], given: Mapping[str, Any]) -> Any:
        values = {}
        for name, decoder in parts:
            if name in row:
                value = row[name]
                plain = decoder is None or value is None or name in given
                values[name] = value if plain else decoder(value)  # type: ignore[misc]
        return cls(**values)

    return make


@cache
def _decoder(hint: Any) -> Decoder | None:
    """The decoder of a type; None where JSON holds the value itself."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _choice(get_args(hint))
    if origin is tuple:
        return _tuple(get_args(hint))
    if origin is frozenset:
        return frozenset
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {member.value: member for member in hint}.__getitem__
    if isinstance(hint, type) and is_dataclass(hint):
        make = _maker(hint)
        return lambda value: make(value, {})
    if hint is datetime or hint is date:
        found: Decoder = hint.fromisoformat
        return found
    return None


def _tuple(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        inner = _decoder(args[0])
        if inner is None:
            return tuple
        return lambda value: tuple(None if v is None else inner(v) for v in value)
    parts = [_decoder(hint) for hint in args]
    return lambda value: tuple(
        v if d is None or v is None else d(v) for d, v in zip(parts, value, strict=True)
    )


def _choice(choices: tuple[Any, ...]) -> Decoder | None:
    """A union: objects carry the name of their type, lists are its tuple, the rest is plain."""
    named = {c.__name__: _decoder(c) for c in choices if isinstance(c, type) and is_dataclass(c)}
    listed = next((_decoder(c) for c in choices if get_origin(c) is tuple), None)
    plain = [c for c in choices if c is not type(None)]
    single = _decoder(plain[0]) if len(plain) == 1 else None

    def decoder(value: Any) -> Any:
        if isinstance(value, Mapping):
            return cast(Decoder, named[value["@"]])(value)
        if isinstance(value, list) and listed is not None:
            return listed(value)
        return value if single is None else single(value)

    return decoder if named or listed or single else None
