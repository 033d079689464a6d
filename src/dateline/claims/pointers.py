"""Places of a text that point to whoever says a value, without a verb of saying over it.

1. A bracket right behind it: "270 km (JCS); about 300 km (Tokyo)".
2. Words that open its sentence: "To the ministry in Moscow it was …", "For Tokyo, …".
3. A body before a colon: "the ministry in Tokyo: 350 and 400 km; a height of 50 km".
4. A sentence behind it that gives all before it to somebody: "All that is from the Joint Chiefs".
5. Words between commas: "Parts of it, Tokyo thought, fell outside the zone".
6. A bracket that signs a sentence or a paragraph: "(Ministry of National Defense)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import NameSpan, Parse, Span

_BRACKET = re.compile(r"\s?\((?:the\s+)?([^()\n]{2,60})\)")
_TO_WHOM = re.compile(
    r"[\"\u201c]?(?:To|For|In|By|On|With)\s+(?:the\s+)?(?:eyes\s+of\s+(?:the\s+)?|view\s+of\s+(?:the\s+)?)?$"
)
_SAID = (
    r"(?:thought|thinks|believed|believes|says|said|adds|added|reckons|reckoned|judged|noted|notes|"
    r"estimated|estimates|holds|insists|insisted|maintains|reports|reported|suspects|suspected)"
)
_BETWEEN = re.compile(rf"\s+{_SAID}\s*,")
_LABEL = re.compile(
    r"(?:,[^,:;\n]{3,40},)?(?:\s+(?:did|does|adds|was more exact))?"
    r"(?:'s|\u2019s)?(?:\s+(?:in|at|there)(?:\s+[A-Z][\w-]+)?)?(?:\s+\([^)\n]{1,30}\))?\s*:\s"
)
_ALL_THAT = re.compile(
    r"\s*(?:(?:All|Most|Much)(?:\s+of)?\s+(?:that|this|it)|That|This|So|Thus|These|Those|"
    r"(?:The|These|Those|All)\s+(?:these\s+|the\s+)?(?:figures?|numbers?|data|details|readings?))"
    r"(?:\s+(?:is|are|was|were|came|come))?"
    r"(?:,?\s*(?:from|those|according\s+to|of|by|at\s+least|more\s+or\s+less|says?|said|the|a|in|all)\b,?)*"
    r"\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\(([^()\n]{3,90})\)")
_STOPS = '.!?\u201d"'
_KNOWN = re.compile(r"[A-Z]{3}:|outlet:")


def pointed(text: str, names: Sequence[NameSpan], span: Span, sentence: Span) -> NameSpan | None:
    """The name that the words around a value point to; None where they point to nobody."""
    known = [n for n in names if n.authority and _KNOWN.match(n.authority)]
    return (
        _in_bracket(text, known, span)
        or _before_colon(text, known, span, sentence)
        or _at_opening(text, known, span, sentence)
        or _between_commas(text, known, sentence)
        or _afterwards(text, known, span)
    )


def signed(
    parse: Parse, names: Sequence[NameSpan], span: Span, sentence: Span, block: int
) -> NameSpan | None:  # 6.
    """The body of a state in a bracket that ends the sentence of a value or, behind a full stop,
    its paragraph, which ends at `block`."""
    text = parse.text
    start = text.rfind("\n", 0, span.start) + 1
    for m in _SIGNED.finditer(text, span.end, block):
        after = text[start : m.start()].rstrip()[-1:] in _STOPS
        if not after and not sentence.contains(Span(m.start(), m.start() + 1)):
            continue
        inside = Span(m.start(1), m.end(1))
        known = [n for n in names if inside.contains(n.span) and n.authority]
        bodies = [
            n for n in known
            if n.sort in ("body", "role") and re.match(r"[A-Z]{3}:", n.authority or "")
        ]  # fmt: skip
        verbs = [t for t in parse.tokens_in(inside) if t.tag in ("VBD", "VBZ")]
        if bodies and not verbs and (after or len(known) == len(bodies)):
            return bodies[0]
    return None


def _in_bracket(text: str, names: Sequence[NameSpan], span: Span) -> NameSpan | None:  # 1.
    found = _BRACKET.match(text, span.end)
    if found is None:
        return None
    inside = Span(found.start(1), found.end(1))
    whole = [n for n in names if inside.contains(n.span) and n.span.length * 2 > inside.length]
    return whole[0] if whole else None


def _at_opening(
    text: str, names: Sequence[NameSpan], span: Span, sentence: Span
) -> NameSpan | None:  # 2.
    for name in names:
        if not sentence.start <= name.span.start < span.start:
            continue
        if name.sort not in ("body", "role", "country", "person"):
            continue
        before = text[sentence.start : name.span.start]
        lead = _TO_WHOM.match(before)
        behind = text[name.span.end : name.span.end + 24].lower()
        country = name.sort == "country" and before.strip().lower() not in ("for", "to")
        if lead and not country and not behind.startswith(("'s ", "\u2019s ", " and ", " time")):
            return name
    return None


def _before_colon(
    text: str, names: Sequence[NameSpan], span: Span, sentence: Span
) -> NameSpan | None:  # 3.
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    for name in reversed(names):
        if start <= name.span.start and name.span.end < span.start:
            label = _LABEL.match(text, name.span.end)
            if label and label.end() <= span.start:
                between = Span(name.span.end, span.start)
                other = any(between.contains(n.span) for n in names if n.sort in ("body", "role"))
                return None if other else name
    return None


def _between_commas(text: str, names: Sequence[NameSpan], sentence: Span) -> NameSpan | None:  # 5.
    for name in names:
        before = text[sentence.start : name.span.start].rstrip().removesuffix("the").rstrip()
        if sentence.contains(name.span) and before.endswith(",") and (
            _BETWEEN.match(text, name.span.end)
        ):  # fmt: skip
            return name
    return None


def _afterwards(text: str, names: Sequence[NameSpan], span: Span) -> NameSpan | None:  # 4.
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    stop = span.end
    for m in re.finditer(r"[.!?]\s+", text[span.end : end]):
        stop = span.end + m.end()
        for name in names:
            if stop <= name.span.start < end and _ALL_THAT.match(text[stop : name.span.start]):
                return name
    return None
