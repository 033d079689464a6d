"""For whom a state's bare name, its military and unnamed words stand in a report.

1. "Its news agency" is the state media of the country told of, "a spokesman" the body that spoke
   before him in the paragraph.
2. A state's bare name or its military is the body through which it speaks in this report.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.claims.relays import office_code
from dateline.claims.speakers.bodies import Bodies
from dateline.claims.voices import Voice
from dateline.model import UNSTATED, EvidenceRole, Span, Step
from dateline.reference import authorities as reference

_GOVERNMENT = re.compile(r"\bgovernment|\bofficial|\bpresident", re.IGNORECASE)
_OFFICER = re.compile(r"\b(?:official|officer|source)s?\b", re.IGNORECASE)
_SOURCES = re.compile(r"\bsources?\b", re.IGNORECASE)
_DEFINITE = re.compile(r"the (\w+)", re.IGNORECASE)
_PRONOUNS = frozenset({"they", "he", "she", "who"})
_AGENCIES = frozenset({"agency", "media", "television", "newspaper"})
_THROUGH = {"MIL": ("JCS", "MND"), "GOV": ("JCS", "MOD", "KCNA", "MND")}


class Standing:
    """Answers for whom the words of a source stand, by the bodies that speak in the report."""

    def __init__(self, bodies: Bodies) -> None:
        self._bodies = bodies
        self._setting = bodies.setting
        self._speaking = self._spoken()

    def _spoken(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """Country → bodies that speak in the text, each with where it first does."""
        out: dict[str, list[tuple[int, str]]] = {}
        voices = self._setting.voices
        for n, a in enumerate(voices.attributions):
            voice = self._bodies.of(voices.all[n]) if a.source else voices.all[n]
            for who in voice.said_by:
                country, _, office = who.partition(":")
                if office and a.source and all(b != who for _, b in out.get(country, [])):
                    out.setdefault(country, []).append((a.source[0].start, who))
        return {c: tuple(sorted(found)) for c, found in sorted(out.items())}

    def through(self, voice: Voice, span: Span) -> Voice:
        """The voice with every authority put to the body that speaks for it."""
        words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        out = tuple(self._stands_for(who, words, voice, span) for who in voice.said_by)
        if out == voice.said_by:
            return voice
        step = Step("stands for the body it speaks through in this text", voice.said_by)
        return replace(voice, said_by=tuple(dict.fromkeys(out)), steps=(*voice.steps, step))

    def _stands_for(self, who: str, words: str, voice: Voice, span: Span) -> str:
        country, _, office = who.partition(":")
        if country == "anonymous":  # 1.
            media = self._media(words, voice) or self._spokesman(words, span)
            return media or self._insiders(words, voice) or who
        if who == UNSTATED or country == "org":
            return self._named_before(words, voice) or who
        if office == "GOV" and _GOVERNMENT.search(words):
            return who
        if office == "MIL" and (self._setting.actors == {country} or _OFFICER.search(words)):
            return who  # what it fired itself; one of them and not the body
        end = self._setting.block_end(span.start)
        for start, b in self._speaking.get(country, ()):  # 2.
            code = b.partition(":")[2]
            if code not in _THROUGH.get(office, ()):
                continue
            chiefs = office == "MIL" and code == "JCS"
            if start < end or b.endswith("KCNA") or chiefs:
                return b
        return who

    def _media(self, words: str, voice: Voice) -> str | None:
        """The state media of the country that "its news agency" names, else of the one that
        acts."""
        if not _AGENCIES & set(words.lower().split()):
            return None
        sources = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        named = [
            n.country for n in self._setting.ann.names
            if n.country and any(s.overlaps(n.span) for s in sources)
        ]  # fmt: skip
        country = next(iter(named or sorted(self._setting.actors)), None)
        body = reference.state_body(country, "MEDIA") if country else None
        return body.id if body and body.serves == "MEDIA" else None

    def _insiders(self, words: str, voice: Voice) -> str | None:
        """The office whose people "defence sources" and "official sources" are: of the state of
        the dateline, else of the one that spoke last, else of the one that acts."""
        sources = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        if words.lower() in _PRONOUNS and sources:
            words = self._words_before(voice.said_by, sources[0])
        code = office_code(words) if _SOURCES.search(words) else None
        if code is None or not sources:
            return None
        setting = self._setting
        named = [n.country for n in setting.ann.names
                 if n.country and any(s.overlaps(n.span) for s in sources)]  # fmt: skip
        alone = next(iter(setting.actors)) if len(setting.actors) == 1 else None
        state = next(iter(named), None) or setting.dateline()
        state = state or setting.state_speaking(sources[0]) or alone
        return reference.state_body(state, code).id if state else None

    def _words_before(self, who: tuple[str, ...], span: Span) -> str:
        """The words of the same unnamed people before a pronoun for them."""
        said = zip(self._setting.voices.attributions, self._setting.voices.all, strict=True)
        before = [
            a.source[0].of(self._setting.text) for a, v in said
            if v.said_by == who and a.source and a.source[0].end <= span.start
        ]  # fmt: skip
        return before[-1] if before else ""

    def _named_before(self, words: str, voice: Voice) -> str | None:
        """The body whose name ends with what "the command", "the centre" is called."""
        noun = _DEFINITE.fullmatch(words)
        sources = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        if noun is None or not sources:
            return None
        before = [
            n.authority for n in self._setting.ann.names
            if n.authority and n.sort == "body" and n.span.end <= sources[0].start
            and n.span.of(self._setting.text).lower().endswith(f" {noun[1].lower()}")
        ]  # fmt: skip
        return before[-1] if before else None

    def _spokesman(self, words: str, span: Span) -> str | None:
        """The body that spoke before "a spokesman" in the paragraph."""
        said = words.lower().split()
        if _AGENCIES & set(said) or not any(w.startswith("spokes") for w in said):
            return None
        before = [
            (start, b) for found in self._speaking.values() for start, b in found
            if start < span.end and self._setting.same_block(start, span.start)
        ]  # fmt: skip
        return max(before)[1] if before else None
