"""Names of places in a text: gazetteer, capital letters and context; the parser's entities are one
sign among others.

1. Runs of capitalised words (with "of", "the", "de" … inside) that the gazetteer knows, the longest
   from the left. 2. Each is kept or dropped by its entity label, its size, what stands before and
   after, and by whether its words are part of a person's name elsewhere in the text. 3. What was
   dropped for lack of evidence is taken up again where the same name was kept elsewhere. 4. Names
   the parser calls places but the gazetteer does not know stay, without a place. 5. Demonyms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.annotate.places.toponyms import Toponym, span_of
from dateline.model import Parse, Place, Token
from dateline.reference import countries, given_names
from dateline.reference.gazetteer import Gazetteer, fold
from dateline.reference.gazetteer.words import words

_INSIDE = words("inside")
_LOCATIVE = words("locative")
_PLACE_NOUNS = words("class")
_LEADING = _PLACE_NOUNS | words("territory_noun") | _LOCATIVE | words("near")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NEVER_LABELS = frozenset({
    "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE",
})  # fmt: skip
_TITLES = words("title")
_STOP = words("never")
# "Marburg virus", "Ebola fever": named after a place, and none.
_DISEASES = words("disease")
_ELIDED = re.compile(r"[a-z]{1,2}['’-][A-Z]")  # "d'Ivoire"
_BIG = frozenset({"country", "continent", "sea", "region"})
_LONGEST = 7


def recognise(parse: Parse, gazetteer: Gazetteer) -> list[Toponym]:
    """Names of places and demonyms in text order, none overlapping another; unresolved."""
    people = person_words(parse)
    found: list[Toponym] = []
    doubtful: list[Toponym] = []
    known = longest(parse, gazetteer)  # 1.
    persons = acting(parse, known)
    for toponym in known:
        if toponym.key in persons:
            continue
        verdict = judge(parse, toponym, people)  # 2.
        if verdict > 0:
            found.append(toponym)
        elif verdict == 0:
            doubtful.append(toponym)
    kept = {t.key for t in found}
    found += [t for t in doubtful if t.key in kept]  # 3.
    found += _beside_kept(parse, found, [t for t in doubtful if t.key not in kept], people)
    found += _counties(parse, gazetteer, found)
    found += demonyms(parse, gazetteer, found)  # 5.
    found += unknown(parse, found, people | persons)  # 4.
    return sorted(found, key=lambda t: t.span)


# ---------------------------------------------------------------------- 1. the gazetteer


def longest(parse: Parse, gazetteer: Gazetteer) -> list[Toponym]:
    """The longest known name at each capitalised word, left to right."""
    runs = [run for t in parse.tokens for run in _runs(parse, t)]
    known = gazetteer.find_keys({key for *_, key in runs})
    best: dict[int, tuple[int, str]] = {}
    for first, last, key in runs:
        if key in known and key not in _STOP and (first not in best or last > best[first][0]):
            best[first] = (last, key)
    out: list[Toponym] = []
    i = 0
    while i < len(parse.tokens):
        if i in best:
            last, key = best[i]
            out.append(Toponym(i, last, span_of(parse, i, last), key, known[key]))
            i = last
        else:
            i += 1
    return out


def _runs(parse: Parse, token: Token) -> list[tuple[int, int, str]]:
    """(first, last, key) of the runs of words that may be a name and start at a token."""
    if (not token.text[0].isupper() and token.lower not in ("al", "el")) or token.lower == "the":
        return []
    out = []
    tokens = parse.tokens
    for last in range(token.i + 1, min(token.i + _LONGEST, len(tokens)) + 1):
        end = tokens[last - 1]
        gap = parse.text[tokens[last - 2].end : end.start] if last - 1 > token.i else ""
        if end.sentence != token.sentence or "\n" in gap:
            break
        if end.text[0].isupper() or (last > token.i + 1 and _ELIDED.match(end.text)):
            text = parse.text[token.start : end.end]
            if short(text) or len(text) > 2 or "." in text:
                out.append((token.i, last, fold(text)))
        elif end.lower not in _INSIDE and not (last - token.i > 1 and end.lower in _PLACE_NOUNS):
            break
        elif end.lower in _PLACE_NOUNS:
            out.append((token.i, last, fold(parse.text[token.start : end.end])))
    return out


def short(text: str) -> bool:
    """Two-letter names that stand alone in news: "US", "UK", "LA"; others are postal codes."""
    return text in ("US", "UK", "LA", "EU", "DC", "NY")


# ---------------------------------------------------------------------- 2. kept or dropped


def judge(parse: Parse, toponym: Toponym, people: frozenset[str]) -> int:
    """1: a place. 0: only if the same name is one elsewhere. −1: no place.

    The shares in comments are how often such names were places in 329 labelled articles.
    """
    tokens = parse.tokens[toponym.first : toponym.last]
    best = toponym.candidates[0]
    size = _size(best)
    label = _label(tokens)
    before = _before(parse, toponym.first)
    after = parse.tokens[toponym.last] if toponym.last < len(parse.tokens) else None
    wrong = len(tokens) == 1 and tokens[0].pos in ("PRON", "VERB") and not tokens[0].text.isupper()
    if label in _NEVER_LABELS or wrong:
        return -1
    if after is not None and after.lower in _DISEASES and (size < 3 or best.sort == "region"):
        return -1
    if toponym.key == "nile" and toponym.first and parse.tokens[toponym.first - 1].text == "West":
        return -1  # the virus, whose cases and whose season are called by it
    if _titled(parse, toponym):
        return -1
    contained = followed_by_container(parse, toponym)
    if contained or _heads_text(parse, toponym, after):
        return 1
    if _abbreviation(parse, toponym):
        return -1
    if best.sort == "adm2" and toponym.key.endswith((" county", " parish")):
        return 1
    if before is not None and before.lower.rstrip(".") in _TITLES and not contained:
        return -1
    part = _part_of_name(parse, toponym, before, after)
    if label == "PERSON" or (toponym.key in people and label not in _PLACE_LABELS):
        if label == "PERSON" and toponym.key not in people and not part and _placed(parse, toponym):
            return 1 if size >= 1 else 0
        if label == "PERSON" and not part and _strange(tokens):
            return 1 if size >= 1 or best.prior > _KNOWN else 0
        strong = contained or (size >= 3 and not part)
        return 1 if strong and size >= 2 else (0 if not part else -1)
    locative = before is not None and before.lower in _LOCATIVE
    if label in _PLACE_LABELS:  # GPE .97, with a preposition .99; small ones without .35
        if size < 3 and _inside_longer(parse, toponym):
            return -1
        if size == 0 and not locative and part:
            return -1
        return 1 if size > 0 or locative or toponym.key not in people else 0
    if label in ("ORG", "WORK_OF_ART", "PRODUCT", "EVENT", "LAW"):
        if not part:  # the parser's mistake more often than not
            return 1 if size >= 2 or _said_to_be(parse, toponym) else 0
        if size >= 2 and _has_offices(parse, toponym):
            return 1
        return 1 if size >= 3 and _names_seat(parse, toponym) else -1
    if size >= 3 and not part:  # .75
        return 1
    if best.prior > 6.0 and not part and tokens[0].pos == "PROPN":
        return 1
    taken = locative or (before is not None and before.lemma in words("literal_verb"))
    if taken and not part and tokens[0].pos == "PROPN" and size >= 1:
        return 1
    return 0 if not part else -1


_IN = frozenset({"in", "near", "outside", "inside", "across", "throughout", "around"})
_FLED = frozenset(
    {"flee", "evacuate", "invade", "besiege", "liberate", "occupy", "retake", "shell"}
)


def _placed(parse: Parse, toponym: Toponym) -> bool:
    """Whether the words just before a name stand before places and hardly ever before persons:
    the parser takes names it has not seen for persons."""
    before = _before(parse, toponym.first)
    after = parse.tokens[toponym.last] if toponym.last < len(parse.tokens) else None
    if after is not None and after.lower in _PLACE_NOUNS and after.lower != "base":
        return True
    if before is not None and (before.lower in _IN or before.lemma in _FLED):
        return True
    return _CALLED.match(parse.text, parse.tokens[toponym.last - 1].end) is not None


_CALLED = re.compile(
    r", (?:the|a|an)(?: [\w-]+){0,2}? (?:city|town|village|capital|settlement|port)\b"
)
"""What a name is said to be: "captured Goma, the largest city in the east"."""
_KNOWN = 3.6
"""Logarithm of a town's weight from which its name of several words is known."""


