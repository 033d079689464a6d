"""Model dataclasses ↔ JSON text, exactly: what is decoded equals what was encoded.

Enums are their words, tuples lists, nested dataclasses objects. Where a field may hold several
dataclasses (`Value`), the object carries its type under `@`. Integers and floats stay apart, so
that JSON printed from decoded rows has the same bytes.
"""

from __future__ import annotations

import json
import types
from collections.abc import Mapping
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
    row = {
        name: "" if not words and name in WORDS else _plain(getattr(value, name), words)
        for name in _names(cast(Any, type(value))) if name not in omit
    }  # fmt: skip
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any, words: bool) -> Any:
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value) and not isinstance(value, type):
        row = {"@": type(value).__name__}
        for name in _names(type(value)):
            hidden = not words and name in WORDS
            row[name] = "" if hidden else _plain(getattr(value, name), words)
        return row
    if isinstance(value, tuple | list):
        return [_plain(v, words) for v in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cls))


def decode(cls: type[T], text: str, **given: Any) -> T:
    """The dataclass back from its JSON text; `given` supplies fields that were omitted."""
    row = json.loads(text)
    return _object(cls, row, given)


def _object(cls: type[T], row: Mapping[str, Any], given: Mapping[str, Any]) -> T:
    hints = _hints(cast(Any, cls))
    values: dict[str, Any] = {k: _typed(hints[k], v) for k, v in row.items() if k in hints}
    return cls(**values, **given)


@cache
def _hints(cls: type) -> dict[str, Any]:
    hints = get_type_hints(cls)
    return {name: hints[name] for name in _names(cls)}


def _typed(hint: Any, value: Any) -> Any:
    if value is None or hint in (str, int, float, bool):
        return value
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _choice(get_args(hint), value)
    if origin is tuple:
        return _tuple(get_args(hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if isinstance(hint, type) and is_dataclass(hint):
        return _object(cast(type[Any], hint), value, {})
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    return value


def _tuple(args: tuple[Any, ...], value: list[Any]) -> tuple[Any, ...]:
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_typed(args[0], v) for v in value)
    return tuple(_typed(hint, v) for hint, v in zip(args, value, strict=True))


def _choice(choices: tuple[Any, ...], value: Any) -> Any:
    if isinstance(value, Mapping):
        name = value.get("@")
        found = next(c for c in choices if isinstance(c, type) and c.__name__ == name)
        return _object(cast(type[Any], found), value, {})
    if isinstance(value, list):
        return _typed(next(c for c in choices if get_origin(c) is tuple), value)
    plain = [c for c in choices if c is not type(None)]
    return _typed(plain[0], value) if len(plain) == 1 else value
