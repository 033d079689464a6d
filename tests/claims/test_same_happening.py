"""Which words of one report tell the same happening, and which tell an earlier one."""

import pytest

from dateline.model import Document, Mention, Published, TimeRelation, When
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document


def mentions(text: str, resources: Resources) -> tuple[Mention, ...]:
    document = Document.of(text, published=Published.parse("2031-03-12"))
    return read_document(document, resources).claims.mentions


@pytest.mark.parametrize(
    ("headline", "lead", "kind"),
    [
        (
            "Yemen’s rebels attacked a container ship",
            "Yemen's Houthi rebels said they had attacked a container ship in the Red Sea with two "
            "anti-ship missiles and three drones.",
            "air-attack",
        ),
        (
            "Thousands protest in Lisbon over rents",
            "Thousands of people marched through Lisbon on Saturday.",
            "generic",
        ),
    ],
)
def test_the_headline_is_of_the_lead(
    headline: str, lead: str, kind: str, resources: Resources
) -> None:
    first, second = mentions(f"{headline}\n\n{lead}", resources)[:2]
    assert (first.kind, second.kind) == (kind, kind)
    assert second.trigger in first.referents


def test_a_headline_of_another_type_stays_apart(resources: Resources) -> None:
    text = "Rebels attacked a ship\n\nThousands of people marched through Lisbon on Saturday."
    first, second = mentions(text, resources)[:2]
    assert second.trigger not in first.referents


def test_a_first_sentence_is_no_headline(resources: Resources) -> None:
    text = "Rebels attacked a ship.\n\nSoldiers attacked a town."
    first, second = mentions(text, resources)[:2]
    assert second.trigger not in first.referents


@pytest.mark.parametrize(
    "words",
    [
        "since March 2030, when a suicide bombing at a mosque killed at least 58 people.",
        "and came two weeks after gunmen killed 26 tourists.",
    ],
)
def test_what_a_clause_puts_before_the_news_is_history(words: str, resources: Resources) -> None:
    text = f"A bomber killed 31 people on Monday. The attack was the deadliest in the city {words}"
    told = mentions(text, resources)
    assert told[0].time is TimeRelation.CURRENT
    assert {m.time for m in told[1:]} == {TimeRelation.HISTORICAL}


def test_participles_tell_what_an_event_did(resources: Resources) -> None:
    text = "A man blew himself up in a market, killing 31 people and wounding 150."
    first, *rest = mentions(text, resources)
    assert len(rest) == 2
    assert {m.trigger for m in rest} == set(first.referents)


def test_what_is_counted_since_dates_nothing(resources: Resources) -> None:
    text = (
        "Russia and Ukraine exchanged 90 prisoners each on Tuesday. It was the 53rd exchange since "
        "the start of the invasion in February 2022, Kyiv said."
    )
    document = Document.of(text, published=Published.parse("2031-03-12"))
    days = [
        c.value.earliest
        for c in read_document(document, resources).claims.claims
        if isinstance(c.value, When)
    ]
    assert days == ["2031-03-11"]


def test_what_is_to_come_and_another_noun_leave_the_launch_alone(resources: Resources) -> None:
    text = (
        "North Korea launched a missile on Sunday. Analysts see it as a show of force ahead of the "
        "party congress, the first in five years. Although the date is unannounced, intelligence "
        "predicts it will take place in May or June."
    )
    document = Document.of(text, published=Published.parse("2031-03-09"))
    claims = read_document(document, resources).claims
    launch = next(m.id for m in claims.mentions if m.kind == "missile-launch")
    told = [c for c in claims.claims if c.mention == launch]
    assert [c.value.earliest for c in told if isinstance(c.value, When)] == ["2031-03-09"]
    assert not [c for c in told if c.slot == "ordinal"]


@pytest.mark.parametrize(
    ("text", "words", "one"),
    [
        # Persons of one state are not one for that.
        ("Senator Ada Holm asked President Brown for help on Monday. Senator Kofi Lund asked "
         "President Brown for a date.", ("asked", "asked"), False),
        # One speaker, another matter; and the same matter in other words.
        ("Chile urged Peru on Monday to reopen the mountain railway. Chile urged Peru to release "
         "four fishermen.", ("urged", "urged"), False),
        ("Chile urged Peru on Monday to release four fishermen. Chile urged Peru to set the "
         "fishermen free.", ("urged", "urged"), True),
        # Somebody new.
        ("A gunman killed a guard in Austin on Monday. A gunman killed two clerks in Dallas.",
         ("killed", "killed"), False),
        # Meetings with somebody else.
        ("Foreign Minister Wang Yi met Foreign Minister Sergei Lavrov in Beijing on Monday. "
         "President Xi Jinping met President Vladimir Putin in the evening.",
         ("met", "met"), False),
        # Nouns that say no more than the sort.
        ("A drone strike on a depot in Sumy killed two people on Monday. Rebels were behind the "
         "bomb attacks in Kenya.", ("strike", "attacks"), False),
        ("A drone strike on a depot in Sumy killed two people on Monday. Officials said the strike "
         "killed three.", ("strike", "killed"), True),
    ],
)  # fmt: skip
def test_what_is_told_again(
    text: str, words: tuple[str, str], one: bool, resources: Resources
) -> None:
    told = mentions(text, resources)
    first = next(m for m in told if m.trigger.of(text) == words[0])
    second = next(m for m in told[::-1] if m.trigger.of(text) == words[1])
    assert first != second
    assert (second.trigger in first.referents) is one
