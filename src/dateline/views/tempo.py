"""How often: counts per period with their denominators, gaps, time since the last, bursts.

1. Periods and covered days are those of `views.coverage`: a day is covered if a document of any
   content was published on it or on the day after; with `calendar`, every day of the window counts
   as covered. An incident counts in the period that holds every day its words leave open; one that
   fits no single period, or states no day, is listed as left out, with the reason.
2. The window runs from the first publication (or the first incident, if earlier) to the date the
   ledger speaks as of. A period of which no day is covered has no count: zero is not missing. One
   that holds incidents, told by later reports, but no covered day has a count and no verdict.
3. Model (`views.counting`): incidents are a Poisson process of one rate on covered days; the rate
   has the gamma prior of Jeffreys, Gamma(1/2, 0). The rate is printed with the 95 % interval
   of its posterior. A period is held against what the *rest* of the window predicts for as many
   covered days, a negative binomial count: its 95 % interval is `low`..`high`, its mean `expected`.
   *burst* and *lull* mean that the chance of so many or more (so few or fewer) is below 0.05 / (2 ×
   number of covered periods), so that a window of plain chance shows one in 20 times at most.
4. Gaps are days between neighbouring incident days. The time since the last incident has an
   interval where incidents with open days may lie later; the model's 95 % interval of a wait, and
   the chance of so long a one, rest on the incidents and covered days up to the last incident.
The counts are of reports the ledger holds, never of what happened unreported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from statistics import fmean, median, pstdev
from typing import Any

from dateline.kinds import Kind
from dateline.model import Incident, Occurrence, Published
from dateline.views import coverage
from dateline.views.counting import (
    Rate,
    at_least,
    at_most,
    count_interval,
    rate_interval,
    wait_beyond,
    wait_interval,
)
from dateline.views.coverage import Period
from dateline.views.moments import Moment, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "start", "end", "count", "low", "high", "documents", "days", "covered", "expected",
    "p", "flag", "value", "unit", "words", "incidents",
)  # fmt: skip

PERIOD, GAP, MEASURE, LEFT_OUT = "period", "gap", "measure", "left out"
PERIODS = coverage.PERIODS
BURST, LULL, NO_DOCUMENTS = "burst", "lull", "no documents"
UNKNOWN = "coverage unknown"
MODEL = (
    "Model: incidents are a Poisson process of one rate on covered days; a day is covered if a "
    "report of any content was published on it or on the day after. The rate has Jeffreys' gamma "
    "prior Gamma(1/2, 0). A burst or a lull is a count that the rest of the window makes less "
    "likely than 0.05 over twice the number of covered periods (negative binomial prediction)."
)
LEVEL = 0.05
SELECTED = 0.5
"""Share of reports that tell counted incidents above which the denominators are not to be trusted:
a ledger fed only with reports of the kind says nothing of quiet days."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Placed:
    """An incident on its day or days."""

    incident: Incident
    start: date
    end: date


