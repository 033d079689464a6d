"""Tokens → items: runs of words that the tables know, names of persons, names of unknown bodies.

1. At every token the longest run that names a body, country or place (case counts), or that is an
   office or a noun for unnamed people (case is folded).
2. Runs of capitalised words that no table knows are names: of a person if the parser, a title or
   an earlier mention says so, of a body if their last word does, else left open.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from dateline.model import Parse, Token
from dateline.reference import authorities, given_names
from dateline.reference.authorities import Entry, Office, name_words


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


_LOOSE = frozenset({"org", "name", "where", "place"})
_HUMAN = frozenset({
    "people", "official", "executive", "experts", "researchers", "activists", "critics", "witness",
})  # fmt: skip


def items(parse: Parse) -> tuple[Item, ...]:
    """Items of a text in order; they do not overlap."""
    out: list[Item] = []
    i, n = 0, len(parse.tokens)
    while i < n:
        found = _scheme(parse, i) or _known(parse, i) or _run(parse, i, out[-1] if out else None)
        if found is None:
            i += 1
            continue
        if found.entry is None and found.words.lower() in name_words("no name"):
            i = found.last
            continue
        if found.kind == "office" and " of " in found.words and found.words[:1].isupper():
            found = replace(found, last=_portfolios(parse, found.last))
        out.append(found)
        i = found.last
    out = _other_congo(parse, out)
    return _surnames(parse, _abbreviated(parse, _merged(parse, _ministers(parse, out))))


_SMALL_CONGO = re.compile(r"(?<!Democratic )\bRepublic of (?:the )?Congo\b|Brazzaville")
_LARGE_CONGO = re.compile(r"Democratic Republic|\bDRC\b|\bDR Congo|Kinshasa|Goma\b|Kivu\b")


def _other_congo(parse: Parse, found: list[Item]) -> list[Item]:
    """ "Congo" and "Congolese" in a report that names the Republic of the Congo alone."""
    short = [x for x in found if x.kind == "country" and x.words in ("Congo", "Congolese")]
    if not short or _LARGE_CONGO.search(parse.text) or not _SMALL_CONGO.search(parse.text):
        return found
    return [
        replace(x, entry=replace(x.entry, code="COG")) if x in short and x.entry else x
        for x in found
    ]


def _ministers(parse: Parse, found: list[Item]) -> list[Item]:
    """Portfolios joined by "and" before a minister: "Public Health and Sanitation Minister"."""
    out: list[Item] = []
    for item in found:
        minister = item.words.lower() in name_words("joint portfolio") and len(out) > 1
        if minister and out[-1].last == item.first and out[-1].words[:1].isupper():
            a, b = out[-2], out[-1]
            joined = parse.tokens[a.last].text in ("and", "&") and b.first == a.last + 1
            kinds = ("org", "name", "office")
            if joined and a.kind in kinds and b.kind in kinds and a.words[:1].isupper():
                out[-2:] = [Item(a.first, b.last, "org", _words(parse, a.first, b.last))]
        out.append(item)
    return out


def _scheme(parse: Parse, i: int) -> Item | None:
    """ "President's Malaria Initiative": an office or people that open a name of their own."""
    token = parse.tokens[i]
    if not token.text[:1].isupper() or not token.text.isalpha():
        return None
    end = _owned_name(parse, i + 1)
    known = _known(parse, i) if end > i + 1 else None
    if known is not None and known.last > end:
        return None  # "the People's Republic of China"
    return Item(i, end, "org", _words(parse, i, end)) if end > i + 1 else None


def _words(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _known(parse: Parse, i: int) -> Item | None:  # 1.
    token = parse.tokens[i]
    if not token.text[:1].isalnum():
        return None
    bench = i + 1 < len(parse.tokens) and parse.tokens[i + 1].text == "Justice"
    courtesy = token.text[:1].isupper() and token.lower in name_words("courtesy")
    courtesy = courtesy and _next_capital(parse, i)
    if courtesy and not bench:
        return Item(i, i + 1, "title", token.text)
    short = _short(parse, i)
    if short is not None:
        return short
    reach = authorities.reach(token.text)
    if not reach:
        return None
    last = i + 1
    while (
        last < len(parse.tokens) and parse.tokens[last].sentence == token.sentence
        and parse.tokens[last].end - token.start <= reach + 2
    ):  # fmt: skip
        last += 1
    for end in range(last, i, -1):
        found = _entry(parse, i, end)
        if found:
            return found
    return None


_LOCAL = ("town", "city", "province")
_CONTINENTS = ("North", "South", "Latin", "Central")
_REGIONS = frozenset({"the state", "the county", "the city"})


def _short(parse: Parse, i: int) -> Item | None:
    """ "Sgt. Holm", also where the parser took the full stop for the end of a sentence."""
    token = parse.tokens[i]
    long = authorities.short_title(token.text) if token.text[:1].isupper() else None
    role = authorities.office(long) if long else None
    if role is None:
        return None
    stop = i + 1 < len(parse.tokens) and parse.tokens[i + 1].text == "." and not token.space
    last = i + 2 if stop else i + 1
    if not _next_capital(parse, last - 1):
        return None
    return Item(i, last, "office", long or "", Entry("office", role.code, "", role))


def _entry(parse: Parse, first: int, last: int) -> Item | None:
    words = _words(parse, first, last)
    token = parse.tokens[first]
    if words == "America" and first and parse.tokens[first - 1].text in _CONTINENTS:
        return None
    if words[:1].isupper() or words[:1].isdigit() or words[:3] in ("al-", "al "):
        entry = authorities.named(words)
        town = entry is not None and entry.kind == "place" and entry.how in _LOCAL
        surname = town and last == first + 1 and token.entity == "PERSON"
        inside = entry is not None and (
            _inside_name(parse, first, last, entry) or _longer(parse, first, last, entry)
        )
        if entry and not surname and not inside:
            return Item(first, last, entry.kind, words, entry)
    single = last == first + 1
    if single and (
        token.pos not in ("NOUN", "PROPN", "PRON", "ADJ") or _modifier_only(parse, token)
    ):
        return None
    role = authorities.office(words)
    if role and not (token.text == "State" and _of_a_region(parse, first, last)):
        after = parse.tokens[last].lower if last < len(parse.tokens) else ""
        school = token.text == "State" and after in ("university", "college", "hospital")
        rank = token.lower in name_words("shared rank") and _opens_body(parse, last)
        if single and (rank or school):
            return None  # "Elmswick General Hospital", "Ghana State University"
        if (
            words.lower() in _REGIONS
            and words.split()[-1][:1].isupper()
            and _opens_name(parse, last)
        ):
            return None  # "the State Property Agency"
        lone = single and token.lower in name_words("capital only")
        if lone and not _is_body(parse, token):
            kind = authorities.anonymous(words)
            entry = Entry("anonymous", kind) if kind else None
            return Item(first, last, "anonymous", words, entry) if entry else None
        if single and role.role in ("monarch", "crown prince") and not _reigns(parse, token):
            return None
        if single and token.lower in name_words("also a surname") and _after_name(parse, first):
            return None
        return Item(first, last, "office", words, Entry("office", role.code, "", role))
    kind = authorities.anonymous(words)
    if token.lower == "concern" and not (
        token.dep in ("nsubj", "appos") and parse.kids(token.i, "compound")
    ):  # fmt: skip
        return None  # but "the insurance concern said"
    if single and words.istitle() and token.lower in name_words("also a surname") and (
        token.entity == "PERSON"
    ):  # fmt: skip
        return None
    if token.text == "Public" and single:  # "Public Health Minister"
        return None
    if single and kind == "people" and _names_a_firm(parse, token):
        return None
    after = parse.tokens[last].lower if last < len(parse.tokens) else ""
    if single and token.text[:1].isupper() and after in ("magazine", "newspaper"):
        return None  # "The Nation magazine"
    if kind and not (single and token.text[:1].isupper() and _in_name(parse, token)):
        return Item(first, last, "anonymous", words, Entry("anonymous", kind))
    return None


def _names_a_firm(parse: Parse, token: Token) -> bool:
    """ "A Carrier executive": a capital amid small letters, before whom it has for spokesmen."""
    around = parse.tokens[token.i - 1 : token.i + 2] if token.i else ()
    if len(around) < 3 or token.tag != "NNP" or token.dep != "compound":
        return False
    before, _, after = around
    small = before.text.islower() and after.text.islower() and before.sentence == token.sentence
    return small and authorities.anonymous(after.text) in ("official", "executive")


def _opens_body(parse: Parse, last: int) -> bool:
    after = parse.tokens[last] if last < len(parse.tokens) else None
    return after is not None and after.text.istitle() and after.lower in name_words("organisation")


def _opens_name(parse: Parse, last: int) -> bool:
    """Whether the word before `last` modifies a capitalised one behind it."""
    if last >= len(parse.tokens):
        return False
    after = parse.tokens[last]
    capital = after.text[:1].isupper() and after.pos == "PROPN"
    return capital and parse.tokens[last - 1].dep == "compound"


def _longer(parse: Parse, first: int, last: int, entry: Entry) -> bool:
    """Whether the words are part of another body's name: "Westminster City Council", and the
    "State Department" of "Oregon State Department of Fisheries"."""
    if entry.kind == "place" and entry.how in ("town", "city"):
        return last < len(parse.tokens) and parse.tokens[last].text == "County"
    if entry.kind != "body":
        return False
    after = parse.tokens[last] if last < len(parse.tokens) else None
    if last == first + 1 and after is not None and after.text[:1].isupper():
        return after.lower in name_words("council")
    return parse.tokens[first].text == "State" and _of_a_region(parse, first, last)


def _of_a_region(parse: Parse, first: int, last: int) -> bool:
    after = parse.tokens[last].lower if last < len(parse.tokens) else ""
    if after not in ("of", "for") or not first:
        return False
    place = authorities.named(parse.tokens[first - 1].text)
    return place is not None and place.kind == "place"


def _reigns(parse: Parse, token: Token) -> bool:
    """ "King Harald", "the king", "Queen of Tonga"; but no band of that name."""
    before = parse.tokens[token.i - 1].lower if token.i else ""
    after = parse.tokens[token.i + 1] if token.i + 1 < len(parse.tokens) else None
    named = after is not None and (after.text[:1].isupper() or after.lower == "of")
    if token.entity == "ORG" and after is not None and after.entity == "ORG":
        return False  # a firm called "King Soap"
    return named or before in ("the", "'s", "’s") or parse.tokens[token.i - 1].entity == "NORP"


def _modifier_only(parse: Parse, token: Token) -> bool:
    """ "military" in "military operation": an adjective that heads nothing."""
    if token.pos == "ADJ":
        return token.dep not in ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "ROOT", "appos")
    return False


def _in_name(parse: Parse, token: Token) -> bool:
    """A capitalised common noun that is part of a name: "Bank of America", "Michael Fisher"."""
    if _after_name(parse, token.i) or _amid_name(parse, token) or _ends_name(parse, token):
        return True
    if token.pos != "PROPN" or token.lower not in name_words("organisation"):
        return False
    before = parse.tokens[token.i - 1] if token.i else None
    if before is not None and before.pos == "PROPN" and before.head == token.i:
        return True
    k = token.i + 1
    if k < len(parse.tokens) and parse.tokens[k].lower in ("of", "for", "on"):
        k += 2 if k + 1 < len(parse.tokens) and parse.tokens[k + 1].lower == "the" else 1
        return k < len(parse.tokens) and parse.tokens[k].text[:1].isupper()
    return False


def _ends_name(parse: Parse, token: Token) -> bool:
    """A capitalised noun for people that ends a name: "Torvik Consultants"."""
    before = parse.tokens[token.i - 1] if token.i else token
    one = token.entity == "ORG" == before.entity and not token.entity_start
    kinds = ("experts", "researchers", "people", "activists")
    return (
        one and token.tag in ("NNP", "NNPS") and before.tag == "NNP" and before.text[:1].isupper()
        and authorities.anonymous(token.text) in kinds and authorities.named(before.text) is None
    )  # fmt: skip


def _amid_name(parse: Parse, token: Token) -> bool:
    """A capital among capitals that modify one head: "Union of Women Voters", "Elm Data Works"."""
    if not 0 < token.i < len(parse.tokens) - 1 or token.pos != "PROPN":
        return False
    a, b = parse.tokens[token.i - 1], parse.tokens[token.i + 1]
    if not (a.pos == b.pos == "PROPN" and a.text[:1].isupper() and b.text[:1].isupper()):
        return False
    kind = authorities.anonymous(token.text)
    one = token.entity == "ORG" == a.entity == b.entity and not token.entity_start
    return kind not in ("official", "executive", "document") and token.dep == "compound" and (
        one and not b.entity_start
    )  # fmt: skip


def _is_body(parse: Parse, token: Token) -> bool:
    if token.text[:1].isupper() and token.pos == "PROPN":
        before = parse.tokens[token.i - 1] if token.i else None
        return before is None or before.lower not in ("party", "party's")
    kids = parse.kids(token.i, "amod", "poss", "compound", "nmod")
    if any(k.lower == "party" for k in kids):
        return False
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
    if last > first + 1 or entry.how == "demonym" or parse.tokens[first].text.isupper():
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
        if step is None or _stops(parse, last):
            break
        last = step
    owned = _owned_name(parse, last)
    if owned > last:
        return Item(i, owned, "org", _words(parse, i, owned))
    if _ends_in_s(parse, i, last):
        return Item(i, last + 1, "org", _words(parse, i, last + 1))
    if parse.tokens[last - 1].text == "County" and last > i + 1:
        return Item(i, last, "place", _words(parse, i, last), _COUNTY)
    ends = parse.tokens[last - 1].lower in name_words("organisation")
    if ends or token.lower in name_words("ministry"):
        last = _of(parse, last)
    sort = _sort(parse, i, last, before)
    if sort == "person" and last - i > 2 and _leads(parse, i) and _given(parse, last - 2):
        return Item(last - 2, last, sort, _words(parse, last - 2, last))
    return Item(i, last, sort, _words(parse, i, last))


def _given(parse: Parse, i: int) -> bool:
    return given_names.gender(f"{parse.tokens[i].text} X") is not None


def _leads(parse: Parse, i: int) -> bool:
    """Whether a capital is a common word of a headline: "Offensive Things Ida Holm Said"."""
    t = parse.tokens[i]
    return not _given(parse, i) and (t.pos in ("ADJ", "NOUN", "VERB") or t.lemma.islower())


def _ends_in_s(parse: Parse, first: int, last: int) -> bool:
    """Whether "Macy's" is a name of its own: it owns nothing, or has a legal form elsewhere."""
    tokens = parse.tokens[last : last + 2]
    if len(tokens) < 2 or tokens[0].tag != "POS" or tokens[0].text in ("'", "\u2019"):
        return False
    return (
        tokens[1].pos in ("VERB", "AUX")
        and parse.tokens[last - 1].dep in ("nsubj", "poss")
        and (tokens[0].entity == "ORG" or _is_firm(parse, first, last + 1))
    )


def _is_firm(parse: Parse, first: int, last: int) -> bool:
    """Whether the text gives these words a legal form somewhere: "Hudson's Bay Co."."""
    end = parse.text.find(_words(parse, first, last) + " ")
    while end >= 0:
        end += parse.tokens[last - 1].end - parse.tokens[first].start
        after = parse.text[end : end + 14].replace(",", " ").split()
        if after and after[0].strip(".,").lower() in name_words("legal form"):
            return True
        end = parse.text.find(_words(parse, first, last) + " ", end)
    return False


_COUNTY = Entry("place", "USA", "county")
_PEOPLE = frozenset({"children", "women", "men", "people"})


def _owned_name(parse: Parse, last: int) -> int:
    """The end of a name that goes on behind people who own it: "HELP Children's Homes Mali",
    "the Teachers' Union", "the President's Malaria Initiative"; `last` where none does."""
    tokens = parse.tokens
    if last + 1 >= len(tokens) or tokens[last].tag != "POS":
        return last
    word = tokens[last - 1]
    many = word.tag in ("NNS", "NNPS") or word.lower in _PEOPLE
    office = authorities.office(word.text)
    held = office is not None and office.sort == "person"
    end = last + 1
    while end < len(tokens) and tokens[end].text[:1].isupper() and tokens[end].pos == "PROPN" and (
        tokens[end].sentence == word.sentence
    ):  # fmt: skip
        end += 1
    if not (many or held) or end == last + 1:
        return last
    named = end > last + 2 or not held  # "the President's Office" is a body of the state
    return end if named and (many or tokens[end - 1].lower in name_words("scheme")) else last


def _of(parse: Parse, last: int) -> int:
    """The end of "Institute of Strategic Studies": of, for, on and the capitals behind it."""
    k, n = last, len(parse.tokens)
    if k < n and parse.tokens[k].lower in ("of", "for", "on") and k + 1 < n:
        k += 2 if parse.tokens[k + 1].lower == "the" else 1
        start = k
        while k < n and parse.tokens[k].text[:1].isupper() and parse.tokens[k].pos == "PROPN":
            k += 1
            if k + 1 < n and parse.tokens[k].lower in ("and", "&") and (
                parse.tokens[k + 1].lower not in name_words("organisation") and
                parse.tokens[k + 1].text[:1].isupper() and parse.tokens[k].head in range(start, k)
            ):  # fmt: skip
                k += 1
        joint = name_words("ministry") | name_words("institute")
        if k > start and parse.tokens[last - 1].lower in joint:
            k = _portfolios(parse, k)
        return k if k > start else last
    return last


def _portfolios(parse: Parse, k: int) -> int:
    """The end of "(Department of) Environment, Food and Rural Affairs", whose first is read."""
    tokens, end = parse.tokens, k
    while k + 1 < len(tokens) and tokens[k].text in (",", "and", "&"):
        joint = k + (2 if tokens[k].text == "," and tokens[k + 1].text in ("and", "&") else 1)
        last = tokens[joint - 1].text in ("and", "&")
        start = k = joint
        while k < len(tokens) and tokens[k].text[:1].isupper() and tokens[k].pos in (
            "PROPN", "NOUN"
        ):  # fmt: skip
            k += 1
        if k == start or authorities.named(_words(parse, start, k)) is not None:
            break
        if last:
            return k
    return end


def _next(parse: Parse, k: int, sentence: int) -> int | None:
    """The end of the run if it goes on at token `k`: a capital, or particles before one."""
    t = parse.tokens[k]
    if t.sentence != sentence:
        return None
    if _capital(t):
        joined = parse.tokens[k - 1].head in (t.i, t.head) or t.dep == "compound"
        return k + 1 if joined or not t.entity_start else None
    j = k
    while j < len(parse.tokens) and j < k + 3 and (
        parse.tokens[j].text in name_words("particle")
        or (parse.tokens[j].text == "-" and not parse.tokens[j - 1].space)
    ):  # fmt: skip
        j += 1
    if j > k and j < len(parse.tokens) and _capital(parse.tokens[j]):
        return j + 1
    return None


def _stops(parse: Parse, k: int) -> bool:
    """Whether a known body, country or office starts at `k` and so ends an open run."""
    found = _known(parse, k)
    if found is None:
        return False
    if found.kind == "place" and parse.tokens[k].entity not in ("GPE", "LOC"):
        return False
    if found.kind in ("office", "anonymous"):
        return found.last > k + 1 or parse.tokens[k].lower not in name_words("organisation")
    return True


def _capital(t: Token) -> bool:
    if t.text.isupper() and 2 < len(t.text) < 7 and (t.tag, t.dep) == ("NN", "compound"):
        return True  # an abbreviation that the parser knows for no name
    return t.lower not in name_words("passing") and (
        t.text[:1].isupper() and t.pos in ("PROPN", "NOUN", "X", "ADJ")
        and (t.pos == "PROPN" or t.entity in ("PERSON", "ORG"))
        and t.entity not in ("DATE", "TIME", "LANGUAGE", "MONEY")
    )  # fmt: skip


def _sort(parse: Parse, first: int, last: int, before: Item | None) -> str:
    tokens = parse.tokens[first:last]
    opens = len(tokens) > 1 and tokens[0].lower in name_words("organisation")
    if tokens[-1].lower in name_words("organisation") or opens:
        return "org"
    if before is not None and before.last == first and (
        before.kind == "title" or (before.office is not None and before.office.sort == "person")
    ):  # fmt: skip
        return "person"
    human = before is not None and before.last == first and before.kind == "anonymous"
    if human and before is not None and before.words.lower() in name_words("publication"):
        return "org"
    if human and before is not None and before.code in _HUMAN:
        noun = parse.tokens[before.last - 1]
        if noun.tag == "NN" and noun.lower not in name_words("nameless body"):
            return "person"
    labels = [t.entity for t in tokens]
    words = _words(parse, first, last)
    if len(tokens) == 1 and authorities.is_surname(words):
        return "person"
    if "PERSON" in labels or (1 < len(tokens) < 5 and _person(words)):
        return "person"
    inside = first and parse.tokens[first - 1].lower in (
        "in",
        "near",
        "across",
        "outside",
        "around",
    )
    if "ORG" in labels:
        return "where" if inside and len(tokens) == 1 else "org"
    if any(x in ("GPE", "LOC", "FAC") for x in labels):
        return "where"
    return "where" if inside else "name"


def _person(words: str) -> bool:
    """Whether a table knows the person, or the given name."""
    return bool(authorities.held_by(words)) or given_names.gender(words) is not None


def _merged(parse: Parse, found: list[Item]) -> list[Item]:
    """Places that are part of an organisation's name: "Bucharest | Daily News"."""
    out: list[Item] = []
    for item in found:
        touching = bool(out) and out[-1].last == item.first and item.kind == "org"
        if touching and _school_of(parse, out[-1], item):
            first = out.pop().first
            out.append(Item(first, item.last, "org", _words(parse, first, item.last)))
            continue
        if touching and out[-1].kind in ("place", "where", "name") and _same(parse, out[-1], item):
            place = out.pop()
            words = _words(parse, place.first, item.last)
            out.append(Item(place.first, item.last, "org", words, place.entry))
        elif out and _branch(parse, out[-1], item) and out[-1].kind == "body":
            out.append(replace(out.pop(), last=item.last))  # "ABC Australia"
        elif out and (_one_name(parse, out[-1], item) or _branch(parse, out[-1], item)):
            first = out.pop().first
            out.append(Item(first, item.last, "org", _words(parse, first, item.last)))
        else:
            out.append(item)
    return out


