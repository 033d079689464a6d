"""The country a passage speaks of: by the names in it that tell one, near ones before far ones."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.names.weigh import Phrase
from dateline.model import Parse
from dateline.reference import authorities

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
            and (b.authority == f"{b.country}:LOC" or b.sort == "country") and _is_scene(parse, b)
        }  # fmt: skip
        if lands:
            return lands.pop() if len(lands) == 1 else None
    return None


def _is_scene(parse: Parse, b: Phrase) -> bool:
    before = parse.tokens[b.first - 1] if b.first else None
    return before is not None and (before.lower in _THERE or before.lemma in _HARM)


def _is_town(p: Phrase) -> bool:
    """A town of the long list, whose name may well be that of another one elsewhere."""
    entry = authorities.named(p.name) if p.sort == "place" else None
    return entry is not None and entry.how == "town"


def country_of(
    parse: Parse, found: tuple[Phrase, ...], k: int, told: Spoken, total: int
) -> str | None:
    """The country that is spoken of most, where near and earlier mentions weigh more."""
    here = parse.tokens[found[k].first].sentence
    weight: dict[str, float] = {}
    for sentence, country in told:
        back = here - sentence
        near = 0.6**back if back >= 0 else 0.15 * 0.6**-back
        lead = 0.5 if sentence == 0 else 0.0
        weight[country] = weight.get(country, 0.0) + near + lead + 1.0 / total
    ranked = sorted(weight.items(), key=lambda kv: (-kv[1], kv[0]))
    return ranked[0][0] if ranked else None
