"""What waits for an analyst's eye: pairs the scores are unsure of, decisions that fit nowhere.

1. Pairs of happenings of two reports whose score lies between `LOW` and `HIGH`, not vetoed, and
   not decided about by a decision that is attached to them; nor inside an incident to which an
   analyst joined the two reports.
2. Of several pairs between the same two incidents (or inside one) only the one nearest to the
   threshold is asked: its answer settles most of the others.
3. Nearest to the threshold first; ties in the order of publication. Orphaned decisions come last,
   with the words they were tied to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.incidents.assign import GENERIC, LOW, THRESHOLD, candidates
from dateline.incidents.evidence import explain, score, veto
from dateline.incidents.happening import Happening, happenings
from dateline.ledger import Ledger
from dateline.model import Claims, Document, Incident, Judgement
from dateline.pipeline import ledgers, states
from dateline.pipeline.decisions import mention_anchor
from dateline.pipeline.judged import Numbered, attach
from dateline.pipeline.resources import Resources
from dateline.views import review_rows
from dateline.views.review_rows import Asked, Lost, Side

HIGH = 0.8
"""Score above which a pair is not asked about."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Pairs to decide, in order, and decisions that are attached to nothing."""

    asked: tuple[Asked, ...]
    lost: tuple[Lost, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row each, as `review --list` shows them."""
        return review_rows.rows(self.asked, self.lost)


def queue(ledger: Ledger, resources: Resources) -> Queue:
    """What waits, for the ledger as it is now."""
    with ledger.reading() as connection:
        decided = states.take(connection).decided
    pairs = ledgers.held(ledger).documents
    claims = [c for _, c in pairs]
    lost = tuple(
        Lost(n, j) for n, j in decided
        if not all(attach(a, claims) for a in (j.left, j.right) if a is not None)
    )  # fmt: skip
    related = ledgers.incidents(ledger, resources)
    return Queue(tuple(_asked(pairs, related, decided, resources)), lost)


def judgement(one: Asked, relation: str, by: str, reason: str, recorded: str) -> Judgement:
    """An answer to a pair as a decision about the words of its triggers."""
    left, right = (
        mention_anchor(side.mention, side.document.text.characters)
        for side in (one.left, one.right)
    )
    return Judgement(relation, left, right, by, reason, recorded)


def _asked(
    pairs: Sequence[tuple[Document, Claims]], related: Sequence[Incident], decided: Numbered,
    resources: Resources,
) -> list[Asked]:  # fmt: skip
    claims = [c for _, c in pairs]
    packs = {k.name: k for k in resources.kinds}
    nodes = [h for c in claims for h in happenings(c, packs)]
    known = _known(claims, decided)
    home = {m.id: i for i in related for m in i.mentions}
    joined = _joined(decided)
    texts = {d.id: d for d, _ in pairs}
    found: dict[tuple[str, str], tuple[float, int, int]] = {}
    for a, b in candidates(nodes):  # 1.
        left, right = nodes[a], nodes[b]
        if left.kind == GENERIC or veto(left, right, packs[left.kind]):
            continue
        value = round(score(left, right), 6)
        ids = frozenset(m.id for h in (left, right) for m in h.mentions)
        if not LOW <= value < HIGH or any(len(ids & pair) == 2 for pair in known):
            continue
        one, two = home[left.mentions[0].id].id, home[right.mentions[0].id].id
        if one == two and (left.document, right.document) in joined:
            continue
        key = (min(one, two), max(one, two))
        if key not in found or abs(value - THRESHOLD) < abs(found[key][0] - THRESHOLD):  # 2.
            found[key] = (value, a, b)
    order = sorted(found.values(), key=lambda x: (abs(x[0] - THRESHOLD), x[1], x[2]))  # 3.
    return [
        Asked(_side(nodes[a], home, texts), _side(nodes[b], home, texts), value,
              tuple(explain(nodes[a], nodes[b], packs)))
        for value, a, b in order
    ]  # fmt: skip


def _known(claims: Sequence[Claims], decided: Numbered) -> list[frozenset[str]]:
    """Pairs of mentions that a decision is about."""
    out = []
    for _, one in decided:
        if one.relation in ("same", "not-same", "part-of") and one.left and one.right:
            ids = (attach(one.left, claims), attach(one.right, claims))
            out.append(frozenset(x for x in ids if x))
    return [pair for pair in out if len(pair) == 2]


def _joined(decided: Numbered) -> set[tuple[str, str]]:
    """Pairs of reports of which an analyst said that they tell one happening."""
    found = {
        (one.left.document, one.right.document) for _, one in decided
        if one.relation == "same" and one.left and one.right
    }  # fmt: skip
    return found | {(b, a) for a, b in found}


def _side(node: Happening, home: dict[str, Incident], texts: dict[str, Document]) -> Side:
    first = node.mentions[0]
    return Side(first, home[first.id], texts[first.document], node.claims)
