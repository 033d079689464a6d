"""Figures: approximator, number and unit → an interval with a shape.

1. Find numerals, number words ("multiple", "several", "dozens") and fixed phrases.
2. Read the approximator on the left, a range on the right, the unit or counted noun behind.
3. Leave out what is no figure: dates, clock times, names of models, addresses.
4. Join a bracketed conversion to its figure; flag one that does not fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.annotate.numerals import FRACTIONS, NUMERAL, ORDINALS, read
from dateline.model import Figure, FigureSpan, Parse, Shape, Span, Token, half_place
from dateline.reference import units

_B = r"(?<![\w.,-])"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|circa|an estimated|"
    r"estimated|in the region of|or so|just about|something like|upwards of"
)
_BOUNDS: tuple[tuple[Shape, str], ...] = (
    (Shape.AT_LEAST, r"at least|no fewer than|not fewer than|no less than|not less than|"
                     r"a minimum of|minimum|upwards of"),
    (Shape.OVER, r"more than|over|above|greater than|in excess of|exceeding|well over|just over|"
                 r"a little over|slightly more than|better than"),
    (Shape.UP_TO, r"up to|as many as|as much as|at most|no more than|not more than|a maximum of|"
                  r"maximum|as far as|as high as|as long as"),
    (Shape.UNDER, r"fewer than|less than|under|below|just under|nearly|almost|close to|"
                  r"just short of|not quite|approaching"),
    (Shape.ABOUT, r"about|around|roughly|approximately|approx\.?|some|circa|an estimated|"
                  r"estimated|in the region of|something like|somewhere around|more or less|~|"
                  r"an average of|on average"),
)  # fmt: skip
_NEARLY = frozenset({"nearly", "almost", "close to", "just short of", "not quite", "approaching",
                     "just under"})  # fmt: skip
_LEFT = re.compile(
    r"(?<!\w)(" + "|".join(
        f"(?P<b{n}>{words})" for n, (_, words) in enumerate(_BOUNDS)
    ) + r")\s*(?:the\s+|only\s+|just\s+)?$", re.IGNORECASE,
)  # fmt: skip
_CURRENCY = r"US\$|C\$|AU?\$|\$|€|£|¥|₩|₽|₹"
_NUMBER = re.compile(
    rf"(?P<cur>{_CURRENCY})?\s?{_B}(?P<low>{NUMERAL})(?![\w])"
    rf"(?:(?:\s*(?:-|–|—|to|or|and)\s*)(?P<cur2>{_CURRENCY})?(?P<high>{NUMERAL})(?![\w]))?",
    re.IGNORECASE,
)
_CUR_ONLY = re.compile(rf"(?:{_CURRENCY})$")
_MANY = re.compile(
    r"(?<!\w)(?P<word>multiple|several|dozens|scores|hundreds|thousands|"
    r"tens of thousands|hundreds of thousands|millions|tens of millions|billions|"
    r"a (?:large )?number of|a couple|a pair|half[\s-]a[\s-]dozen|a half[\s-]dozen|a dozen|"
    r"(?P<times>two|three|four|five|six) dozen|a handful|a score|numerous|both|a few|scores|"
    r"no|zero)(?!\w)",
    re.IGNORECASE,
)
_MANY_BOUNDS: dict[str, tuple[float, float | None, Shape, bool]] = {
    "multiple": (2, None, Shape.MULTIPLE, False),
    "numerous": (2, None, Shape.MULTIPLE, True),
    "a number of": (2, None, Shape.MULTIPLE, True),
    "several": (3, None, Shape.SEVERAL, True),
    "a few": (3, None, Shape.SEVERAL, True),
    "a handful": (3, None, Shape.SEVERAL, True),
    "dozens": (24, 100, Shape.DOZENS, True),
    "scores": (40, None, Shape.MULTIPLE, True),
    "hundreds": (200, None, Shape.MULTIPLE, True),
    "thousands": (2000, None, Shape.MULTIPLE, True),
    "tens of thousands": (20000, None, Shape.MULTIPLE, True),
    "hundreds of thousands": (200000, None, Shape.MULTIPLE, True),
    "millions": (2e6, None, Shape.MULTIPLE, True),
    "tens of millions": (2e7, None, Shape.MULTIPLE, True),
    "billions": (2e9, None, Shape.MULTIPLE, True),
    "a couple": (2, 2, Shape.EXACT, True),
    "a pair": (2, 2, Shape.EXACT, False),
    "half a dozen": (6, 6, Shape.EXACT, False),
    "a half dozen": (6, 6, Shape.EXACT, False),
    "a dozen": (12, 12, Shape.EXACT, False),
    "a score": (20, 20, Shape.EXACT, False),
    "both": (2, 2, Shape.EXACT, False),
    "no": (0, 0, Shape.EXACT, False),
    "zero": (0, 0, Shape.EXACT, False),
}
_RATIO = re.compile(
    r"(?<!\w)(?P<n>\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?:[\s-]?fold|\s+times|x)(?!\w)(?!\s+(?:a|per|each|in)\b)", re.IGNORECASE,
)  # fmt: skip
_MULTIPLIER = re.compile(
    r"(?<!\w)(doubled?|doubling|tripled?|tripling|quadrupled?|twice)(?!\w)", re.I
)
_MULTIPLES = {"d": 2.0, "t": 3.0, "q": 4.0}
_PART = re.compile(
    r"(?<!\w)(?:(?P<a>one|two|three|four|five|seven|nine|a|\d+)[\s-]"
    r"(?P<b>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)"
    r"|(?P<c>one|two|three|four|\d+) in (?P<d>every )?(?P<e>two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)|(?P<half>half))(?!\w)", re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(
    r"(?<!\w)(?P<o>" + "|".join(ORDINALS) + r"|\d+(?:st|nd|rd|th))(?!\w)", re.IGNORECASE
)
_MACH = re.compile(r"(?<!\w)Mach\s+(?P<n>\d+(?:\.\d+)?)", re.IGNORECASE)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_DATE = re.compile(
    rf"(?<!\w)(?:(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})\.?(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\.?,?\s+\d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}(?::|\.)\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?(?:\s*(?:KST|JST|GMT|UTC|EST|EDT|ET))?"
    r"|\d{1,2}\s*[ap]\.?m\b\.?|\d{4}\s+(?:GMT|UTC|hours)|(?:19|20)\d\d[-–](?:19|20)?\d\d"
    r"|'\d\ds|(?:1[0-9]|20)\d\ds)(?!\w)", re.IGNORECASE,
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BRACKET = re.compile(r"\s*[(\[]\s*$")
_CASUALTY = {
    "killed": r"\b(?:kill(?:ed|ing|s)?|dead|died|deaths?|fatalit|slain|lives)\b",
    "injured": r"\b(?:injur|wound|hurt|hospitali[sz])",
    "missing": r"\bmissing\b",
    "arrested": r"\b(?:arrest|detain|in custody)",
    "displaced": r"\b(?:displac|evacuat|fled|homeless|refugees)",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    figure: Figure
    rule: str


def read_figure(words: str) -> Figure | None:
    """The figure of a bare phrase such as "at least two missile launches"; None if there is none.

    The counted noun is the last word of the phrase; no parse is needed.
    """
    found = _numbers(words)
    if not found:
        return None
    first = found[0]
    if first.figure.unit == "1" and first.figure.shape not in (Shape.ORDINAL, Shape.RATIO):
        rest = re.sub(r"\(.*?\)", "", words[first.end :]).split()
        nouns = [w for w in rest if w.isalpha() and w.islower()]
        if nouns:
            noun = _singular(nouns[-1])
            return replace(first.figure, unit=noun)
    return first.figure


def annotate(parse: Parse) -> tuple[FigureSpan, ...]:
    """Figures of a text in order, with head, unit of the counted noun, and quantity."""
    out = []
    for found in _numbers(parse.text):
        span = Span(found.start, found.end)
        tokens = parse.tokens_in(span)
        if not tokens or _is_name(parse, tokens, found):
            continue
        out.append(_headed(parse, span, tokens, found))
    return tuple(_articles(parse, out))


# ---------------------------------------------------------------------- finding


def _numbers(text: str) -> list[_Found]:
    """All figures of a text without overlaps, conversions joined, in order."""
    taken = [(m.start(), m.end()) for m in _DATE.finditer(text)]
    out: list[_Found] = []

    def free(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in taken)

    def add(found: _Found | None) -> None:
        if found and free(found.start, found.end):
            taken.append((found.start, found.end))
            out.append(found)

    for m in _MACH.finditer(text):
        add(_bounded(text, m.start(), m.end(), float(m["n"]), None, "mach", "Mach number"))
    for m in _RATIO.finditer(text):
        numeral = read(m["n"])
        if numeral:
            figure = Figure(
                numeral.value, numeral.value, "1", Shape.RATIO, m.group(), numeral.value
            )
            add(_Found(m.start(), m.end(), figure, "times or -fold"))
    for m in _MULTIPLIER.finditer(text):
        value = 2.0 if m.group().lower().startswith("tw") else _MULTIPLES[m.group()[0].lower()]
        figure = Figure(value, value, "1", Shape.RATIO, m.group(), value)
        add(_Found(m.start(), m.end(), figure, "multiplying word"))
    for m in _MANY.finditer(text):
        add(_many(text, m))
    for m in _PART.finditer(text):
        add(_part(m))
    for m in _ORDINAL.finditer(text):
        add(_ordinal(text, m))
    for m in _NUMBER.finditer(text):
        add(_number(text, m))
    out.sort(key=lambda f: f.start)
    return _conversions(text, out)


def _number(text: str, m: re.Match[str]) -> _Found | None:
    low = read(m["low"])
    if low is None:
        return None
    start = m.start("cur") if m["cur"] else m.start("low")
    high, end = None, m.end("low")
    between = re.search(r"\b(?:between|from)\s*$", text[:start], re.IGNORECASE)
    joint = re.search(r"\s+(?:and|or)\s*$", text[end : m.start("high")] + "") if m["high"] else None
    if m["high"] and (between or not joint or joint.group().strip().lower() != "and"):
        top = read(m["high"])
        if top is not None and top.value > _same_scale(low.value, m["low"], m["high"]):
            high, end = top.value, m.end("high")
            value = _same_scale(low.value, m["low"], m["high"])
            low = replace(low, value=value)
            start = between.start() if between else start
    unit, end = _unit(text, end, m["cur"])
    plain = unit == "1" and high is None and not m["cur"]
    if plain and _YEAR.match(m["low"]) and not _LEFT.search(text[:start]):
        return None
    return _bounded(text, start, end, low.value, high, unit, "number")


def _same_scale(low: float, words: str, top: str) -> float:
    """ "2 to 3 million": the scale of the upper number is meant for the lower one too."""
    scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|mn)", top, re.IGNORECASE)
    if scale and not re.search(r"[a-z]{4,}|bn|mn", words, re.IGNORECASE):
        from dateline.annotate.numerals import SCALES

        return low * SCALES[scale.group().lower()]
    return low


_UNIT_WORDS = re.compile(
    r"[\s-]?(?P<u>" + "|".join(
        re.escape(w) for w in sorted(units.by_words(), key=len, reverse=True)
    ) + r")(?![\w/])"
)  # fmt: skip


def _unit(text: str, end: int, currency: str | None) -> tuple[str, int]:
    if currency:
        found = units.unit(currency)
        m = re.compile(r"\s*(?:million|billion|trillion)\b", re.I).match(text, end)
        return (found.key if found else "USD"), (m.end() if m else end)
    m = _UNIT_WORDS.match(text, end)
    if m:
        found = units.unit(m["u"])
        single = len(m["u"]) == 1 and m["u"] != "%" and text[end : end + 1] == " "
        if found and not (single and m["u"] not in ("m", "s", "h")):
            return found.key, m.end()
    return "1", end


def _bounded(
    text: str, start: int, end: int, low: float, high: float | None, unit: str, rule: str
) -> _Found:
    """The interval of a number or range with the approximator on its left."""
    m = _LEFT.search(text[max(0, start - 40) : start])
    shape, word = Shape.EXACT, ""
    if m:
        offset = max(0, start - 40)
        shape = next(s for n, (s, _) in enumerate(_BOUNDS) if m[f"b{n}"])
        word = " ".join(m[1].lower().split())
        start = offset + m.start(1)
    after = re.compile(r"\s*(?:or more|or so|-odd|\+|or fewer|or less)\b|\+", re.I).match(text, end)
    if after and shape is Shape.EXACT:
        tail = after.group().strip().lower()
        shape = Shape.ABOUT if tail in ("or so", "-odd") else (
            Shape.UP_TO if tail in ("or fewer", "or less") else Shape.AT_LEAST
        )  # fmt: skip
        end = after.end()
    words = text[start:end]
    if high is not None:
        return _Found(start, end, Figure(low, high, unit, Shape.BETWEEN, words), "range")
    return _Found(start, end, interval(low, unit, shape, words, word), rule)


def interval(value: float, unit: str, shape: Shape, words: str, approximator: str = "") -> Figure:
    """The interval that a shape makes of a stated number (DESIGN, closed lists)."""
    half = half_place(value)
    match shape:
        case Shape.ABOUT:
            return Figure(max(0.0, value - half), value + half, unit, shape, words, value)
        case Shape.AT_LEAST:
            return Figure(value, None, unit, shape, words, value)
        case Shape.OVER:
            return Figure(value, None, unit, shape, words, value, open_low=True)
        case Shape.UP_TO:
            return Figure(0.0, value, unit, shape, words, value)
        case Shape.UNDER:
            if approximator in _NEARLY:
                return Figure(max(0.0, value - half), value, unit, shape, words, value)
            return Figure(0.0, value, unit, shape, words, value, open_high=True)
        case _:
            return Figure(value, value, unit, Shape.EXACT, words, value)


def _many(text: str, m: re.Match[str]) -> _Found | None:
    word = re.sub(r"[\s-]+", " ", m["word"].lower()).replace("large ", "")
    if m["times"]:
        count = read(m["times"])
        value = 12 * (count.value if count else 1)
        return _bounded(text, m.start(), m.end(), value, None, "1", "dozens counted")
    low, high, shape, soft = _MANY_BOUNDS[word]
    if word in ("no", "zero", "both"):
        return _Found(
            m.start(), m.end(), Figure(low, high, "1", shape, m.group(), low), f"word {word!r}"
        )
    start = m.start()
    left = _LEFT.search(text[max(0, start - 40) : start])
    if shape is Shape.EXACT:
        return replace_soft(_bounded(text, start, m.end(), low, None, "1", f"word {word!r}"), soft)
    if left:
        start = max(0, start - 40) + left.start(1)
    figure = Figure(low, high, "1", shape, text[start : m.end()], None, soft=soft)
    return _Found(start, m.end(), figure, f"word {word!r}")


def replace_soft(found: _Found, soft: bool) -> _Found:
    """The same find with its bounds marked as soft or hard."""
    return replace(found, figure=replace(found.figure, soft=soft))


def _part(m: re.Match[str]) -> _Found | None:
    if m["half"]:
        value = 0.5
    elif m["c"]:
        a, b = read(m["c"]), read(m["e"])
        if a is None or b is None or b.value == 0:
            return None
        value = a.value / b.value
    else:
        top = read(m["a"]) if m["a"].lower() != "a" else None
        value = (top.value if top else 1.0) * FRACTIONS[m["b"].lower().rstrip("s")]
    figure = Figure(value, value, "1", Shape.RATIO, m.group(), value)
    return _Found(m.start(), m.end(), figure, "part of a whole")


def _ordinal(text: str, m: re.Match[str]) -> _Found | None:
    word = m["o"].lower()
    value = ORDINALS.get(word) or float(re.sub(r"\D", "", word))
    if word == "second" and re.match(r"\s+(?:later|ago|after|of)\b", text[m.end() :]):
        return None
    figure = Figure(value, value, "1", Shape.ORDINAL, m.group(), value)
    return _Found(m.start(), m.end(), figure, "ordinal")


def _conversions(text: str, found: list[_Found]) -> list[_Found]:
    """A figure in brackets right after another of the same quantity is its conversion."""
    out: list[_Found] = []
    for f in found:
        last = out[-1] if out else None
        between = text[last.end : f.start] if last else ""
        if last and _BRACKET.match(between) and text[f.end : f.end + 1] in (")", "]"):
            a, b = units.all_units().get(last.figure.unit), units.all_units().get(f.figure.unit)
            if a and b and a.base == b.base and f.figure.number is not None:
                figure = replace(last.figure, converted=(f.figure.number, f.figure.unit))
                out[-1] = _Found(last.start, f.end + 1, figure, last.rule)
                continue
        out.append(f)
    return out


# ---------------------------------------------------------------------- heads


def _is_name(parse: Parse, tokens: list[Token], found: _Found) -> bool:
    """Numbers that belong to a name: "Hwasong-17", "Boeing 737", "38th parallel", "Article 5"."""
    first = tokens[0]
    if found.figure.shape is Shape.ORDINAL:
        return any(t.entity in ("DATE", "TIME", "EVENT", "FAC", "LAW", "ORG", "WORK_OF_ART")
                   for t in tokens)  # fmt: skip
    before = parse.text[max(0, first.start - 1) : first.start]
    if before in ("-", "/") and first.start > 1 and parse.text[first.start - 2].isalnum():
        return True
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


def _headed(parse: Parse, span: Span, tokens: list[Token], found: _Found) -> FigureSpan:
    """Head, unit and quantity: the counted noun is the head of the numeral's phrase."""
    figure = found.figure
    head = _head(parse, tokens)
    unit = units.all_units().get(figure.unit)
    text = parse.text
    if figure.unit == "1" and head is not None and figure.shape not in (
        Shape.RATIO, Shape.ORDINAL
    ):  # fmt: skip
        figure = replace(figure, unit=_counted(head))
        if head.start >= span.end and head.start - span.end < 60:
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
    last = max((t for t in tokens if t.pos in ("NOUN", "SYM")), default=None, key=lambda t: t.i)
    if last is not None and last.lower not in _MANY_HEADS:
        return last
    head = parse.tokens[numeral.head]
    hops = 0
    while head.i in inside and head.head != head.i and hops < 4:
        head, hops = parse.tokens[head.head], hops + 1
    if numeral.lower in _MANY_HEADS or numeral.pos == "NOUN":
        for prep in parse.kids(numeral.i, "prep"):
            if prep.lower == "of":
                for noun in parse.kids(prep.i, "pobj"):
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
    return "count" if head is not None else "number"


