"""Common nouns → the name they stand for in the text.

1. "A spokesman for Holm" speaks for whomever Holm speaks for.
2. "The company", "the paper", "the director", "a statement" without a name: a body with that word
   in its name or beside it, else the one of that sort named last, where it acts before where it
   only tells whose thing something is.
3. "Officials" without a country: of the country of the town that was harmed, of the state body
   named just before, else of the country that the passage speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.annotate.names.lands import Spoken, country_of, spoken, struck
from dateline.annotate.names.weigh import COUNTRIES, Phrase
from dateline.model import Parse
from dateline.reference import authorities
from dateline.reference.authorities import name_words


def nouns(parse: Parse, found: tuple[Phrase, ...], lands: Spoken) -> tuple[Phrase, ...]:  # 3.
    out: list[Phrase] = []
    spoke: dict[str, Phrase | None] = {}
    for p in found:
        if p.subject:
            ident = _speaks_for(p.subject, found)
            rule = "speaks for a person"
            sort = "person" if p.person else "role"
            out.append(replace(p, authority=ident, sort=sort, anonymous=None, rule=rule))
            continue
        both = _several(parse, p, found)
        if both is not None:
            out.append(both)
            continue
        wanted = p.noun is not None and (p.authority or "").startswith("anonymous:")
        meant = _meant(parse, p, out) if wanted or (p.person and p.noun) else None
        if p.anonymous == "media" and p.name.lower() == "report" and not p.person:
            meant = _report(parse, p, out)
        if p.authority == "UNO" and p.name.lower().endswith("agency") and p.person is None:
            own = (b for b in reversed(out) if (b.authority or "").startswith("UNO:"))
            meant = next(own, None)  # "the United Nations agency"
        if meant is None and wanted and p.noun in _OFFICIALS and not p.person:
            meant = _officials(parse, p, found, out, lands)
        if p.person and p.noun:  # one person speaks for one body all through the text
            meant = spoke.setdefault(p.person, meant) or meant
        if meant is None or (p.person and p.authority and not wanted):
            out.append(_nobody(p))
            continue
        if (p.noun or "").startswith("secretary") and meant.authority == "UNO":
            meant = replace(meant, authority="UNO:SG")
        rule = f"{p.rule}; the name before it in the text"
        sort = "person" if p.person else "role"
        out.append(
            replace(
                p, authority=meant.authority, country=meant.country, sort=sort, anonymous=None,
                rule=rule,
            )
        )  # fmt: skip
    return tuple(out)


_COUNTS = {"two": 2, "both": 2, "three": 3}
_MANY = frozenset({"countries", "nations", "states", "governments", "capitals"})


def _several(parse: Parse, p: Phrase, found: tuple[Phrase, ...]) -> Phrase | None:
    """ "The two countries", "both governments": as many governments as are counted, of the
    countries named last before, else first behind, within two sentences."""
    words = [t.lower for t in parse.tokens[max(0, p.first - 2) : p.last]]
    count = next((_COUNTS[w] for w in words if w in _COUNTS), None)
    if count is None or words[-1] not in _MANY or p.person:
        return None
    here = parse.tokens[p.first].sentence
    near = [
        q for q in found
        if q.sort == "country" and q.country and abs(here - parse.tokens[q.first].sentence) <= 2
    ]  # fmt: skip
    before = [q.country or "" for q in reversed(near) if q.first < p.first]
    after = [q.country or "" for q in near if q.first > p.first]
    for lands in (before, after):
        meant = list(dict.fromkeys(lands))
        if len(meant) == count or (len(meant) > count and lands is before):
            ids = sorted(authorities.state_body(c, "GOV").id for c in meant[:count])
            rule = "as many countries as are counted, of those named"
            return replace(p, sort="role", authority="+".join(ids), anonymous=None, rule=rule)
    return None


def _of_others(parse: Parse, p: Phrase) -> bool:
    """ "Officials from aid agencies": whose they are is said, in words that name no body."""
    after = parse.tokens[p.last] if p.last < len(parse.tokens) else None
    return after is not None and after.lower in ("from", "at", "of", "with")


def _report(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Whose "the report" is: the paper's named just before, else the body's that spoke last."""
    if not p.first or parse.tokens[p.first - 1].lower != "the":
        return None
    here = parse.tokens[p.first].sentence
    near = [
        b for b in reversed(before)
        if b.authority and _is_body(b.authority) and here - parse.tokens[b.first].sentence <= 2
        and b.sort in ("body", "role", "person")
    ]  # fmt: skip
    papers = [b for b in near if (b.authority or "").startswith("outlet:")]
    subjects = [b for b in near if _acts(parse, b)]
    return next(iter(papers or subjects or near), None)


