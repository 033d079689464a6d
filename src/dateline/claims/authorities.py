"""Source mention → authority: the body that is the unit of independence."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.model import (
    Authority,
    Chain,
    Evidence,
    EvidenceRole,
    NameSpan,
    Note,
    Parse,
    Published,
    SourceKind,
    Span,
    Step,
    Token,
)
from dateline.reference import authorities as reference
from dateline.reference import countries, cues


@dataclass(frozen=True, slots=True)
class Resolved:
    """Authorities of one source (several for a joint statement), how, and what was noticed."""

    authorities: tuple[Authority, ...]
    step: Step | None = None
    notes: tuple[Note, ...] = ()


def resolve(
    source: tuple[Span, ...],
    parse: Parse,
    names: tuple[NameSpan, ...],
    chains: tuple[Chain, ...],
    published: Published | None,
) -> Resolved:
    """Who the words of a source stand for.

    1. The name spans that the source's head and what is joined to it by "and" stand in.
    2. A pronoun or a definite noun phrase means the name its chain begins with.
    3. A person without a body speaks for the body of the dated reference on the day of
       publication, else for nobody but themselves.
    4. What is left is a stable id of its own words, so that independence can be counted.
    5. A thing ("the missile tests") and a cue without a source ("reportedly") are nobody.
    """
    if published is None:
        names = _recalled(names)
    several = _states_of(source, parse)
    if several:
        words = tuple(" ".join(s.of(parse.text).split()) for s in source)
        ids = ", ".join(a.id for a in several)
        return Resolved(several, Step("source: bodies of several states", words, ids))
    found: list[tuple[Authority, str]] = []
    done: list[NameSpan] = []
    listed = _listed(source, parse, names) or _summed(source, parse, names)
    for n in listed:
        found += [_authority(i, n, published) for i in (n.authority or "").split("+")]
    heads = [] if listed else _heads(source, parse)
    one = _introduced(source, parse, names) if len(heads) > 1 else None
    if one is not None:
        heads = []
        found += [_authority(i, one, published) for i in (one.authority or "").split("+")]
    for head in heads:
        inside = next((n for n in names if n.span.contains(head.span)), None)
        if inside is not None:
            if inside in done:
                continue
            done.append(inside)
        found += _of_head(head, source, parse, names, chains, published)
    if not found:
        found = _closing(source, parse, names, published)
    if not found:
        found = _leading(source, parse, names, published)
    found = _two_titles(_one_person(found), heads, parse, names)
    unique = {a.id: (a, how) for a, how in reversed(found)}
    ordered = [unique[a.id] for a, _ in dict.fromkeys((a, "") for a, _ in found) if a.id in unique]
    out = tuple(dict.fromkeys(a for a, _ in ordered))
    if not out:
        return Resolved(())
    words = tuple(" ".join(s.of(parse.text).split()) for s in source)
    how = "; ".join(dict.fromkeys(h for _, h in ordered))
    return Resolved(out, Step(f"source: {how}", words, ", ".join(a.id for a in out)))


def _one_person(found: list[tuple[Authority, str]]) -> list[tuple[Authority, str]]:
    """Without the bare title in "the vice president and chairman of Elm Lines Ida Holm"."""
    if len(found) != 2 or not found[1][0].id.startswith(("org:", "party:")):
        return found
    (first, how), last = found
    if last[0].id.startswith("party:") and first.id.endswith(":PAR"):
        return [found[0]]  # "Representative Holm, Republican, Elmswick"
    bare = "not in the words" in how and first.person is None
    return [last] if bare and last[0].id.startswith("org:") else found


def _two_titles(
    found: list[tuple[Authority, str]],
    heads: list[Token],
    parse: Parse,
    names: tuple[NameSpan, ...],
) -> list[tuple[Authority, str]]:
    """One person with two titles: "Elm News vice president and managing editor Ida Holm"."""
    if len(found) != 2 or len(heads) != 2 or not found[1][0].id.startswith("person:"):
        return found
    first = next((n for n in names if n.span.contains(heads[0].span)), None)
    last = next((n for n in names if n.span.contains(heads[1].span)), None)
    office = reference.office(heads[0].lower)
    titled = reference.anonymous(heads[0].lower) in ("official", "executive") or (
        office is not None and office.sort == "person"
    )
    bare = first is not None and first.sort == "role" and heads[0].tag in ("NN", "NNP")
    beside = last is not None and len(last.span.of(parse.text).split()) > len(last.name.split())
    return [found[0]] if titled and bare and beside else found


@lru_cache(maxsize=8)
def _recalled(names: tuple[NameSpan, ...]) -> tuple[NameSpan, ...]:
    """Names of a report without a day: a person that no words describe, of whom all rows of the
    dated reference tell one body, speaks for it where the report names that body or its country.
    Heads of state and government and foreign ministers are left out: they run for office again."""
    told = {n.authority for n in names} | {n.country for n in names if n.sort != "name"}
    out = []
    for n in names:
        if n.sort == "person" and not n.role and (n.authority or "").startswith("person:"):
            rows = reference.held_by(n.name) if " " in n.name else reference.surname_rows(n.name)
            held = rows[0] if len({h.authority for h in rows}) == 1 else None
            if held is not None and {held.authority, held.country} & told and (
                held.authority.split(":")[-1] not in ("HOS", "HOG", "PM", "MFA")
            ):  # fmt: skip
                n = replace(
                    n, authority=held.authority, country=held.country,
                    rule=f"{held.row}; the report has no day",
                )  # fmt: skip
        out.append(n)
    return tuple(out)


def _introduced(
    source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]
) -> NameSpan | None:
    """The person at the end of a source whose title comes first: "chief of relief, Ida Holm"."""
    people = [n for n in names if n.sort == "person" and any(s.contains(n.span) for s in source)]
    if len(people) != 1 or len(source) != 1 or people[0].span.end < source[0].end - 1:
        return None
    ident = people[0].authority or "person:"
    before = parse.text[source[0].start : people[0].span.start].rstrip()
    known = not ident.startswith(("person:", "anonymous:"))
    return people[0] if known and before.endswith(",") else None


def _closing(
    source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...], published: Published | None
) -> list[tuple[Authority, str]]:
    """Whom the last words of a source stand for, where the tree heads it by others: "the foods,
    tobacco and brewing company", "co-host Ida Holm"."""
    if len(source) != 1:
        return []
    for n in names:
        inside = n.span.end == source[0].end and n.sort in ("role", "body", "person", "group")
        plain = all(
            t.pos in ("DET", "ADJ", "NOUN", "PROPN", "CCONJ", "PUNCT", "NUM")
            for t in parse.tokens_in(source[0]) if t.start < n.span.start
        )  # fmt: skip
        if inside and plain and n.authority and source[0].contains(n.span):
            return [_authority(i, n, published) for i in n.authority.split("+")]
    return []


