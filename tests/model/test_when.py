from datetime import date

from dateline.model import Precision, When, add_months, weekday
from dateline.model.figures import half_place


def test_half_place_is_half_the_place_of_the_last_digit_that_is_not_zero() -> None:
    assert [half_place(v) for v in (900, 950, 1000, 2.5, 7, 0)] == [50, 5, 500, 0.05, 0.5, 0.5]


def test_weekday_directions() -> None:
    sunday = date(2026, 1, 4)
    assert weekday(sunday, 6, "past") == sunday
    assert weekday(sunday, 6, "last") == date(2025, 12, 28)
    assert weekday(sunday, 0, "future") == date(2026, 1, 5)


def test_months_keep_within_their_length() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


def test_utc_needs_a_clock_and_an_offset() -> None:
    clock = When("2026-01-04T07:50", "2026-01-04T07:50", Precision.MINUTE, "7:50", offset=540)
    assert clock.utc == "2026-01-03T22:50Z"
    bare = When("T07:50", "T07:50", Precision.MINUTE, "7:50", offset=540)
    assert bare.utc is None
    assert bare.notation == "T07:50+09:00"
