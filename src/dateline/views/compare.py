"""A hand-made table against the ledger, by instant: matches, mismatches, likely errors.

1. A row's time is its instant, or its date and clock in the table's zone; without a clock its day.
   An incident's is its moment (`moments`).
2. A row and an incident match *by instant* when they lie no more than `within` apart, *by day*
   where one of them has no clock and the days agree. The nearest pair first; several rows may be
   of one incident (one row per missile).
3. A row left over is compared with the incidents left over: a clock that is right on the day
   before or after, a local day beside a clock in another zone, twelve hours, the zone's own offset,
   another year, day and month exchanged, one digit. Such a pair is *likely the same*, with the
   reason and the side that is likely wrong: the table where at least two authorities state the
   ledger's day, else either.
4. Matched pairs are compared field by field (`compare_fields`), and the number of rows of an
   incident with what `each` counts.
5. The checks of the kind run on the figures of each row alone.
6. What is left is only in the table (and whether the ledger holds any report of those days) or only
   in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

from dateline.kinds import Kind, Reported, Stated
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    Claims,
    DatelineError,
    Document,
    Figure,
    Incident,
    Verdict,
)
from dateline.reference import zones
from dateline.views.compare_fields import number_of, sides
from dateline.views.moments import Moment, instant_words, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "row", "row_id", "incident", "title", "how", "table_time", "ledger_time",
    "apart_minutes", "field", "table_value", "ledger_value", "verdict", "reason", "side",
    "said_by", "claims",
)  # fmt: skip

MATCH, LIKELY, TABLE_ONLY, LEDGER_ONLY = "match", "likely the same", "table only", "ledger only"
FIELD, FINDING = "field", "finding"
TIMES = ("id", "date", "time", "instant", "lat", "lon")
NO_DAY = "the row gives no day"
UNTOLD = "the ledger holds reports of these days; none tells it"
NO_REPORT = "the ledger holds no report of these days"
_SLACK = timedelta(minutes=30)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table with its time: an instant in UTC, or only a day in the table's zone."""

    number: int
    ident: str
    cells: Mapping[str, str]
    instant: datetime | None
    day: date | None

    @property
    def words(self) -> str:
        return instant_words(self.instant) or (self.day.isoformat() if self.day else "no day")


@dataclass(frozen=True, slots=True)
class Told:
    """An incident with its moment, and the authorities that state its day."""

    incident: Incident
    when: Moment
    voices: tuple[str, ...]

    @property
    def words(self) -> str:
        day = self.when.day
        return instant_words(self.when.instant) or (day.isoformat() if day else "no day")


def fields(kind: Kind) -> list[str]:
    """What a column may be mapped to: times, a place as `lat` and `lon`, and slots of the kind."""
    return [*TIMES, *(s.name for s in kind.slots)]


def kind_of(columns: Sequence[str], packs: Sequence[Kind]) -> Kind:
    """The kind whose slots the columns name best: fields they are mapped to, or their own names.

    Raises:
        DatelineError: no kind, or more than one, has most of them.
    """
    named = {c.split(":")[0] for c in columns} - set(TIMES)
    fits = {k.name: len(named & {s.name for s in k.slots}) for k in packs}
    best = [k for k in packs if fits[k.name] == max(fits.values())]
    if len(best) != 1:
        raise DatelineError("the columns do not tell which kind their rows are of",
                            expected="--kind " + ", ".join(k.name for k in packs))  # fmt: skip
    return best[0]


def rows(
    table: Sequence[Mapping[str, str]],
    mapped: Mapping[str, str],
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kind: Kind,
    *,
    zone: str = "UTC",
    within: timedelta = timedelta(hours=3),
    each: str | None = None,
) -> list[dict[str, Any]]:
    """Pairs in the order of the table, each with its fields; then what only one side has.

    Raises:
        DatelineError: no column is a date or an instant, no such zone, `each` is no slot, or a
            date or clock of the table cannot be read; the last names the row.
    """
    _asked(table, mapped, kind, zone, each)
    lines = [_line(n, row, mapped, zone) for n, row in enumerate(table, 1)]  # 1.
    told = [t for i in incidents if i.kind == kind.name and (t := _told(i, kind)) is not None]
    pairs = _matched(lines, told, within)  # 2.
    used = {t.incident.id for t, _ in pairs.values()}
    likely = _likely(
        [x for x in lines if x.number not in pairs],
        [t for t in told if t.incident.id not in used], zone,
    )  # fmt: skip  # 3.
    out: list[dict[str, Any]] = []
    seen: dict[str, list[Line]] = {}
    for line in lines:
        pair = pairs.get(line.number) or likely.get(line.number)
        if pair is not None:
            sort = MATCH if line.number in pairs else LIKELY
            out.append(_pair(line, *pair, sort))
            out += _fields(line, pair[0], mapped, kind)  # 4.
            seen.setdefault(pair[0].incident.id, []).append(line)
        out += _checked(line, mapped, kind)  # 5.
    by_id = {t.incident.id: t for t in told}
    if each:
        out += [r for i, own in seen.items() if (r := _each(own, by_id[i], kind, each))]
    covered = {d.published.day for d, _ in documents if d.published}
    out += [
        _alone(x, covered) for x in lines if x.number not in pairs and x.number not in likely
    ]  # 6.
    return out + [_missing(t) for t in told if t.incident.id not in seen]


