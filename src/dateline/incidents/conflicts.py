"""Decisions that cannot all hold: A is B, B is C, and A is not C.

1. Pairs that are the same are joined oldest first.
2. One that would put two apart together is left out; what an analyst told apart stays apart.
3. The chain of decisions that leads from one to the other is the shortest, by number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

T = TypeVar("T", int, str)


def consistent(
    same: Sequence[tuple[T, T]], apart: Collection[tuple[T, T]]
) -> tuple[list[tuple[T, T]], list[int]]:
    """(pairs of `same` that hold together with `apart`, positions of those that do not)."""
    parent: dict[T, T] = {}

    def root(one: T) -> T:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    kept, left_out = [], []
    for n, (left, right) in enumerate(same):  # 1.
        one, other = root(left), root(right)
        joined = {one, other}
        if any({root(a), root(b)} <= joined for a, b in apart):  # 2.
            left_out.append(n)
            continue
        if one != other:
            parent[max(one, other)] = min(one, other)
        kept.append((left, right))
    return kept, left_out


def chain(same: Sequence[tuple[str, str]], start: str, end: str) -> list[int] | None:
    """Positions of the fewest pairs of `same` that lead from `start` to `end`; None where none
    do."""
    near: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for n, (left, right) in enumerate(same):
        near[left].append((n, right))
        near[right].append((n, left))
    paths: dict[str, list[int]] = {start: []}
    todo: list[str] = [start]
    for here in todo:  # 3. The list grows while it is walked: breadth first.
        for n, there in near[here]:
            if there not in paths:
                paths[there] = [*paths[here], n]
                todo.append(there)
    return paths.get(end)
