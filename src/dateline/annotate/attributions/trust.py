"""How far a candidate can be trusted: a rank set by hand, 5 most, 1 least (left out by default).

1. The rule's own rank (`cues_rules.tsv`), 1 for a word that is weak under it (`cues_weak.tsv`).
2. 1 where the parse has most likely gone wrong or nothing was said: an active verb without a
   source, "you" as a source, an object of a bare infinitive, a heading that names no speaker.
3. One rank less for what has not been said yet (modal, infinitive) and for a source that is no
   person, body or text.
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.layout import Layout
from dateline.model import Token
from dateline.reference.cues import nameless_sources, rules, weak_words

_DOES = frozenset(["do", "does", "did", "will", "would", "’ll", "'ll", "shall"])
_GENERIC = frozenset(["you", "your", "yourself"])


def reliability(layout: Layout, c: Candidate) -> int:
    """The rank of a candidate."""
    rank = rules()[c.rule].reliability  # 1.
    if c.word is not None and (c.rule, c.word.word) in weak_words():
        return 1
    t = layout.tokens[c.anchor]
    head = _head(layout, c.source)
    verbal = c.rule.startswith("verb: ") and c.form != "passive"
    if verbal and head is None and not c.unstated and c.form not in ("direct", "mixed"):  # 2.
        return 1
    if head is not None and head.lower in _GENERIC:
        return 1
    bare = t.tag == "VB" and not any(layout.tokens[i].lower in _DOES for i in c.cue)
    if c.rule == "verb: object" and bare:
        return 1
    if c.rule == "heading" and head is not None and not _speaks(head):
        return 1
    unsaid = bare or any(layout.tokens[i].tag == "MD" for i in c.cue)  # 3.
    thing = head is not None and not _speaks(head)
    return max(2, rank - unsaid - thing) if rank > 2 else rank


def _head(layout: Layout, source: list[int]) -> Token | None:
    inside = set(source)
    for i in source:
        if layout.tokens[i].head not in inside or layout.tokens[i].head == i:
            return layout.tokens[i]
    return None


def _speaks(head: Token) -> bool:
    """Whether a head word names a person, a body or a text, or stands for one."""
    if head.pos in ("PROPN", "PRON") or head.tag in ("WP", "WDT", "PRP$") or head.entity:
        return True
    return head.lemma.lower() in nameless_sources() or head.lower in nameless_sources()
