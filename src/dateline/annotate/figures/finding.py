"""Figures: approximator, number and unit → an interval with a shape.

1. Find numerals, number words ("multiple", "several", "dozens") and fixed phrases.
2. Read the approximator on the left, a range on the right, the unit or counted noun behind.
3. Leave out what is no figure: dates, clock times, names of models, addresses.
4. Join a bracketed conversion to its figure; flag one that does not fit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.annotate.numerals import FRACTIONS, NUMERAL, ORDINALS, SCALES, lowered, read
from dateline.model import Figure, Shape, half_place
from dateline.reference import units

_B = r"(?:(?<![\w.,-])|(?<=\d-)|(?<=minus ))"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|circa|an estimated|"
    r"estimated|in the region of|or so|just about|something like|upwards of"
)
_BOUNDS: tuple[tuple[Shape, str], ...] = (
    (Shape.AT_LEAST, r"at least|no fewer than|not fewer than|no less than|not less than|"
                     r"a minimum of|minimum|upwards of"),
    (Shape.OVER, r"more than|over|above|greater than|in excess of|exceed(?:ing|ed|s)?|"
                 r"well over|just over|"
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
    r"(?<!\w)(?P<word>multiple|several(?!\s+(?:dozen|hundred|thousand|million|billion))|dozens|scores|hundreds|thousands|"
    r"tens of thousands|hundreds of thousands|millions|tens of millions|billions|"
    r"a (?:large )?number of|a couple|a pair|half[\s-]a[\s-]dozen|a half[\s-]dozen|a dozen|"
    r"(?P<times>two|three|four|five|six) dozen|a handful|a score|numerous|both|"
    r"a few(?!\s+(?:dozen|hundred|thousand|million|billion))|"
    r"no(?!\s+(?:one|fewer|less|more|later|longer|doubt|sooner|matter|one's)\b)|"
    r"zero|no one|nobody|"
    r"(?P<some>several|a few)\s+(?P<scale>dozen|hundred|thousand|million|billion)s?)(?!\w)",
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
    r"(?<!\w)(doubled?|doubling|tripled?|tripling|quadrupled?|twice(?!\s+(?:a|per|each|in|every)\b))(?!\w)",
    re.I,
)
_MULTIPLES = {"d": 2.0, "t": 3.0, "q": 4.0}
_PART = re.compile(
    r"(?<!\w)(?:(?<!and )(?P<a>one|two|three|four|five|seven|nine|a|\d+)[\s-]"
    r"(?P<b>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)"
    r"|(?P<c>one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?P<d>every )?"
    r"(?P<e>two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)|(?<!and a )(?P<half>half)"
    r"(?!\s+(?:a\s+)?(?:dozen|hundred|thousand|million|billion)))(?!\w)", re.IGNORECASE,
)  # fmt: skip
_ORDINAL = re.compile(
    r"(?<!\w)(?P<o>" + "|".join(ORDINALS) + r"|\d+(?:st|nd|rd|th))(?!\w)", re.IGNORECASE
)
_MACH = re.compile(
    r"(?<!\w)Mach\s+(\d+(?:\.\d+)?)|"
    r"(?<!\w)(\d+(?:\.\d+)?|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)(?=\s+t))"
    r"\s+(?:Mach\b|times\s+the\s+speed\s+of\s+sound)",
    re.IGNORECASE,
)
_MAGNITUDE = re.compile(
    r"(?<!\w)magnitude[\s-](?:of\s+)?(\d+(?:\.\d+)?)|(?<![\w.])(\d+(?:\.\d+)?)[\s-]magnitude\b",
    re.IGNORECASE,
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec"
)
_DATE = re.compile(
    rf"(?<!\w)(?:(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?(?:,?\s+\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+(?:{_MONTHS})\.?(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\.?,?\s+\d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}"
    r"|\d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]\.?\s?m\.?)?(?:\s*(?:KST|JST|GMT|UTC|EST|EDT|ET))?"
    r"|\d{1,2}\.\d\d\s*(?:[ap]\.?\s?m\b\.?|KST|JST|GMT|UTC|EST|EDT|ET)"
    r"|\d{1,2}\s*[ap]\.?m\b\.?|\d{4}\s+(?:GMT|UTC|hours)|(?:19|20)\d\d[-–](?:19|20)?\d\d"
    r"|'\d\ds|(?:1[0-9]|20)\d\ds)(?!\w)", re.IGNORECASE,
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_BRACKET = re.compile(r"\s*[(\[]\s*$")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure at its characters, with the rule that found it."""

    start: int
    end: int
    figure: Figure
    rule: str