def _school_of(parse: Parse, a: Item, b: Item) -> bool:
    """ "Georgetown University": a school in a town of that name elsewhere is of no such country."""
    school = b.words.split()[0].lower() in ("university", "college", "hospital")
    return a.kind == "country" and a.entry is not None and a.entry.how == "capital" and school


def _one_name(parse: Parse, a: Item, b: Item) -> bool:
    """ "Sleep Management and Wellness Center": one body for the parser, joined by "and"."""
    if a.kind not in ("org", "name") or b.kind != "org" or b.first != a.last + 1:
        return False
    if parse.tokens[a.last].tag == "POS":  # "Torvik's Bay Co."
        joined = parse.tokens[a.first + 1 : b.last]
        forms = name_words("legal form") | {"holdings", "co"}
        one = all(t.entity == "ORG" and not t.entity_start for t in joined)
        if _is_firm(parse, a.first, b.last):
            return True
        return one and b.words.split()[-1].lower().strip(".") in forms
    tokens = parse.tokens[a.first + 1 : b.last]
    if parse.tokens[a.last].text not in ("and", "&"):
        return False
    ends = name_words("organisation")
    heads = {a.words.split()[0].lower(), a.words.split()[-1].lower(), b.words.split()[0].lower()}
    whole = all(t.entity == "ORG" and not t.entity_start for t in tokens)
    return whole and not heads & ends and b.words.split()[-1].lower() in ends


