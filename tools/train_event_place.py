"""Learn `src/dateline/reference/tables/event_place.tsv` from labelled sentences.

    PYTHONPATH=src python tools/train_event_place.py LABELS.jsonl [--holdout]

Needs numpy and scipy, which the parser brings along. The shipped weights come from
ahalterman/event_location (MIT), 3,000 sentences. Rows: `text`, `verb` spans, `places` spans.

1. Clues of every candidate for every verb; a candidate is right if its span is a labelled one.
2. Logistic regression with an L2 penalty, by L-BFGS; clues seen fewer than MINIMUM times are left
out. 3. The bias is moved to the threshold with the best F on the folds' own left-out sentences.
With `--holdout`, trains on one half of the texts (by hash), prints F on the other, writes nothing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from dateline.annotate.parse import Parser
from dateline.annotate.places.clues import clues
from dateline.annotate.places.happening import candidates
from dateline.model import Parse, Span
from dateline.reference.gazetteer import Gazetteer

MINIMUM = 4
PENALTY = 2.0
FOLDS = 5
TARGET = Path(__file__).parents[1] / "src/dateline/reference/tables/event_place.tsv"
HEAD = """\
# Log-odds of the clues to where an event happened (annotate/places/clues.py), clue and weight.
# Learned by tools/train_event_place.py from ahalterman/event_location (MIT, Andrew Halterman),
# 3,000 sentences. 2026-11-24.
"""

Example = tuple[str, list[tuple[list[str], bool]], int]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("labels", type=Path)
    arguments.add_argument("--holdout", action="store_true")
    options = arguments.parse_args()
    lines = options.labels.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    parses = list(Parser().parse_many(row["text"] for row in rows))
    learn([example(r, p, Gazetteer()) for r, p in zip(rows, parses)], options.holdout)


def learn(examples: list[Example], holdout: bool) -> None:
    if holdout:
        train = [e for e in examples if fold_of(e[0], 2)]
        test = [e for e in examples if not fold_of(e[0], 2)]
        weights = fit(train)
        weights["bias"] -= threshold(train)
        print(f"held-out F {100 * f_score(scored(test, weights), test, 0.0):.1f}")
        return
    weights = fit(examples)
    weights["bias"] -= threshold(examples)
    body = "".join(f"{k}\t{w:.3f}\n" for k, w in sorted(weights.items()) if abs(w) >= 0.0005)
    TARGET.write_text(HEAD + body, encoding="utf-8")


def example(row: dict[str, Any], parse: Parse, gazetteer: Gazetteer) -> Example:  # 1.
    gold = {(p["start"], p["end"]) for p in row["places"]}
    names = candidates(parse, gazetteer)
    out = []
    for v in row["verb"]:
        verb = parse.root_of(Span(v["start"], v["end"]))
        beside = [n for n in names if verb is not None and n.token.sentence == verb.sentence]
        for name in beside:
            if verb is not None:
                right = (name.span.start, name.span.end) in gold
                out.append((clues(parse, verb, name, beside), right))
    return row["text"], out, len(gold)


def fold_of(text: str, folds: int) -> int:
    return int(sha256(text.encode()).hexdigest()[:8], 16) % folds


def fit(examples: list[Example]) -> dict[str, float]:  # 2.
    cases = [c for _, found, _ in examples for c in found]
    counts = Counter(k for found, _ in cases for k in found)
    kept = sorted(k for k, n in counts.items() if n >= MINIMUM)
    index = {k: i for i, k in enumerate(kept)}
    pairs = [(r, index[k]) for r, (found, _) in enumerate(cases) for k in found if k in index]
    rows, columns = np.array(pairs).T
    matrix = csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(cases), len(kept)))
    signs = np.array([1.0 if right else -1.0 for _, right in cases])

    def loss(w: Any) -> tuple[float, Any]:
        margin = signs * (matrix @ w[:-1] + w[-1])
        grade = -signs / (1 + np.exp(np.clip(margin, -50, 50)))
        slope = np.append(matrix.T @ grade + PENALTY * w[:-1], grade.sum())
        return float(np.logaddexp(0, -margin).sum() + PENALTY / 2 * (w[:-1] ** 2).sum()), slope

    best = minimize(loss, np.zeros(len(kept) + 1), jac=True, method="L-BFGS-B",
                    options={"maxiter": 500}).x  # fmt: skip
    return {**{k: float(best[i]) for k, i in index.items()}, "bias": float(best[-1])}


def threshold(examples: list[Example]) -> float:  # 3.
    scores: list[tuple[float, bool]] = []
    for n in range(FOLDS):
        weights = fit([e for e in examples if fold_of(e[0] + "f", FOLDS) != n])
        scores += scored([e for e in examples if fold_of(e[0] + "f", FOLDS) == n], weights)
    return max((f_score(scores, examples, t), -t) for t in np.arange(-1.5, 1.0, 0.1))[1] * -1


def scored(examples: list[Example], weights: dict[str, float]) -> list[tuple[float, bool]]:
    return [
        (weights["bias"] + sum(weights.get(k, 0.0) for k in found), right)
        for _, cases, _ in examples for found, right in cases
    ]  # fmt: skip


def f_score(scores: list[tuple[float, bool]], examples: list[Example], least: float) -> float:
    chosen = [right for score, right in scores if score > least]
    gold = sum(n for *_, n in examples)
    return 2 * sum(chosen) / max(1, len(chosen) + gold)


if __name__ == "__main__":
    main()
