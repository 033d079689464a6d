"""What a figure counts or measures: names that are no figures, the counted noun, the quantity."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.figures.finding import Found
from dateline.annotate.numerals import FRACTIONS
from dateline.model import Figure, FigureSpan, Parse, Shape, Span, Token, half_place
from dateline.reference import casualties, units

# "38th parallel", "21st century", "the 12th of May" name something; they are no place in a series.
_NAMED_ORDINAL = re.compile(
    r"\s+(?:parallel|centur|quarter|half\b|street|avenue|floor|fleet|brigade|regiment|battalion|corps|"
    r"amendment|army|of\s+(?:january|february|march|april|may|june|july|august|september|october|"
    r"november|december)|lady|world)|-(?:quarter|half|century|degree|class|hand|rate)"
)


_TIME_PART = re.compile(
    r"\s+(?:ago\b|of\s+(?:the\s+(?:year|month|week|season|century)\b|(?:19|20)\d\d\b|last\b|this\b|next\b))"
)
_FIRST = re.compile(r"\b(?:first|last|final|opening|closing)\s+$")
# "one of the hottest", "one of the most popular" single out, they do not count.
_OF_BEST = re.compile(
    r"\s+of\s+(?:the|its|their|his|her|our)\s+(?:\w+est|most|best|worst|least|few)\b", re.I
)
_GRADES = frozenset({"phase", "stage", "category", "type", "group", "level", "class", "tier"})
_TITLES = re.compile(
    r"\b(highway|route|road|flight|room|article|channel|line|number|no\.|page|chapter|section|gate|"
    r"runway|platform|bus|unit|level|phase|stage|category|type|group|tier|sector|terminal|class|zone|"
    r"division|apartment|suite|figure|table|paragraph|clause|rule|code|model|version|block|reactor|"
    r"part|volume|episode|season|grade|interstate|exit|pier|district|precinct|ward|bay|pad|site|"
    r"round|week|day|hour|game|match|lane|track|building|resolution|protocol|title|act|law)\s+$",
    re.IGNORECASE,
)


def _is_title(parse: Parse, tokens: list[Token], found: Found) -> bool:
    """ "Highway 9", "reactor 4", "the first three months of 2009": no counts."""
    text, start, end = parse.text, tokens[0].start, tokens[-1].end
    figure = found.figure
    measured = units.all_units().get(figure.unit)
    if measured is not None and measured.quantity == "duration":
        behind = text[end : end + 20].lower()
        lead = _FIRST.search(text[max(0, start - 12) : start].lower())
        over = _TIME_PART.match(behind)
        return over is not None and (bool(lead) or behind.lstrip().startswith("ago"))
    if figure.unit != "1" or figure.shape is not Shape.EXACT or found.rule != "number":
        return False
    if tokens[0].lower == "one" and _OF_BEST.match(text, end):
        return True
    titled = _TITLES.search(text, max(0, start - 14), start)
    if titled is None or len(tokens) > 1:
        return False
    return titled[1].lower() in _GRADES or _next_noun(parse, tokens[-1]) is None


def _measures(parse: Parse, number: Token) -> bool:
    """Whether a unit follows a number ("the second 700 km")."""
    behind = parse.tokens[number.i + 1 : number.i + 2]
    unit = units.unit(behind[0].text) if behind else None
    return unit is not None and unit.quantity != "duration"


_SCORE = re.compile(r"(?<![\w-])\d{1,3}-$")


def is_name(parse: Parse, tokens: list[Token], found: Found) -> bool:
    """Numbers that belong to a name: "Hwasong-17", "Boeing 737", "38th parallel", "Article 5"."""
    first = tokens[0]
    if found.figure.shape is Shape.ORDINAL:
        last = tokens[-1]
        after = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
        if last.dep == "advmod" and parse.tokens[last.head].pos == "VERB":
            return True  # "first noticed"
        if after is not None and after.lower in ("one", "ones", "few", "time"):
            return True
        if after is not None and after.pos == "NUM" and not _measures(parse, after):
            return True  # "the first two victims"
        behind = parse.text[tokens[-1].end : tokens[-1].end + 16].lower()
        if _NAMED_ORDINAL.match(behind):
            return True
        return any(t.entity in ("EVENT", "FAC", "LAW", "ORG", "WORK_OF_ART") for t in tokens)
    if _is_title(parse, tokens, found):
        return True
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
    if figure.unit == "1" and figure.shape is not Shape.RATIO and _is_age(parse, tokens, figure):
        figure = replace(figure, unit="year")
    elif head is not None and unit is None and figure.shape is Shape.ORDINAL:
        figure = replace(figure, unit=_counted(head))
    elif figure.unit == "1" and head is not None and figure.shape is not Shape.RATIO:
        figure = replace(figure, unit=_counted(head))
        between = parse.text[span.end : head.start]
        if head.start >= span.end and len(between) < 60 and not re.search(r"\d", between):
            span = Span(span.start, head.end)
    if head is not None and unit is None and figure.shape is Shape.ORDINAL:
        span = Span(span.start, max(span.end, head.end if head.i - tokens[-1].i <= 3 else 0))
    figure = replace(figure, original=span.of(text))
    unit = units.all_units().get(figure.unit) if figure.shape is not Shape.ORDINAL else unit
    quantity = _quantity(parse, figure, unit, head, tokens)
    finding = _misfit(figure)
    return FigureSpan(span, figure, quantity, head.i if head else None, finding, found.rule)


def _head(parse: Parse, tokens: list[Token]) -> Token | None:
    """The noun that a numeral counts or the unit noun itself; None for a bare number."""
    numeral = next((t for t in tokens if t.pos == "NUM" or t.lower in _MANY_HEADS), tokens[-1])
    many = [t for t in tokens if t.lower in _MANY_HEADS]
    numeral = many[-1] if len(many) > 1 else numeral  # "hundreds of thousands"
    inside = {t.i for t in tokens}
    nouns = (t for t in tokens if (t.pos in ("NOUN", "SYM") and t.lower.isalpha()) or t.text == "%")
    last = max(nouns, default=None, key=lambda t: t.i)
    if last is not None and last.lower not in _MANY_HEADS and singular(last.lower) not in FRACTIONS:
        return last
    head = parse.tokens[numeral.head]
    hops = 0
    while head.i in inside and head.head != head.i and hops < 4:
        head, hops = parse.tokens[head.head], hops + 1
    if numeral.lower in _MANY_HEADS or numeral.pos in ("NOUN", "NUM"):
        for prep in parse.kids(numeral.i, "prep"):
            if prep.lower == "of":
                for noun in parse.kids(prep.i, "pobj"):
                    if prep.i + 1 < noun.i and parse.tokens[prep.i + 1].pos == "NUM":
                        return None  # "36 of 48 missiles" counts missiles once
                    if noun.pos in ("NOUN", "PROPN"):
                        return noun
    if head.i in inside or head.pos not in ("NOUN", "PROPN") or head.i < tokens[0].i:
        return _next_noun(parse, tokens[-1])
    owner = any(k.tag == "POS" for k in parse.kids(head.i))
    if owner and parse.tokens[head.head].pos == "NOUN":
        head = parse.tokens[head.head]  # "18 children's deaths" counts deaths
    if head.i - tokens[-1].i > 8:
        return None
    # "two commercial and two backyard farms": the noun belongs to the number next to it.
    behind = parse.tokens[tokens[-1].i + 1 : head.i]
    if any(t.pos == "NUM" and t.text != "one" for t in behind):
        return None
    return head


def _next_noun(parse: Parse, last: Token) -> Token | None:
    """The noun right behind a number that the parse hangs elsewhere, over its adjectives."""
    found = None
    for token in parse.tokens[last.i + 1 : last.i + 6]:
        if token.sentence != last.sentence:
            break
        if token.tag in ("NN", "NNS"):
            found = token
        elif found is not None or not (token.pos == "ADJ" or token.dep in ("amod", "pcomp")):
            break
    return found


_MANY_HEADS = frozenset({
    "multiple", "several", "dozens", "scores", "hundreds", "thousands", "millions", "billions",
    "number", "couple", "pair", "dozen", "handful", "score", "numerous", "both", "few", "no",
    "none", "tens",
})  # fmt: skip
_PLURAL = frozenset({"NNS", "NNPS"})
_IRREGULAR = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "lives": "life", "wives": "wife", "knives": "knife", "others": "other", "ones": "one",
    "policemen": "policeman", "servicemen": "serviceman", "gunmen": "gunman", "feet": "foot",
    "fishermen": "fisherman", "crewmen": "crewman", "mice": "mouse", "teeth": "tooth",
}  # fmt: skip
_LONG = ("ches", "shes", "sses", "xes", "zzes", "uses")


def singular(word: str) -> str:
    """The singular of a plural noun in small letters: "doses" → "dose", "crises" stays."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("ies") and len(word) > 5:
        return word[:-3] + "y"
    if word.endswith(_LONG) and not word.endswith(("houses", "causes", "clauses", "excuses")):
        return word[:-2]
    if word.endswith(("toes", "goes", "heroes", "echoes", "cargoes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _counted(head: Token) -> str:
    """The unit of a counted noun: its singular, or the key of the unit table ("dollars": USD)."""
    lower = head.lower
    lemma = head.lemma.lower()
    odd = lemma == lower or lemma + "s" != lower
    noun = singular(lower) if (head.tag in _PLURAL and odd) or lower in _IRREGULAR else lemma
    # "Iskander-M" ends in no metre.
    measured = units.unit(lower) if len(lower) > 2 and "-" not in lower else None
    return measured.key if measured is not None else noun


_AGE_LEAD = re.compile(
    r"\b(?:aged|ages|age|mean age|median age)(?:\s+(?:of|from|between))?"
    r"(?:\s+\d{1,3}(?:,| and))*\s*$",
    re.I,
)
_AGE_OF = re.compile(
    r"\b(?:man|woman|boy|girl|child|fisherman|student|teacher|soldier|policeman|farmer|[a-z]+er|[a-z]+ist)\s+of\s*$"
)
_HUMANS = re.compile(
    r"\b(?:men|women|man|woman|boys?|girls?|children|sons?|daughters?|brothers?|sisters?|"
    r"patients|people|victims|twins)(?:,|\s+aged)?\s+"
    r"(?:(?:aged\s+)?\d{1,3}(?:,| and)\s+)*(?:and\s+)?$", re.I,
)  # fmt: skip


def _is_age(parse: Parse, tokens: list[Token], figure: Figure) -> bool:
    """Whether a bare number of at most three digits is an age.

    1. "aged 42", "under age five". 2. ", 42," behind a name. 3. "two sons, 9 and 11", "women
    between 19 and 97", "a fisherman of 19".
    """
    if figure.shape in (Shape.ORDINAL, Shape.MULTIPLE, Shape.SEVERAL, Shape.DOZENS):
        return False
    highest = figure.high if figure.high is not None else figure.low
    if highest is None or not 0 < highest <= 120:
        return False
    text, start, end = parse.text, tokens[0].start, tokens[-1].end
    if _AGE_LEAD.search(text, max(0, start - 24), start) or re.search(
        r"\bage(?:d|s)?(?:\s+of)?\s+\S+$", text[start:end], re.IGNORECASE
    ):  # 1.
        return True
    closed = re.match(r"\s*(?:[,.;)]|$)", text[end : end + 2])
    before = parse.tokens[tokens[0].i - 2] if tokens[0].i > 1 else None
    comma = tokens[0].i > 0 and parse.tokens[tokens[0].i - 1].text == ","
    if comma and closed and before is not None and len(tokens) == 1 and tokens[0].text.isdigit():
        named = before.tag in ("NNP", "NN") and before.entity not in ("GPE", "LOC")  # 2.
        if named and text[end : end + 1] == "," and tokens[0].sentence == before.sentence:
            return before.entity == "PERSON" or tokens[0].dep in ("appos", "npadvmod", "nummod")
    if closed and _AGE_OF.search(text, max(0, start - 24), start):  # 3.
        return True
    ranged = figure.shape is Shape.BETWEEN
    return bool(
        (closed or ranged or re.match(r"\s+and\s+\d", text[end : end + 6]))
        and _HUMANS.search(text, max(0, start - 40), start)
        and (
            ranged
            or "," in text[max(0, start - 8) : start]
            or " and " in text[max(0, start - 6) : start]
        )
    )


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
    if head is not None and parse.text.startswith("-", tokens[-1].end):
        return "count"  # "a nine-story building" is what was hit, whoever died in it
    context = _clause(parse, tokens)
    for name, pattern in casualties.by_words():
        if pattern.search(context):
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
