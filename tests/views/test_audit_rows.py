"""Shares with intervals and agreement, against published examples."""

import pytest

from dateline.views.audit_rows import agreed, alpha, render, rows, wilson

TWO = ("0100000010", "1110010000")
FOUR = (
    "1 2 3 3 2 1 4 1 2 . . .", "1 2 3 3 2 2 4 1 2 5 . 3", ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)  # fmt: skip


def test_wilson_interval_of_published_examples() -> None:
    # Newcombe 1998, Statistics in Medicine 17:857, method 3.
    for right, total, low, high in (
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ):  # fmt: skip
        assert wilson(right, total) == pytest.approx((low, high), abs=5e-5)
    assert wilson(0, 0) is None
    assert wilson(5, 5) == pytest.approx((0.5655, 1.0), abs=5e-5)


def test_alpha_of_published_examples() -> None:
    # Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, examples A and C.
    assert alpha([*zip(*TWO)]) == pytest.approx(0.095, abs=5e-4)
    units = [[x for x in unit if x != "."] for unit in zip(*(line.split() for line in FOUR))]
    assert alpha(units) == pytest.approx(0.743, abs=5e-4)
    assert alpha([["right", "right"], ["right", "right"]]) is None
    assert alpha([["right"], ["wrong"]]) is None


def test_rows_weigh_cells_by_what_they_stand_for() -> None:
    strata = {1: ("date", 90), 2: ("date", 90), 3: ("range", 10), 4: ("range", 10)}
    words = {(1, "A"): "right", (2, "A"): "right", (3, "A"): "wrong", (4, "A"): "unclear"}
    date, range_, overall = rows(strata, words)
    assert (date["precision"], range_["precision"]) == (1.0, 0.0)
    assert (range_["unclear"], range_["sampled"], range_["population"]) == (1, 2, 10)
    assert overall["precision"] == pytest.approx(90 / 95, abs=1e-4)
    assert overall["low"] < overall["precision"] < overall["high"]


def test_several_coders_are_told_apart_and_together() -> None:
    words = {
        (1, "A"): "right", (1, "B"): "right", (2, "A"): "right", (2, "B"): "wrong",
        (3, "A"): "wrong", (3, "B"): "wrong",
    }  # fmt: skip
    assert agreed(words) == {1: "right", 2: "unclear", 3: "wrong"}
    found = rows(dict.fromkeys((1, 2, 3), ("date", 30)), words)
    assert [r["coder"] for r in found if r["stratum"] == "overall"] == ["all", "A", "B"]
    printed = render(found, words, "3 of 30 claims, seed 1")
    assert "To cite: precision 50.0%" in printed
    assert "judged by 2 coders, 1 unclear" in printed
    assert "Krippendorff's alpha (nominal) 0.444, over 3 cells" in printed
    assert render([], {}, "") == "no answers yet\n"
