"""The clock a fetch goes by, handed in so that tests and replays decide what time it is."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Seconds that only grow, the time of day in UTC, and waiting."""

    def seconds(self) -> float:
        """Seconds since some fixed moment."""

    def now(self) -> datetime:
        """The time of day, UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class SystemClock:
    """The clock of this machine."""

    def seconds(self) -> float:
        """See `time.monotonic`."""
        return time.monotonic()

    def now(self) -> datetime:
        """Whole seconds, UTC."""
        return datetime.now(UTC).replace(microsecond=0)

    def sleep(self, seconds: float) -> None:
        """See `time.sleep`."""
        time.sleep(seconds)
