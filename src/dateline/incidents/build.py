"""Claims of documents → incidents with reconciled cells, checks, context and life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.incidents.assign import Group, Ties, assign, rank
from dateline.incidents.independence import corroboration
from dateline.incidents.lifecycle import lifecycle
from dateline.incidents.moment import moment
from dateline.incidents.ordinals import checked
from dateline.incidents.outlines import ORDINAL, Outlines, outline
from dateline.incidents.reconcile import bound_words, headline, sides
from dateline.incidents.series import linked
from dateline.incidents.settle import settle
from dateline.kinds import Kind, Reported, Stated
from dateline.model import (
    Calendar,
    Cell,
    Claim,
    Claims,
    ContextFact,
    Figure,
    Finding,
    Incident,
    Link,
    Mention,
    Modality,
    Polarity,
    Step,
    Value,
    When,
)


def build(
    documents: Sequence[Claims], kinds: Sequence[Kind], ties: Ties | None = None
) -> tuple[Incident, ...]:
    """All incidents of a collection, in the order of their first mention.

    1. Assign mentions to incidents.
    2. Per incident: a cell for every claim, then derived cells: moment, headline figures, and
       "not stated" for the slots of the kind that nothing states.
    3. Corroboration by authority; checks of the kind; dated facts; links; lifecycle.
    4. Parts are linked to their series; ordinal claims ("the third launch this year") are held
       against all incidents.
    """
    packs = {k.name: k for k in kinds}
    groups = assign(documents, packs, ties)  # 1.
    read = {d.document: d for d in documents}
    home = {m.id: g.mentions[0].id for g in groups for m in g.mentions}
    first = {g.mentions[0].id: g.mentions[0] for g in groups}
    places = {i: rank(m, read[m.document].published) for i, m in first.items()}
    made = [incident(g, read, packs[g.mentions[0].kind], home, first, places) for g in groups]
    outlined = (outline(i, packs[i.kind], places[i.id]) for i in made)
    outlines = Outlines(o for o in outlined if o is not None)
    dates = Calendar((d.published, d.outlet) for d in documents)
    return tuple(finished(i, packs[i.kind], outlines, dates) for i in made)


def finished(made: Incident, kind: Kind, outlines: Outlines, read: Calendar) -> Incident:
    """4. An incident with what follows from others: series, and checks of ordinal claims."""
    return checked(linked(made, kind, outlines), kind, outlines, read)


def alone(finished: Incident) -> Incident:
    """An incident without what follows from others; `finished` gives it back."""
    links = tuple(x for x in finished.links if x.relation not in ("part-of", "has-part"))
    findings = tuple(f for f in finished.findings if f.check != ORDINAL)
    return replace(finished, links=links, findings=findings)


def incident(
    group: Group,
    documents: Mapping[str, Claims],
    kind: Kind,
    home: Mapping[str, str],
    first: Mapping[str, Mention],
    places: Mapping[str, str],
) -> Incident:
    """2. 3. One incident, from the documents that tell it.

    Args:
        home: mention → incident, of all mentions of these documents.
        first: the first mention of every incident that `home` names.
        places: what these are sorted by (`rank`).
    """
    claims = group.claims
    own = [documents[ident] for ident in {m.document for m in group.mentions}]
    own.sort(key=lambda d: (d.published or "9999", d.document))
    cells = [Cell(c.slot, c.value, c.said_by, c) for c in claims]  # 2.
    told_by = {m.id: m.document for m in group.mentions}
    cells += _derived(claims, kind, {d.document: d for d in own}, told_by)
    links = _links(group, own, home)  # 3.
    answered = {x.incident for x in links if x.relation == "answered-by"}
    responses = [first[i] for i in sorted(answered, key=lambda i: places[i])]
    life = (
        lifecycle(group.mentions, claims, own, responses, kind.stages)
        if kind.name != "generic" else ()
    )  # fmt: skip
    said = corroboration(group.mentions, claims, {d.document: d for d in own}, group.copies)
    one = group.mentions[0]
    return Incident(
        one.id, kind.name, one.type, one.mode, group.mentions, tuple(cells), life,
        _checks(kind, claims), links, said, _facts(kind, claims),
    )  # fmt: skip


def _derived(
    claims: Sequence[Claim], kind: Kind, documents: Mapping[str, Claims], places: Mapping[str, str]
) -> list[Cell]:
    actors = tuple(dict.fromkeys(str(c.value) for c in claims if c.slot == "actor"))
    out = []
    found = moment(claims, actors, kind)
    if found:
        when, inputs, steps = found
        out.append(Cell("when", when, (), None, inputs, steps))
    for slot in kind.slots:
        stated = [c for c in claims if c.slot == slot.name]
        if slot.fill == "figure":
            out += settle(slot, stated, documents, places)
        if not stated and slot.shown:
            step = Step("no claim of any document states it")
            out.append(Cell(slot.name, None, (), None, (), (step,)))
    count = _union_count(claims, kind)
    if count:
        out.append(count)
    return out


def _union_count(claims: Sequence[Claim], kind: Kind) -> Cell | None:
    """One headline for slots that count together ("multiple missiles", "two launches")."""
    names = kind.counts_together
    counted = [c for c in claims if c.slot in names and isinstance(c.value, Figure)]
    if len({c.slot for c in counted}) < 2:
        return None
    figures = [c.value for c in counted if isinstance(c.value, Figure)]
    same_unit = [
        Figure(f.low, f.high, "1", f.shape, f.original, f.number, f.open_low, f.open_high, f.soft)
        for f in figures
    ]
    settled = headline(same_unit)
    inputs = tuple(c.id for c in counted)
    labels = [s.label for s in kind.slots if s.name in names]
    both = " and ".join(labels)
    if settled is None:
        step = Step(f"{both} are counted apart; the counts do not meet")
        return Cell("number:headline", sides(counted), (), None, inputs, (step,))
    step = Step(f"{both} count the same: intersection of both counts")
    return Cell("number:headline", bound_words(settled), (), None, inputs, (step,))


def _checks(kind: Kind, claims: Sequence[Claim]) -> tuple[Finding, ...]:
    """Run the pack's checks on what is reported as a fact; a denied or planned value is none."""
    stated: dict[str, tuple[Stated, ...]] = {}
    values: dict[str, Value] = {}
    for slot in kind.slots:
        facts = [
            c for c in claims if c.slot == slot.name and c.polarity is Polarity.POSITIVE
            and c.modality in (Modality.ASSERTED, Modality.REPORTED)
        ]  # fmt: skip
        stated[slot.name] = tuple(
            Stated(c.value, c.said_by, c.part, c.evidence, c.id)
            for c in facts if isinstance(c.value, Figure)
        )  # fmt: skip
        settled = headline([s.figure for s in stated[slot.name]])
        if settled is not None:
            values[slot.name] = settled
    words = {
        s.name: tuple(str(c.value) for c in claims if c.slot == s.name)
        for s in kind.slots if s.fill in ("words", "name")
    }  # fmt: skip
    reported = Reported(stated, values, words)
    found = (check(reported) for check in kind.checks)
    return tuple(f for f in found if f is not None)


