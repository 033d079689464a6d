"""What waits for an analyst: unsure pairs until decided, and decisions that fit nowhere."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dateline.incidents.assign import LOW
from dateline.ledger import Ledger
from dateline.model import DatelineError, Judgement
from dateline.pipeline import Resources, ledgers, review
from dateline.pipeline.decisions import decide, mention_anchor
from dateline.pipeline.review import judgement, queue
from dateline.views import review_rows

NOW = "2031-03-10T00:00:00Z"
REPORTS = [
    ("2031-05-11", "North Korea launched a ballistic missile on Sunday, Japan's Defense Ministry "
     "said."),
    ("2031-05-12", "South Korea's military on Monday withdrew its statement that North Korea fired "
     "two missiles on Sunday."),
    ("2031-06-20", "North Korea fired a missile on Friday, the Joint Chiefs of Staff said."),
]  # fmt: skip


@pytest.fixture
def ledger(told: Callable[[Sequence[tuple[str, str]]], Ledger]) -> Ledger:
    return told(REPORTS)


def test_an_unsure_pair_waits_until_it_is_decided(
    ledger: Ledger, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The pair has .82; the test is about the queue, not about where it ends.
    monkeypatch.setattr(review, "HIGH", 0.9)
    waiting = queue(ledger, resources)
    (one,) = waiting.asked
    assert LOW <= one.score < 0.9
    assert {one.left.document.text.characters, one.right.document.text.characters} == {
        REPORTS[0][1], REPORTS[1][1]
    }  # fmt: skip
    (row,) = waiting.rows()
    assert (row["left_quote"], row["one_incident"]) == ("launched", one.joined)
    assert "the same day" in row["why"]
    printed = review_rows.render(one, 1, 1)
    assert "North Korea »launched« a ballistic missile" in printed
    relation = "not-same" if one.joined else "same"
    decide(ledger, judgement(one, relation, "A. N.", "read both", NOW), resources)
    left = [(x.left.mention, x.right.mention) for x in queue(ledger, resources).asked]
    assert (one.left.mention, one.right.mention) not in left
    home = {m.id: i.id for i in ledgers.incidents(ledger, resources) for m in i.mentions}
    joined = home[one.left.mention.id] == home[one.right.mention.id]
    assert joined is not one.joined


def test_a_decision_that_fits_nowhere_waits_too(ledger: Ledger, resources: Resources) -> None:
    one, two, _ = (
        mention_anchor(c.mentions[0], d.text.characters) for d, c in ledgers.held(ledger).documents
    )
    decide(ledger, Judgement("same", one, replace(two, kind="air-attack"), "A. N.", "x", NOW))
    waiting = queue(ledger, resources)
    assert [x.number for x in waiting.lost] == [1]
    row = waiting.rows()[-1]
    assert row["why"] == "decision 1 (same) is attached to nothing"
    assert row["left_quote"] == "launched"


def test_a_part_of_its_own_part_is_refused(ledger: Ledger, resources: Resources) -> None:
    held = ledgers.held(ledger).documents
    first, last = (mention_anchor(c.mentions[0], d.text.characters) for d, c in (held[0], held[-1]))
    decide(ledger, Judgement("part-of", first, last, "A. N.", "of the salvo", NOW), resources)
    with pytest.raises(DatelineError, match=r"part of \w+ already") as refused:
        decide(ledger, Judgement("part-of", last, first, "A. N.", "why", NOW), resources)
    assert refused.value.expected == "no circle"
    with pytest.raises(DatelineError, match="told as one incident"):
        decide(ledger, Judgement("part-of", first, first, "A. N.", "why", NOW), resources)
