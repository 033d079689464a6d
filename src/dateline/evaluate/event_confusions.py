"""What is taken for what among events: types, classes, parties.

1. `event-type` and `event-class`: the label of a row against the predicted one.
2. `event`: each labelled event that no prediction of its row meets, by what fails first: nothing
   coded in the row, another type, or the country of the actor or the recipient. Then each
   prediction that meets no labelled event, where the labelled ones are met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.evaluate.scorers.event import YIELDING, Event, Side, event_of
from dateline.evaluate.scorers.matching import Row, objects
from dateline.model import InputError

Confusion = tuple[str, str, str]
_CLASSES = ("neutral", "verbal cooperation", "material cooperation", "verbal conflict",
            "material conflict")  # fmt: skip


def _type(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    wanted, found = _label(row, ident), _label(answer, ident)
    found = YIELDING.get(found, found) if wanted not in YIELDING else found
    if wanted != found:
        yield ("subtype" if row.get("scheme") == "acled" else "type", wanted, found)


def _class(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    wanted, found = (int(_label(r, ident)) for r in (row, answer))
    if wanted != found:
        yield ("class", _CLASSES[wanted], _CLASSES[found])


def _label(row: Row, ident: str) -> str:
    if row.get("label") in (None, ""):
        raise InputError("missing 'label'", where=f"row {ident!r}")
    return str(row["label"]).upper()


def _event(row: Row, answer: Row, ident: str) -> Iterator[Confusion]:
    raw = objects(row, "events", ident)
    fold = any(str(e.get("type")).upper() == "YIELD" for e in raw)
    wanted = [event_of(e, ident, row.get("text"), fold) for e in raw]
    found = [event_of(e, ident, row.get("text"), fold) for e in objects(answer, "events", ident)]
    placed = any(s.countries for e in wanted for s in (e.actor, e.recipient))
    missed = [w for w in wanted if not any(_meets(w, f, placed) for f in found)]
    for w in missed:
        alike = [f for f in found if f.type == w.type]
        if not found:
            yield ("not coded", w.type, "")
        elif not alike:
            yield ("another type", w.type, found[0].type)
        else:
            yield _sides(w, alike[0])
    for f in [] if missed else found:
        if not any(_meets(w, f, placed) for w in wanted):
            yield ("not labelled", "", f.type)


def _meets(wanted: Event, found: Event, placed: bool) -> bool:
    return wanted.type == found.type and (not placed or wanted.dyad(found))


def _sides(wanted: Event, found: Event) -> Confusion:
    """Which side of an event of the right type has the wrong country."""
    if wanted.actor.countries and not wanted.actor.countries & found.actor.countries:
        return ("actor", "a country", _country(found.actor))
    return (
        "recipient", "a country" if wanted.recipient.countries else "none",
        _country(found.recipient),
    )  # fmt: skip


def _country(side: Side) -> str:
    return "another country" if side.countries else "none"


FINDERS: dict[str, Callable[[Row, Row, str], Iterator[Confusion]]] = {
    "event": _event, "event-class": _class, "event-type": _type,
}  # fmt: skip
