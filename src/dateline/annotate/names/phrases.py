"""Items → phrases: which items stand in one noun phrase.

1. Items that touch or are joined by nouns, adjectives or a possessive ("Japanese | Defense Minister
   | Shinjiro Koizumi", "the company's | chief executive").
2. Prepositional items that say whom the head speaks for ("a spokesman for | the Interior
   Ministry").
3. Appositives, both ways ("Jens Holm, | the mayor of Oslo"; "the news agency, | KCNA").
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.names.described import describe, described_by
from dateline.annotate.names.items import Item
from dateline.annotate.names.weigh import Phrase, org_id, weigh
from dateline.model import Parse, Token
from dateline.reference import authorities, given_names
from dateline.reference.authorities import name_words

_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "to", "on", "within", "by"})
_WITHOUT = frozenset({"both", "ruling", "governing"})
_JOINING = (["and"], [","], [",", "and"])
_POSSESSIVE = ("'s", "’s", "'", "’")
_MAKERS = frozenset({"author", "writer"})
_FORMER = frozenset({"former", "ex", "ex-"})


def phrases(parse: Parse, items: tuple[Item, ...]) -> tuple[Phrase, ...]:
    """Phrases of a text in order; they do not overlap."""
    out: list[Phrase] = []
    k = 0
    while k < len(items):
        base = _base(parse, items, k)  # 1.
        after = _prepositional(parse, items, k + len(base), base)  # 2.
        phrase = weigh(parse, base, after, _left(parse, base[0].first))
        if base[-1].code == "document" and [x.kind for x in after] == ["person"]:
            phrase, after = replace(phrase, last=phrase.core), []  # the writer is somebody too
        out.append(phrase)
        k += len(base) + len(after)
    return tuple(_appositives(parse, out))  # 3.


def _base(parse: Parse, items: tuple[Item, ...], k: int) -> list[Item]:
    group = [items[k]]
    while k + len(group) < len(items) and _linked(parse, group[-1], items[k + len(group)]):
        group.append(items[k + len(group)])
    return group


def _linked(parse: Parse, a: Item, b: Item) -> bool:
    between = parse.tokens[a.last : b.first]
    if a.office is not None and parse.tokens[a.last - 1].text == "." and a.last == b.first:
        return b.kind == "person"  # "Sgt. Holm" is no end of a sentence
    if len(between) > 4 or parse.tokens[a.last - 1].sentence != parse.tokens[b.first].sentence:
        return False
    if any(t.text in _POSSESSIVE for t in between):
        return _owned(a, b, between)
    speaks = b.kind in ("org", "office", "anonymous") and _modifies(parse, a, b)
    if a.kind == "person" and not speaks:
        return False
    if b.kind in ("country", "place") and a.kind != "title":
        return False
    if _misread(parse, a, b, between):
        return True
    if not all(_modifier(t) for t in between):
        return False
    return _one_phrase(parse, a, b)


def _owned(a: Item, b: Item, between: tuple[Token, ...]) -> bool:
    if between[0].text not in _POSSESSIVE or not all(_modifier(t) for t in between[1:]):
        return False
    if a.kind == "person":
        kin = b.code == "people" and b.words.lower() not in name_words("nameless body")
        return b.kind in ("office", "anonymous", "org") and not kin  # "Holm's son" is not Holm
    return b.kind not in ("person", "country", "place") and a.kind != "title"


def _misread(parse: Parse, a: Item, b: Item, between: tuple[Token, ...]) -> bool:
    """ "…, WHO risk communications officer,": the tree took WHO for a pronoun."""
    word = parse.tokens[a.last - 1]
    return (
        a.kind == "body" and word.tag in ("WP", "WDT", "PRP") and word.text.isupper()
        and b.kind in ("office", "anonymous") and all(t.text.isalpha() for t in between)
        and b.code in ("official", "executive", "experts")
    )  # fmt: skip


def _modifier(t: Token) -> bool:
    return t.pos in ("ADJ", "NOUN", "ADV", "NUM", "PROPN") or t.text in ("-", "&")


def _modifies(parse: Parse, a: Item, b: Item) -> bool:
    """Whether the tree hangs the last word of `a` under `b` ("the Trump campaign")."""
    head = parse.tokens[parse.tokens[a.last - 1].head]
    return b.first <= head.i < b.last


def _one_phrase(parse: Parse, a: Item, b: Item) -> bool:
    """No clause between them: the tree joins them, or they touch and a title precedes a name."""
    if b.kind == "person" and a.kind in ("office", "title", "anonymous") and b.first - a.last < 2:
        return True
    if a.last == b.first and a.kind in ("country", "place") and b.kind != "person":
        return True
    if a.last == b.first and a.kind == "anonymous" and b.kind in ("body", "org"):
        return True
    low, high = parse.tokens[a.last - 1], parse.tokens[b.last - 1]
    if low.text == ")" and a.last - a.first > 3:  # "Department of Health (DOH) Secretary"
        if a.last == b.first and b.office is not None and b.office.sort == "person":
            return True
        low = parse.tokens[a.last - 4]
    chain = {low.head, *(t.i for t in parse.ancestors(low.i))}
    verbs = any(parse.tokens[h].pos in ("VERB", "AUX") for h in (low.head,))
    return b.first <= low.head < b.last or (
        not verbs and (high.i in chain or low.head == high.head)
    )


def _prepositional(parse: Parse, items: tuple[Item, ...], k: int, base: list[Item]) -> list[Item]:
    out: list[Item] = []
    # A capitalised job behind a title is no name of its own: "Chief Veterinarian of …".
    titles = [x for x in base if x.kind in ("office", "anonymous")]
    head = titles[-1] if base[-1].kind == "name" and titles else base[-1]
    if head.kind not in ("office", "anonymous", "org", "body"):
        return out
    if head.words.lower() in _MAKERS:
        return out
    end = base[-1].last
    while k < len(items):
        following = items[k]
        if not _goes_on(parse, head, out, end, following):
            break
        out.append(following)
        end = following.last
        k += 1
    return out


def _goes_on(parse: Parse, head: Item, out: list[Item], end: int, following: Item) -> bool:
    if parse.tokens[end - 1].sentence != parse.tokens[following.first].sentence:
        return False
    gap = parse.tokens[end : following.first]
    words = [t.lower for t in gap if t.pos != "DET" and t.dep != "amod" and t.lower not in _WITHOUT]
    if _is_report(head) and words[-2:] in (["issue", "of"], ["edition", "of"]):
        return following.kind in ("org", "name", "body", "where")
    if len(words) == 1 and words[0] in _PREPOSITIONS and _attaches(words[0], head, following):
        return not _of_a_firm(parse, following)
    if words in (["from"], ["of"], ["at"], ["with"]) and _employs(head, following):
        return True
    if (head.code == "document" or _is_report(head)) and _issued(gap):
        return True
    if out and words in _JOINING and _alike(out[-1], following):
        joint = head.code == "document" or following.kind in ("country", "place")
        return joint and (following.kind in ("country", "place") or _is_joint(parse, head))
    if out and _linked(parse, out[-1], following):
        return True
    return _deep(parse, head, gap, following)


def _employs(head: Item, item: Item) -> bool:
    """ "Officials from aid agencies": the employer is a common noun."""
    plural = item.words.split()[-1].lower() in name_words("employer")
    return head.code == "official" and item.code == "people" and plural


def _of_a_firm(parse: Parse, item: Item) -> bool:
    """ "Officials with the Canadian branch": the country only tells which firm it is."""
    head = parse.tokens[parse.tokens[item.last - 1].head]
    branch = head.lower in name_words("branch")
    return item.kind in ("country", "place") and head.i >= item.last and branch


def _is_joint(parse: Parse, head: Item) -> bool:
    return any(k.lower in ("joint", "common") for k in parse.kids(head.last - 1, "amod"))


def _issued(gap: tuple[Token, ...]) -> bool:
    """ "a statement issued by"."""
    words = [t for t in gap if t.pos != "DET"]
    return len(words) == 2 and words[0].tag == "VBN" and words[1].lower in ("by", "from")


def _deep(parse: Parse, head: Item, gap: tuple[Token, ...], item: Item) -> bool:
    """ "deputy director of the Bureau", "adviser for new diseases at the WHO office"."""
    if head.kind not in ("office", "anonymous") or not 2 <= len(gap) <= 14:
        return False
    if item.kind not in ("body", "org", "country", "office", "place"):
        return False
    if not all(t.pos in ("NOUN", "PROPN", "ADP", "ADJ", "DET", "CCONJ", "NUM") for t in gap):
        return False
    before = [t for t in gap if t.pos not in ("DET", "ADJ")]
    if not before or before[-1].lower not in ("of", "at", "for", "in", "with", "from"):
        return False
    if item.kind in ("country", "place") and before[-1].lower not in ("of", "in", "for"):
        return False
    return (
        any(a.i == head.last - 1 for a in parse.ancestors(item.last - 1)) or before[0].pos != "ADP"
    )


def _attaches(word: str, head: Item, item: Item) -> bool:
    if head.kind == "body":
        return word == "of" and item.kind == "country"
    if head.kind == "org":
        return word in ("of", "in") and item.kind in ("country", "place", "where")
    outlet = item.kind == "body" and item.code.startswith("outlet:")
    if word == "in" and head.code == "document" and (outlet or item.code.endswith(":MEDIA")):
        return True
    if word in ("in", "on", "within", "by"):
        owner = item.kind in ("body", "org", "office", "person")
        lands = item.kind in ("country", "place", "where") and word != "by"
        by = word == "by" and (head.code in ("document", "record") or _is_report(head))
        on = word == "on" and head.code == "document"
        owned = word == "by" and item.kind in ("country", "place")  # "by Britain's food agency"
        return lands or ((by or on) and owner) or (by and owned)
    if word == "to" and head.office is not None:
        return False
    if word == "of" and item.kind == "anonymous" and head.words.lower() in name_words("some of"):
        return True  # "a team of experts"
    kinds = ("country", "place", "body", "org", "office", "person", "name", "where", "title")
    return item.kind in kinds


def _is_report(head: Item) -> bool:
    """ "A report by the agency": who made it says what it says."""
    return head.kind == "anonymous" and head.words.lower() in name_words("study")


def _alike(a: Item, b: Item) -> bool:
    lands, bodies = ("country", "place"), ("body", "org")
    return (a.kind in lands and b.kind in lands) or (a.kind in bodies and b.kind in bodies)


def _left(parse: Parse, i: int) -> int:
    """The first token of the phrase: "former" and adjectives before its first item."""
    while i and parse.tokens[i - 1].sentence == parse.tokens[i].sentence:
        t = parse.tokens[i - 1]
        if t.lower in _FORMER or (t.dep in ("amod", "nummod", "compound") and t.head >= i):
            i -= 1
        elif t.text == "-" and i > 1 and parse.tokens[i - 2].lower == "ex":
            i -= 2
        else:
            break
    return i


def _appositives(parse: Parse, found: list[Phrase]) -> list[Phrase]:
    out = list(found)
    for k in range(len(out) - 1):
        if _titled(parse, out[k], out[k + 1]):
            out[k + 1] = described_by(out[k + 1], out[k])
            continue
        if not _set_off(parse, out[k], out[k + 1]):
            continue
        out[k], out[k + 1] = _as_person(out[k], out[k + 1]), _as_person(out[k + 1], out[k])
        a, b = out[k], out[k + 1]
        if _is_firm(parse, b) and _unknown(a):
            ident = _sorted_by(b.noun or "", org_id(a.name))
            out[k] = replace(
                a, sort="body", person=None, authority=ident, called=(b.noun or "").split()[-1]
            )
        elif a.sort == "person" and a.bare and b.gives:
            out[k] = described_by(a, b)
        elif b.sort == "person" and b.bare and a.gives:
            out[k + 1] = described_by(b, a)
        elif b.anonymous == "media" and _is_paper(b) and a.sort in ("body", "name"):
            out[k] = replace(a, authority=_sorted_by(b.noun or "", a.authority or org_id(a.name)))
        elif a.sort == "body" and b.noun and b.person is None:
            out[k] = replace(a, called=b.noun.split()[-1])
        elif a.noun and b.sort in ("body", "name") and b.authority:
            ident = _sorted_by(a.noun, b.authority)
            out[k] = replace(a, authority=ident, country=b.country, anonymous=None, noun=None)
            out[k + 1] = replace(b, authority=ident)
    out = [_aged(parse, p) for p in out]
    return [describe(parse, p, out) if _open(p) else p for p in out]


def _is_firm(parse: Parse, p: Phrase) -> bool:
    """Whether a phrase is headed by a noun for a body: "the pharmaceutical company"."""
    noun = p.noun or ""
    head = parse.tokens[p.core - 1].lower == noun.split()[-1] if noun else False
    return head and p.person is None and noun in name_words("nameless body")


def _unknown(p: Phrase) -> bool:
    """A name that may be a person's for the parser, before "the pharmaceutical company"."""
    bare = p.sort == "person" and p.bare and p.last - p.first == len(p.name.split())
    bare = (bare or p.sort == "name") and p.authority is None
    return bare and given_names.gender(p.name) is None


