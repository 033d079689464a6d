"""Decisions that cannot all hold."""

from dateline.incidents.conflicts import chain, consistent


def test_what_is_told_apart_stays_apart_and_older_joins_come_first() -> None:
    same = [("a", "b"), ("b", "c"), ("d", "e")]
    assert consistent(same, []) == (same, [])
    assert consistent(same, [("c", "a")]) == ([("a", "b"), ("d", "e")], [1])
    assert consistent([(1, 2)], [(2, 1)]) == ([], [0])


def test_the_shortest_chain_leads_from_one_to_the_other() -> None:
    same = [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")]
    assert chain(same, "a", "c") == [0, 1]
    assert chain(same, "d", "a") == [3]
    assert chain(same, "a", "z") is None
    assert chain([], "a", "a") == []
