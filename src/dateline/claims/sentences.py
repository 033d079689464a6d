"""Sentences that the parser cut at an abbreviation: "11:01 p.m. | Pacific time"."""

from __future__ import annotations

from dateline.model import Parse, Token

_ALWAYS = frozenset({"approx.", "approx"})
_CLOCKS = frozenset({"a.m.", "p.m."})
_ZONES = frozenset({
    "pacific", "eastern", "central", "mountain", "moscow", "tokyo", "seoul", "pyongyang", "korea",
    "japan", "local", "beijing", "taipei", "iran", "israel", "tehran", "kyiv", "indian", "pakistan",
    "edt", "est", "pdt", "pst", "msk", "ist", "cst", "bst", "kst", "jst", "gmt", "utc",
})  # fmt: skip


def goes_on(parse: Parse, index: int) -> bool:
    """Whether sentence `index` goes on in the next one; False for the last."""
    if not 0 <= index < len(parse.sentences) - 1:
        return False
    last = [t.lower for t in parse.sentence_tokens(index)[-2:]]
    first = parse.sentence_tokens(index + 1)[0]
    if any(w in _ALWAYS for w in last):
        return True
    following = parse.sentence_tokens(index + 1)[1:2]
    zoned = bool(following) and following[0].lower == "time"  # "Sanaa time"
    timed = (
        zoned or first.lower in _ZONES or first.entity in ("DATE", "TIME") or first.text.islower()
    )
    return last[-1] in _CLOCKS and timed


def stretch(parse: Parse, index: int) -> tuple[Token, ...]:
    """Tokens of a sentence and of what was cut off it on both sides."""
    first = last = index
    while goes_on(parse, first - 1):
        first -= 1
    while goes_on(parse, last):
        last += 1
    return tuple(t for n in range(first, last + 1) for t in parse.sentence_tokens(n))