def _aged(parse: Parse, p: Phrase) -> Phrase:
    """ "Devina Corder, 20, said": only persons are followed by their age."""
    three = parse.tokens[p.last : p.last + 3]
    aged = len(three) == 3 and three[0].text == "," and three[1].text.isdigit()
    unknown = p.sort == "name" or (p.sort == "body" and (p.authority or "").startswith("org:"))
    if not (aged and unknown and 2 <= int(three[1].text) <= 110 and 2 <= len(p.name.split()) <= 4):
        return p
    if three[2].text not in (",", ".", ")") or authorities.named(p.name) is not None:
        return p
    return replace(p, sort="person", person=p.name, authority=None, rule="a name")


def _titled(parse: Parse, a: Phrase, b: Phrase) -> bool:
    """ "Director of Medical Services Dr Holm said", "the UN's envoy for Chad, Ida Holm said"."""
    between = parse.tokens[a.last : b.first]
    if b.sort != "person" or not b.bare or not a.gives or a.former:
        return False
    if parse.tokens[a.first].sentence != parse.tokens[b.first].sentence:
        return False
    head = parse.tokens[a.core - 1]
    words = [head.text, f"{parse.tokens[head.i - 1].text} {head.text}" if head.i else ""]
    speaker = a.office or any(
        authorities.anonymous(w) in ("official", "executive") for w in words if w
    )
    one = head.tag in ("NN", "NNP") and speaker
    dr = parse.tokens[b.first].lower in name_words("courtesy")
    touching = not between and (a.core < a.last or dr)
    return bool(one) and a.sort == "role" and (touching or [t.text for t in between] == [","])


