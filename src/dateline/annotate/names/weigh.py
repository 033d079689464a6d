"""Items of one noun phrase → who it stands for as far as its own words tell.

1. A body with a name outranks an office, an office with a country outranks a noun for unnamed
   people. A party is outranked by an office ("Labour MP" speaks in parliament).
2. Offices of a region or city are local government, whatever their title ("the Texas governor").
3. "Official", "spokesman", "director", "statement" speak for the body, organisation, country or
   person beside them; "experts", "residents" speak for themselves.
4. A former office gives nobody a body.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from dateline.annotate.names.items import Item
from dateline.model import Parse
from dateline.reference import authorities, countries, given_names
from dateline.reference.authorities import Office, name_words


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, tokens [first, last), with what its words give.

    `core` ends the phrase without prepositions; `office` is kept where its country is not given;
    `noun` is a common noun for a body ("company") or for its people ("director", "statement") that
    the text has to name; `subject` a person spoken for; `place` says that the words name a place
    of unknown country ("officials in Elmswick"); `called` is the noun set beside the name of a body
    ("Elm Lines, a shipping company").
    """

    first: int
    last: int
    core: int
    sort: str
    name: str
    person: str | None = None
    authority: str | None = None
    country: str | None = None
    office: Office | None = None
    role: str | None = None
    former: bool = False
    anonymous: str | None = None
    noun: str | None = None
    subject: str | None = None
    place: bool = False
    beside: tuple[Item, ...] = ()
    called: str | None = None
    rule: str = ""

    @property
    def bare(self) -> bool:
        """A person of whom the words give nothing but the name."""
        return self.authority is None and self.role is None and self.office is None

    @property
    def gives(self) -> bool:
        """Whether it can say of a person beside it what they are."""
        return self.sort in ("role", "body", "group") and self.person is None


SPEAKING = frozenset({"official", "executive", "document", "experts", "researchers", "record"})
COUNTRIES = frozenset({"country", "nation", "kingdom", "republic"})
_ARMS = re.compile(r"\b(?:missile|nuclear|rocket|weapons?|bomb|satellite)s?\b", re.IGNORECASE)
_LOCAL = frozenset({"GOV", "HOS", "HOG", "AGY", "MOI", "MOF", "MOH"})
_WEAK = frozenset({"GOV", "AGY"})


def weigh(parse: Parse, base: list[Item], after: list[Item], first: int) -> Phrase:
    """The phrase of `base` (the noun phrase) and `after` (its prepositional items)."""
    last, core = (after or base)[-1].last, base[-1].last
    base = [x for x in base if not _foreign(parse, x)] or base
    after = [x for x in after if not _foreign(parse, x)]
    base = [_acronym(x, y) for x, y in itertools.zip_longest(base, base[1:])]
    people = [x for x in base if x.kind == "person"]
    person = people[-1] if people and people[-1] is base[-1] else None
    before = parse.tokens[first:core]
    former = any(
        t.lower in ("former", "ex", "retired")
        or (t.lower in ("ousted", "late") and t.dep == "amod")
        for t in before
    )
    words = " ".join(parse.text[before[0].start : parse.tokens[last - 1].end].split())
    lands = tuple(x for x in (*base, *after) if x.kind == "country")
    out = Phrase(first, last, core, "role", words, former=former, beside=lands)
    if not person and people and base[-1].code in SPEAKING:
        out = replace(out, subject=people[-1].words)
    if person is not None:
        out = replace(out, subject=_owner(base, person))
    after = [_firm(base[-1], x) for x in after]
    if person is None and base[-1].code in SPEAKING:
        spoken = next((x for x in after if x.kind == "person"), None)
        out = replace(out, subject=spoken.words) if spoken else out
    found = _body_of(parse, out, base, after, person)
    spoken_for = found.authority is not None and not found.authority.startswith("anonymous:")
    if found.subject and (spoken_for or found.office):
        found = replace(found, subject=None)
    led = base[-1].kind == "anonymous" and base[-1].code in ("official", "executive")
    if former and (person or found.role or led):  # 4.
        role = f"former {found.role}" if found.role else "former"
        found = replace(found, role=role, authority=None, rule="a former office")
        if person is None:
            found = replace(found, authority="anonymous:official", office=None)
    if person is None:
        return found
    return replace(found, sort="person", name=person.words, person=person.words)


