"""Generic happenings grouped by key come out as if every pair had been compared."""

from random import Random

import numpy as np
import pytest

from dateline.incidents.assign import GENERIC, LOW, THRESHOLD, Ties, clusters
from dateline.incidents.clustering import partition
from dateline.incidents.happening import Happening
from dateline.model import Mention, Span


def _nodes(random: Random) -> list[Happening]:
    out = []
    for n in range(random.randrange(2, 14)):
        mention = Mention(f"d{random.randrange(10)}", GENERIC, GENERIC, Span(n, n + 1), "ASSAULT")
        days = frozenset(
            random.sample(["2026-01-01", "2026-01-02"], random.choice((0, 1, 1, 1, 2)))
        )
        actors = frozenset(random.sample(["A", "B"], random.choice((0, 1, 1))))
        none: frozenset[str] = frozenset()
        news = random.random() < 0.9
        out.append(Happening((mention,), (), GENERIC, "ASSAULT", news, actors, none, none, days,
                             days, (), (), none, none))  # fmt: skip
    return out


def _equal(left: Happening, right: Happening) -> bool:
    return (
        left.news is right.news and bool(left.actors) and left.actors == right.actors
        and bool(left.days & right.days) and left.document != right.document
    )  # fmt: skip


def _compared(nodes: list[Happening]) -> set[frozenset[int]]:
    size = len(nodes)
    scores = np.array([[float(a != b and _equal(nodes[a], nodes[b])) for b in range(size)]
                       for a in range(size)])  # fmt: skip
    same = np.array([[nodes[a].document == nodes[b].document for b in range(size)]
                     for a in range(size)])  # fmt: skip
    return {frozenset(c) for c in partition(scores, THRESHOLD, LOW, same)}


@pytest.mark.parametrize("seed", range(120))
def test_groups_are_those_of_all_pairs(seed: int) -> None:
    nodes = _nodes(Random(seed))
    home = clusters(nodes, {}, Ties())
    found = {frozenset(n for n, h in enumerate(home) if h == number) for number in set(home)}
    assert found == _compared(nodes)