def _facts(kind: Kind, claims: Sequence[Claim]) -> tuple[ContextFact, ...]:
    """Facts of the pack in force on the day whose conditions on stated values hold."""
    days = sorted(
        c.value.earliest[:10] for c in claims
        if isinstance(c.value, When) and c.value.earliest and c.slot in kind.days
    )  # fmt: skip
    if not days:
        return ()
    values: dict[str, set[str]] = {}
    for claim in claims:
        values.setdefault(claim.slot, set()).add(str(claim.value))
    return tuple(
        row.fact for row in kind.facts
        if all(_applies(slot, set(wanted), values) for slot, wanted in row.applies.items())
        and row.fact.since <= days[0] and (row.fact.until is None or days[0] <= row.fact.until)
    )  # fmt: skip


def _applies(slot: str, wanted: set[str], values: Mapping[str, set[str]]) -> bool:
    if slot.endswith("_not"):
        stated = values.get(slot.removesuffix("_not"), set())
        return not stated or not stated <= wanted
    return bool(wanted & values.get(slot, set()))


_MIRROR = {
    "before": "after", "after": "before", "response-to": "answered-by",
    "coincides-with": "coincides-with", "during": "during",
}  # fmt: skip


def _links(group: Group, documents: Sequence[Claims], home: Mapping[str, str]) -> tuple[Link, ...]:
    own = home[group.mentions[0].id]
    out = []
    for document in documents:
        for link in document.links:
            left, right = home.get(link.left), home.get(link.right)
            if left == right or left is None or right is None:
                continue
            if left == own:
                out.append(Link(link.relation, right, document.document, link.evidence))
            elif right == own:
                out.append(Link(_MIRROR[link.relation], left, document.document, link.evidence))
    return tuple(dict.fromkeys(out))
