"""Rules: what they select, what surely holds of an interval, and where an error points."""

import re
from pathlib import Path

import pytest

from dateline.model import (
    DatelineError,
    Document,
    Figure,
    Incident,
    Published,
    Shape,
)
from dateline.pipeline import Resources
from dateline.pipeline.reading import read
from dateline.views import filters, rules

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
SLOTS = {"range", "deaths", "weapon", "count", "status"}


Told = tuple[list[Document], tuple[Incident, ...], dict[str, str | None]]


@pytest.fixture(scope="module")
def told(resources: Resources) -> Told:
    documents = [
        Document.of((SAMPLES / n).read_text("utf-8"), published=Published.parse("2026-01-04"),
                    outlet=outlet)
        for n, outlet in (("twin.txt", "Own Twin"), ("outlet-tokyo.txt", "Tokyo Ledger"))
    ]  # fmt: skip
    done = read(documents, resources)
    return documents, done.incidents, {d.id: d.outlet for d in documents}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("kind:misile-launch", "no kind 'misile-launch'"),
        ("actor:PRK kind:launches", "character 16"),
        ("actor:PRX", "no country 'PRX'"),
        ("authority:KOX:JCS", "no country 'KOX'"),
        ("country:Atlantis", "no country 'Atlantis'"),
        ("type:FIGHT", "no type 'FIGHT'"),
        ("mode:droning", "no mode 'droning'"),
        ("time:recent", "no time 'recent'"),
        ("occurred:maybe", "no occurred 'maybe'"),
    ],
)
def test_a_value_that_nothing_can_have(rule: str, message: str, resources: Resources) -> None:
    with pytest.raises(DatelineError, match=re.escape(message)):
        filters.incident_rule(rule, resources.kinds)


@pytest.mark.parametrize(
    "rule",
    ["actor:Kim", "actor:UNO", "authority:UNO:SC", "country:prk", "recipient:EUR", "type:assault",
     "occurred:negated", 'actor:"South Korea"', "kind:generic"],
)  # fmt: skip
def test_a_value_that_something_may_have(rule: str, resources: Resources) -> None:
    assert filters.incident_rule(rule, resources.kinds).terms


@pytest.mark.parametrize(
    ("rule", "kinds"),
    [
        ("kind:missile-launch", {"missile-launch"}),
        ("kind:missile-launch actor:PRK voices>=2", {"missile-launch"}),
        ("kind:missile-launch actor:\"North Korea\"", {"missile-launch"}),
        ("kind:missile-launch voices>=9", set()),
        ("kind:missile-launch,air-attack outlet:\"tokyo ledger\"", {"missile-launch"}),
        ("range>=800km", {"missile-launch"}),
        ("range>=950km", set()),
        ("range>=?950km", {"missile-launch"}),
        ("range>=500mi", {"missile-launch"}),
        ("range>=800kg", set()),
        ("count=2", set()),
        ("count=?2", {"missile-launch"}),
        ("weapon:ballistic", {"missile-launch"}),
        ("authority:KOR:JCS kind:missile-launch", {"missile-launch"}),
        ("kind:missile-launch since:2026-01-04 until:2026-01-04", {"missile-launch"}),
        ("kind:missile-launch since:2026-01-05", set()),
        ("kind:missile-launch until:2026-01-03", set()),
        ('"ballistic missiles" actor:PRK kind:missile-launch', {"missile-launch"}),
        ("kind:missile-launch -ballistic", set()),
        ("country:PRK place:pyongyang", {"missile-launch"}),
        ("actor:VEN", set()),
    ],
)  # fmt: skip
def test_what_a_rule_selects(told: Told, rule: str, kinds: set[str]) -> None:
    _, incidents, outlets = told
    parsed = filters.parse(rule, SLOTS)
    found = [i for i in incidents if filters.fits(parsed, filters.incident_subject(i, outlets))]
    assert {i.kind for i in found} == kinds


def test_a_country_also_stands_for_its_bodies_and_a_body_for_itself(told: Told) -> None:
    _, incidents, outlets = told

    def ids(rule: str) -> set[str]:
        parsed = filters.parse(rule, SLOTS)
        return {i.id for i in incidents
                if filters.fits(parsed, filters.incident_subject(i, outlets))}  # fmt: skip

    assert ids("actor:KOR:GOV") < ids("actor:KOR")
    assert ids("-actor:KOR") | ids("actor:KOR") == {i.id for i in incidents}
    assert not ids("-actor:KOR") & ids("actor:KOR")


@pytest.mark.parametrize(
    ("rule", "character", "words"),
    [
        ("kind:missile-launch aktor:PRK", 21, "no field 'aktor'.*actor"),
        ("actor:PRK voices>two", 18, "'two' is no number"),
        ("actor:PRK voices:2", 17, "voices is a number.*voices>=2"),
        ("actor>=2", 6, "actor is no number"),
        ("voices>=2km", 1, "no unit"),
        ("ranje>=900km", 1, "no field 'ranje'.*range"),
        ('actor:PRK "party congress', 11, "not closed"),
        ("actor:", 7, "no value behind actor"),
        ("actor:PRK,", 11, "no value behind actor"),
        ("since:yesterday", 7, "is no day"),
        ("prediction:over", 12, "no status"),
        ("prediction:due kind:missile-launch", 16, "is of incidents"),
        ("range>=", 8, "is no number"),
        ("   ", None, "empty rule"),
    ],
)
def test_an_error_points_at_the_character(rule: str, character: int | None, words: str) -> None:
    with pytest.raises(DatelineError, match=words) as caught:
        filters.parse(rule, SLOTS)
    if character is not None:
        assert f"character {character}" in str(caught.value)


@pytest.mark.parametrize(
    ("figure", "surely", "maybe"),
    [
        (Figure(850, 950, "km", Shape.ABOUT, "about 900 km"), {"<=950", "<1000"}, {"=900", ">900"}),
        (Figure(2, None, "km", Shape.MULTIPLE, "several"), {">=2"}, {"=2", ">2", "<=2", ">=99"}),
        (Figure(5, None, "km", Shape.OVER, "over 5", open_low=True), {">=5", ">5"}, {">=9", "=6"}),
        (Figure(0, 9, "km", Shape.UNDER, "under 9", open_high=True), {"<9", "<=9"}, {"<1", "=8"}),
    ],
)
def test_an_interval_surely_and_maybe(figure: Figure, surely: set[str], maybe: set[str]) -> None:
    subject = filters.Subject({}, figures={"range": [figure]})
    for words in surely:
        assert filters.fits(filters.parse(f"range{words}", SLOTS), subject), words
    for words in maybe:
        op, number = words[: 2 if words[1] == "=" else 1], words.lstrip("<>=")
        assert not filters.fits(filters.parse(f"range{words}", SLOTS), subject), words
        assert filters.fits(filters.parse(f"range{op}?{number}", SLOTS), subject), words
    assert not filters.fits(filters.parse("range<?2", SLOTS), filters.Subject({}))


@pytest.mark.parametrize("name", [*rules.FIELDS, *rules.NUMBERS])
def test_every_field_is_documented(name: str) -> None:
    page = (SAMPLES.parents[1] / "docs" / "watch.md").read_text("utf-8")
    assert f"| `{name}` | {({**rules.FIELDS, **rules.NUMBERS})[name]} |" in page
