"""The words of a page for notations of the ledger."""

import pytest

from dateline.views import report_rows
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
    assert words.sides("KOR:JCS >=2 missile | FRA:MOD >=2 missile | KOR:JCS <=3 missile") == [
        "Joint Chiefs of Staff (Republic of Korea), Defence ministry (France): ≥ 2 missiles",
        "Joint Chiefs of Staff (Republic of Korea): ≤ 3 missiles",
    ]


def test_many_sides_are_told_by_value_and_counted() -> None:
    many = " | ".join(f"{c}:MOD {2 + n % 2} missile" for n, c in enumerate(("NOR", "SWE") * 4))
    assert words.sides(many) == [
        "Defence ministry (Norway), Defence ministry (Norway) and 2 more: 2 missiles",
        "Defence ministry (Sweden), Defence ministry (Sweden) and 2 more: 3 missiles",
    ]
    values = " | ".join(f"NOR:MOD {n} km" for n in range(100, 110))
    assert words.sides(values)[-1] == "and 6 other values"


def test_a_bare_number_says_that_it_is_one() -> None:
    assert words.summary("2026-01-04 · >=2") == "2026-01-04 · ≥ 2 in number"
    assert words.summary("2026-01-04 · >=2 missile") == "2026-01-04 · ≥ 2 missiles"


def test_values_alone_stand_where_a_table_says_whose_they_are() -> None:
    assert words.values("IND:MOD 2 missile | ETH:MOD 3 missile | DNK:MOD 2 missile") == (
        "2 missiles | 3 missiles"
    )
    assert words.values("headline >=2 missile") == "≥ 2 missiles"


def test_an_opening_is_what_tells_reports_apart() -> None:
    note = "CORRECTION: an earlier version gave a wrong distance.\n\nSEOUL - The missiles flew."
    assert report_rows.opening(note) == "SEOUL - The missiles flew."
    assert report_rows.opening("CORRECTION: the missiles flew 900 km.") == (
        "CORRECTION: the missiles flew 900 km."
    )
    assert (
        report_rows.opening("Seoul: North Korea fired.\nMore.") == "Seoul: North Korea fired. More."
    )


def test_words_of_a_report_turn_nothing_around_them() -> None:
    assert words.apart("שלום <b>\u202e") == "<bdi>שלום &lt;b&gt;⟨U+202E⟩</bdi>"


def test_a_relation_counts_in_the_plural() -> None:
    assert words.relation("contradict: IND:MOD 4 missile, 2026-03-05 ↔ ETH:MOD not ~900 km") == (
        "contradict: IND:MOD 4 missiles, 2026-03-05 ↔ ETH:MOD not ≈ 900 km"
    )
