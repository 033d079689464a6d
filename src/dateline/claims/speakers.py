"""Who says a value of a pack where no attribution covers its words.

A report names its speaker once and then goes on: "The JCS detected the launch at 6:29. The missile
flew 900 km." Such values are the speaker's, by inference, and their derivation says so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.claims import launchers, passages, seeing
from dateline.claims.measures import LENGTHS
from dateline.claims.pointers import pointed, signed
from dateline.claims.relays import body_of, cited
from dateline.claims.sentences import stretch
from dateline.claims.voices import NARRATION, Resolve, Voice, Voices
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Annotations,
    AttributionSpan,
    Evidence,
    EvidenceRole,
    Modality,
    NameSpan,
    SourceKind,
    Span,
    Step,
    TimeRelation,
    Token,
)
from dateline.reference import authorities as reference

_LARGE = 100_000
_SIDES = {"North": "PRK", "South": "KOR"}
_SIDE = re.compile(r"\b[Tt]he (North|South)\b(?! Korea|-| [A-Z])")
_HALF = "a half of Korea by its side"
_REFUSED = re.compile(r"\b(?:not|n't|n\u2019t|declin\w+|refus\w+|silent)\b")
_OFFICE = re.compile(
    r"(?:'s|\u2019s)?\s+"
    r"(military|army|navy|air force|armed forces|defen[cs]e (?:ministry|minister))\b",
    re.IGNORECASE,
)
_HALVES = {"MOD": "MOD", "MIL": "MIL", "GOV": "GOV", "official": "GOV", "north": "GOV",
           "south": "GOV", "JCS": "JCS", "MND": "MOD"}  # fmt: skip
"""Offices under which "the North" and "the South" are read, with the office meant."""
_GOVERNMENT = re.compile(r"\bgovernment|\bofficial|\bpresident", re.IGNORECASE)
_OF_GROUP = re.compile(
    r"(?:the\s+)?(?:group|movement|militia|rebel|insurgent)s?'?(?:'s|\u2019s)?\s", re.IGNORECASE
)
_SILENT = frozenset({"PRK"})
"""States whose ministries and forces give no figures: a body told of there is another's."""
_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "which"})
_OFFICER = re.compile(r"\b(?:official|officer|source)s?\b", re.IGNORECASE)
_OWN = {"MND": "MOD", "official": "GOV"}
_MEDIA = re.compile(r"\b(?:news agency|agency|media|television|newspaper)\b", re.IGNORECASE)
_CHIEFS = re.compile(r"\bJoint Chiefs\b|\bJCS\b")
_STATE_MEDIA = re.compile(
    r"\bstate(?:-run|-owned| run)? (?:media|television|tv|news agency|broadcaster|radio)\b|"
    r"\bofficial (?:media|news agency)\b", re.IGNORECASE,
)  # fmt: skip


