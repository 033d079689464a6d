import itertools

import pytest

from dateline.annotate import names
from dateline.model import NameSpan
from dateline.pipeline import Resources


def read(resources: Resources, text: str) -> tuple[NameSpan, ...]:
    return names.annotate(resources.parser.parse(text))


def test_title_and_name_are_one_person_with_role_country_and_body(resources: Resources) -> None:
    found = read(resources, "Japanese Defense Minister Shinjiro Koizumi confirmed the launch.")
    assert len(found) == 1
    person = found[0]
    assert (person.sort, person.name) == ("person", "Shinjiro Koizumi")
    assert (person.role, person.country) == ("defense minister", "JPN")
    assert person.authority == "JPN:MOD"


def test_former_office_gives_no_body_and_keeps_the_wording(resources: Resources) -> None:
    found = read(resources, "The summit with former U.S. President Donald Trump collapsed.")
    person = next(n for n in found if n.sort == "person")
    assert person.role == "former president"
    assert person.country == "USA"
    assert person.authority == "person:donald-trump"


def test_un_of_a_korean_name_is_no_united_nations(resources: Resources) -> None:
    found = read(resources, "Kim Jong Un defied the U.N. Security Council again.")
    assert [(n.sort, n.authority) for n in found] == [
        ("person", "person:kim-jong-un"), ("body", "UNO:SC"),
    ]  # fmt: skip


def test_surname_means_the_person_named_before(resources: Resources) -> None:
    found = read(resources, "Chilean Interior Minister Rosa Vidal spoke. Vidal left at noon.")
    assert [n.name for n in found] == ["Rosa Vidal", "Rosa Vidal"]
    assert {n.authority for n in found} == {"CHL:MOI"}


def test_abbreviation_in_brackets_means_the_long_name(resources: Resources) -> None:
    text = "The Bureau of Reef Health (BRH) met. BRH officials said corals were ill."
    found = read(resources, f"Philippine boats sailed. {text}")
    assert [n.authority for n in found if "BRH" in n.span.of(f"Philippine boats sailed. {text}")]
    assert len({n.authority for n in found if n.sort != "country"}) == 1


def test_two_countries_behind_one_office_are_two_authorities(resources: Resources) -> None:
    found = read(resources, "Authorities in South Korea and the U.S. are checking.")
    assert found[0].authority == "KOR:GOV+USA:GOV"


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Police in Sydney said so.", "AUS:POL"),
        ("The Texas governor said so.", "USA:LOC"),
        ("A spokesman for the Kenyan army said so.", "KEN:MIL"),
        ("The Harbor Gazette said so.", "outlet:harbor-gazette"),
        ("China's state media said so.", "CHN:XINHUA"),
    ],
)
def test_descriptions_stand_for_bodies(resources: Resources, text: str, authority: str) -> None:
    assert authority in [n.authority for n in read(resources, text)]


def test_names_do_not_overlap_and_are_sorted(resources: Resources) -> None:
    text = (
        "Peter Lind, director of the Institute of Ocean Studies in Oslo, told Reuters that police "
        "and the Norwegian coast guard had asked Mr. Lind's staff for help."
    )
    found = read(resources, text)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
