"""Pronouns for persons and bodies: he, she, I, we; it, they where somebody speaks or acts.

1. Candidates are the name spans before the pronoun, at most three sentences back.
2. Those that cannot be meant are left out: of the other gender, arguments of the pronoun's own
   verb, countries and bodies for "he", persons for "it".
3. The nearest sentence wins, then subjects, then persons with a name, then the last one named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.annotate.chains import things
from dateline.model import NameSpan, Parse, Token
from dateline.reference import authorities, given_names

Key = tuple[str, str]

_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_I = frozenset({"i", "me", "my", "we", "us", "our", "myself"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "themselves"})
_FEMININE = frozenset({
    "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "spokeswoman", "congresswoman",
    "chairwoman", "lady", "dame", "mother", "wife", "daughter", "sister", "widow", "actress",
    "woman", "girl", "businesswoman", "policewoman", "empress",
})  # fmt: skip
_MASCULINE = frozenset({
    "mr", "mr.", "king", "prince", "spokesman", "congressman", "chairman", "sir", "lord", "father",
    "husband", "son", "brother", "actor", "pope", "imam", "bishop", "man", "boy", "businessman",
    "policeman", "emperor", "ayatollah",
})  # fmt: skip
SPEECH = frozenset({
    "say", "tell", "add", "announce", "claim", "state", "report", "warn", "argue", "believe",
    "think", "note", "deny", "confirm", "insist", "explain", "write", "declare", "suggest",
    "stress", "emphasize", "emphasise", "call", "accuse", "urge", "vow", "promise", "plan",
    "demand", "reject", "condemn", "hope", "expect", "intend", "predict", "estimate", "admit",
    "acknowledge", "agree", "decide", "want", "ask", "reply", "continue", "comment", "describe",
})  # fmt: skip
_NOBODY = frozenset({
    "everybody", "everyone", "anybody", "anyone", "nobody", "one", "public", "industry", "staff",
    "party", "company", "group", "crowd", "team", "majority", "half", "family", "board", "media",
    "press", "bank", "firm", "airline", "agency", "hospital", "school", "university", "church",
    "committee", "commission", "panel", "organization", "organisation", "association", "union",
    "foundation", "institute", "club", "crew", "youth", "television", "radio", "paper", "statement",
    "newspaper", "report", "speech", "letter", "release", "document", "study", "research", "test",
    "analysis", "survey", "poll", "data", "interview", "website", "announcement", "campaign",
    "country", "nation", "article", "video", "message", "conference", "business", "leak", "news",
})  # fmt: skip
"""Words that stand for people or papers and never for one "he" or "she"."""
_PLURAL = frozenset({"GOV", "POL", "PAR", "JUD", "MIL", "DIS", "LOC", "MOJ", "INT"})
_BACK = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name span with what decides whether a pronoun can mean it."""

    key: Key
    token: Token
    sort: str
    gender: str | None
    plural: bool
    subject: bool


def candidates(parse: Parse, names: tuple[NameSpan, ...]) -> tuple[Candidate, ...]:
    """The persons and bodies of a text in order."""
    out = []
    known: dict[str, str] = {}
    for n in names:
        root = _head(parse, n)
        if root is None:
            continue
        gender = _gender(parse, n)
        if n.sort == "person":
            gender = known.setdefault(n.name, gender) if gender else known.get(n.name)
        out.append(
            Candidate(
                key(n), root, _sort(n, root), gender, _is_plural(n, root), _is_subject(parse, root)
            )
        )  # fmt: skip
    return tuple(out)


def key(n: NameSpan) -> Key:
    """What makes two name spans one referent."""
    if n.sort == "person":
        return ("person", n.name)
    single = n.sort in ("body", "country") or (n.sort == "role" and n.rule.endswith("the text"))
    if n.authority and single and "+" not in n.authority and not n.authority.startswith("anon"):
        return ("body", n.authority)
    return ("person" if n.sort in ("role", "group") else "body", f"@{n.span.start}")