def _asked(
    table: Sequence[Mapping[str, str]], mapped: Mapping[str, str], kind: Kind, zone: str,
    each: str | None,
) -> None:  # fmt: skip
    if not {"date", "instant"} & set(mapped.values()):
        columns = ", ".join(dict.fromkeys(c for row in table for c in row))
        raise DatelineError("no column is a date", expected=f"--map COL=date with COL of {columns}")
    try:
        zones.zone(zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise DatelineError(f"no zone {zone!r}", expected="a name as Asia/Seoul") from None
    if each is not None and kind.slot(each) is None:
        names = ", ".join(s.name for s in kind.slots if s.fill == "figure")
        raise DatelineError(f"no slot {each!r} of {kind.name}", expected=f"one of {names}")


def _line(number: int, row: Mapping[str, str], mapped: Mapping[str, str], zone: str) -> Line:
    cells = {mapped[c].split(":")[0]: v for c, v in row.items() if c in mapped}
    where = f"row {number}"
    instant, day = None, None
    try:
        if "instant" in cells:
            moment_ = datetime.fromisoformat(cells["instant"])
            instant = (moment_ if moment_.tzinfo else _local(moment_, zone)).astimezone(UTC)
            day = moment_.date()
        elif "date" in cells and len(cells["date"]) >= 10:
            day = date.fromisoformat(cells["date"][:10])
            if "time" in cells:
                clock = datetime.fromisoformat(f"{day.isoformat()}T{cells['time'].zfill(5)}")
                instant = _local(clock.replace(tzinfo=None), zone).astimezone(UTC)
    except ValueError:
        raise DatelineError(
            f"a time that cannot be read: {cells.get('instant') or cells.get('date')} "
            f"{cells.get('time', '')}".rstrip(), where=where,
            expected="dates as 2026-01-04, clocks as 07:50, instants as ISO 8601",
        ) from None  # fmt: skip
    return Line(number, cells.get("id", where), cells, instant, day)


def _local(moment_: datetime, zone: str) -> datetime:
    return moment_.replace(tzinfo=zones.zone(zone))


def _told(incident: Incident, kind: Kind) -> Told | None:
    when = moment(incident, kind)
    if when is None or when.day is None:
        return None
    voices = {
        w for c in incident.cells if c.claim and c.slot in kind.days for w in c.claim.said_by
        if w not in (NARRATOR, UNSTATED)
    }  # fmt: skip
    return Told(incident, when, tuple(sorted(voices)))


Pairs = dict[int, tuple[Told, str]]


def _matched(lines: Sequence[Line], told: Sequence[Told], within: timedelta) -> Pairs:
    """Row number → (incident, how): each row takes the nearest incident."""
    found: Pairs = {}
    for line in lines:
        near = []
        for n, t in enumerate(told):
            apart = _apart(line, t)
            if apart is not None and apart <= within:
                near.append((apart, n))
        if near:
            t = told[min(near)[1]]
            exact = line.instant is not None and t.when.instant is not None
            found[line.number] = (t, "by instant" if exact else "by day")
    return found


def _apart(line: Line, told: Told) -> timedelta | None:
    """How far apart, zero for the same day where one has no clock; None where nothing compares."""
    if line.instant is not None and told.when.instant is not None:
        return abs(line.instant - told.when.instant)
    days = {told.when.day}
    if told.when.instant is not None:
        days.add(told.when.instant.date())
    mine = {line.day}
    if line.instant is not None:
        mine.add(line.instant.date())
    return timedelta(0) if line.day is not None and days & mine else None


def _likely(lines: Sequence[Line], told: Sequence[Told], zone: str) -> Pairs:
    found: Pairs = {}
    for line in lines:
        for t in told:
            reason = _slip(line, t, zone)
            if reason:
                found[line.number] = (t, reason)
                break
    return found


def _slip(line: Line, told: Told, zone: str) -> str | None:
    """The one slip that would make a row and an incident the same; the first that applies."""
    mine, theirs = line.instant, told.when.instant
    local = told.when.day
    if mine is None or theirs is None:
        return _day_slip(line.day, local)
    apart = mine - theirs
    if abs(abs(apart) - _DAY) <= _SLACK:
        if line.day == local:
            return f"day off by one: the date is the local day, the clock is in {zone}"
        return "day off by one with the same clock"
    if abs(abs(apart) - timedelta(hours=12)) <= _SLACK:
        return "twelve hours apart: a.m. and p.m. exchanged"
    offset = told.when.when.offset
    if offset and abs(abs(apart) - abs(timedelta(minutes=offset))) <= _SLACK:
        return f"apart by the local zone's offset: the clock is local, not in {zone}"
    clock = mine.replace(year=theirs.year) if _has_day(mine, theirs.year) else None
    if clock is not None and mine.year != theirs.year and abs(clock - theirs) <= _SLACK:
        return "another year with the same day and clock"
    same = abs((mine - datetime.combine(mine.date(), datetime.min.time(), UTC)) - (
        theirs - datetime.combine(theirs.date(), datetime.min.time(), UTC)
    )) <= _SLACK  # fmt: skip
    return _day_slip(mine.date(), theirs.date()) if same else None


def _has_day(when: datetime, year: int) -> bool:
    return not (when.month == 2 and when.day == 29 and year % 4)


def _day_slip(mine: date | None, theirs: date | None) -> str | None:
    if mine is None or theirs is None or mine == theirs:
        return None
    if abs(mine - theirs) == _DAY:
        return "day off by one"
    if (mine.year, mine.month, mine.day) == (theirs.year, theirs.day, theirs.month):
        return "day and month exchanged"
    if mine.year != theirs.year and (mine.month, mine.day) == (theirs.month, theirs.day):
        return "another year with the same day"
    wrong = sum(a != b for a, b in zip(mine.isoformat(), theirs.isoformat()))
    if wrong == 1 and mine.year == theirs.year and mine.day != theirs.day:
        return "one digit of the day differs"
    return None


def _pair(line: Line, told: Told, how: str, sort: str) -> dict[str, Any]:
    exact = line.instant is not None and told.when.instant is not None
    apart = None
    if exact:
        assert line.instant is not None and told.when.instant is not None
        apart = round((line.instant - told.when.instant).total_seconds() / 60)
    row = _row(sort, line, told) | {"apart_minutes": apart, "said_by": list(told.voices)}
    if sort == MATCH:
        return row | {"how": how, "verdict": "match"}
    inferred = [p for p in told.when.inferred if p in ("year", "day")]
    side = "table" if len(told.voices) > 1 else "either"
    note = f"; the ledger infers the {', '.join(inferred)}" if inferred and side == "either" else ""
    return row | {"verdict": "mismatch", "reason": how + note, "side": side}


def _row(sort: str, line: Line | None, told: Told | None) -> dict[str, Any]:
    return {
        **dict.fromkeys(COLUMNS), "sort": sort, "row": line.number if line else None,
        "row_id": line.ident if line else None, "table_time": line.words if line else None,
        "incident": told.incident.id if told else None,
        "title": title_of(told.incident) if told else None,
        "ledger_time": told.words if told else None, "said_by": [],
        "claims": list(told.when.claims) if told else [],
    }  # fmt: skip


def _claims(incident: Incident, slot: str) -> list[Claim]:
    return [c.claim for c in incident.cells if c.claim is not None and c.slot == slot]


def _fields(line: Line, told: Told, mapped: Mapping[str, str], kind: Kind) -> list[dict[str, Any]]:
    out = []
    units = {f.split(":")[0]: f.partition(":")[2] for f in mapped.values()}
    for slot in kind.slots:
        if slot.name not in line.cells or slot.fill in ("day", "clock"):
            continue
        claims = _claims(told.incident, slot.name)
        side = sides(slot, line.cells[slot.name], units.get(slot.name, ""), claims)
        out.append(_row(FIELD, line, told) | {"field": slot.name} | side)
    if "lat" in line.cells and "lon" in line.cells:
        places = [c for s in kind.places.begin + kind.places.at for c in _claims(told.incident, s)]
        spot = (float(line.cells["lat"]), float(line.cells["lon"]))
        side = sides(None, f"{spot[0]:g}, {spot[1]:g}", "", places, spot)
        out.append(_row(FIELD, line, told) | {"field": "lat, lon"} | side)
    return out


def _each(own: Sequence[Line], told: Told, kind: Kind, each: str) -> dict[str, Any] | None:
    slot = kind.slot(each)
    if slot is None:
        return None
    claims = _claims(told.incident, each)
    side = sides(slot, str(len(own)), "", claims)
    return _row(FIELD, own[0], told) | {"field": f"rows as {each}"} | side


def _checked(line: Line, mapped: Mapping[str, str], kind: Kind) -> list[dict[str, Any]]:
    """What the kind's checks say of the figures of the row alone, where they do not fit."""
    units = {f.split(":")[0]: f.partition(":")[2] for f in mapped.values()}
    stated: dict[str, tuple[Stated, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    for slot in kind.slots:
        cell = line.cells.get(slot.name)
        if cell is None:
            continue
        figure = number_of(cell, units.get(slot.name, ""), slot) if slot.fill == "figure" else None
        if isinstance(figure, Figure):
            stated[slot.name] = (Stated(figure, ("table",)),)
        elif slot.fill in ("words", "name"):
            words[slot.name] = (cell.lower(),)
    out = []
    for check in kind.checks if stated else ():
        found = check(Reported(stated, {k: v[0].figure for k, v in stated.items()}, words))
        slip = found is not None and "slip" in found.text
        if found is not None and (found.verdict is Verdict.INCONSISTENT or slip):
            out.append(_row(FINDING, line, None) | {
                "field": found.check, "verdict": str(found.verdict), "reason": found.text,
                "side": "table",
            })  # fmt: skip
    return out


def _alone(line: Line, covered: set[date]) -> dict[str, Any]:
    if line.day is None:
        reason = NO_DAY
    elif {line.day + n * _DAY for n in (-1, 0, 1, 2)} & covered:
        reason = UNTOLD
    else:
        reason = NO_REPORT
    return _row(TABLE_ONLY, line, None) | {"verdict": "not in the ledger", "reason": reason}


def _missing(told: Told) -> dict[str, Any]:
    return _row(LEDGER_ONLY, None, told) | {
        "verdict": "not in the table", "said_by": list(told.voices),
    }  # fmt: skip


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """The lines of the comparison, cut to a width."""
    from textwrap import wrap

    out = [part for line in lines(found) for part in wrap(line, width, subsequent_indent="    ")]
    return "\n".join(out) + "\n"


def lines(found: Sequence[Mapping[str, Any]]) -> list[str]:
    """Counts, then everything that is no match."""

    def count(sort: str) -> int:
        return sum(r["sort"] == sort for r in found)

    cells = [r for r in found if r["sort"] == FIELD]
    verdicts = dict.fromkeys(r["verdict"] for r in cells)
    tally = ", ".join(f"{sum(r['verdict'] == v for r in cells)} {v}" for v in verdicts)
    out = [
        f"rows matched: {count(MATCH)} · likely the same: {count(LIKELY)} · only in the table: "
        f"{count(TABLE_ONLY)} · incidents only in the ledger: {count(LEDGER_ONLY)}"
    ]
    out += [f"fields compared: {len(cells)} ({tally})"] if cells else []
    for row in found:
        if row["verdict"] in ("match", "rounding", "not stated in the ledger"):
            continue
        if row["sort"] == TABLE_ONLY and row["reason"] != UNTOLD:
            continue
        out.append(_words(row))
    for reason in (NO_REPORT, NO_DAY):
        alone = sum(r["sort"] == TABLE_ONLY and r["reason"] == reason for r in found)
        rows_ = "row" if alone == 1 else "rows"
        out += [f"< {alone} {rows_} only in the table: {reason}"] if alone else []
    return out


def _words(row: Mapping[str, Any]) -> str:
    side = f" (likely wrong: {row['side']})" if row["side"] else ""
    incident = (row["incident"] or "")[:12]
    match row["sort"]:
        case "likely the same":
            who = ", ".join(row["said_by"]) or "no authority"
            return (
                f"≠ {row['row_id']}: table {row['table_time']}, ledger {row['ledger_time']} by "
                f"{who} ({incident}): {row['reason']}{side}"
            )
        case "field":
            return (
                f"≠ {row['row_id']} {row['field']}: table {row['table_value']}, ledger "
                f"{row['ledger_value']} ({incident}): {row['reason']}{side}"
            )
        case "finding":
            return f"! {row['row_id']} {row['field']}: {row['verdict']}: {row['reason']}{side}"
        case "table only":
            return f"< {row['row_id']} {row['table_time']}: {row['verdict']}; {row['reason']}"
        case _:
            return f"> {incident} {row['title']} {row['ledger_time']}: {row['verdict']}"
