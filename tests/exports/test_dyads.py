"""Dyads by month: low, best and high counts, and months nobody read."""

from typing import Any

import pytest

from dateline.exports import dyads, fill
from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read


def panel(resources: Resources, *reports: tuple[str, str]) -> dict[tuple[Any, ...], dict[str, Any]]:
    documents = [Document.of(text, published=Published.parse(day)) for text, day in reports]
    done = read(documents, resources)
    made = dyads.panel([(d.document, d.claims) for d in done.documents], done.incidents)
    return {(r["actor"], r["recipient"], r["month"]): r for r in made.filled.rows}


def test_low_is_never_above_best_nor_best_above_high(held: fill.Content) -> None:
    made = dyads.panel(held.documents, held.incidents)
    assert made.filled.rows
    for row in made.filled.rows:
        for quad in range(1, 5):
            low, best, high = (row[f"q{quad}_{b}"] or 0 for b in ("low", "best", "high"))
            assert low <= best <= high
        assert row["no_actor"] <= row["incidents"]


def test_what_everyone_denies_or_plans_is_not_counted(resources: Resources) -> None:
    rows = panel(
        resources,
        ("France denied on Monday that it had attacked Mali. Poland will attack Belarus.\n",
         "2026-03-04"),
    )  # fmt: skip
    for row in rows.values():
        assert not row["q4_high"], row


def test_an_authority_makes_a_low_count_and_a_narrator_only_a_best(resources: Resources) -> None:
    said = "Norway attacked Denmark on 3 March 2026, the Norwegian defense ministry said.\n"
    told = "Sweden attacked Finland on 3 March 2026.\n"
    rows = panel(resources, (said, "2026-03-04"), (told, "2026-03-04"))
    assert [rows["NOR", "DNK", "2026-03"][f"q4_{b}"] for b in ("low", "best", "high")] == [1, 1, 1]
    assert [rows["SWE", "FIN", "2026-03"][f"q4_{b}"] for b in ("low", "best", "high")] == [0, 1, 1]


def test_a_year_counts_as_high_in_each_of_its_months(resources: Resources) -> None:
    rows = panel(resources, ("Norway attacked Denmark in 2019.\n", "2026-03-04"))
    months = [k[2] for k, r in rows.items() if r["q4_high"]]
    if not months:
        pytest.fail(f"no month in {rows}")
    assert months == [f"2019-{n:02d}" for n in range(1, 13)]
    told = rows["NOR", "DNK", "2019-05"]
    assert told["q4_best"] is None and told["documents"] == 0
    assert rows["NOR", "DNK", "2026-03"]["q4_high"] == 0  # read, and nothing told
