"""Dyad-month panel: how often who did what sort of thing to whom, as low, best and high counts.

1. An incident counts where at least one source says, as a fact or as hearsay, that it took place;
   what everyone denies, or what is only predicted, intended, ordered, asked for or supposed, never.
2. Its months: those its stated time may lie in; where none is stated and it is told as news, the
   month of its first report, which counts as not stated.
3. *high* counts it in every month it may lie in; *best* where that is one month; *low* where
   besides that month is stated, an authority (not only the report itself) asserts it, and none
   denies it. So low <= best <= high in every cell.
4. A dyad is (country or id of the actor, of the recipient); an act of several among themselves
   counts once for each ordered pair; without a recipient it counts under a null recipient.
5. Every dyad has every month in which a report of the ledger was published, so that its zeros are
   there, and every other month it has a count for (history, told later). There the counts that
   are not told are null: a month nobody read is not one in which nothing happened.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.exports import polecat_parties as sides
from dateline.exports.columns import Filled, Row, Table, filled, table
from dateline.exports.fill import moment, parties
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    Claims,
    Document,
    Incident,
    Modality,
    Polarity,
    TimeRelation,
)
from dateline.reference import plover

_COUNT = "whole: {} of quad class {} ({}); null where no report of the month was read"
_QUADS = {
    1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict",
    4: "material conflict",
}  # fmt: skip
_BOUNDS = {
    "low": "incidents an authority asserts, none denies, with a stated month",
    "best": "incidents said to have happened, in one month",
    "high": "incidents said to have happened that may lie in the month",
}
MOST_MONTHS = 24
"""A time that spans more months than this is no date."""

TABLE: Table = table(
    "dyad_months", "one actor, one recipient, one month",
    actor="text: ISO 3166 alpha-3 or PLOVER code where known, else the id of the party",
    recipient="text: the same; null = no recipient stated",
    month="text: YYYY-MM, local time of the event",
    **{
        f"q{quad}_{bound}": _COUNT.format(words, quad, name)
        for quad, name in _QUADS.items() for bound, words in _BOUNDS.items()
    },
    documents="whole: documents of the ledger published in the month: what was read, not what "
    "was published",
    incidents="whole: incidents of the month (best) of all dyads, and of none",
    no_actor="whole: those of them without an actor, so in no dyad",
)  # fmt: skip

Dyad = tuple[str, str | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel and what is not in it: incidents by the reason why they count nowhere."""

    filled: Filled
    left_out: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _Counts:
    cells: Counter[tuple[Dyad, str, str]]
    months: Counter[str]
    no_actor: Counter[str]


def panel(documents: Sequence[tuple[Document, Claims]], incidents: Sequence[Incident]) -> Panel:
    """Count incidents by dyad, month and quad class."""
    by_id = {d.id: (d, c) for d, c in documents}
    counts = _Counts(Counter(), Counter(), Counter())
    out: Counter[str] = Counter()
    for incident in incidents:
        own = [by_id[m] for m in dict.fromkeys(x.document for x in incident.mentions)
               if m in by_id]  # fmt: skip
        happened = _happened(incident)
        months, stated = _months(incident, own)
        if not happened or not months:
            out["not said to have happened" if not happened else "no month"] += 1
            continue
        _count(incident, own, months, stated and _firm(happened, incident), counts)
    published = Counter(d.published.day.isoformat()[:7] for d, _ in documents if d.published)
    return Panel(filled(TABLE, list(_rows(counts, published))), tuple(sorted(out.items())))


def _count(
    incident: Incident, own: Sequence[tuple[Document, Claims]], months: Sequence[str],
    firm: bool, counts: _Counts,
) -> None:  # fmt: skip
    dyads = _dyads(incident, own)
    quad = plover.codes()[incident.type, None].quad
    single = len(months) == 1
    for month in months:
        if single:
            counts.months[month] += 1
            counts.no_actor[month] += not dyads
        for dyad in dyads:
            counts.cells[dyad, month, f"q{quad}_high"] += 1
            counts.cells[dyad, month, f"q{quad}_best"] += single
            counts.cells[dyad, month, f"q{quad}_low"] += single and firm