def _strange(tokens: Sequence[Token]) -> bool:
    """Whether a name of several words that is a place's begins like nobody's: "Kryvyi Rih", "Wad
    Madani", which the parser takes for persons, and no "San Martin" or "Victoria Falls"."""
    first = tokens[0]
    return len(tokens) > 1 and first.pos == "PROPN" and given_names.gender(first.text) is None


_BEFORE_OF = frozenset({"voice", "times", "corporation", "corp", "corp.", "bank"})
_AFTER = frozenset({
    "Daily", "Herald", "Times", "Journal", "Post", "Tribune", "Gazette", "Chronicle", "Telegraph",
    "Globe", "Airlines", "Airways", "Fried", "Broadcasting",
})  # fmt: skip


def _titled(parse: Parse, toponym: Toponym) -> bool:
    """Names of papers, banks and airlines: "Times of India", "China Daily", "Agence France"."""
    before = [t.text for t in parse.tokens[max(0, toponym.first - 2) : toponym.first]]
    if before[-1:] == ["Agence"]:
        return True
    if before[1:] == ["of"] and before[0].lower() in _BEFORE_OF and before[0][0].isupper():
        return True
    after = parse.tokens[toponym.last] if toponym.last < len(parse.tokens) else None
    return after is not None and after.text in _AFTER


