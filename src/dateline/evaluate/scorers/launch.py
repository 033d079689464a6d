"""Claims of launch reports: field, value and span agree; then qualifier and authority."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.evaluate.scorers.matching import (
    Measures,
    Row,
    WordIndex,
    best_first,
    most_pairs,
    objects,
    overlap,
    prf,
    share,
    span_of,
    text_of,
)
from dateline.model import InputError, Span

KEY = "id"
HEADLINE = "all.F"
NUMBERS = frozenset({"range_km", "apogee_km", "flight_min", "equiv_range_km", "speed_mach"})
CLOCKS = frozenset({"launch_time", "impact_time"})
AREAS = frozenset({"launch_area", "landing_area"})
WORDS = frozenset({
    "direction", "missile_type", "missile_name", "eez", "trajectory", "outcome", "damage",
    "launch_date",
})  # fmt: skip
FIELDS = NUMBERS | CLOCKS | AREAS | WORDS | {"count"}
TOLERANCE = 0.005
ZONES = {"KST": 540, "JST": 540, "GMT": 0, "UTC": 0, "Z": 0, "PYT": 510}


@dataclass(frozen=True, slots=True)
class _Claim:
    field: str
    value: Any
    qualifier: str
    authority: frozenset[str]
    via: frozenset[str]
    span: Span
    words: frozenset[int]
    background: bool


def score(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """`value`, `value_qualifier`, `value_authority`, `all`; older launches in their own group.

    A further mention of a right value elsewhere is neither right nor wrong, since restatements are
    annotated once.
    """
    n: Counter[str] = Counter()
    per: dict[str, Counter[str]] = {}
    for key, row in gold.items():
        words = WordIndex(text_of(row, key))
        g, p = (_read(r, row["text"], words, key) for r in (row, predicted[key]))
        facts, old = [c for c in g if not c.background], [c for c in g if c.background]
        said, told = [c for c in p if not c.background], [c for c in p if c.background]
        _count(n, per, facts, said, old)
        n["old_gold"] += len(old)
        n["old_pred"] += len(told)
        n["old_right"] += len(best_first(len(old), len(told), lambda a, b: _same(old[a], told[b])))  # noqa: B023
    names = ("span_field", "value", "value_qualifier", "value_authority", "all")
    out: Measures = {name: prf(n[name], n["pred"], n["gold"]) for name in names}
    out["background"] = {**prf(n["old_right"], n["old_pred"], n["old_gold"]), "leaks": n["leaks"]}
    out["matched"] = {
        "via_accuracy": share(n["via"], n["value"]),
        "authority_country_accuracy": share(n["country"], n["value"]),
        "repeats_ignored": n["repeats"],
    }
    out |= {f"value[{k}]": prf(c["right"], c["pred"], c["gold"])
            for k, c in sorted(per.items()) if c["gold"]}  # fmt: skip
    out["n"] = {"rows": len(gold), "gold": n["gold"], "pred": n["pred"],
                "background": n["old_gold"]}  # fmt: skip
    return out


def _count(
    n: Counter[str],
    per: dict[str, Counter[str]],
    facts: list[_Claim],
    said: list[_Claim],
    old: list[_Claim],
) -> None:
    def matched(rule: Callable[[_Claim, _Claim], float]) -> list[tuple[int, int]]:
        return best_first(len(facts), len(said), lambda a, b: rule(facts[a], said[b]))

    def best(a: _Claim, b: _Claim) -> float:
        base = _same(a, b)
        bonus = (a.qualifier == b.qualifier) + 2 * (a.authority == b.authority)
        return base + bonus if base else 0.0

    pairs = matched(best)
    used = {b for _, b in pairs}
    repeats = 0
    for j, claim in enumerate(said):
        if j in used:
            continue
        if any(c.field == claim.field and c.span.overlaps(claim.span) for c in old):
            n["leaks"] += 1
        elif any(_alike(c, claim) and not c.span.overlaps(claim.span) for c in facts):
            repeats += 1
    n["repeats"] += repeats
    n["gold"] += len(facts)
    n["pred"] += len(said) - repeats
    n["value"] += len(pairs)
    n["value_qualifier"] += len(matched(lambda a, b: _same(a, b) * (a.qualifier == b.qualifier)))
    n["value_authority"] += len(matched(lambda a, b: _same(a, b) * (a.authority == b.authority)))
    n["all"] += len(matched(
        lambda a, b: _same(a, b) * (a.qualifier == b.qualifier and a.authority == b.authority)
    ))  # fmt: skip
    n["span_field"] += most_pairs(len(facts), len(said), lambda a, b: (
        facts[a].field == said[b].field and facts[a].span.overlaps(said[b].span)
    ))  # fmt: skip
    for side, name in ((facts, "gold"), (said, "pred")):
        for claim in side:
            per.setdefault(claim.field, Counter())[name] += 1
    for a, b in pairs:
        per[facts[a].field]["right"] += 1
        n["via"] += facts[a].via == said[b].via
        n["country"] += _states(facts[a]) == _states(said[b])


def differences(gold: Row, predicted: Row, key: str) -> Iterator[tuple[str, str, str]]:
    """(what differs, wanted, found) of one report, pair by pair.

    1. Right values: `qualifier` and `authority` where they differ.
    2. A value told of an older launch, or the reverse: `background`.
    3. The same field on the same words: `value`. 4. What is left: `missing` and `spurious` fields.
    """
    words = WordIndex(text_of(gold, key))
    g, p = (_read(r, gold["text"], words, key) for r in (gold, predicted))

    def rank(a: _Claim, b: _Claim) -> float:
        base = _same(a, b)
        same = (a.qualifier == b.qualifier) + 2 * (a.authority == b.authority)
        return base + same + 4 * (a.background == b.background) if base else 0.0

    pairs = best_first(len(g), len(p), lambda i, j: rank(g[i], p[j]))
    for i, j in sorted(pairs):
        a, b = g[i], p[j]
        if a.qualifier != b.qualifier:  # 1.
            yield "qualifier", a.qualifier, b.qualifier
        if a.authority != b.authority and not a.background:
            yield "authority", "+".join(sorted(a.authority)), "+".join(sorted(b.authority))
        if a.background != b.background:  # 2.
            old, news = f"{a.field} {_AGE[True]}", f"{a.field} {_AGE[False]}"
            yield ("background", old, news) if a.background else ("background", news, old)
    lost = [c for n, c in enumerate(g) if all(n != i for i, _ in pairs)]
    extra = [
        c for n, c in enumerate(p) if all(n != j for _, j in pairs)
        and not any(_alike(a, c) and not a.span.overlaps(c.span) for a in g)
    ]  # fmt: skip
    near = best_first(len(lost), len(extra), lambda i, j: float(
        lost[i].field == extra[j].field and lost[i].span.overlaps(extra[j].span)
    ))  # fmt: skip
    for i, _ in sorted(near):
        yield "value", lost[i].field, lost[i].field  # 3.
    for n, c in enumerate(lost):  # 4.
        if all(n != i for i, _ in near):
            yield "missing", f"{c.field} {_AGE[True]}" if c.background else c.field, ""
    for n, c in enumerate(extra):
        if all(n != j for _, j in near):
            yield "spurious", "", f"{c.field} {_AGE[True]}" if c.background else c.field


_AGE = {True: "(older)", False: "(news)"}


def _states(claim: _Claim) -> set[str]:
    return {x.split(":")[0] for x in claim.authority}


def _same(a: _Claim, b: _Claim) -> float:
    return _alike(a, b) if a.span.overlaps(b.span) else 0.0


def _alike(a: _Claim, b: _Claim) -> float:
    if a.field != b.field:
        return 0.0
    close = overlap(a.words, b.words)
    return 1 + close if same_value(a.field, a.value, b.value, close) else 0.0


def same_value(field: str, gold: Any, found: Any, close: float) -> bool:
    """Whether two values of a field agree; `close` is the word overlap of their spans."""
    if field in AREAS:
        return close >= 0.5 or _plain(gold) == _plain(found)
    if gold is None or found is None:
        return gold is found
    if isinstance(gold, list) or isinstance(found, list):
        return (
            isinstance(gold, list) and isinstance(found, list) and len(gold) == len(found)
            and all(same_value(field, a, b, close) for a, b in zip(gold, found, strict=True))
        )  # fmt: skip
    if field in CLOCKS:
        return minutes_utc(gold) is not None and minutes_utc(gold) == minutes_utc(found)
    if field == "count" or field in NUMBERS:
        x, y = _number(gold), _number(found)
        slack = 0.0 if field == "count" else TOLERANCE
        return x is not None and y is not None and abs(x - y) <= slack * abs(x)
    return _plain(gold) == _plain(found)


def minutes_utc(value: object) -> int | None:
    """Minutes after midnight UTC of `07:50+09:00`, `0031 UTC`-like `00:31 UTC`; else None."""
    m = re.fullmatch(
        r"(?:\d{4}-\d\d-\d\dT)?(\d{1,2}):(\d\d)(?::\d\d)?\s*([A-Z]{1,3}|[+-]\d\d:?\d\d)",
        str(value).strip(),
    )
    if not m:
        return None
    zone = m[3]
    shift: int | None = ZONES.get(zone)
    if shift is None:
        if zone[0] not in "+-":
            return None
        digits = zone[1:].replace(":", "")
        shift = (int(digits[:2]) * 60 + int(digits[2:])) * (-1 if zone[0] == "-" else 1)
    return (int(m[1]) * 60 + int(m[2]) - shift) % 1440


def _read(row: Row, text: str, words: WordIndex, key: str) -> list[_Claim]:
    out = []
    for c in objects(row, "claims", key):
        if not isinstance(c.get("field"), str) or not c["field"]:
            raise InputError("claim without 'field'", where=f"row {key!r}")
        span = span_of(c.get("start"), c.get("end"), text, key)
        claim = _Claim(
            c["field"], c.get("value"), str(c.get("qualifier") or "eq"), _ids(c.get("authority")),
            _ids(c["via"]) if c.get("via") else frozenset(), span, words.of([span]),
            bool(c.get("background")),
        )  # fmt: skip
        if _counts(claim):
            out.append(claim)
    return out


def _counts(claim: _Claim) -> bool:
    """Scored fields only; "ballistic", "toward the sea" and a bare "a missile" are not."""
    plain = _plain(claim.value)
    return claim.field in FIELDS and not (
        (claim.field == "missile_type" and plain == "ballistic")
        or (claim.field == "direction" and plain == "sea")
        or (claim.field == "count" and claim.value == 1 and claim.qualifier == "eq")
    )


def _ids(value: Any) -> frozenset[str]:
    if value is None:
        return frozenset({"outlet:narrator"})
    return frozenset(str(v) for v in (value if isinstance(value, list) else [value]))


def _number(value: Any) -> float | None:
    good = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if good else None


def _plain(value: object) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", str(value)).casefold())
