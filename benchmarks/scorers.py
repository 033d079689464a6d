"""Compare our scorers with a published scorer on the same files.

    python benchmarks/scorers.py SCORE.py FOLDER [--limit N]

SCORE.py is called as `SCORE.py TASK GOLD PRED --json`. For every set of FOLDER the predictions of
the present code are scored by both; every measure that both report is compared, and the largest
difference in points is printed. Exit status 1 if one differs by more than 0.1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from dateline.evaluate import report, scorers
from dateline.evaluate.predict import predict_rows, read_rows, task_names, write_rows
from dateline.model import InputError
from dateline.pipeline import Resources


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("score", type=Path)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--limit", type=int)
    given = arguments.parse_args()
    resources = Resources()
    worst = 0.0
    for task, name, path in report.sets(given.folder, sorted(scorers.TASKS)):
        if task not in task_names() or name.endswith("given"):
            continue
        rows = list(read_rows(path))[: given.limit]
        with tempfile.TemporaryDirectory() as scratch:
            gold, found = Path(scratch, "gold.jsonl"), Path(scratch, "found.jsonl")
            write_rows(gold, rows)
            try:
                write_rows(found, predict_rows(task, rows, resources))
                ours = scorers.score_file(task, gold, found)
            except (InputError, KeyError) as error:
                print(f"{task} on {name}: not compared ({error})")
                continue
            call = [sys.executable, str(given.score), task, str(gold), str(found), "--json"]
            done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{task} on {name}: not compared ({done.stderr.strip()})")
            continue
        theirs = json.loads(done.stdout)
        gap, where, count = largest(ours.measures, theirs["metrics"])
        worst = max(worst, gap)
        print(
            f"{task} on {name}: headline {ours.value:.2f} and {theirs['headline']['value']:.2f}, "
            f"{count} measures, largest difference {gap:.3f} {where}"
        )
    sys.exit(1 if worst > 0.1 else 0)


def largest(
    ours: dict[str, dict[str, float | int | None]], theirs: dict[str, dict[str, object]]
) -> tuple[float, str, int]:
    """(largest difference, its measure, number of measures both have)."""
    gap, where, count = 0.0, "", 0
    for group, values in ours.items():
        for key, value in values.items():
            other = theirs.get(group, {}).get(key)
            if isinstance(value, int | float) and isinstance(other, int | float):
                count += 1
                if abs(value - other) > gap:
                    gap, where = abs(value - other), f"in {group}.{key}"
    return gap, where, count


if __name__ == "__main__":
    main()
