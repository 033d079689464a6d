"""What changed between two states of a ledger: incidents, claims, headlines, decisions.

1. Incidents that were created, merged, split or moved, with the other one.
2. Claims, compared by what they say and not by id: a re-reading or a newer version of a report
   that still says the same changes nothing. *new* and *withdrawn* claims; *corrected* where the
   same voice in the same report (or an analyst) gives another value in its place.
3. Derived values: headline and moment before → after; contradictions, retractions and updates
   that came or went.
4. Decisions that were made or undone, with name and reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.model import (
    Cell,
    Change,
    Claim,
    Claims,
    Document,
    EvidenceRole,
    Incident,
    Judgement,
    notation,
)
from dateline.views.card import title_of

COLUMNS: tuple[str, ...] = (
    "incident", "kind", "title", "change", "slot", "before", "after", "who", "how", "document",
    "published", "outlet", "start", "end", "quote", "by", "reason", "other", "claim",
)  # fmt: skip

_RELATIONS = ("contradict", "retracted", "update", "rounding")
_SINCE = " (since "


@dataclass(frozen=True, slots=True)
class Side:
    """One state: its incidents, its documents, and which article a document is a version of."""

    incidents: Sequence[Incident]
    documents: Sequence[tuple[Document, Claims]]
    articles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that holds on one side only, with the mention, and claim, it is tied to."""

    number: int
    judgement: Judgement
    holds: bool
    mention: str | None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim with the incident and the document it is told in."""

    claim: Claim
    incident: Incident
    document: Document
    article: str

    @property
    def words(self) -> tuple[Any, ...]:
        """What it says, whoever's reading or version it is."""
        c = self.claim
        return (
            self.article, c.slot, notation(c.value), c.said_by, c.via, c.modality, c.polarity,
            c.certainty, c.part, c.scope,
        )  # fmt: skip

    @property
    def place(self) -> tuple[Any, ...]:
        """Whose value of what it is."""
        c = self.claim
        return self.article, self.incident.kind, c.slot, c.said_by, c.polarity, c.part, c.scope


@dataclass(slots=True)
class _Sheet:
    """Rows by incident; an incident that is no more stands under the one it became."""

    before: Side
    after: Side
    heirs: dict[str, str]
    homes: dict[str, Incident]
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, incident: Incident, change: str, **cells: Any) -> None:
        ident = self.heirs.get(incident.id, incident.id)
        shown = self.homes.get(ident, incident)
        row = dict.fromkeys(COLUMNS) | {
            "incident": shown.id, "kind": shown.kind, "title": title_of(shown), "change": change,
        }  # fmt: skip
        self.rows[shown.id].append(row | cells)


def rows(
    before: Side, after: Side, changes: Sequence[Change], decided: Sequence[Decided] = ()
) -> list[dict[str, Any]]:
    """One row a change, incident by incident in the order of `after`, those that are gone last."""
    was = {i.id: i for i in before.incidents}
    now = {i.id: i for i in after.incidents}
    heirs = {
        c.incident: c.other for c in changes if c.other and str(c.event) in ("merged", "moved")
    }
    sheet = _Sheet(before, after, heirs, now)
    for change in changes:  # 1.
        subject = now.get(change.incident) or was[change.incident]
        sheet.add(
            subject, str(change.event), other=change.other,
            before=change.incident if change.other else None,
        )  # fmt: skip
    _claims(sheet, decided)  # 2.
    for incident in after.incidents:  # 3.
        fathers = [p for p in before.incidents if heirs.get(p.id, p.id) == incident.id]
        _derived(sheet, fathers, incident)
    _decisions(sheet, decided)  # 4.
    order = [*now, *(i for i in was if i not in now)]
    return [row for ident in order for row in sheet.rows.get(ident, ())]


def _told(side: Side) -> list[_Told]:
    documents = {d.id: d for d, _ in side.documents}
    out = []
    for incident in side.incidents:
        homes = {m.id: m.document for m in incident.mentions}
        for cell in incident.cells:
            if cell.claim is not None:
                document = documents[homes[cell.claim.mention]]
                article = side.articles[document.id]
                out.append(_Told(cell.claim, incident, document, article))
    return out


def _claims(sheet: _Sheet, decided: Sequence[Decided]) -> None:
    was, now = _told(sheet.before), _told(sheet.after)
    known, kept = {t.words for t in was}, {t.words for t in now}
    fresh = [t for t in now if t.words not in known]
    lost = [t for t in was if t.words not in kept]
    rejected = [d for d in decided if d.judgement.relation == "reject"]
    for old, new in _pairs(lost, fresh):
        by, reason = _corrector(new.claim) or (None, None)
        sheet.add(
            new.incident, "corrected", slot=new.claim.slot, before=notation(old.claim.value),
            after=notation(new.claim.value), by=by, reason=reason, **_source(new),
        )  # fmt: skip
        fresh.remove(new)
        lost.remove(old)
    for told in fresh:
        sheet.add(
            told.incident, "new", slot=told.claim.slot, after=notation(told.claim.value),
            **_source(told), **_why(told, rejected),
        )  # fmt: skip
    for told in lost:
        sheet.add(
            told.incident, "withdrawn", slot=told.claim.slot, before=notation(told.claim.value),
            **_source(told), **_why(told, rejected),
        )  # fmt: skip


