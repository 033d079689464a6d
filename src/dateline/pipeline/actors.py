"""The user's own actors: the file that holds them, read with every text and changed by command.

The file is the one the variable `DATELINE_ACTORS` names, else `dateline/actors.csv` in the user's
configuration folder; an empty variable says that there is none.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from dateline.model import InputError
from dateline.reference import actors
from dateline.reference.actors import Actor

VARIABLE = "DATELINE_ACTORS"


def place() -> Path | None:
    """Where the file is or would be made; None where the user wants none."""
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "dateline" / "actors.csv"


def load(path: Path | None) -> tuple[Actor, ...]:
    """The rows of the file; none where there is no file.

    Raises:
        InputError: the file cannot be read, or a row is not as it must be.
    """
    return actors.read(_text(path), str(path)) if path is not None else ()


def digest(path: Path | None) -> str:
    """A short hash of the rows, empty where there is none: what a reading depends on."""
    rows = load(path)
    return hashlib.sha256(actors.write(rows).encode()).hexdigest()[:12] if rows else ""


def add(path: Path | None, cells: dict[str, str]) -> Actor:
    """Write one more row.

    Raises:
        InputError: the row is not as it must be, or does not go with those that stand there.
    """
    target = _needed(path)
    rows = load(target)
    actor = actors.checked(cells, rows, f"the row of {cells['name']!r}")
    _write(target, (*rows, actor))
    return actor


def remove(path: Path | None, name: str, since: str | None = None) -> Actor:
    """Take out the row of a name; `since` tells which, where it has several.

    Raises:
        InputError: no row, or several, have the name.
    """
    target = _needed(path)
    rows = load(target)
    named = [r for r in rows if name in r.names and since in (None, str(r.since or ""))]
    if len(named) != 1:
        known = "; ".join(r.row for r in named) or ", ".join(sorted(r.name for r in rows)) or "none"
        what = f"{len(named)} rows of {name!r}" if named else f"no row of {name!r}"
        raise InputError(what, where=str(target), expected=f"one of: {known}",
                         run=f"dateline actors remove '{name}' --from DAY" if named
                         else "dateline actors list")  # fmt: skip
    _write(target, tuple(r for r in rows if r is not named[0]))
    return named[0]


def _needed(path: Path | None) -> Path:
    if path is None:
        raise InputError(f"{VARIABLE} is empty", expected="a file name, or no such variable")
    return path


def _text(path: Path | None) -> str:
    if path is None or not path.exists():
        return ""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot be read ({error})", where=str(path),
                         expected="a CSV file in UTF-8") from None  # fmt: skip


def _write(path: Path, rows: tuple[Actor, ...]) -> None:
    draft = path.with_name(f".{path.name}.draft")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(actors.write(rows), encoding="utf-8", newline="\n")
        draft.replace(path)
    except OSError as error:
        raise InputError(
            f"cannot be written ({error.strerror})", where=str(path),
            expected="a folder that can be written to", run=f"{VARIABLE}=FILE dateline actors …",
        ) from None  # fmt: skip
