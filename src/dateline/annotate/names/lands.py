"""The country a passage speaks of: by the names in it that tell one, near ones before far ones."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.names.weigh import Phrase
from dateline.model import Parse
from dateline.reference import authorities
from dateline.reference.authorities import name_words

Spoken = list[tuple[int, str]]
"""(sentence, country) of what tells which country a passage is about."""


def spoken(parse: Parse, found: tuple[Phrase, ...]) -> Spoken:
    """(sentence, country) of what names a country: a firm's or a paper's home is no such word, and
    "ethnic Xs" live somewhere else."""
    named = {p.country for p in found if p.country and p.sort not in ("place", "name")}
    return [
        (parse.tokens[p.first].sentence, p.country) for p in found
        if p.country and not (p.authority or "").startswith(("org:", "outlet:"))
        and not (_is_town(p) and named and p.country not in named)
        and not any(parse.tokens[i].lower == "ethnic" for i in range(max(p.first - 1, 0), p.last))
    ]  # fmt: skip


def framed(parse: Parse, found: tuple[Phrase, ...], k: int) -> str | None:
    """The country of a sentence that opens with it: "In France, the government said"."""
    first = parse.tokens[parse.sentences[parse.tokens[found[k].first].sentence].first]
    if first.lower != "in":
        return None
    frame = next((q for q in found[:k] if first.i < q.first <= first.i + 2), None)
    if frame is None or not frame.country or frame.sort not in ("country", "name", "place"):
        return None
    end = frame.last < len(parse.tokens) and parse.tokens[frame.last].text == ","
    return frame.country if end else None


_HARM = frozenset({
    "attack", "strike", "hit", "kill", "wound", "injure", "shell", "shelling", "bomb", "bombing",
    "bombardment", "raid", "missile", "drone", "airstrike", "rocket", "explosion", "barrage",
})  # fmt: skip
_THERE = frozenset({"in", "at", "near", "of", "on", "across", "outside", "around"})


def struck(parse: Parse, found: Sequence[Phrase], k: int) -> str | None:
    """The country of the town or land that was harmed, in the sentence of phrase `k` or the one
    before: who counts the dead of "a Russian attack on Kharkiv" is of Kharkiv's country."""
    here = parse.tokens[found[k].first].sentence
    for sentence in (here, here - 1):
        if sentence < 0 or not any(t.lemma in _HARM for t in parse.sentence_tokens(sentence)):
            continue
        lands = {
            b.country for b in found[:k]
            if parse.tokens[b.first].sentence == sentence and b.country
            and (b.authority == f"{b.country}:LOC" or b.sort in ("country", "group"))
            and _is_scene(parse, b)
        }  # fmt: skip
        if lands:
            return lands.pop() if len(lands) == 1 else None
    return None


def _is_scene(parse: Parse, b: Phrase) -> bool:
    """Whether a phrase says where: "in Syria", "12 people in Syria", "hit Syria"."""
    if b.sort == "group":
        return any(x.code == b.country and _behind(parse, x.first) in _THERE for x in b.beside)
    before = parse.tokens[b.first - 1] if b.first else None
    return before is not None and (before.lower in _THERE or before.lemma in _HARM)


def _behind(parse: Parse, i: int) -> str:
    """The word before a place, without its article and "northern"."""
    while i and parse.tokens[i - 1].pos in ("DET", "ADJ"):
        i -= 1
    return parse.tokens[i - 1].lower if i else ""


def acting(parse: Parse, found: Sequence[Phrase], k: int) -> str | None:
    """The country whose forces act in the sentence of phrase `k` or the one before: "Turkish jets
    hit depots", "strikes by Ghana"."""
    here = parse.tokens[found[k].first].sentence
    for sentence in (here, here - 1):
        lands = {
            b.country for b in found[:k]
            if b.country and parse.tokens[b.first].sentence == sentence and _has_forces(parse, b)
        }  # fmt: skip
        if lands:
            return lands.pop() if len(lands) == 1 else None
    return None


def owner(parse: Parse, found: Sequence[Phrase], k: int) -> str | None:
    """The country that "its" or "their" before an office means: the last one before it in the
    sentence to which nothing is done and nothing belongs ("Romania scrambled jets, its defence
    ministry said")."""
    first = found[k].first
    if not {t.lower for t in parse.tokens[max(0, first - 1) : first + 1]} & {"its", "their"}:
        return None
    here = parse.tokens[first].sentence
    acts = (
        b.country for b in reversed(found[:k])
        if b.country and parse.tokens[b.first].sentence == here
        and parse.tokens[b.last - 1].dep not in _UNDERGOING
    )  # fmt: skip
    return next(acts, None)


_UNDERGOING = frozenset({"dobj", "pobj", "poss", "amod", "nmod"})


def _has_forces(parse: Parse, b: Phrase) -> bool:
    """Whether the forces or strikes of a country act: as a subject, or behind "by"."""
    forces = name_words("forces")
    for t in parse.tokens[b.first : b.last]:
        head = parse.tokens[t.head]
        own = t if t.lemma in forces else head
        modified = t.dep in ("amod", "compound", "poss", "nmod") or own is t
        if modified and own.lemma in forces and own.dep == "nsubj":
            return True
        if t.dep == "pobj" and head.lower == "by" and parse.tokens[head.head].lemma in forces:
            return True
    return False


def _is_town(p: Phrase) -> bool:
    """A town of the long list, whose name may well be that of another one elsewhere."""
    entry = authorities.named(p.name) if p.sort == "place" else None
    return entry is not None and entry.how == "town"


WEIGHTS = {
    "named near, before": 1.0,
    "named near, after": 0.15,
    "named in the first sentence": 0.5,
    "share of all that names a country": 1.0,
    "the dateline": 0.6,
    "its forces act, and an office of the forces tells": 2.0,
    "it was hit, and an office at home tells": 2.0,
}
"""What speaks for a country where an office has none; a mention loses 0.4 of "near" a sentence."""
_OF_FORCES = frozenset({"MOD", "MIL", "JCS"})


def country_of(
    parse: Parse, found: tuple[Phrase, ...], k: int, told: Spoken, total: int
) -> str | None:
    """The country that an office without one is of: by a sum of what speaks for each, `WEIGHTS`.

    A ministry of defence tells the acts of its own forces; who counts the dead is of the land that
    was hit. Of equals, the one named first.
    """
    here = parse.tokens[found[k].first].sentence
    weight: dict[str, float] = {}
    for sentence, country in told:
        back = here - sentence
        near = WEIGHTS["named near, before"] * 0.6**back
        if back < 0:
            near = WEIGHTS["named near, after"] * 0.6**-back
        lead = WEIGHTS["named in the first sentence"] if sentence == 0 else 0.0
        share = WEIGHTS["share of all that names a country"] / total
        weight[country] = weight.get(country, 0.0) + near + lead + share
    office = found[k].office
    if office is not None and office.code in _OF_FORCES:
        extra = (acting(parse, found, k), "its forces act, and an office of the forces tells")
    else:
        extra = (struck(parse, found, k), "it was hit, and an office at home tells")
    for country_, why in (extra, (_dateline(parse, found), "the dateline")):
        if country_ in weight:
            weight[country_] += WEIGHTS[why]
    return max(weight, key=lambda c: weight[c]) if weight else None


def _dateline(parse: Parse, found: tuple[Phrase, ...]) -> str | None:
    """The country of the town that a report opens with in capitals."""
    first = found[0] if found else None
    if first is None or first.first > 1 or not parse.tokens[first.first].text.isupper():
        return None
    return first.country if first.sort in ("place", "country") else None
