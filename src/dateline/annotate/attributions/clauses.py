"""Verbal cues: content from the verb's frames, source from its subject or controller.

For each verb of the lexicon outside direct speech:

1. collect what its frames allow: clause, infinitive, object, object with predicate, preposition;
2. add the quotations linked to it;
3. if nothing stands to its right, take the clause it closes or interrupts (", Seoul said");
4. find the source: subject, controller, agent, or none.
"""

from __future__ import annotations

from dateline.annotate.attributions import extents
from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.sources import (
    SUBJECTS,
    VAGUE,
    controller,
    extent,
    source_tokens,
    subject,
)
from dateline.model import Certainty, Modality, Parse, Token
from dateline.reference.cues import Cue, phrasal

_PREPOSITIONS = frozenset(
    ["of", "for", "about", "on", "with", "at", "against", "from", "in", "over", "toward", "to"]
)
_CUE_PARTS = frozenset(["aux", "auxpass", "neg", "prt"])
_PERSONAL = frozenset(["him", "her", "them", "me", "us", "you", "reporters", "cnn", "reuters"])
_NO_PREDICATE = frozenset(["aux", "auxpass", "amod", "compound"])
_SUMS = frozenset([
    "number", "toll", "total", "figure", "count", "tally", "cost", "damage", "loss", "death",
    "estimate", "strength", "size", "price", "share", "turnout", "chance", "crowd", "value",
])  # fmt: skip
_FINITE_TAGS = frozenset(["VBD", "VBZ", "VBP", "MD"])
_ASKING = frozenset(["request", "order", "persuasion"])
_HEARSAY = frozenset(["report", "say", "allege", "claim", "rumor", "rumour", "purport", "suppose"])
_INFERRED = frozenset([
    "underscore", "underline", "highlight", "reflect", "illustrate", "demonstrate", "prove", "show",
    "signal", "suggest", "indicate", "mean", "imply",
])  # fmt: skip
_PLAIN_SAYING = frozenset(["say", "claim", "argue", "insist", "maintain", "allege", "assert"])
_MEANWHILE = frozenset(["as", "while", "amid"])  # what goes on beside is the narrator's to tell
_CLOSERS = frozenset([",", "—", "–", "--", ";"])


def read_verbs(layout: Layout, quoted: dict[int, list[int]]) -> list[Candidate]:
    """Candidates of all verbal cues; `quoted` maps a verb to the tokens of its quotations."""
    out = []
    for t in layout.tokens:
        linked = quoted.get(t.i)
        if t.pos not in ("VERB", "AUX") and t.tag[:2] != "VB" and linked is None:
            continue
        if linked is None and (layout.in_quotation(t.i) or t.dep in _NO_PREDICATE):
            continue
        word = layout.verb_cue(t)
        if word is None and linked is None:
            continue
        if linked is None and t.tag == "VBG" and t.lemma in _INFERRED and _set_off(layout, t):
            continue
        if any((t.lemma, k.lower) in phrasal() for k in layout.parse.kids(t.i, "prt")):
            continue
        found = _read(layout, t, word, linked or [])
        if found is not None:
            out.append(found)
    return out


def _read(layout: Layout, t: Token, word: Cue | None, linked: list[int]) -> Candidate | None:
    parse = layout.parse
    passive = is_passive(parse, t)
    if passive and not linked:
        return _passive(layout, t, word)
    content, rule = ([], "") if word is None else _complement(layout, t, word, bool(linked))
    content = [i for i in content if i not in (t.i,)]
    form = "indirect"
    if linked:
        form = "mixed" if content else "direct"
        content = sorted({*content, *linked, *_run_up(layout, t, linked)})
        rule = rule or "quotation"
    if not content and word is not None and word.takes("that"):
        content, rule = _as_noted(layout, t), 'clause beside "as"'
    if not content and word is not None and word.takes("that"):
        content = _preceding(layout, t)
        rule = "clause before the cue"
    if word is not None and word.takes("hearer") and rule == "object":
        before = _preceding(layout, t)  # "X, the agency told lawmakers on Monday."
        content, rule = (before, "clause before the cue") if before else (content, rule)
    if word is not None and word.takes("raise") and not linked:
        return _raised(layout, t, word)
    if not content:
        return None
    head = _source_head(layout, t, linked)
    source = source_tokens(layout, head, t.i) if head is not None else []
    source = [i for i in source if i not in set(content)]
    if word is not None and form == "indirect" and word.sort in ("belief", "intention", "emotion"):
        form = "belief"
    cue = cue_tokens(parse, t)
    if word is not None and " " in word.word:
        cue = sorted({*cue, t.i + 1})
        content = [i for i in content if i != t.i + 1]
        if not content:
            return None
    return Candidate(source, cue, content, form, t.i, f"verb: {rule}", word)