def _leading(
    source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...], published: Published | None
) -> list[tuple[Authority, str]]:
    """Whom the first words of a source name where its head is nobody: the tree may hang the rest
    wrongly ("Ghana, fearing a war spilling over, urged"), or know a surname for no name."""
    if not source:
        return []
    start = source[0].start
    first = next((n for n in names if n.span.start <= start < n.span.end), None)
    if first is None:
        inside = parse.tokens_in(source[0])
        skip = 1 if inside and inside[0].pos == "DET" else 0
        at = inside[skip].start if len(inside) > skip else start
        first = next((n for n in names if n.span.start == at), None)
    root = parse.root_of(first.span) if first is not None else None
    part = root is not None and root.dep in ("compound", "amod", "nmod")
    named = first is not None and first.sort in ("person", "body", "country") and not part
    if first is not None and first.authority and named:
        return [_authority(i, first, published) for i in first.authority.split("+")]
    word = source[0].of(parse.text)
    if word[:1].isupper():
        for n in reversed(names):
            if n.sort == "person" and n.authority and n.name.split()[-1] == word:
                return [_authority(i, n, published) for i in n.authority.split("+")]
    return []


def _heads(source: tuple[Span, ...], parse: Parse) -> list[Token]:
    """The head of the source and the heads joined to it."""
    if not source:
        return []
    root = parse.root_of(source[0])
    if root is None:
        return []
    inside = {t.i for s in source for t in parse.tokens_in(s)}
    if root.pos in ("DET", "ADP", "PUNCT") and len(inside) > 1:
        # The tree took the name for a modifier of what follows ("according to the CDC cholera …").
        nouns = [i for i in sorted(inside) if parse.tokens[i].pos in ("NOUN", "PROPN")]
        root = parse.tokens[nouns[-1]] if nouns else root
    out, stack = [], [root]
    while stack:
        token = stack.pop()
        out.append(token)
        stack += [k for k in parse.kids(token.i, "conj") if k.i in inside]
    return sorted(out, key=lambda t: t.i)