_FOREIGN = frozenset({
    "based", "backed", "born", "trained", "educated", "allied", "aligned", "sponsored", "funded",
    "supported", "style", "registered", "headquartered",
})  # fmt: skip


def _foreign(parse: Parse, x: Item) -> bool:
    """ "The UK-based monitor", "Iranian-backed fighters": no country of theirs."""
    if x.kind not in ("country", "place", "where", "name"):
        return False
    hyphen = x.last + 1 < len(parse.tokens) and parse.tokens[x.last].text in ("-", "\u2011")
    return hyphen and parse.tokens[x.last + 1].lower in _FOREIGN


def _acronym(x: Item, after: Item | None) -> Item:
    """ "IRENA director Holm": capitals before a title are a body, whatever it is."""
    titled = (
        after is not None and after.first == x.last and (after.office or after.code in SPEAKING)
    )
    acronym = x.kind == "name" and x.words.isupper() and 1 < len(x.words) < 8
    return replace(x, kind="org") if titled and acronym else x


def _firm(head: Item, x: Item) -> Item:
    """ "The chairman of Marlow Elmswick": what has a chairman is no person, whatever its tag."""
    several = x.kind == "person" and " " in x.words and x.first - head.last == 1
    if head.code != "executive" or not several or given_names.gender(x.words) is not None:
        return x
    return replace(x, kind="org")


def _owner(base: list[Item], person: Item) -> str | None:
    """Whom "Holm's spokesman Lind" speaks for."""
    if len(base) < 3 or base[-2].code not in ("official", "executive"):
        return None
    owners = [x for x in base[:-2] if x.kind in ("person", "name")]
    if not owners or owners[-1] is person:
        return None
    campaign = base[-2].words.lower().startswith("campaign")
    return f"{owners[-1].words.split()[-1]} campaign" if campaign else owners[-1].words


def _body_of(
    parse: Parse, out: Phrase, base: list[Item], after: list[Item], person: Item | None
) -> Phrase:
    everything = [*base, *after]
    office, kind = _head(parse, base, after)
    lands = _lands(everything)
    out = replace(
        out, country=lands[0] if lands else None, role=office.role if office else None,
        anonymous=kind,
    )  # fmt: skip
    nouns = [x.words.lower() for x in base if x.kind == "anonymous"]
    if nouns and nouns[-1] == "party" and len(base) > 1 and base[-2].kind in ("name", "org"):
        ident = f"party:{authorities.slug(base[-2].words)}-party"
        return replace(out, sort="body", authority=ident, anonymous=None, rule="a party")
    if kind == "campaign" and len(base) > 1:
        return _campaign(out, base)
    joint = _joint(out, after) if kind == "document" and person is None else None
    if joint is not None:
        return joint
    speaking = kind in SPEAKING and nouns[-1:] != ["watchers"]
    open_ = (
        kind is None or speaking or person is not None or _apposed(base)
        or (bool(nouns) and nouns[-1] in name_words("report")) or _publication(base, nouns)
        or _called(base, nouns) or _employed(parse, base, after, nouns)
    )  # fmt: skip
    body = _speaking_body(base, after, office, kind, person)  # 1.
    own = body is not None and body in base and not _lands(base)  # "the UN's envoy for Chad"
    if body is not None and open_ and (own or not (office and office.code == "MFA" and lands)):
        return _of_body(out, base, body, bool(kind or office), nouns, lands)
    printed = None if body is not None or office is not None else _printed(parse, after, nouns)
    if printed is not None:
        return _of_org(out, printed, None, "media", lands)
    if _publication(base, nouns):
        return _of_org(out, replace(base[-2], kind="org"), office, kind, [])
    issued = kind == "document" and len(base) > 1 and base[-2].last == base[-1].first
    if issued and base[-2].kind == "name" and office is None:  # "a Merriweather press release"
        return _of_org(out, replace(base[-2], kind="org"), office, kind, lands)
    org = None if kind in _PRIVATE_PEOPLE else _first_org(base, after, office)
    if org is not None and open_:
        told = bool(nouns) and nouns[-1] in name_words("report")
        return _of_org(out, org, office, None if told else kind, lands)
    if office is not None:
        sending = _sending(parse, everything, office)
        return _of_office(parse, out, everything, office, sending or lands)
    weapons = nouns[-1:] in (["test"], ["tests"]) and _ARMS.search(out.name) is not None
    if weapons or (kind == "record" and not lands):
        return replace(out, sort="title", authority=None, anonymous=None)
    if kind is not None:
        return _of_noun(parse, out, base, everything, kind)
    return _plain(parse, out, base[-1])


