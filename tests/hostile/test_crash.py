"""SIGKILL at random points: no damage, no half batch, and a re-run gives what was to be."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hostile.killing import kill_adds, kill_decisions, kill_exports

from dateline.pipeline import Resources, reading


@pytest.fixture(autouse=True)
def own_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed run replaces is put back."""
    monkeypatch.setattr(reading, "read_document", reading.read_document)


def test_a_few_kills(tmp_path: Path, resources: Resources) -> None:
    assert kill_adds(tmp_path, 4, 1) >= 2
    assert kill_decisions(tmp_path, 3, 2) >= 1


@pytest.mark.services
def test_two_hundred_kills(
    tmp_path: Path, resources: Resources, note: Callable[[str, int], None]
) -> None:
    exports = kill_exports(tmp_path, resources, 50, 5)
    adds, fixes = kill_adds(tmp_path, 110, 3), kill_decisions(tmp_path, 50, 4)
    for name, count in (("add", adds), ("fix", fixes), ("export", exports)):
        note(f"SIGKILL in {name}", count)
    assert adds + fixes + exports >= 200
