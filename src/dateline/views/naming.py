"""Ids of parties and authorities as words: KOR:JCS → Joint Chiefs of Staff (Republic of Korea)."""

from __future__ import annotations

from functools import lru_cache

from dateline.model import NARRATOR, UNSTATED
from dateline.reference import authorities, countries


@lru_cache(maxsize=4096)
def label(ident: str) -> str:
    """Words for an id, the id itself where the reference tables have none."""
    if ident == NARRATOR:
        return "narrator"
    if ident == UNSTATED:
        return "source not stated"
    body = authorities.body(ident)
    if body is not None:
        return body.name
    if countries.is_country(ident):
        return countries.name(ident)
    head, _, rest = ident.partition(":")
    words = rest.replace("-", " ")
    if head == "anonymous":
        return f"{words}, unnamed"
    if head in ("person", "org", "group", "party", "outlet") and rest:
        return words.title()
    return ident
