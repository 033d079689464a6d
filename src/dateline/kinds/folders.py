"""A pack's folder → its kind, with the functions of its `check.py`."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from importlib.resources.abc import Traversable
from types import ModuleType
from typing import cast

from dateline.kinds.pack import Check, Curve, Kind, Table
from dateline.kinds.schema import read_kind
from dateline.model import KindError


def read_folder(folder: Traversable, name: str, *, own: bool = False) -> Kind:
    """The pack in a folder; `name` stands for the folder in errors, `own` adds a digest.

    1. Read `kind.yaml` by the schema. 2. Run `check.py` where the pack names checks, a curve or a
    table, and take the functions it names. 3. Hash both files, so that a ledger knows readings of
    another pack.

    Raises:
        KindError: no `kind.yaml`, a break of the schema, or a check that `check.py` lacks.
    """
    file = folder.joinpath("kind.yaml")
    if not file.is_file():
        raise KindError("no kind.yaml", where=name, run="dateline kinds new NAME")
    text = file.read_text(encoding="utf-8")
    pack = read_kind(text, f"{name}/kind.yaml")  # 1.
    code = folder.joinpath("check.py")
    source = code.read_text(encoding="utf-8") if code.is_file() else ""
    pack = _with_functions(pack, source, name)  # 2.
    digest = hashlib.sha256((text + "\0" + source).encode()).hexdigest()[:12] if own else ""  # 3.
    return replace(pack, digest=digest)


def _with_functions(pack: Kind, source: str, name: str) -> Kind:
    scatter = pack.scatter
    curve = scatter.curve_name if scatter else ""
    if not pack.check_names and not curve and not pack.table_names:
        return pack
    if not source:
        raise KindError("checks, but no check.py", where=f"{name}/kind.yaml")
    where = f"{name}/check.py"
    module = _module(pack, source, where)
    checks = tuple(cast(Check, _function(module, n, "reported", where)) for n in pack.check_names)
    if scatter and curve:
        scatter = replace(scatter, curve=cast(Curve, _function(module, curve, "x", where)))
    tables = {
        n: cast(Table, _function(module, f, "", where)) for n, f in pack.table_names.items()
    }  # fmt: skip
    return replace(pack, checks=checks, scatter=scatter, tables=tables)


def _module(pack: Kind, source: str, where: str) -> ModuleType:
    ident = f"dateline_kind_{pack.name.replace('-', '_')}"
    module = ModuleType(ident)
    module.__file__ = where
    sys.modules[ident] = module  # dataclasses look their module up by name
    try:
        exec(compile(source, where, "exec"), module.__dict__)
    except Exception as error:
        raise KindError(f"does not run ({type(error).__name__}: {error})", where=where) from error
    return module


def _function(module: ModuleType, name: str, argument: str, where: str) -> object:
    function = getattr(module, name, None)
    if not callable(function):
        raise KindError(f"no function {name!r}", where=where, expected=f"def {name}({argument})")
    return function
