"""How gold reads each layer: one file per layer, found by name.

A module holds `READER`, a `Reader`: `notation` for `.pairs` cases, `spans` for `.spans` cases and
the labels that a `.spans` case of the layer is judged on even where it marks none.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from dateline.model import InputError, Published, Span
from dateline.pipeline import Resources


@dataclass(frozen=True, slots=True)
class Marked:
    """A span with its label: `source`, `figure >=2 missile`."""

    span: Span
    label: str


Notation = Callable[[str, Published | None, Resources], str]
Spans = Callable[[str, Published | None, Resources], frozenset[Marked]]


def _no_notation(text: str, published: Published | None, resources: Resources) -> str:
    raise InputError("this layer has no .pairs cases", where=text)


def _no_spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    raise InputError("this layer has no .spans cases", where=text)


@dataclass(frozen=True, slots=True)
class Reader:
    """How the cases of a layer are run."""

    notation: Notation = _no_notation
    spans: Spans = _no_spans
    labels: tuple[str, ...] = ()


def layer_names() -> list[str]:
    """Names of all layers, in alphabetical order."""
    return sorted(m.name for m in pkgutil.iter_modules(__path__))


def reader(layer: str) -> Reader:
    """The reader of a layer.

    Raises:
        InputError: there is no such layer.
    """
    if layer not in layer_names():
        raise InputError(f"unknown layer {layer!r}", expected="one of " + ", ".join(layer_names()))
    return cast(Reader, importlib.import_module(f"{__name__}.{layer}").READER)
