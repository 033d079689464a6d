"""Which common nouns can do something (`tables/acting_nouns.txt`): "voters", not "practice"."""

from __future__ import annotations

from functools import cache
from importlib import resources

from dateline.reference import plover, sectors
from dateline.reference.authorities import source_words


def can_act(lemma: str) -> bool:
    """Whether a noun in lower case stands for persons or a group.

    A listed noun, a word for persons of PLOVER, one with a sector, or with an ending of people.
    """
    if lemma in _listed() or lemma in plover.classes()["person"]:
        return True
    if sectors.sector(lemma) is not None:
        return True
    people, things = (tuple(source_words(f"{sort} ending")) for sort in ("people", "thing"))
    return lemma.endswith(people) and not lemma.endswith(things)


@cache
def _listed() -> frozenset[str]:
    text = resources.files("dateline.reference").joinpath("tables", "acting_nouns.txt")
    lines = (x for x in text.read_text("utf-8").splitlines() if not x.startswith("#"))
    return frozenset(w for line in lines for w in line.split())
