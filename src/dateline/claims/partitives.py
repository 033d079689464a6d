"""Numbers that pick from a counted whole: "17 of 20 missiles", "one of the missiles flew on"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Figure, FigureSpan

_PICKED = re.compile(
    r"(?:at\s+least\s+|about\s+|around\s+|some\s+|only\s+)?(?:an?\s+)?(?!both|all)\w+\s+of\s+(?:the|them|these|those|its|their|whom|which)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?", re.IGNORECASE)


def picks_out(figure: Figure) -> bool:
    """Whether a figure picks things out and counts none: "one of the missiles flew on"."""
    return _PICKED.match(figure.original) is not None


def of_the_whole(text: str, figure: FigureSpan, figures: Sequence[FigureSpan]) -> Figure:
    """A bare number that picks from a counted whole counts the same: "17 of 20 missiles"."""
    of = _WHOLE.match(text, figure.span.end)
    if figure.figure.unit != "1" or of is None:
        return figure.figure
    whole = next((f for f in figures if f.span.start == of.end()), None)
    return replace(figure.figure, unit=whole.figure.unit) if whole else figure.figure
