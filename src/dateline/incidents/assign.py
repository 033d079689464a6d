"""Mentions → incidents: which mentions, of one document or of many, tell one happening.

1. Inside a document, mentions that name each other as referents are one happening, unless they
   tell different actors, days or counts (`happening`).
2. Candidates across documents share a block: family of kinds and day, stated or possible; a block
   above 500 also needs the same actor or none.
3. A veto (`evidence.veto`) forbids a pair for good; reasons for and against give a probability.
4. Components of pairs ≥ `THRESHOLD`, inside each constrained average linkage (`clustering`): a mean
   that reaches it has a pair that does. Happenings of one document never merge.
5. Generic happenings merge on type, actors, recipients and day alike (`exact`), without scores.
The result does not depend on the order of the documents: everything is sorted by publication,
document and trigger first, and pairs are rounded before they are compared. Nor does it depend on
what lies outside a component: a report touches the blocks of its happenings, and through them the
components of those it scores `THRESHOLD` with, and no others (`pipeline.increments`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.incidents import exact
from dateline.incidents.clustering import labels, partition
from dateline.incidents.conflicts import consistent
from dateline.incidents.copies import copies
from dateline.incidents.evidence import score, veto
from dateline.incidents.happening import Happening, happenings
from dateline.kinds import Kind
from dateline.model import Claim, Claims, Mention

THRESHOLD = 0.5
LOW = 0.2
WIDE = 500
"""Happenings of a block above which its pairs need the same actor."""

GENERIC = "generic"

EXACT = "="
"""How the names of blocks begin that hold equals, which need no scores."""


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one happening, earliest document first, with their claims.

    `copies` maps its documents to the first one of them whose words they carry.
    """

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    copies: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, members: Sequence[Happening], documents: Mapping[str, Claims]) -> Group:
        """Happenings in order, with the claims of the documents that tell them."""
        telling = dict.fromkeys(h.document for h in members)
        return cls(
            tuple(m for h in members for m in h.mentions),
            tuple(c for h in members for c in h.claims),
            copies([documents[d] for d in telling]),
        )


