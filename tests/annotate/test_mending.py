"""Trees that are mended before anything reads them."""

from dateline.pipeline import Resources


def test_a_clause_taken_for_an_attribute_of_its_subject_is_what_is_said(
    resources: Resources,
) -> None:
    parse = resources.parser.parse(
        "Israeli airstrikes killed at least 34 people on Monday, health officials said."
    )
    killed = next(t for t in parse.tokens if t.text == "killed")
    said = next(t for t in parse.tokens if t.text == "said")
    assert (killed.dep, killed.tag, killed.head) == ("ccomp", "VBD", said.i)
    assert [t.text for t in parse.kids(killed.i, "nsubj")] == ["airstrikes"]
    assert [t.text for t in parse.kids(said.i, "nsubj")] == ["officials"]


def test_a_number_with_of_is_what_was_shot_down(resources: Resources) -> None:
    parse = resources.parser.parse(
        "Ukraine's air force said it had shot down 71 of 96 drones launched by Russia."
    )
    assert next(t.dep for t in parse.tokens if t.text == "71") == "dobj"


def test_the_second_passive_shares_the_auxiliary_of_the_first(resources: Resources) -> None:
    parse = resources.parser.parse("Two people were killed and dozens injured, police said.")
    assert next(t.dep for t in parse.tokens if t.text == "dozens") == "nsubjpass"