def _head(parse: Parse, base: list[Item], after: list[Item]) -> tuple[Office | None, str | None]:
    """The office of a phrase and its kind of unnamed people: of what heads it, not of what only
    stands before a title ("FAO team leader")."""
    office = _office(parse, base)
    if office is None and not _runs_for_it(base):
        office = _office(parse, after)
    kind = next((x.code for x in reversed(base) if x.kind == "anonymous"), None)
    titles = [x for x in base if x.kind in ("office", "anonymous")]
    if len(titles) > 1 and titles[-1].office is not None and titles[-2].kind == "anonymous":
        private = titles[-2].words.lower() in name_words("nameless body")
        leads = titles[-1].words.lower() == "leader" and titles[-2].last == titles[-1].first
        if leads or private:
            return None, "executive"  # "a union leader", "the company's vice president"
        return office, None
    return office, kind


def _runs_for_it(base: list[Item]) -> bool:
    """ "The candidate for governor": who runs for an office does not hold it."""
    last = base[-2:] if base[-1].kind == "person" else base[-1:]
    return any(x.words.split()[-1].lower() in name_words("runs for it") for x in last)


def _speaking_body(
    base: list[Item],
    after: list[Item],
    office: Office | None,
    kind: str | None,
    person: Item | None,
) -> Item | None:
    """The body with a name that a phrase speaks for. A member of a party speaks for it only as its
    leader, officer or spokesman."""
    body = _first_body([*base, *after], office)
    led = kind in ("official", "executive") or (office is not None and office.role == "leader")
    heads = office is not None and office.role in ("minister", "president", "local official")
    if body is None and heads:  # "the publicity secretary of the Elm Party"
        body = next((x for x in after if x.kind == "body" and x.code.startswith("party:")), None)
        led = led or body is not None
    member = body is not None and person is not None and body.code.startswith("party:")
    return None if member and not led else body


def _of_body(
    out: Phrase, base: list[Item], body: Item, titled: bool, nouns: list[str], lands: list[str]
) -> Phrase:
    assert body.entry is not None and body.entry.body is not None
    row = body.entry.body
    foreign = bool(lands and row.country and row.country not in lands)
    if foreign and row.serves:  # "Japan's MoD": a common word for such a body, not this one
        row = authorities.state_body(lands[0], row.serves)
    row = _national(base, body, row)
    sort = "role" if titled and body is not base[-1] else "body"
    chief = row.id == "UNO" and nouns[-1:] and nouns[-1].startswith("secretary")
    return replace(
        out, sort=sort, name=out.name if titled else row.name,
        authority="UNO:SG" if chief else row.id,
        country=row.country or out.country, rule="a body that bodies.csv names",
    )  # fmt: skip


def _printed(parse: Parse, after: list[Item], nouns: list[str]) -> Item | None:
    """The paper in "an article in the Elmswick Journal"."""
    printed = [
        x for x in after if x.kind in ("org", "name")
        or (x.kind == "where" and " " in x.words and parse.tokens[x.first].entity != "GPE")
    ]  # fmt: skip
    if nouns[-1:] not in (["report"], ["article"]) or not printed:
        return None
    at = parse.tokens[after[0].first - 1]
    at = parse.tokens[at.i - 1] if at.pos == "DET" else at
    issue = at.lower == "of" and parse.tokens[at.i - 1].lower in ("issue", "edition")
    return replace(printed[0], kind="org") if at.lower == "in" or issue else None


_ABROAD = re.compile(
    r"embass|consul|ambassador|high commission|envoy|attach|mission", re.IGNORECASE
)


def _sending(parse: Parse, items: list[Item], office: Office) -> list[str]:
    """Whose an embassy or envoy is, not where: "the Indian embassy in Oslo"."""
    if office.code != "MFA" or not any(_ABROAD.search(x.words) for x in items if x.office):
        return []
    return _lands([
        x for x in items
        if _before_the(parse, x) not in ("in", "to", "at", "for")
    ])  # fmt: skip


def _before_the(parse: Parse, x: Item) -> str:
    """The word before an item and its article: "to" in "to the Holy See"."""
    i = x.first - 1
    if i > 0 and parse.tokens[i].pos == "DET":
        i -= 1
    return parse.tokens[i].lower if i >= 0 else ""


