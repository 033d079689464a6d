"""The rules of figures that gold notations cannot show: bounds, quantities, findings, spans."""

import pytest

from dateline.annotate import figures
from dateline.model import FigureSpan
from dateline.pipeline import Resources


@pytest.fixture
def read(resources: Resources):
    return lambda text: figures.annotate(resources.parser.parse(text))


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("about 900 km", "[850, 950]"),
        ("about 950 km", "[945, 955]"),
        ("nearly 900 km", "[850, 900]"),
        ("more than 900 km", "(900, ∞)"),
        ("at least 900 km", "[900, ∞)"),
        ("up to 900 km", "[0, 900]"),
        ("less than 900 km", "[0, 900)"),
        ("600 to 700 km", "[600, 700]"),
        ("multiple missiles", "[2, ∞)"),
        ("several missiles", "[3, ∞)"),
        ("dozens of missiles", "[24, 100]"),
        ("hundreds of missiles", "[200, ∞)"),
        ("thousands of missiles", "[2000, ∞)"),
        ("no missiles", "[0, 0]"),
        ("as many as 40 missiles", "[0, 40]"),
    ],
)
def test_interval_of_the_closed_list(read, text: str, bounds: str) -> None:
    found = read(f"It counted {text}.")
    assert [f.figure.bounds for f in found] == [bounds]


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("It flew 600 km at an altitude of 50 km.", ["distance", "altitude"]),
        ("At least 15 people were killed and 40 others injured.",
         ["casualties:killed", "casualties:injured"]),
        ("Air defences intercepted 36 missiles.", ["intercepted"]),
        ("The death toll stands at 97.", ["casualties:killed"]),
        ("Its distance and altitude were 3,700 km and 800 km respectively.",
         ["distance", "altitude"]),
        ("The first flew 350 km at an altitude of 50 km and the second 800 km.",
         ["ordinal", "distance", "altitude", "ordinal", "distance"]),
    ],
)  # fmt: skip
def test_quantity(read, text: str, quantities: list[str]) -> None:
    assert [f.quantity for f in read(text)] == quantities


def test_a_bracketed_conversion_is_one_figure(read) -> None:
    (found,) = read("It flew roughly 900 kilometers (560 miles).")
    assert found.figure.converted == (560, "mi")
    assert found.finding is None


@pytest.mark.parametrize(
    "text", ["It rose to 6 kilometers (3,700 miles).", "It flew 1.090 km.",
             "It is 45 miles (172 kilometers) away."],
)  # fmt: skip
def test_a_misprint_is_flagged_and_not_mended(read, text: str) -> None:
    (found,) = read(text)
    assert found.finding is not None
    assert found.figure.number in (6, 1.09, 45)


def test_a_share_keeps_its_two_counts_apart(read) -> None:
    first, second = read("Air defences shot down 36 of 48 missiles.")
    assert not first.span.overlaps(second.span)
    assert (first.figure.unit, second.figure.unit) == ("1", "missile")


def test_long_text_is_read_in_linear_time(read) -> None:
    found: tuple[FigureSpan, ...] = read("It flew 600 km. " * 300)
    assert len(found) == 300
