"""Rules that find who says a value in the words around it, where no attribution covers them."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.claims.pointers import pointed as pointed_at
from dateline.claims.pointers import signed
from dateline.claims.speakers.setting import Setting
from dateline.claims.voices import Voice
from dateline.model import Evidence, EvidenceRole, NameSpan, SourceKind, Span, Step
from dateline.reference import authorities as reference

_OFFICE = re.compile(
    r"(?:'s|\u2019s)?\s+"
    r"(military|army|navy|air force|armed forces|defen[cs]e (?:ministry|minister))\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:'s|\u2019s)?(?:\s+\w+){0,3}?\s+(?:said|says|announced|reported|added|confirmed|stated|noted|"
    r"told (?:the )?\w+|estimated|claimed|declared|reckons?|reckoned|disclosed|revealed|insisted|"
    r"maintained|judged|concluded|observed|believes|counted|figured|calculated|specified)\b"
    r"(?:(?:\s+[\w.,']+){0,7}[.\"\u201d]*\s*|,\s+(?:and|but|adding)\b.*)$",
    re.DOTALL,
)
_ASIDE = re.compile(r"[^.;:,]{0,40},\s*(?:the\s+)?")
_GOING_ON = re.compile(r":|(?:\s+in\s+\w+)?,?\s+[\"\u201c]")
_ADDED = re.compile(
    r"(?:\s+(?:on\s+|early\s+|late\s+)?(?:\w+day|today|yesterday)(?:\s+\w+)?)?,\s+\w", re.IGNORECASE
)
_COMMA = re.compile(r"[,\u201d]\s+(?:the\s+|a\s+|an\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to (?:the |a |an )?(?:\w+ )?$", re.IGNORECASE)


def at_the_end(setting: Setting, span: Span, number: int) -> Voice | None:
    """Attribution closes the sentence."""
    sentence = setting.sentence(span)
    text, voices = setting.text, setting.voices
    for n, a in enumerate(voices.attributions):
        inside = a.source and a.cue and all(sentence.contains(s) for s in (*a.source, *a.cue))
        before = min((s.start for s in (*a.source, *a.cue)), default=0)
        closing = inside and before >= span.end
        last = max((s.end for s in (*a.source, *a.cue)), default=0)
        # "…, the JCS said: the first …", "…, the JCS said, “and more advanced”"
        goes_on = _GOING_ON.match(text, last)
        aside = _ASIDE.fullmatch(text[span.end : before]) and (
            text[last : last + 1] == ","
        )  # "Three missiles, the ministry announced, flew …"
        added = _ADDED.match(text, last)  # "…, the JCS said Wednesday, a day after …"
        if not closing or not (goes_on or aside or added or sentence.end - last <= 45):
            continue
        begins = bool(a.content) and (
            a.content[0].start < before or text[:before].rstrip().endswith(",")
        )
        if begins and a.form in ("indirect", "according-to", "mixed"):
            step = Step("attribution closes the sentence")
            return replace(voices.all[n], steps=(*voices.all[n].steps, step))
    return None


def closing_name(setting: Setting, span: Span, number: int) -> Voice | None:
    """Named where the sentence is attributed.

    The name closes it with a verb of saying, or stands behind "according to", and the parser lost
    the clause.
    """
    sentence, text = setting.sentence(span), setting.text
    for name in setting.names:
        if name.authority is None or name.span.end > sentence.end:
            continue
        before = text[sentence.start : max(sentence.start, name.span.start)]
        after = text[name.span.end : sentence.end]
        closes = name.span.start >= span.end and _CLOSING.match(after) and _COMMA.search(before)
        if closes and name.sort == "country" and (body := _office_behind(setting, name)):
            return body
        if closes or (_ACCORDING.search(before) and name.span.start >= sentence.start):
            return setting.voice_of(name, "named where the sentence is attributed")
    return None


def closes(setting: Setting, name: NameSpan) -> bool:
    """Whether a name ends its sentence as who says it: "…, the JCS in Seoul announced"."""
    if not setting.ann.parse.tokens_in(name.span):
        return False
    sentence = setting.sentence(name.span)
    before = setting.text[sentence.start : max(sentence.start, name.span.start)]
    after = setting.text[name.span.end : sentence.end]
    return bool(_CLOSING.match(after) and _COMMA.search(before))


def pointed(setting: Setting, span: Span, number: int) -> Voice | None:
    """The words around point to them."""
    here, end = setting.sentence(span), setting.block_end(span.start)
    name = pointed_at(setting.text, setting.names, span, here)
    name = name or signed(setting.ann.parse, setting.names, span, here, end)
    return setting.voice_of(name, "the words around point to them") if name else None


def _office_behind(setting: Setting, name: NameSpan) -> Voice | None:
    """The body that the words behind a country's name make: "the South Korean military"."""
    behind = _OFFICE.match(setting.text, name.span.end)
    if behind is None or not name.country:
        return None
    code = "MOD" if behind[1].lower().startswith("def") else "MIL"
    span = Span(name.span.start, behind.end(1))
    body = reference.state_body(name.country, code)
    return Voice(
        (body.id,), kind=SourceKind.ROLE, attribution=-1,
        evidence=(Evidence(EvidenceRole.SOURCE, span, span.of(setting.text)),),
        steps=(Step("speaker: an office behind a country's name", (behind[1],), body.id),),
    )  # fmt: skip
