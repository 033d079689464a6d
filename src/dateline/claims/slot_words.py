"""Words of a pack that fill a slot by themselves: classes, names, outcomes, zones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.claims import areas
from dateline.claims.phrases import names, phrases
from dateline.claims.reader import Reader
from dateline.kinds import Kind
from dateline.model import Claim, Span, Step, Token
from dateline.reference.pack_words import words


def claims(reader: Reader) -> Iterator[Claim]:
    """The claims of the words and names that the packs list, slot by slot."""
    parse = reader.ann.parse
    for kind in reader.kinds.values():
        found = [
            (slot, value, span) for slot in kind.slots if slot.fill in ("words", "name")
            for value, span in (phrases if slot.fill == "words" else names)(parse.text, slot)
        ]  # fmt: skip
        for slot, value, span in found:
            # "Ballistic missile" inside "intercontinental ballistic missile" says no more, nor does
            # "fell short" beside "short of the zone".
            longer = (s for _, _, s in found if s.length > span.length and s.overlaps(span))
            if not any(longer):
                token = parse.root_of(span)
                if token is None or _is_part_of_a_name(reader, span):
                    continue
                if slot.fill == "name" and (
                    _is_place(reader, span) or is_likeness(parse.text, span.start)
                ):
                    continue
                number, scope = reader.ownership.of(token.i), None
                if number is None and token.pos == "VERB":
                    number = reader.ownership.below(token.i)
                    scope = _doers(reader, token) if number is not None else None
                if value == "inside" and areas.none_before(parse.text, span.start):
                    value = "outside"
                if slot.doing and (token.tag == "NNS" or _is_aim(reader, token)):
                    continue  # "after two failures this year"
                if slot.doing and any(
                    k.lower in ("can", "could", "will") for k in parse.kids(token.i, "aux")
                ):  # "a missile that can hit targets"
                    continue
                if scope is None and slot.doing and not _own_doing(reader, token):
                    continue
                if scope is None:
                    number = reader.owner(token.i, slot.fill, bare=slot.loose)
                if number is None and slot.doing and reader.topics is not None:
                    bare = token.pos == "VERB"
                    number = reader.topics.of(token.i, kind.name, bare)
                if slot.loose and (number is None or _aside(reader, number, kind, token)):
                    number = reader.ownership.nearest(kind.name, token.i)
                if number is not None and reader.ann.events[number].kind == kind.name:
                    step = Step(f"words of slot {slot.name!r}", (span.of(parse.text),))
                    yield reader.claim(number, slot.name, value, span, (step,), scope)


def _aside(reader: Reader, number: int, kind: Kind, token: Token) -> bool:
    """Whether a happening without a kind is told in the sentence of one of `kind` before it:
    "met and signed an agreement", "talks on a ceasefire"."""
    parse = reader.ann.parse
    if reader.ann.events[number].kind != "generic":
        return False
    near = reader.ownership.nearest(kind.name, token.i)
    trigger = parse.root_of(reader.ann.events[near].trigger) if near is not None else None
    return trigger is not None and trigger.sentence == token.sentence and trigger.i < token.i


_LIKE = re.compile(
    r"\b(?:resembl\w+|similar\s+(?:\w+\s+){0,3}to|akin\s+to|like|unlike|(?:based|modell?ed)\s+on|derived\s+from|"
    r"(?:copy|cousin|successor|derivative|replica|clone)\s+(?:of|to)|"
    r"compar\w+\s+(?:with|to)|than|reminiscent\s+of|look\w*\s+like|replac\w+|succeeds?)\s+"
    r"(?:(?:the|a|an|its|their|older|earlier|[A-Z][a-z]+(?:n|'s|\u2019s))\s+){0,3}$"
)


def is_likeness(text: str, start: int) -> bool:
    """Whether a name that begins at `start` is what the thing is only compared with: "a missile
    that resembles the Iskander"."""
    return _LIKE.search(text, max(0, start - 60), start) is not None


def _is_aim(reader: Reader, verb: Token) -> bool:
    """Whether a verb only tells what for: "a rocket that was meant to put a satellite into orbit
    fell"; "managed to hit its target" tells that it did."""
    marked = any(k.lower == "to" for k in reader.ann.parse.kids(verb.i, "aux"))
    above = reader.ann.parse.tokens[verb.head]
    return marked and verb.tag == "VB" and above.lemma not in words("achieving")


def _is_part_of_a_name(reader: Reader, span: Span) -> bool:
    """Whether words begin the name of an institution or a place: "the Naro Space Center"."""
    parse = reader.ann.parse
    tokens = parse.tokens_in(span)
    behind = tokens[-1].i + 1 if tokens else len(parse.tokens)
    for t in parse.tokens[behind : behind + 4]:
        if not t.text[:1].isupper():
            return False
        if t.lower in words("institution"):
            return True
    return False


def _is_place(reader: Reader, span: Span) -> bool:
    """Whether a name of the pack stands for a place here: "killed near Jericho"."""
    before = reader.ann.parse.text[max(0, span.start - 8) : span.start].lower().split()
    placed = bool(before) and before[-1] in ("in", "near", "at", "around", "outside")
    return placed and any(p.span.overlaps(span) for p in reader.ann.places)


def _own_doing(reader: Reader, verb: Token) -> bool:
    """Whether what a verb tells is done by a thing of the pack, and not by those who watch it
    ("the military failed to track the missile")."""
    return reader.topics is None or verb.pos != "VERB" or reader.topics.is_done_by_thing(verb.i)


def _doers(reader: Reader, verb: Token) -> str | None:
    parse = reader.ann.parse
    subjects = parse.kids(verb.i, "nsubj", "agent")
    if not subjects:
        return None
    span = parse.span_of(parse.subtree(subjects[0].i))
    found, _ = reader.resolve((span,))
    return " and ".join(a.id for a in found) or span.of(parse.text)
