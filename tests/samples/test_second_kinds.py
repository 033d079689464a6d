"""The sample reports of an attack and of a meeting are one incident each, with both sides in it."""

from functools import cache
from pathlib import Path

import pytest
import yaml

from dateline.model import Claim, Incident, Modality, Polarity, Published, notation
from dateline.pipeline import Resources
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import read

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = {"attack": "air-attack", "meeting": "diplomatic-meeting"}


@cache
def incident(folder: str, resources: Resources) -> Incident:
    index = yaml.safe_load((SAMPLES / folder / "index.yaml").read_text(encoding="utf-8"))
    dated = [(SAMPLES / folder / e["file"], Published.parse(str(e["published"]))) for e in index]
    documents = [d for path, published in dated for d in open_documents([path], published)]
    (found,) = [i for i in read(documents, resources).incidents if i.kind == KINDS[folder]]
    assert len({m.document for m in found.mentions}) == len(documents)
    return found


def claims(found: Incident, slot: str) -> list[Claim]:
    return [c.claim for c in found.cells if c.slot == slot and c.claim is not None]


def test_every_sample_says_that_it_is_invented() -> None:
    for folder in KINDS:
        for path in (SAMPLES / folder).glob("*.txt"):
            assert path.read_text(encoding="utf-8").startswith("FICTION: "), path


@pytest.mark.parametrize(
    ("slot", "value", "who"),
    [
        ("launched", "96 drone", "UKR:AF"),
        ("launched", "4 missile", "UKR:AF"),
        ("intercepted", "74 drone", "UKR:AF"),
        ("lost", "18 drone", "UKR:AF"),
        ("killed", "3 person", "UKR:LOC"),
        ("killed", "5 person", "UKR:DIS"),
        ("target", "military", "RUS:MOD"),
    ],
)
def test_counts_of_the_night(slot: str, value: str, who: str, resources: Resources) -> None:
    found = claims(incident("attack", resources), slot)
    assert (value, (who,)) in [(notation(c.value), c.said_by) for c in found]


def test_a_denial_is_a_row_of_who_denies(resources: Resources) -> None:
    denied = [
        c for slot in ("occurred", "target") for c in claims(incident("attack", resources), slot)
        if c.polarity is Polarity.NEGATIVE
    ]  # fmt: skip
    assert [c.said_by for c in denied] == [("RUS:MOD",)] * 2
    assert all(c.modality is Modality.DENIED for c in denied)


def test_the_salvo_adds_up(resources: Resources) -> None:
    (finding,) = incident("attack", resources).findings
    assert str(finding.verdict) == "consistent" and "4 missile" in finding.text


def test_announced_then_held(resources: Resources) -> None:
    steps = [s.step for s in incident("meeting", resources).lifecycle]
    assert [s for s in steps if s in ("announced", "held")] == ["announced", "held"]
    assert {str(c.value) for c in claims(incident("meeting", resources), "actor")} >= {
        "JPN:MFA", "KOR:MFA",
    }  # fmt: skip
