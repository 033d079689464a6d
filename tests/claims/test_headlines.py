"""A headline and what the paragraph under it tells are one happening."""

import pytest

from dateline.model import Document, Mention, Published
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
