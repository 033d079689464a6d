"""The moment of an incident: a day from one voice, a clock from another, a zone from a third.

Every part keeps where it comes from; what is inferred is marked so.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.kinds import Kind
from dateline.model import Basis, Claim, Precision, Step, When
from dateline.reference import countries, zones


def moment(
    claims: Sequence[Claim], actors: Sequence[str], kind: Kind
) -> tuple[When, tuple[str, ...], tuple[Step, ...]] | None:
    """(when, ids of the claims used, derivation) of an incident; None without day and clock.

    1. The day of the first claim that states one.
    2. The clock of the first authority that states one, else the narrator's.
    3. The zone: stated with the clock; else that of the body that gives the clock; else that of
       the actor's capital. Marked inferred unless stated.
    """
    days = [c for c in claims if c.slot in kind.days and _day(c)]
    clocks = [c for c in claims if c.slot in kind.clocks and _clock(c)]
    if not days:
        return None
    day, day_claim = _day(days[0]), days[0]  # 1.
    assert isinstance(day_claim.value, When) and day is not None
    basis = dict(day_claim.value.basis)
    marks = [("year", basis.get("year", Basis.INFERRED)), ("day", Basis.STATED)]
    steps = [Step("day", (day_claim.id, *day_claim.said_by))]
    if not clocks:
        return None
    clock_claim = sorted(clocks, key=lambda c: c.said_by == ("narrator",))[0]  # 2.
    assert isinstance(clock_claim.value, When)
    clock = _clock(clock_claim)
    marks.append(("clock", Basis.STATED))
    steps.append(Step("clock", (clock_claim.id, *clock_claim.said_by)))
    zone, zone_basis, why = _zone(clock_claim, actors, kind.zone)  # 3.
    marks.append(("zone", zone_basis))
    local = f"{day}T{clock}"
    offset = zones.offset_minutes(zone, local) if zone else None
    if zone:
        steps.append(Step(f"zone {zone_basis}: {why}", (zone,), "tzdata"))
    words = f"{day_claim.value.original} + {clock_claim.value.original}"
    when = When(
        local, local, Precision.MINUTE, words, zone, offset, zone_basis,
        clock_claim.value.approximator, day_claim.value.anchor, basis=tuple(marks),
    )  # fmt: skip
    return when, tuple(dict.fromkeys((day_claim.id, clock_claim.id))), tuple(steps)


def _day(claim: Claim) -> str | None:
    value = claim.value
    if not isinstance(value, When) or value.earliest is None or value.latest is None:
        return None
    same = value.earliest[:10] == value.latest[:10] and len(value.earliest) >= 10
    return value.earliest[:10] if same else None


def _clock(claim: Claim) -> str | None:
    value = claim.value
    if not isinstance(value, When) or "T" not in (value.earliest or ""):
        return None
    return (value.earliest or "").split("T", 1)[1][:5]


def _zone(claim: Claim, actors: Sequence[str], kind_zone: str) -> tuple[str | None, Basis, str]:
    value = claim.value
    assert isinstance(value, When)
    if value.zone and value.zone_basis is Basis.STATED:
        return value.zone, Basis.STATED, "stated with the clock"
    for code in (who.split(":")[0] for who in claim.said_by):
        country = countries.by_code(code)
        if country is not None and country.zone and code != "USA":
            # Washington's officials give a launch in its own local time as often as in theirs.
            return country.zone, Basis.INFERRED, f"clock of the body that states it ({code})"
    if kind_zone == "actor":
        for code in actors:
            country = countries.by_code(code)
            if country is not None and country.zone:
                return country.zone, Basis.INFERRED, f"capital of the actor ({code})"
    return None, Basis.UNKNOWN, "not stated"
