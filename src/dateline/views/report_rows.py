"""Which reports of a ledger are wanted, and how a report without a title is told from others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten

from dateline.ledger.documents import FILLER, Head

OPENING = 90
"""Code points of the first words of a report."""

_NOTE = re.compile(r"\A\s*[A-Z][A-Z’' ]{2,30}:[^\n]*\n\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on reports; an empty one holds for all. Days are ISO dates, both inclusive."""

    words: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    changed: bool = False
    """Only reports that came in several versions."""

    @property
    def query(self) -> dict[str, str]:
        """The conditions as parameters of an address."""
        return {"q": self.words, "outlet": self.outlet, "since": self.since, "until": self.until,
                "changed": "1" if self.changed else ""}  # fmt: skip


def choose(heads: Iterable[Head], wanted: Wanted, versions: Mapping[str, int]) -> list[Head]:
    """The reports that fit, in their order; `versions` counts those of each identity.

    A report without a date fits no day.
    """
    words = wanted.words.casefold().split()
    return [h for h in heads if _fits(h, wanted, words, versions)]


def _fits(head: Head, wanted: Wanted, words: list[str], versions: Mapping[str, int]) -> bool:
    day = (head.published or "")[:10]
    if (wanted.since and day < wanted.since) or (wanted.until and not "" < day <= wanted.until):
        return False
    if wanted.outlet and wanted.outlet != head.outlet:
        return False
    if wanted.changed and versions[head.identity] < 2:
        return False
    parts = (head.title, head.outlet, head.url, head.author, head.id)
    text = " ".join(p for p in parts if p).casefold()
    return all(w in text for w in words)


def opening(characters: str) -> str:
    """The first words of a report; empty where they were not retained.

    A note set above the report ("CORRECTION: …", on a line of its own) is told by many reports in
    the same words, so what follows it is shown.
    """
    told = _NOTE.sub("", characters[: 10 * OPENING], count=1)
    words = told[: 4 * OPENING].split(FILLER)[0]
    return shorten(words, OPENING, placeholder=" …")
