"""Happenings without a kind of their own: the same act, parties and day are one, by key.

A generic happening merges only with its equals, so that its pairs need no scores: a million
mentions are grouped in one pass instead of compared (`benchmarks/scale.py`).

1. Happenings with an actor and a stated day are grouped by type, parties and news or history.
2. Inside a group those that share a day belong together.
3. Where all of them state the one day and every document tells it once, they are one incident;
   anything else is left to the pair scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.incidents.happening import Happening

Key = tuple[str, bool, frozenset[str], frozenset[str]]


def alike(
    nodes: Sequence[Happening], numbers: Sequence[int], tied: frozenset[int]
) -> tuple[list[list[int]], list[tuple[int, int]]]:
    """(clusters that need no scores, pairs of equals that do) of the given rows of `nodes`.

    Args:
        tied: rows that an analyst decided about; they always go through the pairs.
    """
    groups: dict[Key, list[int]] = defaultdict(list)
    for n in numbers:
        node = nodes[n]
        if node.actors and node.days:  # 1.
            groups[node.type, node.news, node.actors, node.recipients].append(n)
    clusters: list[list[int]] = []
    pairs: list[tuple[int, int]] = []
    for members in groups.values():
        for chain in _sharing_days(nodes, members) if len(members) > 1 else ():  # 2.
            if len(chain) > 1 and _plain(nodes, chain) and tied.isdisjoint(chain):  # 3.
                clusters.append(chain)
            else:
                pairs += _equals(nodes, chain)
    return clusters, sorted(pairs)


def _sharing_days(nodes: Sequence[Happening], members: list[int]) -> Iterator[list[int]]:
    """Members that share days, directly or through others; in the order of the first."""
    by_days: dict[frozenset[str], list[int]] = defaultdict(list)
    for n in members:
        by_days[nodes[n].days].append(n)
    if all(len(days) == 1 for days in by_days):
        yield from by_days.values()
        return
    left = list(by_days.items())
    while left:
        (first, chain), left = left[0], left[1:]
        days, chain = set(first), list(chain)
        while near := [(d, m) for d, m in left if days & d]:
            left = [(d, m) for d, m in left if not days & d]
            days.update(*(d for d, _ in near))
            chain += [n for _, m in near for n in m]
        yield sorted(chain)


def _plain(nodes: Sequence[Happening], chain: list[int]) -> bool:
    first = nodes[chain[0]].days
    documents = {nodes[n].document for n in chain}
    return len(documents) == len(chain) and all(nodes[n].days == first for n in chain)


def _equals(nodes: Sequence[Happening], chain: list[int]) -> Iterator[tuple[int, int]]:
    for k, a in enumerate(chain):
        for b in chain[k + 1 :]:
            if nodes[a].days & nodes[b].days and nodes[a].document != nodes[b].document:
                yield a, b
