"""Reports → incidents: any order gives the same partition; vetoes hold; analysts outrank scores."""

import random
from dataclasses import replace

import pytest

from dateline.evaluate.tasks.incident_reports import main_incidents
from dateline.incidents import build
from dateline.incidents.assign import Ties, assign
from dateline.incidents.copies import copies
from dateline.incidents.evidence import explain
from dateline.incidents.happening import happenings
from dateline.kinds import all_kinds
from dateline.model import Claims, Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document

REPORTS = [
    ("2031-03-02", "North Korea fired two ballistic missiles on Sunday, South Korea's Joint Chiefs "
     "of Staff said. The missiles flew about 350 km, they said."),
    ("2031-03-02", "Japan's Defense Ministry said North Korea launched at least two ballistic "
     "missiles on Sunday."),
    ("2031-03-03", "South Korea's military said on Monday that the missiles North Korea launched "
     "on Sunday flew about 350 kilometers, not 530 kilometers."),
    ("2031-03-02", "South Korea fired two missiles into the sea on Sunday, its Joint Chiefs of "
     "Staff said."),
    ("2031-03-09", "North Korea launched a ballistic missile on Sunday, Japan's Defense Ministry "
     "said."),
    ("2031-03-19", "India launched a cruise missile on Wednesday, the navy said."),
]  # fmt: skip
KINDS = {k.name: k for k in all_kinds()}


@pytest.fixture(scope="module")
def read() -> list[Claims]:
    resources = Resources()
    return [
        read_document(Document.of(t, published=Published.parse(d)), resources).claims
        for d, t in REPORTS
    ]


def partition(documents: list[Claims], ties: Ties | None = None) -> set[frozenset[str]]:
    return {frozenset(m.id for m in g.mentions) for g in assign(documents, KINDS, ties)}


def test_twenty_shuffles_one_partition(read: list[Claims]) -> None:
    expected = partition(read)
    ids = [i.id for i in build(read, all_kinds())]
    for seed in range(20):
        order = list(read)
        random.Random(seed).shuffle(order)
        assert partition(order) == expected
        assert [i.id for i in build(order, all_kinds())] == ids


def test_reports_of_one_launch_and_no_other(read: list[Claims]) -> None:
    home = main_incidents(build(read, all_kinds()))
    found = [home[c.document] for c in read]
    assert found[0] == found[1] == found[2]
    assert len(set(found)) == 4


def test_the_reasons_are_told(read: list[Claims]) -> None:
    first, second = happenings(read[0], KINDS)[0], happenings(read[1], KINDS)[0]
    reasons = explain(first, second, KINDS)
    assert "+3.0 the same actor" in reasons and "+3.0 the same day" in reasons
    response = happenings(read[3], KINDS)[0]
    assert explain(first, response, KINDS) == ["never: another actor"]


def test_an_analyst_outranks_scores_and_vetoes(read: list[Claims]) -> None:
    one, two, answer = (read[n].mentions[0].id for n in (0, 1, 3))
    together = partition(read, Ties(same=((one, answer),)))
    assert any({one, answer} <= group for group in together)
    split = partition(read, Ties(apart=((one, two),)))
    assert not any({one, two} <= group for group in split)


def test_a_launch_has_one_contradiction_and_one_retraction() -> None:
    resources = Resources()
    texts = [
        ("2031-03-02", "North Korea launched ballistic missiles on Sunday. The missiles flew about "
         "900 km, South Korea's Joint Chiefs of Staff said."),
        ("2031-03-02", "North Korea launched missiles on Sunday. The missiles flew roughly 800 "
         "kilometers, a South Korean official said."),
        ("2031-03-03", "The missiles that North Korea launched on Sunday flew roughly 900 "
         "kilometers, not 800 kilometers, a South Korean official said."),
    ]  # fmt: skip
    documents = [
        read_document(Document.of(t, published=Published.parse(d)), resources).claims
        for d, t in texts
    ]
    (launch,) = [i for i in build(documents, all_kinds()) if i.kind == "missile-launch"]
    cells = {c.slot: str(c.value) for c in launch.cells if c.claim is None}
    assert "since withdrawn" in cells["range:contradict"]
    assert cells["range:retracted"].startswith("retracted: KOR:GOV ~800 km")
    assert cells["range:headline"] == "about 900 km"


