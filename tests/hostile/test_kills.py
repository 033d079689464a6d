"""SIGKILL at random points: no damage, no half batch, and a re-run gives what was to be."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hostile.killing import kill_adds, kill_decisions, kill_exports

from dateline.pipeline import Resources, reading


@pytest.fixture(autouse=True)
def own_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed run replaces is put back."""
    monkeypatch.setattr(reading, "read_document", reading.read_document)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder in memory where there is one: what a killed process wrote is there all the same,
    and waiting for a disk would leave few points to hit."""
    memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    yield made
    shutil.rmtree(made)


def test_a_few_kills(folder: Path, resources: Resources) -> None:
    assert kill_adds(folder, resources, 4, 1) >= 2
    assert kill_decisions(folder, 3, 2) >= 1


@pytest.mark.services
def test_two_hundred_kills(
    folder: Path, resources: Resources, note: Callable[[str, int], None]
) -> None:
    exports = kill_exports(folder, resources, 30, 5)
    adds, fixes = kill_adds(folder, resources, 120, 3), kill_decisions(folder, 60, 4)
    for name, count in (("add", adds), ("fix", fixes), ("export", exports)):
        note(f"SIGKILL in {name}", count)
    assert adds + fixes + exports >= 200
