"""What a ledger holds at a moment of either clock."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.ledger import Ledger, create
from dateline.model import DatelineError, Document, Judgement, Published
from dateline.pipeline import Resources, ledgers, states
from dateline.pipeline.decisions import decide, mention_anchor
from dateline.pipeline.intake import Arrival
from dateline.pipeline.store import add
from dateline.readers import Known

URL = "https://wire.example/launch"
REPORTS = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. The missiles flew about 350 km, they said.", "https://wire.example/launch"),
    ("2031-03-03T09:00+09:00", "North Korea fired two missiles on Sunday, South Korea's Joint "
     "Chiefs of Staff said. The missiles flew about 380 km, they said.", URL),
    ("2031-03-03", "Japan's Defense Ministry said North Korea launched three missiles on Sunday.",
     None),
    (None, "North Korea launched two missiles, the ministry in Seoul said.", None),
]  # fmt: skip


@pytest.fixture
def ledger(place: str, resources: Resources) -> Iterator[Ledger]:
    """Four batches, a day of the log each: a report, its newer version, another one, one
    undated."""
    opened = create(place)
    for day, (published, text, url) in enumerate(REPORTS, 5):
        known = Published.parse(published) if published else None
        item = Document.of(text, published=known, url=url)
        add(opened, [Arrival(Path("-"), item, Known())], resources,
            recorded=f"2031-03-{day:02}T12:00:00Z")  # fmt: skip
    yield opened
    opened.close()


def texts(held: ledgers.Held) -> list[str]:
    return [d.text.characters for d, _ in held.documents]


def test_as_of_shows_the_version_published_by_then(ledger: Ledger) -> None:
    first = ledgers.held(ledger, as_of=states.moment("2031-03-02"))
    assert texts(first) == [REPORTS[0][1]]
    assert (first.later, first.undated) == (1, 1)
    # The newer version came out at midnight UTC; the report with a day only, by the end of it.
    second = ledgers.held(ledger, as_of=datetime(2031, 3, 3, 1, tzinfo=UTC))
    assert texts(second) == [REPORTS[1][1]]
    third = ledgers.held(ledger, as_of=states.moment("2031-03-03"))
    assert texts(third) == [REPORTS[2][1], REPORTS[1][1]]
    assert (third.later, third.undated) == (0, 1)


def test_recorded_shows_what_the_ledger_held(ledger: Ledger, resources: Resources) -> None:
    assert texts(ledgers.held(ledger, recorded=0)) == []
    assert texts(ledgers.held(ledger, recorded=states.clock("2031-03-05"))) == [REPORTS[0][1]]
    assert texts(ledgers.held(ledger, recorded=states.clock("2031-03-06T11:59:59Z"))) == [
        REPORTS[0][1]
    ]
    assert texts(ledgers.held(ledger, recorded=2)) == [REPORTS[1][1]]
    assert len(texts(ledgers.held(ledger, recorded=4))) == 3
    assert ledgers.held(ledger, recorded=4) == ledgers.held(ledger)
    assert ledgers.incidents(ledger, resources, recorded=0) == ()
    with pytest.raises(DatelineError, match="no batch 9"):
        ledgers.held(ledger, recorded=9)


def test_both_clocks_at_once(ledger: Ledger) -> None:
    both = ledgers.held(ledger, as_of=states.moment("2031-03-03"), recorded=2)
    assert texts(both) == [REPORTS[1][1]]
    assert (both.later, both.undated) == (0, 0)


def test_decisions_are_of_their_time_by_the_log_and_always_by_publication(
    ledger: Ledger, resources: Resources
) -> None:
    def sizes(**when: int | datetime) -> list[int]:
        found = ledgers.incidents(ledger, resources, **when)  # type: ignore[arg-type]
        return sorted(len({m.document for m in i.mentions}) for i in found)

    before = sizes()
    anchors = [
        mention_anchor(c.mentions[0], d.text.characters)
        for d, c in ledgers.held(ledger, as_of=states.moment("2031-03-03")).documents
    ]
    number = decide(ledger, Judgement("not-same", anchors[0], anchors[1], "A. N.", "two days",
                                      "2031-03-10T00:00:00Z"))  # fmt: skip
    after = sizes()
    assert after != before
    assert sizes(recorded=4) == before
    assert sizes(recorded=5) == after
    assert sizes(as_of=states.moment("2031-03-03")) == [1, 1]
    decide(ledger, Judgement("undo", None, None, "A. N.", "one day", "2031-03-11T00:00:00Z",
                             str(number)))  # fmt: skip
    assert sizes() == before
    assert sizes(recorded=5) == after
    assert sizes(as_of=states.moment("2031-03-03")) == [2]


def test_states_are_computed_once_and_the_oldest_make_room(
    ledger: Ledger, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [ledgers.incidents(ledger, resources, recorded=n) for n in range(5)]
    monkeypatch.setattr("dateline.pipeline.decisions.relate_judged", None)
    assert [ledgers.incidents(ledger, resources, recorded=n) for n in range(5)] == wanted
    assert ledgers.incidents(ledger, resources) == wanted[4]