def _branch(parse: Parse, a: Item, b: Item) -> bool:
    """ "Taco Bell Canada": a country that ends a company's name."""
    aired = a.words in ("Television", "Radio") and a.last == b.first
    if aired and b.kind == "country" and b.entry is not None and b.entry.how != "demonym":
        return True
    ours = a.kind == "body" and a.code.startswith(("org:", "outlet:"))
    if not (ours or a.kind in ("org", "name")) or b.kind != "country" or a.last != b.first:
        return False
    if ours and b.entry is not None and b.entry.how == "demonym":
        return False
    head = parse.tokens[parse.tokens[a.last - 1].head]
    return parse.tokens[a.last - 1].dep == "compound" and b.first <= head.i < b.last


def _abbreviated(parse: Parse, found: list[Item]) -> list[Item]:
    """Abbreviations in brackets: they belong to the name before, and mean it from then on."""
    out: list[Item] = []
    meant: dict[str, Item] = {}
    for item in found:
        if out and item.last == out[-1].last - 1 and item.first > out[-1].first:
            continue  # the abbreviation that the item before has absorbed
        long = meant.get(item.words)
        if long is not None and item.kind in ("org", "name", "where", "person"):
            item = replace(long, first=item.first, last=item.last)
        short = _bracketed(parse, item)
        if short is not None and item.kind in ("org", "body", "office", "name", "person"):
            meant[short] = item if item.kind != "name" else replace(item, kind="org")
            land = out[-1] if out and out[-1].last == item.first else None
            if land is not None and land.kind == "country" and item.kind == "org":
                whole = _words(parse, land.first, item.last)
                meant[short] = replace(item, words=whole)  # "the Ghana Boat Authority (GBA)"
            owned = parse.tokens[item.last].tag == "POS"
            full = meant[short] if item.kind != "org" else item
            item = replace(full, last=item.last + (4 if owned else 3))
        out.append(item)
    return _again(parse, out, meant)


