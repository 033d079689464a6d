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
_BOUNDS: tuple[tuple[Shape, str], ...] = (
    (Shape.AT_LEAST, r"at least|no fewer than|not fewer than|no less than|not less than|"
                     r"a minimum of|minimum|upwards of|as few as|as little as"),
    (Shape.OVER, r"more than|over|above|greater than|higher than|longer than|farther than|"
                 r"further than|"
                 r"faster than|in excess of|exceed(?:ing|ed|s)?|"
                 r"well over|just over|"
                 r"a little over|slightly more than|better than|(?<!the )(?<!in )past|"
                 r"surpass(?:ing|ed|es)?"),
    # "Went up to 100 km" says whither.
    (Shape.UP_TO, r"(?<!went )(?<!rose )(?<!gone )(?<!going )(?<!climbed )(?<!been )up to|"
                  r"as many as|as much as|at most|no more than|not more than|no higher than|"
                  r"not higher than|no farther than|no further than|"
                  r"no longer than|not longer than|a maximum of|"
                  r"maximum|as far as|as high as|as long as"),
    (Shape.UNDER, r"fewer than|less than|lower than|shorter than|smaller than|under|below|"
                  r"just under|(?:just )?short of"),
    (Shape.ABOUT, r"nearly|almost|close to|not quite|approaching|nearing|"
                  r"estimated (?:at|to be)(?: about| around| some| roughly)?|(?<!in and )around|"
                  r"about|roughly|approximately|approx\.?|some|an estimated|"
                  r"estimated|in the region of|something like|somewhere around|more or less|~|"
                  r"an approximate|circa|ca\.|in the neighbou?rhood of|in the vicinity of|"
                  r"an average of|on average"),
)  # fmt: skip
_NEARLY = frozenset({"nearly", "almost", "close to", "not quite", "approaching",
                     "nearing"})  # fmt: skip
