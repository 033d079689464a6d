"""Fit the weights of trigger pairs, and measure whether their scores are probabilities.

    python benchmarks/incidents.py fit TRAIN.jsonl
    python benchmarks/incidents.py calibration DEV.jsonl
    python benchmarks/incidents.py online DEV.jsonl

`fit` prints the rows of `reference/tables/event_pairs.tsv`. Inside each predicted group of
documents all pairs of given triggers are cases; ridge-penalised (λ = 1) logistic regression by
Newton's method. `calibration` prints the expected calibration error (ten bins of equal width,
Naeini et al. 2015) over all pairs, and over those that clustering looks at. `online` takes reports
one by one: each joins the incident of highest mean score among what has come in, or opens one, and
is not moved again; then all are grouped at once. Printed is the mean over five orders (seeds 1 to
5) beside the batch. A ledger has no such difference: `dateline add` gives what all reports give.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from random import Random

import numpy as np

from dateline.evaluate.predict import read_rows
from dateline.evaluate.tasks.incident_docs import THRESHOLD, clusters
from dateline.evaluate.tasks.incident_mentions import described
from dateline.incidents.likeness import Profile, likeness, profile
from dateline.incidents.pairs import LOW, Surroundings, features
from dateline.incidents.wording import Wording
from dateline.pipeline import Resources
from dateline.reference.event_words import pair_weights

RIDGE = 1.0
ROUNDS = 25


Cases = tuple[np.ndarray, np.ndarray, list[str]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("task", choices=("fit", "calibration", "online"))
    arguments.add_argument("rows", type=Path)
    given = arguments.parse_args()
    if given.task == "online":
        online(given.rows)
        return
    cases, truth, names = pairs(given.rows)
    if given.task == "fit":
        for name, weight in zip(names, fit(cases, truth)):
            print(f"{name}\t{weight:.4f}")
        return
    weights = np.array([pair_weights()[name] for name in names])
    chance = 1 / (1 + np.exp(-cases @ weights))
    for label, chosen in (("all pairs", chance >= 0), (f"pairs >= {LOW}", chance >= LOW)):
        error = calibration(chance[chosen], truth[chosen])
        print(f"{label}: {int(chosen.sum()):,}, expected calibration error {error:.3f}")


def online(path: Path) -> None:
    """Print BCubed F of reports that are placed once, as they come, and of the batch."""
    rows = list(read_rows(path))
    gold = [r["incident"] for r in rows]
    texts = [r["text"] for r in rows]
    whole = bcubed(gold, clusters(texts))
    found = []
    for seed in range(1, 6):
        order = list(range(len(rows)))
        Random(seed).shuffle(order)
        placed = one_by_one([profile(texts[n]) for n in order])
        home = dict(zip(order, placed))
        found.append(bcubed(gold, [home[n] for n in range(len(rows))]))
        print(f"order {seed}: {100 * found[-1]:.1f}", flush=True)
    mean = sum(found) / len(found)
    print(f"online {100 * mean:.1f}, batch {100 * whole:.1f}, {100 * (whole - mean):.1f} points")


def one_by_one(profiles: list[Profile]) -> list[int]:
    """The incident of each report, by what had come in when it came."""
    home: list[int] = []
    for n in range(len(profiles)):
        scores = likeness(profiles[: n + 1])[n]
        means = {
            c: float(np.mean([scores[k] for k in range(n) if home[k] == c])) for c in set(home)
        }
        best = min(means, key=lambda c: (-means[c], c), default=None)
        new = best is None or means[best] < THRESHOLD
        home.append(len(means) if new or best is None else best)
    return home


def bcubed(gold: list[str], found: list[int]) -> float:
    """BCubed F (Bagga & Baldwin 1998)."""
    size = range(len(gold))
    both = [sum(gold[a] == gold[b] and found[a] == found[b] for b in size) for a in size]
    right = sum(n / found.count(found[a]) for a, n in enumerate(both)) / len(gold)
    told = sum(n / gold.count(gold[a]) for a, n in enumerate(both)) / len(gold)
    return 2 * right * told / (right + told)


def pairs(path: Path) -> Cases:
    """Features of all pairs inside predicted groups, whether each is true, and feature names."""
    rows = list(read_rows(path))
    gold = {m["mention_id"]: m["cluster"] for r in rows for m in r["mentions"]}
    resources = Resources()
    groups: dict[int, list[tuple[str, Wording]]] = defaultdict(list)
    for row, group in zip(rows, clusters([r["text"] for r in rows])):
        groups[group] += [(i, w) for i, w in described(row, resources) if w is not None]
    cases: list[list[float]] = []
    truth: list[float] = []
    names: list[str] = []
    for members in groups.values():
        around = Surroundings.of([w for _, w in members])
        for n, (left_id, left) in enumerate(members):
            for right_id, right in members[n + 1 :]:
                found = features(left, right, around)
                names = list(found)
                cases.append(list(found.values()))
                truth.append(float(gold[left_id] == gold[right_id]))
    return np.array(cases), np.array(truth), names


def calibration(chance: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Mean distance of stated and observed frequency, weighted by the size of each bin."""
    place = np.minimum((chance * bins).astype(int), bins - 1)
    parts = [place == n for n in range(bins)]
    return float(sum(p.mean() * abs(chance[p].mean() - truth[p].mean()) for p in parts if p.any()))


def fit(cases: np.ndarray, truth: np.ndarray) -> np.ndarray:
    weights = np.zeros(cases.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-cases @ weights))
        slope = cases.T @ (truth - chance) - RIDGE * weights
        bend = (cases.T * (chance * (1 - chance))) @ cases + RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main()