def _run_up(layout: Layout, t: Token, linked: list[int]) -> list[int]:
    """The words of a sentence that run into a partial quotation before its cue ("The tax “is a
    mistake,” Berg said"): they are content too."""
    first = linked[0]
    sentence = layout.parse.sentences[layout.tokens[first].sentence]
    if t.i < first or first <= sentence.first:
        return []
    before = layout.tokens[first - 1]
    if before.pos == "PUNCT" or layout.in_quotation(before.i):
        return []
    start = first - 1
    while start > sentence.first and not layout.in_quotation(start - 1):
        start -= 1
    return edges(layout.parse, list(range(start, first)))


def _set_off(layout: Layout, t: Token) -> bool:
    """Whether a participle comments on the sentence before it (", underscoring his focus"): the
    narrator's inference, which nobody in the sentence draws."""
    return t.i > 0 and layout.tokens[t.i - 1].text in (",", "—", "–")


def is_passive(parse: Parse, t: Token) -> bool:
    """Whether a participle is passive: with its auxiliary, or as an attribute of a noun."""
    if _said_to_be(parse, t):
        return True
    if t.tag != "VBN":
        return False
    kids = parse.kids(t.i)
    if any(k.dep in ("auxpass", "nsubjpass") for k in kids):
        return True
    return not any(k.dep == "aux" for k in kids) and t.dep in ("acl", "advcl", "relcl")


def _said_to_be(parse: Parse, t: Token) -> bool:
    """ "A man said to be the father": a participle that the parser may take for a past tense."""
    if t.lemma not in ("say", "believe", "think", "report", "know") or t.i + 2 >= len(parse.tokens):
        return False
    follows = parse.tokens[t.i + 1].lower == "to" and parse.tokens[t.i + 2].lower in ("be", "have")
    return follows and t.tag in ("VBD", "VBN") and not parse.kids(t.i, "nsubj")


def cue_tokens(parse: Parse, t: Token) -> list[int]:
    """The verb with auxiliaries, negation, particle, and adverbs between them."""
    parts = [t.i, *(k.i for k in parse.kids(t.i) if k.dep in _CUE_PARTS)]
    low = min(parts)
    adverbs = [k.i for k in parse.kids(t.i, "advmod") if low < k.i < t.i]
    return sorted({*parts, *adverbs})


def _complement(layout: Layout, t: Token, word: Cue, linked: bool) -> tuple[list[int], str]:
    """1. What the frames allow, as tokens right of the verb, with the frame's name."""
    parse = layout.parse
    kids = [k for k in parse.kids(t.i) if k.i > t.i]
    clause = next((k for k in kids if _is_clause(parse, k) and word.takes("that")), None)
    goal = next((k for k in kids if _is_infinitive(parse, k) and word.takes("to")), None)
    thing = next((k for k in kids if k.dep == "dobj"), None)
    predicate = _predicate(kids, thing) if word.takes("as") else None
    if word.takes("sum"):
        return _sum(layout, t, thing), "object and sum"
    parts: list[Token] = []
    straight = None if linked else _straight_on(layout, t, word, clause)
    if straight is not None:
        return straight
    if clause is not None:
        parts.append(clause)
        if thing is not None and not word.takes("hearer") and not linked:
            parts.append(thing)
        found = _stretched(layout, t, parts, clause=True, finite=True)
        return _without_day(parse, t, clause, found), "clause"
    if goal is not None:
        parts = [goal] + ([thing] if thing is not None and thing.i < goal.i else [])
        parts += [k for k in kids if k.dep == "prep" and k.i < goal.i and word.takes(k.lower)]
        return _stretched(layout, t, parts, clause=True), "infinitive"
    if linked:
        return [], ""
    far = _far_goal(layout, t, thing) if word.takes("to") and word.sort in _ASKING else None
    if far is not None and thing is not None:
        first = min(i for i in parse.subtree(thing.i) if i > t.i)
        return _walked(layout, t, list(range(first, far + 2)), clause=True), "infinitive"
    if predicate is not None:
        parts = [predicate] + ([thing] if thing is not None else [])
        return _tokens(layout, t, parts), "object and predicate"
    preps = [k for k in kids if k.dep in ("prep", "dative") and word.takes(k.lower)]
    if thing is not None and word.takes("np") and not _addressee(thing, word, bool(preps)):
        return _stretched(layout, t, [thing, *preps]), "object"
    if thing is not None and word.takes("of") and preps and not word.takes("hearer"):
        return _stretched(layout, t, [thing, *preps]), "object"
    if preps and (thing is None or _addressee(thing, word, True)):
        return _stretched(layout, t, preps), "preposition"
    gerund = next((k for k in kids if k.dep == "xcomp" and k.tag == "VBG"), None)
    if gerund is not None and word.takes("np"):
        return _tokens(layout, t, [gerund]), "gerund"
    return [], ""