_SEVERAL = re.compile(
    r"(?:[Tt]he\s+|[Bb]oth\s+)?"
    r"(?P<states>[A-Z][\w.'\u2019 ]*(?:,\s*[A-Z][\w.'\u2019 ]*)*,?\s+and\s+"
    r"(?:the\s+)?[A-Z][\w.'\u2019]*(?:\s+[A-Z][\w.'\u2019]*)*)\s+"
    r"(?P<body>militar(?:y|ies)|armed forces|governments?|authorities|defen[cs]e ministries|"
    r"defen[cs]e officials|military officials|officials|leaders)"
)
_BODIES = {"mil": "MIL", "arm": "MIL", "gov": "GOV", "aut": "GOV", "def": "MOD", "off": "GOV",
           "lea": "GOV"}  # fmt: skip


def _states_of(source: tuple[Span, ...], parse: Parse) -> tuple[Authority, ...]:
    """The bodies of "the South Korean, Japanese and US militaries", one of each state."""
    found = _SEVERAL.fullmatch(source[0].of(parse.text)) if len(source) == 1 else None
    if found is None:
        return ()
    names = [n for n in re.split(r",\s*(?:and\s+)?|\s+and\s+", found["states"]) if n.strip()]
    states = [countries.lookup(n.strip().removeprefix("the ")) for n in names]
    if len(states) < 2 or any(s is None for s in states):
        return ()
    code = _BODIES[found["body"][:3]]
    bodies = [reference.state_body(s.code, code) for s in states if s is not None]
    return tuple(
        Authority(b.id, b.name, SourceKind.ROLE, b.country, b.voice) for b in bodies
    )  # fmt: skip


_LISTED = re.compile(
    r"\s*(?:\([^)]*\)?|\))?\s*(?:,|and|&|,\s*and|as well as)\s*(?:both|the|The)?\s*"
)


_SUMMED = re.compile(r"\s+(?:--?|\u2013|\u2014)\s+|:\s")


def _summed(source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]) -> list[NameSpan]:
    """The list behind a dash: "three countries \u2014 Ghana, Togo and Mali"."""
    if len(source) != 1:
        return []
    dash = _SUMMED.search(parse.text, source[0].start, source[0].end)
    if dash is None:
        return []
    return _listed((Span(dash.end(), source[0].end),), parse, names)


def _listed_name(name: NameSpan) -> NameSpan:
    if name.sort != "name" or name.authority:
        return name
    return replace(name, sort="body", authority=f"org:{reference.slug(name.name)}")


def _listed(source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]) -> list[NameSpan]:
    """The bodies of a source that is nothing but a list of them ("the A (B), the C and D")."""
    if len(source) != 1:
        return []
    inside = [n for n in names if source[0].contains(n.span)]
    inside = [
        n for n, after in itertools.zip_longest(inside, inside[1:])
        if after is None or n.sort not in ("role", "group") or after.sort == "person"
        or parse.text[n.span.end : after.span.start].strip()
    ]  # fmt: skip
    known = [n for n in inside if n.authority and n.sort == "body"]
    if known:  # "the charity Elmaid, Oxfam and the WHO": what a list of bodies names is one
        inside = [_listed_name(n) for n in inside]
    sorts = {n.sort for n in inside}
    if len(inside) < 2 or sorts not in ({"body"}, {"country"}) or not all(
        n.authority for n in inside
    ):  # fmt: skip
        return []
    gaps = [parse.text[a.span.end : b.span.start] for a, b in itertools.pairwise(inside)]
    if not all(_LISTED.fullmatch(g) for g in gaps) or not re.search(r"\band\b|&", gaps[-1]):
        return []
    return inside


