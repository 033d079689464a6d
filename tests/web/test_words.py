"""The words of a page for notations of the ledger."""

import pytest

from dateline.web import words


@pytest.mark.parametrize(
    ("notation", "shown"),
    [
        (">=2 missile", "≥ 2 missiles"), ("1 missile", "1 missile"), ("~900 km", "≈ 900 km"),
        ("2026-02-01..2026-02-28", "February 2026"), ("2025-01-01..2025-12-31", "2025"),
        ("2026-01-01..2026-02-28", "January – February 2026"),
        ("2026-11-01..2027-01-31", "November 2026 – January 2027"),
        ("2031-02-08..2031-02-14", "2031-02-08 – 2031-02-14"),
        ("..2031-03-31", "by 2031-03-31"), ("2031-03-02..", "from 2031-03-02"),
        ("2026-05-15T13:45+09:00", "2026-05-15 13:45 +09:00"),
        ("2026-01-06T00:00:00Z", "2026-01-06 00:00 UTC"),
        ("near Pyongyang (vicinity, r=35 km)", "near Pyongyang (within 35 km)"),
    ],
)  # fmt: skip
def test_a_notation_is_shown_as_readers_know_it(notation: str, shown: str) -> None:
    assert words.pretty(notation) == shown


def test_sides_of_a_settled_value_are_named() -> None:
    assert words.sides("anonymous:experts 2 missile | KOR:JCS 1 missile, 2031-01-09") == [
        "experts, unnamed: 2 missiles",
        "Joint Chiefs of Staff (Republic of Korea): 1 missile, 2031-01-09",
    ]  # fmt: skip
    assert words.sides("headline >=2") == ["≥ 2"]


def test_a_bare_number_says_that_it_is_one() -> None:
    assert words.summary("2026-01-04 · >=2") == "2026-01-04 · ≥ 2 in number"
    assert words.summary("2026-01-04 · >=2 missile") == "2026-01-04 · ≥ 2 missiles"
