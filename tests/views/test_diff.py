"""What changed between two moments: who said it, where, and who changed it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.ledger import Ledger, create
from dateline.model import Document, Judgement, Published
from dateline.pipeline import Resources, differences, ledgers
from dateline.pipeline.decisions import claim_anchor, decide, mention_anchor
from dateline.pipeline.intake import Arrival
from dateline.pipeline.store import add
from dateline.readers import Known
from dateline.views import diff_text

NOW = "2031-03-10T00:00:00Z"
URL = "https://wire.example/launch"
REPORTS = [
    ("2031-03-02T10:00Z", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of "
     "Staff said. The missiles flew about 350 km, they said.", URL),
    ("2031-03-02T11:00Z", "Japan's Defense Ministry said North Korea launched two missiles on Sun"
     "day. It said the missiles flew about 450 km.", "https://tokyo.example/1"),
    ("2031-03-03", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. The missiles flew about 380 km, they said.", URL),
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's "
     "Unification Ministry said.", None),
]  # fmt: skip

Rows = list[dict[str, Any]]


@pytest.fixture
def ledger(place: str, resources: Resources) -> Iterator[Ledger]:
    opened = create(place)
    for published, text, url in REPORTS[:3]:
        item = Document.of(text, published=Published.parse(published), url=url)
        add(opened, [Arrival(Path("-"), item, Known())], resources, recorded=NOW)
    yield opened
    opened.close()


def between(ledger: Ledger, resources: Resources, one: str, two: str = "") -> Rows:
    after = differences.moment(two, False) if two else differences.Moment()
    return differences.between(ledger, resources, differences.moment(one, False), after)


def brief(rows: Rows, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[c] for c in columns) for row in rows]


def test_nothing_changes_between_a_moment_and_itself(ledger: Ledger, resources: Resources) -> None:
    assert between(ledger, resources, "3") == []
    assert diff_text.render([]) == "no change\n"


def test_a_second_voice_is_new_and_the_contradiction_is_told(
    ledger: Ledger, resources: Resources
) -> None:
    rows = between(ledger, resources, "1", "2")
    assert {r["change"] for r in rows} >= {"new", "contradict", "headline"}
    assert {r["who"] for r in rows if r["change"] == "new"} == {"JPN:MOD"}
    (range_,) = [r for r in rows if r["change"] == "new" and r["slot"] == "range"]
    text = REPORTS[1][1]
    assert text[range_["start"] : range_["end"]] == range_["quote"] == "about 450 km"
    (both,) = [r for r in rows if r["change"] == "contradict"]
    assert both["after"].startswith("KOR:JCS ~350 km") and "JPN:MOD ~450 km" in both["after"]
    printed = diff_text.render(rows)
    assert "contradict  range: KOR:JCS ~350 km" in printed
    assert "new         range: ~450 km · JPN:MOD · a1[" in printed


def test_a_newer_version_corrects_and_repeats_nothing(ledger: Ledger, resources: Resources) -> None:
    rows = between(ledger, resources, "2026-01-01", "2031-03-02")
    assert ("created", None) in brief(rows, "change", "slot")
    rows = between(ledger, resources, "2031-03-02", "2031-03-03")
    claims = [r for r in rows if r["change"] in ("new", "withdrawn", "corrected")]
    assert brief(claims, "change", "slot", "before", "after", "who", "published") == [
        ("corrected", "range", "~350 km", "~380 km", "KOR:JCS", "2031-03-03")
    ]
    assert "created" not in {r["change"] for r in rows}


def test_decisions_are_told_with_name_and_reason(ledger: Ledger, resources: Resources) -> None:
    held = ledgers.held(ledger).documents
    one, two = (mention_anchor(c.mentions[0], d.text.characters) for d, c in held)
    number = decide(ledger, Judgement("not-same", one, two, "A. N.", "two launches", NOW))
    rows = between(ledger, resources, "3", "4")
    assert {"split", "decided"} <= {r["change"] for r in rows}
    assert not {"new", "withdrawn"} & {r["change"] for r in rows}
    decided = next(r for r in rows if r["change"] == "decided")
    assert (decided["after"], decided["by"], decided["reason"]) == (
        "not-same", "A. N.", "two launches",
    )  # fmt: skip
    undo = Judgement("undo", None, None, "A. N.", "one after all", NOW, str(number))
    decide(ledger, undo)
    rows = between(ledger, resources, "4", "5")
    assert {"merged", "undone"} <= {r["change"] for r in rows}
    assert between(ledger, resources, "3", "5") == []


def test_a_value_that_an_analyst_corrects_or_rejects(ledger: Ledger, resources: Resources) -> None:
    found = [
        (c, m, d) for d, x in ledgers.held(ledger).documents for c in x.claims for m in x.mentions
        if c.mention == m.id and c.slot == "range" and c.said_by == ("JPN:MOD",)
    ]  # fmt: skip
    claim, mention, document = found[0]
    anchor = claim_anchor(claim, mention, document.text.characters)
    decide(ledger, Judgement("correct", anchor, None, "A. N.", "read it", NOW, "about 460 km"))
    rows = between(ledger, resources, "3")
    corrected = [r for r in rows if r["change"] == "corrected"]
    assert brief(corrected, "before", "after", "by", "reason") == [
        ("~450 km", "~460 km", "A. N.", "read it")
    ]
    decide(ledger, Judgement("reject", anchor, None, "A. N.", "not of this", NOW))
    rows = between(ledger, resources, "4")
    gone = [r for r in rows if r["change"] == "withdrawn"]
    assert brief(gone, "slot", "before", "by") == [("range", "~460 km", "A. N.")]


def test_an_earlier_report_moves_the_id_and_rows_stand_under_the_new_one(
    ledger: Ledger, resources: Resources
) -> None:
    published, text, _ = REPORTS[3]
    item = Document.of(text, published=Published.parse(published))
    add(ledger, [Arrival(Path("-"), item, Known())], resources, recorded=NOW)
    rows = between(ledger, resources, "3")
    (moved,) = [r for r in rows if r["change"] == "moved"]
    assert moved["incident"] == moved["other"] != moved["before"]
    assert {r["incident"] for r in rows} == {moved["incident"]}
    by_old_id = differences.between(
        ledger, resources, differences.moment("3", False), differences.Moment(), moved["before"]
    )
    assert by_old_id == rows
