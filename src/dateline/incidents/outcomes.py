"""Predictions held to what was reported afterwards, as of a stated day.

1. What every prediction says is to come (`expectations`); the same said again by the same source
   is one prediction.
2. Candidates: happenings of the same family and type with the same actor that other documents
   report, not earlier than the prediction and up to the stated day; for a prediction that names its
   event by a noun ("a congress"), sentences that say it opened, was held or was called off.
3. Each candidate is compared aspect by aspect: when, where, how many, what else is said.
4. Status, the first that applies:
   an analyst's word; *undecidable* where the words name nothing a report could settle;
   *undecidable* where one voice says it happened and another that it did not, or where the report
   speaks of another thing ("a satellite" ↔ "a missile");
   *met* where all aspects that are reported hold, *partly* where one differs or is not stated;
   *missed* where it is reported not to have happened; *open* while the window lasts, or has no end;
   then, the window being over: *undecidable* where it hung on a condition; *missed* where the
   ledger covers the window; else *due*, with what is not covered.
   For "will not" the two ends change places.
5. The ledger covers a window if something was read after its end, no run of days without a document
   is longer than `GAP`, and a document of these days speaks of the actor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.incidents.expectations import Expected, expected, slots_of, things
from dateline.incidents.happening import days_of, named_days, states_of
from dateline.incidents.likeness import stem
from dateline.incidents.places_apart import apart
from dateline.incidents.reconcile import headline
from dateline.incidents.shelf import Report, Shelf
from dateline.kinds import Kind
from dateline.model import (
    Aspect,
    Claim,
    Claims,
    Denominator,
    Evidence,
    EvidenceRole,
    Figure,
    Incident,
    Mention,
    Modality,
    Outcome,
    Polarity,
    PredictionStatus,
    Span,
    Step,
    TimeRelation,
    When,
    Where,
    notation,
)
from dateline.model.denominators import span_days

GAP = 3
"""Days in a row without a document after which a window does not count as covered."""

LATE = 2
"""Days after the window within which its last happenings are still reported."""

_AHEAD = re.compile(
    r"\b(?:will|would|may|might|could|shall|to be held|expect\w*|plan(?:s|ned)?|schedul\w+|due|"
    r"predict\w*|ahead of|before|upcoming|if|preparing)\b", re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """An analyst's last word on a prediction, and the incident they name as its outcome."""

    status: PredictionStatus
    by: str
    reason: str
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that may settle a prediction. `happened` is None where voices differ."""

    document: str
    published: str
    happened: bool | None
    days: tuple[str, str]
    incident: str | None
    evidence: tuple[Evidence, ...]
    aspects: tuple[Aspect, ...]
    rule: str


def outcomes(
    reports: Sequence[Report],
    incidents: Sequence[Incident],
    kinds: Sequence[Kind],
    at: str,
    words: Mapping[str, Word] | None = None,
    gap: int = GAP,
) -> tuple[Outcome, ...]:
    """Every prediction of `reports` as of the day `at` (ISO), in the order of publication.

    Args:
        reports: documents published up to `at`; incidents: what these tell.
        words: prediction id → what an analyst decided. gap: see `GAP`.
    """
    packs = {k.name: k for k in kinds}
    shelf = Shelf(reports, incidents, packs)
    listed = [
        expected(p, r.claims, packs) for r in shelf.reports for p in r.claims.predictions
    ]  # 1.
    out, said = [], words or {}
    for group in _folded(listed):
        found = _outcome(group[0], shelf, packs, at, gap)
        again = tuple(e.prediction.id for e in group[1:])
        word = next((said[i] for i in (found.prediction.id, *again) if i in said), None)
        out.append(_judged(replace(found, repeats=again), word))
    return tuple(out)


def _folded(listed: Sequence[Expected]) -> list[list[Expected]]:
    groups: dict[tuple[str, ...], list[Expected]] = {}
    for e in listed:
        groups.setdefault(e.key, []).append(e)
    return list(groups.values())


def _judged(outcome: Outcome, word: Word | None) -> Outcome:
    if word is None:
        return outcome
    step = Step(f"judged by {word.by}: {word.reason}", (str(outcome.status),))
    return replace(
        outcome, status=word.status, reason=word.reason, judged_by=word.by,
        incident=word.incident or outcome.incident, derivation=(*outcome.derivation, step),
    )  # fmt: skip


def _outcome(e: Expected, shelf: Shelf, packs: Mapping[str, Kind], at: str, gap: int) -> Outcome:
    later = [r for r in shelf.since(e.made or "") if r.claims.document != e.prediction.document]
    found = _candidates(e, later, shelf, packs) if e.bound else []  # 2.
    inside = [c for c in found if _overlaps(c, e)]
    read = _read(e, shelf, at)
    status, reason, settled = _status(e, inside, read, later, at, gap)  # 4.
    after = [
        c for c in found if c.happened and e.last and c.days[0] > e.last
        and all(a.stand == "holds" for a in c.aspects)
    ]  # fmt: skip
    if settled is None and after:
        reason += f"; reported for {after[0].days[0]}, after the window"
    step = Step(settled.rule if settled else "no report of it", (reason,))
    return Outcome(
        e.prediction, at, status, reason, e.made, e.first, e.last, e.year_inferred, e.condition,
        settled.incident if settled else None, settled.document if settled else None,
        settled.evidence if settled else (), settled.aspects if settled else (), read,
        derivation=(step,),
    )  # fmt: skip


def _status(
    e: Expected, inside: Sequence[Candidate], read: Denominator | None,
    later: Sequence[Report], at: str, gap: int,
) -> tuple[PredictionStatus, str, Candidate | None]:  # fmt: skip
    """The rules of step 4 in their order."""
    if not e.bound:
        return (PredictionStatus.UNDECIDABLE,
                "its words name no happening that a report could settle", None)  # fmt: skip
    told = [c for c in inside if c.happened]
    denied = [c for c in inside if c.happened is False]
    split = next((c for c in inside if c.happened is None), None)
    if split or (told and denied):
        return (PredictionStatus.UNDECIDABLE, "voices differ on whether it happened",
                split or told[0])  # fmt: skip
    best = max(told, key=_fit, default=None)
    if best is not None and e.negative:
        return PredictionStatus.MISSED, f"reported for {_day_words(best)} all the same", best
    if best is not None:
        status, reason = _held(best)
        return status, reason, best
    if denied and not e.negative:
        first = denied[0]
        return (PredictionStatus.MISSED, f"reported not to have happened ({first.published})",
                first)  # fmt: skip
    if e.last is None:
        return PredictionStatus.OPEN, "no end of the window is stated", None
    if at <= e.last:
        return PredictionStatus.OPEN, f"the window lasts until {e.last}", None
    if e.condition:
        return (PredictionStatus.UNDECIDABLE,
                f"whether the condition held is not known: “{e.condition}”", None)  # fmt: skip
    lacking = _lacking(e, read, later, gap)
    if lacking:
        return PredictionStatus.DUE, f"the window is over; {lacking}", None
    status = PredictionStatus.MET if e.negative else PredictionStatus.MISSED
    assert read is not None
    return status, f"no report of it in {read.words}", None


def _held(best: Candidate) -> tuple[PredictionStatus, str]:
    """Met, partly, or undecidable, from the aspects of the report that fits best."""
    off = [a for a in best.aspects if a.stand != "holds"]
    when = _day_words(best)
    if any(a.name == "what" for a in off):
        other = next(a for a in off if a.name == "what")
        return (PredictionStatus.UNDECIDABLE,
                f"reported for {when}, but of {other.reported}, not {other.predicted}")  # fmt: skip
    if off:
        parts = ", ".join(
            f"{a.name} not stated" if a.stand == "not stated"
            else f"{a.name} {a.reported} instead of {a.predicted}" for a in off
        )  # fmt: skip
        return PredictionStatus.PARTLY, f"reported for {when}; {parts}"
    return PredictionStatus.MET, f"reported for {when}"


def _day_words(found: Candidate) -> str:
    low, high = found.days
    return low if low == high else f"{low} to {high}"


def _fit(found: Candidate) -> tuple[int, int, bool]:
    """How well a report fits: aspects that hold, less those that differ."""
    holds = sum(a.stand == "holds" for a in found.aspects)
    differs = sum(a.stand == "differs" for a in found.aspects)
    return holds - differs, -len(found.aspects), found.incident is not None


def _overlaps(found: Candidate, e: Expected) -> bool:
    low, high = found.days
    if found.happened is False:
        # What was called off is often told without its day, or with the day of the news.
        return not e.last or low <= _shifted(e.last, 7)
    return high >= (e.first or "") and (e.last is None or low <= e.last)


def _candidates(
    e: Expected, later: Sequence[Report], shelf: Shelf, packs: Mapping[str, Kind]
) -> list[Candidate]:
    out = []
    if e.mention is not None and e.kind is not None:
        by_id = {r.claims.document: r for r in later}
        for incident in shelf.incidents(e.kind.family, e.mention.type, e.states):
            found = _of_incident(e, incident, by_id, packs)
            if found:
                out.append(found)
    if e.head and (e.kind is None or e.kind.name == "generic") and not out:
        out += _of_sentences(e, shelf)
    return out


def _of_incident(
    e: Expected, incident: Incident, by_id: Mapping[str, Report], packs: Mapping[str, Kind]
) -> Candidate | None:
    """An incident of the same family, type and actor, as later documents tell it."""
    assert e.kind is not None
    kind = packs[incident.kind]
    told = [m for m in incident.mentions
            if m.document in by_id and m.time is not TimeRelation.FUTURE]  # fmt: skip
    ids = {m.id for m in told}
    claims = [c.claim for c in incident.cells if c.claim and c.claim.mention in ids]
    facts = [c for c in claims if c.modality in (Modality.ASSERTED, Modality.REPORTED)]
    occurred = [c for c in facts + [c for c in claims if c.modality is Modality.DENIED]
                if c.slot == "occurred"]  # fmt: skip
    states = states_of(frozenset(str(c.value) for c in facts if c.slot == "actor"))
    if not occurred or not e.states or not e.states & states:
        return None
    if e.kind.name == "generic" and not _same_words(e, told, by_id):
        return None
    first = min(told, key=lambda m: (by_id[m.document].day, m.document, m.trigger))
    days = _days(facts, kind, by_id[first.document].day)
    evidence = next((c.evidence for c in occurred if c.mention == first.id), occurred[0].evidence)
    aspects = _aspects(e, facts, told, by_id, days, kind.identity.km)
    home = {m.id: m.document for m in told}
    document = next((home[c.mention] for c in occurred if c.evidence == evidence), first.document)
    around = _around(by_id[document], evidence[0].span)
    return Candidate(
        document, by_id[document].day, _happened(occurred), days, incident.id,
        (*evidence, *around), aspects,
        "same family, type and actor in a later report",
    )  # fmt: skip


def _happened(occurred: Sequence[Claim]) -> bool | None:
    told = {c.polarity is Polarity.POSITIVE for c in occurred}
    return None if len(told) == 2 else told.pop()


def _same_words(e: Expected, told: Sequence[Mention], by_id: Mapping[str, Report]) -> bool:
    """Whether a happening without a pack is named by the same verb or noun."""
    assert e.mention is not None
    words = " ".join(q.quote for q in e.prediction.evidence if q.role is EvidenceRole.VALUE)
    own = {stem(w) for w in re.findall(r"\w+", words.lower()) if len(w) > 3}
    texts = [by_id[m.document].text[m.trigger.start : m.trigger.end] for m in told]
    return any(stem(w) in own for t in texts for w in re.findall(r"\w+", t.lower()))


def _days(facts: Sequence[Claim], kind: Kind, published: str) -> tuple[str, str]:
    """First and last day it may have been: stated, else up to the publication."""
    stated = sorted(days_of(facts, kind))
    if stated:
        return stated[0], stated[0]
    spans = sorted(
        (c.value.earliest[:10], c.value.latest[:10]) for c in facts
        if isinstance(c.value, When) and c.slot in kind.days
        and len(c.value.earliest or "") >= 10 and len(c.value.latest or "") >= 10
        and c.value.earliest and c.value.latest
    )  # fmt: skip
    if spans:
        return spans[0][0], min(spans[0][1], published)
    return _shifted(published, -LATE), published


def _aspects(
    e: Expected, facts: Sequence[Claim], told: Sequence[Mention], by_id: Mapping[str, Report],
    days: tuple[str, str],
    km: float,
) -> tuple[Aspect, ...]:  # fmt: skip
    out = [Aspect("when", f"{e.first or ''}..{e.last or ''}", "..".join(dict.fromkeys(days)),
                  "holds")]  # fmt: skip
    sentences = " ".join(_sentence(by_id[m.document], m.trigger) for m in told)
    spoken = things(sentences, e.kind)
    if e.things and spoken and not e.things & spoken:
        out.append(Aspect("what", _list(e.things), _list(spoken), "differs"))
    if e.places:
        spots = slots_of(e.kind, "place")
        held = [c.value for c in facts if isinstance(c.value, Where) and c.slot in spots]
        stand = "not stated" if not held else "differs" if apart(e.places, held, km) else "holds"
        out.append(Aspect("where", _notations(e.places), _notations(held), stand))
    for slot, figure in sorted(e.counts.items()):
        values = [c.value for c in facts if c.slot == slot and isinstance(c.value, Figure)]
        out.append(Aspect(slot, notation(figure), _list(frozenset(map(notation, values))),
                          _meets(figure, values)))  # fmt: skip
    for slot, wanted in sorted(e.words.items()):
        said = frozenset(str(c.value) for c in facts if c.slot == slot)
        stand = "holds" if wanted & said else "differs" if said else "not stated"
        out.append(Aspect(slot, _list(wanted), _list(said), stand))
    return tuple(out)


def _meets(figure: Figure, values: Sequence[Figure]) -> str:
    """Against what the voices together come to; where they do not meet, against any of them."""
    if not values:
        return "not stated"
    settled = headline(values)
    low, high = figure.interval
    meets = any(
        max(low, v.interval[0]) <= min(high, v.interval[1])
        for v in ([settled] if settled else values)
    )
    return "holds" if meets else "differs"


def _notations(places: Sequence[Where]) -> str:
    return "; ".join(dict.fromkeys(w.notation for w in places))


def _list(words: frozenset[str]) -> str:
    return ", ".join(sorted(words))


def _around(report: Report, span: Span) -> tuple[Evidence, ...]:
    """The sentence of a span as evidence; none where no characters are retained."""
    row = next((s for s in report.claims.coverage if s.span.contains(span)), None)
    if row is None or not report.text:
        return ()
    return (Evidence(EvidenceRole.CONTEXT, row.span, row.span.of(report.text)),)


def _sentence(report: Report, span: Span) -> str:
    return next((e.quote for e in _around(report, span)), span.of(report.text))


def _of_sentences(e: Expected, shelf: Shelf) -> list[Candidate]:
    """Sentences that say of the event's noun that it opened, was held or was called off."""
    out = []
    for told in shelf.sentences(e.head or "", e.made or ""):
        report, row = told.report, told.row
        if report.claims.document == e.prediction.document:
            continue
        fits = e.states & told.states if e.states and told.states else e.modifiers & told.stems
        if not fits:
            continue
        if not told.off and (_AHEAD.search(told.words) or _not_asserted(report.claims, row.span)):
            continue
        days = sorted(named_days([told.words], told.day)) or [told.day]
        evidence = (Evidence(EvidenceRole.VALUE, row.span, told.words),)
        out.append(
            Candidate(
                report.claims.document, told.day, not told.off, (days[0], days[-1]), None,
                evidence,
                (Aspect("when", f"{e.first or ''}..{e.last or ''}", "..".join(dict.fromkeys(days)),
                        "holds"),),
                "a sentence says of the event that it took place, or that it was called off",
            )
        )  # fmt: skip
    return out


