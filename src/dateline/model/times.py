"""Times as intervals with their parts: what is stated, what is inferred, and from what."""

from __future__ import annotations

from dataclasses import dataclass

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