def _joint(out: Phrase, after: list[Item]) -> Phrase | None:
    """ "A joint statement by the WHO, Oxfam and the African Union": of all of them."""
    ids = [
        x.code if x.kind == "body" else org_id(x.words)
        for x in after if x.kind in ("body", "org")
    ]  # fmt: skip
    if len(ids) < 2 or len(ids) != len(after):
        return None
    rule = "a statement of several bodies"
    return replace(
        out, sort="role", authority="+".join(sorted(set(ids))), anonymous=None, rule=rule
    )


def _national(base: list[Item], body: Item, row: authorities.Body) -> authorities.Body:
    """ "The Belgian Red Cross": a society of its own, by the name it goes by."""
    before = next((x for x in base if x.last == body.first and x.kind == "country"), None)
    if before is None or row.country or not row.id.startswith("org:"):
        return row
    words = f"{before.words} {body.words}"
    return replace(row, id=f"org:{authorities.slug(words)}", country=before.code, name=words)


def _campaign(out: Phrase, base: list[Item]) -> Phrase:
    """ "The Trump campaign", "Clinton's campaign": the candidate's, by surname."""
    owner = next((x for x in reversed(base[:-1]) if x.kind != "title"), base[0])
    words = owner.words.split()[-1]
    ident = f"party:{authorities.slug(words)}-campaign"
    return replace(out, authority=ident, anonymous=None, rule="a candidate's campaign")


def _apposed(base: list[Item]) -> bool:
    """ "the airline Ryanair": a noun with the name right behind it."""
    return base[-1].kind in ("org", "body") and len(base) > 1 and base[-2].kind == "anonymous"


def _publication(base: list[Item], nouns: list[str]) -> bool:
    """ "The Nation magazine", "the Associated Press news agency"."""
    noun = base[-1].kind == "anonymous" and base[-1].code == "media"
    noun = noun and nouns[-1] in name_words("publication")
    named = len(base) > 1 and base[-2].kind in ("org", "body", "name")
    return noun and named and base[-2].last == base[-1].first


def _employed(parse: Parse, base: list[Item], after: list[Item], nouns: list[str]) -> bool:
    """ "A physician at Elm Hospital": who works at a place with a name speaks for it."""
    if not nouns or not after or nouns[-1] not in name_words("employed"):
        return False
    at = parse.tokens[base[-1].last].lower if base[-1].last < len(parse.tokens) else ""
    return at in ("at", "with", "from") and after[0].kind in ("org", "body")


def _called(base: list[Item], nouns: list[str]) -> bool:
    """ "The UNHCR agency", "the Boeing company": a body with what it is behind its name."""
    return (
        len(base) > 1 and base[-1].kind == "anonymous" and nouns[-1] in name_words("nameless body")
        and base[-2].kind in ("body", "org") and base[-2].last == base[-1].first
    )  # fmt: skip


def _lands(items: list[Item]) -> list[str]:
    return [x.code for x in items if x.kind in ("country", "place")]


def _first_body(items: list[Item], office: Office | None) -> Item | None:
    found = [x for x in items if x.kind == "body"]
    if office is not None and office.role != "leader":  # 1.
        found = [x for x in found if not x.code.startswith("party:")]
    ranked = [x for x in found if not x.code.startswith("outlet:")] or found
    return ranked[-1] if ranked else None


def _school(x: Item) -> bool:
    words = x.words.lower().split()
    return bool({words[0], words[-1]} & {"university", "college", "hospital", "institute"})


def _grade(x: Item, base: list[Item]) -> bool:
    """Whether a capitalised run only opens a title: "Senior Solar Analyst"."""
    graded = x.words.split()[0].lower() in name_words("grade")
    return graded and any(y.first == x.last and y.kind in ("office", "anonymous") for y in base)


def _first_org(base: list[Item], after: list[Item], office: Office | None) -> Item | None:
    found = [x for x in base if x.kind == "org" and not _grade(x, base)]
    found = found or [x for x in after if x.kind == "org"]
    whole = next((x for x in found[1:] if _school(x)), None)
    if whole is not None and found[0].words.split()[0].lower() in name_words("part of a school"):
        found = [whole]  # "the Department of Bones at Elm University"
    if office is not None and office.role in ("minister", "leader"):
        return None
    strong = office is not None and office.code not in ("HOS", *_WEAK)
    last = next((x.words.lower() for x in reversed(base) if x.office), "")
    strong = strong and last not in name_words("private office")
    return None if strong or not found else found[0]


