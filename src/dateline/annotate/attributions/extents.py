"""Where a content ends: a walk to the right from its first word that stops at a clause boundary.

A small parser attaches the later parts of a long content (a second conjunct, a purpose, a
prepositional phrase) to the cue more often than to the content, so the end is not read off the
tree. The walk goes on over whatever may continue a content and stops where another statement of
the same source, or the frame around the cue, begins:

1. a limit: the sentence, or the cue's clause where the sentence goes on without it;
2. at commas, dashes, conjunctions and prepositions, `_stops_clause` or `_stops_phrase` decide;
3. quotations are stepped over whole.
"""

from __future__ import annotations

from dateline.annotate.attributions.layout import Layout
from dateline.model import Token
from dateline.reference.cues import verb_cues

_DASHES = frozenset(["—", "–", "--", "-", "―"])
_RELATIVE = frozenset(["who", "which", "whom", "whose", "where"])
_CONTRAST = frozenset(["while", "though", "although", "whereas", "as"])
_PLACING = frozenset(["in", "on", "at", "during", "after", "before", "since", "by", "via", "with",
                      "following", "when", "while", "ahead", "amid", "as", "despite",
                      "throughout"])  # fmt: skip
_AFTERWARDS = frozenset([
    "during", "after", "before", "following", "amid", "despite", "ahead", "throughout",
])  # fmt: skip
_OCCASIONS = frozenset({
    "interview", "statement", "speech", "rally", "tweet", "tweets", "post", "conference", "email",
    "letter", "debate", "article", "column", "event", "op-ed", "media", "facebook", "twitter",
    "remark", "remarks", "hall", "appearance", "briefing", "hearing", "show",
    "meeting", "address", "message", "video", "editorial", "condition", "press",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "week", "month",
    "year", "morning", "evening", "night", "afternoon", "weekend", "yesterday", "today", "tv",
    "television", "radio", "convention", "testimony", "memo", "filing",
})  # fmt: skip
_EXAMPLES = frozenset(["such", "including", "like", "especially", "particularly"])
_FINAL = frozenset([".", "!", "?"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_SAYING = frozenset(["speech", "claim", "confirmation", "belief", "denial", "warning", "prediction",
                     "promise", "request", "criticism", "question"])  # fmt: skip


def run(
    layout: Layout, cue: Token, tree: list[int], *, clause: bool, finite: bool = False
) -> list[int]:
    """Tokens of the content that starts with the first of `tree`, right of `cue`.

    Args:
        tree: what the tree gives as content; the walk asks it where the words do not tell.
        finite: the content is a clause with a subject of its own, so another one may follow.
        clause: a clause or infinitive, which takes in nearly all that follows; else a noun phrase,
            which does not.
    """
    limit = _limit(layout, cue)  # 1.
    first, inside = tree[0], frozenset(tree)
    i = first
    while i < limit:
        if i > first and layout.tokens[i - 1].text in _FINAL:
            break
        if layout.in_quotation(i):  # 3.
            i = layout.quotations[layout.quotation[i]].last
            continue
        if i > first and (
            _stops_clause(layout, cue, i, limit, inside, finite)
            or (not clause and _stops_phrase(layout, cue, i, limit, inside))
            or (not clause and _stops_name(layout, cue, first, i))
        ):  # 2.
            break
        i += 1
    return list(range(first, i))


def _limit(layout: Layout, cue: Token) -> int:
    """The end of the sentence; of the cue's subtree where a verb above it stands to its right."""
    parse = layout.parse
    last = parse.sentences[cue.sentence].last
    for up in parse.ancestors(cue.i):
        if up.i > cue.i and up.pos in ("VERB", "AUX"):
            return max(parse.subtree(cue.i)) + 1
    if cue.dep in ("relcl", "acl") and parse.tokens[cue.head].dep in ("nsubj", "nsubjpass"):
        return max(parse.subtree(cue.i)) + 1
    return last


def _stops_clause(
    layout: Layout, cue: Token, i: int, limit: int, inside: frozenset[int], finite: bool
) -> bool:
    tokens = layout.tokens
    t = tokens[i]
    comma = t.text == "," or t.text in _DASHES
    j = i + 1 if comma else i
    comma = comma or (layout.in_quotation(i - 1) and tokens[i - 2].text == ",")
    if j >= limit:
        return False
    k = tokens[j]
    if k.lower == "according" or (k.text == ";" and _own_saying(layout, j + 1, limit)):
        return True
    if k.pos == "CCONJ":
        return _stops_conjunct(layout, cue, j, limit, comma, inside, finite)
    if k.lower in ("while", "by") and j + 1 < limit and tokens[j + 1].tag == "VBG":
        word = verb_cues().get(tokens[j + 1].lemma)
        return word is not None and word.sort == "speech"
    if not comma:
        return False
    if k.lower == "compared":
        return True
    if k.tag == "VBG" and (k.lemma in verb_cues() or k.head == cue.i):
        return True
    if k.pos == "ADV" and j + 1 < limit and tokens[j + 1].tag == "VBG":
        return tokens[j + 1].lemma in verb_cues()
    even = k.lower == "even" and j + 1 < limit and tokens[j + 1].lower in _CONTRAST
    return even or k.lower in _CONTRAST


def _stops_conjunct(
    layout: Layout,
    cue: Token,
    j: int,
    limit: int,
    comma: bool,
    inside: frozenset[int],
    finite: bool,
) -> bool:
    """Whether "and", "but" … opens another act of the source rather than more of the content.

    A finite verb without a subject does if it hangs on the cue, or goes with the cue's tense and
    not with the content's; a clause with a subject does after anything but a clause.
    """
    tokens = layout.tokens
    k = j + 1
    while k < limit and tokens[k].pos in ("ADV", "PART"):
        k += 1
    if k >= limit:
        return False
    t = tokens[k]
    verb = _main_verb(layout, t, limit)
    if t.tag in _FINITE and t.pos in ("VERB", "AUX"):
        if verb.head == cue.i or not finite:
            return True
        own = {tokens[i].tag for i in inside if i < j and tokens[i].tag in _FINITE}
        return t.tag == cue.tag and t.tag not in own and verb.lemma in verb_cues()
    if t.tag == "VBG" and cue.tag == "VBG":
        return t.head == cue.i or (t.lemma in verb_cues() and verb.i not in inside)
    if not comma:
        return False
    head = _clause_begins(layout, k, limit)
    if head is not None and not finite and not layout.in_quotation(k):
        return True
    return _own_saying(layout, k, limit)


def _main_verb(layout: Layout, t: Token, limit: int) -> Token:
    verb = t
    while verb.pos == "AUX" and verb.i + 1 < limit:
        following = layout.tokens[verb.i + 1]
        if following.pos not in ("AUX", "VERB", "PART", "ADV"):
            break
        verb = following
    return verb


def _clause_begins(layout: Layout, k: int, limit: int) -> int | None:
    """The verb of the clause with a subject of its own that begins at `k`, if one does."""
    for t in layout.tokens[k : min(limit, k + 12)]:
        if t.dep in ("nsubj", "nsubjpass") and t.head > t.i:
            return t.head
        if t.pos == "VERB":
            return None
    return None


def _own_saying(layout: Layout, k: int, limit: int) -> bool:
    """Whether a clause begins at `k` whose own subject says or thinks something."""
    for t in layout.tokens[k : min(limit, k + 10)]:
        if layout.in_quotation(t.i) or t.text == ",":
            return False
        if t.pos == "VERB" and t.tag in _FINITE:
            word = verb_cues().get(t.lemma)
            own = layout.parse.kids(t.i, "nsubj")
            return bool(own) and word is not None and word.sort in _SAYING
    return False


def _stops_phrase(layout: Layout, cue: Token, i: int, limit: int, inside: frozenset[int]) -> bool:
    parse, tokens = layout.parse, layout.tokens
    t = tokens[i]
    if t.text in _DASHES and t.space:
        return True
    if t.text == ",":
        return i + 1 >= limit or not _goes_on(layout, i, inside)
    if t.pos == "CCONJ" and i + 1 < limit and tokens[i + 1].tag in _FINITE:
        return True
    if t.lower in ("because", "if", "unless", "until", "so") and t.dep in ("mark", "advmod"):
        return parse.tokens[t.head].head == cue.i
    word = verb_cues().get(cue.lemma)
    if t.lower in _PLACING and not (word is not None and word.takes(t.lower)):
        return _placing(layout, cue, t)
    return t.dep == "npadvmod" and t.head == cue.i and t.entity in ("DATE", "TIME")


def _stops_name(layout: Layout, cue: Token, first: int, i: int) -> bool:
    """Whether a preposition follows a bare name or pronoun: it is then no part of it, unless the
    cue's frame takes it ("blamed her for")."""
    t = layout.tokens[i]
    if t.pos not in ("ADP", "SCONJ") or t.lower == "of" or t.dep == "prt":
        return False
    word = verb_cues().get(cue.lemma)
    if word is not None and word.takes(t.lower):
        return False
    return all(k.pos in ("PROPN", "PRON") for k in layout.tokens[first:i])


def _goes_on(layout: Layout, comma: int, inside: frozenset[int]) -> bool:
    """Whether a comma goes on with a list or an apposition, not with a relative clause."""
    k = layout.tokens[comma + 1]
    if k.lower in _RELATIVE or k.tag == "RB":
        return False
    return k.i in inside or k.pos == "CCONJ" or k.lower in _EXAMPLES


def _placing(layout: Layout, cue: Token, t: Token) -> bool:
    """Whether a preposition says when or where the cue's act took place."""
    parse = layout.parse
    if t.dep == "mark" and t.lower in ("after", "before", "when", "while"):
        return True
    if t.dep in ("mark", "advmod"):
        return t.head != t.i and parse.tokens[t.head].head == cue.i
    for k in parse.kids(t.i, "pobj", "pcomp"):
        if k.dep == "pcomp":
            return t.head == cue.i
        if k.entity in ("DATE", "TIME"):
            return True
        if k.lemma.lower() in _OCCASIONS and t.head == cue.i:
            return True
    return t.lower in _AFTERWARDS and t.head == cue.i
