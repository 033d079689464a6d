"""Topic continuity: whose value it is where the tree does not say.

A report whose news is a launch goes on telling it in clauses that no longer name it ("The weapon
climbed to 6,000 km", "Ceiling 100 km, Tokyo adds"). Such a clause belongs to the latest mention of
the news unless something else owns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.kinds import Kind
from dateline.model import (
    Basis,
    EventSpan,
    Modality,
    Parse,
    Polarity,
    TimeRelation,
    TimeSpan,
    Token,
)

_FROM = ("since", "until", "from")
_RECENT = timedelta(days=3)
"""How long before publication a launch told without a day of its own is still the news."""
_HISTORY = frozenset({"previous", "previously", "earlier", "prior", "past", "former", "ago"})
_PERIODS = frozenset({
    "month", "year", "week", "time", "summer", "spring", "autumn", "winter", "fall", "decade",
})  # fmt: skip
_ANSWERS = frozenset({"answer", "response", "respond", "retaliate", "reply", "counter", "return"})
_POSSIBLE = frozenset({"could", "would", "might", "can", "will", "shall", "should"})
_ABLE = frozenset({"capable", "potential", "potentially", "designed", "able", "theoretical"})
_PLANS = frozenset({"develop", "plan", "build", "deploy", "display", "unveil", "want", "seek"})
_SETTING_OFF = frozenset({"leave", "rise", "soar", "fly"})
_STANDINS = frozenset({
    "it", "they", "both", "one", "first", "second", "third", "other", "each", "another", "its",
    "their", "two", "three", "which", "vehicle", "pair", "trio", "duo", "shot",
})  # fmt: skip
_PARTS_OF_IT = frozenset({
    "that", "engine", "stage", "part", "all", "none", "most", "neither", "mission", "go", "try",
    "effort", "bid", "everything", "others", "half", "many", "cent", "percent", "these", "those",
})  # fmt: skip
"""What else may be said to have hit, failed or worked where a launch is told."""
_TELLING = frozenset({"altitude", "apogee", "flight", "trajectory", "ceiling", "impact"})
"""Measures and parts of a flight: who names them goes on about it."""
_STOPPING = frozenset(
    {"intercept", "down", "bring", "shoot", "stop", "destroy", "track", "detect", "jam"}
)
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "acl", "csubj"})
_SAYING = frozenset({
    "say", "tell", "announce", "report", "state", "add", "note", "confirm", "show", "concede",
    "acknowledge", "admit", "claim", "declare", "publish", "release", "hail", "brief", "describe",
    "amend", "revise", "correct", "update", "warn", "condemn",  "ask", "supply", "post", "write",
    "issue", "alert", "inform", "notify",
})  # fmt: skip


_DATELINE = re.compile(r"[A-Z][\w.'\u2019-]*(?:[ /,]+[A-Z][\w.'\u2019-]*){0,4},\s+")
_DASH = re.compile(r"\s*(?:\([^)\n]{1,30}\)\s*)?(?:[-\u2013\u2014]+\s|:|\.?\s*/[A-Z])")
"""What stands before and behind the day of a dateline."""


class Topics:
    """Answers, for a token, which mention of the news its clause goes on with.

    Args:
        parse: the parse the events were made on.
        events: events of the document, in text order, history told from news.
        kinds: packs by name.
        times: time expressions, to see which clauses tell of an earlier day.
    """

    def __init__(
        self,
        parse: Parse,
        events: tuple[EventSpan, ...],
        kinds: dict[str, Kind],
        times: tuple[TimeSpan, ...],
        published: date | None = None,
    ) -> None:
        self._parse = parse
        self._events = events
        self._kinds = kinds
        self._of_trigger = {
            t.i: n for n, e in enumerate(events) for t in parse.tokens_in(e.trigger)
        }
        self._words = {name: _words(k) for name, k in kinds.items()}
        self._stems = {name: _stems(k) for name, k in kinds.items()}
        times = self.times = tuple(t for t in times if not _at_the_edge(t, published))
        day = self.told_day(times, published)
        self._past = _past_tokens(parse, times, day)
        self._old = _past_tokens(parse, times, day, since=True)
        self._dated = frozenset(t.i for time in times for t in parse.tokens_in(time.span))

    def of(
        self, i: int, kind: str, bare: bool = False, able: bool = False, note: bool = True
    ) -> int | None:
        """Number of the mention of `kind` that token `i` goes on with, or None.

        1. The document has a mention of the kind that is news.
        2. The clause tells of no earlier day, no answer by somebody else and nothing that only
           could be (unless `able`).
        3. It speaks of a thing or a happening of the kind, or of "it", "the first", "both", or is a
           note without a verb ("Ceiling 100 km"); where `bare`, it need not. Days stand in
           datelines too: no `note` for them.

        What it goes on with is the nearest mention before it that is news, else the next one.
        """
        current = self._current(kind)
        if not current:  # 1.
            return None
        clause = list(self._clause(i))
        if self._is_past(clause):  # 2.
            return self._told(kind, i)
        if any(_is_plan(t) for t in clause):
            return None
        if self._is_answer(clause) or (not able and self._is_possible(clause)):
            return None
        note = note and clause[0].sentence > 0 and not any(t.pos in ("VERB", "AUX") for t in clause)
        if not (bare or note or self._speaks_of(clause, kind)):  # 3.
            return None
        told = self._still_told(kind, i)
        return self._nearest(current, i) if told is None else told

    def is_doing(self, number: int) -> bool:
        """Whether an event of no pack is what a thing of a pack does: "the warheads arrived"."""
        tokens = self._parse.tokens_in(self._events[number].trigger)
        return bool(tokens) and self.is_done_by_thing(tokens[0].i)

    def is_done_by_thing(self, i: int) -> bool:
        """Whether the subject of a verb is a thing of a pack, or a pronoun for one."""
        for node in (self._parse.tokens[i], *self._parse.ancestors(i)):
            for s in self._parse.kids(node.i, "nsubj", "nsubjpass"):
                if self._is_stopping(s):
                    return False
                return any(
                    s.lemma.lower() in words
                    or s.lower in _STANDINS
                    or s.lower in _PARTS_OF_IT
                    or s.text.startswith(self._stems[name])
                    for name, words in sorted(self._words.items())
                    if self._current(name)
                )
            if node.dep == "relcl":
                return any(self._parse.tokens[node.head].lemma in w for w in self._words.values())
        return False

    def _is_stopping(self, noun: Token) -> bool:
        """Whether a noun is about stopping the thing: "attempts to intercept it failed"."""
        return any(k.lemma in _STOPPING for k in self._parse.kids(noun.i, "acl", "relcl"))

    def is_apart(self, i: int, number: int) -> bool:
        """Whether token `i` stands in another clause than event `number`, and that clause tells of
        an earlier day, of a plan, or of nothing of the kind: "the missile it first flew in 2017",
        "a trip on which he is to urge peace on the peninsula"."""
        event = self._events[number]
        if event.kind == "generic":
            return False
        clause = list(self._clause(i))
        if any(self._of_trigger.get(t.i) == number for t in clause):
            return event.time is TimeRelation.CURRENT and i in self._past
        if not self._speaks_of(clause, event.kind) and self._has_subject(clause):
            return True
        plans = any(_is_plan(t) for t in clause)
        return event.time is TimeRelation.CURRENT and (plans or self._is_past(clause))

    def _has_subject(self, clause: list[Token]) -> bool:
        return any(t.dep in ("nsubj", "nsubjpass") for t in clause)

    def is_saying(self, i: int) -> bool:
        """Whether the first verb above a token tells that something is said or done about the
        news: "told a briefing on Tuesday"."""
        for node in self._parse.ancestors(i):
            if node.i in self._of_trigger:
                return False
            if node.pos in ("NOUN", "PROPN") and node.dep not in ("pobj", "npadvmod", "nmod"):
                return False
            if node.pos in ("VERB", "AUX"):
                return node.lemma in _SAYING
        return False

    def _current(self, kind: str) -> list[int]:
        said = (Modality.ASSERTED, Modality.REPORTED)
        news = [
            n for n, e in enumerate(self._events)
            if e.kind == kind and e.time is TimeRelation.CURRENT
            and e.polarity is Polarity.POSITIVE
        ]  # fmt: skip
        return [n for n in news if self._events[n].modality in said] or news

    def _nearest(self, current: list[int], i: int) -> int:
        here = self._parse.tokens[i].start
        before = [n for n in current if self._events[n].trigger.start <= here]
        return before[-1] if before else current[0]

    def _still_told(self, kind: str, i: int) -> int | None:
        """The mention of the past told just before token `i` in its sentence: "asked about the
        previous night's launch, he gave 400 km for it"; the clause must not name a thing anew."""
        here = self._parse.tokens[i]
        before = [n for n, e in enumerate(self._events)
                  if e.kind == kind and e.trigger.start <= here.start]  # fmt: skip
        if not before or self._events[before[-1]].time is not TimeRelation.HISTORICAL:
            return None
        tokens = self._parse.tokens_in(self._events[before[-1]].trigger)
        return before[-1] if tokens and tokens[0].sentence == here.sentence else None

    def _told(self, kind: str, i: int) -> int | None:
        """The mention of the past that stands in the same sentence."""
        sentence = self._parse.tokens[i].sentence
        for n, e in enumerate(self._events):
            if e.kind == kind and e.time is TimeRelation.HISTORICAL:
                tokens = self._parse.tokens_in(e.trigger)
                if tokens and tokens[0].sentence == sentence:
                    return n
        return None

    def news_day(self, times: tuple[TimeSpan, ...], published: date | None) -> str | None:
        """The first stated day in a sentence with a mention that is news.

        The day on which somebody tells of it is not it, nor one further back from publication than
        news is; "the previous night" only where no other day is told before it.
        """
        parse = self._parse
        sentences = {
            t.sentence for e in self._events for t in parse.tokens_in(e.trigger)
            if e.kind != "generic" and e.time is TimeRelation.CURRENT
        }  # fmt: skip
        sentences |= {t.sentence for t in parse.tokens if self._sets_off(t)}
        oldest = (published - _RECENT).isoformat() if published else ""
        days: list[str] = []
        for time in times:
            root = parse.root_of(time.span)
            day = (time.when.earliest or "")[:10]
            clock = "T" in (time.when.earliest or "")
            if root is None or root.sentence not in sentences or len(day) != 10 or day < oldest:
                continue
            if (time.when.latest or "")[:10] != day or self.tells(time, root):
                continue
            if any(t.lower in ("later", "following", "next") for t in parse.tokens_in(time.span)):
                continue
            earlier = any(t.lower in _HISTORY | {"last"} for t in parse.tokens_in(time.span))
            if (not clock or ("day", Basis.STATED) in time.when.basis) and not (earlier and days):
                days.append(day)
        return days[0] if days else None

    def told_day(self, times: tuple[TimeSpan, ...], published: date | None) -> str | None:
        """The day of the news; where none is told, the last one on which it can have been."""
        day = self.news_day(times, published)
        if day is None and published is not None:
            return (published - _RECENT).isoformat()
        return day

    def _sets_off(self, t: Token) -> bool:
        """Whether a verb tells that a thing of a pack set off: "a missile left the area"."""
        if t.lemma not in _SETTING_OFF or t.pos != "VERB" or t.tag == "VBG":
            return False
        subjects = self._parse.kids(t.i, "nsubj")
        return any(
            s.lemma in p.noun_class for s in subjects for k in self._kinds.values()
            for p in k.phases if t.lemma in p.verbs
        )  # fmt: skip

    def tells(self, time: TimeSpan, root: Token) -> bool:
        """Whether a day is that of a saying: "on Wednesday hailed", "told reporters on Monday"."""
        parse = self._parse
        if _DATELINE.fullmatch(parse.text[: time.span.start]) and _DASH.match(
            parse.text, time.span.end
        ):  # "Pyongyang, July 13 (Agency) —"
            return True
        after = next((t for t in parse.tokens if t.start >= time.span.end), None)
        first = parse.tokens_in(time.span)[0].i
        before = [
            t for t in parse.tokens[max(0, first - 2) : first] if t.lower not in ("on", "early")
        ]
        owner = after is not None and after.dep == "case"
        if before and before[-1].lemma in _SAYING and before[-1].pos == "VERB" and not owner:
            return True
        return self.is_saying(root.i) or (
            after is not None and after.lemma in _SAYING and after.pos in ("VERB", "AUX")
        )

    # ------------------------------------------------------------------ clauses

    def _clause(self, i: int) -> Iterator[Token]:
        """Tokens of the smallest clause with a subject of its own around token `i`."""
        parse = self._parse
        head = parse.tokens[i]
        for node in (head, *parse.ancestors(i)):
            head = node
            if node.pos in ("VERB", "AUX") and parse.kids(node.i, "nsubj", "nsubjpass", "csubj"):
                break
        stack = [head.i]
        while stack:
            k = stack.pop()
            yield parse.tokens[k]
            for kid in parse.kids(k):
                own = kid.pos in ("VERB", "AUX") and kid.dep in _CLAUSES
                subject = own and parse.kids(kid.i, "nsubj", "nsubjpass")
                if not (own and subject) or i in parse.subtree(kid.i):
                    stack.append(kid.i)

    def _is_past(self, clause: list[Token]) -> bool:
        inside = {t.i for t in clause}
        for t in clause:
            # "The first since January 14, when two missiles flew 430 km".
            outside = t.head not in inside or t.head == t.i
            if outside and t.dep in ("relcl", "advcl") and self._after_old(clause, t):
                return True
            if (
                outside
                and t.dep in ("advcl", "relcl")
                and t.head != t.i
                and any(o.i in self._past for o in self._clause(t.head) if o.i not in inside)
            ):  # "In April a launch failed when the rocket broke up"
                return True
            before = self._parse.tokens[t.i - 1].lemma if t.i else ""
            after = t.lower == "after" and t.dep == "mark"
            if (t.lower == "before" or after) and before in ("day", "week", "month", "year"):
                return True
            if t.i in self._past or (t.lower in _HISTORY and t.i not in self._dated):
                return True
            if (
                t.lower == "last"
                and t.i not in self._dated
                and self._parse.tokens[t.head].lemma in _PERIODS
            ):
                return True
        return False

    def _after_old(self, clause: list[Token], head: Token) -> bool:
        first = min(t.i for t in clause)
        before = [t.i for t in self._parse.tokens[max(0, first - 3) : first]]
        return head.head in self._old or (
            self._parse.tokens[first].lower == "when" and any(i in self._old for i in before)
        )

    def _is_answer(self, clause: list[Token]) -> bool:
        return any(t.lemma in _ANSWERS and t.pos == "VERB" for t in clause)

    def _is_possible(self, clause: list[Token]) -> bool:
        return any((t.lower in _POSSIBLE and t.tag == "MD") or t.lower in _ABLE for t in clause)

    def _is_bare(self, t: Token, kind: str) -> bool:
        """Whether a trigger verb stands without subject and object: "Seoul: fired at 8:50"."""
        return (
            t.tag in ("VBN", "VBD")
            and any(t.lemma in g.verbs and g.thing == "object" for g in self._kinds[kind].triggers)
            and not self._parse.kids(t.i, "nsubj", "nsubjpass", "dobj", "aux")
        )

    def _speaks_of(self, clause: list[Token], kind: str) -> bool:
        words, stems = self._words[kind], self._stems[kind]
        for t in tuple(clause):  # "a missile that blew up"
            head = self._parse.tokens[t.head]
            if t.dep in ("relcl", "acl") and head not in clause:
                clause = [*clause, head]
        return any(
            self._is_bare(t, kind)
            or t.lemma.lower() in words or t.lower in words or t.lower in _STANDINS
            or t.text.startswith(stems)
            for t in clause
        )  # fmt: skip