def _of_head(
    head: Token,
    source: tuple[Span, ...],
    parse: Parse,
    names: tuple[NameSpan, ...],
    chains: tuple[Chain, ...],
    published: Published | None,
) -> list[tuple[Authority, str]]:
    name = next((n for n in names if n.span.contains(head.span)), None)  # 1.
    if name is not None and (name.authority or "").startswith("anonymous:"):
        name = _such_as(head, source, parse, names) or name
    if name is None and head.lemma in _SPEAKS_FOR:
        # "Prime Minister Holm's office" speaks for him.
        owners = parse.kids(head.i, "poss")
        owners += [k for of in parse.kids(head.i, "prep") if of.lower == "of"
                   for k in parse.kids(of.i, "pobj")]  # fmt: skip
        for owner in owners:
            name = next((n for n in names if n.span.contains(owner.span)), None)
    if name is None or name.authority is None:
        name = _antecedent(head, parse, names, chains) or name  # 2.
    if name is None or (name.authority or "anonymous:").startswith(("anonymous:", "person:")):
        name = _apposed(head, source, parse, names) or _set_off(name, source, parse, names) or name
    if name is not None and name.sort != "person" and _is_description(head, name):
        meant = _antecedent(head, parse, names, chains)
        person = meant is not None and meant.sort == "person"
        name = (meant if person else _last_person(head, parse, names)) or name
    if name is not None and name.authority:
        return [_authority(i, name, published) for i in name.authority.split("+")]
    if head.pos == "PRON":
        return _unlinked(head, parse, names, published)
    return _own(head, name, parse)  # 4. and 5.


def _is_description(head: Token, name: NameSpan) -> bool:
    """Whether a noun can only mean somebody named before: "the former minister", "the writer"."""
    if (name.role or "").startswith("former"):
        return True
    unnamed = (name.authority or "").startswith("anonymous:")
    return unnamed and head.tag == "NN" and head.lower in reference.name_words("told of")


def _last_person(head: Token, parse: Parse, names: tuple[NameSpan, ...]) -> NameSpan | None:
    """Whom "the former minister" means: the person named last."""
    if not any(k.lower == "the" for k in parse.kids(head.i, "det")):
        return None
    called = {
        n.name for n in names
        if n.sort == "person" and head.lower in n.span.of(parse.text).lower().split()
    }  # fmt: skip
    for n in reversed(names):
        root = parse.root_of(n.span)
        if called and n.name not in called:
            continue  # "Republican candidate Ida Holm … the candidate"
        if n.span.end <= head.start and n.sort == "person" and root is not None:
            if called:
                return n if n.authority else None
            return n if head.sentence - root.sentence <= 3 and n.authority else None
    return None


_SPEAKS_FOR = frozenset(
    {"office", "team", "administration", "government", "cabinet", "side", "camp"}
)


def _such_as(
    head: Token, source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]
) -> NameSpan | None:
    """The person with a body in "experts such as Professor Holm of Elm University"."""
    after = parse.tokens[head.i + 1 : head.i + 3]
    if [t.lower for t in after] != ["such", "as"]:
        return None
    inside = [n for n in names if n.span.start > head.start and source[0].contains(n.span)]
    known = [n for n in inside if n.sort == "person" and n.authority]
    return known[0] if len(known) == 1 else None


def _set_off(
    name: NameSpan | None, source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]
) -> NameSpan | None:
    """The only person a source names, at its end behind a comma: "one of the victims, a young
    mother, Ida Holm"."""
    if name is not None and name.sort == "person":
        return None
    people = [n for n in names if n.sort == "person" and any(s.contains(n.span) for s in source)]
    if len(people) != 1 or not people[0].authority or people[0].span.end != source[-1].end:
        return None
    before = parse.text[source[0].start : people[0].span.start].rstrip()
    return people[0] if before.endswith(",") else None


def _apposed(
    head: Token, source: tuple[Span, ...], parse: Parse, names: tuple[NameSpan, ...]
) -> NameSpan | None:
    """The named person or body that the source sets beside its head, or that owns the head."""
    # "The Belgian Red Cross' Ida Holm": whose she is, is whom she speaks for.
    deps = ("appos", "compound", "nmod", *(("poss",) if head.pos == "PROPN" else ()))
    for n in names:
        if n.sort not in ("person", "body") or n.authority is None:
            continue
        if not any(s.overlaps(n.span) for s in source):
            continue
        if any(t.head == head.i and t.dep in deps for t in parse.tokens_in(n.span)):
            return n
    return None


