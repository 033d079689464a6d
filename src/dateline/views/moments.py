"""When an incident happened, as one value that every drawing over time shares.

1. The derived moment (day, clock and zone together) where there is one. 2. Else the first day that
somebody states as a fact, else the first day stated in any other way. Nothing is guessed: an
incident that states no day has no moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from dateline.kinds import Kind
from dateline.model import Basis, Cell, Incident, Modality, Precision, Published, When

_FACT = (Modality.ASSERTED, Modality.REPORTED)
_LATEST_ZONE = timedelta(hours=12)
"""A day without a zone ends last at UTC−12."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment and the ids of the claims it rests on.

    `start` and `end` are local days (both inclusive); None where that side is not stated.
    """

    when: When
    claims: tuple[str, ...]

    @property
    def start(self) -> date | None:
        return _day(self.when.earliest, last=False)

    @property
    def end(self) -> date | None:
        return _day(self.when.latest, last=True)

    @property
    def day(self) -> date | None:
        """The local day, None where the words leave more than one."""
        return self.start if self.start == self.end else None

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, where clock and zone are known."""
        utc = self.when.utc
        return datetime.fromisoformat(utc.replace("Z", "+00:00")) if utc else None

    @property
    def latest(self) -> datetime | None:
        """The last instant at which it can have happened; None where no end is stated."""
        if self.instant is not None:
            return self.instant
        if self.end is None:
            return None
        midnight = datetime.combine(self.end + timedelta(days=1), datetime.min.time(), UTC)
        if self.when.offset is not None:
            return midnight - timedelta(minutes=self.when.offset)
        return midnight + _LATEST_ZONE

    @property
    def inferred(self) -> tuple[str, ...]:
        """The parts that are worked out and not stated ("year", "zone")."""
        return tuple(part for part, basis in self.when.basis if basis is Basis.INFERRED)


def moment(incident: Incident, kind: Kind) -> Moment | None:
    """The moment of an incident, None where no day is stated."""
    for cell in incident.cells:
        if cell.slot == "when" and cell.claim is None and isinstance(cell.value, When):  # 1.
            return Moment(cell.value, cell.inputs)
    stated = [c for c in incident.cells if c.slot in kind.days and isinstance(c.value, When)]
    stated.sort(key=lambda c: (not _is_fact(c), not _is_day(c)))
    for cell in stated:  # 2.
        assert isinstance(cell.value, When)
        if cell.value.earliest or cell.value.latest:
            return Moment(cell.value, (cell.claim.id,) if cell.claim else cell.inputs)
    return None


def _is_fact(cell: Cell) -> bool:
    return cell.claim is not None and cell.claim.modality in _FACT


def _is_day(cell: Cell) -> bool:
    return isinstance(cell.value, When) and cell.value.precision in (
        Precision.MINUTE, Precision.HOUR, Precision.DAYPART, Precision.DAY,
    )  # fmt: skip


def _day(text: str | None, *, last: bool) -> date | None:
    """The day of an ISO value; a month or year is its first or last day."""
    if text is None:
        return None
    if len(text) >= 10:
        return date.fromisoformat(text[:10])
    year = int(text[:4])
    if len(text) == 4:
        return date(year, 12, 31) if last else date(year, 1, 1)
    month = int(text[5:7])
    if not last:
        return date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def beginning(published: Published) -> datetime:
    """The instant of a publication in UTC; a bare date stands for its beginning, 00:00 UTC."""
    if published.instant is not None:
        return published.instant.astimezone(UTC)
    return datetime.combine(published.day, datetime.min.time(), UTC)


def latest(dates: Iterable[Published]) -> Published | None:
    """The latest publication, by its instant: the date that what was read speaks as of."""
    return max(dates, key=lambda p: (beginning(p), p.original), default=None)


def instant_words(moment: datetime | None) -> str | None:
    """`2026-01-05T10:50Z`, None where there is none."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def day_words(moment: Moment | None) -> str | None:
    """The local day or days: `2026-01-04`, `2025-01-01..2025-12-31`; None where none is stated."""
    if moment is None:
        return None
    if moment.day is not None:
        return moment.day.isoformat()
    start, end = moment.start, moment.end
    return f"{start.isoformat() if start else ''}..{end.isoformat() if end else ''}"
