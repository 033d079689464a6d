"""What became of incidents between two partitions, and which mention took whose place."""

from dateline.incidents.changes import Spot, changes, following


def told(before: dict[str, str], after: dict[str, str], follows: dict[str, str]) -> list[str]:
    return [
        f"{c.incident} {c.event} {c.other or ''} {c.mentions}".replace("  ", " ")
        for c in changes(before, after, follows)
    ]


def homes(*clusters: str) -> dict[str, str]:
    """ "abc" is an incident of the mentions a, b and c, under the id of the first."""
    return {m: c[0] for c in clusters for m in c}


def test_equal_partitions_and_growth_change_nothing() -> None:
    assert told(homes("ab", "c"), homes("ab", "c"), {}) == []
    assert told(homes("ab"), homes("abc"), {}) == []


def test_a_merge_and_its_undo_mirror_each_other() -> None:
    assert told(homes("ab", "cd"), homes("abcd"), {}) == ["c merged a 2"]
    assert told(homes("abcd"), homes("ab", "cd"), {}) == ["c split a 2"]


def test_an_earlier_report_moves_the_id() -> None:
    assert told(homes("bc"), homes("abc"), {}) == ["b moved a 2"]
    # Two incidents and an earlier report of both: the larger goes on, the other is merged.
    assert told(homes("bcd", "ef"), homes("abcdef"), {}) == ["e merged a 2", "b moved a 3"]


def test_a_split_leaves_the_id_with_those_who_keep_it() -> None:
    assert told(homes("abcd"), homes("a", "bcd"), {}) == ["b split a 3"]


def test_created_and_gone() -> None:
    assert told({}, homes("ab"), {}) == ["a created 2"]
    assert told(homes("ab"), {}, {}) == ["a gone 2"]


def test_mentions_that_change_sides_are_regrouped() -> None:
    assert told(homes("abc", "de"), homes("ab", "dec"), {}) == ["a regrouped d 1"]


def test_a_mention_that_moved_is_followed() -> None:
    assert told(homes("ab"), homes("xb"), {"a": "x"}) == ["a moved x 2"]
    assert told(homes("a"), homes("x"), {}) == ["x created 1", "a gone 1"]


def test_a_rereading_is_followed_by_overlap_and_a_version_by_rank() -> None:
    def spot(document: str, start: int, kind: str = "launch") -> Spot:
        return Spot("article", document, kind, start, start + 5)

    before = {"a": spot("v1", 10), "b": spot("v1", 200), "z": spot("v1", 15, "talks")}
    moved = {"x": spot("v1", 17), "y": spot("v1", 400)}
    assert following(before, moved) == {"a": "x", "b": "y"}
    newer = {"x": spot("v2", 300), "y": spot("v2", 900), "w": spot("v2", 1, "talks")}
    assert following(before, newer) == {"a": "x", "b": "y", "z": "w"}
    fewer = {"x": spot("v2", 300)}
    assert following(before, fewer) == {}
    assert following(before, before) == {}
