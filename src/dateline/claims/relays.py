"""An outlet that names its own source: "Yonhap, citing government sources", "quoting the JCS".

1. The words "citing", "quoting" or "quoted" stand right behind the outlet's name.
2. What is cited is read by its words: a body the names layer knows, else an office of the state
   that the words or the outlet belong to.
3. The one cited says it; the outlet relays.
"""

from __future__ import annotations

import re

from dateline.model import NameSpan, Span
from dateline.reference import authorities as reference

_CITING = re.compile(
    r"[\s,]*(?:which\s+)?(?:citing|quoting|quoted|cited)\s+(?P<who>[^,.;:\"\u201c]+)", re.IGNORECASE
)
_OFFICES = (
    (re.compile(r"\bdefen[cs]e (?:ministry|official|source)|\bministry of defen[cs]e", re.I),
     "MOD"),
    (re.compile(r"\bjoint chiefs\b", re.I), "JCS"),
    (re.compile(r"\bmilitary\b|\barmy\b", re.I), "MIL"),
    (re.compile(r"\bintelligence\b|\bspy agency\b", re.I), "INT"),
    (re.compile(r"\bgovernment\b|\bofficials?\b|\bdiplomats?\b", re.I), "GOV"),
)  # fmt: skip
_PRIVATE = re.compile(r"\bwitness|\bresident|\banalyst|\bexpert|\bunnamed\b", re.IGNORECASE)


def cited(text: str, outlet: Span) -> Span | None:
    """Whom the outlet named at `outlet` cites, in the words that follow; None where nobody."""
    found = _CITING.match(text, outlet.end)  # 1.
    return Span(found.start("who"), found.end("who")) if found else None


def office_code(words: str) -> str | None:
    """The code of the office that words speak of; None where they speak of none."""
    return next((code for pattern, code in _OFFICES if pattern.search(words)), None)


def body_of(words: str, inside: list[NameSpan], outlet: str) -> str | None:
    """The body that the cited words stand for; None where they name nobody known."""
    sure = [n for n in inside if n.sort == "body" and n.authority
            and "not in the words" not in n.rule]  # fmt: skip
    if sure:  # 2.
        return sure[0].authority
    if _PRIVATE.search(words):
        return None
    named = next((n.country for n in inside if n.sort == "country" and n.country), None)
    own = reference.body(outlet)
    country = named or (own.country if own else None)
    code = office_code(words)
    return reference.state_body(country, code).id if country and code else None