def _again(parse: Parse, out: list[Item], meant: dict[str, Item]) -> list[Item]:
    """Items with the abbreviations that the parser takes for no name where they come again."""
    if not meant:
        return out
    taken = {k for x in out for k in range(x.first, x.last)}
    more = [
        replace(meant[t.text], first=t.i, last=t.i + 1) for t in parse.tokens
        if t.text in meant and t.i not in taken and t.i > meant[t.text].last
    ]  # fmt: skip
    return sorted([*out, *more], key=lambda x: x.first) if more else out


def _bracketed(parse: Parse, item: Item) -> str | None:
    last = item.last
    if last < len(parse.tokens) and parse.tokens[last].tag == "POS":
        last += 1  # "the Department of Lakes' (DOL) coordinator"
    three = parse.tokens[last : last + 3]
    if len(three) < 3 or three[0].text != "(" or three[2].text != ")":
        return None
    word = three[1].text
    return word if 2 <= len(word) <= 7 and word[:1].isupper() and word[-1:].isupper() else None


def _is_titled(x: Item, titled: set[str]) -> bool:
    """Whether an unknown name ends with a name that "Ms" or "Dr" stands before elsewhere."""
    words = x.words.split()
    unknown = x.kind in _LOOSE and x.entry is None and 1 < len(words) < 5
    return unknown and words[-1] in titled and words[0].lower() not in name_words("organisation")


