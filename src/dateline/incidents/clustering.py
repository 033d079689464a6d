"""Pair scores → a partition: components of weak edges, then constrained average linkage inside.

Connected components alone never are the result: one wrong edge would join two incidents of a
kind for good. Average linkage (UPGMA, Sokal & Michener 1958) asks what all pairs between two
clusters say; a forbidden pair keeps the clusters of its two members apart.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
Mask = NDArray[np.bool_]

_NEVER = -1.0e9


def partition(
    scores: Matrix, threshold: float, low: float, forbidden: Mask | None = None
) -> list[list[int]]:
    """Clusters of the row numbers, each sorted, in the order of their first member.

    1. Components of the edges with a score ≥ `low`.
    2. Inside each, join the two clusters with the highest mean score while it is ≥ `threshold`;
       clusters with a forbidden pair between them are never joined.
    Two clusters with a mean ≥ `threshold` ≥ `low` share an edge ≥ `low`, so stage 1 loses nothing.

    Args:
        scores: symmetric (n, n); the diagonal is not read.
        forbidden: symmetric (n, n), true where two rows may not share a cluster.
    """
    out: list[list[int]] = []
    for members in components(scores >= low):  # 1.
        if len(members) == 1:
            out.append(members)
            continue
        index = np.ix_(members, members)
        barred = None if forbidden is None else forbidden[index]
        for cluster in _linkage(scores[index], threshold, barred):  # 2.
            out.append([members[n] for n in cluster])
    return sorted(out)


def components(edges: Mask) -> list[list[int]]:
    """Connected components of a symmetric (n, n) adjacency, sorted; the diagonal is not read."""
    seen: set[int] = set()
    out = []
    for start in range(len(edges)):
        if start in seen:
            continue
        seen.add(start)
        found, todo = [start], [start]
        while todo:
            for n in np.flatnonzero(edges[todo.pop()]).tolist():
                if n not in seen:
                    seen.add(n)
                    found.append(n)
                    todo.append(n)
        out.append(sorted(found))
    return out


def _linkage(scores: Matrix, threshold: float, forbidden: Mask | None) -> list[list[int]]:
    table = scores.astype(np.float64).copy()
    if forbidden is not None:
        table[forbidden] = _NEVER
    np.fill_diagonal(table, 2 * _NEVER)
    size = np.ones(len(table))
    clusters: list[list[int]] = [[n] for n in range(len(table))]
    while len(table) > 1:
        left, right = divmod(int(np.argmax(table)), len(table))
        if table[left, right] < threshold:
            break
        left, right = min(left, right), max(left, right)
        both = table[left] * size[left] + table[right] * size[right]
        row = both / (size[left] + size[right])
        row[np.minimum(table[left], table[right]) <= _NEVER / 2] = _NEVER
        table[left], table[:, left] = row, row
        table[left, left] = 2 * _NEVER
        size[left] += size[right]
        clusters[left] += clusters[right]
        keep = np.arange(len(table)) != right
        table, size = table[np.ix_(keep, keep)], size[keep]
        del clusters[right]
    return sorted(sorted(c) for c in clusters)


def labels(clusters: Sequence[Sequence[int]]) -> list[int]:
    """Row number → number of its cluster."""
    out = [0] * sum(len(c) for c in clusters)
    for number, members in enumerate(clusters):
        for n in members:
            out[n] = number
    return out
