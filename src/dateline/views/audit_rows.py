"""How right the cells of a sample are, by the word of coders.

1. A cell is right or wrong; *unclear* ones are counted and left out of the share.
2. Precision per stratum is right / (right + wrong) with the Wilson interval at 95 % (Wilson 1927),
   which holds for small samples and shares near 1.
3. Over all strata each cell weighs the cells it stands for (population / sampled); the interval is
   Wilson's with the effective sample size (Kish 1965).
4. Of several coders the row `all` counts what most of them say; as many of each is unclear.
5. Agreement is Krippendorff's alpha for nominal data (Krippendorff 2004) over cells with two or
   more answers; with one answer for all of them it is not defined.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

RIGHT, WRONG, UNCLEAR = "right", "wrong", "unclear"
ANSWERS = (RIGHT, WRONG, UNCLEAR)
Z = 1.959963984540054
"""The 97.5 % point of the normal distribution."""

FEW = 30
"""Judged cells below which a share is said to be of a small sample: at 30 the interval of a share
near one half is still 34 points wide."""

EVERYONE = "all"
OVERALL = "overall"

COLUMNS: tuple[str, ...] = (
    "coder", "stratum", "population", "sampled", "right", "wrong", "unclear", "precision", "low",
    "high",
)  # fmt: skip
CELL_COLUMNS: tuple[str, ...] = (
    "audit", "cell", "stratum", "incident", "kind", "slot", "value", "who", "how", "document",
    "published", "outlet", "start", "end", "quote", "passage", "claim", "answer", "note",
)  # fmt: skip

Stratum = tuple[str, int]
"""Name of a stratum, and how many cells it has in the ledger."""
Words = Mapping[tuple[int, str], str]
"""(cell, coder) → answer."""


def wilson(right: float, total: float) -> tuple[float, float] | None:
    """The Wilson score interval at 95 %; None of nothing."""
    if total <= 0:
        return None
    share = right / total
    middle = share + Z * Z / (2 * total)
    half = Z * math.sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    scale = 1 + Z * Z / total
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def alpha(units: Sequence[Sequence[str]]) -> float | None:
    """Krippendorff's alpha for nominal data; a unit holds the answers to one cell.

    None where no unit has two answers, or all answers are alike.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    weighted: dict[tuple[str, str], float] = defaultdict(float)
    for answers in units:
        if len(answers) < 2:
            continue
        pairs.clear()
        pairs.update((a, b) for n, a in enumerate(answers) for m, b in enumerate(answers) if n != m)
        for pair, count in pairs.items():
            weighted[pair] += count / (len(answers) - 1)
    totals: dict[str, float] = defaultdict(float)
    for (a, _), value in weighted.items():
        totals[a] += value
    whole = sum(totals.values())
    expected = whole * whole - sum(v * v for v in totals.values())
    if whole < 2 or expected <= 0:
        return None
    observed = sum(value for (a, b), value in weighted.items() if a != b)
    return 1 - (whole - 1) * observed / expected


def agreed(words: Words) -> dict[int, str]:
    """Cell → what most of its coders say; as many of each is unclear."""
    by_cell: dict[int, Counter[str]] = defaultdict(Counter)
    for (cell, _), answer in words.items():
        by_cell[cell][answer] += 1
    out = {}
    for cell, counts in by_cell.items():
        (first, most), *rest = counts.most_common()
        out[cell] = UNCLEAR if rest and rest[0][1] == most else first
    return out


def rows(strata: Mapping[int, Stratum], words: Words) -> list[dict[str, Any]]:
    """One row a coder and stratum, `overall` last; with several coders those of `all` first.

    Args:
        strata: of every cell of the sample.
    """
    coders = sorted({coder for _, coder in words})
    said = {c: {cell: w for (cell, who), w in words.items() if who == c} for c in coders}
    if len(coders) > 1:
        said = {EVERYONE: agreed(words)} | said
    out = []
    for coder, answers in said.items():
        names = sorted(set(strata.values()))
        out += [_row(coder, name, answers, strata) for name in names]
        out.append(_overall(coder, answers, strata))
    return out