def _said_to_be(parse: Parse, toponym: Toponym) -> bool:
    """ "The village of Ciocile", "the town of Beitbridge", "a lab in Lelystad", "Heze city": what
    the words call a place although the parser takes it for a body."""
    before = parse.tokens[max(0, toponym.first - 2) : toponym.first]
    words_ = [t.lower for t in before]
    if len(words_) == 2 and words_[1] == "of" and words_[0] in _SETTLEMENTS:
        return True
    after = parse.tokens[toponym.last] if toponym.last < len(parse.tokens) else None
    if after is not None and after.lower in _SETTLEMENTS:
        return True
    # In capitals it is an abbreviation of a body ("in ISAF").
    return words_[-1:] in (["in"], ["near"]) and not toponym.span.of(parse.text).isupper()


_SETTLEMENTS = frozenset({
    "village", "villages", "town", "city", "suburb", "hamlet", "township", "community", "mayor",
    "district", "province", "governorate", "resident", "residents", "port", "camp", "camps",
    "racecourse", "hospital", "municipality", "prison",
})  # fmt: skip
_OFFICES = frozenset({"council", "hall", "police", "health", "school", "mayor", "unified", "fire"})


def _has_offices(parse: Parse, toponym: Toponym) -> bool:
    """ "Santa Ana City Council", "Seoul City Hall": an office named by its town stands for it."""
    behind = [t.lower for t in parse.tokens[toponym.last : toponym.last + 2]]
    first = parse.tokens[toponym.first - 1] if toponym.first else None
    inside = first is not None and first.text[0].isupper() and first.lower not in ("the", "a")
    town = behind[:1] == ["city"] or toponym.key.endswith(" city")
    return not inside and town and bool(set(behind) & _OFFICES)


def _size(place: Place) -> int:
    if place.sort in _BIG:
        return 3
    if place.sort in ("adm1", "site"):
        return 3 if place.population > 1_000_000 and place.sort == "adm1" else 2
    if place.sort == "town" and place.prior > 5.3:
        return 2
    return 1 if place.prior > 4.3 else 0


def _label(tokens: tuple[Token, ...]) -> str:
    labels = {t.entity for t in tokens}
    if labels & _PLACE_LABELS:
        return "GPE"
    return next(iter(sorted(labels))) if labels else ""


def _before(parse: Parse, first: int) -> Token | None:
    """The word before, articles and adjectives of direction skipped; None at a sentence's start."""
    tokens = parse.tokens
    i = first - 1
    while i >= 0 and tokens[i].sentence == tokens[first].sentence:
        t = tokens[i]
        if t.lower in ("the", "of") and i > 0 and tokens[i - 1].lower in _LEADING:
            return Token(
                t.i, t.start, t.end, "in", "in", "in", "IN", "ADP", "prep", t.head, t.sentence
            )
        if t.lower != "the" and t.lower not in _DIRECTIONS:
            return t
        i -= 1
    return None


