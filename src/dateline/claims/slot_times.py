"""The day and the clock of a happening, each from the words that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.claims import areas
from dateline.claims.clock_words import (
    came_from,
    closes_range,
    is_counted_from,
    is_stamp,
    is_stretch,
    window,
)
from dateline.claims.deixis import over_there, zone_of
from dateline.claims.fits import relation_of
from dateline.claims.parts import ORDINALS, part_of
from dateline.claims.reader import Reader
from dateline.kinds import Kind
from dateline.model import (
    Annotations,
    Basis,
    Claim,
    EvidenceRole,
    Modality,
    Precision,
    Span,
    Step,
    TimeRelation,
    TimeSpan,
    Token,
    When,
)

_NEXT = re.compile(r"\b(?:later|afterwards|following day|next day)\b", re.IGNORECASE)
"""Words of a day counted from the happening: what is told then, and seldom its own day."""
_SIGHTED = frozenset({
    "spot", "track", "pick", "see", "observe", "register", "sight", "capture", "follow", "record",
})  # fmt: skip
_FIRED = frozenset({"fire", "launch", "test", "shoot", "loose", "lob", "detect"})
_GIVING = frozenset({"have", "give", "put", "record", "log", "time", "clock"})
_SEVERAL = frozenset({"take", "put", "lift", "come", "go", "pass", "end", "carry", "conduct"})
"""Verbs that tell a flight only where a missile is their subject: "lifted an alert"."""
_UNDER_WAY = frozenset({
    "fly", "travel", "cover", "climb", "peak", "cruise", "cross", "veer", "follow", "enter",
    "separate", "disappear", "pass", "vanish", "streak", "arc", "reach", "explode", "fail", "stay",
    "break", "burst", "disintegrate", "tumble", "terminate", "destroy",
    "intercept", "down", "attain", "touch", "top", "hit", "strike",
})  # fmt: skip
"""Verbs of a flight that has begun and not ended: their clock is that of neither."""
_SPELLS = ("DURATION", "SET")
_OPEN = (Modality.HYPOTHETICAL, Modality.PREDICTED, Modality.CONDITIONAL)
_CLOCKS = (Precision.MINUTE, Precision.HOUR)


def claims(reader: Reader, time: TimeSpan) -> Iterator[Claim]:
    """The claims that one time makes: of the day, of the clock, of the impact."""
    token = reader.ann.parse.root_of(time.span)
    if token is None or time.when.precision is Precision.OPEN or time.type in _SPELLS:
        return
    anchor = _anchor(reader, token)
    number = reader.owner(anchor.i, "clock", note=time.when.precision in _CLOCKS)
    listed = _listed(reader, time, token)
    if listed is not None:
        number = listed
    elif time.when.precision in _CLOCKS and not reader.fills(number, "clock"):
        number = _clocked(reader, token)
        if number is None:
            return
    elif number is None or (reader.topics is not None and reader.topics.tells(time, token)):
        return
    if number is not None and _is_to_come(reader, token, number):
        return
    preposition, verb = relation_of(reader.ann, token)
    verb = verb if anchor is token else anchor.lemma
    if _NEXT.search(time.span.of(reader.ann.parse.text)) and not _under_trigger(reader, token):
        return
    clock_time = time.when.precision in _CLOCKS
    trigger = reader.ann.events[number].trigger
    if preposition == "since" or is_counted_from(reader.ann, token, trigger):
        return
    if not clock_time and (_counting(reader, token) or is_stretch(reader.ann, time.span)):
        return
    if clock_time and (is_stamp(reader.ann, time) or closes_range(reader.ann, time)):
        return
    if not clock_time and reader.fills(number, "clock") and _somebody_tells(reader, token):
        return
    kind = reader.kinds[reader.ann.events[number].kind]
    span = with_preposition(reader.ann, window(reader.ann, time) if clock_time else time.span)
    step = Step("time in the clause of the happening", (time.value,))
    zone = zone_of(reader.ann.events[number], reader.ann.events, kind)
    when, moved = over_there(time.when, time.deixis, reader.published, zone)
    landing = verb in areas.LANDING and not came_from(reader.ann, token)
    under_way = not landing and verb in _UNDER_WAY and not came_from(reader.ann, token)
    under_way = under_way and not _of_the_launch(reader, token, kind)
    for slot in kind.slots:
        clock = slot.fill == "clock" and time.when.precision in _CLOCKS
        # "It flew from 7:04 to 7:06" is neither the beginning nor the end.
        clock = clock and not under_way and ("land" in slot.relations) is landing
        day = slot.fill == "day" and not (time.when.precision in _CLOCKS and not has_day(time))
        if clock or day:
            part = part_of(reader.ann.parse, token, time.span.start, reader.things)
            value = _whole_days(when) if day else when
            yield reader.claim(number, slot.name, value, span, (step, *moved), part=part)


def _anchor(reader: Reader, token: Token) -> Token:
    """The token whose clause a time stands in.

    1. A time before two joined verbs is that of both: "on Thursday unveiled and launched it".
    2. One that the parser hung on no verb is that of the last verb before it in its sentence
       ("launched at 1:26 a.m. Pacific time Wednesday"). 3. Else its own token.
    """
    parse = reader.ann.parse
    above = (token, *parse.ancestors(token.i))
    verb = next((t for t in above if t.pos in ("VERB", "AUX")), None)
    told = {t.i for e in reader.ann.events if e.kind != "generic"
            for t in parse.tokens_in(e.trigger)}  # fmt: skip
    if verb is not None:
        joined = [k for k in parse.kids(verb.i, "conj") if k.i in told]
        before = token.i < verb.i and verb.i not in told and joined
        own = joined and parse.kids(joined[0].i, "nsubj", "nsubjpass")
        return joined[0] if before and not own else token  # 1. 3.
    if token.dep == "poss":
        return token
    before = [t for t in parse.sentence_tokens(token.sentence) if t.pos == "VERB" and t.i < token.i]
    return before[-1] if before and before[-1].dep != "amod" else token


def _is_to_come(reader: Reader, token: Token, number: int) -> bool:
    """Whether the clause of a time tells of what is to come, and its event has happened and
    stands elsewhere: "intelligence predicts it will take place in January"."""
    event = reader.ann.events[number]
    verb = next((t for t in reader.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    if verb is None or event.modality in _OPEN or event.trigger.overlaps(verb.span):
        return False
    return event.time is TimeRelation.CURRENT and any(
        k.tag == "MD" and k.lower in ("will", "shall", "may", "might", "could")
        for k in reader.ann.parse.kids(verb.i, "aux")
    )


def _under_trigger(reader: Reader, token: Token) -> bool:
    """Whether the first verb above a token reports the happening itreader."""
    verb = next((t for t in reader.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    return verb is not None and any(e.trigger.overlaps(verb.span) for e in reader.ann.events)


def _listed(reader: Reader, time: TimeSpan, token: Token) -> int | None:
    """The mention of a clock in a list of parts without verbs: "they were fired from Sunan:
    the first at 6 a.m., the second at 6:37 a.m."."""
    if time.when.precision not in _CLOCKS:
        return None
    if part_of(reader.ann.parse, token, time.span.start, reader.things) not in ORDINALS:
        return None
    start = reader.ann.parse.sentences[token.sentence].start
    told = [
        n for n, e in enumerate(reader.ann.events)
        if start <= e.trigger.start < time.span.start and reader.has(n, "clock")
    ]  # fmt: skip
    return told[-1] if told else None


