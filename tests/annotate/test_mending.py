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


def test_a_lemma_keeps_the_e_that_the_lexicon_knows(resources: Resources) -> None:
    parse = resources.parser.parse("A court in Brussels fined one union 50,000 euros.")
    assert next(t.lemma for t in parse.tokens if t.text == "fined") == "fine"


def test_what_only_somebody_does_is_joined_to_the_saying(resources: Resources) -> None:
    parse = resources.parser.parse(
        "The spokesman said the strikes were a violation of sovereignty and vowed to retaliate."
    )
    vowed = next(t for t in parse.tokens if t.text == "vowed")
    assert parse.tokens[vowed.head].text == "said"