def _antecedent(
    head: Token, parse: Parse, names: tuple[NameSpan, ...], chains: tuple[Chain, ...]
) -> NameSpan | None:
    if head.pos == "PRON" and head.lower in ("who", "which", "that", "whom"):
        verb = parse.tokens[head.head]
        while verb.dep not in ("relcl", "ROOT") and verb.head != verb.i:
            verb = parse.tokens[verb.head]
        noun = parse.tokens[verb.head]
        return next((n for n in names if n.span.contains(noun.span) and n.authority), None)
    for chain in chains:
        if chain.sort not in ("person", "body"):
            continue
        if any(s.contains(head.span) for s in chain.spans):
            linked = [n for s in chain.spans for n in names if n.authority and n.span.overlaps(s)]
            known = [n for n in linked if not (n.authority or "").startswith("anonymous:")]
            chosen = known or linked
            return chosen[0] if chosen else None
    return None


def _authority(ident: str, name: NameSpan, published: Published | None) -> tuple[Authority, str]:
    person = name.name if name.sort == "person" else None
    how = name.rule or "a name"
    country = name.country
    if person and not (name.role or "").startswith("former"):  # 3.
        held = _held(person, ident, name, published)
        if held is not None:
            ident, country, how = held.authority, held.country, held.row
    body = reference.body(ident)
    if body is not None:
        kind = _kind(name, ident)
        return Authority(ident, body.name, kind, body.country, body.voice, person), how
    if ident.startswith("anonymous:"):
        return Authority(ident, name.name, SourceKind.ANONYMOUS, country, ident), how
    voice = reference.voice(ident, country)
    kind = SourceKind.NAMED if name.sort in ("person", "body") else SourceKind.ROLE
    return Authority(ident, name.name, kind, country, voice, person), how


_VAGUE = ("GOV", "AGY")
"""Offices that the words name by half: "Secretary Holm"."""


def _held(
    person: str, ident: str, name: NameSpan, published: Published | None
) -> reference.Holder | None:
    """The row of a person of whom the words tell no body, or only that it is some ministry's.

    Without a day of publication it counts only beside such an office, and where all rows of that
    name are of one body.
    """
    country, _, office = ident.partition(":")
    vague = office in _VAGUE and name.role == "minister" and "titles.csv" not in name.rule
    if not (ident.startswith("person:") or vague):
        return None
    held = None
    if published is not None:
        held = reference.holder(person, published.day)
    elif vague:
        rows = reference.held_by(person) if " " in person else reference.surname_rows(person)
        held = rows[0] if len({h.authority for h in rows}) == 1 else None
    if vague and held is not None and held.country != country:
        return None
    return held


_PRONOUNS = {
    "it": ("body", "country"), "its": ("body", "country"), "they": ("group", "role", "body"),
    "their": ("group", "role", "body"), "them": ("group", "role", "body"), "he": ("person", "role"),
    "she": ("person", "role"), "his": ("person", "role"), "her": ("person", "role"),
    "i": ("person", "role"), "we": ("person", "role"), "my": ("person", "role"),
    "our": ("person", "role"),
}  # fmt: skip


def _unlinked(
    head: Token, parse: Parse, names: tuple[NameSpan, ...], published: Published | None
) -> list[tuple[Authority, str]]:
    """A pronoun in no chain, known to be somebody because it is a source: the last fitting name."""
    sorts = _PRONOUNS.get(head.lower, ())
    fitting = []
    for n in reversed(names):
        root = parse.root_of(n.span)
        if n.span.end > head.start or n.sort not in sorts or not n.authority or root is None:
            continue
        if head.sentence - root.sentence > (5 if "person" in sorts else 2):
            break
        if "person" in sorts and n.sort == "role" and n.role is None:
            continue  # "the group" is no "she"
        fitting.append((root.dep not in ("nsubj", "nsubjpass") and "body" in sorts, n))
    if fitting:
        n = min(fitting, key=lambda x: x[0])[1]
        return [_authority(i, n, published) for i in (n.authority or "").split("+")]
    if head.lower in reference.source_words("anybody"):
        ident = "anonymous:people"
        who = Authority(ident, head.text, SourceKind.ANONYMOUS, None, ident)
        return [(who, "a pronoun for unnamed people")]
    return []


