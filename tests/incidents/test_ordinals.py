""" "The third launch this year" is counted in the ledger, and what was not read is no zero."""

from datetime import date

import pytest

from dateline.incidents import build
from dateline.kinds import all_kinds
from dateline.model import Document, Finding, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document
from dateline.reference.ordinals import PHRASE, start_of

FIRST = ("2031-01-01", "North Korea fired a ballistic missile on Wednesday, Seoul's military said.")
SECOND = (
    "2031-01-03",
    "North Korea fired two ballistic missiles on Friday, Seoul's military said.",
)
OTHER = ("2031-01-02", "South Korea launched a ballistic missile on Thursday, its navy said.")
FILLER = [(f"2031-01-0{n}", f"Officials in Chile met on day {n}.") for n in (2, 4)]


def third(words: str) -> tuple[str, str]:
    return ("2031-01-05", "North Korea launched a ballistic missile on Sunday, Japan's Defense "
            f"Ministry said. It was the {words}, the ministry said.")  # fmt: skip


def findings(resources: Resources, *reports: tuple[str, str]) -> list[Finding]:
    claims = [
        read_document(Document.of(t, published=Published.parse(d)), resources).claims
        for d, t in reports
    ]
    return [f for i in build(claims, all_kinds()) for f in i.findings if f.check == "ordinal"]


@pytest.mark.parametrize(("words", "reports", "verdict"), [
    ("third launch this year", [FIRST, SECOND, OTHER], "supported"),
    ("second launch this year", [FIRST, SECOND], "contradicted"),
    ("fourth launch this year", [FIRST, SECOND, *FILLER], "contradicted"),
    ("fourth launch since November", [SECOND], "not enough coverage"),
    ("fourth missile this year", [FIRST, SECOND], "supported"),
    ("first launch in five years", [], "not enough coverage"),
    ("first launch in five years", [SECOND], "contradicted"),
    ("first launch in three days", [FIRST, *FILLER], "supported"),
    ("first launch of an intercontinental ballistic missile this year", [SECOND, *FILLER, FIRST],
     "supported"),
])  # fmt: skip
def test_verdict(
    words: str, reports: list[tuple[str, str]], verdict: str, resources: Resources
) -> None:
    told = third(words)
    if "intercontinental" in words:
        told = (told[0], told[1].replace("a ballistic", "an intercontinental ballistic"))
    (found,) = findings(resources, *reports, told)
    assert str(found.verdict) == verdict, found.text


def test_what_was_counted_is_listed_with_its_denominator(resources: Resources) -> None:
    (found,) = findings(resources, FIRST, SECOND, third("third launch this year"))
    assert len(found.inputs) == 4  # the claim and three incidents
    assert "3 documents of no named outlet" in found.limits
    assert "2031-01-01" in found.text and "2031-01-03" in found.text


def test_what_counts_something_else_is_no_claim(resources: Resources) -> None:
    assert findings(resources, FIRST, third("third meeting this year")) == []


@pytest.mark.parametrize(("phrase", "start"), [
    ("third launch this year", "2031-01-01"), ("first launch this month", "2031-03-01"),
    ("first launch since 2017", "2018-01-01"), ("first launch since November", "2030-12-01"),
    ("first launch since March 2029", "2029-04-01"), ("first test in five years", "2026-03-14"),
    ("second in a week", "2031-03-07"), ("first launch this week", "2031-03-10"),
])  # fmt: skip
def test_the_stretch(phrase: str, start: str) -> None:
    found = PHRASE.search(phrase)
    assert found is not None
    assert start_of(found["stretch"], date(2031, 3, 13)) == date.fromisoformat(start)
