"""Whose text a report is: a release, a state agency's own dispatch.

What such a text tells without naming a source is its issuer's word, and not that of a reporter.

1. The bracket or the slashes of a dateline name state media of the state that acts: "Pyongyang,
   July 13 (KCNA) —".
2. Nobody is quoted, the words tell of "today" or of "us", and the first sentence names one body by
   its proper name: a release of that body.
"""

from __future__ import annotations

import re

from dateline.claims.speakers.setting import Setting
from dateline.claims.voices import Voice
from dateline.model import NameSpan, Span
from dateline.reference import authorities as reference

_MARK = re.compile(r"^[^\n]{0,60}?[(/\[](?P<who>[A-Z][\w. ]{1,30})[)/\]]\s*[-\u2013\u2014.:]")
_OURS = re.compile(r"\b(?:today|we|our|us)\b", re.IGNORECASE)
_WHY = "the text is its own"


def issuer(setting: Setting, span: Span, number: int) -> Voice | None:
    """The report is a text of the body itself."""
    name = _agency(setting) or _release(setting)
    return setting.voice_of(name, _WHY) if name is not None else None


def _agency(setting: Setting) -> NameSpan | None:  # 1.
    mark = _MARK.match(setting.text)
    if mark is None:
        return None
    who = Span(mark.start("who"), mark.end("who"))
    for name in setting.names:
        body = reference.body(name.authority) if name.authority else None
        if body is None or body.sector != "JRN" or not who.contains(name.span):
            continue
        if body.country in setting.actors or not setting.actors:
            return name
    return None


def _release(setting: Setting) -> NameSpan | None:  # 2.
    quoted = any(a.source and a.form != "belief" for a in setting.voices.attributions)
    if quoted or setting.head or not _OURS.search(setting.text):
        return None
    lead = next((s.end for s in setting.ann.parse.sentences if _tells(setting, s.span)), 0)
    named = [n for n in setting.names if n.span.end <= lead and _is_named_body(n)]
    own = len({n.authority for n in named}) == 1
    actors = setting.actors
    return named[0] if own and (named[0].country in actors or not actors) else None


def _is_named_body(name: NameSpan) -> bool:
    return name.sort == "body" and name.country is not None and "not in the words" not in name.rule


def _tells(setting: Setting, sentence: Span) -> bool:
    return any(t.pos == "VERB" for t in setting.ann.parse.tokens_in(sentence))