_OFFICIALS = frozenset({"official", "officials"})


def _officials(
    parse: Parse, p: Phrase, found: tuple[Phrase, ...], before: list[Phrase], lands: Spoken
) -> Phrase | None:
    """ "Officials" without a country: of the state body named just before, else of the country
    that the passage speaks of; none where the words name an employer that is no state."""
    employed = any(t.tag in ("NN", "NNP") for t in parse.tokens[p.first : p.core - 1])
    if _of_others(parse, p) or ((p.core < p.last or employed) and not p.place):
        return None
    k = next(i for i, q in enumerate(found) if q.first == p.first)
    scene = struck(parse, found, k)
    if scene is not None:
        ident = authorities.state_body(scene, "LOC" if p.place else "GOV").id
        return replace(p, authority=ident, country=scene)
    here = parse.tokens[p.first].sentence
    for b in reversed(before):
        if here - parse.tokens[b.first].sentence > 1:
            break
        state = b.sort == "body" and b.authority and _is_state(b.authority)
        if state and b.person is None and "+" not in (b.authority or "") and not p.place:
            return _civil(b)
    if not p.place and not any(b.sort == "country" for b in before):
        only = [b for b in before if b.sort == "body" and b.authority and _is_state(b.authority)]
        if only and len({b.authority for b in only}) == 1:
            return only[0]
    told = spoken(parse, found) or lands
    country = country_of(parse, found, k, told, len(told) or 1)
    if country is None:
        return None
    ident = authorities.state_body(country, "LOC" if p.place else "GOV").id
    return replace(p, authority=ident, country=country)


def _civil(b: Phrase) -> Phrase:
    """The government of a state whose army was named: its officers are no "officials"."""
    if not b.country or (b.authority or "").split(":")[-1] not in ("MIL", "JCS"):
        return b
    return replace(b, authority=authorities.state_body(b.country, "GOV").id)


def _speaks_for(subject: str, found: tuple[Phrase, ...]) -> str:
    """The authority of the person that a spokesman or a statement speaks for."""
    if subject.endswith(" campaign"):
        return f"party:{authorities.slug(subject)}"
    owner = next((q for q in found if q.person and _names(q.person, subject)), None)
    if owner is not None and owner.authority and not _unnamed(owner):
        return owner.authority
    whole = owner.person if owner is not None and owner.person else subject
    return f"person:{authorities.slug(whole)}"


def _nobody(p: Phrase) -> Phrase:
    """A named person never has the id of unnamed people."""
    if p.person and (p.authority or "").startswith("anonymous:"):
        return replace(p, authority=None)
    return p


def _names(whole: str, part: str) -> bool:
    return whole == part or part in whole.split() or whole.endswith(f" {part}")