def _part_of_name(
    parse: Parse, toponym: Toponym, before: Token | None, after: Token | None
) -> bool:
    """Whether a capitalised word beside it belongs to the same name ("Jordan Smith")."""
    first = parse.tokens[toponym.first]
    left = before is not None and _is_name(before) and before.i == toponym.first - 1
    if left and before is not None:
        left = (
            before.space
            and (before.entity == first.entity or not first.entity)
            and before.lower not in _PLACE_NOUNS
        )
    right = after is not None and _is_name(after) and parse.tokens[toponym.last - 1].space
    if right and after is not None:
        right = (after.entity != "" and not after.entity_start) or (
            after.pos == "PROPN" and after.entity not in ("PERSON", "GPE", "DATE", "TIME")
        )
    hyphen = after is not None and after.text == "-" and not parse.tokens[toponym.last - 1].space
    if hyphen and toponym.last + 1 < len(parse.tokens):
        right = right or parse.tokens[toponym.last + 1].text[0].isupper()
    return left or right


def _inside_longer(parse: Parse, toponym: Toponym) -> bool:
    """Whether the parser's entity goes on with other capitalised words ("Islington Bay")."""
    tokens = parse.tokens
    label = tokens[toponym.first].entity
    left, right = toponym.first, toponym.last
    while left > 0 and tokens[left].entity == label and not tokens[left].entity_start:
        left -= 1
    while right < len(tokens) and tokens[right].entity == label and not tokens[right].entity_start:
        right += 1
    around = (*tokens[left : toponym.first], *tokens[toponym.last : right])
    return any(
        t.text[0].isupper() and t.lower not in _PLACE_NOUNS and t.lower not in _DIRECTIONS
        and t.lower != "the" and t.text.isalpha()
        for t in around
    ) or any(t.lower in ("lake", "river", "bay", "mount", "island", "park") and t.text[0].isupper()
             for t in around)  # fmt: skip


_DIRECTIONS = words("direction")


def _is_name(token: Token) -> bool:
    return token.text[0].isupper() and token.pos == "PROPN" and token.text.isalpha()


def _names_seat(parse: Parse, toponym: Toponym) -> bool:
    """ "the U.S. Embassy", "University of Georgia": bodies named by their place stand for it."""
    return toponym.last - toponym.first >= 1


def _abbreviation(parse: Parse, toponym: Toponym) -> bool:
    """Short capitals are no village of that name ("DA", "MoD"), "Mass" without its point no state;
    "us" is no country."""
    text = toponym.span.of(parse.text)
    best = toponym.candidates[0]
    if toponym.key in ("us", "uk", "la", "eu", "dc", "ny"):
        return not (text.isupper() and (short(text) or "." in text))
    if toponym.key in _abbreviated():
        return not (
            text.endswith(".") or parse.text[toponym.span.end : toponym.span.end + 1] == "."
        )
    capitals = sum(c.isupper() for c in text)
    if "." in text or len(text) > 4 or capitals < 2 or capitals < len(text) - 1:
        return False
    return best.sort not in ("country", "region") and best.prior < 6


@cache
def _abbreviated() -> frozenset[str]:
    return frozenset(
        fold(name)
        for r in countries.table("provinces.csv")
        for name in r["names"].split(";")
        if name.endswith(".") and fold(name) != fold(r["name"])
    )


def _heads_text(parse: Parse, toponym: Toponym, after: Token | None) -> bool:
    """The line that opens a report: "BEIRUT (AP)", "Muscat: …", "SEOUL, South Korea —"."""
    if after is None or (
        toponym.first > 0
        and not parse.text[parse.tokens[toponym.first - 1].end : toponym.span.start].count("\n")
    ):
        return False
    text = toponym.span.of(parse.text)
    mark = after.text in ("(", "—", "–", "--", "-", ":", "/") and (after.text != "-" or after.space)
    return _size(toponym.candidates[0]) >= 1 and mark and (text.isupper() or toponym.first == 0)


def followed_by_container(parse: Parse, toponym: Toponym) -> bool:
    """ "Paris, Texas": a comma and the name of a place that contains a candidate follow."""
    tokens = parse.tokens
    i = toponym.last
    if i + 1 >= len(tokens) or tokens[i].text != "," or not tokens[i + 1].text[0].isupper():
        return False
    codes = {c.admin1 for c in toponym.candidates} | {c.country for c in toponym.candidates}
    for last in range(min(i + 5, len(tokens)), i + 1, -1):
        text = parse.text[tokens[i + 1].start : tokens[last - 1].end]
        found = container_code(text)
        if found and found & codes and contains(toponym, text):
            return True
    return False