def _head(parse: Parse, n: NameSpan) -> Token | None:
    """The head of the noun phrase a name stands in: "Koizumi", but "operation" is not it."""
    return parse.root_of(n.span)


def _sort(n: NameSpan, root: Token) -> str:
    if n.sort == "person":
        return "person"
    if n.sort in ("role", "group"):
        return "role"
    return "body"


def _gender(parse: Parse, n: NameSpan) -> str | None:
    words = {w.strip(",.").lower() for w in n.span.of(parse.text).split()}
    if words & _FEMININE:
        return "f"
    if words & _MASCULINE:
        return "m"
    return given_names.gender(n.name) if n.sort == "person" else None


def _is_plural(n: NameSpan, root: Token) -> bool:
    body = (n.authority or "").split(":")[-1]
    return root.tag in ("NNS", "NNPS") or "+" in (n.authority or "") or (
        n.sort == "body" and body in _PLURAL
    )  # fmt: skip


def _is_subject(parse: Parse, root: Token) -> bool:
    if root.dep in ("nsubj", "nsubjpass"):
        return True
    head = parse.tokens[root.head]
    return root.dep in ("compound", "conj", "appos") and head.dep in ("nsubj", "nsubjpass")


def referent(parse: Parse, found: tuple[Candidate, ...], t: Token) -> Key | None:
    """The person or body that a pronoun means, or None."""
    low = t.lower
    if low in _HE or low in _SHE:
        ahead = _named_ahead(parse, found, t)
        if ahead is not None:
            return ahead
        return _best(parse, found, t, ("person", "role"), "m" if low in _HE else "f", plural=False)
    own = _told_by(parse, found, t)
    if own is not None and low in _IT | _THEY:
        return own
    speaks = _speaks(parse, t)
    if low in _IT and (speaks or low == "its"):
        return _best(parse, found, t, ("body",), None, plural=None)
    if low in _THEY and speaks:
        return _best(parse, found, t, ("role", "body"), None, plural=True)
    return None


def _named_ahead(parse: Parse, found: tuple[Candidate, ...], t: Token) -> Key | None:
    """Who "Despite his doubts, Holm voted" and "When she left, Ida Lind wept" mean: the person
    named as the subject of the clause that the opening words belong to."""
    gender = "m" if t.lower in _HE else "f"
    before = t
    for node in parse.ancestors(t.i):
        subjects = [k for k in parse.kids(node.i, "nsubj") if k.i > t.i]
        opens = before.dep in ("prep", "advcl") and before.i < node.i
        if node.pos in ("VERB", "AUX") and subjects and opens:
            own = next((c for c in found if c.token.i == subjects[0].i), None)
            first = parse.tokens[parse.sentences[t.sentence].first]
            fits = own is not None and own.sort == "person" and own.gender in (None, gender)
            near = min(parse.subtree(before.i)) - first.i <= 2
            return own.key if own is not None and fits and near else None
        before = node
    return None


def taken_up(found: tuple[Candidate, ...], t: Token, key: Key) -> tuple[Candidate, ...]:
    """The candidates with a pronoun for a person, so that "he … he" goes on with one."""
    if t.lower not in _HE | _SHE or t.dep != "nsubj":
        return found
    own = next((c for c in reversed(found) if c.key == key), None)
    if own is None or own.sort != "person":
        return found
    gender = own.gender or ("m" if t.lower in _HE else "f")
    again = replace(own, token=t, gender=gender, subject=False)
    return tuple(sorted((*found, again), key=lambda c: c.token.i))


def _told_by(parse: Parse, found: tuple[Candidate, ...], t: Token) -> Key | None:
    """The body that says the clause the pronoun is subject of: "Boeing said it would"."""
    if t.dep not in ("nsubj", "nsubjpass"):
        return None
    own = parse.tokens[t.head]
    if things.impersonal(parse, own):
        return None
    for verb in parse.ancestors(own.i):
        if verb.lemma not in SPEECH:
            continue
        subjects = {k.i for k in parse.kids(verb.i, "nsubj")}
        for c in found:
            plural = c.plural or c.sort == "body"
            fits = c.sort == "body" if t.lower == "it" else c.sort != "person" and plural
            if c.token.i in subjects and fits and own.dep in ("ccomp", "xcomp", "conj"):
                return c.key
        return None
    return None


