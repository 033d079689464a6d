"""Who has spoken, who is late, and how the values of authorities stand to each other."""

from dataclasses import replace

import pytest

from dateline.incidents.standing import standings as compare
from dateline.model import (
    Figure,
    Incident,
    Modality,
    Polarity,
    Precision,
    Published,
    Shape,
    When,
)
from dateline.pipeline import Resources
from dateline.pipeline.analysis import Answer, standings
from dateline.views import matrix, spoken


def status(answer: Answer, incident: Incident, as_of: str | None) -> dict[str, str]:
    stated = Published.parse(as_of) if as_of else None
    rows = spoken.rows([incident], answer.documents, answer.kinds, stated)
    return {r["authority"]: r["status"] for r in rows}


def without(incident: Incident, authority: str) -> Incident:
    cells = (c for c in incident.cells if c.claim is None or authority not in c.claim.said_by)
    return replace(incident, cells=tuple(cells))


def test_said_with_the_first_report(samples: Answer, launch: Incident) -> None:
    rows = spoken.rows([launch], samples.documents, samples.kinds, samples.as_of)
    found = {r["authority"]: (r["status"], r["first"]) for r in rows}
    assert found["KOR:JCS"] == ("said", "2026-01-04")
    assert found["JPN:MOD"] == ("said", "2026-01-04")
    assert found["PRK:KCNA"] == ("said", "2026-01-05")
    claims = {c.claim.id for c in launch.cells if c.claim}
    assert all(set(r["claims"]) <= claims for r in rows)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-01-04", "not in your ledger yet"),
        # 36 hours after 22:50 UTC on the third are over at 10:50 UTC on the fifth.
        ("2026-01-05", "not in your ledger yet"),
        ("2026-01-05T10:50+00:00", "not in your ledger yet"),
        ("2026-01-05T19:51+09:00", "late"),
        ("2026-01-06", "late"),
        (None, "not in your ledger yet"),
    ],
)
def test_late_only_after_the_usual_time(
    samples: Answer, launch: Incident, as_of: str | None, expected: str
) -> None:
    assert status(samples, without(launch, "PRK:KCNA"), as_of)["PRK:KCNA"] == expected


def test_nobody_is_late_where_no_day_is_stated(samples: Answer, launch: Incident) -> None:
    bare = without(launch, "PRK:KCNA")
    cells = tuple(c for c in bare.cells if c.slot not in ("when", "day"))
    assert status(samples, replace(bare, cells=cells), "2030-01-01")["PRK:KCNA"] == spoken.NOT_YET


def test_another_body_of_the_government_is_named(samples: Answer) -> None:
    sparse = next(i for i in samples.incidents if i.kind == "missile-launch"
                  and samples.documents[-1][0].id == i.mentions[0].document)  # fmt: skip
    rows = spoken.rows([sparse], samples.documents, samples.kinds, samples.as_of)
    jcs = next(r for r in rows if r["authority"] == "KOR:JCS")
    assert (jcs["status"], jcs["same_voice"]) == (spoken.NOT_YET, ["KOR:MIL"])
    assert "silent" not in spoken.draw(rows)


def test_matrix_shows_who_agrees_and_who_does_not(
    samples: Answer, launch: Incident, resources: Resources
) -> None:
    kind = next(k for k in samples.kinds if k.name == launch.kind)
    found = standings(launch, samples.documents, resources)
    rows = matrix.rows(launch, samples.documents, kind, found)
    cells = {(r["slot"], r["authority"], r["value"]): r["stands"] for r in rows}
    assert cells["day", "KOR:JCS", "2026-01-04"] == "agree"
    assert cells["range", "PRK:KCNA", "1000 km"] == "contradict"
    assert cells["range", "JPN:MOD", "~950 km"] == "not reconciled"
    assert cells["flight_time", None, "not stated"] == "not stated"
    held = {d.id: d.text.characters for d, _ in samples.documents}
    stated = [r for r in rows if r["claim"]]
    assert all(held[r["document"]][r["start"] : r["end"]] == r["quote"] for r in stated)
    drawn = matrix.draw(rows)
    assert "≠ 1000 km" in drawn and max(map(len, drawn.splitlines())) <= 100


def test_standings_of_other_values(samples: Answer, launch: Incident, resources: Resources) -> None:
    """The relation of two changed claims of one slot, by every rule."""
    clock = next(c.claim for c in launch.cells if c.slot == "clock" and c.claim)
    kind = next(k for k in samples.kinds if k.name == launch.kind)
    own = {m.document for m in launch.mentions}
    documents = [c for d, c in samples.documents if d.id in own]

    def stand(left: object, right: object, slot: str = "clock", **more: object) -> str:
        one = replace(clock, slot=slot, value=left, said_by=("KOR:JCS",))  # type: ignore[arg-type]
        two = replace(clock, slot=slot, value=right, said_by=("JPN:MOD",), **more)  # type: ignore[arg-type]
        cells = tuple(replace(launch.cells[0], slot=slot, claim=c) for c in (one, two))
        (found,) = compare(replace(launch, cells=cells), kind, documents)
        return str(found.relation)

    def at(text: str, about: str | None = None) -> When:
        return When(text, text, Precision.MINUTE, text, approximator=about)

    day = When("2026-01-04", "2026-01-04", Precision.DAY, "Sunday")
    month = When("2026-01", "2026-01", Precision.MONTH, "January")
    assert stand(at("2026-01-04T07:50"), at("2026-01-04T07:50")) == "agree"
    assert stand(at("2026-01-04T07:50", "about"), at("2026-01-04T07:54")) == "rounding"
    assert stand(at("2026-01-04T07:50"), at("2026-01-04T09:54")) == "contradict"
    assert stand(day, month, "day") == "refine"
    assert (
        stand(day, replace(day, earliest="2026-01-05", latest="2026-01-05"), "day") == "contradict"
    )
    assert stand("outside", "inside", "eez") == "contradict"
    assert stand("outside", "outside", "eez", polarity=Polarity.NEGATIVE) == "contradict"
    assert stand("outside", "inside", "eez", modality=Modality.PREDICTED) == "not reconciled"
    assert stand("outside", "inside", "eez", part="second") == "not reconciled"
    km = Figure(900, 900, "km", Shape.EXACT, "900 km", 900)
    assert stand(km, replace(km, low=2000, high=2000, number=2000), "range") == "contradict"