def test_drones_and_missiles_are_settled_apart(resources: Resources) -> None:
    text = ("Russia launches 120 drones at Kharkiv, Ukraine says\n\nRussian forces launched 120 "
            "drones and seven ballistic missiles at Kharkiv overnight, the Ukrainian air force "
            "said.")  # fmt: skip
    document = Document.of(text, published=Published.parse("2031-03-12"))
    (attack,) = build([read_document(document, resources).claims], all_kinds())
    settled = {c.slot: str(c.value) for c in attack.cells if c.claim is None}
    assert settled["launched [drone]:headline"] == "120 drone"
    assert settled["launched [missile]:headline"] == "7 missile"
    assert "launched:contradict" not in settled


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A drone strike on a market in Idlib killed at least 12 Syrians on Tuesday, rescuers "
         "said. The health ministry said the strike killed 13 people.",
         {"killed:headline": "13 person"}),
        ("A drone strike on a market in Idlib killed 12 Syrians and three Turks on Tuesday, "
         "rescuers said.",
         {"killed [syrian]:headline": "12 syrian", "killed [turk]:headline": "3 turk"}),
    ],
)  # fmt: skip
def test_people_of_one_nation_are_the_toll_and_of_two_are_parts_of_it(
    text: str, killed: dict[str, str], resources: Resources
) -> None:
    document = Document.of(text, published=Published.parse("2031-03-12"))
    (attack,) = build([read_document(document, resources).claims], all_kinds())
    settled = {c.slot: str(c.value) for c in attack.cells if c.claim is None}
    assert {k: v for k, v in settled.items() if k.startswith("killed")} == killed


def test_a_toll_that_grows_is_told_by_its_latest_count(resources: Resources) -> None:
    texts = [
        ("2031-03-12", "Russian drones hit an apartment block in Kharkiv in the early hours of "
         "Wednesday, killing four people and injuring 19, emergency services said."),
        ("2031-03-13", "The death toll from Tuesday night's Russian drone strike on a residential "
         "building in Kharkiv has risen to six, the governor said on Thursday. Twenty-one people "
         "were hurt."),
    ]  # fmt: skip
    documents = [
        read_document(Document.of(t, published=Published.parse(d)), resources).claims
        for d, t in texts
    ]
    (attack,) = build(documents, all_kinds())
    settled = {c.slot: str(c.value) for c in attack.cells if c.claim is None}
    assert settled["killed:headline"] == "6 person"
    assert "killed:update" in settled and "killed:contradict" not in settled
    assert settled["injured:headline"] == "21 person"


def test_copies_are_one_witness(read: list[Claims]) -> None:
    copy = replace(read[0], document="copy", mentions=(), claims=())
    assert copies([read[0], copy])["copy"] == read[0].document


FAMILY = [
    ("2031-03-02", "North Korea launched a ballistic missile on Sunday, Japan's Defense Ministry "
     "said."),
    ("2031-03-02", "The missile that North Korea fired on Sunday hit an island, its state news "
     "agency said."),
    ("2031-03-03", "The North Korean missile hit an island target on Sunday, Seoul said."),
    ("2031-03-02", "North Korea fired a ballistic missile at Japan on Sunday, Tokyo "
     "said."),
]  # fmt: skip


def test_a_launch_told_as_a_hit_is_one_and_an_attack_on_somebody_is_not(
    resources: Resources,
) -> None:
    claims = [
        read_document(Document.of(t, published=Published.parse(d)), resources).claims
        for d, t in FAMILY
    ]
    home = main_incidents(build(claims, all_kinds()))
    found = [home[c.document] for c in claims]
    assert found[0] == found[1] == found[2] != found[3]