def _happened(incident: Incident) -> list[Claim]:
    """1. Claims that it took place."""
    found = [c.claim for c in incident.cells if c.slot == "occurred" and c.claim is not None]
    told = (Modality.ASSERTED, Modality.REPORTED)
    return [c for c in found if c.polarity is Polarity.POSITIVE and c.modality in told]


def _firm(happened: Sequence[Claim], incident: Incident) -> bool:
    """3. An authority asserts it and none denies it."""
    asserted = any(
        c.modality is Modality.ASSERTED and set(c.said_by) - {NARRATOR, UNSTATED}
        for c in happened
    )  # fmt: skip
    denied = any(
        c.claim.polarity is Polarity.NEGATIVE or c.claim.modality is Modality.DENIED
        for c in incident.cells if c.slot == "occurred" and c.claim is not None
    )  # fmt: skip
    return asserted and not denied


def _months(incident: Incident, own: Sequence[tuple[Document, Claims]]) -> tuple[list[str], bool]:
    """2. The months it may lie in, and whether they are stated."""
    when = moment(incident)
    if when is not None:
        if when.earliest is None or when.latest is None:
            return [], False
        months = _between(when.earliest[:7], when.latest[:7])
        return (months, True) if len(months) <= MOST_MONTHS else ([], False)
    published = own[0][0].published if own else None
    if published is not None and incident.mentions[0].time is TimeRelation.CURRENT:
        return [published.day.isoformat()[:7]], False
    return [], False


def _between(first: str, last: str) -> list[str]:
    """Months from first to last; a time of a whole year is its twelve months."""
    first, last = (f"{first}-01"[:7] if len(first) == 4 else first,
                   f"{last}-12"[:7] if len(last) == 4 else last)  # fmt: skip
    try:
        a, b = (int(x[:4]) * 12 + int(x[5:7]) - 1 for x in (first, last))
    except ValueError:
        return []
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(a, b + 1)]


def _dyads(incident: Incident, own: Sequence[tuple[Document, Claims]]) -> list[Dyad]:
    """4. Ordered pairs."""
    actors, recipients = (_keys(incident, s, own) for s in ("actor", "recipient"))
    if recipients:
        return [(a, r) for a in actors for r in recipients]
    if len(actors) > 1:
        return [(a, b) for a in actors for b in actors if a != b]
    return [(a, None) for a in actors]


def _keys(incident: Incident, slot: str, own: Sequence[tuple[Document, Claims]]) -> list[str]:
    found = sides.side(incident, slot, own)
    idents = parties(incident, slot)
    known = {s.name: s.country for s in found}
    countries = [s.country or s.name for s in found] if found else idents
    return list(dict.fromkeys(known.get(k) or k for k in countries))


def _rows(counts: _Counts, published: Counter[str]) -> Iterable[Row]:
    """5. Every dyad in every month that was read, and in those told later."""
    by_dyad: dict[Dyad, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for (dyad, month, column), n in counts.cells.items():
        by_dyad[dyad][month][column] += n
    columns = [f"q{q}_{b}" for q in _QUADS for b in _BOUNDS]
    for dyad in sorted(by_dyad, key=lambda d: (d[0], d[1] or "")):
        for month in sorted(set(published) | set(by_dyad[dyad])):
            here = by_dyad[dyad].get(month, Counter())
            read = published[month] > 0
            yield {
                "actor": dyad[0], "recipient": dyad[1], "month": month,
                **{c: here[c] if read or here[c] else None for c in columns},
                "documents": published[month], "incidents": counts.months[month],
                "no_actor": counts.no_actor[month],
            }  # fmt: skip