def _sum(layout: Layout, t: Token, thing: Token | None) -> list[int]:
    """A count or cost and what it is put at: "put the toll at 40"."""
    at = [k for k in layout.parse.kids(t.i, "prep") if k.lower == "at"]
    if thing is None or not at:
        at = [k for k in layout.parse.kids(thing.i, "prep") if k.lower == "at"] if thing else []
    if thing is None or thing.lemma not in _SUMS or not at:
        return []
    return _tokens(layout, t, [thing, *at])


def _without_day(parse: Parse, t: Token, clause: Token, content: list[int]) -> list[int]:
    """A content without the day of saying before it: "said on Tuesday they had attacked"."""
    fronted = [
        k for k in parse.kids(clause.i, "prep", "npadvmod")
        if k.i == t.i + 1 and any(
            p.entity in ("DATE", "TIME") for p in (k, *parse.kids(k.i, "pobj"))
        )
    ]  # fmt: skip
    day = {i for k in fronted for i in parse.subtree(k.i)}
    return [i for i in content if i not in day]


def _straight_on(
    layout: Layout, t: Token, word: Cue, clause: Token | None
) -> tuple[list[int], str] | None:
    """Content told by the word right after the cue, where the tree may be wrong: "that", "to", or,
    after a word of saying without an object, the start of a clause that the tree cuts short."""
    parse, tokens = layout.parse, layout.tokens
    sentence = parse.sentences[t.sentence]
    i = t.i + 1
    if i + 1 >= sentence.last or layout.in_quotation(i):
        return None
    k = tokens[i]
    bare = t.lemma == "say" and k.lower in ("no", "yes", "so") and not parse.kids(k.i)
    if bare and tokens[i + 1].pos in ("PUNCT", "CCONJ"):
        return [i], "clause"
    if k.lower == "that" and k.dep == "mark" and word.takes("that"):
        tree = sorted({i, *(j for j in parse.subtree(k.head) if j >= i)})
        return _walked(layout, t, tree, clause=True, finite=True), "clause"
    if k.lower == "to" and tokens[i + 1].tag == "VB" and word.takes("to"):
        tree = sorted({i, *(j for j in parse.subtree(i + 1) if j >= i)})
        return _walked(layout, t, tree, clause=True), "infinitive"
    if t.lemma not in _PLAIN_SAYING or t.tag == "VBG" or k.pos in ("PUNCT", "ADV", "ADP", "PART"):
        return None
    if k.entity in ("DATE", "TIME") or k.dep == "npadvmod":
        return None
    start = min((j for j in parse.subtree(clause.i) if j > t.i), default=i) if clause else i
    later = [x for x in tokens[i + 1 : sentence.last] if x.tag in _FINITE_TAGS]
    if (clause is None or i < start <= i + 12) and later:
        tree = list(range(i, max(start, i) + 1))
        return _walked(layout, t, tree, clause=True, finite=True), "clause"
    return None


