"""What the words around a time say it is the time of: no rule here knows an event.

A clock may head an entry of a running report, close a range, or be what something is counted from;
such a time dates no happening.
"""

from __future__ import annotations

from dateline.model import Annotations, Span, TimeSpan, Token
from dateline.reference import ordinals


def is_counted_from(ann: Annotations, token: Token, trigger: Span) -> bool:
    """Whether a time lies within what something is counted from, and so dates not the happening of
    `trigger`: "the 53rd exchange since the start of the invasion in February 2022". What it is
    counted from has that date itself: "since the collapse of the summit in 2019"."""
    for node in ann.parse.ancestors(token.i):
        if node.pos in ("VERB", "AUX") or trigger.contains(node.span):
            return False
        if node.lower == "since":
            return True
    return False


def is_stamp(ann: Annotations, time: TimeSpan) -> bool:
    """Whether a clock heads an entry of a running report: "6:52 a.m. Tokyo says …"."""
    text = ann.parse.text
    before = text[: time.span.start].rpartition("\n")[2].strip(" [(-*\u2022")
    after = text[time.span.end :].lstrip(" ])-\u2013\u2014:|.")[:1]
    return not before and after.isupper()


def window(ann: Annotations, time: TimeSpan) -> Span:
    """The words of a clock, to the end of the window it opens ("between 7 and 7:11")."""
    end = time.span.start + len(time.when.original)
    whole = Span(time.span.start, max(end, time.span.end))
    return whole if whole.of(ann.parse.text) == time.when.original else time.span


def closes_range(ann: Annotations, time: TimeSpan) -> bool:
    """Whether a clock is the end of a range whose beginning stands for both: "between 11:43
    a.m. and 11:53 a.m."."""
    return time.when.earliest != time.when.latest and any(
        t.when.earliest == time.when.earliest and t.when.latest == time.when.latest
        and t.span.end <= time.span.start <= t.span.end + 12
        for t in ann.times
    )  # fmt: skip


def came_from(ann: Annotations, token: Token) -> bool:
    """Whether "came" tells no landing: "the launch, at 5:32, came from Wonsan"."""
    verb = next((t for t in ann.parse.ancestors(token.i) if t.pos == "VERB"), None)
    return (
        verb is not None
        and verb.lemma == "come"
        and not any(k.lower in ("down", "ashore") for k in ann.parse.kids(verb.i))
    )


def is_stretch(ann: Annotations, span: Span) -> bool:
    """Whether a time is the stretch of "the third launch of the missile this year"."""
    text = ann.parse.text
    start = max((s.start for s in ann.parse.sentences if s.start <= span.start), default=0)
    return any(
        m.start("stretch") <= span.start < m.end("stretch")
        for m in ordinals.PHRASE.finditer(text, start, span.end + 12)
    )
