"""Whether an incident or a prediction fits a rule; pure, the same for list, watch and the API.

A comparison with a figure holds *surely*: the whole interval one source states must satisfy it
("about 900 km" is [850, 950], so `range>=900km` does not hold, `range>=?900km` does). Negated and
denied values never fit. What is not stated fits nothing, so `-actor:PRK` also keeps incidents
without a stated actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.kinds import Kind
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Cell,
    Claims,
    DatelineError,
    Document,
    Figure,
    Incident,
    Modality,
    Outcome,
    Polarity,
    Precision,
    Prediction,
    When,
    Where,
    notation,
)
from dateline.reference import countries, units
from dateline.views.incident_rows import contradicted
from dateline.views.rules import Rule, Term, parse

__all__ = ["Subject", "fits", "foretold", "incident_rule", "incident_subject", "matching", "parse",
           "prediction_rule", "prediction_subject", "slot_names"]  # fmt: skip

_ALSO = ("number", "place", "when", "day", "clock")


@dataclass(frozen=True)
class Subject:
    """What a rule is asked of. Every value is lower case; `figures` are by slot."""

    values: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int] = field(default_factory=dict)
    figures: Mapping[str, Sequence[Figure]] = field(default_factory=dict)
    slots: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quotes: Sequence[str] = ()
    earliest: str | None = None
    latest: str | None = None

    @cached_property
    def words(self) -> str:
        return "\n".join(" ".join(q.split()) for q in self.quotes).casefold()


def slot_names(kinds: Sequence[Kind]) -> frozenset[str]:
    """Slots a rule may name."""
    return frozenset({s.name for k in kinds for s in k.slots} | set(_ALSO))


def incident_rule(text: str, kinds: Sequence[Kind]) -> Rule:
    """A rule about incidents.

    Raises:
        DatelineError: it cannot be read, or asks for predictions.
    """
    rule = parse(text, slot_names(kinds), [k.name for k in kinds])
    if rule.predictions:
        raise DatelineError(f"{text!r} is about predictions", expected="a rule about incidents",
                            run=f"dateline predictions --where '{text}'")  # fmt: skip
    return rule


def prediction_rule(text: str, kinds: Sequence[Kind]) -> Rule:
    """A rule about predictions, also where it does not name their status.

    Raises:
        DatelineError: it cannot be read, or asks for what only incidents have.
    """
    names = [k.name for k in kinds]
    rule = parse(text, slot_names(kinds), names)
    return rule if rule.predictions else parse(f"{text} prediction:any", slot_names(kinds), names)


def matching(
    incidents: Sequence[Incident],
    rule: Rule,
    documents: Sequence[tuple[Document, Claims]],
) -> list[Incident]:
    """The incidents that fit, in their order."""
    outlets = {d.id: d.outlet for d, _ in documents}
    return [i for i in incidents if fits(rule, incident_subject(i, outlets))]


def foretold(
    outcomes: Sequence[Outcome], rule: Rule, documents: Sequence[tuple[Document, Claims]]
) -> tuple[Outcome, ...]:
    """The predictions that fit, in their order."""
    outlets = {d.id: d.outlet for d, _ in documents}
    return tuple(
        o for o in outcomes if fits(rule, prediction_subject(o.prediction, str(o.status), outlets))
    )


def fits(rule: Rule, subject: Subject) -> bool:
    """Whether every term holds."""
    return all(_holds(t, subject) != t.negated for t in rule.terms)


def incident_subject(incident: Incident, outlets: Mapping[str, str | None]) -> Subject:
    """What a rule can ask of an incident; `outlets` are the publishers by document."""
    cells = [c for c in incident.cells if c.value is not None and not _negative(c)]
    said = next((c for c in incident.corroboration if c.slot == "occurred"), None)
    documents = {m.document for m in incident.mentions}
    publishers = {o for d in documents if (o := outlets.get(d))}
    wheres = [c.value for c in cells if isinstance(c.value, Where)]
    sources = {s for c in incident.cells for s in c.said_by} - {NARRATOR, UNSTATED}
    when = _when(cells)
    values = {
        "kind": {incident.kind}, "type": {incident.type}, "mode": {incident.mode or ""},
        "time": {str(incident.mentions[0].time)}, "occurred": _stances(incident),
        "actor": _parties(cells, "actor"), "recipient": _parties(cells, "recipient"),
        "place": {w.name for w in wheres} | {w.place.name for w in wheres if w.place},
        "country": {w.place.country for w in wheres if w.place and w.place.country},
        "authority": _with_country(sources), "outlet": publishers, "document": documents,
        "incident": {m.id for m in incident.mentions},
    }  # fmt: skip
    return Subject(
        {k: _lower(v) for k, v in values.items()},
        {"voices": len(said.voices) if said else 0,
         "authorities": len(said.authorities) if said else 0, "documents": len(documents),
         "outlets": len(publishers), "claims": sum(c.claim is not None for c in incident.cells),
         "contradictions": len(contradicted(incident))},
        _by_slot(cells),
        _words_by_slot(cells),
        [e.quote for c in incident.cells if c.claim for e in c.claim.evidence],
        when.earliest if when else None,
        when.latest if when else None,
    )  # fmt: skip


def _when(cells: Sequence[Cell]) -> When | None:
    """The moment, else the first day that is stated; a clock alone is none."""
    times = [(c.slot == "when", c.value) for c in cells if isinstance(c.value, When)]
    clocks = (Precision.MINUTE, Precision.HOUR)
    days = [w for derived, w in times if not derived and w.precision not in clocks]
    return next((w for derived, w in times if derived), next(iter(days), None))


def prediction_subject(
    prediction: Prediction, status: str, outlets: Mapping[str, str | None]
) -> Subject:
    """What a rule can ask of a prediction whose status is `status`."""
    window = prediction.window
    sources = set(prediction.said_by) - {NARRATOR, UNSTATED}
    outlet = outlets.get(prediction.document)
    values = {
        "prediction": {status, "any"}, "authority": _with_country(sources),
        "outlet": {outlet} if outlet else set(), "document": {prediction.document},
    }  # fmt: skip
    return Subject(
        {k: _lower(v) for k, v in values.items()},
        quotes=[prediction.event, *(e.quote for e in prediction.evidence)],
        earliest=window.earliest if window else None,
        latest=window.latest if window else None,
    )


def _lower(values: set[str]) -> frozenset[str]:
    return frozenset(v.casefold() for v in values if v)


def _negative(cell: Cell) -> bool:
    claim = cell.claim
    denied = claim is not None and claim.modality is Modality.DENIED
    return denied or (claim is not None and claim.polarity is Polarity.NEGATIVE)


def _stances(incident: Incident) -> set[str]:
    claims = [c.claim for c in incident.cells if c.slot == "occurred" and c.claim is not None]
    return {
        "negated" if c.polarity is Polarity.NEGATIVE else str(c.modality) for c in claims
    }  # fmt: skip


def _parties(cells: Sequence[Cell], slot: str) -> set[str]:
    return _with_country({notation(c.value) for c in cells if c.slot == slot})


def _with_country(idents: set[str]) -> set[str]:
    """Ids, and the country of a body (`KOR:JCS` is also `KOR`)."""
    return idents | {i.split(":")[0] for i in idents if countries.is_country(i.split(":")[0])}


def _by_slot(cells: Sequence[Cell]) -> dict[str, list[Figure]]:
    out: dict[str, list[Figure]] = {}
    for cell in cells:
        if isinstance(cell.value, Figure):
            out.setdefault(cell.base, []).append(cell.value)
    return out


def _words_by_slot(cells: Sequence[Cell]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for cell in cells:
        out.setdefault(cell.base, []).append(notation(cell.value).casefold())
    return out


def _holds(term: Term, subject: Subject) -> bool:
    if not term.op:
        return _spoken(term.values[0], subject.words)
    if term.op != ":":
        return _compared(term, subject)
    if term.name in ("since", "until"):
        return _dated(term, subject)
    return any(_valued(term.name, v, subject) for v in term.values)


def _spoken(words: str, quotes: str) -> bool:
    wanted = re.escape(" ".join(words.casefold().split()))
    return re.search(rf"(?<!\w){wanted}(?!\w)", quotes) is not None


def _valued(name: str, value: str, subject: Subject) -> bool:
    wanted = value.casefold()
    have = subject.values.get(name)
    if have is None:
        return any(wanted in words for words in subject.slots.get(name, ()))
    if name in ("document", "incident"):
        return any(h.startswith(wanted) for h in have)
    country = countries.by_name(value) if name in ("actor", "recipient", "country") else None
    return wanted in have or (country is not None and country.code.casefold() in have)


def _dated(term: Term, subject: Subject) -> bool:
    """Whether the time may lie on or behind (before) the day; open sides may lie anywhere."""
    if subject.earliest is None and subject.latest is None:
        return False
    day = term.values[0]
    if term.name == "since":
        return subject.latest is None or subject.latest[: len(day)] >= day[: len(subject.latest)]
    return subject.earliest is None or subject.earliest[: len(day)] <= day


def _compared(term: Term, subject: Subject) -> bool:
    number = term.number or 0.0
    if term.name in subject.numbers:
        n = subject.numbers[term.name]
        return {">=": n >= number, "<=": n <= number, ">": n > number, "<": n < number,
                "=": n == number}[term.op]  # fmt: skip
    return any(_figure(term, f) for f in subject.figures.get(term.name, ()))


def _figure(term: Term, figure: Figure) -> bool:
    number = term.number or 0.0
    if term.unit is not None and term.unit != figure.unit:
        converted = units.convert(number, term.unit, figure.unit)
        if converted is None:
            return False
        number = converted
    low, high = figure.interval
    above = low > number or (low == number and figure.open_low)
    below = high < number or (high == number and figure.open_high)
    match term.op, term.may:
        case ">=", False:
            return low >= number
        case ">", False:
            return above
        case "<=", False:
            return high <= number
        case "<", False:
            return below
        case "=", False:
            return low == high == number
        case ">=", True:
            return not below
        case ">", True:
            return high > number
        case "<=", True:
            return not above
        case "<", True:
            return low < number
        case _:
            return not above and not below
