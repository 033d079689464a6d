"""Pairs of triggers: features, reasons, clusters; on parses built by hand."""

from dateline.incidents.pairs import Surroundings, explain, features, happenings, score
from dateline.incidents.wording import Wording
from dateline.reference.event_words import pair_weights, synonyms


def trigger(lemma: str, document: str, *context: str, subject: str = "", obj: str = "") -> Wording:
    return Wording(
        document, 0, lemma, lemma, lemma, frozenset({lemma}), frozenset(context),
        frozenset(context), frozenset({subject} - {""}), frozenset({obj} - {""}), frozenset(),
        False, False, 0.1,
    )  # fmt: skip


QUAKE = trigger("quake", "a", "larsund", "monday")
TREMOR = trigger("tremor", "b", "larsund", "monday")
ARREST = trigger("arrest", "b", "thief", obj="thief")


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    around = Surroundings.of([QUAKE, TREMOR])
    assert set(features(QUAKE, TREMOR, around)) == set(pair_weights())


def test_synonyms_are_likelier_than_strangers() -> None:
    around = Surroundings.of([QUAKE, TREMOR, ARREST])
    assert score(QUAKE, TREMOR, around) > 0.5 > score(QUAKE, ARREST, around)


def test_scores_are_symmetric() -> None:
    around = Surroundings.of([QUAKE, TREMOR, ARREST])
    assert score(QUAKE, TREMOR, around) == score(TREMOR, QUAKE, around)


def test_a_score_is_told_by_its_largest_terms() -> None:
    around = Surroundings.of([QUAKE, TREMOR])
    reasons = explain(QUAKE, TREMOR, around)
    assert any(r.endswith(" synonym") for r in reasons)
    assert all(r[0] in "+-" for r in reasons)


def test_happenings_of_a_group() -> None:
    assert happenings([QUAKE, TREMOR, ARREST]) == [[0, 1], [2]]
    assert happenings([]) == []


def test_a_word_may_stand_in_several_lines() -> None:
    table = synonyms()
    assert table["quake"] & table["tremor"]
    assert not table["quake"] & table["arrest"]