@dataclass(frozen=True, slots=True)
class Ties:
    """Decisions of an analyst as pairs of mention ids: `same` joins, `apart` forbids."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Partition:
    """Of every happening the number of its cluster, and of its component; clusters of different
    components have nothing to do with each other."""

    clusters: list[int]
    components: list[int]


def rank(mention: Mention, published: str | None) -> str:
    """What incidents are sorted by, of their first mention: publication, document, trigger."""
    span = mention.trigger
    when = published or "9999"
    return "\t".join((when, mention.document, f"{span.start:09d}", f"{span.end:09d}", mention.id))


def assign(
    documents: Sequence[Claims], kinds: Mapping[str, Kind], ties: Ties | None = None
) -> tuple[Group, ...]:
    """Partition all mentions into incidents; groups sorted by their first mention.

    `ties` outrank every score and every veto; where they cannot all hold, what is told apart stays
    apart (`conflicts`).
    """
    read = {d.document: d for d in documents}
    ranked = sorted(documents, key=lambda d: (d.published or "9999", d.document))
    ties = ties or Ties()
    apart = frozenset(ties.apart)
    nodes = [h for d in ranked for h in happenings(d, kinds, apart)]  # 1.
    merged: dict[int, list[Happening]] = defaultdict(list)
    for node, cluster in zip(nodes, clusters(nodes, kinds, ties)):
        merged[cluster].append(node)
    groups = [Group.of(members, read) for members in merged.values()]
    first = [g.mentions[0] for g in groups]
    place = {m.id: rank(m, read[m.document].published) for m in first}
    return tuple(sorted(groups, key=lambda g: place[g.mentions[0].id]))


def blocks(node: Happening) -> list[str]:
    """Names of the blocks a happening lies in; only happenings that share one can be one."""
    if node.kind != GENERIC:
        return [f"{node.family}\t{day}" for day in sorted(node.possible)]
    if not node.actors:
        return []
    parties = "\t".join(",".join(sorted(p)) for p in (node.actors, node.recipients))
    news = "news" if node.news else "history"
    return [f"{EXACT}{node.type}\t{news}\t{parties}\t{day}" for day in sorted(node.days)]


def paired(left: Happening, right: Happening, kinds: Mapping[str, Kind]) -> float | None:
    """The score of two happenings that share a block; None where a veto forbids it."""
    if left.kind == GENERIC or right.kind == GENERIC:
        return None if left.document == right.document else 1.0
    if veto(left, right, kinds[left.kind]):
        return None
    return round(score(left, right), 6)


def comparable(left: Happening, right: Happening) -> bool:
    """Whether two happenings of a block above `WIDE` are compared."""
    return left.states == right.states or not left.states or not right.states


def candidates(
    nodes: Sequence[Happening], wide: Collection[str] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs (a < b) of one family that share a block, each once, in order.

    `wide` names the blocks above `WIDE` where `nodes` are not all there are.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for n, node in enumerate(nodes):
        for block in blocks(node) if node.kind != GENERIC else ():
            members[block].append(n)
    if wide is None:
        wide = {block for block, inside in members.items() if len(inside) > WIDE}
    found: set[tuple[int, int]] = set()
    for block, inside in members.items():  # 2.
        narrow = block not in wide
        for k, a in enumerate(inside):
            for b in inside[k + 1 :]:
                if narrow or comparable(nodes[a], nodes[b]):
                    found.add((a, b))
    return iter(sorted(found))


def clusters(nodes: Sequence[Happening], kinds: Mapping[str, Kind], ties: Ties) -> list[int]:
    """Cluster number of every happening; equal numbers are one incident."""
    return divided(nodes, kinds, ties).clusters


def divided(
    nodes: Sequence[Happening], kinds: Mapping[str, Kind], ties: Ties,
    wide: Collection[str] | None = None,
) -> Partition:  # fmt: skip
    """The clusters of happenings and their components; `wide` as in `candidates`."""
    decided = ties.same or ties.apart
    place = {m.id: n for n, h in enumerate(nodes) for m in h.mentions} if decided else {}
    same = [_pair(place[a], place[b]) for a, b in ties.same if a in place and b in place]
    apart = {_pair(place[a], place[b]) for a, b in ties.apart if a in place and b in place}
    forced = {pair for pair in consistent(same, apart)[0] if pair[0] != pair[1]}
    scores: dict[tuple[int, int], float] = {}
    barred: set[tuple[int, int]] = set()
    bare = [n for n, node in enumerate(nodes) if node.kind == GENERIC]
    tied = frozenset(n for pair in forced | apart for n in pair)
    ready, equal = exact.alike(nodes, bare, tied)  # 5.
    scores |= dict.fromkeys(equal, 1.0)
    for a, b in candidates(nodes, wide):  # 3.
        found = paired(nodes[a], nodes[b], kinds)
        if found is None:
            barred.add((a, b))
        else:
            scores[a, b] = found
    return _partition(nodes, scores, barred | apart, forced, apart, ready)


def _pair(a: int, b: int) -> tuple[int, int]:
    return min(a, b), max(a, b)


def _partition(
    nodes: Sequence[Happening],
    scores: Mapping[tuple[int, int], float],
    barred: set[tuple[int, int]],
    forced: set[tuple[int, int]],
    apart: set[tuple[int, int]],
    ready: Sequence[Sequence[int]],
) -> Partition:
    """Clusters, those in `ready` first; dense tables only inside a component."""  # 4.
    edges = {pair: s for pair, s in scores.items() if s >= THRESHOLD and pair not in barred}
    out = [-1] * len(nodes)
    for number, cluster in enumerate(ready):
        for n in cluster:
            out[n] = number
    number = len(ready)
    home = list(out)
    edges |= dict.fromkeys(sorted(forced), 1.0)
    rest = [n for n, cluster in enumerate(out) if cluster < 0]
    for component, members in enumerate(_components(rest, edges), number):
        for n in members:
            home[n] = component
        if len(members) == 1:
            out[members[0]] = number
            number += 1
            continue
        index = {n: k for k, n in enumerate(members)}
        table = np.zeros((len(members), len(members)))
        forbidden = np.zeros(table.shape, dtype=bool)
        for k, a in enumerate(members):
            for b in members[k + 1 :]:
                same = nodes[a].document == nodes[b].document
                table[k, index[b]] = table[index[b], k] = scores.get((a, b), 0.0)
                forbidden[k, index[b]] = forbidden[index[b], k] = (a, b) in barred or same
        for cluster in _joined(table, forbidden, forced, apart, index):
            for k in cluster:
                out[members[k]] = number
            number += 1
    return Partition(out, home)


def _joined(
    table: np.ndarray, forbidden: np.ndarray, forced: set[tuple[int, int]],
    apart: set[tuple[int, int]], index: dict[int, int],
) -> list[list[int]]:  # fmt: skip
    """Clusters of a component under the decisions of an analyst.

    Clusters of happenings that were joined are one, with all that scores put beside them. Where
    that would bring two together that were told apart, those that were joined are one row from the
    start: a score gives way, never a decision.
    """
    clusters = partition(table, THRESHOLD, LOW, forbidden)
    tied = [(index[a], index[b]) for a, b in sorted(forced) if a in index]
    if not tied:
        return clusters
    told = [(index[a], index[b]) for a, b in sorted(apart) if a in index and b in index]
    home = labels(clusters)
    whole = _components(range(len(clusters)), {(home[a], home[b]): 1.0 for a, b in tied})
    joined = [sorted(k for n in group for k in clusters[n]) for group in whole]
    if not any(a in members and b in members for members in joined for a, b in told):
        return joined
    groups = _components(range(len(table)), dict.fromkeys(tied, 1.0))
    rows = np.zeros((len(groups), len(table)))
    for n, members in enumerate(groups):
        rows[n, members] = 1.0
    free = rows @ ~forbidden @ rows.T
    never = np.zeros(table.shape)
    for a, b in told:
        never[a, b] = never[b, a] = 1.0
    scores = rows @ np.where(forbidden, 0.0, table) @ rows.T / np.maximum(free, 1.0)
    barred = (free == 0) | (rows @ never @ rows.T > 0)
    found = partition(scores, THRESHOLD, LOW, barred)
    return [sorted(k for n in cluster for k in groups[n]) for cluster in found]


def _components(rows: Sequence[int], edges: Mapping[tuple[int, int], float]) -> list[list[int]]:
    parent = {n: n for n in rows}

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in edges:
        one, other = root(a), root(b)
        parent[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = defaultdict(list)
    for n in rows:
        found[root(n)].append(n)
    return list(found.values())
