"""Attribution: source–cue–content (definitions of PolNeAR, Newell et al. 2018)."""

from __future__ import annotations

from dateline.evaluate.scorers.matching import (
    Measures,
    Row,
    Tally,
    WordIndex,
    best_first,
    objects,
    overlap,
    span_of,
    text_of,
)
from dateline.model import InputError

ROLES = ("source", "cue", "content")
HEADLINE = "who_said_what.F"
KEY = "id"

Roles = dict[str, frozenset[int]]


def score(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Pairs need content words with IoU ≥ 0.5 (`content`), then a shared source word or none on
    both sides (`who_said_what`), then a shared cue word (`with_cue`)."""
    rows = {k: r for k, r in gold.items() if r.get("primary", True)}
    if not rows:
        raise InputError("no gold row with primary = true")
    tally = Tally()
    for key, row in rows.items():
        text = text_of(row, key)
        words = WordIndex(text)
        g, p = (_read(r, text, words, key) for r in (row, predicted[key]))
        _count_pairs(tally, g, p)
        for role in ROLES:
            gold_words = frozenset().union(*(a[role] for a in g))
            found = frozenset().union(*(a[role] for a in p))
            tally.add(f"token_{role}", len(gold_words & found), len(found), len(gold_words))
            a = {x[role] for x in g if x[role]}
            b = {x[role] for x in p if x[role]}
            tally.add(f"exact_{role}", len(a & b), len(b), len(a))
    counted = {"rows": len(rows), "gold": int(tally.gold["content"]),
               "pred": int(tally.predicted["content"])}  # fmt: skip
    return {**tally.measures(), "n": dict(counted)}


def _read(row: Row, text: str, words: WordIndex, key: str) -> list[Roles]:
    return [
        {r: words.of(span_of(s[0], s[1], text, key) for s in a.get(r) or ()) for r in ROLES}
        for a in objects(row, "attributions", key)
    ]


def _count_pairs(tally: Tally, g: list[Roles], p: list[Roles]) -> None:
    def content(a: int, b: int) -> float:
        value = overlap(g[a]["content"], p[b]["content"])
        return value if value >= 0.5 else 0.0

    def sourced(a: int, b: int) -> float:
        left, right = g[a]["source"], p[b]["source"]
        return content(a, b) if left & right or not (left or right) else 0.0

    def cued(a: int, b: int) -> float:
        return sourced(a, b) if g[a]["cue"] & p[b]["cue"] else 0.0

    for name, rule in (("content", content), ("who_said_what", sourced), ("with_cue", cued)):
        tally.add(name, len(best_first(len(g), len(p), rule)), len(p), len(g))
