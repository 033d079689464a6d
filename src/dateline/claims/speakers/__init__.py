"""Who says a value of a pack where no attribution covers its words.

A report names its speaker once and then goes on: "The JCS detected the launch at 6:29. The missile
flew 900 km." Such values are the speaker's, by inference, and their derivation says so. The rules
are lists of small functions by concern: `pointing` (words that point to who says it), `seers` (who
saw it, who spoke last), `bodies` (which body an office without a country is), `halves` (the two
Koreas), `standing` (for whom a bare state or a spokesman stands).
"""

from __future__ import annotations

from dataclasses import replace

from dateline.claims.relays import body_of, cited
from dateline.claims.speakers.bodies import Bodies
from dateline.claims.speakers.issuers import issuer
from dateline.claims.speakers.pointing import at_the_end, closing_name, pointed
from dateline.claims.speakers.presupposed import is_presupposed
from dateline.claims.speakers.seers import carried, goes_on, seen
from dateline.claims.speakers.setting import Setting
from dateline.claims.speakers.standing import Standing
from dateline.claims.voices import NARRATION, Resolve, Voice, Voices
from dateline.model import UNSTATED, Annotations, AttributionSpan, EvidenceRole, Span, Step

_FINDING = ((at_the_end, closing_name), (pointed,), (seen,))
"""Rules that find who says a value, in order; of a group the first that answers is taken, and the
next group is asked only where the value is still nobody's."""


class Speakers:
    """Answers who says a value, with what the text around it tells.

    Args:
        ann: layers of the document; its events with history told from news.
        voices: attributions with their sources resolved.
        resolve: from source spans to authorities.
    """

    def __init__(self, ann: Annotations, voices: Voices, resolve: Resolve) -> None:
        self._setting = Setting(ann, voices, resolve)
        self._bodies = Bodies(self._setting)
        self._placed = {  # towns of datelines, which relay nothing
            who for v in voices.all if self._setting.is_dateline(v) for who in v.said_by
        }  # fmt: skip
        self._standing = Standing(self._bodies)

    def of(self, span: Span, number: int, voice: Voice) -> Voice:
        """Who says a value of event `number`.

        1. The attribution that covers it; one at the end of its sentence ("…, the JCS said").
        2. The words around that point to somebody, then the body that is said to see, count or
           give it in its own sentence ("Japan counts 53 minutes", "by Tokyo's reckoning").
        3. Behind the first sentence, whoever spoke last before it in the same text block.
        4. An office without a country is the body it is in this text; a state's bare name or its
           military stands for the body it speaks through; whom an outlet cites says it.
        """
        setting = self._setting
        voice = self._unplaced(voice)
        if is_presupposed(setting.ann.parse, span, self._said(voice)):
            return NARRATION
        nobody = setting.is_dateline(voice) or setting.is_deed(voice)
        found = NARRATION if nobody else _outer(voice)
        if not _open(found) and not setting.beside(found, span):
            found = seen(setting, span, number) or found
        if self._is_aside(found, span):
            answers = (rule(setting, span, number) for rule in _FINDING[0])
            found = next((a for a in answers if a), found)
        for group in _FINDING:  # 1. 2.
            if _open(found):
                answers = (rule(setting, span, number) for rule in group)
                found = self._said_by(found, next((a for a in answers if a), None))
        if _open(found):  # 3.
            found = self._said_by(found, carried(setting, span, number, self._standing))
        if _open(found):
            found = self._said_by(found, issuer(setting, span, number))
        return self._cited(self.body(found, span))

    def body(self, voice: Voice, span: Span) -> Voice:
        """4. A voice as the body that its office, state or military is in this text."""
        return self._standing.through(self._bodies.of(self._unplaced(voice)), span)

    def next_to(self, span: Span) -> Voice | None:
        """Who goes on to say a value of a pack that tells no flights: the speaker of the sentence
        before; None where nobody does."""
        return goes_on(self._setting, span)

    def _is_aside(self, voice: Voice, span: Span) -> bool:
        """Whether an attribution stands between commas before a value: what follows it is of the
        one who closes the sentence, where there is one."""
        said = self._said(voice)
        if said is None or not said.source or not said.content:
            return False
        spoken = (*said.source, *said.cue)
        first, last = min(s.start for s in spoken), max(s.end for s in spoken)
        text = self._setting.text
        return (
            said.content[0].start < first and last <= span.start
            and text[:first].rstrip().endswith(",") and text[last : last + 1] == ","
        )  # fmt: skip

    def _said(self, voice: Voice) -> AttributionSpan | None:
        number = voice.attribution
        known = number is not None and number >= 0
        return self._setting.voices.attributions[number] if known and number is not None else None

    def _unplaced(self, voice: Voice) -> Voice:
        """The voice without the town of the dateline among those who relay it."""
        return replace(voice, via=tuple(w for w in voice.via if w not in self._placed))

    def _said_by(self, voice: Voice, speaker: Voice | None) -> Voice:
        """The speaker's words, put as the attribution without a source puts them ("appears")."""
        if speaker is None or voice.attribution is None:
            return speaker or voice
        return replace(
            voice, said_by=speaker.said_by, via=speaker.via, kind=speaker.kind,
            evidence=(*voice.evidence, *speaker.evidence), steps=(*voice.steps, *speaker.steps),
        )  # fmt: skip

    def _cited(self, voice: Voice) -> Voice:
        """The one whom an outlet cites says it, and the outlet relays."""
        if len(voice.said_by) != 1 or not voice.said_by[0].startswith("outlet:"):
            return voice
        names, text = self._setting.ann.names, self._setting.text
        outlets = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        outlets += [  # "The report said": whom the outlet cited before in the paragraph
            n.span for n in reversed(names)
            if n.authority == voice.said_by[0] and outlets and n.span.end <= outlets[0].start
            and self._setting.same_block(n.span.start, outlets[0].start)
        ]  # fmt: skip
        for span in outlets:
            who = cited(text, span)
            if who is None:
                continue
            words = who.of(text)
            body = body_of(words, [n for n in names if who.contains(n.span)], voice.said_by[0])
            if body is not None:
                step = Step("whom the outlet cites", (words,), body)
                return replace(voice, said_by=(body,), via=(*voice.via, *voice.said_by),
                               steps=(*voice.steps, step))  # fmt: skip
        return voice


def _open(voice: Voice) -> bool:
    return voice.attribution is None or voice.said_by == (UNSTATED,)


def _outer(voice: Voice) -> Voice:
    """What "appears" has no source of its own: whoever says the sentence around it says it."""
    if voice.said_by == (UNSTATED,) and voice.via:
        step = Step("said by the attribution around it", voice.via[-1:])
        return replace(
            voice, said_by=voice.via[-1:], via=voice.via[:-1], steps=(*voice.steps, step)
        )
    return voice
