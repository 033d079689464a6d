"""The rules of times that gold notations cannot show: TIMEX3 values, marks, zones, memory."""

import pytest

from dateline.annotate import times
from dateline.model import Basis, Published, TimeSpan
from dateline.pipeline import Resources


@pytest.fixture
def read(resources: Resources):
    def run(text: str, day: str | None = "2026-01-04") -> tuple[TimeSpan, ...]:
        published = Published.parse(day) if day else None
        return times.annotate(resources.parser.parse(text), published)

    return run


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("They met last week.", "DATE", "2025-W52"),
        ("They met in the third quarter.", "DATE", "2025-Q3"),
        ("He was born in the 1980s.", "DATE", "198"),
        ("It lasted two and a half years.", "DURATION", "P2Y6M"),
        ("It lasted two decades.", "DURATION", "P20Y"),
        ("It lasted several days.", "DURATION", "PXD"),
        ("It lasted 90 minutes.", "DURATION", "PT90M"),
        ("Guards change every two hours.", "SET", "PT2H"),
        ("It happened on Tuesday night.", "TIME", "2025-12-30TNI"),
        ("Right now nothing is known.", "DATE", "PRESENT_REF"),
        ("The recent tests worried them.", "DATE", "PAST_REF"),
        ("They will meet soon.", "DATE", "FUTURE_REF"),
        ("The deal was signed in the winter of 2019.", "DATE", "2019-WI"),
    ],
)
def test_timex_value(read, text: str, type_: str, value: str) -> None:
    assert [(t.type, t.value) for t in read(text)] == [(type_, value)]


def test_without_a_publication_date_a_weekday_stays_unanchored(read) -> None:
    (found,) = read("The talks ended on Sunday.", None)
    assert found.value == "XXXX-WXX-7"
    assert found.when.earliest is None


def test_year_is_marked_stated_or_inferred(read) -> None:
    stated, inferred = read("He left in May 2019 and returned on Friday.")
    assert dict(stated.when.basis)["year"] is Basis.STATED
    assert dict(inferred.when.basis)["year"] is Basis.INFERRED
    assert inferred.when.anchor == "published 2026-01-04"


def test_a_year_that_the_text_does_not_decide_stays_open_between_two(read) -> None:
    (found,) = read("The dividend announced was payable by the firm Feb. 20.", "2026-01-04")
    years = {a[0][:4] for a in found.when.alternatives} or {(found.when.earliest or "")[:4]}
    assert "2026" in years


def test_later_without_a_date_before_it_fixes_nothing(read) -> None:
    (found,) = read("Two days later the ministry confirmed it.")
    assert found.when.earliest is None


def test_the_following_year_counts_from_the_date_named_last(read) -> None:
    _, following = read("He resigned in 1995 and the following year he moved to Rome.")
    assert following.value == "1996"


def test_a_year_earlier_goes_back_from_the_quarter_in_question(read) -> None:
    _, earlier = read("In the third quarter, exports rose 5% from a year earlier.")
    assert earlier.value == "2024-Q3"


@pytest.mark.parametrize(
    ("day", "offset"), [("2015-08-12", 540), ("2015-08-20", 510), ("2018-05-03", 510),
                        ("2018-05-10", 540)],
)  # fmt: skip
def test_pyongyang_time_is_historical(read, day: str, offset: int) -> None:
    found, _ = read("The clock read 9 a.m. Pyongyang time today.", day)
    assert found.when.offset == offset


def test_a_second_clock_in_brackets_gives_the_offset(read) -> None:
    (found,) = read("It was launched at 6:07 a.m. (2107 GMT Saturday).")
    assert found.when.notation == "2026-01-04T06:07+09:00"
    assert found.when.utc == "2026-01-03T21:07Z"


def test_local_time_leaves_the_zone_open(read) -> None:
    found, _ = read("It was launched at 7:50 a.m. local time on Sunday.")
    assert found.when.zone is None
    assert found.when.offset is None


def test_a_clock_takes_the_day_its_sentence_names(read) -> None:
    clocks = [
        t for t in read("On Friday the first rose at 7:50 a.m. near the port.") if t.type == "TIME"
    ]
    assert [c.when.earliest for c in clocks] == ["2026-01-02T07:50"]


def test_a_clock_alone_states_no_day(read) -> None:
    (found,) = read("It was fired around 7:50 a.m. from the coast.")
    assert ("day", Basis.STATED) not in found.when.basis
    assert found.when.approximator == "around"


def test_or_makes_one_interval_of_two_alternatives(read) -> None:
    first, second = read("They predict it will take place in January or February.")
    assert first.when == second.when
    assert first.when.notation == "2026-01-01..2026-02-28"
    assert len(first.when.alternatives) == 2


def test_an_age_is_no_time(read) -> None:
    assert read("Mary, a 44-year-old teacher, spoke.") == ()


def test_a_weekday_beside_a_date_decides_its_year(read) -> None:
    (found,) = read("On Sunday, January 5, the archive burned.")
    assert found.value == "2025-01-05"
