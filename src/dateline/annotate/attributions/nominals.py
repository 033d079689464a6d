"""Nominal and adjectival cues: "the warning that", "his call for", "worried about", "made clear".

The content is the clause, infinitive or prepositional phrase the word's frames name; the source is
the possessor, a phrase with by, from or among, or the subject of the light verb or copula.
"""

from __future__ import annotations

import itertools

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.clauses import edges, touched
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.sources import controller, source_tokens
from dateline.model import Token
from dateline.reference.cues import Cue, adjective_cues, light_verbs, noun_cues

_HOLDERS = ("by", "from", "among")
_MEANS = frozenset({
    "air", "airstrike", "artillery", "bomb", "car", "drone", "gas", "grenade", "gun", "knife",
    "missile", "mortar", "rocket", "sniper", "suicide", "terror", "uav",
})  # fmt: skip
"""What makes an attack one of arms, and no criticism: "a drone attack on the port"."""


def read_nouns(layout: Layout) -> list[Candidate]:
    """Candidates of nominal cues outside direct speech."""
    table = noun_cues()
    out = []
    for t in layout.tokens:
        if t.pos != "NOUN" or layout.in_quotation(t.i):
            continue
        word = table.get(t.lemma.lower())
        if word is not None:
            found = _noun(layout, t, word)
            if found is not None:
                out.append(found)
    return out


def _noun(layout: Layout, t: Token, word: Cue) -> Candidate | None:
    parse = layout.parse
    kids = parse.kids(t.i)
    if word.sort == "criticism" and any(k.dep == "compound" and k.lower in _MEANS for k in kids):
        return None
    clause = next((k for k in kids if k.i > t.i and _clause(layout, k, word)), None)
    preps = [k for k in kids if k.i > t.i and k.dep == "prep" and word.takes(k.lower)]
    holder = next((k for k in kids if k.dep in ("prep", "agent") and k.lower in _HOLDERS), None)
    if clause is None and not preps:
        preps = _beside(layout, t, word)
    if clause is None:
        preps = [k for k in preps if k is not holder][:1]
    head = clause or (preps[0] if preps else None)
    if head is None:
        return _copular(layout, t, word, holder)
    content = touched(layout, t.i, head)
    if head is clause:
        content = _first_clause(layout, content)
    source = _holder(layout, t, holder)
    if not source and head is clause:
        source = _nearest_holder(layout, t)
    if word.sort == "question" and clause is None and not source:
        return None
    source = [i for i in source if i not in set(content)]
    parts = [t.i, *([head.i] if head.dep == "prep" else [])]
    content = [i for i in content if i not in parts]
    if not content:
        return None
    return Candidate(
        source, parts, edges(parse, content), "nominal", t.i, _rule(layout, t, head, source), word
    )


