"""Whether a name of a country, its capital or a union of states means the government there.

"Seoul said", "Beijing's leverage", "coordinating with the U.S." name governments; "departed for
China", "a trip to China", "in Seoul" name places. The word the name hangs on decides:

1. Subject of an active verb: government, unless the verb only says where something lies. 2. Object:
place where the verb moves to, holds or strikes it, else government. 3. Possessor or modifier: place
before words of territory ("Japan's coast"), else government for a country, and before words of
office only for a capital. 4. After a preposition: by the preposition and what governs it.
5. Coordinated names follow the first of them. A name in a dateline is the place of filing.
"""

from __future__ import annotations

from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, Place, Token
from dateline.reference import countries
from dateline.reference.gazetteer import fold
from dateline.reference.gazetteer.words import words

_MOTION = words("motion")
_TERRITORY = words("territory_noun")
_OFFICIAL = words("official_noun")
_LITERAL_VERBS = words("literal_verb")
_LIES = frozenset(
    {"be", "lie", "border", "become", "sit", "see", "remain", "have", "host", "suffer"}
)
_WITH = frozenset({"with", "against", "by", "toward", "towards", "between", "among", "upon"})
_AT = frozenset({
    "in", "at", "near", "from", "into", "inside", "outside", "across", "off", "through", "around",
    "throughout", "within", "via", "onto", "beyond", "along", "on", "over", "under",
})  # fmt: skip
_POWER = frozenset({"influence", "leverage", "pressure", "sanction", "sway", "control"})


def is_government(parse: Parse, toponym: Toponym) -> bool:
    """Whether a name stands for a government. Demonyms never are places of anything: true."""
    if toponym.sort == "demonym":
        return True
    rank = _rank(toponym.place)
    if not rank or in_dateline(parse, toponym):
        return False
    token = _head(parse, toponym)
    return _by_role(parse, token, rank)


def in_dateline(parse: Parse, toponym: Toponym) -> bool:
    """Whether a name stands in the line that says where a story was filed; the parse makes that
    line a sentence of its own, which ends with its dash."""
    sentence = parse.sentences[parse.tokens[toponym.first].sentence]
    return sentence.span.of(parse.text).rstrip().endswith(("-", "–", "—"))


def _rank(place: Place | None) -> str:
    if place is None:
        return ""
    if place.sort == "country" or place.name == "European Union":
        return "country"
    land = countries.by_code(place.country) if place.country else None
    if land is None or place.sort not in ("town", "adm1", "site"):
        return ""
    if place.sort == "adm1" and land.code == "USA" and place.admin1 != "DC":
        return ""  # Washington state
    names = {fold(n) for n in (*land.capitals, *land.metonyms)}
    return "capital" if fold(place.name) in names else ""


def _head(parse: Parse, toponym: Toponym) -> Token:
    inside = range(toponym.first, toponym.last)
    for i in inside:
        token = parse.tokens[i]
        if token.head not in inside or token.head == token.i:
            return token
    return parse.tokens[toponym.last - 1]


def _by_role(parse: Parse, token: Token, rank: str) -> bool:
    head = parse.tokens[token.head]
    for _ in range(6):  # 5.
        if token.dep not in ("conj", "appos") or head.i == token.i:
            break
        token, head = head, parse.tokens[head.head]
    if token.dep == "nsubj":  # 1.
        return head.lemma not in _LIES or _speaks(parse, head)
    if token.dep == "nsubjpass":
        return head.lemma not in _LITERAL_VERBS
    if token.dep in ("dobj", "dative", "obj"):  # 2.
        return head.lemma not in _LITERAL_VERBS and head.lemma not in _MOTION
    if token.dep in ("poss", "compound", "nmod", "amod"):  # 3.
        return _of_state(head, rank)
    if token.dep == "pobj":  # 4.
        return _after(parse, head, rank)
    return False


def _speaks(parse: Parse, verb: Token) -> bool:
    """ "South Korea has been urging": an auxiliary or a clause below "be" and "have"."""
    return bool(parse.kids(verb.i, "ccomp", "xcomp", "acomp"))


def _of_state(head: Token, rank: str) -> bool:
    if head.lemma in _TERRITORY or head.lower in _TERRITORY:
        return False
    official = head.lemma in _OFFICIAL or head.lower in _OFFICIAL
    if rank == "capital" and head.dep in ("compound", "nmod") and not official:
        return False
    if rank == "capital":
        return official or head.pos == "NOUN"
    return True


def _after(parse: Parse, preposition: Token, rank: str) -> bool:
    word = preposition.lower
    governor = parse.tokens[preposition.head]
    if word == "between" and rank == "capital":
        return False
    if word in _WITH:
        return not (word == "by" and governor.lemma in ("lie", "sit"))
    if word in ("over", "on") and governor.lemma in _POWER:
        return True
    if word in _AT:
        return False
    if word in ("to", "for"):
        if word == "to" and preposition.dep == "prep" and governor.lower == "according":
            return True
        moves = governor.lemma in _MOTION or governor.lemma in _TERRITORY
        return not moves and (rank == "country" or governor.pos == "VERB")
    if word == "of":
        return governor.lemma in _OFFICIAL
    return False
