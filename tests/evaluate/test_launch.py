"""The launch task and the slots it reads, on reports written for the purpose."""

import pytest

from dateline.evaluate.tasks import launch
from dateline.pipeline import Resources


@pytest.fixture
def rows(resources: Resources):
    def run(text: str, published: str = "2026-01-04") -> list[tuple[object, ...]]:
        (out,) = launch.predict([{"id": "x", "text": text, "published": published}], resources)
        return [(c["field"], c["value"], c["qualifier"], c["background"]) for c in out["claims"]]

    return run


LAUNCHED = "North Korea launched two ballistic missiles on Sunday. "


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("They flew about 900 km (560 miles).", ("range_km", 900, "about", False)),
        ("They flew 560 miles.", ("range_km", 901.233, "eq", False)),
        ("The missiles reached an altitude of more than 6,200 km.",
         ("apogee_km", 6200, "over", False)),
        ("The missiles flew for 1 hour and 11 minutes.", ("flight_min", 71, "eq", False)),
        ("The missiles flew at a top speed of Mach 10.", ("speed_mach", 10, "eq", False)),
        ("The missiles were fired at around 7:50 a.m.",
         ("launch_time", "07:50+09:00", "about", False)),
        ("The missiles landed at 8:05 a.m.", ("impact_time", "08:05+09:00", "eq", False)),
        ("The missiles flew to the east.", ("direction", "E", "eq", False)),
        ("The missiles flew on a lofted trajectory.", ("trajectory", "lofted", "eq", False)),
        ("The missiles fell outside Japan's exclusive economic zone.",
         ("eez", "outside", "eq", False)),
        ("There were no immediate reports of damage.", ("damage", "none", "eq", False)),
        ("The missiles were fired from the Sunan area of Pyongyang.",
         ("launch_area", "the Sunan area of Pyongyang", "eq", False)),
        ("One missile exploded shortly after launch.", ("outcome", "failure", "eq", False)),
        ("The missiles were short-range ballistic missiles.",
         ("missile_type", "srbm", "eq", False)),
        ("In 2017 it test-fired a Hwasong-15 that flew 950 km.",
         ("range_km", 950, "eq", True)),
    ],
)  # fmt: skip
def test_field(rows, text: str, row: tuple[object, ...]) -> None:
    assert row in rows(LAUNCHED + text)


def test_refinements_stay_as_separate_claims_in_text_order(rows) -> None:
    found = rows(
        "North Korea fired a projectile on Sunday. The projectile was a short-range ballistic "
        "missile."
    )
    types = [value for field, value, _, _ in found if field == "missile_type"]
    assert types == ["unknown", "srbm"]


def test_a_distance_to_a_place_is_no_range(rows) -> None:
    found = rows(LAUNCHED + "The missiles landed about 150 kilometers west of Oshima Island.")
    assert not [r for r in found if r[0] == "range_km"]


def test_a_launch_in_the_past_does_not_leak(rows) -> None:
    found = rows(LAUNCHED + "Last year it launched a missile that flew 1,100 km.")
    assert ("range_km", 1100, "eq", True) in found
    assert ("range_km", 1100, "eq", False) not in found


def test_what_is_only_planned_is_no_claim(rows) -> None:
    assert rows("North Korea will launch three missiles on Friday.") == []