_LEFT = re.compile(
    r"(?<!\w)(" + "|".join(
        f"(?P<b{n}>{words})" for n, (_, words) in enumerate(_BOUNDS)
    ) + r")\s*(?:(?<=than )(?:about|around|roughly|some)\s+|"
    r"(?<=up to )(?:about|around|roughly)\s+)?"
    r"(?:the\s+|only\s+|just\s+|an?\s+|(?:the\s+)?age(?:\s+of)?\s+)?$", re.IGNORECASE,
)  # fmt: skip
_CURRENCY = r"US\$|CA?\$|CAD\$?|AU?\$|NZ\$|HK\$|S\$|\$|€|£|¥|₩|₽|₹"
# A unit may be written right behind its digits: "290km/h", "457mm".
_TIGHT = (
    r"(?<=\d)(?=(?:km/h|kmh|kph|mph|km2|km|cm|mm|kg|ft|mi|nmi|lb|lbs|hrs?|mins?|kw|mw|gw|ha)(?!\w))"
)
_NUMBER = re.compile(
    rf"(?P<cur>{_CURRENCY})?\s?{_B}(?P<low>{NUMERAL})(?:(?!\w)|{_TIGHT})"
    rf"(?:(?:\s*(?:-to-|-or-|-|–|—|to|or|and)\s*)(?P<cur2>{_CURRENCY})?"
    rf"(?P<high>{NUMERAL})(?:(?!\w)|{_TIGHT}))?",
    re.IGNORECASE,
)
_CUR_ONLY = re.compile(rf"(?:{_CURRENCY})$")
_MANY = re.compile(
    r"(?<!\w)(?P<word>multiple(?!\s+(?:rocket|launch(?!es)|re-?entr|independent))|several(?!\s+(?:dozen|hundred|thousand|million|billion))|"
    r"(?:tens|hundreds) of (?:thousands|millions|billions)|dozens|scores|hundreds|thousands|"
    r"millions|billions|trillions|"
    r"a (?:large )?number of|a couple|a pair|half[\s-]a[\s-]dozen|a half[\s-]dozen|a dozen|"
    r"(?P<times>two|three|four|five|six) dozen|a handful|a score|numerous|"
    r"both(?=\s+(?:of\s+the\s+)?(?:[a-z-]+\s+){0,2}(?:missiles|projectiles|rockets|drones|warheads|shells|bombs|"
    r"launches|tests)\b)|none(?!\s+(?:other|the)\b)|a single|"
    r"no(?!\s+(?:one|fewer|less|more|later|longer|higher|farther|further|doubt|sooner|matter|one's)\b)|"
    r"zero|no one|nobody|"
    r"(?P<some>several|a few)\s+(?P<scale>dozen|hundred|thousand|million|billion)s?)(?!\w)",
    re.IGNORECASE,
)
_MANY_BOUNDS: dict[str, tuple[float, float | None, Shape, bool]] = {
    "multiple": (2, None, Shape.MULTIPLE, False),
    "numerous": (2, None, Shape.MULTIPLE, True),
    "a number of": (2, None, Shape.MULTIPLE, True),
    "several": (3, None, Shape.SEVERAL, True),
    "a handful": (3, None, Shape.SEVERAL, True),
    "dozens": (24, 100, Shape.DOZENS, True),
    "scores": (40, None, Shape.MULTIPLE, True),
    "hundreds": (200, None, Shape.MULTIPLE, True),
    "thousands": (2000, None, Shape.MULTIPLE, True),
    "tens of thousands": (20000, None, Shape.MULTIPLE, True),
    "hundreds of thousands": (200000, None, Shape.MULTIPLE, True),
    "millions": (2e6, None, Shape.MULTIPLE, True),
    "tens of millions": (2e7, None, Shape.MULTIPLE, True),
    "hundreds of millions": (2e8, None, Shape.MULTIPLE, True),
    "billions": (2e9, None, Shape.MULTIPLE, True),
    "tens of billions": (2e10, None, Shape.MULTIPLE, True),
    "hundreds of billions": (2e11, None, Shape.MULTIPLE, True),
    "trillions": (2e12, None, Shape.MULTIPLE, True),
    "a single": (1, 1, Shape.EXACT, False),
    "none": (0, 0, Shape.EXACT, False),
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
_NOUN_AFTER = (
    r"(?!(?<=\ba third|\ba fifth|\ba sixth|\ba tenth) (?!of\b|the\b|more\b|less\b|as\b|to\b|in\b|"
    r"from\b|on\b|since\b|and\b|or\b|by\b|over\b|than\b|are\b|were\b|is\b|was\b|have\b|had\b|"
    r"say\b|said\b|at\b|for\b|per\b|lower\b|higher\b|fewer\b|smaller\b|larger\b|between\b|after\b)[a-z])"
)
"""Nothing that makes "a third" an ordinal: "a third night", but "a third of them"."""
_PART = re.compile(
    r"(?<!\w)(?:(?<!and )(?P<a>one|two|three|four|five|seven|nine|a|\d+)[\s-]"
    r"(?P<b>half|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|tenths?)" + _NOUN_AFTER +
    r"(?!\s+of\s+a\s+(?:million|billion|trillion|thousand|hundred|century))"
    r"|(?P<c>one|two|three|four|five|six|seven|eight|nine|\d+) (?:in|out of) (?P<d>every )?"
    r"(?P<e>two|three|four|five|six|seven|eight|"
    r"nine|ten|\d+)|(?<!and a )(?P<half>half)(?!-\w)"
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
    r"|(?:eighteen|nineteen)(?:\s+hundred(?:\s+and)?)?\s+(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[\s-][a-z]+)?|"
    r"[a-z]+teen)(?!\s+[a-z]+s\b)"
    r"|'\d\ds|(?:1[0-9]|20)\d\ds)(?!\w)", re.IGNORECASE,
)  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_SHUT = re.compile(
    rf"(?:\s*(?:[;,/]|or)\s*(?:{_CURRENCY})\s?[\d.,]+(?:\s?(?:million|billion|m|bn))?)*\s*[)\]]"
)
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
            add(_ratio(text, m.start(), m.end(), numeral.value, "times or -fold"))
    for m in _LOW["multiplier"].finditer(low):
        value = 2.0 if m.group().lower().startswith("tw") else _MULTIPLES[m.group()[0].lower()]
        add(_ratio(text, m.start(), m.end(), value, "multiplying word"))
    for m in _LOW["many"].finditer(low):
        add(_many(text, m))
    for m in _LOW["part"].finditer(low):
        add(_part(text, m))
    for m in _LOW["ordinal"].finditer(low):
        add(_ordinal(text, m))
    position = 0
    while match := _LOW["number"].search(low, position):
        found = _number(text, match)
        add(found)
        # What was no range leaves its second number to be read by itself ("12-3", "14 to 1").
        position = max(match.end("low"), found.end if found else 0)
    out.sort(key=lambda f: f.start)
    return _conversions(text, _compounds(text, _runs(text, out)))


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
    if high is not None and unit == "1" and _YEAR.match(m["low"]) and _YEAR.match(m["high"]):
        return None
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
    (Shape.AT_LEAST, r"or more|or higher|or greater|or above|or better|or longer|at least|-?plus"),
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
            high = value if approximator in _NEARLY else value + half
            return Figure(max(0.0, value - half), high, unit, shape, words, value)
        case Shape.AT_LEAST:
            return Figure(value, None, unit, shape, words, value)
        case Shape.OVER:
            return Figure(value, None, unit, shape, words, value, open_low=True)
        case Shape.UP_TO:
            return Figure(0.0, value, unit, shape, words, value)
        case Shape.UNDER:
            return Figure(0.0, value, unit, shape, words, value, open_high=True)
        case _:
            return Figure(value, value, unit, Shape.EXACT, words, value)


def _many(text: str, m: re.Match[str]) -> Found | None:
    word = re.sub(r"[\s-]+", " ", m["word"].lower()).replace("large ", "")
    if m["times"]:
        count = read(m["times"])
        value = 12 * (count.value if count else 1)
        found = _bounded(text, m.start(), m.end(), value, None, "1", "dozens counted")
        return _in_dozens(found)
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
    if word in ("no", "zero", "both", "none", "a single"):
        return Found(
            m.start(), m.end(), Figure(low, high, "1", shape, m.group(), low), f"word {word!r}"
        )
    start = m.start()
    left = _LEFT.search(text[max(0, start - 40) : start])
    if shape is Shape.EXACT:
        found = _bounded(text, start, m.end(), low, None, "1", f"word {word!r}")
        return replace_soft(_in_dozens(found) if word == "a dozen" else found, soft)
    if left:
        start = max(0, start - 40) + left.start(1)
    figure = Figure(low, high, "1", shape, text[start : m.end()], None, soft=soft)
    return Found(start, m.end(), figure, f"word {word!r}")


def _in_dozens(found: Found) -> Found:
    """ "About two dozen": half a dozen more or less, for the last place is a dozen."""
    f = found.figure
    if f.shape is not Shape.ABOUT or f.number is None:
        return found
    high = f.number if f.high == f.number else f.number + 6
    return replace(found, figure=replace(f, low=f.number - 6, high=high))


def replace_soft(found: Found, soft: bool) -> Found:
    """The same find with its bounds marked as soft or hard."""
    return replace(found, figure=replace(found.figure, soft=soft))


def _ratio(text: str, start: int, end: int, value: float, rule: str) -> Found:
    """A quotient, to four places; "more than half" has no upper bound, "up to a tenth" starts at
    nothing."""
    value = round(value, 4)
    m = _LEFT.search(text[max(0, start - 40) : start])
    low: float | None = value
    high: float | None = value
    if m:
        shape = next(s for n, (s, _) in enumerate(_BOUNDS) if m[f"b{n}"])
        start = max(0, start - 40) + m.start(1)
        high = None if shape in (Shape.AT_LEAST, Shape.OVER) else value
        low = 0.0 if shape in (Shape.UP_TO, Shape.UNDER) else value
    figure = Figure(low, high, "1", Shape.RATIO, text[start:end], value)
    return Found(start, end, figure, rule)


def _part(text: str, m: re.Match[str]) -> Found | None:
    half_unit = _HALF_UNIT.match(text, m.start()) if m["half"] else None
    if half_unit:
        unit = units.unit(half_unit["u"].lower())
        if unit is not None:
            return _bounded(text, m.start(), half_unit.end(), 0.5, None, unit.key, "half a unit")
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
    return _ratio(text, m.start(), m.end(), value, "part of a whole")


_HALF_UNIT = re.compile(
    r"half[\s-](?:an?|of\s+an?)[\s-](?P<u>year|month|week|day|hour|minute|second|century|decade|mile|kilometre|"
    r"kilometer|metre|meter|ton|tonne|pound|kilo)(?!\w)", re.IGNORECASE,
)  # fmt: skip


def _ordinal(text: str, m: re.Match[str]) -> Found | None:
    word = m["o"].lower()
    value = ORDINALS.get(word) or float(re.sub(r"\D", "", word))
    if word == "second" and re.match(r"\s+(?:later|ago|after|of)\b", text[m.end() :]):
        return None
    figure = Figure(value, value, "1", Shape.ORDINAL, m.group(), value)
    return Found(m.start(), m.end(), figure, "ordinal")


_RUN = re.compile(r"\s*(?:to|-|–|—)\s*$", re.IGNORECASE)
_AND = re.compile(r"\s*and\s*$", re.IGNORECASE)
_ONE_BEHIND = re.compile(r"(?:between|from)\s*$", re.IGNORECASE)


def _runs(text: str, found: list[Found]) -> list[Found]:
    """ "70 percent to 80 percent", "four months to half a year": one range, in the first unit."""
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        joined = _run(text, last, f) if last else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(f)
    return out


def _run(text: str, a: Found, b: Found) -> Found | None:
    low, high = a.figure.number, b.figure.number
    between = text[a.end : b.start]
    lead = _ONE_BEHIND.search(text, max(0, a.start - 10), a.start)
    if not (_RUN.match(between) or (lead and _AND.match(between))):
        return None
    if b.figure.shape is not Shape.EXACT or low is None or high is None:
        return None
    plain = a.figure.shape in (Shape.EXACT, Shape.ABOUT) and a.figure.unit not in ("1", "mach")
    top = units.convert(high, b.figure.unit, a.figure.unit) if plain else None
    if lead and lead.group().lower().startswith("from") and _CHANGE.search(
        text, max(0, a.start - 60), a.start
    ):  # fmt: skip
        return None
    if top is None or top <= low or _CHANGED_BY.search(text, max(0, a.start - 30), a.start):
        return None
    start = lead.start() if lead else a.start
    figure = Figure(low, round(top, 6), a.figure.unit, Shape.BETWEEN, text[start : b.end])
    return Found(start, b.end, figure, "range")


# "raised by 45 minutes to two and a half hours" is a step and an outcome.
_CHANGED_BY = re.compile(r"\bby\s+(?:\w+\s+)?$", re.IGNORECASE)


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
        shut = _SHUT.match(text, f.end)
        if last and _BRACKET.match(between) and shut:
            a, b = units.all_units().get(last.figure.unit), units.all_units().get(f.figure.unit)
            money = a and b and a.quantity == b.quantity == "money"
            if a and b and (money or a.base == b.base) and f.figure.number is not None:
                figure = replace(last.figure, converted=(f.figure.number, f.figure.unit))
                out[-1] = Found(last.start, shut.end(), figure, last.rule)
                continue
            ranges = last.figure.shape is f.figure.shape is Shape.BETWEEN
            if a and b and a.base == b.base and ranges:  # "110 to 670 km (68 to 416 miles)"
                out[-1] = Found(last.start, shut.end(), last.figure, last.rule)
                continue
        pair = _paired(text, out, f)
        if pair is not None:
            out[-1] = replace(out[-1], end=pair)  # "… (260 miles and 167 miles)"
            continue
        if last and f.end <= last.end:
            continue  # a second conversion inside the brackets
        out.append(f)
    return out


_PAIRED = re.compile(r"\s*\([^()]*?\band\b[^()]*\)")


def _paired(text: str, out: list[Found], first: Found) -> int | None:
    """Where a bracket ends that gives two figures in another unit: "420 km and 270 km (260 miles
    and 167 miles)"; None where `first` opens no such bracket."""
    if len(out) < 2 or not _BRACKET.match(text[out[-1].end : first.start]):
        return None
    if out[-2].figure.unit != out[-1].figure.unit or text[out[-2].end : out[-1].start] != " and ":
        return None
    a, b = (units.all_units().get(x.figure.unit) for x in (out[-1], first))
    inside = _PAIRED.match(text, out[-1].end)
    return inside.end() if inside and a and b and a.base == b.base else None
