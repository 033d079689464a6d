"""Publication dates as feeds and pages write them → `Published`."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

from dateline.model import DatelineError, Published

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def published(words: object) -> Published | None:
    """Read ISO 8601 or RFC 5322 words; None where they are no date (never a guess)."""
    text = str(words or "").strip()
    if not text:
        return None
    try:
        return Published.parse(text)
    except DatelineError:
        pass
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    # RFC 5322 "-0000" means that the zone is not stated.
    return Published.parse(moment.isoformat())
