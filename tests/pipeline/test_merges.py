"""A sample of merged pairs is the same for everyone, stays as drawn, and tells the wrong merges."""

from collections.abc import Callable, Sequence

import pytest

from dateline.ledger import Ledger, batches
from dateline.model import DatelineError
from dateline.pipeline import Resources, audit, merges
from dateline.pipeline.audit import Answer, from_table
from dateline.views import audit_rows, merge_rows

NOW = "2031-03-10T00:00:00Z"
REPORTS = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. The launch came hours before a summit. The missiles flew about 350 km."),
    ("2031-03-02", "Japan's Defense Ministry said North Korea launched two missiles on Sunday."),
    ("2031-03-03", "North Korea launched missiles on Sunday, the White House said."),
    ("2031-03-09", "Iran launched a missile on Sunday, the White House said."),
]  # fmt: skip


@pytest.fixture
def ledger(told: Callable[[Sequence[tuple[str, str]]], Ledger]) -> Ledger:
    return told(REPORTS)


def test_a_sample_of_pairs_follows_from_its_seed(ledger: Ledger, resources: Resources) -> None:
    found = merges.sample(ledger, resources, 3, 7, recorded=NOW)
    assert found == merges.sample(ledger, resources, 3, 7, recorded=NOW)
    other = merges.sample(ledger, resources, 3, 8, recorded=NOW)
    assert [c.body for c in other.cells] != [c.body for c in found.cells]
    assert "merged pairs of mentions, stratified by score, seed 7" in found.words
    rows = merges.rows(ledger, found)
    assert all(r["left"] != r["right"] and "Iran" not in r["left_passage"] for r in rows)
    assert all(f"»{r['left_quote']}«" in r["left_passage"] for r in rows)
    assert all(f"»{r['right_quote']}«" in r["right_passage"] for r in rows)
    with ledger.reading() as connection:
        assert list(batches.breaks(connection)) == []


def test_answers_give_the_rate_of_wrong_merges(ledger: Ledger, resources: Resources) -> None:
    found = merges.sample(ledger, resources, 20, 1, recorded=NOW)
    cells = [c.seq for c in found.cells]
    table = ["cell,answer\n", f"{cells[0]},not same\n", *(f"{n},same\n" for n in cells[1:])]
    given = from_table(table, "x.csv")
    assert given[0] == Answer(cells[0], "wrong")
    audit.answer(ledger, found, "A. N.", given, recorded=NOW)
    words = {key: one.answer for key, one in audit.answers(ledger, found).items()}
    rows = merge_rows.rows(audit_rows.rows(found.stratum_of(), words))
    overall = rows[-1]
    assert (overall["not_same"], overall["same"]) == (1, len(cells) - 1)
    assert overall["low"] < overall["wrong_merges"] < overall["high"]
    told = merge_rows.render(rows, words, found.words)
    assert "To cite: wrong merges" in told and "Small sample" in told


def test_nothing_merged_is_an_error(
    told: Callable[[Sequence[tuple[str, str]]], Ledger], resources: Resources
) -> None:
    with pytest.raises(DatelineError, match="no merged pairs of mentions"):
        merges.sample(told(REPORTS[3:]), resources, 3, 1, recorded=NOW)