class Speakers:
    """Answers who says a value, with what the text around it tells.

    Args:
        ann: layers of the document; its events with history told from news.
        voices: attributions with their sources resolved.
        resolve: from source spans to authorities.
    """

    def __init__(self, ann: Annotations, voices: Voices, resolve: Resolve) -> None:
        self._ann = ann
        self._voices = voices
        self._resolve = resolve
        self._korean = passages.is_korean(ann)
        self._names = self._with_halves()
        self._actors = launchers.states(ann)
        self._head = launchers.head(ann.parse.text)
        self._misread = self._halves()
        self._meant: dict[str, str] = {}
        self._meant = self._bodies_meant()
        self._placed = {  # towns of datelines, which relay nothing
            who for v in voices.all if self._is_dateline(v) for who in v.said_by
        }  # fmt: skip
        self._bodies = self._speaking()

    def _with_halves(self) -> tuple[NameSpan, ...]:
        """The names of the text; "the South" and "the North" of a Korean text as states."""
        text = self._ann.parse.text
        if not self._korean:
            return self._ann.names
        known = [n for n in self._ann.names if n.authority or n.name not in _SIDES]
        halves = [
            NameSpan(
                Span(m.start(1), m.end(1)), "country", m[1], authority=f"{_SIDES[m[1]]}:GOV",
                country=_SIDES[m[1]], rule=_HALF,
            )
            for m in _SIDE.finditer(text)
            if not any(n.span.overlaps(Span(m.start(1), m.end(1))) for n in known)
        ]  # fmt: skip
        return tuple(sorted((*known, *halves), key=lambda n: n.span))

    def _bodies_meant(self) -> dict[str, str]:
        """Bodies that offices without a country were taken for, each with the one they are taken
        for here, so that "they" behind "the Joint Chiefs" are the same ones."""
        meant: dict[str, str] = {}
        for n in self._ann.names:
            if n.authority and "the country of the passage" in n.rule:
                quoted = Evidence(EvidenceRole.SOURCE, n.span, n.span.of(self._ann.parse.text))
                found = self._elsewhere(Voice((n.authority,), evidence=(quoted,))).said_by[0]
                if found != n.authority:
                    meant.setdefault(n.authority, found)
        return meant

    def _beside(self, voice: Voice, span: Span) -> bool:
        """Whether no semicolon stands between a value and those who are said to say it."""
        text = self._ann.parse.text
        spoken = [e.span for e in voice.evidence
                  if e.role in (EvidenceRole.SOURCE, EvidenceRole.CUE)]  # fmt: skip
        return not spoken or any(
            ";" not in text[min(s.end, span.end) : max(s.start, span.start)] for s in spoken
        )

    def _is_deed(self, voice: Voice) -> bool:
        """Whether a cue is no saying but the launch itself: "were fired by North Korea"."""
        return any(
            e.role is EvidenceRole.CUE and e.span.overlaps(v.trigger)
            for v in self._ann.events if v.kind != "generic" for e in voice.evidence
        )  # fmt: skip

    def _is_dateline(self, voice: Voice) -> bool:
        """Whether a source is the town of a dateline, or a mere "Q:" at the head of a line."""
        text = self._ann.parse.text
        unknown = all(w.startswith(("org:", UNSTATED, NARRATOR)) for w in voice.said_by)
        return any(
            e.role is EvidenceRole.SOURCE and e.quote.isupper()
            and (e.span.start == 0 or (unknown and text[e.span.start - 1] == "\n"))
            for e in voice.evidence
        )  # fmt: skip

    def of(self, span: Span, number: int, voice: Voice) -> Voice:
        """Who says a value of event `number`.

        1. The attribution that covers it; one at the end of its sentence ("…, the JCS said").
        2. The body that is said to see, count or give it in its own sentence ("Japan counts 53
           minutes", "by Tokyo's reckoning").
        3. Behind the first sentence, whoever spoke last before it in the same text block.
        4. A state's bare name or its military stands for the body it speaks through in this text.
        """
        voice = self._unplaced(voice)
        found = NARRATION if self._is_dateline(voice) or self._is_deed(voice) else _outer(voice)
        if not _open(found) and not self._beside(found, span):
            found = self._seen(span, number) or found
        if _open(found):
            found = self._said_by(found, self._at_end(span) or self._closing(span))  # 1.
        if _open(found):
            found = self._said_by(found, self._pointed(span))
        if _open(found):
            found = self._said_by(found, self._seen(span, number) or self._before(span, number))
        return self._cited(self._through(self._elsewhere(self._unplaced(found)), span))  # 4.

    def _unplaced(self, voice: Voice) -> Voice:
        """The voice without the town of the dateline among those who relay it."""
        return replace(voice, via=tuple(w for w in voice.via if w not in self._placed))

    def _cited(self, voice: Voice) -> Voice:
        """The one whom an outlet cites says it, and the outlet relays."""
        if len(voice.said_by) != 1 or not voice.said_by[0].startswith("outlet:"):
            return voice
        outlets = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        outlets += [  # "The report said": whom the outlet cited before in the paragraph
            n.span for n in reversed(self._ann.names)
            if n.authority == voice.said_by[0] and outlets and n.span.end <= outlets[0].start
            and self._same_block(n.span.start, outlets[0].start)
        ]  # fmt: skip
        for span in outlets:
            who = cited(self._ann.parse.text, span)
            if who is None:
                continue
            inside = [n for n in self._ann.names if who.contains(n.span)]
            words = who.of(self._ann.parse.text)
            body = body_of(words, inside, voice.said_by[0])
            if body is not None:
                step = Step("whom the outlet cites", (words,), body)
                return replace(voice, said_by=(body,), via=(*voice.via, *voice.said_by),
                               steps=(*voice.steps, step))  # fmt: skip
        return voice

    def _said_by(self, voice: Voice, speaker: Voice | None) -> Voice:  # 2. 3.
        """The speaker's words, put as the attribution without a source puts them ("appears")."""
        if speaker is None or voice.attribution is None:
            return speaker or voice
        return replace(
            voice, said_by=speaker.said_by, via=speaker.via, kind=speaker.kind,
            evidence=(*voice.evidence, *speaker.evidence), steps=(*voice.steps, *speaker.steps),
        )  # fmt: skip

    def _speaking(self) -> dict[str, tuple[tuple[int, str], ...]]:
        """Country → bodies that speak in the text, each with where it first does."""
        out: dict[str, list[tuple[int, str]]] = {}
        for n, a in enumerate(self._voices.attributions):
            voice = self._elsewhere(self._voices.all[n]) if a.source else self._voices.all[n]
            for who in voice.said_by:
                country, _, office = who.partition(":")
                if office and a.source and all(b != who for _, b in out.get(country, [])):
                    out.setdefault(country, []).append((a.source[0].start, who))
        return {c: tuple(sorted(found)) for c, found in sorted(out.items())}

    # ------------------------------------------------------------------ 1. at the end

    def _at_end(self, span: Span) -> Voice | None:
        sentence = self._sentence(span)
        for n, a in enumerate(self._voices.attributions):
            inside = a.source and a.cue and all(sentence.contains(s) for s in (*a.source, *a.cue))
            before = min((s.start for s in (*a.source, *a.cue)), default=0)
            closing = inside and before >= span.end
            last = max((s.end for s in (*a.source, *a.cue)), default=0)
            # "…, the JCS said: the first …", "…, the JCS said, “and more advanced”"
            goes_on = _GOING_ON.match(self._ann.parse.text, last)
            aside = _ASIDE.fullmatch(self._ann.parse.text[span.end : before]) and (
                self._ann.parse.text[last : last + 1] == ","
            )  # "Three missiles, the ministry announced, flew …"
            if not closing or not (goes_on or aside or sentence.end - last <= 45):
                continue
            ahead = self._ann.parse.text[:before].rstrip()
            begins = bool(a.content) and (a.content[0].start < before or ahead.endswith(","))
            if begins and a.form in ("indirect", "according-to", "mixed"):
                return replace(
                    self._voices.all[n],
                    steps=(*self._voices.all[n].steps, Step("attribution closes the sentence")),
                )
        return None

    # ------------------------------------------------------------------ 2. seen by

    def _closing(self, span: Span) -> Voice | None:
        """The name that closes a sentence with a verb of saying, or stands behind "according to",
        where the parser lost its clause."""
        sentence = self._sentence(span)
        text = self._ann.parse.text
        for name in self._names:
            if name.authority is None or name.span.end > sentence.end:
                continue
            before = text[sentence.start : max(sentence.start, name.span.start)]
            after = text[name.span.end : sentence.end]
            closes = name.span.start >= span.end and _CLOSING.match(after) and _COMMA.search(before)
            if closes and name.sort == "country" and (body := self._office_behind(name)):
                return body
            if closes or (_ACCORDING.search(before) and name.span.start >= sentence.start):
                return self._voice_of(name, "named where the sentence is attributed")
        return None

    def _pointed(self, span: Span) -> Voice | None:
        parse, here, end = self._ann.parse, self._sentence(span), self._block_end(span.start)
        name = pointed(parse.text, self._names, span, here)
        name = name or signed(parse, self._names, span, here, end)
        return self._voice_of(name, "the words around point to them") if name else None

    def _office_behind(self, name: NameSpan) -> Voice | None:
        """The body that the words behind a country's name make: "the South Korean military"."""
        behind = _OFFICE.match(self._ann.parse.text, name.span.end)
        if behind is None or not name.country:
            return None
        code = "MOD" if behind[1].lower().startswith("def") else "MIL"
        span = Span(name.span.start, behind.end(1))
        body = reference.state_body(name.country, code)
        return Voice(
            (body.id,), kind=SourceKind.ROLE, attribution=-1,
            evidence=(Evidence(EvidenceRole.SOURCE, span, span.of(self._ann.parse.text)),),
            steps=(Step("speaker: an office behind a country's name", (behind[1],), body.id),),
        )  # fmt: skip

    def _seen(self, span: Span, number: int) -> Voice | None:
        sentence = self._sentence(span)
        best: tuple[int, NameSpan] | None = None
        for name in self._names:
            if name.authority is None or not sentence.contains(name.span):
                continue
            if name.span.overlaps(span) or not (
                self._observes(name, number) or seeing.in_clause(self._ann.parse, name.span, span)
            ):
                continue
            if seeing.is_aside(self._ann.parse, name.span, span):
                continue
            if name.span.end > span.start and not (
                self._follows(name) or seeing.sights(self._ann.parse, name.span, span)
            ):
                continue
            distance = max(span.start - name.span.end, 200 + name.span.start - span.end)
            if name.span.end <= span.start:
                distance = span.start - name.span.end
            if best is None or distance < best[0]:
                best = (distance, name)
        return self._voice_of(best[1], "named as the one who saw or counted it") if best else None

    def _observes(self, name: NameSpan, number: int) -> bool:
        """Whether a name is the one who sees: the subject of a verb of seeing, or whose account."""
        parse = self._ann.parse
        root = parse.root_of(name.span)
        if root is None or self._is_actor(name, number) or self._is_told(name.span):
            return False
        head = parse.tokens[root.head]
        if self._heads(name, root) or self._labels(name):
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

    def _labels(self, name: NameSpan) -> bool:
        """Whether a name opens a note with a colon: "Seoul: fired at 8:50, range 380 km"."""
        text = self._ann.parse.text
        named = (name.authority or "x")[0].isupper() or (name.authority or "").startswith("person:")
        if not named and (name.span.start < self._head or name.span.length < 4):
            return False  # "MUMBAI: …", "Q: …"
        opens = (
            not text[: name.span.start].rstrip(" \u2022-*").strip()
            or text[: name.span.start].rstrip(" \u2022-*")[-1:] in ".\n;"
        )
        return opens and text[name.span.end : name.span.end + 1] == ":"

    def _follows(self, name: NameSpan) -> bool:
        """Whether a name behind a value can be whose it is: "…, in the JCS's telling", "…, said
        the JCS, whose radars saw it"."""
        parse = self._ann.parse
        root = parse.root_of(name.span)
        if root is None:
            return False
        head = parse.tokens[root.head]
        if root.dep == "nsubj" and head.i < root.i:
            return head.lemma in ("say", "report", "announce")
        return root.dep == "poss" and head.lemma in seeing.ACCOUNTS - seeing.QUOTED

    def _heads(self, name: NameSpan, root: Token) -> bool:
        """Whether a body stands in a heading: a line without a verb before the news."""
        text = self._ann.parse.text
        start = text.rfind("\n", 0, name.span.start) + 1
        end = self._block_end(name.span.start)
        if _HEADING.fullmatch(text[start : name.span.start]) and not any(
            t.pos in ("VERB", "AUX") for t in self._ann.parse.tokens_in(Span(start, end))
        ):  # "January 30, 2022, Ministry of Defense"
            return name.sort == "body" and ":M" in (name.authority or "")
        sentence = self._ann.parse.sentence_tokens(root.sentence)
        first = min((e.trigger.start for e in self._ann.events if e.kind != "generic"), default=0)
        line = self._ann.parse.text[: name.span.start].rpartition("\n")[2]
        verbless = not any(t.pos in ("VERB", "AUX") for t in sentence) or len(sentence) <= 6
        return name.sort == "body" and verbless and (
            name.span.end < first or not line.strip()
        ) and name.authority is not None and ":M" in name.authority  # fmt: skip

    def _is_told(self, span: Span) -> bool:
        """Whether a name stands in what somebody else says, in the same part of the sentence."""
        return any(
            a.source
            and any(c.contains(span) for c in a.content)
            and not any(s.overlaps(span) for s in a.source)
            and self._beside(self._voices.all[n], span)
            and not self._is_dateline(self._voices.all[n])
            for n, a in enumerate(self._voices.attributions)
        )

    def _is_actor(self, name: NameSpan, number: int) -> bool:
        event = self._ann.events[number]
        return bool(any(p.span.overlaps(name.span) for p in event.actors))

    def _voice_of(self, name: NameSpan, why: str) -> Voice | None:
        if name.rule == _HALF and name.authority:
            half = Evidence(EvidenceRole.SOURCE, name.span, name.span.of(self._ann.parse.text))
            steps = (
                Step(f"speaker: {why}"),
                Step("a half of Korea", (half.quote,), name.authority),
            )
            return Voice((name.authority,), kind=SourceKind.ROLE, evidence=(half,), steps=steps,
                         attribution=-1)  # fmt: skip
        found, step = self._resolve((name.span,))
        if not found:
            return None
        self._voices.authorities.update({a.id: a for a in found})
        text = self._ann.parse.text
        return Voice(
            tuple(a.id for a in found), kind=found[0].kind,
            evidence=(Evidence(EvidenceRole.SOURCE, name.span, name.span.of(text)),),
            steps=(Step(f"speaker: {why}"), *((step,) if step else ())), attribution=-1,
        )  # fmt: skip

    # ------------------------------------------------------------------ 3. carried

    def _before(self, span: Span, number: int) -> Voice | None:
        """The last speaker before a value: an attribution or a name that sees."""
        here = self._sentence(span)
        if self._ann.events[number].time is TimeRelation.HISTORICAL:
            return None
        said = (Modality.ASSERTED, Modality.REPORTED)
        last: tuple[int, Voice] | None = None
        for n, a in enumerate(self._voices.attributions):
            voice = self._through(self._voices.all[n], a.source[0]) if a.source else NARRATION
            if not a.source or not a.content or voice.said_by in ((UNSTATED,), (NARRATOR,)):
                continue
            end = min(s.start for s in (*a.source, *a.cue))
            cues = {t.lemma for c in a.cue for t in self._ann.parse.tokens_in(c)}
            if self._is_dateline(voice) or cues & seeing.JUDGING or self._is_deed(voice):
                continue
            if self._only_comments(a) or _REFUSED.search(" ".join(
                c.of(self._ann.parse.text) for c in a.cue
            )):  # fmt: skip
                continue
            if voice.said_by[0] in _BYSTANDERS or not self._same_block(end, span.start):
                continue
            if end < span.start and voice.modality in said and (last is None or end > last[0]):
                last = (end, voice)
        for name in self._names:
            if name.authority and name.span.end < span.start and name.sort != "place":
                later = last is None or name.span.start > last[0]
                root = self._ann.parse.root_of(name.span)
                issuer = root is not None and self._heads(name, root)
                near = issuer or self._same_block(name.span.start, span.start)
                if (
                    later
                    and near
                    and not self._comments(name)
                    and (name.authority not in _BYSTANDERS)
                    and self._observes(name, number)
                ):
                    found = self._voice_of(name, "named as the one who saw or counted it")
                    last = (name.span.start, found) if found else last
        if last is None or here.start == 0:
            return None
        voice = last[1]
        return Voice(
            voice.said_by, voice.via, Modality.ASSERTED, kind=voice.kind, evidence=voice.evidence,
            steps=(*voice.steps, Step("carried on from the last speaker before")),
            attribution=voice.attribution,
        )  # fmt: skip

    def _comments(self, name: NameSpan) -> bool:
        """Whether a name is the source of a mere comment."""
        said = self._voices.attributions
        mine = [a for a in said if any(s.overlaps(name.span) for s in a.source)]
        return bool(mine) and all(self._only_comments(a) for a in mine)

    def _only_comments(self, a: AttributionSpan) -> bool:
        """Whether somebody is quoted with no word on the flight: "“A reckless act,” he said"."""
        if a.form != "direct":
            return False
        told = [e.trigger for e in self._ann.events if e.kind != "generic"]
        told += [f.span for f in self._ann.figures if f.figure.unit in LENGTHS]
        return not any(c.overlaps(t) for c in a.content for t in told)

    # ------------------------------------------------------------------ 4. through whom

    def _elsewhere(self, voice: Voice) -> Voice:
        """A body without a country, taken for the launching state's, that watches from outside.

        "The defence ministry said the missile fell outside our zone": the state of the dateline, or
        the nearest other state named, unless the words name the launching one.
        """
        actors = self._actors
        sources = [e.span for e in voice.evidence if e.role is EvidenceRole.SOURCE]
        loose = any(
            ("country of the passage" in n.rule or "the name before it" in n.rule)
            for n in self._ann.names
            if any(n.span.overlaps(s) for s in sources)
        )
        out = []
        words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        for who in voice.said_by:
            country, _, office = who.partition(":")
            if who in self._meant and words.lower() in _PRONOUNS:
                out.append(self._meant[who])
                continue
            half = self._half(voice)
            if half and country != half and office in _HALVES:
                out.append(reference.state_body(half, _HALVES[office]).id)
                continue
            if who in self._misread and not re.search(r"\bKorea", words):
                out.append(self._misread[who])
                continue
            owner = self._owned(words, sources, office) if loose else None
            if owner:
                out.append(owner)
                continue
            listed = self._listed_body(words) if loose else None
            if listed:
                out.append(listed)
                continue
            if loose and self._korean and _CHIEFS.search(words):
                out.append("KOR:JCS")
                continue
            if loose and _STATE_MEDIA.search(words):
                out.append(self._state_media() or who)
                continue
            held = self._office_held(words) if loose else None
            if held:
                out.append(held)
                continue
            near = self._spoken_of(sources[0], country) if loose and sources else None
            if near and office in _HALVES:
                serves = reference.body(who)
                office = (serves.serves if serves and serves.serves else None) or office
                out.append(reference.state_body(near, _HALVES.get(office, office)).id)
                continue
            home = self._home(country) if loose and office in ("MOD", "MIL") else None
            if home:
                out.append(reference.state_body(home, office).id)
                continue
            relay = self._relay_country(voice)
            if loose and relay and office in ("MOD", "MND", "MIL", "GOV"):
                office = "MOD" if office == "MND" else office
                out.append(reference.state_body(relay, office).id)
                continue
            told = bool(sources) and country in passages.states_before(self._ann, sources[0])
            town = self._dateline()
            away = country in _SILENT or (town is not None and town not in actors)
            lost = (country in actors and away) or (town and not told)
            if loose and lost and office in ("MOD", "MIL"):
                other = self._watcher(sources[0], actors)
                who = reference.state_body(other, office).id if other else who
            elif loose and country in _SILENT and town and office in ("GOV", "DIS", "HOS"):
                guard = "JCG" if town == "JPN" and "coast guard" in words.lower() else "GOV"
                who = f"{town}:{guard}"
            out.append(who)
        if tuple(out) == voice.said_by:
            return voice
        step = Step("a body without a country watches from outside", voice.said_by, out[0])
        return replace(voice, said_by=tuple(out), steps=(*voice.steps, step))

    def _office_held(self, words: str) -> str | None:
        """The body of the one office that a named person is known to have held: "Gen Nakatani",
        whose given name is no rank."""
        held = {h.authority for h in reference.held_by(" ".join(words.split()[:2]))}
        return next(iter(held)) if len(held) == 1 else None

    def _spoken_of(self, source: Span, country: str) -> str | None:
        """The only state but the launching one that the paragraph names before "the minister", who
        was taken for one of a state that it does not name."""
        here = passages.states_before(self._ann, source)
        others = here - self._actors
        return next(iter(others)) if len(others) == 1 and country not in here else None

    def _owned(self, words: str, sources: list[Span], office: str) -> str | None:
        """Whose "their military spokesman", "its news agency" is: of the last state or body named
        as a subject before, in the same paragraph."""
        if sources and _OF_GROUP.match(words):
            groups = [
                n.authority for n in self._ann.names
                if n.authority and n.span.end <= sources[0].start
                and (b := reference.body(n.authority)) is not None and n.sort == "body"
                and not b.serves and b.id.partition(":")[0].isupper()
            ]  # fmt: skip
            return groups[-1] if groups else None
        if not re.match(r"(?:its|their)\b", words, re.IGNORECASE) or not sources:
            return None
        parse = self._ann.parse
        for n in reversed(self._ann.names):
            root = parse.root_of(n.span)
            before = n.span.end <= sources[0].start
            half = self._korean and {"North": "PRK", "South": "KOR"}.get(n.span.of(parse.text))
            if before and half and root is not None and root.dep == "nsubj":
                code = "MEDIA" if _MEDIA.search(words) else _OWN.get(office, office)
                return reference.state_body(half, code).id
            if not before or root is None or not n.authority or n.sort not in ("country", "body"):
                continue
            if root.dep != "nsubj" or not self._same_block(n.span.start, sources[0].start):
                continue
            state = reference.body(n.authority)
            if n.country and (n.sort == "country" or (state and state.serves)):
                media = _MEDIA.search(words)
                code = "MEDIA" if media else _OWN.get(office, office)
                group = state is not None and not state.serves
                return n.authority if group else reference.state_body(n.country, code).id
            return n.authority
        return None

    def _home(self, country: str) -> str | None:
        """The launching state, where "the army" was given to a state that no words name."""
        named = {n.country for n in self._ann.names if n.country and n.sort in ("country", "body")
                 and "not in the words" not in n.rule}  # fmt: skip
        known = country in named or country in self._actors or country == self._dateline()
        if known and not self._actors & _SILENT and country not in self._actors:
            known = country == self._dateline() or passages.takes_part(
                self._ann, country, self._head
            )  # "after a delay over tension around Taiwan"
        return next(iter(self._actors)) if not known and len(self._actors) == 1 else None

    def _listed_body(self, words: str) -> str | None:
        """A body that only one state has under that name: "the chief cabinet secretary"."""
        entry = reference.named(re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE))
        return entry.body.id if entry is not None and entry.body is not None else None

    def _state_media(self) -> str | None:
        """The state media of the launching state, else of the first state named that has such."""
        named = [n.country for n in self._ann.names if n.country]
        for country in (*sorted(self._actors), *named):
            body = reference.state_body(country, "MEDIA")
            if body.serves == "MEDIA":
                return body.id
        return None

    def _relay_country(self, voice: Voice) -> str | None:
        """The state of the outlet that passes on what bodies without a country say."""
        outlets = [reference.body(who) for who in voice.via if who.startswith("outlet:")]
        return next((b.country for b in outlets if b is not None and b.country), None)

    def _halves(self) -> dict[str, str]:
        """Bodies that "the South's military" was taken for in a passage about the North, and the
        other way round, each with the right one; none that is also named in full."""
        text = self._ann.parse.text
        right: dict[str, str] = {}
        full: set[str] = set()
        for n in self._ann.names:
            country, _, office = (n.authority or "").partition(":")
            words = text[max(0, n.span.start - 8) : n.span.end]
            side = re.search(r"\b(North|South)(?:ern)?(?:['\u2019]s)?\b(?! Korea)", words)
            code = {"North": "PRK", "South": "KOR"}[side[1]] if side else None
            if country not in ("PRK", "KOR") or office not in _HALVES:
                continue
            if code and code != country and self._korean:
                right[n.authority or ""] = reference.state_body(code, _HALVES[office]).id
            else:
                full.add(n.authority or "")
        return {who: better for who, better in right.items() if who not in full}

    def _half(self, voice: Voice) -> str | None:
        """The Korea that "the South's military", "the North" speak for, in texts about Korea."""
        if not self._korean:
            return None
        words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        if re.search(r"\b(?:North|South)(?:ern)? Korea", words):
            return None
        found = re.search(r"\b[Tt]he (North|South)\b|\b(North|South)['\u2019]s\b", words)
        side = (found[1] or found[2]) if found else None
        return {"North": "PRK", "South": "KOR"}.get(side or "")

    def _dateline(self) -> str | None:
        first = next((p for p in self._ann.places if p.span.start == 0), None)
        if first is None or not first.span.of(self._ann.parse.text).isupper():
            return None
        return first.country or (first.where.place.country if first.where.place else None)

    def _watcher(self, source: Span, actors: set[str]) -> str | None:
        dateline = self._dateline()
        if dateline:  # a report from the launching state's capital means its own ministry
            return None if dateline in actors else dateline
        named = [(n.span, n.country) for n in self._ann.names if n.country]
        named += [  # a small town of the name of a missile is nobody's capital
            (p.span, p.country or (p.where.place.country if p.where.place else None) or "")
            for p in self._ann.places
            if p.where.place is None or p.where.place.sort == "country"
            or (p.where.place.population or 0) >= _LARGE
        ]  # fmt: skip
        others = [
            (abs(s.start - source.start) + (0 if s.start < source.start else 40), c)
            for s, c in named if c and c not in actors and not s.overlaps(source)
        ]  # fmt: skip
        return min(others)[1] if others else None

    def _through(self, voice: Voice, span: Span) -> Voice:
        out = []
        words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
        for who in voice.said_by:
            country, _, office = who.partition(":")
            bodies = self._bodies.get(country, ())
            if country == "anonymous":
                out.append(self._unnamed(voice, span) or who)
                continue
            if office == "GOV" and _GOVERNMENT.search(words):
                out.append(who)
                continue
            wanted = {"MIL": ("JCS", "MND"), "GOV": ("JCS", "MOD", "KCNA", "MND")}
            better = [
                b for start, b in bodies
                if b.partition(":")[2] in wanted.get(office, ())
                and (
                    start < self._block_end(span.start) or b.endswith("KCNA")
                    or (office == "MIL" and b.endswith(":JCS"))
                )
            ]  # fmt: skip
            if office == "MIL" and (self._actors == {country} or _OFFICER.search(words)):
                better = []  # what it fired itself; one of them and not the body
            out.append(better[0] if better else who)
        if tuple(out) == voice.said_by:
            return voice
        step = Step("stands for the body it speaks through in this text", voice.said_by)
        return replace(voice, said_by=tuple(dict.fromkeys(out)), steps=(*voice.steps, step))

    def _unnamed(self, voice: Voice, span: Span) -> str | None:
        """Whom unnamed words stand for: "its news agency" for the state media of the country told
        of, "a spokesman" for the body that spoke before him in the paragraph."""
        words = " ".join(
            e.quote.lower() for e in voice.evidence if e.role is EvidenceRole.SOURCE
        ).split()
        if {"agency", "media", "television", "newspaper"} & set(words):
            named = [
                n.country
                for n in self._ann.names
                if n.country
                and any(
                    e.span.overlaps(n.span) for e in voice.evidence if e.role is EvidenceRole.SOURCE
                )
            ]
            country = next(iter(named or sorted(self._actors)), None)
            body = reference.state_body(country, "MEDIA") if country else None
            return body.id if body and body.serves == "MEDIA" else None
        if any(w.startswith("spokes") for w in words):
            before = [
                (start, b) for found in self._bodies.values() for start, b in found
                if start < span.end and self._same_block(start, span.start)
            ]  # fmt: skip
            return max(before)[1] if before else None
        return None

    def _same_block(self, start: int, end: int) -> bool:
        """Whether two places stand in one paragraph, or the second in one that a pronoun opens
        right behind the first's: "They were launched at 5:34"."""
        text = self._ann.parse.text
        opens = text.rfind("\n", start, end) + 1
        if opens <= 0:
            return True
        before = text[:opens].rstrip()
        goes_on = _GOES_ON.match(text, opens)
        return goes_on is not None and "\n" not in before[start:]

    def _block_end(self, start: int) -> int:
        """Where the paragraph around a position ends."""
        end = self._ann.parse.text.find("\n", start)
        return end if end >= 0 else len(self._ann.parse.text)

    def _sentence(self, span: Span) -> Span:
        tokens = self._ann.parse.tokens_in(span)
        if not tokens:
            return span
        whole = stretch(self._ann.parse, tokens[0].sentence)
        stops = [t.i for t in whole if t.lower == ";"]
        first = max((i for i in stops if i < tokens[0].i), default=whole[0].i)
        last = min((i for i in stops if i > tokens[-1].i), default=whole[-1].i)
        return Span(self._ann.parse.tokens[first].start, self._ann.parse.tokens[last].end)


