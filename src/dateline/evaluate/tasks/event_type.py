"""Task `event-type`: the type of the event between two given parties (`plv`), or the ACLED subtype
of a report (`acled`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import events, names
from dateline.annotate.events.coding import Coded
from dateline.evaluate.tasks.event import scored_type
from dateline.model import Parse, Span, Token
from dateline.pipeline import Resources
from dateline.reference import acled, plover
from dateline.reference.plover import NONE

TASK = "event-type"
Row = dict[str, Any]
_YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
_COURT = frozenset({"convict", "sentence", "find"})
# The label set keeps CAMEO's roots: blockade and occupation are fighting, conviction accusing.
_ROOT_19 = frozenset({"blockade", "besiege", "capture", "recapture", "occupy", "overrun", "retake"})


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """One output row per input row: `{"id", "label"}`."""
    for row in rows:
        if row.get("scheme") == "acled":
            yield {"id": row["id"], "label": acled.subtype(row["text"])}
        else:
            parse = resources.parser.parse(row["text"])
            yield {"id": row["id"], "label": label(parse, _spans(row, "actor"),
                                                   _spans(row, "recipient"))}  # fmt: skip


def _spans(row: Row, side: str) -> list[Span]:
    return [Span(s["start"], s["end"]) for s in row.get(side) or ()]


def label(parse: Parse, actor: list[Span], recipient: list[Span]) -> str:
    """The type of the event that best joins the given parties.

    1. Every coded event with a type. 2. The one whose parties overlap the given ones most; ties by
    a verb over a noun and by nearness to the parties. 3. Where nothing is coded: the event that was
    dropped for its stance, else the nearest trigger word.
    """
    best: tuple[float, str] | None = None
    for item, how in events.read(parse, names.annotate(parse)):
        if item.sense.type == NONE:
            continue
        type_ = scored_type(item.sense.type, how)
        score = _fit(parse, item, actor, recipient) - (3.0 if type_ is None else 0.0)
        name = _renamed(item, type_ or item.sense.type)
        if best is None or score > best[0]:
            best = (score, name)
    return best[1] if best else _loosest(parse, [*actor, *recipient])


def _loosest(parse: Parse, parties: list[Span]) -> str:
    """The type of the trigger word nearest to the parties, its requirements aside."""
    best: tuple[int, str] | None = None
    for token in parse.tokens:
        pos = {"VERB": "v", "NOUN": "n", "PROPN": "n", "ADJ": "v"}.get(token.pos)
        word = token.lemma.lower()
        senses = plover.by_word(pos).get(word) or plover.by_word("v").get(word) if pos else None
        types = [s.type for s in senses or () if s.type != NONE]
        if not types:
            continue
        far = min((abs(token.start - s.start) for s in parties), default=token.start)
        if best is None or far < best[0]:
            best = (far, _YIELD.get(types[-1], types[-1]))
    return best[1] if best else "ACCUSE"


def _renamed(item: Coded, type_: str) -> str:
    word = item.head.lemma.lower()
    if type_ == "COERCE" and word in _ROOT_19:
        return "ASSAULT"
    if type_ == "SANCTION" and word in _COURT:
        return "ACCUSE"
    return _YIELD.get(type_, type_)


def _fit(parse: Parse, item: Coded, actor: list[Span], recipient: list[Span]) -> float:
    score = 0.0
    score += 2.0 * _touches(parse, item.actors, actor)
    score += 2.0 * _touches(parse, item.recipients, recipient)
    score += 0.7 * _touches(parse, item.actors, recipient)
    score += 0.7 * _touches(parse, item.recipients, actor)
    score += {"verb": 0.5, "light": 0.5, "adjective": 0.4}.get(item.form, 0.0)
    score -= 0.02 * _depth(parse, item.head)
    where = item.head.start
    ends = [s.start for s in (*actor, *recipient)]
    if ends:
        score -= 0.004 * min(abs(where - e) for e in ends)
    return score


def _touches(parse: Parse, tokens: Iterable[Token], spans: list[Span]) -> float:
    for t in tokens:
        if any(s.start <= t.start < s.end for s in spans):
            return 1.0
    for t in tokens:
        below = parse.span_of(parse.subtree(t.i))
        if any(below.overlaps(s) for s in spans):
            return 0.5
    return 0.0


def _depth(parse: Parse, token: Token) -> int:
    return sum(1 for _ in parse.ancestors(token.i))
