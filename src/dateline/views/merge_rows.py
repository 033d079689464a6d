"""How often merged mentions are not one happening, by the word of coders.

Shares, intervals and agreement are those of `audit_rows`: a pair that is the same is right, one
that is not is wrong. What is told is the wrong-merge rate, 1 − precision.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.views.audit_rows import EVERYONE, OVERALL, Words, agreed_words, few

PAIR_COLUMNS: tuple[str, ...] = (
    "audit", "cell", "stratum", "incident", "kind", "left", "left_document", "left_published",
    "left_outlet", "left_start", "left_end", "left_quote", "left_passage", "right",
    "right_document", "right_published", "right_outlet", "right_start", "right_end", "right_quote",
    "right_passage", "answer", "note",
)  # fmt: skip
COLUMNS: tuple[str, ...] = (
    "coder", "stratum", "population", "sampled", "same", "not_same", "unclear", "wrong_merges",
    "low", "high",
)  # fmt: skip


def rows(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of `audit_rows` as rates of wrong merges."""
    return [
        {
            "coder": r["coder"], "stratum": r["stratum"], "population": r["population"],
            "sampled": r["sampled"], "same": r["right"], "not_same": r["wrong"],
            "unclear": r["unclear"], "wrong_merges": _rest(r["precision"]),
            "low": _rest(r["high"]), "high": _rest(r["low"]),
        }
        for r in found
    ]  # fmt: skip


def _rest(share: float | None) -> float | None:
    return None if share is None else round(1 - share, 4)


def render(found: Sequence[Mapping[str, Any]], words: Words, sample: str) -> str:
    """The rows as text, and sentences to cite. `sample` says how the sample was drawn."""
    lines = []
    for coder in dict.fromkeys(row["coder"] for row in found):
        lines.append(f"coder {coder}" if coder != EVERYONE else "all coders, by majority")
        for row in (r for r in found if r["coder"] == coder):
            judged = row["same"] + row["not_same"] + row["unclear"]
            lines.append(
                f"  {row['stratum']:<32} {_percent(row):<22} {row['same']} same, "
                f"{row['not_same']} not same, {row['unclear']} unclear; {judged} of "
                f"{row['sampled']} asked, {row['population']} in the ledger"
            )
    overall = [r for r in found if r["stratum"] == OVERALL and r["wrong_merges"] is not None]
    if overall:
        row = overall[0]
        judged = row["same"] + row["not_same"]
        coders = len({coder for _, coder in words})
        lines += [
            "",
            f"To cite: wrong merges {_percent(row)} (95 % Wilson interval; {sample}; {judged} "
            f"judged by {coders} coder{'' if coders == 1 else 's'}, {row['unclear']} unclear).",
            *few(judged),
        ]
    lines += agreed_words(words, "pair")
    return "\n".join(lines) + "\n" if lines else "no answers yet\n"


def _percent(row: Mapping[str, Any]) -> str:
    if row["wrong_merges"] is None:
        return "not stated"
    return f"{row['wrong_merges']:.1%} [{row['low']:.1%}, {row['high']:.1%}]"
