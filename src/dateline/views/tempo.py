"""How often: counts per period with their denominators, gaps, time since the last, bursts.

1. A period is a day, an ISO week (from Monday) or a month. An incident counts in the period that
   holds every day its words leave open; one that fits no single period, or states no day, is
   listed as left out, with the reason.
2. The window runs from the first publication (or the first incident, if earlier) to the date the
   ledger speaks as of. A day is *covered* if a report of any content was published on it or on the
   day after; with `calendar`, every day of the window counts as covered. A period of which no day
   is covered has no count: zero is not missing.
3. Model: incidents fall independently on covered days (a Poisson process of one rate). The rate of
   the window has an exact 95 % interval (Garwood 1936). Whether a period holds too many or too few
   is an exact conditional test: of all N incidents, k or more (or k or fewer) in a period with its
   share of the covered days. *burst* and *lull* mean p < 0.05 / number of covered periods
   (Bonferroni), so that a window of plain chance shows one in 20 times at most.
4. Gaps are days between neighbouring incident days. Under the model, and with N incidents in the
   window, the chance that the last g covered days hold none is (1 − g/D)^N.
The counts are of reports the ledger holds, never of what happened unreported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean, median, pstdev
from typing import Any, Protocol

from dateline.kinds import Kind
from dateline.model import Incident, Occurrence, Published
from dateline.views.counting import at_least, at_most, poisson_interval
from dateline.views.moments import Moment, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "start", "end", "count", "low", "high", "documents", "days", "covered", "expected",
    "p", "flag", "value", "unit", "words", "incidents",
)  # fmt: skip

PERIOD, GAP, MEASURE, LEFT_OUT = "period", "gap", "measure", "left out"
PERIODS = ("day", "week", "month")
BURST, LULL, NO_DOCUMENTS = "burst", "lull", "no documents"
LEVEL = 0.05
SELECTED = 0.5
"""Share of reports that tell counted incidents above which the denominators are not to be trusted:
a ledger fed only with reports of the kind says nothing of quiet days."""

_DAY = timedelta(days=1)


class Dated(Protocol):
    """What is needed of a report: when it was published."""

    @property
    def published(self) -> Published | None: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """An incident on its day or days."""

    incident: Incident
    start: date
    end: date


def rows(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Dated, object]],
    kinds: Sequence[Kind],
    as_of: Published | None,
    *,
    by: str = "month",
    calendar: bool = False,
) -> list[dict[str, Any]]:
    """Periods in order, then gaps, measures and what is left out.

    Args:
        incidents: those to count; `documents`: all of the ledger, whatever they tell.
        by: day, week or month.
        calendar: take every day of the window as covered.
    """
    packs = {k.name: k for k in kinds}
    told = [i for i in incidents if i.occurrence is Occurrence.TOLD]
    placed, bare = _placed(told, packs)
    published = sorted(d.published.day for d, _ in documents if d.published is not None)
    if not published or as_of is None:
        return [_row(MEASURE, words="no report has a date: nothing can be counted")]
    window = _window(placed, published, as_of.day)
    covered = _covered(published, *window, calendar)
    periods = list(_periods(*window, by))
    counted: list[Placed] = []
    table = []
    for start, end in periods:
        own = [x for x in placed if start <= x.start and x.end <= end]
        counted += own
        table.append((start, end, own))
    out = _period_rows(table, published, covered)
    whole = [x for x in counted if x.start == x.end]
    out += _gaps(whole)
    out += _measures(counted, whole, published, covered, window, documents)
    out += [_left(i, "states no day") for i in bare]
    out += [
        _left(i, f"only {i.occurrence}") for i in incidents if i.occurrence is not Occurrence.TOLD
    ]
    inside = {x.incident.id for x in counted}
    late = [x for x in placed if x.incident.id not in inside]
    return out + [_left(x.incident, _why(x, window, by)) for x in late]


def _placed(
    incidents: Sequence[Incident], packs: Mapping[str, Kind]
) -> tuple[list[Placed], list[Incident]]:
    placed, bare = [], []
    for incident in incidents:
        when: Moment | None = moment(incident, packs[incident.kind])
        if when is None or when.start is None or when.end is None:
            bare.append(incident)
        else:
            placed.append(Placed(incident, when.start, when.end))
    placed.sort(key=lambda x: (x.start, x.end, x.incident.id))
    return placed, bare


def _window(placed: Sequence[Placed], published: Sequence[date], as_of: date) -> tuple[date, date]:
    """The first publication to the stated date; a day earlier where the first report tells it."""
    first = published[0]
    near = [x.start for x in placed if x.start == x.end and first - x.start <= 2 * _DAY]
    return min([first, *near]), max(as_of, first)


def _covered(
    published: Sequence[date], first: date, last: date, calendar: bool
) -> frozenset[date]:  # 2.
    if calendar:
        return frozenset(first + n * _DAY for n in range((last - first).days + 1))
    days = {d for day in published for d in (day, day - _DAY)}
    return frozenset(d for d in days if first <= d <= last)


def _periods(first: date, last: date, by: str) -> list[tuple[date, date]]:
    begin: Callable[[date], date] = {
        "day": lambda d: d,
        "week": lambda d: d - timedelta(days=d.weekday()),
        "month": lambda d: d.replace(day=1),
    }[by]
    length: Callable[[date], date] = {
        "day": lambda d: d + _DAY,
        "week": lambda d: d + 7 * _DAY,
        "month": lambda d: (d.replace(day=28) + 4 * _DAY).replace(day=1),
    }[by]
    out = []
    start = begin(first)
    while start <= last:
        after = length(start)
        out.append((start, after - _DAY))
        start = after
    return out


def _period_rows(
    table: Sequence[tuple[date, date, Sequence[Placed]]],
    published: Sequence[date],
    covered: frozenset[date],
) -> list[dict[str, Any]]:  # 3.
    total = sum(len(own) for _, _, own in table)
    live = sum(any(s <= d <= e for d in covered) or bool(own) for s, e, own in table)
    out = []
    for start, end, own in table:
        days = sum(start <= d <= end for d in covered)
        reports = sum(start <= d <= end for d in published)
        row = _row(
            PERIOD, start=start.isoformat(), end=end.isoformat(), documents=reports,
            days=(end - start).days + 1, covered=days,
            incidents=[x.incident.id for x in own],
        )  # fmt: skip
        if not days and not own:
            out.append(row | {"flag": NO_DOCUMENTS})
            continue
        share = days / len(covered) if covered else 0.0
        low, high = poisson_interval(len(own))
        more, fewer = at_least(len(own), total, share), at_most(len(own), total, share)
        bar = LEVEL / max(1, live)
        flag = BURST if more < bar else LULL if fewer < bar else None
        out.append(row | {
            "count": len(own), "low": round(low, 3), "high": round(high, 3),
            "expected": round(total * share, 3), "p": round(min(more, fewer), 6), "flag": flag,
        })  # fmt: skip
    return out


def _gaps(whole: Sequence[Placed]) -> list[dict[str, Any]]:  # 4.
    days: dict[date, list[str]] = {}
    for x in whole:
        days.setdefault(x.start, []).append(x.incident.id)
    ordered = sorted(days)
    return [
        _row(GAP, start=a.isoformat(), end=b.isoformat(), value=(b - a).days, unit="day",
             incidents=[*days[a], *days[b]])
        for a, b in pairwise(ordered)
    ]  # fmt: skip


def _measures(
    counted: Sequence[Placed], whole: Sequence[Placed], published: Sequence[date],
    covered: frozenset[date], window: tuple[date, date], documents: Sequence[object],
) -> list[dict[str, Any]]:  # fmt: skip
    first, last = window
    n, days = len(counted), len(covered)
    low, high = poisson_interval(n)
    scale = 30 / days if days else 0.0
    telling = {m.document for x in counted for m in x.incident.mentions}
    undated = len(documents) - len(published)
    out = [
        _measure("incidents counted", n, "incident", f"in {len(published)} dated reports of "
                 f"{first.isoformat()} to {last.isoformat()}; {undated} reports have no date"),
        _measure("days covered", days, "day", f"of {(last - first).days + 1} in the window"),
        _measure("rate", round(n * scale, 3), "incident per 30 covered days",
                 "Poisson, exact 95 % interval (Garwood)", round(low * scale, 3),
                 round(high * scale, 3)),
    ]  # fmt: skip
    gaps = [int(r["value"]) for r in _gaps(whole)]
    if gaps:
        words = f"of {len(gaps)} gaps; longest {max(gaps)}"
        out.append(_measure("median gap", median(gaps), "day", words))
    if len(gaps) >= 3:
        words = "standard deviation over mean of the gaps; 1 for a Poisson process, less is regular"
        out.append(_measure("irregularity", round(pstdev(gaps) / fmean(gaps), 3), "1", words))
    if whole:
        out.append(_since(max(x.start for x in whole), last, n, covered))
    if published and len(telling) > SELECTED * len(published):
        out.append(_measure(
            "warning", round(len(telling) / len(published), 3), "1",
            f"{len(telling)} of {len(published)} dated reports tell counted incidents: a ledger "
            "fed with them alone says little of quiet days",
        ))  # fmt: skip
    return out


def _since(latest: date, last: date, n: int, covered: frozenset[date]) -> dict[str, Any]:
    quiet = sum(latest < d <= last for d in covered)
    chance = (1 - quiet / len(covered)) ** n if covered else 1.0
    words = (
        f"{latest.isoformat()} to {last.isoformat()}; {quiet} of them covered; under the model "
        f"{chance:.2g} to see none so long at the end"
    )
    row = _measure("time since the last", (last - latest).days, "day", words)
    return row | {"p": round(chance, 6), "start": latest.isoformat(), "end": last.isoformat()}


def _why(x: Placed, window: tuple[date, date], by: str) -> str:
    if x.end < window[0] or x.start > window[1]:
        return f"lies outside the window ({x.start.isoformat()}..{x.end.isoformat()})"
    return f"may lie in more than one {by} ({x.start.isoformat()}..{x.end.isoformat()})"


def _left(incident: Incident, why: str) -> dict[str, Any]:
    return _row(LEFT_OUT, words=f"{title_of(incident)}: {why}", incidents=[incident.id])


def _measure(
    name: str, value: float, unit: str, words: str, low: float | None = None,
    high: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    return _row(MEASURE, flag=name, value=value, unit=unit, words=words, low=low, high=high)


def _row(sort: str, **cells: Any) -> dict[str, Any]:
    return {**dict.fromkeys(COLUMNS), "sort": sort, "incidents": [], **cells}


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """Bars of counts, then the measures and what is left out."""
    from textwrap import wrap

    periods = [r for r in found if r["sort"] == PERIOD]
    most = max((r["count"] or 0 for r in periods), default=0)
    unit = max(1.0, most / 40)
    lines = [f"{'from':10}  {'count':>5}  {'95 %':>12}  {'reports':>7}  covered"] if periods else []
    for row in periods:
        head = f"{row['start']:10}  "
        days = f"{row['covered']}/{row['days']}"
        if row["count"] is None:
            lines.append(f"{head}{'–':>5}  {'':12}  {row['documents']:>7}  {days:7}  no documents")
            continue
        spread = f"{row['low']:.1f}–{row['high']:.1f}"
        bar = "█" * round(row["count"] / unit)
        flag = f" {row['flag']} (p = {row['p']:.2g})" if row["flag"] else ""
        cells = f"{row['count']:>5}  {spread:>12}  {row['documents']:>7}  {days:7}"
        lines.append(f"{head}{cells}  {bar}{flag}".rstrip())
    lines.append("")
    for row in (r for r in found if r["sort"] == MEASURE):
        lines += wrap(measure_words(row), width, subsequent_indent="  ")
    left = [r["words"] for r in found if r["sort"] == LEFT_OUT]
    if left:
        lines.append(f"left out: {len(left)}")
        lines += [f"  {words}"[:width] for words in left]
    return "\n".join(lines) + "\n"


def measure_words(row: Mapping[str, Any]) -> str:
    """A measure in words, with its interval where it has one."""
    if row["flag"] is None:
        return str(row["words"])
    spread = f" ({row['low']:g}–{row['high']:g})" if row["low"] is not None else ""
    unit = "" if row["unit"] == "1" else f" {row['unit']}{'s' if row['value'] != 1 else ''}"
    unit = unit.replace("incident per 30 covered dayss", "incidents per 30 covered days")
    return f"{row['flag']}: {row['value']:g}{spread}{unit}; {row['words']}"
