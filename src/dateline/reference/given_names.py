"""Given names → whether news mostly gives them to women or to men."""

from __future__ import annotations

from functools import cache

from dateline.reference.countries import table


@cache
def _genders() -> dict[str, str]:
    return {n: r["gender"] for r in table("given_names.csv") for n in r["names"].split(";")}


def gender(name: str) -> str | None:
    """`f` or `m` for the first word of a full name, or its first part ("Anne-Marie").

    None where the table does not tell.
    """
    words = name.split()
    if not words:
        return None
    return _genders().get(words[0]) or _genders().get(words[0].split("-")[0])
