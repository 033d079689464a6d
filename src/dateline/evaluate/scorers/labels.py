"""One label per row: accuracy, macro and weighted F."""

from __future__ import annotations

from collections import Counter

from dateline.evaluate.scorers.event import YIELDING
from dateline.evaluate.scorers.matching import Measures, Row, prf, share
from dateline.model import InputError


def score(
    gold: dict[str, Row], predicted: dict[str, Row], allowed: frozenset[str] | None = None
) -> Measures:
    """Scores over the labels of gold; CONCEDE and RETREAT read as YIELD where gold says so."""
    fold = any(str(r.get("label")).upper() == "YIELD" for r in gold.values())

    def label(row: Row, key: str) -> str:
        value = row.get("label")
        if not isinstance(value, str | int) or isinstance(value, bool) or value == "":
            raise InputError("missing 'label'", where=f"row {key!r}")
        name = str(value).upper()
        name = YIELDING.get(name, name) if fold else name
        if allowed is not None and name not in allowed:
            raise InputError(
                f"label {value!r}", where=f"row {key!r}", expected=", ".join(sorted(allowed))
            )
        return name

    pairs = [(label(r, k), label(predicted[k], k)) for k, r in gold.items()]
    right = Counter(a for a, b in pairs if a == b)
    truth, guess = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    per = {k: prf(right[k], guess[k], truth[k]) for k in sorted(truth)}
    values = {k: float(v["F"] or 0) for k, v in per.items()}
    return {
        "overall": {
            "accuracy": share(sum(right.values()), len(pairs)),
            "macro_F": round(sum(values.values()) / len(values), 2),
            "weighted_F": round(sum(values[k] * truth[k] for k in per) / len(pairs), 2),
        },
        **{f"label[{k}]": v for k, v in per.items()},
        "n": {"rows": len(pairs), "labels": len(per)},
    }
