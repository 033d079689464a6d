"""How far a figure could be off by the choice of rows: 95 % intervals of the headline measures.

1. The headline's group of a task: `accuracy` and `macro_F`, or P, R, F and the two `any_` shares.
2. A share in which every row is one trial (right or wrong) has the exact interval of Clopper and
   Pearson (Biometrika 26, 1934): the shares that would give a count so high, or so low, with a
   chance of 2.5 %.
3. Everything else has a percentile bootstrap over rows (Efron, Annals of Statistics 7, 1979): rows
   are drawn with replacement, the scorer is run on each draw, and the middle 95 % is kept. The seed
   is fixed, so that the same files give the same interval.
4. Rows that share clusters are no draws of their own; their tasks have no interval.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline.evaluate import scorers
from dateline.evaluate.scorers.matching import Measures, Row
from dateline.model import InputError

SEED = 20261125
RESAMPLES = 1000
_TAIL = 0.025
_SHARES = frozenset({"accuracy", "any_match", "any_precision", "exact", "acc161"})
_CLUSTERED = frozenset({"incident-docs", "incident-mentions", "incident-reports"})

Rows = dict[str, Row]


@dataclass(frozen=True, slots=True)
class Interval:
    """One measure in percent with its 95 % interval, how that was made and over how many rows."""

    measure: str
    value: float
    low: float
    high: float
    method: str
    rows: int

    def __str__(self) -> str:
        return (
            f"{self.measure} = {self.value:.2f} [{self.low:.1f}, {self.high:.1f}] "
            f"{self.method}, {self.rows} rows"
        )


def intervals(
    task: str,
    gold: Path,
    predicted: Path,
    where: Sequence[str] = (),
    half: str | None = None,
    resamples: int = RESAMPLES,
) -> tuple[Interval, ...]:
    """Intervals of the headline and of the measures in its group, in the scorer's order.

    Raises:
        InputError: as `scorers.score_file`, or a task whose rows share clusters.
    """
    if task in _CLUSTERED:  # 4.
        raise InputError(
            f"no interval for {task!r}: its rows share clusters", run=f"dateline eval score {task}"
        )
    score, rows, found = scorers.score_rows(task, gold, predicted, where, half)
    group, _, _ = score.headline.partition(".")  # 1.
    names = [n for n, v in score.measures[group].items() if isinstance(v, float)]
    function = scorers.scorer(task)
    trials = {n: _trials(function, group, n, rows, found) for n in names if n in _SHARES}
    drawn = [n for n in names if trials.get(n) is None]
    spread = _bootstrap(function, group, drawn, rows, found, resamples) if drawn else {}
    out = []
    for name in names:
        right = trials.get(name)
        value = float(score.measures[group][name] or 0.0)
        if right is not None:  # 2.
            low, high = clopper_pearson(right, len(rows))
            method = "Clopper-Pearson"
        elif name in spread:  # 3.
            (low, high), method = spread[name], f"bootstrap of {resamples}, seed {SEED}"
        else:
            continue
        out.append(Interval(f"{group}.{name}", value, low, high, method, len(rows)))
    return tuple(out)


def clopper_pearson(right: int, trials: int) -> tuple[float, float]:
    """The exact 95 % interval of a share in percent.

    Raises:
        ValueError: no trials, or more right than tried.
    """
    if not 0 <= right <= trials or not trials:
        raise ValueError(f"{right} of {trials}")
    low = 0.0 if right == 0 else _solve(lambda p: _at_least(right, trials, p) < _TAIL)
    high = 1.0 if right == trials else _solve(lambda p: _at_least(right + 1, trials, p) < 1 - _TAIL)
    return 100 * low, 100 * high


def _at_least(right: int, trials: int, p: float) -> float:
    """The chance of so many or more right answers where each has the chance `p`."""
    logs = [
        math.lgamma(trials + 1) - math.lgamma(k + 1) - math.lgamma(trials - k + 1)
        + k * math.log(p) + (trials - k) * math.log1p(-p)
        for k in range(right, trials + 1)
    ]  # fmt: skip
    return math.fsum(math.exp(x) for x in logs)


def _solve(below: Callable[[float], bool]) -> float:
    """Where a rising function of a share crosses its line, by halving."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return (low + high) / 2


def _trials(function: scorers.Scorer, group: str, name: str, rows: Rows, found: Rows) -> int | None:
    """How many rows are right, where each row is right or wrong and nothing else counts."""
    right = 0
    for key, row in rows.items():
        value = function({key: row}, {key: found[key]}).get(group, {}).get(name)
        if value not in (0, 100):
            return None
        right += value == 100
    whole = _value(function(rows, found), group, name)
    return right if whole == round(100 * right / len(rows), 2) else None


def _bootstrap(
    function: scorers.Scorer, group: str, names: list[str], rows: Rows, found: Rows, resamples: int
) -> dict[str, tuple[float, float]]:
    draw = random.Random(SEED)
    keys = list(rows)
    values: dict[str, list[float]] = {n: [] for n in names}
    for _ in range(resamples):
        picked = draw.choices(keys, k=len(keys))
        measures = function(
            {str(n): rows[k] for n, k in enumerate(picked)},
            {str(n): found[k] for n, k in enumerate(picked)},
        )
        for name in names:
            value = _value(measures, group, name)
            if value is not None:
                values[name].append(value)
    return {n: _middle(sorted(v)) for n, v in values.items() if v}


def _value(measures: Measures, group: str, name: str) -> float | None:
    value = measures.get(group, {}).get(name)
    return None if value is None else float(value)


def _middle(values: list[float]) -> tuple[float, float]:
    """The values between which the middle 95 % of a sorted list lie."""
    cut = math.floor(_TAIL * len(values))
    return values[cut], values[len(values) - 1 - cut]