def _clocked(reader: Reader, token: Token) -> int | None:
    """The mention of a clock whose clause tells of a flight in words of its own: "something
    flew out at 12:35", "Japan, which saw them rise from 3 p.m."; no clock of an alert or a
    briefing is one."""
    verb = next((t for t in reader.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    told = _told_before(reader, token, verb)
    if reader.topics is None or (told or verb) is None:
        return None
    verb, token = (told, told) if told is not None else (verb, token)
    assert verb is not None
    for kind in reader.kinds.values():
        if not kind.phases or not any(s.fill == "clock" for s in kind.slots):
            continue
        moves = frozenset().union(*(p.verbs for p in kind.phases)) | areas.STARTING | _SIGHTED
        given = verb.lemma in _GIVING and any(  # "Seoul has 5:22"
            n.authority and n.span.overlaps(k.span)
            for k in reader.ann.parse.kids(verb.i, "nsubj")
            for n in reader.ann.names
        )
        moved = verb.lemma in moves - _SEVERAL or given
        if moved or reader.topics.is_done_by_thing(verb.i):
            return reader.topics.of(token.i, kind.name, bare=True)
    return None


def _somebody_tells(reader: Reader, token: Token) -> bool:
    """Whether a day is that of what a body or paper does about the news: "KCNA on Thursday
    called it a drill"."""
    parse = reader.ann.parse
    verb = next((t for t in parse.ancestors(token.i) if t.pos in ("VERB", "NOUN")), None)
    if verb is None or verb.pos == "NOUN" or token.dep == "poss":
        return False  # "Tuesday's test was a success, KCNA reported"
    if verb.lemma in areas.STARTING | areas.LANDING | _FIRED:
        return False
    if any(e.trigger.overlaps(t.span) for e in reader.ann.events if e.kind != "generic"
           for t in (verb, *(parse.tokens[i] for i in parse.subtree(verb.i)))):  # fmt: skip
        return False
    bodies = [
        n.span for n in reader.ann.names
        if n.sort in ("body", "role", "person") or (n.authority or "").startswith("outlet:")
    ]  # fmt: skip
    subjects = parse.kids(verb.i, "nsubj")
    return any(b.overlaps(s.span) for s in subjects for b in bodies)


def _told_before(reader: Reader, token: Token, verb: Token | None) -> Token | None:
    """The verb before a time in what is said, where the parser hung the time on the saying:
    "said it tracked the launch at 10:28 a.m."."""
    voice = reader.voices.of(token.span)
    if verb is None or voice.attribution is None:
        return None
    cues = [e.span for e in voice.evidence if e.role is EvidenceRole.CUE]
    if not any(c.overlaps(verb.span) for c in cues):
        return None
    content = [
        c for c in reader.voices.attributions[voice.attribution].content if c.contains(token.span)
    ]
    inside = [
        t for c in content for t in reader.ann.parse.tokens_in(c)
        if t.pos == "VERB" and t.i < token.i
    ]  # fmt: skip
    return inside[-1] if inside else None


def _of_the_launch(reader: Reader, token: Token, kind: Kind) -> bool:
    """Whether the clause is about the happening itself: "the launch, at 5:58, failed"."""
    verb = next((t for t in reader.ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    nouns = frozenset().union(*(t.nouns for t in kind.triggers))
    return verb is not None and any(
        k.lemma in nouns for k in reader.ann.parse.kids(verb.i, "nsubj", "nsubjpass")
    )


def _counting(reader: Reader, token: Token) -> bool:
    """Whether a time is the window of a count: "the first such launch this year"."""
    head = reader.ann.parse.tokens[token.head]
    marks = {k.lower for k in reader.ann.parse.kids(head.i, "amod", "nummod")}
    return head.pos == "NOUN" and any(
        m in ORDINALS or (m[:1].isdigit() and m.endswith(("st", "nd", "rd", "th"))) for m in marks
    )


def _whole_days(when: When) -> When:
    """A part of a day as its day ("Tuesday night": Tuesday), for the slot of the day; "overnight"
    names no day and keeps two."""
    if when.precision in _CLOCKS and when.earliest == when.latest and when.earliest:
        day = when.earliest[:10]  # "around 4 p.m. on Saturday"
        return replace(when, earliest=day, latest=day, precision=Precision.DAY, approximator=None)
    if when.precision is not Precision.DAYPART or when.earliest is None or when.latest is None:
        return when
    named = any(part == "day" for part, _ in when.basis)
    last = when.earliest[:10] if named else when.latest[:10]
    return replace(when, earliest=when.earliest[:10], latest=last)


def has_day(time: TimeSpan) -> bool:
    """Whether a clock expression also names its day ("7:50 a.m. Sunday")."""
    return ("day", Basis.STATED) in time.when.basis


def with_preposition(ann: Annotations, span: Span) -> Span:
    """The span with a leading "on", "at", "around" or "about", as it is quoted."""
    before = [t for t in ann.parse.tokens if t.end <= span.start][-1:]
    words = ("on", "at", "around", "about", "early", "late")
    if before and before[0].lower in words and span.start - before[0].end <= 1:
        return Span(before[0].start, span.end)
    return span