_PRIVATE_PEOPLE = frozenset({"supporters", "critics", "witness"})
"""Kinds of people that speak for no body beside them: "a Marlow Boats fan"."""


def _of_org(
    out: Phrase, org: Item, office: Office | None, kind: str | None, lands: list[str]
) -> Phrase:
    if lands and org.entry is None and org.words in out.name:
        beside = [x for x in out.beside if x.last == org.first]
        if beside:  # "Kenya Broadcasting Corporation": the country is part of the name
            org = replace(org, words=f"{beside[0].words} {org.words}")
    words = org.words.split()
    if not lands and len(words) > 2 and (first := countries.lookup(words[0])) is not None:
        lands = [first.code]
    if not lands and "of" in words[1:-1]:  # "the Lake Agency of Ghana"
        tail = " ".join(words[len(words) - words[::-1].index("of") :]).removeprefix("the ")
        entry = authorities.named(tail.removeprefix("Greater "))
        home = countries.lookup(tail)
        lands = [home.code] if home is not None else []
        if entry is not None and entry.kind == "place":
            lands = [entry.code]
        if lands and authorities.body_ending(tuple(words[: words.index("of")])) is not None:
            words = words[: words.index("of")]  # "the Municipal Corporation of Mumbai"
    local = org.entry is not None and org.entry.kind == "place"
    state = _is_state_body(words, bool(lands), local)
    country = org.code if local else out.country
    sort = "role" if (kind or office) and org.last != out.core else "body"
    name = org.words if sort == "body" else out.name
    out = replace(out, sort=sort, name=name, country=country, rule="a body that the text names")
    code = authorities.body_ending(tuple(words))
    if code is not None and not _outlet(words, kind):
        return _of_ending(out, code, country if local else next(iter(lands), None), local)
    if state and local:
        return replace(out, authority=f"{country}:LOC")
    if state and not _outlet(words, kind):
        plain = Office("AGY", "body", "agency")
        if lands:
            return replace(out, authority=authorities.state_body(lands[0], "AGY").id, office=plain)
        return replace(out, office=plain)
    return replace(out, authority=org_id(org.words, kind), anonymous=None)


_NATIONAL = ("national", "federal", "central")


def _is_state_body(words: list[str], beside: bool, local: bool) -> bool:
    """Whether the words of a name mean a body of a state or region: a ministry always, a board or
    commission beside a country, in the name of a region, or where it calls itself national."""
    low = [w.lower() for w in words]
    if low[0] in name_words("of many states"):
        return False
    if any(w in name_words("state body") for w in low):
        return True
    ends = name_words("state body beside a country")
    if beside and any(w in ends for w in low):
        return True
    return (local or low[0] in _NATIONAL) and low[-1] in ends


_KEPT = frozenset({"POL", "DIS", "JUD", "MOJ", "PAR", "LOC"})
"""Codes that bodies of a region or town have as those of a state do."""


def _of_ending(out: Phrase, code: str, country: str | None, local: bool) -> Phrase:
    """ "Elmswick Police", "Harrow County Sheriff's Office": the state's, whichever that is."""
    office = Office(code if code in _KEPT or not local else "LOC", "body", out.name.lower())
    ident = authorities.office_body(country, office).id if country else None
    rule = "a body by the last words of its name"
    if country is None:
        rule += ", its country not in the words"
    return replace(
        out, authority=ident, country=country, office=office, anonymous=None, noun=None, rule=rule
    )


def _outlet(words: list[str], kind: str | None) -> bool:
    aired = words[0].lower() in ("television", "radio", "tv")
    return (
        kind == "media"
        or aired
        or words[-1].lower() in name_words("outlet")
        or "Broadcasting" in words
    )


def org_id(name: str, kind: str | None = None) -> str:
    """The id of an organisation that no table knows, by the sort its words tell."""
    words = name.split()
    forms = name_words("legal form") if "Broadcasting" not in words else frozenset()
    while len(words) > 1 and words[-1].strip(".,").lower() in forms:
        if len(words) == 2 and words[0].lower() in name_words("utility"):
            break  # "the Water Corporation" is no Water
        words.pop()
    name = " ".join(words).rstrip(",")
    end = words[-1].lower()
    if words[0].lower() in ("parti", "partido", "partai", "partito"):
        return f"party:{authorities.slug(name)}"
    two = end == "campaign" and len(words) == 2
    if two or end in ("party", "democrats", "republicans"):
        prefix = "party"
    elif _outlet(words, kind):
        prefix = "outlet"
    else:
        prefix = "group" if end in name_words("armed group") else "org"
    return f"{prefix}:{authorities.slug(name)}"