def _far_goal(layout: Layout, t: Token, thing: Token | None) -> int | None:
    """The "to" that follows an object with an apposition ("urge Rome, its ally, to mediate")."""
    if thing is None:
        return None
    last = min(layout.parse.sentences[t.sentence].last - 1, thing.i + 14)
    for i in range(thing.i + 1, last):
        k = layout.tokens[i]
        if (
            k.lower == "to"
            and layout.tokens[i + 1].tag == "VB"
            and layout.tokens[i - 1].text == ","
        ):
            return i
        if k.tag in _FINITE_TAGS or layout.in_quotation(i):
            return None
    return None


def read_citing(layout: Layout, verbs: list[Candidate]) -> list[Candidate]:
    """ "Yonhap reported, citing an official, that …": the official says it, Yonhap relays it.

    The outer content is cut to what follows the bracketed phrase.
    """
    out = []
    by_anchor = {c.anchor: c for c in verbs}
    for c in verbs:
        t = layout.tokens[c.anchor]
        if t.tag == "VBG" and layout.tokens[t.i - 1].lower == "as":
            _quoted_as(layout, c, by_anchor)
        if t.lower not in ("citing", "quoting") or not c.content:
            continue
        outer = by_anchor.get(t.i - 2) if layout.tokens[t.i - 1].text == "," else None
        outer = outer or by_anchor.get(t.head)
        if outer is None or outer is c:
            continue
        said = [i for i in outer.content if i > max(c.content) or i < t.i]
        said = edges(layout.parse, said)
        if not said:
            continue
        outer.content = said
        out.append(
            Candidate(
                c.content, [t.i], said, "indirect", t.i, "citing", c.word, relay=[outer.source]
            )
        )
        c.content = []
    return out


def _quoted_as(layout: Layout, c: Candidate, by_anchor: dict[int, Candidate]) -> None:
    """ "The agency quoted a witness as saying …": the witness says it, the agency relays it."""
    for up in layout.parse.ancestors(c.anchor):
        outer = by_anchor.get(up.i)
        if up.lemma in ("quote", "cite") and outer is not None:
            between = [k for k in layout.parse.kids(up.i, "dobj") if up.i < k.i < c.anchor]
            if between:
                c.source = source_tokens(layout, between[0], up.i)
                c.relay = [outer.source] if outer.source else []
                outer.content = []
            return


def _is_clause(parse: Parse, k: Token) -> bool:
    if k.dep == "ccomp":
        return True
    if k.dep == "advcl":
        return any(m.dep == "mark" and m.lower in ("if", "whether") for m in parse.kids(k.i)) and (
            not any(m.lower == "if" and m.i > 0 and parse.tokens[m.i - 1].text == ","
                    for m in parse.kids(k.i, "mark"))
        )  # fmt: skip
    return False


def _is_infinitive(parse: Parse, k: Token) -> bool:
    return k.dep in ("xcomp", "advcl", "ccomp") and any(
        m.lower == "to" and m.dep == "aux" for m in parse.kids(k.i)
    )


def _predicate(kids: list[Token], thing: Token | None) -> Token | None:
    for k in kids:
        if k.dep == "prep" and k.lower == "as":
            return k
        if k.dep in ("oprd", "xcomp", "ccomp") and k.tag not in ("VB", "VBG") and thing is not None:
            return k
    return None


def _addressee(thing: Token, word: Cue, other: bool) -> bool:
    """Whether an object is the person spoken to rather than what is said."""
    if not word.takes("hearer"):
        return False
    return other or thing.entity in ("PERSON", "ORG") or thing.lower in _PERSONAL


def _tokens(layout: Layout, t: Token, heads: list[Token]) -> list[int]:
    return touched(layout, t.i, *heads)


def _stretched(
    layout: Layout, t: Token, heads: list[Token], *, clause: bool = False, finite: bool = False
) -> list[int]:
    """The run from the first word of `heads` to where the content ends, quotations whole."""
    found = touched(layout, t.i, *heads)
    return _walked(layout, t, found, clause=clause, finite=finite) if found else found


def _walked(
    layout: Layout, t: Token, tree: list[int], *, clause: bool, finite: bool = False
) -> list[int]:
    walked = extents.run(layout, t, tree, clause=clause, finite=finite)
    return edges(layout.parse, walked)


def touched(layout: Layout, cue: int, *heads: Token) -> list[int]:
    """Subtrees of `heads` right of the cue, with the whole of each quotation they touch."""
    parse = layout.parse
    found: set[int] = set()
    for head in heads:
        found.update(i for i in parse.subtree(head.i) if i > cue)
    for q in sorted({layout.quotation[i] for i in found if layout.in_quotation(i)}):
        quote = layout.quotations[q]
        if quote.first > cue:
            found.update(range(quote.first, quote.last))
    return edges(parse, sorted(found))


