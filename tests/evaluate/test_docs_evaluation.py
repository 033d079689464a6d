from pathlib import Path

import pytest
from typer.main import get_command

from dateline.cli.eval import app
from dateline.evaluate import scorers
from dateline.evaluate.predict import task_names

PAGE = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("task", sorted({*scorers.TASKS, *task_names()}))
def test_every_task_is_documented(task: str) -> None:
    assert f"| `{task}` |" in PAGE


@pytest.mark.parametrize("command", sorted(get_command(app).commands))  # type: ignore[attr-defined]
def test_every_command_is_documented(command: str) -> None:
    assert f"`dateline eval {command} " in PAGE
