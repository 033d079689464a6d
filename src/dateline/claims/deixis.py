""" "On Sunday" said in one time zone of a happening in another: which Sunday it was over there.

A report published on Saturday evening in Washington tells of a launch "on Sunday" that took place
on Sunday morning in Pyongyang. The annotators see only the day of publication where it was
published; here the zone of the happening is known.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dateline.kinds import Kind
from dateline.model import Basis, EventSpan, Published, Step, When, resolve_deixis, shift_day
from dateline.reference import countries, zones


def zone_of(event: EventSpan, events: tuple[EventSpan, ...], kind: Kind) -> str | None:
    """The zone of a happening: of its actor's capital where the pack says so, else unknown.

    An event without an actor takes the one that another event of its kind names first.
    """
    if kind.zone != "actor":
        return None
    for e in (event, *(e for e in events if e.kind == event.kind)):
        for party in e.actors:
            country = countries.by_code(party.country) if party.country else None
            if country is not None and country.zone:
                return country.zone
    return None


def over_there(
    when: When, deixis: str | None, published: Published | None, zone: str | None
) -> tuple[When, tuple[Step, ...]]:
    """The same words resolved against the publication's day in `zone`, and how.

    Nothing changes without an instant of publication, or where the day is the same there.
    """
    unchanged = when, ()
    if published is None or published.instant is None or deixis is None or zone is None:
        return unchanged
    if when.earliest is None or len(when.earliest) < 10:
        return unchanged
    moment = published.instant.astimezone(zones.zone(zone))
    if moment.date() == published.day:
        return unchanged
    new = resolve_deixis(deixis, moment.date())
    old = date.fromisoformat(when.earliest[:10])
    if new is None or new == old:
        return unchanged
    moved = replace(
        shift_day(when, old, new), anchor=f"published {published.original} seen from {zone}",
        basis=tuple((p, Basis.INFERRED if p == "year" else b) for p, b in when.basis),
    )  # fmt: skip
    return moved, (Step("day seen from the zone of the happening", (deixis, zone), "tzdata"),)
