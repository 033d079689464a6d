"""Incidents and the steps of their lives in order of time.

1. One row per incident at its moment (`moments`): the interval its words leave, with its precision
   and the parts that are inferred. An incident that states no day has a row without one, at the
   end: nothing is guessed.
2. One row per step of its life (reported, confirmed, warning …) at the publication of the report
   that tells it: a step has no other time of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dateline.kinds import Kind
from dateline.model import Authority, Claims, Document, Incident, LifecycleStep
from dateline.views.card import name_of
from dateline.views.moments import Moment, instant_words, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "incident", "kind", "title", "step", "start", "end", "precision", "utc", "inferred",
    "who", "document", "published", "span", "quote", "claims",
)  # fmt: skip

INCIDENT, STEP = "incident", "step"


def rows(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kinds: Sequence[Kind],
) -> list[dict[str, Any]]:
    """Incidents by their first possible day (those without one last), each before its steps."""
    packs = {k.name: k for k in kinds}
    held = {d.id: (d, c) for d, c in documents}
    found = [(i, moment(i, packs[i.kind])) for i in incidents]
    found.sort(key=lambda pair: _order(pair[1]))
    out = []
    for incident, when in found:
        out.append(_incident(incident, when))  # 1.
        out += [_step(incident, s, *held[s.document]) for s in incident.lifecycle]  # 2.
    return out


def _order(when: Moment | None) -> tuple[bool, str, str]:
    if when is None:
        return True, "", ""
    instant = instant_words(when.instant)
    day = when.start or when.end
    return False, day.isoformat() if day else "", instant or "9"


def _incident(incident: Incident, when: Moment | None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {
        "sort": INCIDENT, "incident": incident.id, "kind": incident.kind,
        "title": title_of(incident), "inferred": [], "claims": list(when.claims) if when else [],
    }  # fmt: skip
    if when is not None:
        row |= {
            "start": _local(when, when.when.earliest), "end": _local(when, when.when.latest),
            "precision": str(when.when.precision), "utc": when.when.utc,
            "inferred": list(when.inferred),
        }  # fmt: skip
    return row


def _local(when: Moment, text: str | None) -> str | None:
    return f"{text}{when.when.offset_notation}" if text else None


def _step(
    incident: Incident, step: LifecycleStep, document: Document, claims: Claims
) -> dict[str, Any]:
    names: dict[str, Authority] = {a.id: a for a in claims.authorities}
    published = document.published.original if document.published else None
    first = step.evidence[0] if step.evidence else None
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    return row | {
        "sort": STEP, "incident": incident.id, "kind": incident.kind, "title": title_of(incident),
        "step": step.step, "start": published, "end": published,
        "precision": "publication" if published else None, "inferred": [],
        "who": "; ".join(name_of(w, names, step.evidence) for w in step.said_by),
        "document": document.id,
        "published": published, "span": [first.span.start, first.span.end] if first else None,
        "quote": first.quote if first else None, "claims": [],
    }  # fmt: skip


_BAR = 24


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """A list with a bar for where each interval lies between the first day and the last."""
    dated = [r for r in found if r["sort"] == INCIDENT]
    days = [d for r in dated for d in (_day(r["start"]), _day(r["end"])) if d]
    if not found:
        return "no incident\n"
    lines = []
    if days:
        first, last = min(days), max(days)
        lines.append(f"{' ' * 27}{first.isoformat()}{last.isoformat():>{_BAR - 10}}")
    for row in found:
        if row["sort"] == STEP:
            published = row["published"] or "publication not stated"
            lines.append(_cut(f"{'':27}└ {row['step']} · {row['who']} · {published}", width))
            continue
        bar = _bar(row, min(days), max(days)) if days else " " * _BAR
        lines.append(_cut(f"{_when(row):26} {bar} {_what(row)}".rstrip(), width))
    return "\n".join(lines) + "\n"


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _day(text: str | None) -> date | None:
    if not text:
        return None
    head = text[:10] + "-01-01"[len(text[:10]) - 4 :] if len(text) < 10 else text[:10]
    return date.fromisoformat(head)


def _bar(row: Mapping[str, Any], first: date, last: date) -> str:
    start, end = _day(row["start"]) or first, _day(row["end"]) or last
    if not (row["start"] or row["end"]):
        return "·" * _BAR
    whole = max(1, (last - first).days)
    left = round((start - first).days / whole * (_BAR - 1))
    right = round((end - first).days / whole * (_BAR - 1))
    sign = "█" if start == end else "▒"
    return " " * left + sign * (right - left + 1) + " " * (_BAR - 1 - right)


def _when(row: Mapping[str, Any]) -> str:
    start, end = row["start"], row["end"]
    if not start and not end:
        return "day not stated"
    words = start if start == end else f"{start or ''}..{end or ''}"
    return words.replace("T", " ")[:26]


def _what(row: Mapping[str, Any]) -> str:
    inferred = f" ({', '.join(row['inferred'])} inferred)" if row["inferred"] else ""
    return f"{row['title']} · {row['incident'][:12]}{inferred}"