def _not_asserted(claims: Claims, span: Span) -> bool:
    inside = [
        s for s in claims.statements
        if any(e.role is EvidenceRole.VALUE and span.overlaps(e.span) for e in s.evidence)
    ]  # fmt: skip
    return any(s.modality not in (Modality.ASSERTED, Modality.REPORTED) for s in inside)


def _read(e: Expected, shelf: Shelf, at: str) -> Denominator | None:
    """What the ledger holds from the beginning of the window to its end, or to `at`."""
    if not e.first or e.first > at:
        return None
    last = min(at, e.last) if e.last else at
    if last < e.first:
        return None
    return Denominator.of(shelf.published(e.first, last), e.first, last)


def _lacking(
    e: Expected, read: Denominator | None, later: Sequence[Report], gap: int
) -> str | None:  # 5.
    assert e.last is not None
    if read is None:
        return "no day of the window is known"
    if not later or later[-1].day <= e.last:
        return f"nothing was read after {e.last}"
    longest = max(read.empty, key=lambda run: span_days(*run), default=None)
    if longest and span_days(*longest) > gap:
        return (f"no document from {longest[0]} to {longest[1]} "
                f"({span_days(*longest)} days)")  # fmt: skip
    stretch = [r for r in later if (e.first or "") <= r.day <= _shifted(e.last, LATE)]
    if e.states and not any(_speaks_of(r.claims, e.states) for r in stretch):
        return f"no document of these days speaks of {_list(e.states)}"
    return None


def _speaks_of(claims: Claims, states: frozenset[str]) -> bool:
    named = {p.country for m in claims.mentions for _, ps in m.roles for p in ps}
    said = {w.split(":")[0] for s in claims.statements for w in s.said_by}
    return bool(states & (named | said))


def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
