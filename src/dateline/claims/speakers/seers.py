"""Rules that find who saw, counted or measured a value, and who spoke last before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.claims import seeing
from dateline.claims.speakers.pointing import closes
from dateline.claims.speakers.setting import Setting
from dateline.claims.speakers.standing import Standing
from dateline.claims.voices import Voice
from dateline.model import (
    NARRATOR,
    UNSTATED,
    AttributionSpan,
    Modality,
    NameSpan,
    Span,
    Step,
    TimeRelation,
    Token,
)

_REFUSED = re.compile(r"\b(?:not|n't|n\u2019t|declin\w+|refus\w+|silent)\b")
_HEADING = re.compile(
    r"[\W\d]*(?:[A-Z][a-z]+ \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]+ \d{4})?[\W\d]*"
)
_GAP = re.compile(r"\s+(?:at|of|about|around)(?:\s+(?:about|around|some))?\s+|\s+")
_LISTED = re.compile(r"(?:,|;|,? and)\s+(?:the\s+)?$")
_BYSTANDERS = frozenset({
    "anonymous:experts", "anonymous:researchers", "anonymous:people", "anonymous:media",
    "anonymous:analysts", "anonymous:residents", "anonymous:witnesses",
})  # fmt: skip
_SAID = (Modality.ASSERTED, Modality.REPORTED)


def seen(setting: Setting, span: Span, number: int) -> Voice | None:
    """Named as the one who saw or counted it.

    The nearest name of the sentence that is the subject of a verb of seeing, or whose account it
    is ("by Tokyo's reckoning").
    """
    sentence, parse = setting.sentence(span), setting.ann.parse
    given = _gapped(setting, span)
    if given is not None:
        return setting.voice_of(given, "named right before what it gives")
    best: tuple[int, NameSpan] | None = None
    for name in setting.names:
        if name.authority is None or not sentence.contains(name.span):
            continue
        if name.span.overlaps(span) or not (
            observes(setting, name, number) or seeing.in_clause(parse, name.span, span)
        ):
            continue
        if seeing.is_aside(parse, name.span, span):
            continue
        if name.span.end > span.start and not (
            _follows(setting, name) or seeing.sights(parse, name.span, span)
        ):
            continue
        distance = max(span.start - name.span.end, 200 + name.span.start - span.end)
        if name.span.end <= span.start:
            distance = span.start - name.span.end
        if best is None or distance < best[0]:
            best = (distance, name)
    return setting.voice_of(best[1], "named as the one who saw or counted it") if best else None


def _gapped(setting: Setting, span: Span) -> NameSpan | None:
    """The name that a value follows where the verb is left out: "Seoul put it at 12:35, Tokyo at
    12:34"."""
    sentence = setting.sentence(span)
    listed = [n for n in setting.names if n.authority and n.sort in ("body", "role", "country")
              and sentence.contains(n.span)]  # fmt: skip
    for name in listed[1:]:
        behind = name.span.end <= span.start and _GAP.fullmatch(
            setting.text[name.span.end : span.start]
        )
        if behind and _LISTED.search(setting.text[: name.span.start]):
            return name
    return None


def carried(setting: Setting, span: Span, number: int, standing: Standing) -> Voice | None:
    """Carried on from the last speaker before.

    The last attribution or name that sees in the same block of text, behind the first sentence.
    """
    if setting.ann.events[number].time is TimeRelation.HISTORICAL:
        return None
    last: tuple[int, Voice] | None = None
    for end, voice in _spoken(setting, span, standing):
        if last is None or end > last[0]:
            last = (end, voice)
    for name in setting.names:
        if name.authority and name.span.end < span.start and name.sort != "place":
            later = last is None or name.span.start > last[0]
            if later and _tells(setting, name, span, number):
                found = setting.voice_of(name, "named as the one who saw or counted it")
                last = (name.span.start, found) if found else last
    if last is None or setting.sentence(span).start == 0:
        return None
    voice = last[1]
    return Voice(
        voice.said_by, voice.via, Modality.ASSERTED, kind=voice.kind, evidence=voice.evidence,
        steps=(*voice.steps, Step("carried on from the last speaker before")),
        attribution=voice.attribution,
    )  # fmt: skip


def goes_on(setting: Setting, span: Span) -> Voice | None:
    """Carried on from the sentence before.

    It stands in the same paragraph, and its speaker told of a happening of a pack in it; what
    follows without a source is the rest of his account ("Two people were also hurt").
    """
    parse = setting.ann.parse
    tokens = parse.tokens_in(span)
    if not tokens or tokens[0].sentence == 0:
        return None
    before = parse.sentences[tokens[0].sentence - 1].span
    here = parse.sentences[tokens[0].sentence].span
    told = [e.trigger for e in setting.ann.events if e.kind != "generic"]
    if "\n" in setting.text[before.start : here.start].rstrip(" ") or any(
        here.contains(s) for a in setting.voices.attributions for s in a.source
    ):  # another paragraph, or somebody else speaks
        return None
    for a, voice in zip(setting.voices.attributions, setting.voices.all, strict=True):
        tells = any(c.overlaps(t) for c in a.content for t in told)
        inside = bool(a.source) and all(before.contains(s) for s in a.source)
        who = voice.said_by[0]
        known = who not in (UNSTATED, NARRATOR) and not who.startswith("anonymous:")
        if inside and tells and known and voice.modality in _SAID and not _refuses(
            setting, a, voice
        ):  # fmt: skip
            step = Step("carried on from the sentence before")
            return replace(voice, modality=Modality.ASSERTED, steps=(*voice.steps, step))
    return None


