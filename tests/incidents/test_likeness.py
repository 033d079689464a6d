"""Reports of sibling incidents stay apart, and the order of a collection decides nothing."""

import random

import numpy as np

from dateline.evaluate.tasks.incident_docs import clusters
from dateline.incidents.clustering import partition
from dateline.incidents.likeness import Idf, profile

QUAKES = [
    "A strong quake hit Larsund on Monday. Mayor Ottilie Brand said 12 people died in Larsund.",
    "In Larsund, 12 people died when a quake hit on Monday, said Mayor Ottilie Brand.",
    "The quake in Larsund killed 12. Mayor Ottilie Brand asked for tents for Larsund.",
    "A strong quake hit Port Emmer on Friday. Governor Dag Welle said 31 people died.",
    "In Port Emmer, 31 people died when a quake hit on Friday, Governor Dag Welle said.",
    "Governor Dag Welle visited Port Emmer, where 31 died in a strong quake on Friday.",
]


def test_siblings_of_one_type_stay_apart() -> None:
    found = clusters(QUAKES)
    assert found[0] == found[1] == found[2] != found[3] == found[4] == found[5]


def test_order_decides_nothing() -> None:
    def parts(order: list[int]) -> set[frozenset[int]]:
        found = clusters([QUAKES[n] for n in order])
        return {frozenset(n for n, x in zip(order, found) if x == k) for k in found}

    expected = parts(list(range(6)))
    for seed in range(20):
        order = list(range(6))
        random.Random(seed).shuffle(order)
        assert parts(order) == expected


def test_names_are_capitalised_inside_the_sentence() -> None:
    found = profile("Police in Larsund held 3 men.\nPOLICE HOLD THREE MEN IN LARSUND")
    assert dict(found.names) == {"larsund": 1, "3": 1}


def test_idf_has_a_version_and_no_weight_for_single_terms() -> None:
    idf = Idf.of([{"a": 1, "b": 2}, {"a": 1}, {"c": 1}])
    assert set(idf.weights) == {"a"}
    assert idf.version == Idf.of([{"a": 3, "b": 1}, {"a": 1}, {"c": 1}]).version


def test_average_linkage_does_not_chain() -> None:
    scores = np.array([[1, 0.9, 0.0], [0.9, 1, 0.6], [0.0, 0.6, 1]])
    assert partition(scores, 0.5, 0.25) == [[0, 1], [2]]


def test_a_forbidden_pair_is_never_joined() -> None:
    scores = np.full((3, 3), 0.9)
    forbidden = np.zeros((3, 3), dtype=bool)
    forbidden[0, 2] = forbidden[2, 0] = True
    assert partition(scores, 0.5, 0.25, forbidden) == [[0, 1], [2]]


def test_empty_and_single_collections() -> None:
    assert clusters([]) == []
    assert clusters(["One report."]) == [0]
