"""Relations of two figures; the frozen pairs of `evaluation/` score them at large."""

import pytest

from dateline.annotate.figures import read_figure
from dateline.incidents.reconcile import Stated, headline, relation


def stated(words: str, voice: str = "KOR:JCS", as_of: str = "2031-03-04", **more: object) -> Stated:
    figure = read_figure(words)
    assert figure is not None, words
    return Stated(figure, (voice,), as_of, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("about 900 km", "about 900 km", "agree"),
        ("multiple missiles", "at least two missiles", "agree"),
        ("at least two missiles", "three missiles", "refine"),
        ("more than 20 missiles", "at least 20 missiles", "refine"),
        ("more than 20 missiles", "20 missiles", "contradict"),
        ("999.2 km", "1,000 km", "rounding"),
        ("600 km", "1,000 km", "contradict"),
        ("about 800 km", "about 900 km", "contradict"),
        ("about 900 km", "about 560 miles", "agree"),
        ("several missiles", "two missiles", "agree"),
        ("10 missiles", "10 drones", "not reconciled"),
        ("900 km", "12 minutes", "not reconciled"),
        ("18 missiles", "20 missiles", "contradict"),
    ],
)
def test_two_voices_at_once(left: str, right: str, expected: str) -> None:
    one, other = stated(left), stated(right, "JPN:MOD")
    assert relation(one, other) == expected
    assert relation(other, one) == expected


def test_the_same_voice_later() -> None:
    first = stated("about 430 km")
    assert relation(first, stated("about 600 km", as_of="2031-03-05")) == "update"
    assert relation(first, stated("about 430 km", as_of="2031-03-05")) == "agree"
    denial = stated("430 km", as_of="2031-03-05", denied=True)
    assert relation(first, denial) == "retracted"
    assert relation(denial, first) == "retracted"


def test_another_voice_denies() -> None:
    denial = stated("1,500 km", "JPN:MOD", "2031-03-05", denied=True)
    assert relation(stated("1,500 km"), denial) == "contradict"
    assert relation(stated("900 km"), denial) == "not reconciled"


def test_a_cumulative_count_grows_whoever_says_so() -> None:
    first, later = stated("3 people"), stated("5 people", "JPN:MOD", "2031-03-05")
    assert relation(first, later, cumulative=True) == "update"
    assert relation(first, later) == "contradict"


def test_parts_and_scopes_are_not_compared() -> None:
    assert relation(stated("900 km", part="first"), stated("950 km", part="second")) == (
        "not reconciled"
    )


def test_a_tolerance_of_the_kind() -> None:
    left, right = stated("930 km"), stated("941 km", "JPN:MOD")
    assert relation(left, right) == "contradict"
    assert relation(left, right, tolerance=0.05) == "rounding"


def test_the_headline_is_never_an_average() -> None:
    figures = [stated("about 900 km").figure, stated("about 800 km").figure]
    settled = headline(figures)
    assert settled is None or settled.interval == (850, 850)
