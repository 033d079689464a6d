"""What a figure counts or measures: names that are no figures, the counted noun, the quantity."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.figures.finding import Found
from dateline.annotate.numerals import FRACTIONS
from dateline.model import Figure, FigureSpan, Parse, Shape, Span, Token, half_place
from dateline.reference import units

_CASUALTY = {
    "killed": r"\b(?:kill(?:ed|ing|s)?|dead|died|deaths?|fatalit|slain|lives)\b",
    "injured": r"\b(?:injur|wound|hurt|hospitali[sz])",
    "missing": r"\bmissing\b",
    "arrested": r"\b(?:arrest|detain|in custody)",
    "displaced": r"\b(?:displac|evacuat|fled|homeless|refugees)",
}  # fmt: skip


# "38th parallel", "21st century", "the 12th of May" name something; they are no place in a series.
_NAMED_ORDINAL = re.compile(
    r"\s+(?:parallel|centur|quarter|half\b|street|avenue|floor|fleet|brigade|regiment|battalion|corps|"
    r"amendment|army|of\s+(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|lady|world)|-(?:quarter|half|century|degree|class|hand|rate)"
)


_SCORE = re.compile(r"(?<![\w-])\d{1,3}-$")


def is_name(parse: Parse, tokens: list[Token], found: Found) -> bool:
    """Numbers that belong to a name: "Hwasong-17", "Boeing 737", "38th parallel", "Article 5"."""
    first = tokens[0]
    if found.figure.shape is Shape.ORDINAL:
        behind = parse.text[tokens[-1].end : tokens[-1].end + 16].lower()
        if _NAMED_ORDINAL.match(behind):
            return True
        return any(t.entity in ("EVENT", "FAC", "LAW", "ORG", "WORK_OF_ART") for t in tokens)
    before = parse.text[max(0, first.start - 1) : first.start]
    if before in ("-", "/") and first.start > 1 and parse.text[first.start - 2].isalnum():
        return before == "/" or not _SCORE.search(parse.text, max(0, first.start - 5), first.start)
    if found.figure.unit == "1" and found.figure.shape is Shape.EXACT and found.rule == "number":
        previous = parse.tokens[first.i - 1] if first.i else None
        named = {"PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT"}
        if first.entity in named and not first.entity_start:
            return True
        if previous and previous.sentence == first.sentence and previous.pos == "PROPN" and (
            first.dep in ("nummod", "npadvmod", "appos", "pobj", "dobj", "attr", "nsubj", "punct")
            and first.head <= previous.i and previous.lower not in ("u.s.", "us")
        ) and first.text.isdigit():  # fmt: skip
            return True
    return found.figure.original.lower() == "no" and not _counts_noun(parse, tokens[0])


def _counts_noun(parse: Parse, token: Token) -> bool:
    head = parse.tokens[token.head]
    return head.pos == "NOUN" and head.lemma in _COUNTABLE


_COUNTABLE = frozenset({
    "death", "injury", "casualty", "fatality", "damage", "report", "missile", "victim", "arrest",
    "survivor", "launch", "wound", "explosion", "fire", "attack", "people", "person", "incident",
    "case", "vote",
})  # fmt: skip


def headed(parse: Parse, span: Span, tokens: list[Token], found: Found) -> FigureSpan:
    """Head, unit and quantity: the counted noun is the head of the numeral's phrase."""
    figure = found.figure
    head = _head(parse, tokens)
    unit = units.all_units().get(figure.unit)
    text = parse.text
    if figure.unit == "1" and head is not None and figure.shape not in (
        Shape.RATIO, Shape.ORDINAL
    ):  # fmt: skip
        figure = replace(figure, unit=_counted(head))
        between = parse.text[span.end : head.start]
        if head.start >= span.end and len(between) < 60 and not re.search(r"\d", between):
            span = Span(span.start, head.end)
    if head is not None and unit is None and figure.shape is Shape.ORDINAL:
        span = Span(span.start, max(span.end, head.end if head.i - tokens[-1].i <= 3 else 0))
    figure = replace(figure, original=span.of(text))
    quantity = _quantity(parse, figure, unit, head, tokens)
    finding = _misfit(figure)
    return FigureSpan(span, figure, quantity, head.i if head else None, finding, found.rule)


def _head(parse: Parse, tokens: list[Token]) -> Token | None:
    """The noun that a numeral counts or the unit noun itself; None for a bare number."""
    numeral = next((t for t in tokens if t.pos == "NUM" or t.lower in _MANY_HEADS), tokens[-1])
    inside = {t.i for t in tokens}
    nouns = (t for t in tokens if (t.pos in ("NOUN", "SYM") and t.lower.isalpha()) or t.text == "%")
    last = max(nouns, default=None, key=lambda t: t.i)
    if last is not None and last.lower not in _MANY_HEADS and last.lower not in FRACTIONS:
        return last
    head = parse.tokens[numeral.head]
    hops = 0
    while head.i in inside and head.head != head.i and hops < 4:
        head, hops = parse.tokens[head.head], hops + 1
    if numeral.lower in _MANY_HEADS or numeral.pos in ("NOUN", "NUM"):
        for prep in parse.kids(numeral.i, "prep"):
            if prep.lower == "of":
                for noun in parse.kids(prep.i, "pobj"):
                    if noun.pos in ("NOUN", "PROPN"):
                        return noun
    if head.i in inside or head.pos not in ("NOUN", "PROPN"):
        return None
    return head if 0 < head.i - tokens[-1].i <= 8 else None


