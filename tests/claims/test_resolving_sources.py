from dateline.annotate import chains, names
from dateline.claims import authorities
from dateline.claims.authorities import Resolved
from dateline.model import Note, Published, SourceKind, Span
from dateline.pipeline import Resources

DAY = Published.parse("2026-01-04")


def resolve(resources: Resources, text: str, source: str, day: Published | None = DAY) -> Resolved:
    parse = resources.parser.parse(text)
    found = names.annotate(parse)
    start = text.rindex(source)
    span = Span(start, start + len(source))
    return authorities.resolve((span,), parse, found, chains.annotate(parse, found, ()), day)


def notes(resources: Resources, text: str, day: Published | None = DAY) -> tuple[Note, ...]:
    parse = resources.parser.parse(text)
    return authorities.role_notes(parse, names.annotate(parse), day)


def test_minister_and_ministry_are_one_authority(resources: Resources) -> None:
    person = resolve(resources, "Japan's defense minister Shinjiro Koizumi spoke.", "Koizumi")
    body = resolve(resources, "Japan's defense ministry spoke.", "ministry")
    assert person.authorities[0].id == body.authorities[0].id == "JPN:MOD"
    assert person.authorities[0].person == "Shinjiro Koizumi"
    assert person.authorities[0].voice == body.authorities[0].voice == "JPN"


def test_joint_statement_has_several_authorities(resources: Resources) -> None:
    found = resolve(resources, "France and Germany called for a truce.", "France and Germany")
    assert [a.id for a in found.authorities] == ["FRA:GOV", "DEU:GOV"]


def test_name_without_office_speaks_for_the_office_of_the_day(resources: Resources) -> None:
    text = "Shinjiro Koizumi spoke."
    found = resolve(resources, text, "Shinjiro Koizumi")
    assert found.authorities[0].id == "JPN:MOD"
    assert found.step is not None
    assert "holders.csv" in found.step.rule
    undated = resolve(resources, text, "Shinjiro Koizumi", None)
    assert undated.authorities[0].id == "person:shinjiro-koizumi"


def test_kinds_of_sources_are_kept_apart(resources: Resources) -> None:
    def kind(text: str, source: str) -> SourceKind:
        return resolve(resources, text, source).authorities[0].kind

    assert kind("Boeing spoke.", "Boeing") is SourceKind.NAMED
    assert kind("Seoul spoke.", "Seoul") is SourceKind.ROLE
    assert kind("South Korean intelligence spoke.", "intelligence") is SourceKind.ROLE
    assert kind("Experts spoke.", "Experts") is SourceKind.ANONYMOUS


def test_pronoun_goes_back_to_the_speaker(resources: Resources) -> None:
    text = "Kenya's health minister Ann Otieno arrived. She said the ward was full."
    assert resolve(resources, text, "She").authorities[0].id == "KEN:MOH"


def test_unknown_body_gets_a_stable_id(resources: Resources) -> None:
    found = resolve(resources, "The Blue Harbor Association objected.", "Blue Harbor Association")
    assert found.authorities[0].id == "org:blue-harbor-association"


def test_former_president_in_office_is_noted_with_the_row(resources: Resources) -> None:
    found = notes(resources, "The summit with former U.S. President Donald Trump collapsed.")
    assert [n.check for n in found] == ["role"]
    assert "2025-01-20" in (found[0].reference or "")
    assert found[0].evidence[0].quote == "former U.S. President Donald Trump"


def test_former_president_out_of_office_is_not_noted(resources: Resources) -> None:
    day = Published.parse("2023-05-01")
    assert not notes(resources, "Former U.S. President Donald Trump spoke.", day)


def test_prime_minister_after_the_term_is_noted(resources: Resources) -> None:
    found = notes(resources, "British Prime Minister Tony Blair spoke.")
    assert [n.check for n in found] == ["role"]
    earlier = Published.parse("2003-03-01")
    assert not notes(resources, "British Prime Minister Tony Blair spoke.", earlier)


def test_rows_from_recall_and_undated_texts_make_no_finding(resources: Resources) -> None:
    assert not notes(resources, "Former French President Emmanuel Macron spoke.")
    assert not notes(resources, "Former U.S. President Donald Trump spoke.", None)


def test_a_term_the_table_lacks_contradicts_nobody(resources: Resources) -> None:
    text = "Pakistan's Defence Minister Khawaja Muhammad Asif spoke."
    assert not notes(resources, text, Published.parse("2025-04-28"))
    assert len(notes(resources, text, Published.parse("2019-04-28"))) == 1


def test_a_second_term_that_is_not_checked_contradicts_nobody(resources: Resources) -> None:
    text = "Israel's prime minister Benjamin Netanyahu spoke."
    assert not notes(resources, text, Published.parse("2025-03-01"))
    assert len(notes(resources, text, Published.parse("2021-12-01"))) == 1
