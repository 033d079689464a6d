"""A sample is the same for everyone, stays as it was drawn, and keeps the answers of its coders."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.ledger import Ledger, batches, create
from dateline.model import DatelineError, Document, Published
from dateline.pipeline import Resources, audit, ledgers
from dateline.pipeline.audit import Answer, allocate, draw, from_table
from dateline.pipeline.intake import Arrival
from dateline.pipeline.store import add
from dateline.readers import Known

NOW = "2031-03-10T00:00:00Z"
REPORTS = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. The missiles flew about 350 km, they said."),
    ("2031-03-02", "Japan's Defense Ministry said North Korea launched two missiles on Sunday."),
    ("2031-03-09", "North Korea launched a missile on Sunday, Japan's Defense Ministry said."),
]  # fmt: skip


def put(ledger: Ledger, resources: Resources, reports: list[tuple[str, str]]) -> None:
    items = [
        Arrival(Path("-"), Document.of(t, published=Published.parse(d)), Known())
        for d, t in reports
    ]
    add(ledger, items, resources, recorded=NOW)


@pytest.fixture
def ledger(place: str, resources: Resources) -> Iterator[Ledger]:
    opened = create(place)
    put(opened, resources, REPORTS[:2])
    yield opened
    opened.close()


def test_every_stratum_has_its_share_and_one_cell_at_least() -> None:
    assert allocate({"a": 90, "b": 9, "c": 1}, 10) == {"a": 7, "b": 2, "c": 1}
    assert allocate({"a": 5, "b": 3}, 100) == {"a": 5, "b": 3}
    assert allocate({"a": 5, "b": 3, "c": 2}, 2) == {"a": 1, "b": 1}
    assert sum(allocate({"a": 70, "b": 41, "c": 13, "d": 1}, 50).values()) == 50


def test_a_sample_follows_from_seed_and_cells_alone(
    resources: Resources, new_place: Callable[[], str]
) -> None:
    ledger, other = create(new_place()), create(new_place())
    put(ledger, resources, REPORTS[:2])
    found = draw(ledgers.incidents(ledger, resources), 6, 1, "slot")
    for report in reversed(REPORTS[:2]):
        put(other, resources, [report])
    assert draw(ledgers.incidents(other, resources), 6, 1, "slot") == found
    assert draw(ledgers.incidents(other, resources), 6, 2, "slot") != found
    other.close()
    both = draw(ledgers.incidents(ledger, resources), 6, 1, "slot,kind")
    assert all(" · " in c.stratum for c in both)
    assert max(Counter(c.stratum for c in both).values()) <= 6
    ledger.close()


def test_a_stored_sample_stays_as_drawn_and_takes_answers_of_several(
    ledger: Ledger, resources: Resources
) -> None:
    first = audit.sample(ledger, resources, 5, 7, "slot", recorded=NOW)
    assert (first.drawn, len(first.cells)) == (1, 5)
    put(ledger, resources, REPORTS[2:])
    again = audit.sample(ledger, resources, 5, 7, "slot", recorded=NOW)
    assert again == first
    assert "seed 7, drawn after batch 1" in again.words
    answers = [Answer(n, "right") for n in range(1, 5)] + [Answer(5, "wrong", "another day")]
    assert audit.answer(ledger, first, "A", answers, recorded=NOW) == 5
    assert audit.answer(ledger, first, "A", answers, recorded=NOW) == 0
    assert audit.answer(ledger, first, "B", answers[:2], recorded=NOW) == 2
    assert audit.answer(ledger, first, "B", [Answer(1, "wrong")], recorded=NOW) == 1
    found = audit.answers(ledger, first)
    assert (found[1, "A"].answer, found[1, "B"].answer) == ("right", "wrong")
    assert found[5, "A"].note == "another day"
    rows = audit.rows(ledger, first, "B")
    assert [r["answer"] for r in rows] == ["wrong", "right", None, None, None]
    for row in rows:
        assert f"»{row['quote']}«" in row["passage"]
    with ledger.reading() as connection:
        assert list(batches.breaks(connection)) == []


def test_what_cannot_be_drawn_or_answered_is_refused(ledger: Ledger, resources: Resources) -> None:
    found = audit.sample(ledger, resources, 3, 1, "kind,slot", recorded=NOW)
    assert found.strata == "slot,kind"
    for given, words in (
        ([Answer(1, "maybe")], "answer 'maybe'"), ([Answer(9, "right")], "no cell 9"),
    ):  # fmt: skip
        with pytest.raises(DatelineError, match=words):
            audit.answer(ledger, found, "A", given, recorded=NOW)
    with pytest.raises(DatelineError, match="need a name"):
        audit.answer(ledger, found, " ", [Answer(1, "right")], recorded=NOW)
    with pytest.raises(DatelineError, match="strata 'outlet'"):
        audit.sample(ledger, resources, 3, 1, "outlet", recorded=NOW)
    with pytest.raises(DatelineError, match="a sample of 0"):
        audit.sample(ledger, resources, 0, 1, "slot", recorded=NOW)


def test_a_ledger_without_characters_is_not_sampled(place: str, resources: Resources) -> None:
    bare = create(place, "none")
    with pytest.raises(DatelineError, match="retains no characters"):
        audit.sample(bare, resources, 3, 1, "slot", recorded=NOW)
    bare.close()


def test_answers_come_from_a_table() -> None:
    lines = ["slot,cell,answer,note\n", "day,1,Right,\n", "day,2,,\n", 'x,3,wrong,"a, b"\n']
    assert from_table(lines, "f.csv") == [Answer(1, "right"), Answer(3, "wrong", "a, b")]
    with pytest.raises(DatelineError, match="no columns"):
        from_table(["a,b\n"], "f.csv")
    with pytest.raises(DatelineError, match=r"f\.csv, line 2: cell 'x'"):
        from_table(["cell,answer\n", "x,right\n"], "f.csv")
