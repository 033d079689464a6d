"""Versions word by word: both texts come back from the pieces, at the offsets they name."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.views.text_diff import Piece, folded, pieces

WORDS = st.lists(
    st.sampled_from(["one", "two", "900", ",", ".", " ", "\n", "é", "👍"]), max_size=40
)


@given(WORDS, WORDS)
def test_pieces_give_both_texts_back(left: list[str], right: list[str]) -> None:
    before, after = "".join(left), "".join(right)
    found = pieces(before, after)
    assert "".join(p.words for p in found if p.change != "come") == before
    assert "".join(p.words for p in found if p.change != "gone") == after
    for p in found:
        own = before if p.change == "gone" else after
        assert own[p.start : p.end] == p.words


def test_a_changed_figure_is_one_word() -> None:
    found = [(p.change, p.words) for p in pieces("flew 800 km.", "flew 900 km.")]
    assert found == [("same", "flew "), ("gone", "800"), ("come", "900"), ("same", " km.")]


def test_a_long_unchanged_stretch_is_folded_and_says_how_long() -> None:
    same = "word " * 200
    found = folded(pieces(f"a {same}b", f"c {same}d"), around=20)
    cut = next(p for p in found if p.change == "cut")
    assert cut.end - cut.start == len(f" {same}") - 40
    assert Piece("gone", "a", 0, 1) in found


def test_a_text_of_many_words_is_compared_by_line() -> None:
    lines = [f"line {n} of the report\n" for n in range(2000)]
    changed = [*lines[:1000], "another line\n", *lines[1001:]]
    found = pieces("".join(lines), "".join(changed))
    assert [p.words for p in found if p.change == "come"] == ["another line\n"]