def _first_clause(layout: Layout, content: list[int]) -> list[int]:
    """Without the main verb that a parser has drawn into a subject's clause ("the warning that the
    dam could burst | was ignored"): a second finite verb with nothing between to be its subject."""
    verbs = [i for i in content if layout.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD")]
    for a, b in itertools.pairwise(verbs):
        if layout.in_quotation(a) or layout.in_quotation(b):
            continue
        between = layout.tokens[a + 1 : b]
        subjects = any(
            (k.dep in ("nsubj", "nsubjpass", "expl") and k.pos != "VERB")
            or k.dep in ("cc", "mark") or k.pos in ("CCONJ", "PUNCT")
            or k.tag in ("WDT", "WP", "WRB") for k in between
        )  # fmt: skip
        if not subjects and any(k.pos in ("VERB", "NOUN", "AUX") for k in between):
            return [i for i in content if i < b]
    return content


def _beside(layout: Layout, t: Token, word: Cue) -> list[Token]:
    """A preposition right after the noun that the tree hangs on its light verb."""
    if t.dep != "dobj" or t.i + 1 >= len(layout.tokens):
        return []
    k = layout.tokens[t.i + 1]
    up = layout.parse.tokens[t.head]
    fits = k.dep == "prep" and k.head == up.i and up.lemma in light_verbs() and word.takes(k.lower)
    return [k] if fits else []


def _rule(layout: Layout, t: Token, head: Token, source: list[int]) -> str:
    """Which sort of nominal attribution it is; one that nobody holds is mostly a topic."""
    if head.dep != "prep":
        return "noun with clause"
    light = t.dep == "dobj" and layout.parse.tokens[t.head].lemma in light_verbs()
    if source and (light or layout.parse.kids(t.i, "poss")):
        return "noun with preposition"
    return "noun as topic"


def _copular(layout: Layout, t: Token, word: Cue, holder: Token | None) -> Candidate | None:
    """ "Their answer was that …", "the hope is to …": the complement of the copula."""
    parse = layout.parse
    up = parse.tokens[t.head]
    if t.dep != "nsubj" or up.lemma != "be" or up.i < t.i:
        return None
    clause = next((k for k in parse.kids(up.i, "ccomp", "xcomp") if k.i > up.i), None)
    if clause is None:
        return None
    content = touched(layout, up.i, clause)
    source = _holder(layout, t, holder) if parse.kids(t.i, "poss") or holder is not None else []
    return Candidate(
        source, [t.i, up.i], edges(parse, content), "nominal", t.i, "noun with copula", word
    )


def _clause(layout: Layout, k: Token, word: Cue) -> bool:
    kids = layout.parse.kids(k.i)
    if k.dep in ("acl", "ccomp", "relcl") and word.takes("that"):
        return any(m.lower == "that" and m.dep == "mark" for m in kids)
    if k.dep in ("acl", "xcomp") and word.takes("to"):
        return any(m.lower == "to" and m.dep == "aux" for m in kids)
    return False


def _holder(layout: Layout, t: Token, holder: Token | None) -> list[int]:
    parse = layout.parse
    owner = parse.kids(t.i, "poss")
    if owner:
        return [i for i in source_tokens(layout, owner[0], t.i) if parse.tokens[i].tag != "POS"]
    if holder is not None:
        objects = parse.kids(holder.i, "pobj")
        return source_tokens(layout, objects[0], t.i) if objects else []
    up = parse.tokens[t.head]
    bears = t.dep == "attr" or (t.dep == "dobj" and up.lemma in light_verbs())
    if bears and up.pos in ("VERB", "AUX"):
        head = controller(parse, up)
        if head is not None and head.i != t.i and head.tag != "EX":
            return source_tokens(layout, head, up.i)
    if t.dep == "pobj" and up.lower in ("in", "with", "of", "as", "after") and up.dep == "prep":
        head = controller(parse, up)
        if head is not None and head.i < up.i and up.lower in ("in", "with", "as"):
            return source_tokens(layout, head, up.i)
    return []


def _nearest_holder(layout: Layout, t: Token) -> list[int]:
    """The name before a noun of saying ("a Reuters report that"), else who acts in its clause."""
    parse = layout.parse
    for k in parse.kids(t.i, "compound", "nmod", "amod"):
        if k.entity in ("ORG", "PERSON", "GPE", "NORP"):
            return source_tokens(layout, k, t.i)
    for up in parse.ancestors(t.i):
        if up.pos == "VERB":
            head = controller(parse, up)
            held = head is not None and head.i != t.i and head.i < t.i and head.tag != "EX"
            return source_tokens(layout, head, up.i) if held and head is not None else []
    return []


def read_adjectives(layout: Layout) -> list[Candidate]:
    """Candidates of predicative adjectives (and participles used as such)."""
    table = adjective_cues()
    out = []
    for t in layout.tokens:
        if t.pos not in ("ADJ", "VERB") or layout.in_quotation(t.i):
            continue
        word = table.get(t.lower)
        if word is not None:
            found = _adjective(layout, t, word)
            if found is not None:
                out.append(found)
    return out


def _adjective(layout: Layout, t: Token, word: Cue) -> Candidate | None:
    parse = layout.parse
    kids = [k for k in parse.kids(t.i) if k.i > t.i]
    head = next((k for k in kids if _adjectival(layout, k, word)), None)
    up = parse.tokens[t.head]
    if head is None and t.dep in ("acomp", "ccomp", "oprd"):
        head = next(
            (k for k in parse.kids(up.i, "ccomp") if k.i > t.i and word.takes("that")), None
        )
    if head is None or t.dep in ("amod", "advmod"):
        return None
    content = touched(layout, t.i, head)
    owner = controller(parse, t) if t.dep != "acomp" else controller(parse, up)
    source = source_tokens(layout, owner, t.i) if owner is not None else []
    if owner is not None and owner.lower == "it":
        source = []
    source = [i for i in source if i not in set(content)]
    parts = sorted({*([up.i] if t.dep == "acomp" else []), t.i})
    if head.dep == "prep":
        parts.append(head.i)
    content = [i for i in content if i not in parts]
    if not content:
        return None
    return Candidate(source, parts, edges(parse, content), "belief", t.i, "adjective", word)


def _adjectival(layout: Layout, k: Token, word: Cue) -> bool:
    if k.dep == "prep":
        return word.takes(k.lower)
    if k.dep in ("ccomp", "xcomp"):
        marks = layout.parse.kids(k.i)
        if any(m.lower == "to" and m.dep == "aux" for m in marks):
            return word.takes("to")
        return word.takes("that")
    return False
