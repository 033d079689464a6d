"""Scores of the project's own sets: the authority behind a source, and the stance to a content."""

from __future__ import annotations

from collections import Counter

from dateline.evaluate.scorers.matching import Measures, Row, prf, share
from dateline.model import Certainty, FigureRelation, InputError, Modality, Polarity

FREQUENT = 5
"""A label counts towards a macro-F if gold has it at least this often."""

FIELDS: dict[str, frozenset[str]] = {
    "modality": frozenset(m.value for m in Modality),
    "polarity": frozenset(p.value for p in Polarity),
    "certainty": frozenset(c.value for c in Certainty),
}


def score_stance(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Macro-F per field over labels that occur at least `FREQUENT` times, and their mean."""
    measures: Measures = {}
    for name, allowed in FIELDS.items():
        pairs = [
            (_label(r, name, k, allowed), _label(predicted[k], name, k, allowed))
            for k, r in gold.items()
        ]
        measures |= _field(name, pairs)
    macro = [float(measures[name]["macro_F"] or 0) for name in FIELDS]
    measures["overall"] = {"macro_F": round(sum(macro) / len(macro), 2)}
    measures["n"] = {"rows": len(gold)}
    return measures


def _field(name: str, pairs: list[tuple[str, str]]) -> Measures:
    truth, guess = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    right = Counter(a for a, b in pairs if a == b)
    per = {k: prf(right[k], guess[k], n) for k, n in sorted(truth.items()) if n >= FREQUENT}
    values = [float(v["F"] or 0) for v in per.values()]
    overall = {
        "macro_F": round(sum(values) / len(values), 2) if values else None,
        "accuracy": share(sum(right.values()), len(pairs)),
    }
    return {name: overall, **{f"{name}[{k}]": v for k, v in per.items()}}


def _label(row: Row, name: str, key: str, allowed: frozenset[str]) -> str:
    value = row.get(name)
    if value not in allowed:
        raise InputError(
            f"{name} {value!r}", where=f"row {key!r}", expected=", ".join(sorted(allowed))
        )
    return str(value)


def score_authority(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Share of right authority ids; members of a joint id are a set. `country` compares only
    what stands before the colon."""
    pairs = [(_who(r, k), _who(predicted[k], k)) for k, r in gold.items()]
    bodies = [(a, b) for a, b in pairs if all(":" in x for x in a)]
    return {
        "overall": {
            "accuracy": share(sum(a == b for a, b in pairs), len(pairs)),
            "country": share(sum(_heads(a) == _heads(b) for a, b in pairs), len(pairs)),
            "bodies": share(sum(a == b for a, b in bodies), len(bodies)),
        },
        "n": {"rows": len(pairs), "bodies": len(bodies)},
    }


def _who(row: Row, key: str) -> frozenset[str]:
    value = row.get("authority")
    if not isinstance(value, str) or not value:
        raise InputError("missing 'authority'", where=f"row {key!r}")
    return frozenset(value.split("+"))


def _heads(ids: frozenset[str]) -> frozenset[str]:
    return frozenset(x.partition(":")[0] for x in ids)


_RELATIONS = {"relation": frozenset(r.value for r in FigureRelation)}


def score_relation(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Macro-F over the relations of two figures that gold has at least `FREQUENT` times."""
    allowed = _RELATIONS["relation"]
    pairs = [
        (_label(r, "relation", k, allowed), _label(predicted[k], "relation", k, allowed))
        for k, r in gold.items()
    ]
    measures = _field("relation", pairs)
    measures["n"] = {"rows": len(pairs)}
    return measures