def _measured(parse: Parse, unit: units.Unit, tokens: list[Token]) -> str:
    if unit.quantity != "distance":
        return unit.quantity
    node = tokens[-1]
    for _ in range(4):
        words = {node.lower, *(k.lower for k in parse.kids(node.i))}
        if words & {"altitude", "apogee", "height", "high", "tall", "peak"}:
            return "altitude"
        if node.pos == "VERB" or node.head == node.i:
            break
        node = parse.tokens[node.head]
    near = parse.text[max(0, tokens[0].start - 45) : tokens[0].start].lower()
    behind = parse.text[tokens[-1].end : tokens[-1].end + 25].lower()
    if re.search(r"(altitude|apogee|height|peak(?:ed)?)\b[^.,;]*$", near):
        return "altitude"
    return "altitude" if re.match(r"[^.,;]{0,8}\b(high|altitude|tall)\b", behind) else "distance"


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
    return f"{verb} {tail}"


def _misfit(figure: Figure) -> str | None:
    """A bracketed conversion that differs by more than the printed precision."""
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


def _articles(parse: Parse, found: list[FigureSpan]) -> list[FigureSpan]:
    """Add "a missile" and the like: one thing, counted by its article."""
    out = list(found)
    for t in parse.tokens:
        if t.lower in ("a", "an", "one") and t.dep in ("det", "nummod"):
            head = parse.tokens[t.head]
            if head.lemma in _ARTICLE_NOUNS and head.tag == "NN" and head.i - t.i <= 6:
                span = Span(t.start, head.end)
                if not any(f.span.overlaps(span) for f in out):
                    figure = Figure(1, 1, head.lemma, Shape.EXACT, span.of(parse.text), 1)
                    out.append(FigureSpan(span, figure, "count", head.i, None, "article"))
    return sorted(out, key=lambda f: f.span)


_ARTICLE_NOUNS = frozenset({"missile", "projectile", "rocket", "drone", "warhead"})


def _singular(word: str) -> str:
    irregular = {"people": "person", "men": "person", "women": "person", "children": "person",
                 "launches": "launch", "lives": "life"}  # fmt: skip
    if word in irregular:
        return irregular[word]
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