_COMMON = frozenset({"GOV", "POL", "INT", "NIS", "MIL", "LOC", "DIS", "HOS", "HOG"})
"""Bodies that common nouns name ("police", "intelligence"): a role, even where the id is exact."""


def _kind(name: NameSpan, ident: str) -> SourceKind:
    if name.sort == "person":
        return SourceKind.NAMED
    if name.sort != "body":
        return SourceKind.ROLE
    listed = name.rule.startswith("a body")
    return SourceKind.NAMED if listed or ident.split(":")[-1] not in _COMMON else SourceKind.ROLE


def _own(head: Token, name: NameSpan | None, parse: Parse) -> list[tuple[Authority, str]]:
    words = name.name if name is not None else head.text
    if name is not None and name.sort in ("name", "body"):
        ident = f"org:{reference.slug(words)}"
        return [(Authority(ident, words, SourceKind.NAMED, name.country, ident), "its own name")]
    if name is None and not _somebody(head, parse):
        return []
    ids = [head.i, *(k.i for k in parse.kids(head.i, "compound", "amod"))]
    words = " ".join(parse.span_of(ids).of(parse.text).split())
    if name is not None and name.role:
        ident = "anonymous:official"
    else:
        ident = "anonymous:people"
    return [(Authority(ident, words, SourceKind.ANONYMOUS, None, ident), "no body in the words")]


def _somebody(head: Token, parse: Parse) -> bool:
    """Whether a word that no table knows means people: names, counted ones, words like "vet"."""
    if head.pos in ("PROPN", "X"):
        return True
    if head.pos in ("NUM", "DET") or head.text == "%":
        return True
    if head.pos == "ADJ":
        return head.lower in reference.source_words("many") or any(
            k.lower == "the" for k in parse.kids(head.i, "det")
        )
    if head.pos != "NOUN" or head.lemma in cues.noun_cues() or head.lower in cues.noun_cues():
        return False
    word = head.lower
    return _ends(word, "people ending") and not _ends(word, "thing ending")


def _ends(word: str, listed: str) -> bool:
    endings = tuple(reference.source_words(listed))
    return word.endswith(endings) or word.removesuffix("s").endswith(endings)


def role_notes(
    parse: Parse, names: tuple[NameSpan, ...], published: Published | None
) -> tuple[Note, ...]:
    """Roles in the text that differ from the dated reference; the wording is kept as it is.

    1. "Former" where a checked row shows the office held on the day of publication.
    2. An office told as held where all checked rows of it had ended by then, and another
       row has somebody else in it: who left may have come back in a term the table lacks.

    Only rows that were compared with their source are used, and none beyond the last day the
    source shows.
    """
    if published is None:
        return ()
    out = []
    for n in names:
        if n.sort != "person" or not n.role:
            continue
        row = _differs(n, published)
        if row is not None:
            quote = n.span.of(parse.text)
            out.append(
                Note(
                    "role", f"role differs from the dated reference: {quote}",
                    (Evidence(EvidenceRole.CONTEXT, n.span, quote),), row.row,
                )
            )  # fmt: skip
    return tuple(out)


def _differs(name: NameSpan, published: Published) -> reference.Holder | None:
    role = name.role or ""
    plain = role.removeprefix("former ").strip()
    every = [
        h for h in reference.held_by(name.name)
        if h.office == plain and name.country in (None, h.country)
    ]  # fmt: skip
    rows = [h for h in every if h.is_checked]
    day = published.day
    if role.startswith("former "):  # 1.
        return next((h for h in rows if h.is_shown_on(day)), None)
    # 2. A term that only an unchecked row knows of contradicts nobody.
    over = rows and all(h.until is not None and h.until < day for h in rows)
    over = over and not any(h.on(day) for h in every)
    followed = any(
        (h.office, h.country) == (plain, rows[0].country) and h.on(day) and h.person != name.name
        for h in reference.holders()
    ) if over else False  # fmt: skip
    return rows[-1] if followed else None
