"""Tokens → items: runs of words that the tables know, names of persons, names of unknown bodies.

1. At every token the longest run that names a body, country or place (case counts), or that is an
   office or a noun for unnamed people (case is folded).
2. Runs of capitalised words that no table knows are names: of a person if the parser, a title or
   an earlier mention says so, of a body if their last word does, else left open.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Parse, Token
from dateline.reference import authorities
from dateline.reference.authorities import Entry, Office


@dataclass(frozen=True, slots=True)
class Item:
    """Tokens [first, last) and what they are.

    `kind`: body, country, place, office, anonymous, person, name (a capitalised run of unknown
    sort), title ("Mr").
    """

    first: int
    last: int
    kind: str
    words: str
    entry: Entry | None = None

    @property
    def office(self) -> Office | None:
        return self.entry.office if self.entry else None

    @property
    def code(self) -> str:
        return self.entry.code if self.entry else ""


COURTESY = frozenset({
    "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "dr", "dr.", "sir", "dame", "lord", "lady",
    "prof.", "prof", "professor", "rev.", "reverend", "father", "pope", "imam", "ayatollah",
    "sheikh", "archbishop", "bishop", "cardinal", "rabbi", "madam", "hon.", "mullah",
})  # fmt: skip
_ABBREVIATED = {
    "gen.": "general", "lt.": "lieutenant", "col.": "colonel", "maj.": "major", "sgt.": "sergeant",
    "capt.": "captain", "adm.": "admiral", "gov.": "governor", "sen.": "senator",
    "sens.": "senators",
    "rep.": "representative", "reps.": "representatives",
    "pres.": "president", "cmdr.": "commander",
    "det.": "detective", "insp.": "inspector", "lt": "lieutenant", "gen": "general",
    "col": "colonel", "sen": "senator", "rep": "representative", "gov": "governor", "brig.":
    "brigadier", "supt.": "superintendent", "cpl.": "corporal", "spc.": "specialist",
}  # fmt: skip
_PARTICLES = frozenset({
    "de", "da", "di", "del", "della", "van", "von", "bin", "ibn", "al", "el", "der", "den", "la",
    "le", "dos", "du", "ul", "ur", "bint", "ben", "abu", "y", "ter",
})  # fmt: skip
_CAPITAL_ONLY = frozenset({
    "congress", "assembly", "house", "the house", "state", "executive", "the state", "council",
    "treasury", "customs", "prosecution", "opposition", "forces", "delegation", "leadership",
})  # fmt: skip
"""Common nouns that name a body only with a capital or beside a country."""
_ALSO_SURNAMES = frozenset({
    "king", "prince", "major", "judge", "justice", "bishop", "priest", "baker", "church", "page",
    "marshal", "constable", "coach", "driver", "farmer", "fisher", "fan", "man", "pope", "duke",
    "sheriff", "general", "officer", "many", "press", "child", "son", "bush", "banks",
})  # fmt: skip
ORGANISATION = frozenset({
    "university", "institute", "institution", "center", "centre", "group", "inc", "inc.", "ltd",
    "ltd.", "corp", "corp.", "corporation", "company", "co.", "association", "society", "council",
    "foundation", "union", "committee", "organization", "organisation", "federation", "league",
    "agency", "commission", "bank", "airlines", "airways", "party", "front", "movement", "army",
    "brigade", "brigades", "network", "news", "times", "post", "journal", "herald", "tribune",
    "guardian", "magazine", "radio", "television", "tv", "college", "school", "hospital", "church",
    "club", "fund", "trust", "alliance", "coalition", "board", "department", "ministry", "office",
    "bureau", "service", "services", "authority", "administration", "court", "force", "forces",
    "museum", "observatory", "laboratory", "international", "industries", "systems", "technologies",
    "motors", "energy", "watch", "project", "campaign", "initiative", "forum", "congress",
    "parliament", "assembly", "senate", "house", "police", "command", "corps", "guard", "gazette",
    "chronicle", "daily", "weekly", "press", "media", "studios", "records", "pictures", "games",
    "entertainment", "research", "survey", "academy", "exchange", "airport", "station", "plc",
    "gmbh", "ag", "llc", "s.a.", "partners", "capital", "holdings", "solutions", "labs",
    "brotherhood", "collective", "chamber", "program", "programme", "register", "review", "globe",
    "telegraph", "mail", "mirror", "sun", "observer", "star", "express", "standard",
    "parliamentarians", "workers", "teachers", "democrats", "republicans", "conservatives", "unit",
})  # fmt: skip


def items(parse: Parse) -> tuple[Item, ...]:
    """Items of a text in order; they do not overlap."""
    out: list[Item] = []
    i, n = 0, len(parse.tokens)
    while i < n:
        found = _known(parse, i) or _run(parse, i, out[-1] if out else None)
        if found is None:
            i += 1
            continue
        out.append(found)
        i = found.last
    return tuple(out)


def _words(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _known(parse: Parse, i: int) -> Item | None:  # 1.
    token = parse.tokens[i]
    if not token.text[:1].isalnum():
        return None
    if token.lower in COURTESY and token.text[:1].isupper() and _next_capital(parse, i):
        return Item(i, i + 1, "title", token.text)
    if token.text[:1].isupper() and token.lower in _ABBREVIATED and _next_capital(parse, i):
        role = authorities.office(_ABBREVIATED[token.lower])
        if role:
            return Item(i, i + 1, "office", token.text, Entry("office", role.code, "", role))
    end = min(i + authorities.longest(), len(parse.tokens))
    while end < len(parse.tokens) and end > i and parse.tokens[end - 1].sentence != token.sentence:
        end -= 1
    for last in range(end, i, -1):
        if parse.tokens[last - 1].sentence != token.sentence:
            continue
        found = _entry(parse, i, last)
        if found:
            return found
    return None


def _entry(parse: Parse, first: int, last: int) -> Item | None:
    words = _words(parse, first, last)
    token = parse.tokens[first]
    if words[:1].isupper() or words[:1].isdigit() or words[:3] == "al-":
        entry = authorities.named(words)
        if entry and not _inside_name(parse, first, last, entry):
            return Item(first, last, entry.kind, words, entry)
    if last == first + 1 and token.pos not in ("NOUN", "PROPN", "ADJ", "PRON"):
        return None
    if token.pos == "ADJ" and last == first + 1 and token.dep not in ("nsubj", "pobj", "dobj"):
        return None
    role = authorities.office(words)
    if role:
        if token.lower in _CAPITAL_ONLY and last == first + 1 and not _is_body(parse, token):
            return None
        if last == first + 1 and token.lower in _ALSO_SURNAMES and _after_name(parse, first):
            return None
        return Item(first, last, "office", words, Entry("office", role.code, "", role))
    kind = authorities.anonymous(words)
    if kind:
        if last == first + 1 and token.pos == "PROPN" and _after_name(parse, first):
            return None
        return Item(first, last, "anonymous", words, Entry("anonymous", kind))
    return None


def _is_body(parse: Parse, token: Token) -> bool:
    if token.text[:1].isupper() and token.pos == "PROPN":
        before = parse.tokens[token.i - 1] if token.i else None
        return before is None or before.lower not in ("party", "party's")
    kids = parse.kids(token.i, "amod", "poss", "compound", "nmod")
    return any(k.entity in ("GPE", "NORP") for k in kids)


def _next_capital(parse: Parse, i: int) -> bool:
    return i + 1 < len(parse.tokens) and parse.tokens[i + 1].text[:1].isupper()


def _after_name(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    before = parse.tokens[i - 1] if i and parse.tokens[i - 1].sentence == token.sentence else None
    return (
        token.text[:1].isupper() and before is not None and before.entity == "PERSON"
        and before.text[:1].isupper() and token.entity == "PERSON" and not token.entity_start
    )  # fmt: skip


def _inside_name(parse: Parse, first: int, last: int, entry: Entry) -> bool:
    """ "Jordan" in "Michael Jordan", "Chad" in "Chad Myers": the parser says one person."""
    if entry.kind == "body" or last > first + 1:
        return False
    token = parse.tokens[first]
    if token.entity != "PERSON":
        return False
    neighbours = [
        parse.tokens[k] for k in (first - 1, last)
        if 0 <= k < len(parse.tokens) and parse.tokens[k].sentence == token.sentence
    ]  # fmt: skip
    return any(t.entity == "PERSON" and t.text[:1].isupper() for t in neighbours)


def _run(parse: Parse, i: int, before: Item | None) -> Item | None:  # 2.
    token = parse.tokens[i]
    if not _capital(token):
        return None
    last = i + 1
    while last < len(parse.tokens):
        step = _next(parse, last, token.sentence)
        if step is None or _stops(parse, i, last):
            break
        last = step
    words = _words(parse, i, last)
    return Item(i, last, _sort(parse, i, last, before), words)


def _next(parse: Parse, k: int, sentence: int) -> int | None:
    """The end of the run if it goes on at token `k`: a capital, or particles before one."""
    t = parse.tokens[k]
    if t.sentence != sentence:
        return None
    if _capital(t) and not t.entity_start:
        return k + 1
    if _capital(t):
        return k + 1 if parse.tokens[k - 1].head in (t.i, t.head) or t.dep == "compound" else None
    j = k
    while j < len(parse.tokens) and j < k + 3 and (
        parse.tokens[j].text in _PARTICLES
        or (parse.tokens[j].text == "-" and not parse.tokens[j - 1].space)
    ):  # fmt: skip
        j += 1
    if j > k and j < len(parse.tokens) and _capital(parse.tokens[j]):
        return j + 1
    return None


def _stops(parse: Parse, first: int, k: int) -> bool:
    """Whether a known body, country or office starts at `k` and so ends an open run."""
    found = _known(parse, k)
    if found is None:
        return False
    if found.kind in ("office", "anonymous"):
        return found.last > k + 1 or parse.tokens[k].lower not in ORGANISATION
    return True


def _capital(t: Token) -> bool:
    return (
        t.text[:1].isupper() and t.pos in ("PROPN", "NOUN", "X", "ADJ")
        and (t.pos == "PROPN" or t.entity in ("PERSON", "ORG"))
        and t.entity not in ("DATE", "TIME", "LANGUAGE", "MONEY")
    )  # fmt: skip


def _sort(parse: Parse, first: int, last: int, before: Item | None) -> str:
    tokens = parse.tokens[first:last]
    if tokens[-1].lower in ORGANISATION or tokens[0].lower in ("university", "institute"):
        return "org"
    if before is not None and before.last == first and (
        before.kind == "title" or (before.office is not None and before.office.sort == "person")
    ):  # fmt: skip
        return "person"
    labels = [t.entity for t in tokens]
    if "PERSON" in labels:
        return "person"
    if "ORG" in labels:
        return "org"
    if any(x in ("GPE", "LOC", "FAC") for x in labels):
        return "where"
    return "name"
