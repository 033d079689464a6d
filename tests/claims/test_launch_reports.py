"""Whose value it is in a launch report, and who says it."""

import pytest

from dateline.claims import verifier
from dateline.evaluate.tasks import launch
from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.reference import missiles


def rows(text: str, resources: Resources) -> set[tuple[str, object, str]]:
    document = Document.of(text, published=Published.parse("2026-03-04"))
    read = launch.read_report(document, resources)
    assert not list(verifier.failures(read.claims, text))
    return {(r["field"], r["value"], r["authority"]) for r in launch.claims(read)}


def test_a_pronoun_that_opens_a_paragraph_carries_its_speaker(resources: Resources) -> None:
    found = rows(
        "North Korea fired two missiles on Tuesday, the Joint Chiefs said.\n\n"
        "They were sent up at 5:34 a.m. from Hodo and flew 240 km.\n\n"
        "The sea was calm. Boats saw a flight of 250 km.",
        resources,
    )
    assert ("launch_time", "05:34+09:00", "KOR:JCS") in found
    assert ("range_km", 240, "KOR:JCS") in found
    assert ("range_km", 250, "KOR:JCS") not in found


def test_a_minister_is_of_the_state_that_his_paragraph_names(resources: Resources) -> None:
    found = rows(
        "SEOUL - North Korea fired missiles on Tuesday, the South Korean military said.\n\n"
        "Tokyo differed a bit. Daigo Imai, the defence minister, spoke of a flight of 300 km.",
        resources,
    )
    assert ("range_km", 300, "JPN:MOD") in found


def test_questions_and_datelines_say_nothing(resources: Resources) -> None:
    found = rows(
        "MUMBAI: A missile left Wheeler Island on Tuesday.\n\n"
        "Q: How far did it go? A: It flew 350 km, the ministry of defence said.\n\n"
        "Q: How high? A: It rose to 60 km at ten past six in the morning.",
        resources,
    )
    assert ("range_km", 350, "IND:MOD") in found
    assert not any(who.startswith("org:") for _, _, who in found if isinstance(who, str))


@pytest.mark.parametrize(
    ("text", "state"),
    [("a Minuteman III rose", "USA"), ("two Hwasong-12s", "PRK"), ("a DF-41", "CHN"),
     ("the DF region", None), ("a missile", None)],
)  # fmt: skip
def test_the_name_of_a_missile_tells_whose_it_is(text: str, state: str | None) -> None:
    assert missiles.maker(text) == state
