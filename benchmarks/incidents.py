"""Fit the weights of trigger pairs on ECB+ train: `python benchmarks/incidents.py TRAIN.jsonl`.

Prints the rows of `reference/tables/event_pairs.tsv`. Inside each predicted group of documents all
pairs of given triggers are cases; ridge-penalised (λ = 1) logistic regression by Newton's method.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from dateline.evaluate.predict import read_rows
from dateline.evaluate.tasks.incident_docs import clusters
from dateline.evaluate.tasks.incident_mentions import described
from dateline.incidents.pairs import Surroundings, features
from dateline.incidents.wording import Wording
from dateline.pipeline import Resources

RIDGE = 1.0
ROUNDS = 25


def main() -> None:
    rows = list(read_rows(Path(sys.argv[1])))
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
    for name, weight in zip(names, fit(np.array(cases), np.array(truth))):
        print(f"{name}\t{weight:.4f}")


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