# ---------------------------------------------------------------------- finding


_NO_ONE = re.compile(r"\s+another\b|-(?:time|off|sided|another)\b|\s+day\b|\s+(?:is|who|thing)\b")
_BETWEEN = re.compile(r"\b(?:between|from)\s*$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:ris(?:e|es|en|ing)|rose|f[ae]ll(?:s|en|ing)?|grow(?:s|n|ing)?|grew|drop(?:s|ped)?|increas\w+|"
    r"decreas\w+|declin\w+|climb\w*|jump\w*|up|down|revis\w+|rais\w+|lower\w*|cut|went|reduc\w+|"
    r"doubl\w+|chang\w+|extend\w+|shr[aiu]nk)\b[^.;]*\bfrom\s*$", re.IGNORECASE,
)  # fmt: skip


_KEPT = re.compile(r"\\.|\(\?P[<=]\w+|[A-Z]")


def _small(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern for small letters: without IGNORECASE matching takes half the time."""
    source = _KEPT.sub(
        lambda m: m.group() if len(m.group()) > 1 else m.group().lower(), pattern.pattern
    )
    return re.compile(source)


_LOW = {
    name: _small(pattern) for name, pattern in (
        ("date", _DATE), ("mach", _MACH), ("magnitude", _MAGNITUDE), ("ratio", _RATIO),
        ("multiplier", _MULTIPLIER), ("many", _MANY), ("part", _PART), ("ordinal", _ORDINAL),
        ("number", _NUMBER),
    )
}  # fmt: skip


def numbers(text: str) -> list[Found]:
    """All figures of a text without overlaps, conversions joined, in order."""
    low = lowered(text)
    taken = bytearray(len(text))
    for m in _LOW["date"].finditer(low):
        taken[m.start() : m.end()] = b"\1" * (m.end() - m.start())
    out: list[Found] = []

    def add(found: Found | None) -> None:
        if found and taken.find(1, found.start, found.end) < 0:
            taken[found.start : found.end] = b"\1" * (found.end - found.start)
            out.append(found)

    for pattern, unit in ((_LOW["mach"], "mach"), (_LOW["magnitude"], "magnitude")):
        for m in pattern.finditer(low):
            numeral = read(m[1] or m[2])
            if numeral is None:
                continue
            value = numeral.value
            add(_bounded(text, m.start(), m.end(), value, None, unit, f"{unit} number"))
    for m in _LOW["ratio"].finditer(low):
        numeral = read(m["n"])
        if numeral:
            figure = Figure(
                numeral.value, numeral.value, "1", Shape.RATIO, m.group(), numeral.value
            )
            add(Found(m.start(), m.end(), figure, "times or -fold"))
    for m in _LOW["multiplier"].finditer(low):
        value = 2.0 if m.group().lower().startswith("tw") else _MULTIPLES[m.group()[0].lower()]
        figure = Figure(value, value, "1", Shape.RATIO, m.group(), value)
        add(Found(m.start(), m.end(), figure, "multiplying word"))
    for m in _LOW["many"].finditer(low):
        add(_many(text, m))
    for m in _LOW["part"].finditer(low):
        add(_part(m))
    for m in _LOW["ordinal"].finditer(low):
        add(_ordinal(text, m))
    position = 0
    while match := _LOW["number"].search(low, position):
        found = _number(text, match)
        add(found)
        # What was no range leaves its second number to be read by itself ("12-3", "14 to 1").
        position = max(match.end("low"), found.end if found else 0)
    out.sort(key=lambda f: f.start)
    return _conversions(text, _compounds(text, out))


def _number(text: str, m: re.Match[str]) -> Found | None:
    low = read(m["low"])
    if low is None:
        return None
    start = m.start("cur") if m["cur"] else m.start("low")
    high, end = None, m.end("low")
    between = _BETWEEN.search(text, max(0, start - 10), start)
    change = between and between.group().lower().startswith("from") and _CHANGE.search(
        text, max(0, start - 60), start
    )  # fmt: skip
    joint = re.search(r"\s+(?:and|or)\s*$", text[end : m.start("high")] + "") if m["high"] else None
    if (
        m["high"]
        and not change
        and (between or not joint or joint.group().strip().lower() != "and")
    ):
        top = read(m["high"])
        if top is not None and top.value > _same_scale(low.value, m["low"], m["high"]):
            high, end = top.value, m.end("high")
            value = _same_scale(low.value, m["low"], m["high"])
            low = replace(low, value=value)
            start = between.start() if between else start
    unit, end = _unit(text, end, m["cur"])
    if m["low"].lower() == "one" and _NO_ONE.match(text, m.end("low")):
        return None
    plain = unit == "1" and high is None and not m["cur"]
    if plain and _YEAR.match(m["low"]) and not _LEFT.search(text[max(0, start - 40) : start]):
        return None
    return _bounded(text, start, end, low.value, high, unit, "number")


def _same_scale(low: float, words: str, top: str) -> float:
    """ "2 to 3 million": the scale of the upper number is meant for the lower one too."""
    scale = re.search(r"(hundred|thousand|million|billion|trillion|bn|mn)", top, re.IGNORECASE)
    if scale and not re.search(r"[a-z]{4,}|bn|mn", words, re.IGNORECASE):
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


_TAILS: tuple[tuple[Shape, str], ...] = (
    (Shape.ABOUT, r"or so|-odd|or thereabouts|give or take"),
    (Shape.UP_TO, r"or fewer|or less|or lower|or under|at most"),
    (Shape.AT_LEAST, r"or more|or higher|or greater|or above|or better|or longer|at least|plus"),
    (Shape.AT_LEAST, r"\+"),
)
_AFTER = re.compile(
    r"\s*(?:" + "|".join(f"(?P<t{n}>{words})" for n, (_, words) in enumerate(_TAILS)) + r")(?!\w)",
    re.IGNORECASE,
)  # fmt: skip


def _bounded(
    text: str, start: int, end: int, low: float, high: float | None, unit: str, rule: str
) -> Found:
    """The interval of a number or range with the approximator on its left."""
    m = _LEFT.search(text[max(0, start - 40) : start])
    shape, word = Shape.EXACT, ""
    if m:
        offset = max(0, start - 40)
        shape = next(s for n, (s, _) in enumerate(_BOUNDS) if m[f"b{n}"])
        word = " ".join(m[1].lower().split())
        start = offset + m.start(1)
    after = _AFTER.match(text, end)
    if after and shape is Shape.EXACT:
        shape = next(s for n, (s, _) in enumerate(_TAILS) if after[f"t{n}"])
        end = after.end()
    if (
        shape is Shape.EXACT
        and high is None
        and text[max(0, start - 6) : start].lower() == "minus "
    ):
        start, low = start - 6, -low
    words = text[start:end]
    if high is not None:
        return Found(start, end, Figure(low, high, unit, Shape.BETWEEN, words), "range")
    return Found(start, end, interval(low, unit, shape, words, word), rule)


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


def _many(text: str, m: re.Match[str]) -> Found | None:
    word = re.sub(r"[\s-]+", " ", m["word"].lower()).replace("large ", "")
    if m["times"]:
        count = read(m["times"])
        value = 12 * (count.value if count else 1)
        return _bounded(text, m.start(), m.end(), value, None, "1", "dozens counted")
    if m["some"]:
        least = 3 * (12 if m["scale"].lower() == "dozen" else SCALES[m["scale"].lower()])
        return Found(
            m.start(), m.end(),
            Figure(least, None, "1", Shape.SEVERAL, m.group(), None, soft=True), f"word {word!r}",
        )  # fmt: skip
    if word in ("no one", "nobody"):
        return Found(
            m.start(), m.end(), Figure(0, 0, "person", Shape.EXACT, m.group(), 0), "no one"
        )
    low, high, shape, soft = _MANY_BOUNDS[word]
    if word in ("no", "zero", "both"):
        return Found(
            m.start(), m.end(), Figure(low, high, "1", shape, m.group(), low), f"word {word!r}"
        )
    start = m.start()
    left = _LEFT.search(text[max(0, start - 40) : start])
    if shape is Shape.EXACT:
        return replace_soft(_bounded(text, start, m.end(), low, None, "1", f"word {word!r}"), soft)
    if left:
        start = max(0, start - 40) + left.start(1)
    figure = Figure(low, high, "1", shape, text[start : m.end()], None, soft=soft)
    return Found(start, m.end(), figure, f"word {word!r}")


def replace_soft(found: Found, soft: bool) -> Found:
    """The same find with its bounds marked as soft or hard."""
    return replace(found, figure=replace(found.figure, soft=soft))


def _part(m: re.Match[str]) -> Found | None:
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
    return Found(m.start(), m.end(), figure, "part of a whole")


def _ordinal(text: str, m: re.Match[str]) -> Found | None:
    word = m["o"].lower()
    value = ORDINALS.get(word) or float(re.sub(r"\D", "", word))
    if word == "second" and re.match(r"\s+(?:later|ago|after|of)\b", text[m.end() :]):
        return None
    figure = Figure(value, value, "1", Shape.ORDINAL, m.group(), value)
    return Found(m.start(), m.end(), figure, "ordinal")


def _compounds(text: str, found: list[Found]) -> list[Found]:
    """ "1 hour and 11 minutes", "6 feet 2 inches": two units of one quantity, one figure."""
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        pair = (last.figure.unit, f.figure.unit) if last else ("", "")
        between = text[last.end : f.start].strip().lower() if last else ""
        plain = last and f.figure.shape is Shape.EXACT and last.figure.number is not None
        if last and plain and pair in _COMPOUNDS and between in ("", "and", ",", ", and"):
            small = units.convert(last.figure.number or 0.0, pair[0], pair[1])
            if small is not None and f.figure.number is not None:
                value = round(small + f.figure.number, 6)
                words = text[last.start : f.end]
                figure = interval(value, pair[1], last.figure.shape, words)
                out[-1] = Found(last.start, f.end, figure, "two units")
                continue
        out.append(f)
    return out


_COMPOUNDS = frozenset({("h", "min"), ("min", "s"), ("ft", "in"), ("day", "h"), ("year", "month")})


def _conversions(text: str, found: list[Found]) -> list[Found]:
    """A figure in brackets right after another of the same quantity is its conversion."""
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        between = text[last.end : f.start] if last else ""
        if last and _BRACKET.match(between) and text[f.end : f.end + 1] in (")", "]"):
            a, b = units.all_units().get(last.figure.unit), units.all_units().get(f.figure.unit)
            if a and b and a.base == b.base and f.figure.number is not None:
                figure = replace(last.figure, converted=(f.figure.number, f.figure.unit))
                out[-1] = Found(last.start, f.end + 1, figure, last.rule)
                continue
        out.append(f)
    return out
