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


def predict_file(task: str, source: Path, target: Path, resources: Resources) -> int:
    """Predict every row of `source` into `target` (JSONL, UTF-8, LF); returns the row count."""
    lines = [
        json.dumps(row, ensure_ascii=False) for row in predictor(task)(read_rows(source), resources)
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return len(lines)
