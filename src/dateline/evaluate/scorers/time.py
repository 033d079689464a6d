"""Time expressions: TempEval-3 task A (UzZaman et al. 2013), without the document's own date."""

from __future__ import annotations

from dateline.evaluate.scorers.matching import (
    Measures,
    Row,
    Tally,
    best_first,
    objects,
    prf,
    share,
    span_of,
)
from dateline.model import Span

HEADLINE = "value.F"
KEY = "id"
Timex = tuple[Span, Row]


def score(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """`strict` equal spans, `relaxed` overlap, `type` and `value` overlap with an equal mark."""
    tally = Tally()
    kinds: dict[str, list[int]] = {}
    for key, row in gold.items():
        everything = _read(row, key)
        own_date = [s for s, t in everything if t.get("is_dct")]
        g = [x for x in everything if not x[1].get("is_dct")]
        p = [
            x for x in _read(predicted[key], key)
            if not any(x[0].overlaps(d) for d in own_date) or any(x[0].overlaps(s) for s, _ in g)
        ]  # fmt: skip
        for n, side in enumerate((g, p)):
            for _, t in side:
                kinds.setdefault(str(t.get("type")), [0, 0, 0])[n] += 1
        pairs = best_first(len(g), len(p), lambda a, b: _likeness(g[a][0], p[b][0]))  # noqa: B023
        hits = {"strict": 0, "relaxed": len(pairs), "type": 0, "value": 0, "strict_value": 0}
        for a, b in pairs:
            (gs, gt), (ps, pt) = g[a], p[b]
            value = gt.get("value") is not None and gt.get("value") == pt.get("value")
            hits["strict"] += gs == ps
            hits["type"] += gt.get("type") == pt.get("type")
            hits["value"] += value
            hits["strict_value"] += value and gs == ps
            if value and gt.get("type") == pt.get("type"):
                kinds[str(gt.get("type"))][2] += 1
        for name, right in hits.items():
            tally.add(name, right, len(p), len(g))
    out = tally.measures()
    out["matched"] = {"value_accuracy": share(tally.right["value"], tally.right["relaxed"])}
    for kind in sorted(kinds):
        n_gold, n_pred, right = kinds[kind]
        if n_gold:
            out[f"value[{kind}]"] = prf(right, n_pred, n_gold)
    out["n"] = {"rows": len(gold), "gold": int(tally.gold["value"]),
                "pred": int(tally.predicted["value"])}  # fmt: skip
    return out


def _read(row: Row, key: str) -> list[Timex]:
    text = row.get("text")
    return [(span_of(t.get("start"), t.get("end"), text, key), t)
            for t in objects(row, "timex", key)]  # fmt: skip


def _likeness(a: Span, b: Span) -> float:
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0
