"""Events of a document → mentions, and which of them report the same happening."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.claims import retelling
from dateline.claims.histories import Histories
from dateline.claims.ownership import Ownership
from dateline.claims.retelling import countries_of
from dateline.claims.topics import Topics
from dateline.kinds import Kind
from dateline.model import (
    Annotations,
    Chain,
    EventSpan,
    Mention,
    Parse,
    Party,
    Precision,
    TimeRelation,
    TimeSpan,
    Token,
)
from dateline.reference.pack_words import words

_LONGEST = 160
"""Characters of a headline, at most."""
_BACKGROUND = frozenset({"previous", "earlier", "past", "former", "last", "prior", "since"})


def background(
    parse: Parse,
    events: tuple[EventSpan, ...],
    times: tuple[TimeSpan, ...],
    kinds: dict[str, Kind],
    published: date | None = None,
) -> tuple[EventSpan, ...]:
    """Mark events that the text tells as history.

    1. The first recent day that is told with an event of a pack is the day of the report.
    2. An event of that kind with a time that ends before that day is history; so is one whose own
       words say so ("previous launches"), or whose time is a year or an open past.
    3. So is one in words that tell what came before the news; one without a trigger is added.
    """
    ownership = Ownership(parse, events, kinds)
    owned: dict[int, list[TimeSpan]] = {}
    put: dict[int, list[TimeSpan]] = {}
    for time in times:
        token = parse.root_of(time.span)
        owner = ownership.of(token.i) if token else None
        trigger = parse.root_of(events[owner].trigger) if owner is not None else None
        # "The second launch this week, after last Thursday's" dates no launch told elsewhere.
        if owner is not None and trigger is not None and token is not None and (
            events[owner].kind == "generic" or trigger.sentence == token.sentence
        ):  # fmt: skip
            owned.setdefault(owner, []).append(time)
        for number in _when(parse, events, time):
            put.setdefault(number, []).append(time)
    topics = Topics(parse, events, kinds, times, published)
    day = topics.news_day(times, published)  # 1.
    out = []
    for number, event in enumerate(events):  # 2.
        fresh = event.kind != "generic" and any(
            day is not None and t.when.latest is not None and t.when.latest[:10] == day
            for t in owned.get(number, ())
        )  # "A day after the visit, it fired two on Wednesday": its own day is the news
        past = (
            event.time is TimeRelation.CURRENT
            and not fresh
            and (
                _says_past(parse, event)
                or _night_before(parse, event, events)
                or any(
                    (t.when.latest or t.when.earliest or "9") < (day or str(published or ""))
                    for t in put.get(number, ())
                )
                or any(_is_span(parse, event, t) for t in owned.get(number, ()))
                or any(
                    event.kind != "generic" and _is_before(t, day) for t in owned.get(number, ())
                )
            )
        )
        out.append(replace(event, time=TimeRelation.HISTORICAL) if past else event)
    since = topics.told_day(times, published)
    told = Histories(parse, topics.times, kinds, since).mark(tuple(out))  # 3.
    return tuple(sorted(told, key=lambda e: e.trigger))


def _when(parse: Parse, events: Sequence[EventSpan], time: TimeSpan) -> list[int]:
    """Events that a clause puts at a date before it: "since March 2022, when a bombing killed"."""
    after = re.match(r",?\s+when\b", parse.text[time.span.end :])
    root = parse.root_of(time.span)
    if after is None or root is None:
        return []
    start, end = time.span.end, parse.sentences[root.sentence].end
    return [n for n, e in enumerate(events) if start < e.trigger.start < end]


def without_phases(
    parse: Parse,
    events: tuple[EventSpan, ...],
    chains: tuple[Chain, ...],
    kinds: dict[str, Kind],
) -> tuple[EventSpan, ...]:
    """Events without the generic ones that only tell a phase of a pack's happening (a missile
    that "exploded" after its launch is no attack), what it did ("killed when a drone struck") or
    carry its noun ("carried out a test"); nor whom an attack hurt ("four others were wounded")."""
    packs = tuple(e for e in events if e.kind != "generic")
    ownership = Ownership(parse, packs, kinds, chains)
    told = {t.i for e in packs for t in parse.tokens_in(e.trigger)}
    heads = {t.i for e in events for t in parse.tokens_in(e.trigger)}

    def carries(event: EventSpan) -> bool:
        root = parse.root_of(event.trigger)
        if root is None:
            return False
        if root.pos == "ADJ":  # "is due to arrive": how sure the arrival is
            return any(k.i in heads for k in parse.kids(root.i, "xcomp"))
        return root.lemma in words("performing") and any(
            k.i in told for k in parse.kids(root.i, "dobj", "nsubjpass")
        )

    def is_phase(event: EventSpan) -> bool:
        root = parse.root_of(event.trigger)
        if root is None or root.pos != "VERB":
            return False
        return ownership.phase(root) is not None or ownership.effect(root) is not None

    left = [e for e in events if e.kind != "generic" or not (is_phase(e) or carries(e))]
    for event in events:
        root = parse.root_of(event.trigger)
        number = ownership.effect(root) if root is not None and event.actors else None
        if event.kind == "generic" and number is not None and not packs[number].actors:
            # "The army killed two in an air strike": whoever kills in it carries it out.
            news = replace(packs[number], actors=tuple(p for p in event.actors if p.country))
            left = [news if e.trigger == news.trigger else e for e in left]
    return _without_hurt(parse, tuple(left), chains, kinds)


def _without_hurt(
    parse: Parse,
    events: tuple[EventSpan, ...],
    chains: tuple[Chain, ...],
    kinds: dict[str, Kind],
) -> tuple[EventSpan, ...]:
    """Events without those that only tell whom one before them hurt."""
    out: list[EventSpan] = []
    for event in events:
        root = parse.root_of(event.trigger)
        hurt = event.kind == "generic" and event.type == "ASSAULT" and not event.actors
        told = hurt and root is not None and root.lemma in kinds["generic"].effects
        if told and root is not None:
            told = Ownership(parse, tuple(out), kinds, chains).effect(root) is not None
        if not told:
            out.append(event)
    return tuple(out)


def retold(
    parse: Parse, events: tuple[EventSpan, ...], kinds: dict[str, Kind]
) -> tuple[EventSpan, ...]:
    """Events with those that take up the news of a pack as a part of that pack.

    1. A headline's plain "attack" is of the pack whose happening of that type the first paragraph
       reports. 2. So is "the attack on X" of the last one before it.
    """
    top, lead = _top(parse, events)
    out = list(events)
    for number, event in enumerate(events):
        if event.kind != "generic":
            continue
        told = [n for n in lead if n not in top] if number in top else []  # 1.
        if _takes_up(parse, event, kinds):  # 2.
            told += [n for n in range(number - 1, -1, -1) if n not in top]
        for other in told:
            news = out[other]
            if news.kind == "generic" or not _same_news(event, news):
                continue
            out[number] = replace(
                event, kind=news.kind, mode=news.mode,
                actors=_named(event.actors), recipients=_named(event.recipients),
                rule=f"{news.kind}: takes up what the text tells",
            )  # fmt: skip
            break
    return tuple(out)


def _takes_up(parse: Parse, event: EventSpan, kinds: dict[str, Kind]) -> bool:
    """Whether a definite noun of a pack's triggers stands for a happening told before."""
    noun = parse.root_of(event.trigger)
    if noun is None or noun.pos != "NOUN":
        return False
    listed = any(noun.lemma in t.nouns for k in kinds.values() for t in k.triggers)
    return listed and any(k.lower in ("the", "this") for k in parse.kids(noun.i, "det"))