_LOWER = re.compile(r"^(?:[Tt]he )?(?:state|county|city|district|province|town)(?:'s|’s) ")


def _regional(items: list[Item]) -> bool:
    """ "Maharashtra Animal Husbandry Minister": a region that opens an unknown name."""
    for x in items:
        if x.kind in ("org", "name"):
            first = authorities.named(x.words.split()[0])
            if first is not None and first.kind == "place":
                return True
    return False


def _of_office(
    parse: Parse, out: Phrase, items: list[Item], office: Office, lands: list[str]
) -> Phrase:
    code, words = office.code, out.name.lower()
    states = [x for x in items if x.kind == "country" and not x.words.endswith(" City")]
    local = bool(lands) or _regional(items) or _LOWER.search(out.name) is not None
    if not lands:  # "Superintendent of Boston Public Schools"
        lands = [x.code for x in items if x.kind == "org" and x.entry and x.entry.kind == "place"]
    schools = any(x.words.split()[-1].lower() in ("schools", "school") for x in items)
    if (local and not states and code in _LOCAL) or (schools and "superintendent" in words):  # 2.
        code = "LOC"
    nowhere = office.usual is None and not lands
    if code == "GOV" and office.role == "minister" and any(
        x.kind in ("org", "name") for x in items
    ):  # fmt: skip
        health = any("health" in x.words.lower().split() for x in items if x.kind != "body")
        told = next((_portfolio(parse, x) for x in items if x.office == office), "AGY")
        code = "MOH" if health else told
    office = replace(office, code=code)
    ids = [authorities.office_body(c, office).id for c in lands]
    rule = "an office, its country not in the words" if nowhere else "an office of titles.csv"
    return replace(
        out, sort="role" if office.sort == "person" else "body",
        authority="+".join(sorted(dict.fromkeys(ids))) or None, office=office, anonymous=None,
        rule=rule,
    )  # fmt: skip


def _behind_of(parse: Parse, head: Item, item: Item) -> bool:
    words = [t.lower for t in parse.tokens[head.last : item.first] if t.pos not in ("DET", "ADJ")]
    return words == ["of"]


def _over(parse: Parse, items: list[Item]) -> bool:
    """Whether a region or town stands behind "of" or "for": "manager for Elm County"."""
    places = [x for x in items if x.kind == "place" and x.first]
    return any(parse.tokens[x.first - 1].lower in ("of", "for") for x in places)


def _of_noun(
    parse: Parse, out: Phrase, base: list[Item], everything: list[Item], kind: str
) -> Phrase:  # 3.
    lands, states = _lands(everything), any(x.kind == "country" for x in everything)
    noun = next(x for x in reversed(base) if x.kind == "anonymous").words.lower()
    employers = [x for x in everything if x not in base and x.kind == "anonymous"]
    named = bool(employers) and employers[0].words.lower() in name_words("nameless body")
    if kind == "official" and employers and employers[0].code == "people" and not named:
        return replace(
            out, sort="group", authority="anonymous:people", anonymous="people",
            rule="a noun of anonymous.csv",
        )  # fmt: skip
    if kind == "people" and noun in name_words("some of") and employers and (
        _behind_of(parse, base[-1], employers[0])
    ):  # fmt: skip
        kind = employers[0].code  # "a panel of scientists"
        out = replace(out, anonymous=kind)
    chief = noun == "chief executive" and lands and lands[0] in ("HKG", "MAC")
    if chief:
        ident = authorities.state_body(lands[0], "HOG").id
        return replace(out, authority=ident, anonymous=None, rule="the head of a territory")
    if kind in ("official", "document", "record") and lands:
        local = not states
        ids = [authorities.state_body(c, "LOC" if local else "GOV").id for c in lands]
        return replace(
            out, authority="+".join(sorted(dict.fromkeys(ids))), role="official", anonymous=None,
            rule="officials of a country",
        )  # fmt: skip
    if kind == "executive" and not states and lands and _over(parse, everything):
        ident = authorities.state_body(lands[0], "LOC").id
        return replace(
            out, authority=ident, role="official", anonymous=None, rule="officials of a region",
        )  # fmt: skip
    waits = kind in ("executive", "document", "campaign") or noun.startswith("spokes")
    waits = waits or noun in ("official", "officials")
    waiting = noun if waits or noun in name_words("nameless body") or noun in COUNTRIES else None
    owners = [x.words.lower() for x in base[:-1] if x.kind == "anonymous"]
    owners += [x.words.lower() for x in employers[:1] if x.entry and x.first - base[-1].last < 4]
    if kind in ("official", "executive") and owners and owners[0] in name_words("nameless body"):
        waiting = owners[0]  # "the organisation's regional head"
    where = any(x.kind in ("where", "place") for x in everything)
    if kind == "official" and where:
        out = replace(out, place=True)
    plain = {"executive": "people", "document": "people", "campaign": "people"}.get(kind, kind)
    return replace(
        out, sort="group", authority=f"anonymous:{plain}", anonymous=plain, noun=waiting,
        rule="a noun of anonymous.csv",
    )  # fmt: skip


