"""A prediction is met, missed or open by what other reports say, and by what was read at all."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.incidents.outcomes import Word, outcomes
from dateline.incidents.shelf import Report
from dateline.model import Document, Outcome, PredictionStatus, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

Dated = tuple[str, str]

LAUNCH = ("2031-03-01", "North Korea will launch a ballistic missile by March 8, Japan's Defense "
          "Ministry said.")  # fmt: skip
PAIR = (
    "2031-03-01",
    "North Korea will fire two missiles on March 4, the Japanese government said.",
)
TALKS = (
    "2031-03-01",
    "Iran and Iraq will hold talks in Geneva on March 4, the United Nations said.",
)
CONGRESS = ("2031-03-01", "South Korea's National Intelligence Service predicts that North Korea "
            "will hold a party congress in March.")  # fmt: skip
SATELLITE = (
    "2031-03-01",
    "Russia will launch a satellite on March 4, the Russian space agency said.",
)


def after(day: int, text: str) -> Dated:
    return (f"2031-03-{day:02}", text)


FIRED = after(5, "North Korea fired a ballistic missile on Tuesday, South Korea's military said.")
THREE = after(4, "North Korea fired three missiles on Tuesday, South Korea's military said.")
HELD = after(5, "Iran and Iraq held talks in Geneva on Tuesday, the United Nations said.")
PARIS = after(5, "Iran and Iraq held talks in Paris on Tuesday, the United Nations said.")
OFF = after(3, "The talks between Iran and Iraq were called off, the United Nations said.")
SOUTH = after(4, "South Korea launched a ballistic missile on Tuesday, its defense ministry said.")
ROCKET = after(
    5, "Russia launched a ballistic missile on Tuesday, the Russian defense ministry said."
)
OPENED = after(
    10, "The congress of the Workers' Party opened in Pyongyang on Sunday, state media said."
)
TO_OPEN = after(
    10, "The congress of the Workers' Party will be opened by Kim Jong Un, state media said."
)


def quiet(*days: int, about: str = "North Korea") -> list[Dated]:
    """Reports that tell of no launch; the actor is spoken of."""
    return [after(n, f"{about} criticized a fishery deal, Seoul said on day {n}.") for n in days]


def told(reports: Sequence[Dated], resources: Resources, at: str, **more: object) -> Outcome:
    """The outcome of the first prediction as of `at`."""
    documents = [
        Document.of(text, published=Published.parse(day), outlet=f"Outlet {n % 2}")
        for n, (day, text) in enumerate(reports) if day <= at
    ]  # fmt: skip
    done = read(documents, resources)
    listed = [Report(d.claims, d.document.text.characters) for d in done.documents]
    found = outcomes(listed, done.incidents, resources.kinds, at, **more)  # type: ignore[arg-type]
    return next(o for o in found if o.prediction.document == documents[0].id)


CASES: list[tuple[str, list[Dated], str, str, str]] = [
    ("met", [LAUNCH, FIRED], "2031-03-05", "met", "reported for 2031-03-04"),
    ("open", [LAUNCH, *quiet(4)], "2031-03-08", "open", "until 2031-03-08"),
    ("missed", [LAUNCH, *quiet(2, 5, 7, 9)], "2031-03-09", "missed", "no report of it in"),
    ("nothing after", [LAUNCH, *quiet(2, 5, 8)], "2031-03-09", "due", "nothing was read after"),
    ("a gap", [LAUNCH, *quiet(2, 9)], "2031-03-09", "due", "2031-03-03 to 2031-03-08 (6 days)"),
    ("other news", [LAUNCH, *quiet(2, 5, 7, 9, about="Chile")], "2031-03-09", "due", "of PRK"),
    ("another actor", [LAUNCH, SOUTH, *quiet(2, 7, 9)], "2031-03-09", "missed", "no report"),
    ("other count", [PAIR, THREE], "2031-03-05", "partly", "instead of 2 missile"),
    ("held", [TALKS, HELD], "2031-03-05", "met", "reported for 2031-03-04"),
    ("another place", [TALKS, PARIS, *quiet(2)], "2031-03-05", "partly", "instead of Geneva"),
    ("called off", [TALKS, OFF], "2031-03-03", "missed", "not to have happened"),
    ("another thing", [SATELLITE, ROCKET], "2031-03-05", "undecidable", "missile, not satellite"),
    ("by its noun", [CONGRESS, OPENED], "2031-03-10", "met", "reported for 2031-03-09"),
    ("only announced", [CONGRESS, TO_OPEN], "2031-03-10", "open", ""),
]  # fmt: skip


@pytest.mark.parametrize(("reports", "at", "status", "reason"), [c[1:] for c in CASES],
                         ids=[c[0] for c in CASES])  # fmt: skip
def test_status(
    reports: list[Dated], at: str, status: str, reason: str, resources: Resources
) -> None:
    found = told(reports, resources, at)
    assert str(found.status) == status, found
    assert reason in found.reason


def test_an_outcome_leads_back_to_its_words(resources: Resources) -> None:
    found = told([LAUNCH, FIRED], resources, "2031-03-05")
    assert found.incident and found.document and found.aspects
    assert all(e.quote == e.span.of(FIRED[1]) for e in found.evidence)


def test_the_status_of_an_earlier_day_knows_nothing_later(resources: Resources) -> None:
    assert told([LAUNCH, FIRED], resources, "2031-03-04").status is PredictionStatus.OPEN


def test_a_report_before_the_prediction_is_no_outcome(resources: Resources) -> None:
    early = ("2031-02-27", "North Korea fired a ballistic missile on Thursday, Seoul said.")
    assert told([LAUNCH, early], resources, "2031-03-05").status is PredictionStatus.OPEN


def test_said_again_by_the_same_source_is_one(resources: Resources) -> None:
    found = told(
        [LAUNCH, (LAUNCH[0], LAUNCH[1] + " Nobody else did."), FIRED], resources, "2031-03-05"
    )
    assert len(found.repeats) == 1


def test_the_analyst_has_the_last_word(resources: Resources) -> None:
    first = told([LAUNCH, FIRED], resources, "2031-03-05")
    word = Word(PredictionStatus.UNDECIDABLE, "Ana", "another missile was meant")
    found = told([LAUNCH, FIRED], resources, "2031-03-05", words={first.prediction.id: word})
    assert (found.status, found.judged_by) == (PredictionStatus.UNDECIDABLE, "Ana")
    assert replace(found, status=first.status).prediction == first.prediction
