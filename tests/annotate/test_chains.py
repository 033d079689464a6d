from dateline.annotate import chains, events, names
from dateline.model import Chain
from dateline.pipeline import Resources


def read(resources: Resources, text: str) -> tuple[Chain, ...]:
    parse = resources.parser.parse(text)
    found = names.annotate(parse)
    return chains.annotate(parse, found, events.annotate(parse, resources.kinds, found))


def words(chain: Chain, text: str) -> list[str]:
    return [s.of(text) for s in chain.spans]


def test_general_talk_of_tests_is_not_linked_to_the_news(resources: Resources) -> None:
    text = "North Korea launched a missile on Sunday. Seoul said missile tests break the rules."
    assert not [c for c in read(resources, text) if c.sort == "event"]


def test_latest_launches_are_the_news(resources: Resources) -> None:
    text = (
        "North Korea launched missiles on Sunday. Experts say these latest launches were routine."
    )
    event = next(c for c in read(resources, text) if c.sort == "event")
    assert words(event, text) == ["launched", "these latest launches"]


def test_pronoun_of_a_woman_skips_the_man(resources: Resources) -> None:
    text = "Mary Holt met Carl Berg on Monday. She left early."
    person = next(c for c in read(resources, text) if c.sort == "person")
    assert words(person, text) == ["Mary Holt", "She"]


def test_it_that_takes_place_is_a_happening(resources: Resources) -> None:
    text = "No date of the party congress is known. Seoul predicts it will take place in May."
    thing = next(c for c in read(resources, text) if c.sort == "thing")
    assert words(thing, text) == ["the party congress", "it"]


def test_every_chain_has_two_spans_and_text_order(resources: Resources) -> None:
    text = "The army fired two missiles. Both fell into the sea, and they sank. It denied that."
    found = read(resources, text)
    assert all(len(c.spans) > 1 and list(c.spans) == sorted(c.spans) for c in found)
    assert list(found) == sorted(found, key=lambda c: (c.spans, c.sort))