_CLOSING = re.compile(
    r"(?:'s|\u2019s)?(?:\s+\w+){0,3}?\s+(?:said|says|announced|reported|added|confirmed|stated|noted|"
    r"told (?:the )?\w+|estimated|claimed|declared|reckons?|reckoned|disclosed|revealed|insisted|"
    r"maintained|judged|concluded|observed|believes|counted|figured|calculated|specified)\b"
    r"(?:(?:\s+[\w.,']+){0,7}[.\"\u201d]*\s*|,\s+(?:and|but|adding)\b.*)$",
    re.DOTALL,
)
_GOES_ON = re.compile(r"\s*(?:It|They|Both|These|Each|Neither)\b(?! (?:is|was|were) (?:the|an?) )")
_ASIDE = re.compile(r"[^.;:,]{0,40},\s*(?:the\s+)?")
_GOING_ON = re.compile(r":|(?:\s+in\s+\w+)?,?\s+[\"\u201c]")
_HEADING = re.compile(
    r"[\W\d]*(?:[A-Z][a-z]+ \d{1,2}(?:,? \d{4})?|\d{1,2} [A-Z][a-z]+ \d{4})?[\W\d]*"
)
_COMMA = re.compile(r"[,\u201d]\s+(?:the\s+|a\s+|an\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to (?:the |a |an )?(?:\w+ )?$", re.IGNORECASE)
_BYSTANDERS = frozenset({
    "anonymous:experts", "anonymous:researchers", "anonymous:people", "anonymous:media",
    "anonymous:analysts", "anonymous:residents", "anonymous:witnesses",
})  # fmt: skip


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