def _row(
    coder: str, stratum: Stratum, answers: Mapping[int, str], strata: Mapping[int, Stratum]
) -> dict[str, Any]:
    cells = [cell for cell, found in strata.items() if found == stratum]
    counts = Counter(answers[cell] for cell in cells if cell in answers)
    right, judged = counts[RIGHT], counts[RIGHT] + counts[WRONG]
    return _shares(coder, stratum[0], stratum[1], len(cells), counts, right, judged)


def _overall(
    coder: str, answers: Mapping[int, str], strata: Mapping[int, Stratum]
) -> dict[str, Any]:
    sampled = Counter(strata.values())
    judged = [c for c in strata if answers.get(c) in (RIGHT, WRONG)]
    weights = {c: strata[c][1] / sampled[strata[c]] for c in judged}
    whole = sum(weights.values())
    squares = sum(w * w for w in weights.values())
    size = whole * whole / squares if squares else 0.0
    share = sum(weights[c] for c in judged if answers[c] == RIGHT) / whole if whole else 0.0
    population = sum(number for _, number in sampled)
    counts = Counter(answers[c] for c in strata if c in answers)
    return _shares(coder, OVERALL, population, len(strata), counts, share * size, size)


def _shares(
    coder: str, stratum: str, population: int, sampled: int, counts: Counter[str],
    right: float, judged: float,
) -> dict[str, Any]:  # fmt: skip
    span = wilson(right, judged)
    return {
        "coder": coder, "stratum": stratum, "population": population, "sampled": sampled,
        "right": counts[RIGHT], "wrong": counts[WRONG], "unclear": counts[UNCLEAR],
        "precision": round(right / judged, 4) if span else None,
        "low": round(span[0], 4) if span else None, "high": round(span[1], 4) if span else None,
    }  # fmt: skip


def agreement(words: Words) -> tuple[float | None, int]:
    """Krippendorff's alpha, and over how many cells with two or more answers."""
    by_cell: dict[int, list[str]] = defaultdict(list)
    for (cell, _), answer in sorted(words.items()):
        by_cell[cell].append(answer)
    units = [answers for answers in by_cell.values() if len(answers) > 1]
    return alpha(units), len(units)


def render(found: Sequence[Mapping[str, Any]], words: Words, sample: str) -> str:
    """The rows as text, and sentences to cite. `sample` says how the sample was drawn."""
    lines = []
    for coder in dict.fromkeys(row["coder"] for row in found):
        lines.append(f"coder {coder}" if coder != EVERYONE else "all coders, by majority")
        for row in (r for r in found if r["coder"] == coder):
            judged = row["right"] + row["wrong"] + row["unclear"]
            lines.append(
                f"  {row['stratum']:<28} {_percent(row):<22} {row['right']} right, {row['wrong']} "
                f"wrong, {row['unclear']} unclear; {judged} of {row['sampled']} asked, "
                f"{row['population']} in the ledger"
            )
    overall = [r for r in found if r["stratum"] == OVERALL and r["precision"] is not None]
    if overall:
        row = overall[0]
        coders = len({coder for _, coder in words})
        lines += [
            "",
            f"To cite: precision {_percent(row)} (95 % Wilson interval; {sample}; "
            f"{row['right'] + row['wrong']} judged by {coders} coder{'' if coders == 1 else 's'}, "
            f"{row['unclear']} unclear).",
            *few(row["right"] + row["wrong"]),
        ]
    lines += agreed_words(words, "cell")
    return "\n".join(lines) + "\n" if lines else "no answers yet\n"


def few(judged: int) -> list[str]:
    """A warning where so few were judged that the interval is all there is to say."""
    if judged >= FEW:
        return []
    return [f"Small sample: {judged} judged, fewer than {FEW}; cite the interval, not the share."]


def agreed_words(words: Words, unit: str) -> list[str]:
    """How far coders agree, where two or more judged a `unit`."""
    value, cells = agreement(words)
    if not cells:
        return []
    found = "not defined, all answers are alike" if value is None else f"{value:.3f}"
    return [
        f"Krippendorff's alpha (nominal) {found}, over {cells} {unit}{'' if cells == 1 else 's'} "
        "with two or more coders."
    ]


def _percent(row: Mapping[str, Any]) -> str:
    if row["precision"] is None:
        return "not stated"
    return f"{row['precision']:.1%} [{row['low']:.1%}, {row['high']:.1%}]"
