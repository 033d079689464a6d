"""Sentences whose main verb a small parser takes for a noun or a participle.

"Finnish intelligence predicts that …" with a plural noun "predicts", "The general refuted claims"
with an attribute "refuted": no finite verb is left in the sentence, which a report's sentence has.

1. Take the sentences without a finite verb outside subordinate clauses and quotations.
2. In them, the first word that as a verb would be a cue, with a name or noun phrase before it and
   "that" or a noun phrase behind it, is the cue; what stands before it is the source.
"""

from __future__ import annotations

from dateline.annotate.attributions import extents
from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.clauses import edges
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.sources import trim
from dateline.model import Sentence, Token
from dateline.reference.cues import Cue, verb_cues

_LONGEST_SOURCE = 9
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_NOMINAL = frozenset(["NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "ADP", "PART", "ADV"])


def read_repairs(layout: Layout) -> list[Candidate]:
    """One candidate for every sentence that can be mended."""
    out = []
    for sentence in layout.parse.sentences:
        if layout.tokens[sentence.root].pos in ("VERB", "AUX"):  # 1.
            continue
        found = _mend(layout, sentence)
        if found is not None:
            out.append(found)
    return out


def _mend(layout: Layout, sentence: Sentence) -> Candidate | None:
    """2. of one sentence."""
    tokens = layout.tokens
    for i in range(sentence.first, min(sentence.last - 2, sentence.first + _LONGEST_SOURCE)):
        t = tokens[i]
        if layout.in_quotation(i) or t.text in (",", ":", ";") or t.tag in _FINITE:
            return None
        word = _as_verb(t)
        if word is None or i == sentence.first:
            if t.pos not in _NOMINAL:
                return None
            continue
        clause = tokens[i + 1].lower == "that" and word.takes("that")
        thing = t.tag == "VBN" and word.takes("np") and _phrase_begins(tokens[i + 1])
        source = trim(layout.parse, list(range(sentence.first, i)))
        if not source or tokens[source[-1]].pos not in ("NOUN", "PROPN", "PRON", "ADJ"):
            continue
        if clause or thing:
            tree = list(range(i + 1, sentence.last)) if clause else [i + 1]
            walked = extents.run(layout, t, tree, clause=clause, finite=clause)
            rule = "verb: clause" if clause else "verb: object"
            return Candidate(source, [i], edges(layout.parse, walked), "indirect", i, rule, word)
    return None


def _as_verb(t: Token) -> Cue | None:
    """The cue a noun or participle would be as a verb in the present or the past."""
    table = verb_cues()
    if t.tag == "VBN" and t.dep in ("amod", "acl", "compound"):
        return table.get(t.lemma.lower())
    if t.tag == "NNS" and t.lower.endswith("s"):
        return table.get(t.lower[:-1]) or table.get(t.lower[:-2])
    return None


def _phrase_begins(t: Token) -> bool:
    return t.pos in ("DET", "NOUN", "PROPN", "NUM", "ADJ") or t.tag == "PRP$"
