"""Time zones: words for them, and historical offsets from the tzdata package alone."""

from __future__ import annotations

import zoneinfo
from datetime import datetime
from functools import cache

from dateline.reference.countries import table

# The system's own zone files differ between machines; the package's do not.
zoneinfo.reset_tzpath(to=())


@cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    """The zone of an IANA name.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: there is no such zone.
    """
    return zoneinfo.ZoneInfo(name)


@cache
def by_words() -> dict[str, str]:
    """Words for zones in lower case → IANA name ("kst" → "Asia/Seoul")."""
    return {w: r["zone"] for r in table("zones.csv") for w in r["words"].split(";")}


def named(words: str) -> str | None:
    """The IANA name that words such as "KST" or "Tokyo time" stand for, or None."""
    return by_words().get(" ".join(words.lower().replace(".", "").split()))


def offset_minutes(name: str, local: str) -> int | None:
    """Minutes east of UTC of a zone at a local ISO time (the earlier one where it is twice)."""
    moment = datetime.fromisoformat(local[:16]).replace(tzinfo=zone(name))
    delta = moment.utcoffset()
    return None if delta is None else int(delta.total_seconds() // 60)