def _first_names(found: list[Item]) -> set[str]:
    """First words of full names, as in "Wang Yi … Wang said", that begin no body's name too."""
    bodies = {x.words.split()[0] for x in found if x.kind in ("org", "body", "place", "country")
              and " " in x.words}  # fmt: skip
    people = (x.words.split() for x in found if x.kind == "person")
    return {w[0] for w in people if 1 < len(w) < 4 and len(w[0]) > 1} - bodies


def _same(parse: Parse, a: Item, b: Item) -> bool:
    return parse.tokens[a.first].sentence == parse.tokens[b.first].sentence


def _surnames(parse: Parse, found: list[Item]) -> tuple[Item, ...]:
    """Bare surnames that the parser overlooked: words that end a longer name of the text."""
    titled = {
        b.words.split()[-1] for a, b in itertools.pairwise(found)
        if a.kind == "title" and a.last == b.first and b.kind in ("person", *_LOOSE)
    }  # fmt: skip
    found = [replace(x, kind="person") if _is_titled(x, titled) else x for x in found]
    known = {x.words.split()[-1] for x in found if x.kind == "person" and len(x.words.split()) > 1}
    if not known:
        return tuple(found)
    known |= _first_names(found)
    taken = {k for x in found for k in range(x.first, x.last)}
    extra = [
        Item(t.i, t.i + 1, "person", t.text) for t in parse.tokens
        if t.text in known and t.i not in taken and t.text[:1].isupper()
    ]  # fmt: skip
    changed = [
        replace(x, kind="person") if x.words in known and x.kind in _LOOSE else x for x in found
    ]
    return tuple(sorted([*changed, *extra], key=lambda x: x.first))
