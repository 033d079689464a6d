from collections import Counter
from datetime import date

from dateline.reference import authorities, countries


def test_ids_are_unique_and_names_lead_to_one_body() -> None:
    ids = Counter(b.id for b in authorities.bodies())
    assert max(ids.values()) == 1
    seen: dict[str, str] = {}
    for b in authorities.bodies():
        for words in b.names:
            assert seen.setdefault(words, b.id) == b.id, words
    assert len(ids) >= 250


def test_state_bodies_carry_their_country() -> None:
    for b in authorities.bodies():
        head = b.id.split(":")[0]
        if countries.is_country(head):
            assert b.country == head
            assert b.voice == head


def test_own_form_of_a_ministry_outranks_the_plain_one() -> None:
    assert authorities.state_body("KOR", "MOD").id == "KOR:MND"
    assert authorities.state_body("USA", "MOD").id == "USA:DOD"
    assert authorities.state_body("PER", "MOD").id == "PER:MOD"
    assert authorities.state_body("FRA", "JCS").id == "FRA:MIL"


def test_british_and_american_spelling_are_one_office() -> None:
    assert authorities.office("Defence Minister") == authorities.office("defense minister")


def test_holders_do_not_end_before_they_begin_and_name_their_source() -> None:
    for h in authorities.holders():
        assert h.until is None or h.since <= h.until, h
        if h.is_checked:
            assert h.source.startswith("http"), h
            date.fromisoformat(h.checked)
            assert h.until is not None or h.seen is not None, h


def test_open_row_is_shown_only_as_far_as_its_source_goes() -> None:
    row = next(h for h in authorities.held_by("Donald Trump") if h.until is None)
    assert row.is_shown_on(date(2026, 1, 4))
    assert row.on(date(2040, 1, 1))
    assert not row.is_shown_on(date(2040, 1, 1))


def test_slug_drops_the_article_and_accents() -> None:
    assert authorities.slug("The Médecins Sans Frontières") == "medecins-sans-frontieres"