def rows(
    incidents: Sequence[Incident],
    documents: coverage.Reports,
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

    Raises:
        DatelineError: `by` is no period.
    """
    packs = {k.name: k for k in kinds}
    told = [i for i in incidents if i.occurrence is Occurrence.TOLD]
    placed, bare = _placed(told, packs)
    published = coverage.published(documents)
    if by not in PERIODS:
        raise coverage.unknown_period(by)
    if not published or as_of is None:
        return [_row(MEASURE, words="no report has a date: nothing can be counted")]
    window = _window(placed, published, as_of.day)
    live = _every(*window) if calendar else coverage.covered(published, *window)
    table = [
        (p, [x for x in placed if p.start <= x.start and x.end <= p.end])
        for p in coverage.periods(by, *window, live)
    ]
    counted = [x for _, own in table for x in own]
    out = _period_rows(table, published, live)
    whole = [x for x in counted if x.start == x.end]
    out += _gaps(whole)
    out += _measures(counted, placed, live, window, documents, calendar)
    out += [_left(i, "states no day") for i in bare]
    out += [_left(i, f"only {i.occurrence}") for i in incidents
            if i.occurrence is not Occurrence.TOLD]  # fmt: skip
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


def _every(first: date, last: date) -> frozenset[date]:
    return frozenset(first + n * _DAY for n in range((last - first).days + 1))


def _period_rows(
    table: Sequence[tuple[Period, Sequence[Placed]]],
    published: Sequence[date],
    live: frozenset[date],
) -> list[dict[str, Any]]:  # 3.
    total = sum(len(own) for p, own in table if p.covered)
    bar = LEVEL / (2 * max(1, sum(bool(p.covered) for p, _ in table)))
    out = []
    for period, own in table:
        days = len(period.covered)
        row = _row(
            PERIOD, start=period.start.isoformat(), end=period.end.isoformat(),
            documents=sum(map(period.holds, published)), days=period.days, covered=days,
            incidents=[x.incident.id for x in own],
        )  # fmt: skip
        if not days:
            none = {"flag": NO_DOCUMENTS} if not own else {"count": len(own), "flag": UNKNOWN}
            out.append(row | none)
            continue
        out.append(row | {"count": len(own)} | _held_against(
            Rate(total - len(own), len(live) - days), days, len(own), bar))  # fmt: skip
    return out


def _held_against(rest: Rate, days: int, count: int, bar: float) -> dict[str, Any]:
    """What the rest of the window predicts for a period; nothing where there is no rest."""
    if rest.days <= 0:
        return {}
    low, high = count_interval(days, rest)
    more, fewer = at_least(count, days, rest), at_most(count, days, rest)
    return {
        "low": low, "high": high, "expected": round(rest.mean * days, 3),
        "p": round(min(more, fewer), 6),
        "flag": BURST if more < bar else LULL if fewer < bar else None,
    }  # fmt: skip


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
    counted: Sequence[Placed], placed: Sequence[Placed], live: frozenset[date],
    window: tuple[date, date], documents: coverage.Reports, calendar: bool,
) -> list[dict[str, Any]]:  # fmt: skip
    first, last = window
    whole = [x for x in counted if x.start == x.end]
    days = len(live)
    out = [
        _measure("incidents counted", len(counted), "incident",
                 f"in {coverage.denominator(documents).words}"),
        _measure("days covered", days, "day",
                 f"of {(last - first).days + 1} in the window {first.isoformat()} to "
                 f"{last.isoformat()}{', every day taken as covered' if calendar else ''}"),
    ]  # fmt: skip
    inside = sum(any(x.start <= d <= x.end for d in live) for x in counted)
    if days:
        rate = Rate(inside, days)
        low, high = (30 * x for x in rate_interval(rate))
        out.append(_measure(
            "rate", round(30 * inside / days, 3), "incident per 30 covered days",
            f"95 % interval of the Gamma({rate.shape:g}, {days} days) posterior; {inside} of the "
            f"{len(counted)} on covered days", round(low, 3), round(high, 3),
        ))  # fmt: skip
    out += _regularity([int(r["value"]) for r in _gaps(whole)])
    if whole:
        out.append(_since(whole, placed, last, live))
    return out + _selected(counted, documents)


def _regularity(gaps: Sequence[int]) -> list[dict[str, Any]]:
    out = []
    if gaps:
        words = (
            f"of {len(gaps)} {'gap' if len(gaps) == 1 else 'gaps'}; range {min(gaps)}–{max(gaps)}"
        )
        out.append(_measure("median gap", median(gaps), "day", words))
    if len(gaps) >= 3:
        words = "standard deviation over mean of the gaps; 1 for a Poisson process, less is regular"
        out.append(_measure("irregularity", round(pstdev(gaps) / fmean(gaps), 3), "1", words))
    return out


def _selected(counted: Sequence[Placed], documents: coverage.Reports) -> list[dict[str, Any]]:
    dated = {d.id for d, _ in documents if d.published is not None}
    telling = {m.document for x in counted for m in x.incident.mentions} & dated
    if len(telling) <= SELECTED * len(dated):
        return []
    words = (
        f"{len(telling)} of {len(dated)} dated reports tell counted incidents: a ledger fed with "
        "them alone says little of quiet days"
    )
    return [_measure("warning", round(len(telling) / len(dated), 3), "1", words)]


def _since(
    whole: Sequence[Placed], placed: Sequence[Placed], last: date, live: frozenset[date]
) -> dict[str, Any]:  # 4.
    latest = max(x.start for x in whole)
    later = [min(x.end, last) for x in placed if x.end > latest and x.start <= last]
    low = (last - max(later, default=latest)).days
    quiet = sum(latest < d <= last for d in live)
    known = sum(d <= latest for d in live)
    words = f"{latest.isoformat()} to {last.isoformat()}, {quiet} of them covered"
    if later:
        words += f"; {len(later)} incidents with open days may lie later"
    row = _measure("time since the last", (last - latest).days, "day", words,
                   low if later else None, (last - latest).days if later else None)  # fmt: skip
    row |= {"start": latest.isoformat(), "end": last.isoformat()}
    if not known:
        return row
    rate = Rate(sum(x.start in live for x in whole), known)
    shortest, longest = wait_interval(rate)
    chance = wait_beyond(quiet, rate)
    row["words"] += (
        f"; under the model 95 % of waits last {shortest:.2g} to {longest:.3g} covered days, and "
        f"one longer than this has a chance of {chance:.2g}"
    )
    return row | {"p": round(chance, 6)}


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


def told_once(periods: Sequence[Mapping[str, Any]]) -> list[tuple[Mapping[str, Any], int]]:
    """Periods and 1; of a run of periods without a report the first, and how many they are."""
    out: list[tuple[Mapping[str, Any], int]] = []
    for missing, run in groupby(periods, lambda r: r["flag"] == NO_DOCUMENTS):
        own = list(run)
        out += [(own[0], len(own))] if missing else [(r, 1) for r in own]
    return out


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """Bars of counts, then the measures and what is left out."""
    from textwrap import wrap

    periods = [r for r in found if r["sort"] == PERIOD]
    most = max((r["count"] or 0 for r in periods), default=0)
    unit = max(1.0, most / 40)
    lines = []
    if periods:
        lines = [f"{'from':10}  {'count':>5}  {'expected':>14}  {'reports':>7}  covered"]
    for row, length in told_once(periods):
        head = f"{row['start']:10}  "
        days = f"{row['covered']}/{row['days']}"
        if row["count"] is None:
            lines.append(f"{head}{'–':>5}  {'':14}  {row['documents']:>7}  {days:7}  {row['flag']}"
                         f"{f', {length} in a row' if length > 1 else ''}")  # fmt: skip
            continue
        spread = expected_words(row)
        bar = "█" * round(row["count"] / unit)
        chance = f" (p = {row['p']:.2g})" if row["p"] is not None else ""
        flag = f" {row['flag']}{chance}" if row["flag"] else ""
        cells = f"{row['count']:>5}  {spread:>14}  {row['documents']:>7}  {days:7}"
        lines.append(f"{head}{cells}  {bar}{flag}".rstrip())
    lines += [""] if periods else []
    if periods:
        lines += wrap(MODEL, width, subsequent_indent="  ")
    for row in (r for r in found if r["sort"] == MEASURE):
        lines += wrap(measure_words(row), width, subsequent_indent="  ")
    left = [r["words"] for r in found if r["sort"] == LEFT_OUT]
    if left:
        lines.append(f"left out: {len(left)}")
        lines += [f"  {words}"[:width] for words in left]
    return "\n".join(lines) + "\n"


def expected_words(row: Mapping[str, Any]) -> str:
    """What the rest of the window predicts for a period: the mean and the 95 % interval."""
    if row["expected"] is None:
        return "–"
    return f"{row['expected']:.1f} ({row['low']}–{row['high']})"


def measure_words(row: Mapping[str, Any]) -> str:
    """A measure in words, with its interval where it has one."""
    if row["flag"] is None:
        return str(row["words"])
    spread = f" ({row['low']:g}–{row['high']:g})" if row["low"] is not None else ""
    unit = "" if row["unit"] == "1" else f" {row['unit']}{'s' if row['value'] != 1 else ''}"
    unit = unit.replace("incident per 30 covered dayss", "incidents per 30 covered days")
    return f"{row['flag']}: {row['value']:g}{spread}{unit}; {row['words']}"
