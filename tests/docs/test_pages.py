"""What a user can name is documented, pages made from code are fresh, examples run."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import one_parser

from dateline.evaluate.layers import layer_names
from dateline.evaluate.predict import task_names
from dateline.kinds import all_kinds
from running import run

__all__ = ["one_parser"]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SHELL = re.compile(r"[|<>&;*$]")
EXAMPLES = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_generated_pages_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("task", task_names())
def test_task_is_documented(task: str) -> None:
    assert f"`{task}`" in (DOCS / "evaluation.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("layer", layer_names())
def test_layer_has_gold_and_floor(layer: str) -> None:
    gold = ROOT / "gold"
    assert list(gold.glob(f"{layer}.*")), layer
    assert (gold / "floors" / f"{layer}.json").is_file(), layer


@pytest.mark.parametrize("kind", [k.name for k in all_kinds()])
def test_kind_is_documented(kind: str) -> None:
    assert f"## {kind}" in (DOCS / "kinds.md").read_text(encoding="utf-8")


def pages_with_examples() -> list[str]:
    pages = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]
    return [
        str(p.relative_to(ROOT)) for p in pages if EXAMPLES.search(p.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("page", pages_with_examples())
def test_examples_run_as_printed(page: str, tmp_path: Path, one_parser: None) -> None:
    """`$ dateline …` lines run in one folder per page; `…` alone on a line stands for any lines."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    for block in EXAMPLES.findall((ROOT / page).read_text(encoding="utf-8")):
        for command, wanted in split(block):
            printed = printed_by(command, tmp_path)
            assert matches(printed, wanted), (
                f"{page}: $ {command}\n--- printed\n{printed}\n--- page\n{wanted}"
            )


def printed_by(command: str, folder: Path) -> str:
    """A plain call of dateline runs in this process, which saves its start; others in a shell."""
    words = shlex.split(command)
    if words[0] == "dateline" and not SHELL.search(command):
        done = run(folder, *words[1:])
        return done.stdout + done.stderr
    whole = command.replace("dateline", f"{sys.executable} -m dateline", 1)
    shell = subprocess.run(
        whole, shell=True, cwd=folder, capture_output=True, text=True, timeout=120
    )
    return shell.stdout + shell.stderr


def split(block: str) -> list[tuple[str, str]]:
    """(command, expected output) of a console block; a backslash continues a command."""
    out: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        command = lines.pop(0)
        while command.endswith("\\"):
            command = command[:-1] + lines.pop(0).strip()
        out.append((command, "\n".join(lines).strip("\n")))
    return out


def matches(printed: str, wanted: str) -> bool:
    if not wanted:
        return True
    pieces = [re.escape(p.strip("\n")) for p in re.split(r"^…$", wanted, flags=re.MULTILINE)]
    body = r"(?:.*\n)*?".join(p + r"\n?" if p else "" for p in pieces)
    return re.fullmatch(body, printed.rstrip("\n") + "\n") is not None
