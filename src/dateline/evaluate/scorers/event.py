"""Events of a sentence: PLOVER type, dyad of countries, parties, CAMEO triple."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from dateline.evaluate.scorers.matching import (
    Measures,
    Row,
    Tally,
    most_pairs,
    objects,
    prf,
    share,
    span_of,
)
from dateline.model import InputError, Span

KEY = "id"
HEADLINE = "type_dyad.F"
HEADLINE_TYPE = "type.F"
YIELDING = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


@dataclass(frozen=True, slots=True)
class Side:
    """The parties on one side of an event: countries, spans, sectors and a CAMEO code."""

    countries: frozenset[str]
    spans: tuple[Span, ...]
    sectors: frozenset[str]
    code: str


@dataclass(frozen=True, slots=True)
class Event:
    """One labelled or predicted event."""

    type: str
    actor: Side
    recipient: Side
    cameo: str

    def dyad(self, predicted: Event) -> bool:
        """A common actor country and a common recipient country; a gold event without recipient
        takes none, or one of its own actors (reciprocal events)."""
        mine, theirs = self.actor.countries, predicted.recipient.countries
        if mine and not mine & predicted.actor.countries:
            return False
        if self.recipient.countries:
            return bool(self.recipient.countries & theirs)
        return not theirs or bool(mine & theirs)

    def parties(self, predicted: Event) -> bool:
        return all(
            not a.spans or any(x.overlaps(y) for x in a.spans for y in b.spans)
            for a, b in ((self.actor, predicted.actor), (self.recipient, predicted.recipient))
        )


Rule = Callable[[Event, Event], bool]


def score(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Per rule: one-to-one P/R/F, `any_match` (gold events met by some prediction of the row) and
    `any_precision` (predictions that meet some gold event of the row)."""
    raw = [(k, e) for k, r in gold.items() for e in objects(r, "events", k)]
    fold = any(str(e.get("type")).upper() == "YIELD" for _, e in raw)
    rules = _rules(raw)
    tally, met, right = Tally(), Counter[str](), Counter[str]()
    kinds: dict[str, list[int]] = {}
    rows: Counter[str] = Counter()
    for key, row in gold.items():
        g, p = (
            [event_of(e, key, row.get("text"), fold) for e in objects(r, "events", key)]
            for r in (row, predicted[key])
        )
        rows["none" if not g else "some"] += 1
        rows["silent"] += not g and not p
        rows["coded"] += bool(g) and bool(p)
        for name, rule in rules.items():
            pairs = most_pairs(len(g), len(p), lambda a, b: rule(g[a], p[b]))  # noqa: B023
            tally.add(name, pairs, len(p), len(g))
            met[name] += sum(any(rule(x, y) for y in p) for x in g)
            right[name] += sum(any(rule(x, y) for x in g) for y in p)
        _count_types(kinds, g, p)
        for x in g if "type_dyad" in rules else ():
            hits = [y for y in p if x.type == y.type and x.dyad(y)]
            if hits and x.actor.sectors:
                rows["sectors"] += 1
                rows["sectors_right"] += any(x.actor.sectors & y.actor.sectors for y in hits)
    return _measures(tally, met, right, kinds, rows, len(gold))


def _rules(raw: list[tuple[str, Row]]) -> dict[str, Rule]:
    sides = [a for _, e in raw for k in ("actors", "recipients") for a in e.get(k) or ()]
    rules: dict[str, Rule] = {"type": lambda a, b: a.type == b.type}
    if any(a.get("country") for a in sides):
        rules["type_dyad"] = lambda a, b: a.type == b.type and a.dyad(b)
        rules["type_dyad_exact"] = lambda a, b: (
            a.type == b.type
            and (
                a.actor.countries == b.actor.countries
                and a.recipient.countries == b.recipient.countries
            )
        )
        rules["dyad"] = lambda a, b: a.dyad(b)
    if any(a.get("start") is not None for a in sides):
        rules["type_parties"] = lambda a, b: a.type == b.type and a.parties(b)
    if any(e.get("cameo") for _, e in raw):
        rules["cameo_triple"] = lambda a, b: (a.actor.code, a.recipient.code, a.cameo) == (
            b.actor.code, b.recipient.code, b.cameo
        )  # fmt: skip
        rules["cameo_root"] = lambda a, b: a.cameo[:2] == b.cameo[:2]
    return rules


def _count_types(kinds: dict[str, list[int]], g: list[Event], p: list[Event]) -> None:
    gold, found = Counter(x.type for x in g), Counter(y.type for y in p)
    for kind in gold | found:
        row = kinds.setdefault(kind, [0, 0, 0])
        row[0] += gold[kind]
        row[1] += found[kind]
        row[2] += min(gold[kind], found[kind])


def _measures(
    tally: Tally,
    met: Counter[str],
    right: Counter[str],
    kinds: dict[str, list[int]],
    rows: Counter[str],
    count: int,
) -> Measures:
    out = tally.measures()
    for name, values in out.items():
        values["any_match"] = share(met[name], tally.gold[name])
        values["any_precision"] = share(right[name], tally.predicted[name])
    per = {k: prf(v[2], v[1], v[0]) for k, v in sorted(kinds.items()) if v[0]}
    macro = [float(v["F"] or 0) for v in per.values()]
    out["macro"] = {"F": round(sum(macro) / len(macro), 2) if macro else None, "types": len(per)}
    out["rows"] = {
        "coded_when_event": share(rows["coded"], rows["some"]),
        "silent_when_none": share(rows["silent"], rows["none"]),
        "actor_sector_accuracy": share(rows["sectors_right"], rows["sectors"]),
    }
    out |= {f"type[{k}]": v for k, v in per.items()}
    out["n"] = {"rows": count, "none_rows": rows["none"], "gold": int(tally.gold["type"]),
                "pred": int(tally.predicted["type"])}  # fmt: skip
    return out


def event_of(row: Row, key: str, text: str | None, fold: bool) -> Event:
    """An event of a row; CONCEDE and RETREAT read as YIELD where `fold` says so.

    Raises:
        InputError: no type, or sides that are no lists of objects.
    """
    kind = row.get("type")
    if not isinstance(kind, str) or not kind:
        raise InputError("event without 'type'", where=f"row {key!r}")
    name = kind.upper()
    return Event(
        YIELDING.get(name, name) if fold else name, _side(row, "actors", key, text),
        _side(row, "recipients", key, text), str(row.get("cameo") or ""),
    )  # fmt: skip


def _side(row: Row, name: str, key: str, text: str | None) -> Side:
    value = row.get(name) or []
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise InputError(f"{name!r} is no list of objects", where=f"row {key!r}")
    return Side(
        frozenset(str(a["country"]).upper() for a in value if a.get("country")),
        tuple(span_of(a["start"], a.get("end"), text, key) for a in value
              if a.get("start") is not None),
        frozenset(str(a["sector"])[:3].upper() for a in value if a.get("sector")),
        "+".join(sorted(str(a.get("code") or "---") for a in value)) or "---",
    )  # fmt: skip
