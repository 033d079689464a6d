"""Events of a text: those of the kind packs, and any PLOVER type for the rest."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.events import packs
from dateline.annotate.events.clauses import conjuncts
from dateline.annotate.events.coding import Coded, code
from dateline.annotate.events.parties import Names, acts, is_thing, parties, somebody
from dateline.annotate.events.stance import Stance, stance
from dateline.kinds import Kind
from dateline.model import EventSpan, NameSpan, Parse, Party, Span, Token
from dateline.reference import plover

_SPORT = frozenset({
    "goal", "match", "quarter-final", "semi-final", "semifinal", "quarterfinal", "league", "coach",
    "innings", "wicket", "playoff", "playoffs", "striker", "midfielder", "goalkeeper", "penalty",
    "tournament", "cup", "batsman", "quarterback", "touchdown", "season", "club", "halftime",
    "championship", "referee", "fixture",
})  # fmt: skip


def annotate(
    parse: Parse, kinds: tuple[Kind, ...], names: tuple[NameSpan, ...]
) -> tuple[EventSpan, ...]:
    """Events in text order; a pack's trigger outranks a generic one on the same token.

    1. Events of the packs. 2. Words of the PLOVER lexicon with their parties (`coding`), unless
    the sentence is about sport. 3. How each is put (`stance`); contexts from the words of its
    sentence. Parties of a reciprocal event are all actors.
    """
    known = Names.of(parse, names)
    found = list(packs.annotate(known, kinds))  # 1.
    if not any(k.name == "generic" for k in kinds):
        return tuple(found)
    taken = [e.trigger for e in found]
    things = {w for k in kinds for t in k.triggers for w in t.noun_class} if found else set()
    for item, how in read(parse, names):  # 2. 3.
        span = parse.span_of(list(item.trigger))
        if item.sense.type == plover.NONE:
            continue
        if any(span.overlaps(t) for t in taken):
            same = next((n for n, e in enumerate(found) if e.trigger == span), None)
            if same is not None and found[same].type == item.sense.type:
                whole = span_of(parse, known, item, how)
                found[same] = _sides_from(found[same], whole)
            continue
        if item.actors and all(t.lemma.lower() in things for t in item.actors):
            continue  # what becomes of a launched missile belongs to its launch
        event = span_of(parse, known, item, how)
        if event is not None:
            taken.append(span)
            found.append(event)
    return tuple(sorted(found, key=lambda e: e.trigger))


def _sides_from(event: EventSpan, other: EventSpan | None) -> EventSpan:
    """A pack's event with the known actors of the same verb's plain reading where it has none; whom
    it hits is told by its places, and who shot it down is one of those."""
    if other is None or event.kind == "generic":
        return event
    hit = [r.span for r in event.recipients]
    known = [p for p in other.actors if p.country and not any(p.span.overlaps(h) for h in hit)]
    return replace(event, actors=event.actors or tuple(known))


def read(parse: Parse, names: tuple[NameSpan, ...]) -> list[tuple[Coded, Stance]]:
    """Coded events with their stance, sides kept apart even where the event is reciprocal."""
    out: list[tuple[Coded, Stance]] = []
    sport = _sport_sentences(parse)
    known = Names.of(parse, names)
    for item in code(parse, known):
        if item.head.sentence in sport or _figurative(known, item):
            continue
        noun = item.head if item.form in ("nominal", "light", "happening") else None
        out.append((item, stance(parse, item.host, noun)))
    return [(_threatened(parse, item, out), how) for item, how in out]


def governs(parse: Parse, above: Coded, below: Coded, how: Stance) -> bool:
    """Whether one event is the content of another: "threatened to impose", "ready to send"."""
    under = below.host.dep in ("xcomp", "advcl", "acl", "ccomp", "conj")
    return under and how.governor == above.head.lemma and above.head.i in {
        a.i for a in parse.ancestors(below.host.i)
    }  # fmt: skip


def _threatened(parse: Parse, item: Coded, found: list[tuple[Coded, Stance]]) -> Coded:
    """A threat with the mode of what is threatened, where that has one."""
    if item.sense.type != "THREATEN":
        return item
    for below, how in found:
        if governs(parse, item, below, how):
            mode = plover.threat_mode("THREATEN", below.sense.type, below.sense.mode)
            return replace(item, sense=replace(item.sense, mode=mode)) if mode else item
    return item


def _sport_sentences(parse: Parse) -> set[int]:
    counts: dict[int, set[str]] = {}
    for t in parse.tokens:
        if t.lemma.lower() in _SPORT:
            counts.setdefault(t.sentence, set()).add(t.lemma.lower())
    return {s for s, words in counts.items() if len(words) >= 2}


def span_of(parse: Parse, names: Names, item: Coded, how: Stance) -> EventSpan | None:
    """The event as the ledger keeps it: plain type, auxiliary modes apart; things that cannot act
    are no recipients."""
    actors = tuple(
        p
        for t in conjuncts(parse, list(item.actors))
        if _shown(t.pos)
        for p in parties(names, t)
        if p.country or not is_thing(names, t)
    )
    recipients = tuple(
        p for t in item.recipients
        if _shown(t.pos) and somebody(names, t)
        if not is_means(parse, t) and not _is_moved(item, t)
        for p in parties(names, t) if p.span not in {a.span for a in actors}
        if p.country or not _is_where(parse, t)
    )  # fmt: skip
    if not actors and not recipients and item.form != "happening":
        return None
    if item.sense.roles == "rec":
        able = {p.span for t in item.recipients if acts(names, t) for p in parties(names, t)}
        actors = _once(actors + tuple(p for p in recipients if p.span in able))
        recipients = ()
    return EventSpan(
        parse.span_of(list(item.trigger)), item.sense.type, item.sense.mode,
        contexts_of(parse, item.head.sentence), actors, recipients, how.modality, how.certainty,
        how.polarity, how.time, "generic", f"generic: {item.form}",
    )  # fmt: skip


_TOLD_OF_PEOPLE = frozenset({
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "COERCE", "SANCTION",
})  # fmt: skip


def _figurative(names: Names, item: Coded) -> bool:
    """Whether an act of words or of will is told of a thing: "the process favors the senator".

    Only the subject of its own clause tells: who is meant by "a strike to protest" or "a statement
    criticising" is not the thing.
    """
    if item.sense.type not in _TOLD_OF_PEOPLE or item.form not in ("verb", "adjective"):
        return False
    own = names.parse.kids(item.host.i, "nsubj", "nsubjpass")
    return bool(own and item.actors) and all(is_thing(names, t) for t in item.actors)


_MOVING = frozenset({"MOBILIZE", "RETREAT", "AID"})


def _is_moved(item: Coded, noun: Token) -> bool:
    """Whether troops are what somebody moves, not whom it is done to: "will withdraw troops"."""
    if item.sense.type not in _MOVING or item.sense.mode == "release":
        return False
    moved = noun.lemma.lower() in plover.classes()["troops"]
    return moved and noun.dep in ("dobj", "nsubjpass") and noun.head == item.head.i


_WHERE = frozenset({"in", "near", "toward", "towards", "into", "through"})


def _is_where(parse: Parse, noun: Token) -> bool:
    """Whether a name is told as a place: "shelled villages in X", "shelled the X district"."""
    over = parse.tokens[noun.head]
    if noun.dep == "pobj":
        return noun.pos == "PROPN" and over.lower in _WHERE
    return noun.dep in ("compound", "nmod") and over.lemma in plover.classes()["territory"]


def is_means(parse: Parse, noun: Token) -> bool:
    """Whether "force" is what somebody uses, and nobody: "threatened force"."""
    return noun.lower == "force" and not parse.kids(noun.i, "det", "poss", "compound", "amod")


def _shown(pos: str) -> bool:
    return pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM")


def _once(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    seen: dict[Span, Party] = {}
    for p in parties:
        seen.setdefault(p.span, p)
    return tuple(seen.values())


def contexts_of(parse: Parse, sentence: int) -> tuple[str, ...]:
    """Contexts the words of a sentence speak for, in alphabetical order."""
    table = plover.contexts()
    found = {c for t in parse.sentence_tokens(sentence) for c in table.get(t.lemma.lower(), ())}
    return tuple(sorted(found))