def edges(parse: Parse, tokens: list[int]) -> list[int]:
    """Without commas and dashes at the edges; quotation marks stay."""
    low, high = 0, len(tokens)
    while low < high and parse.tokens[tokens[low]].text in (*_CLOSERS, ":"):
        low += 1
    while high > low and parse.tokens[tokens[high - 1]].text in (*_CLOSERS, ".", ":"):
        high -= 1
    return tokens[low:high]


def _preceding(layout: Layout, t: Token) -> list[int]:
    """3. The clause a cue closes ("X, Seoul said.") or interrupts ("X, Seoul said, Y")."""
    parse, tokens = layout.parse, layout.tokens
    sentence = parse.sentences[t.sentence]
    own = [t.i, *(k.i for k in parse.kids(t.i) if k.dep in _CUE_PARTS)]
    subjects = parse.kids(t.i, *SUBJECTS)
    parted = [k for k in subjects if k.i < t.i and _opens(layout, k)]
    for k in [k for k in subjects if not parted or k.i >= parted[-1].i]:
        own += extent(parse, k.i, relatives=True) if k.i > t.i else [
            i for i in extent(parse, k.i, relatives=True) if i < t.i
        ]  # fmt: skip
    first = min(own)
    if first <= sentence.first or tokens[first - 1].text not in _CLOSERS:
        return []
    before = list(range(sentence.first, first - 1))
    after: list[int] = []
    end = _clause_end(layout, max(own), sentence.last)
    if end < sentence.last and tokens[end].text in _CLOSERS:
        after = list(range(end + 1, sentence.last))
    if after and len(before) > 1 and tokens[after[0]].lower in _MEANWHILE:
        after = []
    if len(before) < 2:
        return edges(parse, after) if len(after) > 2 else []
    kept = [i for i in [*before, *after] if not layout.in_quotation(i) or i < first]
    return edges(parse, kept)


def _opens(layout: Layout, noun: Token) -> bool:
    """Whether a subject's phrase follows a comma: what stands before is no part of it, even where
    the tree gives the verb two subjects ("X killed nine, officials said, as …")."""
    first = min(extent(layout.parse, noun.i), default=0)
    return first > 0 and layout.tokens[first - 1].text == "," and noun.dep == "nsubj"


def _as_noted(layout: Layout, t: Token) -> list[int]:
    """The sentence beside "as Seoul noted", "as previously reported by Oslo"."""
    parse, tokens = layout.parse, layout.tokens
    mark = next(
        (k for k in parse.kids(t.i, "mark", "advmod") if k.lower == "as" and k.i < t.i), None
    )
    if mark is None:
        return []
    sentence = parse.sentences[t.sentence]
    last = _clause_end(layout, t.i, sentence.last)
    before = edges(parse, list(range(sentence.first, mark.i)))
    after = edges(parse, list(range(last, sentence.last)))
    opens = mark.i == sentence.first or len(before) < 2
    if opens:
        return after if len(after) > 2 else []
    if after and not any(tokens[i].tag in _FINITE_TAGS for i in before):
        return [*before, *after]
    return before if mark.i > 0 and tokens[mark.i - 1].text in _CLOSERS else []


def _clause_end(layout: Layout, last: int, stop: int) -> int:
    for i in range(last + 1, min(stop, last + 12)):
        if layout.tokens[i].text in _CLOSERS or layout.tokens[i].text in (".", "!", "?"):
            return i
    return stop


def _raised(layout: Layout, t: Token, word: Cue) -> Candidate | None:
    """Verbs whose subject is part of the content ("seemed to", "appears …"): nobody says so."""
    if t.lemma in ("plan", "prepare", "expect", "project", "anticipate"):
        return _plain(layout, t, word)
    parse = layout.parse
    kids = [k for k in parse.kids(t.i) if k.i > t.i]
    heads = [k for k in kids if k.dep in ("xcomp", "oprd", "acomp", "attr", "ccomp")]
    heads += [k for k in kids if k.dep == "prep" and k.lower == "like"]
    if not heads:
        return None
    own = controller(parse, t)
    tokens = _tokens(layout, t, heads)
    if own is not None and own.tag != "EX":
        tokens = sorted({*source_tokens(layout, own, t.i), *tokens})
    return Candidate(
        [], cue_tokens(parse, t), tokens, "belief", t.i, "verb: raised", word, unstated=True
    )


