"""Who says so: the subject of a cue through the tree, the extent of the phrase, and its kind."""

from __future__ import annotations

from dateline.annotate.attributions.layout import Layout
from dateline.model import Parse, SourceKind, Token
from dateline.reference import authorities
from dateline.reference.cues import nameless_sources, object_control

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = frozenset(["who", "which", "that", "whom"])
_VERBAL = frozenset(["VERB", "AUX"])
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
_MANNER = frozenset(["by", "in", "after", "before", "without", "while", "when", "through"])
_EDGE = frozenset([",", ";", ":", "—", "–", "--", "-", "“", "”", '"', "''", ".", "(", "``"])
VAGUE = frozenset(["some", "many", "others", "most", "few", "several", "one", "anyone", "everyone"])


def extent(parse: Parse, head: int, *, relatives: bool = False) -> list[int]:
    """Tokens of a noun phrase: its subtree without relative and participial clauses.

    A possessive or compound part stays, so do appositions and prepositional attributes.
    """
    out, stack = [], [head]
    while stack:
        k = stack.pop()
        out.append(k)
        for c in parse.children[k]:
            dep = parse.tokens[c].dep
            if not relatives and (dep in ("relcl", "advcl") or (dep == "acl" and c > k)):
                continue
            if k == head and dep in ("ccomp", "parataxis", "dep", "mark", "preconj"):
                continue
            stack.append(c)
    return trim(parse, contiguous(out, head))


def contiguous(tokens: list[int], anchor: int, gap: int = 1) -> list[int]:
    """The run of token indices around `anchor` with holes of at most `gap` filled; none if
    `anchor` is not among them."""
    ordered = sorted(set(tokens))
    if anchor not in ordered:
        return []
    at = ordered.index(anchor)
    low = high = at
    while low > 0 and ordered[low] - ordered[low - 1] <= gap + 1:
        low -= 1
    while high + 1 < len(ordered) and ordered[high + 1] - ordered[high] <= gap + 1:
        high += 1
    return list(range(ordered[low], ordered[high] + 1))


def trim(parse: Parse, tokens: list[int]) -> list[int]:
    """Tokens without punctuation and conjunctions at either edge."""
    low, high = 0, len(tokens)
    while low < high and (
        parse.tokens[tokens[low]].text in _EDGE or parse.tokens[tokens[low]].dep == "cc"
    ):
        low += 1
    while high > low and (
        parse.tokens[tokens[high - 1]].text in _EDGE or parse.tokens[tokens[high - 1]].dep == "cc"
    ):
        high -= 1
    return tokens[low:high]