def contains(toponym: Toponym, container: str) -> bool:
    """Whether "X, Y" says that X lies in Y: where X is itself a country or province, "X, Y" is a
    list ("Mexico, the U.S.") unless Y is abbreviated ("Nevada, Mo.")."""
    if toponym.candidates[0].sort in ("country", "adm1", "continent", "region"):
        return container.endswith(".") and fold(container) not in ("us", "uk", "uae")
    return True


@cache
def _containers() -> dict[str, frozenset[str]]:
    out: dict[str, set[str]] = {}
    for r in countries.table("provinces.csv"):
        for name in (r["name"], *r["names"].split(";")):
            if name:
                out.setdefault(fold(name), set()).add(r["admin1"])
    for phrase, sort, code in countries.words():
        if sort == "name":
            out.setdefault(fold(phrase), set()).add(code)
    return {k: frozenset(v) for k, v in out.items()}


# US postal codes.
_POSTAL = frozenset({
    r["admin1"] for r in countries.table("provinces.csv") if r["country"] == "USA"
})  # fmt: skip


def container_code(text: str) -> frozenset[str]:
    """Codes of the province or country a text names: "Calif.", "TX", "France"."""
    if text in _POSTAL:
        return frozenset({text})
    return _containers().get(fold(text), frozenset())


def person_words(parse: Parse) -> frozenset[str]:
    """Keys of the words of personal names of two words or more: "Jordan Smith" gives both."""
    out: set[str] = set()
    run: list[Token] = []
    for t in (*parse.tokens, None):
        inside = t is not None and t.entity == "PERSON" and not (t.entity_start and run)
        if inside and t is not None:
            run.append(t)
            continue
        if len(run) > 1:
            out.update(fold(x.text) for x in run if len(x.text) > 2)
        run = [t] if t is not None and t.entity == "PERSON" else []
    return frozenset(out)


def acting(parse: Parse, toponyms: Sequence[Toponym]) -> frozenset[str]:
    """Names of small towns that do somewhere in the text what only persons do, and stand nowhere
    behind a word for a place: "Noma said", "Tyler's attorney", "8-year-old Ava", "Harden, who"."""
    persons: set[str] = set()
    placed: set[str] = set()
    for t in toponyms:
        size = _size(t.candidates[0])
        if t.last - t.first > 1 or size > 2:
            continue
        before = _before(parse, t.first)
        if (before is not None and before.lower in _IN) or followed_by_container(parse, t):
            placed.add(t.key)
        elif _human(parse, t) or (size < 2 and _acts(parse, parse.tokens[t.first])):
            persons.add(t.key)
    return frozenset(persons - placed)


def _human(parse: Parse, t: Toponym) -> bool:
    """ "8-year-old Ava", "Harden, who": an age in front, or "who" behind."""
    behind = [x.lower for x in parse.tokens[t.last : t.last + 2]]
    before = "".join(x.lower for x in parse.tokens[max(0, t.first - 3) : t.first])
    return "who" in behind[:1] or behind == [",", "who"] or before.endswith(("yearold", "year-old"))


def _acts(parse: Parse, token: Token) -> bool:
    """Whether a name has kin, or says or feels something."""
    head = parse.tokens[token.head]
    if token.dep == "poss":
        return head.lemma in words("person_noun")
    return token.dep == "nsubj" and head.lemma in words("person_verb")


def _beside_kept(
    parse: Parse, found: list[Toponym], doubtful: list[Toponym], people: frozenset[str]
) -> list[Toponym]:
    """Doubtful names coordinated with a kept one: "Pullman and Lewiston sent crews"."""
    ends = {t.last for t in found}
    starts = {t.first for t in found}
    out: list[Toponym] = []
    for t in (*doubtful, *reversed(doubtful)):
        before = [x.lower for x in parse.tokens[max(0, t.first - 2) : t.first]]
        after = [x.lower for x in parse.tokens[t.last : t.last + 2]]
        joined = (
            (before[-1:] in ([","], ["and"]) and t.first - 1 in ends)
            or (before == [",", "and"] and t.first - 2 in ends)
            or (after[:1] in ([","], ["and"]) and t.last + 1 in starts)
            or (after == [",", "and"] and t.last + 2 in starts)
        )
        if joined and t.key not in people and t not in out:
            out.append(t)
            ends.add(t.last)
            starts.add(t.first)
    return out


