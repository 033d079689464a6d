"""Copies and relays of one agency are one witness; bodies of one government are one voice."""

from dateline.incidents import build
from dateline.kinds import all_kinds
from dateline.model import Corroboration, Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document

WIRE = ("North Korea fired two ballistic missiles into the sea on Sunday, South Korea's Joint "
        "Chiefs of Staff said. The missiles flew about 350 km, the Joint Chiefs said.")  # fmt: skip
JAPAN = "Japan's Defense Ministry said North Korea launched two ballistic missiles on Sunday."
SEOUL = ("South Korea's Defense Ministry said North Korea fired two ballistic missiles on Sunday. "
         "It added that it closely coordinated with Japan.")  # fmt: skip


def corroborated(*reports: tuple[str, str], resources: Resources) -> dict[str, Corroboration]:
    claims = [
        read_document(
            Document.of(text, published=Published.parse("2031-03-02"), outlet=outlet), resources
        ).claims
        for outlet, text in reports
    ]
    launches = [i for i in build(claims, all_kinds()) if i.kind == "missile-launch"]
    assert len(launches) == 1
    return {c.slot: c for c in launches[0].corroboration}


def test_a_copy_adds_no_witness(resources: Resources) -> None:
    found = corroborated(
        ("Harbor Wire", WIRE), ("The Daily Meridian", WIRE), ("Tokyo Ledger", JAPAN),
        resources=resources,
    )  # fmt: skip
    occurred = found["occurred"]
    assert (occurred.documents, occurred.independent, len(occurred.copies)) == (3, 2, 1)
    assert occurred.authorities == ("JPN:MOD", "KOR:JCS")
    assert found["range"].independent == 1


def test_bodies_of_one_government_are_one_voice(resources: Resources) -> None:
    found = corroborated(("Harbor Wire", WIRE), ("The Daily Meridian", SEOUL), resources=resources)
    assert found["occurred"].voices == ("KOR",)
    assert len(found["occurred"].authorities) == 2
    assert found["occurred"].coordination


def test_the_chain_is_told(resources: Resources) -> None:
    found = corroborated(("Harbor Wire", WIRE), ("Tokyo Ledger", JAPAN), resources=resources)
    assert set(found["occurred"].chains) == {
        ("Harbor Wire", "KOR:JCS"), ("Tokyo Ledger", "JPN:MOD"),
    }  # fmt: skip


def test_a_headline_that_names_the_state_adds_no_witness(resources: Resources) -> None:
    report = (
        "North Korea fired two ballistic missiles, South Korea says\n\n"
        "North Korea fired two ballistic missiles on Sunday, South Korea's Joint Chiefs of Staff "
        "said."
    )
    found = corroborated(("Harbor Wire", report), resources=resources)
    assert found["occurred"].authorities == ("KOR:JCS",)
