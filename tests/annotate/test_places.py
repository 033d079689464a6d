from __future__ import annotations

import itertools

import pytest

from dateline.annotate import places
from dateline.annotate.places.given import resolve_given
from dateline.annotate.places.happening import places_of
from dateline.model import PlacePrecision, PlaceSpan, Span
from dateline.pipeline import Resources


def read(text: str, resources: Resources) -> dict[str, PlaceSpan]:
    found = places.annotate(resources.parser.parse(text), resources.gazetteer)
    return {p.span.of(text): p for p in found}


def test_a_vicinity_is_a_circle_around_the_capital(resources: Resources) -> None:
    found = read("It was fired from the vicinity of North Korea’s capital at dawn.", resources)
    place = found["the vicinity of North Korea’s capital"]
    assert place.where.place is not None and place.where.place.name == "Pyongyang"
    assert place.where.precision is PlacePrecision.VICINITY
    assert (place.where.relation, place.where.radius_km, place.country) == ("near", 35.0, "PRK")
    assert not place.government
    assert len(found) == 1


def test_a_sea_without_a_name_gets_none(resources: Resources) -> None:
    assert not read("The missile fell into the sea off its east coast.", resources)


@pytest.mark.parametrize(
    ("text", "words", "government"),
    [
        ("Seoul said it was ready.", "Seoul", True),
        ("Lee departed for China.", "China", False),
        ("The trip to China was short.", "China", False),
        ("They are coordinating with the U.S. and Japan.", "U.S.", True),
        ("Beijing's leverage is uncertain.", "Beijing", True),
        ("A fire broke out in Seoul.", "Seoul", False),
        ("Tokyo condemned the launch.", "Tokyo", True),
        ("North Korea launched two missiles.", "North Korea", True),
    ],
)
def test_a_government_is_no_place(
    text: str, words: str, government: bool, resources: Resources
) -> None:
    assert read(text, resources)[words].government is government


def test_a_demonym_keeps_its_country_and_is_no_place(resources: Resources) -> None:
    place = read("A French engineer was hurt in Lagos.", resources)["French"]
    assert (place.country, place.rule, place.government) == ("FRA", "demonym", True)


def test_a_state_that_follows_settles_the_town(resources: Resources) -> None:
    text = "A man from Paris, Texas, was arrested. In Paris the mayor was silent."
    found = [p for p in places.annotate(resources.parser.parse(text), resources.gazetteer)
             if p.span.of(text) == "Paris"]  # fmt: skip
    assert [p.where.place.admin1 for p in found if p.where.place] == ["TX", "TX"]


def test_spans_are_in_order_and_none_overlap(resources: Resources) -> None:
    text = (
        "Troops from the Syrian capital Damascus fled near the border with Iraq, 20 km off Basra."
    )
    found = places.annotate(resources.parser.parse(text), resources.gazetteer)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


def test_given_spans_are_all_answered_in_order(resources: Resources) -> None:
    text = "Hotels in Boston and on Obscure Lane were full."
    spans = [Span(10, 16), Span(24, 36)]
    found = resolve_given(resources.parser.parse(text), spans, resources.gazetteer)
    assert [s for s, _ in found] == spans
    assert all(p is not None and p.admin1 == "MA" for _, p in found)


def test_the_place_of_an_event_is_not_its_source(resources: Resources) -> None:
    text = "Rebels killed two guards in Goma, Kinshasa said."
    found = places_of(resources.parser.parse(text), [Span(7, 13)], resources.gazetteer)
    assert [s.of(text) for s in found] == ["Goma"]


@pytest.mark.parametrize(
    ("text", "verb", "places"),
    [
        ("Gunmen shot two teachers in the village of Tal Karama.", "shot", ["Tal Karama"]),
        ("In Bel Ombre, a fishing town, police arrested nine men.", "arrested", ["Bel Ombre"]),
        ("Soldiers patrolled the streets of Dar Essalam.", "patrolled", ["Dar Essalam"]),
        ("Farmers marched in Goma, North Kivu.", "marched", ["Goma"]),
        ("France said two soldiers were killed in Gao.", "killed", ["Gao"]),
        ("France criticised the vote.", "criticised", []),
    ],
)
def test_a_place_of_an_event_need_not_be_known(
    resources: Resources, text: str, verb: str, places: list[str]
) -> None:
    at = text.index(verb)
    span = Span(at, at + len(verb))
    found = places_of(resources.parser.parse(text), [span], resources.gazetteer)
    assert [s.of(text) for s in found] == places
