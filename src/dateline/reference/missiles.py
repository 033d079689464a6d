"""Whose missile a name is: "Hwasong-12" is North Korea's. Rows of `missiles.csv`."""

from __future__ import annotations

import re
from functools import cache

from dateline.reference.countries import table


def maker(text: str) -> str | None:
    """The state (ISO 3166 alpha-3) that fires the first missile or rocket a text names; None where
    it names none of the list."""
    found = _pattern().search(text)
    return _countries()[found[1]] if found else None


@cache
def _countries() -> dict[str, str]:
    return {
        name: row["country"] for row in table("missiles.csv") for name in row["names"].split(";")
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_countries(), key=lambda n: (-len(n), n))
    return re.compile(
        r"(?<![\w-])(" + "|".join(
            re.escape(n) + (r"(?=-?\d)" if len(n) < 3 and n.isalpha() else "") for n in names
        ) + r")(?![a-z])"
    )  # fmt: skip