def _counties(parse: Parse, gazetteer: Gazetteer, found: list[Toponym]) -> list[Toponym]:
    """ "Hempstead and Howard counties": each name with "County" added."""
    out: list[Toponym] = []
    for token in parse.tokens:
        if token.lower != "counties":
            continue
        i = token.i - 1
        while i >= 0 and parse.tokens[i].sentence == token.sentence:
            word = parse.tokens[i]
            if word.text[0].isupper():
                first = i
                while first > 0 and parse.tokens[first - 1].text[0].isupper():
                    first -= 1
                span = span_of(parse, first, i + 1)
                key = fold(f"{span.of(parse.text)} county")
                places = gazetteer.find_keys((key,)).get(key, ())
                if places:
                    clash = [t for t in found if t.first <= i and first < t.last]
                    for t in clash:
                        found.remove(t)
                    out.append(Toponym(first, i + 1, span, key, places, certain=True))
                i = first - 1
            elif word.text == "," or word.lower == "and":
                i -= 1
            else:
                break
    return out


# ---------------------------------------------------------------------- 4. unknown names


def unknown(parse: Parse, found: list[Toponym], people: frozenset[str]) -> list[Toponym]:
    """Entities the parser calls places that no found name overlaps."""
    taken = {i for t in found for i in range(t.first, t.last)}
    out: list[Toponym] = []
    i, n = 0, len(parse.tokens)
    while i < n:
        if parse.tokens[i].entity not in _PLACE_LABELS:
            i += 1
            continue
        j = i + 1
        while (
            j < n
            and parse.tokens[j].entity == parse.tokens[i].entity
            and not (parse.tokens[j].entity_start)
        ):
            j += 1
        first, last = i, j
        while first < last and parse.tokens[first].lower in ("the", "a"):
            first += 1
        while last > first and not parse.tokens[last - 1].text[0].isalpha():
            last -= 1
        while last > first and parse.tokens[last - 1].lower in ("'s", "’s"):
            last -= 1
        if first < last and not taken & set(range(first, last)):
            span = span_of(parse, first, last)
            key = fold(span.of(parse.text))
            named = parse.tokens[first].text[0].isupper() and "\n" not in span.of(parse.text)
            named = named and (last == n or parse.tokens[last].lower not in _DISEASES)
            if key and named and key not in people and key not in _STOP:
                out.append(Toponym(first, last, span, key, ()))
        i = j
    return out


# ---------------------------------------------------------------------- 5. demonyms


@cache
def adjectives() -> dict[str, str]:
    out = {fold(r["adjective"]): fold(r["place"]) for r in countries.table("adjectives.csv")}
    for phrase, sort, code in countries.words():
        if sort == "demonym":
            out.setdefault(fold(phrase), fold(countries.name(code)))
    return out


def demonyms(parse: Parse, gazetteer: Gazetteer, found: list[Toponym]) -> list[Toponym]:
    """Adjectives and inhabitants' names of countries and regions."""
    taken = {i for t in found for i in range(t.first, t.last)}
    known, tokens = adjectives(), parse.tokens
    out: list[Toponym] = []
    i = 0
    while i < len(tokens):
        step = 1
        capital = i not in taken and tokens[i].text[0].isupper()
        for last in (i + 2, i + 1) if capital else ():
            if last > i + 1 and not _two_words(parse, i):
                continue
            end = tokens[last - 1]
            name = known.get(fold(parse.text[tokens[i].start : end.end]))
            if name is None or not end.text.isalpha() or last - 1 in taken:
                continue
            places = gazetteer.find_keys((name,)).get(name, ())
            span = span_of(parse, i, last)
            out.append(Toponym(i, last, span, name, places[:1], "demonym"))
            step = last - i
            break
        i += step
    return out


def _two_words(parse: Parse, i: int) -> bool:
    """Whether a capitalised word follows in the same sentence."""
    if i + 1 >= len(parse.tokens):
        return False
    after = parse.tokens[i + 1]
    return after.text[0].isupper() and after.sentence == parse.tokens[i].sentence
