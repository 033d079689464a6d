"""Words that the rules of the kind packs read besides those of a pack (`tables/pack_words.tsv`)."""

from __future__ import annotations

from dateline.reference.word_lists import classes


def words(listed: str) -> frozenset[str]:
    """The words of a class, in lower case.

    Raises:
        KeyError: there is no such class.
    """
    return classes("pack_words.tsv")[listed]