def _meant(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:  # 2.
    noun = p.noun or ""
    here = parse.tokens[p.first].sentence
    if not _is_definite(parse, p):
        return None
    if noun.startswith("official") and _of_others(parse, p):
        return _firm_named(parse, p, before)
    if noun.startswith("official"):
        officials = (b for b in reversed(before) if "official" in (b.role, _SORTS.get(b.sort)))
        return _near(parse, (b for b in officials if _is_public(b.authority)), here, 4)
    if noun in COUNTRIES:
        land = _near(parse, (b for b in reversed(before) if b.sort == "country"), here, 4)
        states = (b for b in reversed(before) if b.country and _is_state(b.authority or ""))
        body = _near(parse, states, here, 2) if land is None else None
        if body is not None and body.country:
            ident = authorities.state_body(body.country, "GOV").id
            land = replace(body, authority=ident, person=None)
        return land
    if noun == "campaign":
        ran = (b for b in reversed(before) if (b.authority or "").endswith("-campaign"))
        return next(ran, None)
    word = noun.split()[-1]
    again = _same_noun(parse, p, before)
    if again is not None:
        return again
    bodies = [
        b for b in reversed(before) if b.authority and _is_body(b.authority)
        and (_by_name(b) or (b.person is None and _is_named(parse, b)))
    ]  # fmt: skip
    for b in bodies:
        surface = (t.lower for t in parse.tokens[b.first : b.last] if t.text[:1].isupper())
        if word in b.name.lower().split() or word in surface or word == b.called:
            return b
    if word in ("author", "co-author"):
        return next((b for b in bodies if b.sort == "role" and _studies(parse, b)), None)
    if p.anonymous in ("experts", "researchers"):
        return None
    if noun.startswith("spokes"):
        return _near(parse, _spoke(parse, before), here, 3)
    if noun in _PAPERS:
        issuer = _issuer(parse, p, before)
        named = (b for b in reversed(before) if b.authority and not b.noun and not _unnamed(b))
        return issuer or _near(parse, named, here, 2)
    if p.name.lower().endswith(("official", "officials")):
        bodies = [b for b in bodies if _is_public(b.authority)]
    if word in name_words("private body") or p.person:
        bodies = [b for b in bodies if not _is_state(b.authority or "")]
    return _fitting(parse, noun, bodies, here)


_PAPERS = frozenset({
    "statement", "letter", "release", "press release", "news release", "memo", "document",
    "documents", "message", "email",
})  # fmt: skip
_SORTS = {"role": "official"}


def _same_noun(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """What the same noun meant just before, unless another body has acted since."""
    if p.noun not in name_words("nameless body") or p.person:
        return None
    here = parse.tokens[p.first].sentence
    for b in reversed(before):
        if here - parse.tokens[b.first].sentence > 3:
            return None
        if b.noun == p.noun and b.authority and not _unnamed(b) and b.person is None:
            return b
        if b.authority and _is_body(b.authority) and _is_named(parse, b) and _acts(parse, b):
            return None
    return None


def _fitting(parse: Parse, noun: str, bodies: list[Phrase], here: int) -> Phrase | None:
    """The nearest body of the sort that a noun means: a paper, a party, or neither."""
    near = [b for b in bodies if here - parse.tokens[b.first].sentence <= 4]
    often = Counter(b.authority for b in bodies)
    near.sort(key=lambda b: _distance(parse, b, here) - 0.25 * min(often[b.authority], 4))
    sorts = ("outlet:",) if noun in name_words("paper") else ()
    sorts = ("party:",) if noun in ("party", "campaign") else sorts
    if sorts:
        own = next((b for b in near if (b.authority or "").startswith(sorts)), None)
        if own is not None or noun not in ("network", "channel", "website", "magazine"):
            return own
    others = (b for b in near if not (b.authority or "").startswith(("outlet:", "party:")))
    return next(others, None)


def _near(parse: Parse, found: Iterable[Phrase], here: int, back: int) -> Phrase | None:
    """The first of some phrases that stands no more than `back` sentences before."""
    return next((b for b in found if here - parse.tokens[b.first].sentence <= back), None)


def _is_definite(parse: Parse, p: Phrase) -> bool:
    """Whether a noun can mean what was named before: "the company", "its", "a spokesman"."""
    noun = p.noun or ""
    return (
        p.person is not None
        or noun in ("statement", "report", "official", "officials", "release", "press release")
        or (noun.startswith("spokes") and not _of_others(parse, p))
        or _behind_all(parse, p.first) in ("the", "its", "their")
        or p.name.lower().startswith(f"{noun} ")  # "agency officials"
    )


def _is_named(parse: Parse, b: Phrase) -> bool:
    return b.sort == "body" or (b.sort == "name" and _acts(parse, b))


def _unnamed(b: Phrase) -> bool:
    return (b.authority or "").startswith("anonymous:")


def _spoke(parse: Parse, before: list[Phrase]) -> Iterator[Phrase]:
    """Bodies and officers that can have a spokesman, the last first."""
    for b in reversed(before):
        ident = b.authority or ""
        speaks = b.person is None and (b.sort == "role" or _is_named(parse, b))
        if ident and speaks and _is_body(ident) and not ident.startswith("outlet:"):
            yield b


def _studies(parse: Parse, b: Phrase) -> bool:
    """ "Researchers at the University of Elmswick": whose the study is that others speak of."""
    kinds = (authorities.anonymous(t.text) for t in parse.tokens[b.first : b.core])
    return "researchers" in kinds


def _firm_named(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Whose "officials with the Canadian branch" are: the firm's named last."""
    after = [t.lower for t in parse.tokens[p.last : p.last + 5]]
    if not any(w in name_words("branch") for w in after):
        return None
    firms = (b for b in reversed(before) if (b.authority or "").startswith("org:"))
    return next((b for b in firms if b.sort in ("body", "role")), None)


def _distance(parse: Parse, b: Phrase, here: int) -> float:
    """How far back a body was named, in sentences; less so where it acts."""
    aside = 0.0 if _acts(parse, b) else 1.2 if _modifies(parse, b) else 0.7
    aside += 0.6 if aside and parse.tokens[b.first].sentence == here else 0.0
    return here - parse.tokens[b.first].sentence + aside


def _modifies(parse: Parse, b: Phrase) -> bool:
    """Whether a name only tells whose thing something is: "twenty new Boeing jets"."""
    end = parse.tokens[b.last - 1]
    return end.dep in ("compound", "nmod") and not b.first <= end.head < b.last


def _by_name(b: Phrase) -> bool:
    """A role or a person with the body named in the same words: "Boeing spokesman Jens Holm"."""
    named = "a body that " in b.rule and "the text;" not in b.rule
    return named and b.sort in ("role", "person") and "+" not in (b.authority or "")


def _behind_all(parse: Parse, first: int) -> str:
    """The word before all that modifies a noun: "the Oslo-based firm", "the luxury airline and
    casino company"."""
    k = first - 1
    while k > 0 and first - k < 12 and parse.tokens[k].sentence == parse.tokens[first].sentence:
        t = parse.tokens[k]
        joins = t.text in (",", "-", "/") or t.lower in ("and", "&", "amp", "based", "owned")
        if not joins and (t.pos not in ("NOUN", "PROPN", "ADJ", "NUM", "ADV", "VERB") or (
            t.pos == "VERB" and t.tag not in ("VBN", "VBG")
        )):  # fmt: skip
            break
        k -= 1
    return parse.tokens[k].lower if k >= 0 else ""


def _issuer(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Who "issued a statement": the subject of the verb whose object the paper is."""
    for t in parse.tokens[p.first : p.last]:
        if t.dep == "dobj" and not p.first <= t.head < p.last:
            subjects = {k.i for k in parse.kids(t.head, "nsubj")}
            for b in before:
                named = b.authority and not b.authority.startswith("anonymous:")
                if named and any(b.first <= i < b.last for i in subjects):
                    return b
    return None


def _acts(parse: Parse, p: Phrase) -> bool:
    """Whether an unknown name does something: titles and events seldom do."""
    return any(t.dep == "nsubj" for t in parse.tokens[p.first : p.last])


def _is_state(ident: str) -> bool:
    return len(ident.split(":")[0]) == 3 and ident[:3].isupper() and ident[:3] not in ("UNO", "EUR")


def _is_public(ident: str | None) -> bool:
    """Whether an id is a state's or an international body's: only these have "officials"."""
    private = ("org:", "outlet:", "party:", "person:", "anonymous:", "group:")
    return ident is not None and not ident.startswith(private)


def _is_body(ident: str) -> bool:
    return not ident.startswith(("anonymous:", "person:"))