_DEALING = frozenset({
    "negotiate", "drop", "demand", "offer", "propose", "insist", "refuse", "agree", "reject",
    "concede", "sign", "withdraw", "accept", "deny", "want", "accuse", "threaten", "warn", "say",
    "announce", "claim", "argue",
})  # fmt: skip


def _delegation(parse: Parse, last: Item) -> bool:
    """ "The Americans dropped their demand": their government, where the word is all there is and
    the subject of a verb that tells what delegations do."""
    before = parse.tokens[last.first - 1].lower if last.first else ""
    token = parse.tokens[last.last - 1]
    after = parse.tokens[last.last].lower if last.last < len(parse.tokens) else ""
    verb = parse.tokens[token.head].lemma
    return (
        before == "the"
        and token.dep == "nsubj"
        and after not in ("who", "living")
        and (verb in _DEALING)
    )


def _plain(parse: Parse, out: Phrase, last: Item) -> Phrase:
    if last.kind == "country" and last.entry is not None:
        people = last.entry.how == "demonym" and last.words.endswith("s")
        if people and last.words[-2:] != "ss" and not _delegation(parse, last):
            return replace(
                out, sort="group", authority="anonymous:people", anonymous="people",
                rule="people of a country",
            )  # fmt: skip
        return replace(
            out, sort="country", name=last.words, country=last.code,
            authority=authorities.state_body(last.code, "GOV").id,
            rule=f"a country by its {last.entry.how}",
        )  # fmt: skip
    sort = {"where": "place", "place": "place", "name": "name"}.get(last.kind, last.kind)
    authority = f"{last.code}:LOC" if last.kind == "place" else None
    if last.kind == "name" and " " in last.words:
        authority = org_id(last.words)
    return replace(out, sort=sort, name=last.words, authority=authority, rule="a name")


_PORTFOLIOS = {"health": "MOH", "defense": "MOD", "defence": "MOD", "finance": "MOF"}


def _portfolio(parse: Parse, x: Item) -> str:
    """ "Public Health and Sanitation Minister": the health ministry, else some other one."""
    for t in reversed(parse.tokens[max(0, x.first - 5) : x.first]):
        if not t.text[:1].isupper() and t.lower != "and":
            break
        if t.lower in _PORTFOLIOS:
            return _PORTFOLIOS[t.lower]
    return "AGY"


def _office(parse: Parse, items: list[Item]) -> Office | None:
    found: list[Office] = []
    for x in items:
        if x.office is None:
            continue
        office = x.office
        after = parse.tokens[x.last : x.last + 2]
        of = len(after) == 2 and after[0].lower in ("of", "for") and after[1].text[:1].isupper()
        if office.role == "minister" and office.code == "GOV":
            before = parse.tokens[x.first - 1] if x.first else None
            portfolio = before is not None and before.pos == "NOUN" and before.dep == "compound"
            named = (
                before is not None and portfolio and before.lower not in name_words("no portfolio")
            )
            if named or (of and after[1].entity != "GPE"):
                office = replace(office, code=_portfolio(parse, x))
        found.append(office)
    strong = [o for o in found if o.code not in _WEAK and o.role not in ("leader", "officer")]
    chosen = strong or found
    return chosen[-1] if chosen else None


__all__ = ["SPEAKING", "Phrase", "org_id", "weigh"]