def _top(parse: Parse, events: Sequence[EventSpan]) -> tuple[list[int], list[int]]:
    """Numbers of the events of the headline and of the first paragraph under it. A headline is a
    first line that ends without a full stop, or is one sentence in the present tense."""
    line, gap, rest = parse.text.partition("\n\n")
    if not gap or "\n" in line.strip() or len(line) > _LONGEST:
        return [], []
    if line.rstrip()[-1:] in ".:;" and not _present(parse, len(line)):
        return [], []
    end = len(line) + len(gap) + len(rest.partition("\n\n")[0])
    return (
        [n for n, e in enumerate(events) if e.trigger.end <= len(line)],
        [n for n, e in enumerate(events) if len(line) < e.trigger.start < end],
    )


def _present(parse: Parse, end: int) -> bool:
    """Whether the text up to there is one sentence whose verb is in the present tense, as that of
    a headline is for what has just been done."""
    inside = [t for t in parse.tokens if t.end <= end]
    roots = [t for t in inside if t.head == t.i and t.pos != "PUNCT"]
    return len(roots) == 1 and roots[0].tag in ("VBZ", "VBP")


def _named(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Parties that are somebody; a town is a place of its country."""
    return tuple(
        replace(p, authority=None, sector=None) if p.authority == f"{p.country}:LOC" else p
        for p in parties
        if p.country or p.authority
    )


def _same_news(head: EventSpan, told: EventSpan) -> bool:
    """Whether a headline can be of an event of the lead: one type, put alike, no other state."""
    put = (head.type, head.polarity, head.time) == (told.type, told.polarity, told.time)
    sides = ((head.actors, told.actors), (head.recipients, told.recipients))
    return put and not any(
        a and b and not a & b for left, right in sides
        for a, b in [(countries_of(left), countries_of(right))]
    )  # fmt: skip


def _is_span(parse: Parse, event: EventSpan, time: TimeSpan) -> bool:
    """Whether a pack's event sums up a span of time: "since 2022 it has fired 100 missiles"."""
    root = parse.root_of(event.trigger)
    if root is None or event.kind == "generic" or root.pos != "VERB":
        return False
    has = any(k.lower in ("has", "have", "had") for k in parse.kids(root.i, "aux"))
    before = parse.text[max(0, time.span.start - 8) : time.span.start].lower()
    return has and (before.rstrip().endswith("since") or time.when.precision in _LONG)


_DAYS = frozenset({"day", "week", "month", "year"})
_LONG = (Precision.YEAR, Precision.MONTH, Precision.DECADE)


def _is_before(time: TimeSpan, day: str | None) -> bool:
    """Whether a time ends before the day of the report."""
    latest = time.when.latest
    if time.type not in ("DATE", "TIME") or latest is None or day is None:
        return False
    return latest[:10] < day and not time.when.original.lower().startswith(("since", "for "))


def _night_before(parse: Parse, event: EventSpan, events: tuple[EventSpan, ...]) -> bool:
    """Whether a report that told of another one before speaks of "the previous night's launch"."""
    root = parse.root_of(event.trigger)
    if root is None or event.kind == "generic":
        return False
    before = any(e.kind == event.kind and e.trigger.start < event.trigger.start for e in events)
    return before and any(
        k.lower in ("previous", "prior", "preceding")
        for owner in parse.kids(root.i, "poss") for k in parse.kids(owner.i, "amod")
    )  # fmt: skip


def _says_past(parse: Parse, event: EventSpan) -> bool:
    root = parse.root_of(event.trigger)
    if root is not None and _days_before(parse, event, root):
        return True
    if root is None or event.kind == "generic":
        return False
    if any(k.lower in _BACKGROUND for k in parse.kids(root.i, "amod", "det")):
        return True
    if _compared(parse, root):
        return True
    had = any(k.lower == "had" for k in parse.kids(root.i, "aux"))
    return had and any(
        k.lower in ("last", "previously", "earlier") for k in parse.kids(root.i, "advmod")
        # "Had tested it a day earlier" names its day.
        if not parse.kids(k.i, "npadvmod")
    )  # fmt: skip


def _compared(parse: Parse, root: Token) -> bool:
    """Whether an event is told of a thing that the news is only compared with: "better than the
    missile fired in May", "similar to one tested in 2017"."""
    if root.dep not in ("relcl", "acl"):
        return False
    thing = parse.tokens[root.head]
    over = parse.tokens[thing.head]
    return thing.dep == "pobj" and (
        over.lower in ("than", "like", "unlike")
        or (over.lower in ("to", "as") and parse.tokens[over.head].lower in _LIKE)
    )


_LIKE = frozenset({"similar", "identical", "same", "comparable", "akin", "resemblance"})


# Up to three words stand between "after" and what is counted from: "after its first missile test".
_BETWEEN = re.compile(r"\s+(?:[\w-]+(?:\s+|$)){0,3}")


def _days_before(parse: Parse, event: EventSpan, root: Token) -> bool:
    """Whether the words put an event days before another: "came a day after a strike killed",
    "weeks since its latest test", by the tree or, for a pack, by what stands right in front."""
    over = [root, *parse.ancestors(root.i)]
    if event.kind != "generic" and any(
        k.lower == "it" for k in parse.kids(root.i, "nsubjpass")
    ):  # "a day after it was fired" counts from the news
        return False
    for word in parse.tokens[1 : root.i + 1]:
        if word.sentence != root.sentence or word.lower not in ("after", "since", "from"):
            continue
        if parse.tokens[word.i - 1].lemma not in _DAYS:
            continue
        if word.lower == "after" and any(_governs(word, node) for node in over):
            return True
        between = parse.text[word.end : event.trigger.start]
        if event.kind != "generic" and _BETWEEN.fullmatch(between):
            return True
    return False


def _governs(word: Token, node: Token) -> bool:
    """Whether a preposition or conjunction leads a word or its clause."""
    led = node.dep in ("pobj", "pcomp") and node.head == word.i
    return led or (word.dep == "mark" and word.head == node.i)


def build(document: str, ann: Annotations, kinds: dict[str, Kind]) -> tuple[Mention, ...]:
    """One mention per event, in the same order; `referents` are triggers of the same happening."""
    events = ann.events
    groups = retelling.groups(ann, kinds, _headed(ann.parse, events))
    out = []
    for number, event in enumerate(events):
        kind = kinds[event.kind]
        family = kind.family if event.kind != "generic" else f"generic:{event.type}"
        roles: list[tuple[str, tuple[Party, ...]]] = []
        if event.actors:
            roles.append(("actor", event.actors))
        if event.recipients:
            roles.append(("recipient", event.recipients))
        same = tuple(events[m].trigger for m in groups[number] if m != number)
        out.append(
            Mention(
                document,
                event.kind,
                family,
                event.trigger,
                event.type,
                event.mode,
                tuple(roles),
                time=event.time,
                referents=same,
            )
        )
    return tuple(out)


def _headed(parse: Parse, events: tuple[EventSpan, ...]) -> list[tuple[int, int]]:
    """Pairs of an event of the headline and the first one of the lead that it can be of. Without a
    pack, what the lead tells is the news of one event of the headline only."""
    top, lead = _top(parse, events)
    found: list[tuple[int, int]] = []
    for a in top:
        taken = {b for _, b in found if events[a].kind == "generic"}
        fits = (
            b for b in lead
            if events[a].kind == events[b].kind and _same_news(events[a], events[b])
        )  # fmt: skip
        found += [(a, b) for b in fits if b not in taken][:1]
    return found
