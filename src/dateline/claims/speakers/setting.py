"""What a report tells around a value: its names, the states that act, its paragraphs."""

from __future__ import annotations

import re

from dateline.claims import launchers, passages
from dateline.claims.measures import LENGTHS
from dateline.claims.sentences import stretch
from dateline.claims.speakers import halves
from dateline.claims.voices import Resolve, Voice, Voices
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Annotations,
    AttributionSpan,
    Evidence,
    EvidenceRole,
    NameSpan,
    SourceKind,
    Span,
    Step,
)
from dateline.reference import countries

_GOES_ON = re.compile(r"\s*(?:It|They|Both|These|Each|Neither)\b(?! (?:is|was|were) (?:the|an?) )")


class Setting:
    """A document as the rules of speakers read it.

    Args:
        ann: layers of the document; its events with history told from news.
        voices: attributions with their sources resolved.
        resolve: from source spans to authorities.
    """

    def __init__(self, ann: Annotations, voices: Voices, resolve: Resolve) -> None:
        self.ann = ann
        self.text = ann.parse.text
        self.voices = voices
        self.resolve = resolve
        self.korean = passages.is_korean(ann)
        self.names = halves.names(ann)
        self.actors = launchers.states(ann)
        self.head = launchers.head(ann.parse.text)
        self.deeds = tuple(e.trigger for e in ann.events if e.kind != "generic")

    # ------------------------------------------------------------------ places in the text

    def same_block(self, start: int, end: int) -> bool:
        """Whether two places stand in one paragraph, or the second in one that a pronoun opens
        right behind the first's: "They were launched at 5:34"."""
        opens = self.text.rfind("\n", start, end) + 1
        if opens <= 0:
            return True
        before = self.text[:opens].rstrip()
        goes_on = _GOES_ON.match(self.text, opens)
        return goes_on is not None and "\n" not in before[start:]

    def block_end(self, start: int) -> int:
        """Where the paragraph around a position ends."""
        end = self.text.find("\n", start)
        return end if end >= 0 else len(self.text)

    def sentence(self, span: Span) -> Span:
        """The part of the sentence around a span, as semicolons part it."""
        tokens = self.ann.parse.tokens_in(span)
        if not tokens:
            return span
        whole = stretch(self.ann.parse, tokens[0].sentence)
        stops = [t.i for t in whole if t.lower == ";"]
        first = max((i for i in stops if i < tokens[0].i), default=whole[0].i)
        last = min((i for i in stops if i > tokens[-1].i), default=whole[-1].i)
        return Span(self.ann.parse.tokens[first].start, self.ann.parse.tokens[last].end)

    def dateline(self) -> str | None:
        """The state of the town that the report opens with in capitals."""
        first = next((p for p in self.ann.places if p.span.start == 0), None)
        if first is None or not first.span.of(self.text).isupper():
            return None
        return first.country or (first.where.place.country if first.where.place else None)

    def state_speaking(self, span: Span) -> str | None:
        """The state whose body was the last to be quoted before a position, in its paragraph or,
        where none was, in the report."""
        said = [
            (a.source[0].start, who.partition(":")[0])
            for a, v in zip(self.voices.attributions, self.voices.all, strict=True)
            for who in v.said_by[:1] if a.source and a.source[0].end <= span.start
        ]  # fmt: skip
        states = [(at, c) for at, c in said if countries.is_country(c)]
        here = [(at, c) for at, c in states if self.same_block(at, span.start)]
        return max(here or states)[1] if states else None

    # ------------------------------------------------------------------ voices

    def beside(self, voice: Voice, span: Span) -> bool:
        """Whether no semicolon stands between a value and those who are said to say it."""
        spoken = [e.span for e in voice.evidence
                  if e.role in (EvidenceRole.SOURCE, EvidenceRole.CUE)]  # fmt: skip
        return not spoken or any(
            ";" not in self.text[min(s.end, span.end) : max(s.start, span.start)] for s in spoken
        )

    def is_deed(self, voice: Voice) -> bool:
        """Whether a cue is no saying but the launch itself: "were fired by North Korea"."""
        cues = [e.span for e in voice.evidence if e.role is EvidenceRole.CUE]
        return any(c.overlaps(t) for c in cues for t in self.deeds)

    def is_dateline(self, voice: Voice) -> bool:
        """Whether a source is the town of a dateline, or a mere "Q:" at the head of a line."""
        unknown = all(w.startswith(("org:", UNSTATED, NARRATOR)) for w in voice.said_by)
        return any(
            e.role is EvidenceRole.SOURCE and e.quote.isupper()
            and (e.span.start == 0 or (unknown and self.text[e.span.start - 1] == "\n"))
            for e in voice.evidence
        )  # fmt: skip

    def only_comments(self, a: AttributionSpan) -> bool:
        """Whether somebody is quoted with no word on the flight: "“A reckless act,” he said"."""
        if a.form != "direct":
            return False
        told = [e.trigger for e in self.ann.events if e.kind != "generic"]
        told += [f.span for f in self.ann.figures if f.figure.unit in LENGTHS]
        return not any(c.overlaps(t) for c in a.content for t in told)

    def voice_of(self, name: NameSpan, why: str) -> Voice | None:
        """The words of a name as those of who says it; None where the name is nobody."""
        quoted = Evidence(EvidenceRole.SOURCE, name.span, name.span.of(self.text))
        if name.rule == halves.HALF and name.authority:
            steps = (
                Step(f"speaker: {why}"),
                Step("a half of Korea", (quoted.quote,), name.authority),
            )
            return Voice((name.authority,), kind=SourceKind.ROLE, evidence=(quoted,), steps=steps,
                         attribution=-1)  # fmt: skip
        found, step = self.resolve((name.span,))
        if not found:
            return None
        self.voices.authorities.update({a.id: a for a in found})
        return Voice(
            tuple(a.id for a in found), kind=found[0].kind, evidence=(quoted,),
            steps=(Step(f"speaker: {why}"), *((step,) if step else ())), attribution=-1,
        )  # fmt: skip