def _is_paper(p: Phrase) -> bool:
    return (p.noun or "") in name_words("paper")


def _sorted_by(noun: str, ident: str) -> str:
    """The id of an unknown body with the sort that the noun beside it tells."""
    prefix = "outlet" if noun in name_words("paper") else {"party": "party"}.get(noun)
    return f"{prefix}:{ident[4:]}" if prefix and ident.startswith("org:") else ident


def _open(p: Phrase) -> bool:
    """A person of whom no body is known yet."""
    nobody = p.authority is None or p.authority.startswith("anonymous:")
    return p.sort == "person" and nobody and p.office is None and not p.former


def _as_person(p: Phrase, beside: Phrase) -> Phrase:
    """An unknown name beside an office held by one person is that person's."""
    head = re.split(r" (?:of|for) ", beside.name)[0].split()[-1].lower()
    held = beside.person is None and (
        (beside.office is not None and beside.office.sort == "person")
        or (beside.noun or head) in name_words("one person")
    )
    words = p.name.split()
    ident = p.authority or ""
    unknown = p.sort == "name" or (p.sort == "body" and ident.startswith(("org:", "outlet:")))
    told = beside.person is None and head in name_words("human")
    given = given_names.gender(p.name) is not None and len(words) > 1
    one = told or ((beside.noun or "").startswith("spokes") and beside.last <= p.first)
    if not (held or told) or not unknown or not (1 if one else 2) <= len(words) <= 4:
        return p
    if (words[-1].lower() in name_words("organisation") and not given) or authorities.named(
        p.name
    ) is not None:
        return p
    return replace(p, sort="person", person=p.name, authority=None, rule="a name")


def _set_off(parse: Parse, a: Phrase, b: Phrase) -> bool:
    between = [t for t in parse.tokens[a.last : b.first] if t.pos != "DET"]
    if between and between[0].lower == "of" and between[-1].text == "," and len(between) < 10:
        between = between[-1:]  # "Chief of Humanitarian Affairs and Relief, John Holm"
    if not between or between[0].text not in (",", "(", "-", "–", "—") or len(between) > 4:
        return False
    if any(t.pos in ("CCONJ", "VERB", "AUX", "ADP", "PRON", "SCONJ") for t in between):
        return False
    if parse.tokens[a.first].sentence != parse.tokens[b.last - 1].sentence:
        return False
    end = parse.tokens[b.last] if b.last < len(parse.tokens) else None
    closed = end is None or end.text in (",", ".", ")", ";", ":", "-", "–", "—", "”", '"')
    inside = range(a.first, a.last)
    apposed = any(
        t.dep == "appos" and t.head in inside for t in parse.tokens[b.first : b.last]
    )  # fmt: skip
    return closed or apposed