def _spoken(setting: Setting, span: Span, standing: Standing) -> Iterator[tuple[int, Voice]]:
    """(where it is said, voice) of the attributions before a value that may go on to it."""
    for n, a in enumerate(setting.voices.attributions):
        if not a.source or not a.content:
            continue
        end = min(s.start for s in (*a.source, *a.cue))
        if end >= span.start or not setting.same_block(end, span.start):
            continue  # where it stands before who it is: long texts have many
        voice = standing.through(setting.voices.all[n], a.source[0])
        if voice.said_by in ((UNSTATED,), (NARRATOR,)) or voice.said_by[0] in _BYSTANDERS:
            continue
        if voice.modality in _SAID and not _refuses(setting, a, voice):
            yield end, voice


def _refuses(setting: Setting, a: AttributionSpan, voice: Voice) -> bool:
    """Whether an attribution tells nothing of the flight: a judgement, a silence, the deed."""
    cues = {t.lemma for c in a.cue for t in setting.ann.parse.tokens_in(c)}
    if setting.is_dateline(voice) or cues & seeing.JUDGING or setting.is_deed(voice):
        return True
    words = " ".join(c.of(setting.text) for c in a.cue)
    return setting.only_comments(a) or _REFUSED.search(words) is not None


def _tells(setting: Setting, name: NameSpan, span: Span, number: int) -> bool:
    """Whether a name before a value is one who sees, in its block or at the head of the report."""
    root = setting.ann.parse.root_of(name.span)
    issuer = root is not None and _heads(setting, name, root)
    near = issuer or setting.same_block(name.span.start, span.start)
    return (
        near
        and not _comments(setting, name)
        and name.authority not in _BYSTANDERS
        and (observes(setting, name, number) or closes(setting, name))
    )


def _comments(setting: Setting, name: NameSpan) -> bool:
    """Whether a name is the source of a mere comment."""
    said = setting.voices.attributions
    mine = [a for a in said if any(s.overlaps(name.span) for s in a.source)]
    return bool(mine) and all(setting.only_comments(a) for a in mine)


def observes(setting: Setting, name: NameSpan, number: int) -> bool:
    """Whether a name is the one who sees: the subject of a verb of seeing, or whose account."""
    parse = setting.ann.parse
    root = parse.root_of(name.span)
    actor = any(p.span.overlaps(name.span) for p in setting.ann.events[number].actors)
    if root is None or actor or _is_told(setting, name.span):
        return False
    head = parse.tokens[root.head]
    if _heads(setting, name, root) or _labels(setting, name):
        return True
    if root.dep in ("nsubj", "nsubjpass", "agent") and head.pos in ("VERB", "AUX"):
        return head.lemma in seeing.SEEING
    while root.dep in ("poss", "compound", "pobj", "prep") and head.i != root.i:
        if head.lemma in seeing.ACCOUNTS:
            return True
        if head.pos in ("VERB", "AUX"):
            return False
        root, head = head, parse.tokens[head.head]
    return head.lemma in seeing.ACCOUNTS


def _labels(setting: Setting, name: NameSpan) -> bool:
    """Whether a name opens a note with a colon: "Seoul: fired at 8:50, range 380 km"."""
    text = setting.text
    named = (name.authority or "x")[0].isupper() or (name.authority or "").startswith("person:")
    if not named and (name.span.start < setting.head or name.span.length < 4):
        return False  # "MUMBAI: …", "Q: …"
    before = text[: name.span.start].rstrip(" \u2022-*")
    opens = not before.strip() or before[-1:] in ".\n;"
    return opens and text[name.span.end : name.span.end + 1] == ":"


def _follows(setting: Setting, name: NameSpan) -> bool:
    """Whether a name behind a value can be whose it is: "…, in the JCS's telling", "…, said the
    JCS, whose radars saw it"."""
    parse = setting.ann.parse
    root = parse.root_of(name.span)
    if root is None:
        return False
    head = parse.tokens[root.head]
    if root.dep == "nsubj" and head.i < root.i:
        return head.lemma in ("say", "report", "announce")
    return root.dep == "poss" and head.lemma in seeing.ACCOUNTS - seeing.QUOTED


def _heads(setting: Setting, name: NameSpan, root: Token) -> bool:
    """Whether a body stands in a heading: a line without a verb before the news."""
    text, parse = setting.text, setting.ann.parse
    start = text.rfind("\n", 0, name.span.start) + 1
    end = setting.block_end(name.span.start)
    if _HEADING.fullmatch(text[start : name.span.start]) and not any(
        t.pos in ("VERB", "AUX") for t in parse.tokens_in(Span(start, end))
    ):  # "January 30, 2022, Ministry of Defense"
        return name.sort == "body" and ":M" in (name.authority or "")
    sentence = parse.sentence_tokens(root.sentence)
    first = min((e.trigger.start for e in setting.ann.events if e.kind != "generic"), default=0)
    line = text[: name.span.start].rpartition("\n")[2]
    verbless = not any(t.pos in ("VERB", "AUX") for t in sentence) or len(sentence) <= 6
    return name.sort == "body" and verbless and (
        name.span.end < first or not line.strip()
    ) and name.authority is not None and ":M" in name.authority  # fmt: skip


def _is_told(setting: Setting, span: Span) -> bool:
    """Whether a name stands in what somebody else says, in the same part of the sentence."""
    voices = setting.voices
    return any(
        a.source
        and any(c.contains(span) for c in a.content)
        and not any(s.overlaps(span) for s in a.source)
        and setting.beside(voices.all[n], span)
        and not setting.is_dateline(voices.all[n])
        for n, a in enumerate(voices.attributions)
    )
