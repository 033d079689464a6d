from dateline.annotate import events, names
from dateline.model import EventSpan, Modality, Polarity, TimeRelation
from dateline.pipeline import Resources


def coded(resources: Resources, text: str) -> tuple[EventSpan, ...]:
    parse = resources.parser.parse(text)
    return events.annotate(parse, resources.kinds, names.annotate(parse))


def test_a_passive_keeps_who_did_it(resources: Resources):
    (event,) = coded(resources, "Two reporters were arrested by Kenyan police.")
    assert (event.type, event.mode) == ("COERCE", "arrest")
    assert [a.country for a in event.actors] == ["KEN"]


def test_all_parties_of_a_reciprocal_event_are_actors(resources: Resources):
    (event,) = coded(resources, "Norway and Sweden held talks with Denmark.")
    assert {a.country for a in event.actors} == {"NOR", "SWE", "DNK"}
    assert event.recipients == ()


def test_a_negated_act_is_kept_as_negated(resources: Resources):
    (event,) = coded(resources, "Austria has not lifted the ban.")
    assert event.polarity is Polarity.NEGATIVE


def test_an_ordered_increase_is_no_increase(resources: Resources):
    (event,) = coded(resources, "The king ordered an increase in production of weapons.")
    assert event.modality is Modality.ORDERED


def test_a_general_statement_codes_no_happening(resources: Resources):
    assert coded(resources, "Missile tests violate the treaty.") == ()


def test_a_year_makes_history(resources: Resources):
    found = coded(resources, "The collapse of the summit between Chad and Libya in 1998 hurt both.")
    assert found and all(e.time is TimeRelation.HISTORICAL for e in found)


def test_a_pack_trigger_outranks_a_generic_one(resources: Resources):
    found = coded(resources, "North Korea launched two ballistic missiles on Monday.")
    assert [e.kind for e in found] == ["missile-launch"]


def test_a_thing_as_subject_is_nobody_and_its_will_is_no_event(resources: Resources):
    assert coded(resources, "The process favors Senator John Smith.") == ()
    assert coded(resources, "The election law requires a vote by mail in Kenya.") == ()
    (event,) = coded(resources, "Voters in Kenya demanded a recount.")
    assert [a.country for a in event.actors] == ["KEN"]


def test_troops_that_somebody_moves_are_no_recipient(resources: Resources):
    (event,) = coded(resources, "France has withdrawn its troops.")
    assert ([a.country for a in event.actors], event.recipients) == (["FRA"], ())
