"""Times as intervals with their parts: what is stated, what is inferred, and from what."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from dateline.model.lists import Basis, Precision


@dataclass(frozen=True, slots=True)
class When:
    """An interval of local time.

    `earliest` and `latest` are local ISO 8601 strings at the value's own precision, both inclusive
    ("2026-01-01" … "2026-02-28"; "2026-01-04T07:50"). None = that side is not stated.
    `zone` is an IANA name, `offset` minutes east of UTC at that moment; `zone_basis` says whether
    the zone is stated or inferred. `anchor` is what a relative value was resolved against
    ("published 2026-01-04"). `alternatives` are exclusive choices ("in January or February").
    `basis` marks each part: ("year", inferred), ("day", stated), ("clock", stated) …
    """

    earliest: str | None
    latest: str | None
    precision: Precision
    original: str
    zone: str | None = None
    offset: int | None = None
    zone_basis: Basis = Basis.UNKNOWN
    approximator: str | None = None
    anchor: str | None = None
    alternatives: tuple[tuple[str, str], ...] = ()
    recurrence: str | None = None
    basis: tuple[tuple[str, Basis], ...] = ()

    @property
    def notation(self) -> str:
        """Canonical notation: `~2026-01-04T07:50+09:00`, `2026-01-01..2026-02-28`, `open`."""
        about = "~" if self.approximator else ""
        if self.earliest is None and self.latest is None:
            return "open"
        if self.earliest == self.latest:
            return f"{about}{self.earliest}{self.offset_notation}"
        return f"{about}{self.earliest or ''}..{self.latest or ''}{self.offset_notation}"

    @property
    def offset_notation(self) -> str:
        """`+09:00`, or empty for a value without a clock or without a known zone."""
        clock = "T" in (self.earliest or self.latest or "")
        if self.offset is None or not clock:
            return ""
        sign = "-" if self.offset < 0 else "+"
        return f"{sign}{abs(self.offset) // 60:02d}:{abs(self.offset) % 60:02d}"

    @property
    def utc(self) -> str | None:
        """The instant in UTC (`2026-01-03T22:50Z`), None without a clock or a known offset."""
        if self.offset is None or self.earliest is None or len(self.earliest) != 16:
            return None
        if self.earliest != self.latest:
            return None
        moment = datetime.fromisoformat(self.earliest) - timedelta(minutes=self.offset)
        return moment.strftime("%Y-%m-%dT%H:%MZ")


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day of another month, or its last day where that month is shorter."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1).day))


def weekday(day: date, number: int, direction: str) -> date:
    """The weekday (Monday = 0) seen from `day`.

    past: the latest one not after `day`; future: the first one not before it; last and next: never
    `day` itself; this: in the same week.
    """
    back = (day.weekday() - number) % 7
    match direction:
        case "past":
            return day - timedelta(days=back)
        case "future":
            return day + timedelta(days=(-back) % 7)
        case "last":
            return day - timedelta(days=back or 7)
        case "next":
            return day + timedelta(days=(7 - back) if back else 7)
        case _:
            return day - timedelta(days=day.weekday() - number)


def resolve_deixis(deixis: str, day: date) -> date | None:
    """The calendar day a deictic form means on `day`.

    Forms: `weekday:N:DIRECTION` (Monday = 0), `day:±N`. None for any other form: it does not
    depend on the calendar of the place.
    """
    head, *rest = deixis.split(":")
    if head == "weekday":
        return weekday(day, int(rest[0]), rest[1])
    if head == "day":
        return day + timedelta(days=int(rest[0]))
    return None


def shift_day(when: When, old: date, new: date) -> When:
    """The same value with its calendar day moved from `old` to `new`; clock parts stay."""

    def move(text: str | None) -> str | None:
        if text is None or len(text) < 10 or text[:10] != old.isoformat():
            return text
        return new.isoformat() + text[10:]

    return replace(when, earliest=move(when.earliest), latest=move(when.latest))