_MANY_HEADS = frozenset({
    "multiple", "several", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    "number", "couple", "pair", "dozen", "handful", "score", "numerous", "both", "few", "no",
})  # fmt: skip
_PERSONS = frozenset({"people", "person", "man", "woman", "child", "men", "women", "children"})


def _counted(head: Token) -> str:
    lemma = head.lemma.lower()
    if lemma in ("other", "one", "victim", "individual", "civilian") and lemma != "civilian":
        return "person"
    return "person" if lemma in _PERSONS else lemma


def _quantity(
    parse: Parse,
    figure: Figure,
    unit: units.Unit | None,
    head: Token | None,
    tokens: list[Token],
) -> str:
    if figure.shape is Shape.ORDINAL:
        return "ordinal"
    if figure.shape is Shape.RATIO:
        return "ratio"
    if unit is not None:
        return _measured(parse, unit, tokens)
    context = _clause(parse, tokens)
    for name, pattern in _CASUALTY.items():
        if re.search(pattern, context, re.IGNORECASE):
            return f"casualties:{name}"
    if re.search(r"\b(?:intercept|shot down|downed|shoot down|destroyed)", context, re.IGNORECASE):
        return "intercepted"
    if head is not None and re.search(r"\b(?:launch|fired?\b|firing|lobbed)", context, re.I):
        return "launched"
    return "count" if head is not None else "number"


_NOUNS = re.compile(r"\b(distance|range|altitude|apogee|height)s?\b", re.IGNORECASE)
_KM = re.compile(r"\d\s*(?:km|kilomet\w+|miles?|met(?:er|re)s?)\b", re.IGNORECASE)


def _respectively(parse: Parse, token: Token) -> str | None:
    """The quantity by order: "distance and altitude are 3,700 km and 800 km respectively"."""
    sentence = parse.sentences[token.sentence]
    words = parse.text[sentence.start : sentence.end]
    if "respectively" not in words.lower():
        return None
    lead = words[: token.start - sentence.start]
    nouns = [m[1].lower() for m in _NOUNS.finditer(words)]
    number = len(_KM.findall(lead[lead.lower().rfind(nouns[-1]) :])) if nouns else 0
    if len(nouns) < 2 or number >= len(nouns):
        return None
    return "distance" if nouns[number] in ("distance", "range") else "altitude"


_GAPPED = re.compile(r"\band\s+the\s+(?:second|third|other|last)\b[^.;,]*$", re.IGNORECASE)


def _measured(parse: Parse, unit: units.Unit, tokens: list[Token]) -> str:
    if unit.quantity != "distance":
        return unit.quantity
    ordered = _respectively(parse, tokens[0])
    if ordered:
        return ordered
    node = tokens[-1]
    # "… and the second 800 km" goes on with the verb, not with the altitude of the first.
    gapped = _GAPPED.search(parse.text, max(0, tokens[0].start - 30), tokens[0].start)
    for _ in range(0 if gapped else 4):
        words = {node.lower, *(k.lower for k in parse.kids(node.i))}
        if words & {"altitude", "apogee", "height", "high", "tall", "peak"}:
            return "altitude"
        if node.pos == "VERB" or node.head == node.i:
            break
        node = parse.tokens[node.head]
    near = parse.text[max(0, tokens[0].start - 45) : tokens[0].start].lower()
    behind = parse.text[tokens[-1].end : tokens[-1].end + 25].lower()
    if re.search(r"(altitude|apogee|height|peak(?:ed)?)\b[^.,;\d]*$", near):
        return "altitude"
    return "altitude" if re.match(r"[^.,;]{0,4}\b(high|in altitude|tall)\b", behind) else "distance"


def _clause(parse: Parse, tokens: list[Token]) -> str:
    """Words from the figure to the end of its clause, and the verb above it."""
    node = tokens[-1]
    verb = ""
    for _ in range(4):
        node = parse.tokens[node.head]
        if node.pos == "VERB":
            verb = node.text
            break
    tail = re.split(r"[.;]|\band\b|,", parse.text[tokens[0].start :], maxsplit=1)[0][:80]
    toll = next((k.text for k in parse.kids(node.i, "nsubj") if k.lemma in ("toll", "death")), "")
    return f"{verb} {tail} {'dead' if toll else ''}"


_POINTED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,])")


def _misfit(figure: Figure) -> str | None:
    """What looks misprinted: a bracketed conversion that differs by more than its precision, or a
    point where a thousands separator may be meant ("flew 1.090 km"). Flagged, never mended."""
    if figure.unit in ("km", "m", "mi", "ft", "person") and _POINTED.search(figure.original):
        return "a point before three digits: a decimal or a thousands separator?"
    if figure.converted is None or figure.number is None:
        return None
    value, unit = figure.converted
    exact = units.convert(figure.number, figure.unit, unit)
    if exact is None:
        return None
    slack = half_place(value) + (units.convert(half_place(figure.number), figure.unit, unit) or 0)
    if abs(exact - value) <= slack:
        return None
    return (
        f"bracketed conversion does not fit: {figure.number:g} {figure.unit} is {exact:.0f} {unit}"
    )
