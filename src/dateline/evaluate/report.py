"""Development figures of every task found in a folder, beside anchors and human ceilings.

1. Name the sets: `TASK.SET.jsonl` (a first part that two tasks share, such as `incident`, is read
   as each of them) or `TASK.jsonl`.
2. Strip the labels, predict, score.
3. Set anchors, ceilings and the gold floors beside the figures. What has no predictor, no scorer
   or no file is said to be missing, with the reason.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib import resources as package_files
from pathlib import Path
from typing import Any

from dateline.evaluate import gold, scorers
from dateline.evaluate.predict import predict_rows, read_rows, task_names, write_rows
from dateline.evaluate.scorers.matching import Row
from dateline.evaluate.spread import Interval
from dateline.model import InputError
from dateline.pipeline import Resources

_ALIASES = {
    "incident": ("incident-docs", "incident-mentions"),
    "incident-mentions": ("incident-mentions", "incident-docs"),
}
"""Files that serve more than one task."""

_OWN = {"time": "time-interval"}
"""Own sets (`TASK.jsonl`) whose name is short for another task."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One task on one set. `value` is the headline in percent, None where `missing` says why."""

    task: str
    set: str
    rows: int
    corpus: str
    measure: str
    value: float | None
    measures: dict[str, dict[str, float | int | None]]
    baseline: str = ""
    anchor: str = ""
    ceiling: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Floor:
    """The stored floor of a gold layer with the hash of its cases."""

    layer: str
    cases: int
    held: int
    corpus: str


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of a folder, and the floors of the project's own gold."""

    folder: str
    figures: tuple[Figure, ...]
    floors: tuple[Floor, ...]

    def to_json(self) -> str:
        """The report as one JSON object."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def report(
    folder: Path,
    resources: Resources,
    tasks: Sequence[str] = (),
    limit: int | None = None,
    gold_folder: Path | None = None,
) -> Report:
    """Predict and score every set of the folder.

    Args:
        tasks: only these tasks; all if empty.
        limit: at most this many rows of each file, from its head.
        gold_folder: where the gold floors are; none are listed without it.

    Raises:
        InputError: the folder is missing or holds no set, or a task is unknown.
    """
    known = sorted({*task_names(), *scorers.TASKS})
    for task in tasks:
        if task not in known:
            raise InputError(f"unknown task {task!r}", expected="one of " + ", ".join(known))
    found = [s for s in sets(folder, known) if not tasks or s[0] in tasks]  # 1.
    if not found:
        raise InputError("no set of a known task", where=str(folder), expected="TASK.SET.jsonl")
    figures = [_figure(task, name, path, resources, limit) for task, name, path in found]
    present = {task for task, _, _ in found}
    for task in known:
        if task not in present and (not tasks or task in tasks):
            figures.append(_missing(task, "", "no file of this task in the folder"))
    return Report(str(folder), tuple(figures), tuple(floors(gold_folder)) if gold_folder else ())


def sets(folder: Path, known: Sequence[str]) -> Iterator[tuple[str, str, Path]]:
    """(task, set, file) of every file whose name opens with a task, in alphabetical order."""
    for path in sorted(folder.glob("*.jsonl")):
        stem = path.name.removesuffix(".jsonl")
        first, _, rest = stem.partition(".")
        named = (_OWN[first],) if not rest and first in _OWN else _ALIASES.get(first, (first,))
        for task in named:
            if task in known and not (first == "incident-mentions" and task == "incident-docs"):
                yield task, rest or "own", path
        if first == "place":
            yield "place", f"{rest or 'own'}, spans given", path


def floors(folder: Path) -> Iterator[Floor]:
    """The stored floors of all layers."""
    for layer in gold.layers(folder):
        stored = gold.floor(folder, layer)
        yield Floor(layer, int(stored["cases"]), int(stored["held"]), str(stored["corpus"]))


def _figure(task: str, name: str, path: Path, resources: Resources, limit: int | None) -> Figure:
    """2. and 3. of one set."""
    rows = list(read_rows(path))[:limit]
    if name.endswith("spans given"):
        rows = [_given(row) for row in rows]
    if task not in task_names():
        return _missing(task, name, "no predictor yet")
    if task not in scorers.TASKS:
        return _missing(task, name, "no scorer yet")
    corpus = sha256("\n".join(json.dumps(r, sort_keys=True) for r in rows).encode()).hexdigest()
    baseline, anchor, ceiling = anchors().get((task, name.split(",")[-1].strip()), ("", "", ""))
    baseline, anchor, ceiling = anchors().get((task, name), (baseline, anchor, ceiling))
    try:
        score = _score(task, rows, resources)
    except InputError as error:
        return _missing(task, name, str(error))
    return Figure(
        task, name, len(rows), corpus[:16], score.headline, score.value, score.measures,
        baseline, anchor, ceiling,
    )  # fmt: skip


def _score(task: str, rows: list[Row], resources: Resources) -> scorers.Score:
    with tempfile.TemporaryDirectory() as scratch:
        gold_file, found_file = Path(scratch, "gold.jsonl"), Path(scratch, "found.jsonl")
        write_rows(gold_file, rows)
        write_rows(found_file, predict_rows(task, rows, resources))
        return scorers.score_file(task, gold_file, found_file)


def _given(row: Row) -> Row:
    """A row of the task `place` with the mentions that have coordinates given."""
    kept = [t for t in row.get("toponyms") or () if t.get("lat") is not None]
    return {**row, "given": [[t["start"], t["end"]] for t in kept], "toponyms": kept}


def _missing(task: str, name: str, reason: str) -> Figure:
    return Figure(task, name, 0, "", "", None, {}, missing=reason)


def anchors() -> dict[tuple[str, str], tuple[str, str, str]]:
    """(task, set) → baseline, best anchor and human ceiling, as words with their figures."""
    text = package_files.files("dateline.reference").joinpath("tables", "evaluation_anchors.tsv")
    lines = [x for x in text.read_text("utf-8").splitlines() if x and not x.startswith("#")]
    out = {}
    for line in lines[1:]:
        task, name, baseline, anchor, ceiling = line.split("\t")
        out[task, name] = (baseline, anchor, ceiling)
    return out


def table(found: Report) -> str:
    """The report as a Markdown table, floors below it, what is missing last."""
    lines = [
        "| task | set | rows | measure | dateline | baseline | best anchor | human ceiling |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for f in found.figures:
        if f.value is not None:
            lines.append(
                f"| {f.task} | {f.set} | {f.rows} | {f.measure}{_precision(f)} | "
                f"**{f.value:.1f}** | {f.baseline or '–'} | {f.anchor or '–'} | "
                f"{f.ceiling or '–'} |"
            )
    if found.floors:
        lines += ["", "| gold layer | cases | floor | corpus |", "|---|---|---|---|"]
        lines += [f"| {f.layer} | {f.cases} | {f.held} | `{f.corpus}` |" for f in found.floors]
    missing = [f for f in found.figures if f.missing]
    if missing:
        lines += ["", "Missing:"]
        lines += [f"- {f.task}{' on ' + f.set if f.set else ''}: {f.missing}" for f in missing]
    return "\n".join(lines) + "\n"


def _precision(f: Figure) -> str:
    """ " (P 70.1 R 60.2)" where the headline is an F."""
    group = f.measures.get(f.measure.partition(".")[0], {})
    if not f.measure.endswith(".F") or group.get("P") is None:
        return ""
    return f" (P {group['P']:.1f} R {group['R']:.1f})"


def as_json(score: scorers.Score, spread: Sequence[Interval] | None = None) -> str:
    """One score as JSON: task, headline, metrics, and the intervals where they were asked for."""
    row: dict[str, Any] = {
        "task": score.task,
        "headline": {"name": score.headline, "value": score.value},
        "metrics": score.measures,
    }
    if spread is not None:
        row["intervals"] = [asdict(i) for i in spread]
    return json.dumps(row, ensure_ascii=False)


def as_text(score: scorers.Score, spread: Sequence[Interval] | None = None) -> str:
    """One score as lines, the headline last; below it the intervals of its group."""
    lines = []
    for group, values in score.measures.items():
        cells = "  ".join(f"{k} {'–' if v is None else v}" for k, v in values.items())
        lines.append(f"{group:<28} {cells}")
    lines.append(f"{score.task}: {score.headline} = {score.value:.2f}")
    lines += [f"  {interval}" for interval in spread or ()]
    return "\n".join(lines) + "\n"