def _speaks(parse: Parse, t: Token) -> bool:
    return t.dep == "nsubj" and parse.tokens[t.head].lemma in SPEECH


def _best(
    parse: Parse, found: tuple[Candidate, ...], t: Token, sorts: tuple[str, ...],
    gender: str | None, *, plural: bool | None,
) -> Key | None:  # fmt: skip
    ranked: list[tuple[float, int, Key]] = []
    counts: dict[Key, int] = {}
    quoted = _quoted(parse) if gender else frozenset()
    for c in found:
        if c.token.start >= t.start:
            break
        counts[c.key] = counts.get(c.key, 0) + 1
        back = t.sentence - c.token.sentence
        if back > _BACK or c.sort not in sorts or (gender and c.gender not in (None, gender)):
            continue
        if (
            gender
            and c.sort == "role"
            and (c.token.lower in authorities.source_words("no he or she") or c.plural)
        ):
            continue
        if plural is not None and c.plural != plural and c.sort != "person":
            continue
        if back == 0 and _same_verb(parse, c.token, t):
            continue
        score = -3.0 * back + 2.5 * c.subject + (1.5 if c.sort == "person" else 0.0)
        score += 0.4 * min(counts[c.key], 3) + (1.0 if gender and c.gender == gender else 0.0)
        score += 1.0 if c.token.dep == "nsubj" and _says(parse, c.token) else 0.0
        score -= 2.0 if gender and c.token.i in quoted and t.i not in quoted else 0.0
        score -= 1.5 if c.token.dep == "poss" and c.sort != "person" else 0.0
        ranked.append((score, c.token.start, c.key))
    return max(ranked)[2] if ranked else None


@lru_cache(maxsize=4)
def _quoted(parse: Parse) -> frozenset[int]:
    """Tokens inside quotation marks; a mark that is never closed ends with its paragraph."""
    out: set[int] = set()
    run: list[int] | None = None
    for t in parse.tokens:
        if "\n" in t.text:
            run = None
        elif t.text in ("“", "”", '"', "''", "``"):
            if run is not None and t.text != "“":
                out |= set(run)
                run = None
            else:
                run = []
        elif run is not None:
            run.append(t.i)
    return frozenset(out)


def _says(parse: Parse, t: Token) -> bool:
    return parse.tokens[t.head].lemma in SPEECH


def _same_verb(parse: Parse, a: Token, b: Token) -> bool:
    """Two arguments of one verb are two referents ("Lee told him")."""
    plain = ("nsubj", "nsubjpass", "dobj", "dative")
    return a.head == b.head and a.dep in plain and b.dep in plain


def speakers(
    parse: Parse, found: tuple[Candidate, ...], meant: dict[int, Key]
) -> list[tuple[Token, Key]]:
    """(subject of a verb of saying, who it is): names and pronouns that were resolved."""
    named = [(c.token, c.key) for c in found if c.sort != "body"]
    out = [*named, *((parse.tokens[i], key) for i, key in meant.items())]
    return [
        (t, key) for t, key in sorted(out, key=lambda x: x[0].i)
        if t.dep == "nsubj" and parse.tokens[t.head].lemma in SPEECH
    ]  # fmt: skip


def speaker(spoken: list[tuple[Token, Key]], t: Token) -> Key | None:
    """Who says "I" or "we": the subject of the verb of saying nearest to the pronoun."""
    if t.lower not in _I:
        return None
    near = [
        (abs(who.sentence - t.sentence) * 10 + (5 if who.sentence > t.sentence else 0), who.i, key)
        for who, key in spoken
        if -2 <= who.sentence - t.sentence <= 1
    ]
    return min(near)[2] if near else None