def _is_plan(t: Token) -> bool:
    """Whether a verb tells of what is to come; "as planned", "a missile developed by X" do not."""
    return t.lemma in _PLANS and t.pos == "VERB" and t.tag != "VBN"


def _words(kind: Kind) -> frozenset[str]:
    out: set[str] = set()
    for trigger in kind.triggers:
        out |= trigger.nouns | trigger.noun_class
    for phase in kind.phases:
        out |= phase.noun_class
    return frozenset(out | _TELLING) if kind.phases else frozenset(out)


def _stems(kind: Kind) -> tuple[str, ...]:
    return tuple(
        sorted(s for slot in kind.slots if slot.fill == "name"
               for group in slot.words.values() for s in group if len(s) > 2)
    )  # fmt: skip


def _at_the_edge(time: TimeSpan, published: date | None) -> bool:
    """Whether a weekday is read as last week's only because it has not begun yet where the report
    was published; where it happened it may have."""
    if published is None or not (time.deixis or "").startswith("weekday"):
        return False
    if time.when.original.lower().startswith(("last", "previous")):
        return False
    return (time.when.latest or "")[:10] == (published - timedelta(days=6)).isoformat()


def _next_day(day: str) -> str:
    return (date.fromisoformat(day[:10]) + timedelta(days=1)).isoformat()


def _past_tokens(
    parse: Parse, times: tuple[TimeSpan, ...], day: str | None, since: bool = False
) -> frozenset[int]:
    out: set[int] = set()
    for time in times:
        # "Since January 14" has no end; the day it names is its beginning.
        latest = time.when.latest or (time.when.earliest if since else None)
        if time.type not in ("DATE", "TIME") or latest is None or day is None:
            continue
        if "T" in latest and ("day", Basis.STATED) not in time.when.basis:
            continue  # a mere clock: its day is another expression's
        if "T" in latest and time.when.offset is not None and _next_day(latest) >= day:
            continue  # by a clock elsewhere it was still the day before
        before = parse.text[max(0, time.span.start - 12) : time.span.start].lower().split()
        if latest[:10] < day and (since or not before or before[-1] not in _FROM):
            out |= {t.i for t in parse.tokens_in(time.span)}
    return frozenset(out)
