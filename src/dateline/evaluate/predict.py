"""Run one evaluation task over a JSONL file of inputs."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, cast

from dateline.evaluate import tasks
from dateline.model import InputError
from dateline.pipeline import Resources

Row = dict[str, Any]
Predict = Callable[[Iterable[Row], Resources], Iterator[Row]]


def task_names() -> list[str]:
    """Names of all tasks, found by file name (`event_type.py` is the task `event-type`)."""
    return sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(tasks.__path__))


def predictor(task: str) -> Predict:
    """The `predict` function of a task.

    Raises:
        InputError: there is no such task.
    """
    if task not in task_names():
        raise InputError(f"unknown task {task!r}", expected="one of " + ", ".join(task_names()))
    module = importlib.import_module(f"{tasks.__name__}.{task.replace('-', '_')}")
    return cast(Predict, module.predict)


def read_rows(path: Path) -> Iterator[Row]:
    """Rows of a JSONL file.

    Raises:
        InputError: the file is missing, not UTF-8, or a line is no JSON object.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row = json.loads(line)
                if not isinstance(row, dict):
                    raise InputError("row is no object", where=f"{path}:{number}")
                yield row
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    except ValueError as error:
        raise InputError(f"not JSON lines ({error})", where=str(path)) from None


def predict_rows(task: str, rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """Predictions for rows; a task that declares `INPUTS` sees only those keys."""
    module = importlib.import_module(f"{tasks.__name__}.{task.replace('-', '_')}")
    inputs: tuple[str, ...] | None = getattr(module, "INPUTS", None)
    seen = rows if inputs is None else ({k: r[k] for k in inputs if k in r} for r in rows)
    return predictor(task)(seen, resources)


def write_rows(target: Path, rows: Iterable[Row]) -> int:
    """Write rows as JSON lines (UTF-8, LF); returns their count.

    Raises:
        InputError: the file cannot be written.
    """
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    try:
        target.write_text("".join(x + "\n" for x in lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(target)) from None
    return len(lines)


def predict_file(task: str, source: Path, target: Path, resources: Resources) -> int:
    """Predict every row of `source` into `target` (JSONL, UTF-8, LF); returns the row count.

    Raises:
        InputError: unknown task, unreadable or malformed file.
    """
    predictor(task)
    try:
        return write_rows(target, predict_rows(task, read_rows(source), resources))
    except KeyError as error:
        raise InputError(f"a row has no key {error}", where=str(source)) from None