def _plain(layout: Layout, t: Token, word: Cue) -> Candidate | None:
    content, rule = _complement(layout, t, word, False)
    if not content:
        return None
    head = controller(layout.parse, t)
    source = source_tokens(layout, head, t.i) if head is not None else []
    return Candidate(
        source, cue_tokens(layout.parse, t), content, "belief", t.i, f"verb: {rule}", word
    )


def _passive(layout: Layout, t: Token, word: Cue | None) -> Candidate | None:
    """Passives: "was reported to", "is expected to", "was accused of", "was asked about"."""
    if word is None:
        return None
    parse = layout.parse
    kids = [k for k in parse.kids(t.i) if k.i > t.i]
    heads = [k for k in kids if k.dep in ("xcomp", "ccomp", "oprd") or _is_clause(parse, k)]
    preps = [k for k in kids if k.dep == "prep" and (word.takes(k.lower) or k.lower == "as")]
    preps = [k for k in preps if k.lower not in ("in", "on", "from", "at", "to")]
    agent = next((k for k in kids if k.dep == "agent"), None)
    by = parse.kids(agent.i, "pobj") if agent is not None else []
    bare = (
        t.lemma == "report" and bool(parse.kids(t.i, "auxpass")) and subject(parse, t) is not None
    )
    if not heads and not preps and not by and not bare:
        return None
    source = source_tokens(layout, by[0], t.i) if by else []
    tokens = _tokens(layout, t, [*heads, *preps])
    tokens = [i for i in tokens if i not in set(source)]
    own = subject(parse, t) or (parse.tokens[t.head] if t.dep == "acl" else None)
    if own is not None and own.lower != "it" and t.lemma != "ask":
        tokens = sorted({*source_tokens(layout, own, t.i), *tokens})
    if not tokens:
        return None
    hearsay = not source and t.lemma in _HEARSAY
    return Candidate(
        source,
        cue_tokens(parse, t),
        edges(parse, tokens),
        "passive",
        t.i,
        "verb: passive",
        word,
        modality=Modality.REPORTED if hearsay else None,
        certainty=Certainty.UNKNOWN if hearsay else None,
        unstated=not source,
    )


def _source_head(layout: Layout, t: Token, linked: list[int]) -> Token | None:
    """4. The subject by the tree if it lies outside the quotation, else the nearest noun phrase."""
    parse = layout.parse
    head = controller(parse, t)
    if head is not None and (not linked or not layout.in_quotation(head.i)):
        return head
    beside = _beside(layout, t) if linked or t.tag in ("VBD", "VBZ", "VBP") else None
    return beside or _first_subject(layout, t)


def _first_subject(layout: Layout, t: Token) -> Token | None:
    """The subject that opens the sentence, for a cue that the tree has cut off from its own."""
    sentence = layout.parse.sentences[t.sentence]
    for k in layout.tokens[sentence.first : t.i]:
        if k.dep == "nsubj" and not layout.in_quotation(k.i) and k.tag not in ("WDT", "EX"):
            return k
    return None


def _beside(layout: Layout, t: Token) -> Token | None:
    """The noun just left of the cue, or just right of an inverted one."""
    tokens = layout.tokens
    first, last = layout.bounds[layout.paragraph[t.i]]
    for i in range(t.i - 1, max(first, t.i - 5) - 1, -1):
        k = tokens[i]
        if layout.in_quotation(i) or k.text in (",", ".", ";", ":"):
            break
        if k.pos in ("NOUN", "PROPN", "PRON") or k.lower in VAGUE:
            return k
    for i in range(t.i + 1, min(last, t.i + 5)):
        k = tokens[i]
        if layout.in_quotation(i) or k.text in (",", ".", ";", ":"):
            break
        if k.pos in ("PROPN", "PRON", "NOUN") and not _more_name(tokens, i):
            return k
    return None


def _more_name(tokens: tuple[Token, ...], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i].dep == "compound" and tokens[i].head > i
