"""Pronouns for persons and bodies: he, she, I, we; it, they where somebody speaks or acts.

1. Candidates are the name spans before the pronoun, at most six sentences back, and pronouns that
   were resolved before.
2. Those that cannot be meant are left out: of the other gender, arguments of the pronoun's own
   verb, countries and bodies for "he", persons for "it".
3. The most salient of the others is meant.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.chains import things
from dateline.annotate.chains.salience import (
    BACK,
    SPEECH,
    Candidate,
    Key,
    best,
    placed,
    shares,
    speaks,
)
from dateline.model import NameSpan, Parse, Token
from dateline.reference import authorities, given_names

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
_PLURAL = frozenset({"GOV", "POL", "PAR", "JUD", "MIL", "DIS", "LOC", "MOJ", "INT"})


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
        plural, subject = _is_plural(n, root), _is_subject(parse, root)
        c = Candidate(key(n), root, _sort(n, root), gender, plural, subject)
        out.append(placed(parse, c))
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
    telling = speaks(parse, t)
    if low in _IT and (telling or low == "its"):
        return _best(parse, found, t, ("body",), None, plural=None)
    if low in _THEY and telling:
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


def taken_up(
    parse: Parse, found: tuple[Candidate, ...], t: Token, key: Key
) -> tuple[Candidate, ...]:
    """The candidates with a pronoun for a person, so that "he … he" goes on with one."""
    if t.lower not in _HE | _SHE or t.dep != "nsubj":
        return found
    own = next((c for c in reversed(found) if c.key == key), None)
    if own is None or own.sort != "person":
        return found
    gender = own.gender or ("m" if t.lower in _HE else "f")
    again = replace(own, token=t, gender=gender, subject=True, again=True)
    return tuple(sorted((*found, placed(parse, again)), key=lambda c: c.token.i))


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


def _best(
    parse: Parse, found: tuple[Candidate, ...], t: Token, sorts: tuple[str, ...],
    gender: str | None, *, plural: bool | None,
) -> Key | None:  # fmt: skip
    fitting = []
    for c in found:
        if c.token.start >= t.start:
            break
        back = t.sentence - c.token.sentence
        if back > BACK or c.sort not in sorts or (gender and c.gender not in (None, gender)):
            continue
        if gender and c.sort == "role" and (_is_nobody(c) or c.plural):
            continue
        if plural is not None and c.plural != plural and c.sort != "person":
            continue
        if back == 0 and _same_verb(parse, c.token, t):
            continue
        fitting.append(c)
    return best(parse, fitting, shares(found), t, gender)


def _is_nobody(c: Candidate) -> bool:
    """Whether a word stands for papers or crowds, and never for one "he" or "she"."""
    return c.token.lower in authorities.source_words("no he or she")


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
        if speaks(parse, t)
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
