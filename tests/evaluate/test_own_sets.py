"""The project's own evaluation sets are frozen: a changed label needs a changed checksum."""

import hashlib
import json
from pathlib import Path

import pytest

from dateline.evaluate import scorers
from dateline.model import InputError

FOLDER = Path(__file__).parents[2] / "evaluation"
SUMS = dict(
    reversed(line.split()) for line in (FOLDER / "SHA256").read_text(encoding="utf-8").splitlines()
)


def test_every_set_has_a_checksum() -> None:
    assert sorted(SUMS) == sorted(p.name for p in FOLDER.glob("*.jsonl"))


@pytest.mark.parametrize("name", sorted(SUMS))
def test_set_is_frozen(name: str) -> None:
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("name", sorted(SUMS))
def test_spans_lie_inside_their_text(name: str) -> None:
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for group in ("times", "figures", "claims"):
            for item in row.get(group, ()):
                assert 0 <= item["start"] < item["end"] <= len(row["text"])


def test_halves_take_turns_and_miss_no_row(tmp_path: Path) -> None:
    rows = [{"id": str(n), "label": n % 3} for n in range(5)]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    counts = [
        scorers.score_file("event-class", path, path, half=half).measures["n"]["rows"]
        for half in ("unseen", "analysis")
    ]
    assert counts == [3, 2]
    with pytest.raises(InputError):
        scorers.score_file("event-class", path, path, half="other")