def _pairs(lost: Sequence[_Told], fresh: Sequence[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """Values of one voice in one report of which one took the other's place: the only ones there,
    or the ones that rest on the same words."""
    old, new = defaultdict(list), defaultdict(list)
    for t in lost:
        old[t.place].append(t)
    for t in fresh:
        new[t.place].append(t)
    for place, there in old.items():
        here = new.get(place, [])
        if len(there) == len(here) == 1:
            yield there[0], here[0]
            continue
        for t in there:
            same = [x for x in here if _span(x) == _span(t) and x.document.id == t.document.id]
            if same:
                here.remove(same[0])
                yield t, same[0]


def _span(told: _Told) -> tuple[int, int]:
    spans = [e.span for e in told.claim.evidence if e.role is EvidenceRole.VALUE]
    spans = spans or [e.span for e in told.claim.evidence]
    return (spans[0].start, spans[0].end) if spans else (0, 0)


def _corrector(claim: Claim) -> tuple[str, str] | None:
    """Who corrected a claim, and why."""
    last = claim.derivation[-1].rule if claim.derivation else ""
    if not last.startswith("corrected by "):
        return None
    by, _, reason = last.removeprefix("corrected by ").partition(": ")
    return by, reason


def _why(told: _Told, rejected: Sequence[Decided]) -> dict[str, Any]:
    """Who rejected a claim, or took the rejection back: by its id, else (a claim that was corrected
    before has another one) by its words."""
    for one in rejected:
        anchor = one.judgement.left
        spot = (told.document.id, told.claim.slot, told.claim.said_by, *_span(told))
        named = anchor and (anchor.document, anchor.slot, anchor.said_by, anchor.start, anchor.end)
        if told.claim.id == one.claim or spot == named:
            return {"by": one.judgement.by, "reason": one.judgement.reason}
    return {}


def _source(told: _Told) -> dict[str, Any]:
    """Who says it, in which document, in which words."""
    claim, document = told.claim, told.document
    start, end = _span(told)
    quotes = [e.quote for e in claim.evidence if (e.span.start, e.span.end) == (start, end)]
    plain = {"asserted", "positive", "certain"}
    how = [str(x) for x in (claim.modality, claim.polarity, claim.certainty)]
    return {
        "who": "+".join(claim.said_by), "how": ", ".join(w for w in how if w not in plain),
        "document": document.id, "start": start, "end": end,
        "published": document.published.original if document.published else None,
        "outlet": document.outlet, "quote": quotes[0] if quotes else None, "claim": claim.id,
    }  # fmt: skip


def _derived(sheet: _Sheet, fathers: Sequence[Incident], incident: Incident) -> None:
    """Headlines and moments before → after; relations that came or went."""
    main = next((p for p in fathers if p.id == incident.id), fathers[0] if fathers else None)
    was, now = _single(main), _single(incident)
    for slot in [*now, *(s for s in was if s not in now)]:
        old, new = was.get(slot), now.get(slot)
        if _shown(old) != _shown(new):
            sheet.add(
                incident, "headline", slot=slot.split(":")[0], before=_shown(old),
                after=_shown(new), who=_voices(new or old, fathers, incident),
            )  # fmt: skip
    there = {k: c for p in fathers for k, c in _relations(p).items()}
    here = _relations(incident)
    for key in [*here, *(k for k in there if k not in here)]:
        old, new = there.get(key), here.get(key)
        if old is None or new is None or old.value != new.value:
            (slot, name), who = key[:2], _voices(new or old, fathers, incident)
            sheet.add(incident, name, slot=slot, before=_pair(old), after=_pair(new), who=who)


def _single(incident: Incident | None) -> dict[str, Cell]:
    """Derived cells with one value."""
    if incident is None:
        return {}
    return {
        c.slot: c for c in incident.cells
        if c.claim is None and c.value is not None
        and (":" not in c.slot or c.slot.endswith(":headline"))
    }  # fmt: skip


def _relations(incident: Incident) -> dict[tuple[str, str, str], Cell]:
    """Relations of figures by slot, name and the two sides; whether one has since been withdrawn
    is part of the value and not of the key."""
    out = {}
    for cell in incident.cells:
        slot, _, name = cell.slot.partition(":")
        if cell.claim is None and name in _RELATIONS:
            out[slot, name, notation(cell.value).partition(_SINCE)[0]] = cell
    return out


def _pair(cell: Cell | None) -> str | None:
    """The two sides of a relation, without its name."""
    return notation(cell.value).partition(": ")[2] if cell is not None else None


def _shown(cell: Cell | None) -> str | None:
    return notation(cell.value) if cell is not None else None


def _voices(cell: Cell | None, fathers: Sequence[Incident], incident: Incident) -> str:
    """Who says the claims a derived value rests on."""
    claims = {
        c.claim.id: c.claim for i in (*fathers, incident) for c in i.cells if c.claim is not None
    }
    inputs = cell.inputs if cell is not None else ()
    return ", ".join(dict.fromkeys("+".join(claims[i].said_by) for i in inputs if i in claims))


def _decisions(sheet: _Sheet, decided: Sequence[Decided]) -> None:
    home: dict[str, Incident] = {}
    for incident in (*sheet.before.incidents, *sheet.after.incidents):
        home |= {m.id: incident for m in incident.mentions}
    for one in decided:
        subject = home.get(one.mention or "")
        if subject is not None:
            judgement = one.judgement
            sheet.add(
                subject, "decided" if one.holds else "undone", other=str(one.number),
                after=judgement.relation if one.holds else None,
                before=None if one.holds else judgement.relation,
                by=judgement.by, reason=judgement.reason,
                quote=judgement.left.quote if judgement.left else None,
                document=judgement.left.document if judgement.left else None,
            )  # fmt: skip
