"""What a prediction says is to come, in terms that later reports can be compared with.

1. The happening: a mention of the document whose trigger lies in the words of the prediction, one
   of a kind with a pack of its own first; else the noun of the event ("a party congress").
2. Who: states that the mention's actors belong to, else those its words name; how many, where, and
   what else the mention's claims say.
3. When: from the first day of the window, or the day it was made, to the last day of the window.
4. A condition ("if talks resume") and a negation ("will not attend") are kept apart.
A prediction that names neither a mention nor a happening is *unbound*: no report can settle it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.incidents.happening import named_states, states_of
from dateline.incidents.likeness import stem
from dateline.kinds import Kind
from dateline.model import (
    Basis,
    Claim,
    Claims,
    EvidenceRole,
    Figure,
    Mention,
    Modality,
    Polarity,
    Prediction,
    TimeRelation,
    Where,
    month_end,
)

_CONDITION = re.compile(
    r"\b(?:if|unless|provided(?: that)?|as long as|in case|should)\s+(?!not\b)[^,.;]+",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no longer|n['’]t)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\b", re.IGNORECASE)
_DETERMINERS = frozenset({"a", "an", "the", "its", "his", "her", "their", "this", "that", "next",
                          "of", "s"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """A prediction as a description of a happening.

    `things` are nouns of the pack's classes in its words; `head` and `modifiers` stems of the event
    noun and of the words before it; `words` what the other slots say. `first` and `last` are ISO
    days, `last` None without a stated end.
    """

    prediction: Prediction
    outlet: str | None
    made: str | None
    kind: Kind | None
    mention: Mention | None
    states: frozenset[str]
    recipients: frozenset[str]
    places: tuple[Where, ...]
    counts: Mapping[str, Figure]
    words: Mapping[str, frozenset[str]]
    things: frozenset[str]
    head: str
    modifiers: frozenset[str]
    first: str | None
    last: str | None
    year_inferred: bool
    negative: bool
    condition: str | None

    @property
    def bound(self) -> bool:
        """Whether a report could settle it."""
        return self.mention is not None or bool(self.head)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two predictions the same one, said again."""
        p = self.prediction
        who = p.said_by if p.said_by != ("narrator",) else (*p.said_by, self.outlet or p.document)
        what = self.kind.family if self.kind and self.kind.name != "generic" else self.head
        if self.mention and not what:
            what = self.mention.type
        return ("+".join(who), what or p.id, "+".join(sorted(self.states)), self.last or "",
                str(self.negative))  # fmt: skip


def expected(prediction: Prediction, claims: Claims, kinds: Mapping[str, Kind]) -> Expected:
    """What one prediction of a document says is to come."""
    words = _words(prediction)
    mention = _mention(prediction, claims)  # 1.
    kind = kinds.get(mention.kind) if mention else None
    said = [c for c in claims.claims if mention and c.mention == mention.id]
    spots = slots_of(kind, "place")
    head, modifiers = _noun(prediction)
    actors = frozenset(str(c.value) for c in said if c.slot == "actor")  # 2.
    targets = frozenset(str(c.value) for c in said if c.slot == "recipient")
    made = (claims.published or "")[:10] or None
    window = prediction.window
    first = _bound(window.earliest, False) if window else None
    last = _bound(window.latest, True) if window else None
    inferred = (
        bool(window) and dict(window.basis).get("year") is Basis.INFERRED if window else False
    )
    condition = _CONDITION.search(words)  # 4.
    return Expected(
        prediction, claims.outlet, made, kind, mention,
        states_of(actors) or named_states([words]), states_of(targets),
        tuple(c.value for c in said if isinstance(c.value, Where) and c.slot in spots),
        {c.slot: c.value for c in said if isinstance(c.value, Figure) and _counted(c)},
        _stated(said, kind), things(words, kind), head, modifiers,
        max(filter(None, (first, made)), default=None), last, inferred,  # 3.
        _negative(said, words), condition[0] if condition else None,
    )  # fmt: skip


def things(words: str, kind: Kind | None) -> frozenset[str]:
    """Nouns of the classes a pack's triggers need ("missile", "satellite") among the words."""
    if kind is None:
        return frozenset()
    known = {n for t in kind.triggers for n in t.noun_class}
    spoken = re.findall(r"[a-z][a-z-]*", words.lower())
    return frozenset(s for w in spoken for s in (w, w.removesuffix("s")) if s in known)


def _words(prediction: Prediction) -> str:
    return " ".join(e.quote for e in prediction.evidence if e.role is EvidenceRole.VALUE)


def _mention(prediction: Prediction, claims: Claims) -> Mention | None:
    spans = [e.span for e in prediction.evidence
             if e.role in (EvidenceRole.VALUE, EvidenceRole.CONTEXT)]  # fmt: skip
    cues = [e.span for e in prediction.evidence if e.role is EvidenceRole.CUE]
    inside = [
        m for m in claims.mentions
        if any(s.contains(m.trigger) for s in spans) and m.time is not TimeRelation.HISTORICAL
        and not any(s.overlaps(m.trigger) for s in cues)
    ]  # fmt: skip
    ahead = {
        c.mention for c in claims.claims
        if c.slot == "occurred" and c.modality not in (Modality.ASSERTED, Modality.REPORTED)
    }  # fmt: skip
    inside = [m for m in inside if m.id in ahead or m.time is TimeRelation.FUTURE]
    return min(inside, key=lambda m: (m.kind == "generic", m.trigger), default=None)


def _noun(prediction: Prediction) -> tuple[str, frozenset[str]]:
    """(stem of the event's noun, stems of what qualifies it); empty where the event is no noun."""
    event = prediction.event
    words = [w for w in re.findall(r"\w+", event.lower()) if w not in _DETERMINERS]
    whole = " ".join(_words(prediction).split())
    if not words or len(words) > 5 or event == whole:
        return "", frozenset()
    return stem(words[-1]), frozenset(stem(w) for w in words[:-1])


def _counted(claim: Claim) -> bool:
    """ "a missile" announces a launch, not that there will be no second missile."""
    return isinstance(claim.value, Figure) and not _ARTICLE.match(claim.value.original)


def slots_of(kind: Kind | None, *fills: str) -> frozenset[str]:
    """Names of a pack's slots of these fillings, without those that tell a step of its life."""
    slots = kind.slots if kind else ()
    return frozenset(s.name for s in slots if s.fill in fills and not s.stage)


def _stated(said: Sequence[Claim], kind: Kind | None) -> dict[str, frozenset[str]]:
    names = slots_of(kind, "words", "name")
    out: dict[str, set[str]] = {}
    for claim in said:
        if claim.slot in names:
            out.setdefault(claim.slot, set()).add(str(claim.value))
    return {slot: frozenset(values) for slot, values in out.items()}


def _negative(said: Sequence[Claim], words: str) -> bool:
    happens = [c for c in said if c.slot == "occurred"]
    if happens:
        return all(c.polarity is Polarity.NEGATIVE for c in happens)
    return bool(_NOT.search(words))


def _bound(text: str | None, last: bool) -> str | None:
    """A partial date as the first or last day of its period."""
    if text is None or not re.match(r"\d{4}(-\d\d){0,2}(T|$)", text):
        return None
    match len(text):
        case 4:
            return f"{text}-12-31" if last else f"{text}-01-01"
        case 7:
            end = month_end(int(text[:4]), int(text[5:7]))
            return end.isoformat() if last else f"{text}-01"
        case _:
            return date.fromisoformat(text[:10]).isoformat()
