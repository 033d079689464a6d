"""What a user can name is documented, pages made from code are fresh, examples run."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.evaluate.layers import layer_names
from dateline.evaluate.predict import task_names
from dateline.kinds import all_kinds

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
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
def test_examples_run_as_printed(page: str, tmp_path: Path) -> None:
    """`$ dateline …` lines run in one folder per page; `…` alone on a line stands for any lines."""
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    for block in EXAMPLES.findall((ROOT / page).read_text(encoding="utf-8")):
        for command, wanted in split(block):
            words = command.replace("dateline", f"{sys.executable} -m dateline", 1)
            done = subprocess.run(
                words, shell=True, cwd=tmp_path, capture_output=True, text=True, timeout=120
            )
            assert matches(done.stdout + done.stderr, wanted), (
                f"{page}: $ {command}\n--- printed\n{done.stdout}{done.stderr}\n--- page\n{wanted}"
            )


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
