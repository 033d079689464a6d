"""Our scorers against the published scorer: one small synthetic file pair per task.

`scorer_cases.json` holds both files and what the published scorer prints for them.
"""

import json
from pathlib import Path

import pytest

from dateline.evaluate import scorers

CASES = json.loads((Path(__file__).parent / "scorer_cases.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("task", sorted(CASES))
def test_measures_agree_to_a_tenth_of_a_point(task: str, tmp_path: Path) -> None:
    case = CASES[task]
    files = []
    for name in ("gold", "predicted"):
        path = tmp_path / f"{name}.jsonl"
        path.write_text("".join(json.dumps(r) + "\n" for r in case[name]), encoding="utf-8")
        files.append(path)
    score = scorers.score_file(task, *files)
    assert score.value == pytest.approx(case["headline"], abs=0.1)
    compared = 0
    for group, values in case["metrics"].items():
        for key, value in values.items():
            ours = score.measures.get(group, {}).get(key)
            if isinstance(value, int | float) and isinstance(ours, int | float):
                compared += 1
                assert ours == pytest.approx(value, abs=0.1), f"{group}.{key}"
    assert compared >= 3