def subject(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb itself, active or passive; None if it has none of its own."""
    found = parse.kids(verb.i, *SUBJECTS)
    before = [t for t in found if t.i < verb.i and t.pos in _NOMINAL]
    vague = [t for t in found if t.i < verb.i and t.lower in VAGUE]
    nominal = before or vague or [t for t in found if t.pos in _NOMINAL or t.dep != "csubj"]
    return nominal[-1] if nominal else None


def controller(parse: Parse, verb: Token) -> Token | None:
    """The noun that acts in `verb`: its own subject, or the one a higher clause lends it.

    Conjuncts share the first conjunct's subject, participles and prepositional gerunds take the
    subject of their clause, adnominal clauses the noun, infinitives the object or the subject.
    """
    seen = 0
    own = subject(parse, verb)
    node = verb
    while own is None and node.head != node.i and seen < 8:
        seen += 1
        head = parse.tokens[node.head]
        if node.dep == "acl" and node.tag == "VBG" and _after_comma(parse, node):
            own = _clause_subject(parse, node)
            if own is not None and own.i < node.i:
                return own
        if node.dep == "acl" and node.tag == "VB" and head.dep in ("dobj", "attr"):
            return _possessor(parse, head) or _clause_subject(parse, head)
        if node.dep in ("acl", "relcl") and head.pos in _NOMINAL:
            return head
        if node.dep == "xcomp" and head.lemma in object_control():
            objects = parse.kids(head.i, "dobj", "dative")
            objects = [t for t in objects if head.i < t.i < node.i]
            if objects and node.tag == "VB":
                return objects[-1]
        if (node.dep == "pcomp" and head.pos == "ADP") or node.dep == "prep":
            node = head
            manner = head.lower in _MANNER
            if manner and head.i > 0:
                return _clause_subject(parse, node) or _possessor(parse, parse.tokens[node.head])
            if node.head != node.i and parse.tokens[node.head].pos in _NOMINAL:
                return _possessor(parse, parse.tokens[node.head]) or _clause_subject(parse, node)
            continue
        if node.dep in ("acl", "pcomp") and head.pos == "NOUN":
            return _possessor(parse, head)
        node = head
        if node.pos in _VERBAL or parse.kids(node.i, *SUBJECTS):
            own = subject(parse, node)
        if node.dep in ("ccomp",) and own is None and node.pos not in _VERBAL:
            return None
    return own


def _after_comma(parse: Parse, node: Token) -> bool:
    """Whether a participle is set off by a comma, perhaps one inside a closing quotation mark."""
    i = node.i - 1
    while i > 0 and parse.tokens[i].pos == "ADV":
        i -= 1
    if parse.tokens[i].text in ("”", '"', "''") and i > 0:
        i -= 1
    return parse.tokens[i].text in (",", "—", "–", "--")


def _clause_subject(parse: Parse, node: Token) -> Token | None:
    for up in parse.ancestors(node.i):
        if up.pos in _VERBAL:
            own = subject(parse, up)
            if own is not None:
                return own
    return None


def _possessor(parse: Parse, noun: Token) -> Token | None:
    owners = parse.kids(noun.i, "poss")
    return owners[0] if owners else None


def source_tokens(layout: Layout, head: Token, avoid: int) -> list[int]:
    """The tokens of a source from its head noun, never reaching over the cue at `avoid`.

    A relative pronoun brings its antecedent with it ("Trump, who said"): both spans are given.
    """
    parse = layout.parse
    head = _outside_brackets(parse, head)
    whole = _of_a_town(parse, head)
    if whole is not None and not (min(whole) < avoid < max(whole)):
        return whole
    if head.lower in _RELATIVE and head.tag in ("WP", "WDT", "IN"):
        antecedent = _antecedent(parse, head)
        if antecedent is None:
            return [head.i]
        before = [i for i in extent(parse, antecedent.i) if i < head.i]
        return [*trim(parse, before), head.i]
    tokens = extent(parse, head.i)
    if head.i < avoid:
        tokens = [i for i in tokens if i < avoid]
    else:
        tokens = [i for i in tokens if i > avoid]
    if not layout.in_quotation(head.i):
        tokens = contiguous([i for i in tokens if not layout.in_quotation(i)], head.i, 0)
    return trim(parse, tokens)


def _outside_brackets(parse: Parse, head: Token) -> Token:
    """The name before a bracket when the parser took its inside for the subject ("(D-Mass.)")."""
    for i in range(head.i - 1, max(head.i - 4, 0), -1):
        if parse.tokens[i].text == ")":
            break
        if parse.tokens[i].text in ("(", "[") and parse.tokens[i - 1].pos in _NOMINAL:
            return parse.tokens[i - 1]
    return head


_AT = ("of", "in", "from", "at", "near")


def _of_a_town(parse: Parse, head: Token) -> list[int] | None:
    """The whole of "Lind Farms of Oxnard, California" or "the University of California, Davis",
    where the parser took the last name for the subject."""
    at, k = head.i, head.i - 1
    while at > 0 and parse.tokens[at - 1].dep == "compound" and parse.tokens[at - 1].head == head.i:
        at, k = at - 1, at - 2
    if k < 3 or parse.tokens[k].text != "," or head.pos != "PROPN":
        return None
    town = k - 1
    while town > 1 and parse.tokens[town - 1].pos == "PROPN":
        town -= 1
    if parse.tokens[town - 1].lower not in _AT or parse.tokens[town].pos != "PROPN":
        return None
    owner = town - 2
    while owner > 0 and parse.tokens[owner].tag == "VBN":
        owner -= 1
    noun = parse.tokens[owner]
    campus = noun.text == "University" and _is_region(parse, town, k)
    if noun.pos not in ("PROPN", "NOUN") or noun.sentence != head.sentence:
        return None
    if not (campus or _is_region(parse, at, head.i + 1)):
        return None
    start = owner
    while start > 0 and parse.tokens[start - 1].head in range(start, owner + 1):
        start -= 1
    return list(range(start, head.i + 1))


def _is_region(parse: Parse, first: int, last: int) -> bool:
    words = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    entry = authorities.named(words)
    return entry is not None and entry.kind == "place" and entry.how == "region"


def _antecedent(parse: Parse, pronoun: Token) -> Token | None:
    for up in parse.ancestors(pronoun.i):
        if up.dep == "relcl":
            head = parse.tokens[up.head]
            return head if head.i < pronoun.i else None
    return None


def kind(layout: Layout, tokens: list[int]) -> SourceKind:
    """Named, role or anonymous, from the phrase's head noun and the names in it."""
    parse = layout.parse
    if not tokens:
        return SourceKind.UNSTATED
    inside = set(tokens)
    head = next((i for i in tokens if parse.tokens[i].head not in inside), tokens[0])
    t = parse.tokens[head]
    word = t.lemma.lower()
    if t.pos == "PROPN" or t.entity in ("PERSON", "ORG", "NORP"):
        return SourceKind.ROLE if t.entity == "GPE" else SourceKind.NAMED
    if any(parse.tokens[i].entity == "PERSON" for i in tokens):
        return SourceKind.NAMED
    if t.lower in VAGUE:
        return SourceKind.ANONYMOUS
    listed = nameless_sources().get(word) or nameless_sources().get(t.lower)
    if listed is not None:
        return listed
    if t.pos == "PRON":
        return SourceKind.NAMED
    return SourceKind.ROLE
