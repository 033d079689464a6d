"""Which cue a quotation belongs to, by what stands beside it.

Parsers go wrong inside and around quotation marks, so the link rests on the words between marks:

1. a cue right after the quotation ("…," he said / said Koizumi), else
2. a cue that leads in to it (he said, "… / he said: "…), else
3. the cue that parted it from the quotation before ("…," he said. "…"), else
4. the speaker of the paragraph before, if this paragraph opens with the mark (carried).
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.attributions.layout import Layout, Quotation
from dateline.annotate.attributions.sources import SUBJECTS
from dateline.model import Token
from dateline.reference.cues import Cue

_FINAL = frozenset([".", "!", "?", ";"])
_BEFORE_CUE = frozenset([",", "?", "!", "—", "–", "--", "...", "…", "-"])
_INNER_MARKS = frozenset(["'", "’", "‘", "''", "]", ")"])
_ELISIONS = frozenset(["...", "…", "[", "#", "‘", "@"])
_WINDOW = 32


@dataclass(frozen=True, slots=True)
class Link:
    """A quotation linked to the cue verb at token `verb` ("after", "before", "continued",
    "carried"); a carried one has no cue of its own."""

    quotation: int
    verb: int
    how: str


def quoting(layout: Layout, token: Token) -> Cue | None:
    """The cue row of a verb that may introduce direct speech."""
    if token.pos not in ("VERB", "AUX") and token.tag[:2] != "VB":
        return None
    cue = layout.verb_cue(token)
    return cue if cue is not None and cue.takes("quote") else None


def links(layout: Layout) -> list[Link]:
    """Links of all quotations that are speech; others (scare quotes, titles) get none."""
    out: list[Link] = []
    last: Link | None = None
    previous: Quotation | None = None
    for k, quote in enumerate(sorted(layout.quotations, key=lambda q: q.first)):
        index = layout.quotation[quote.first]
        link = _after(layout, quote, index) or _before(layout, quote, index)
        if link is None:
            link = _continued(layout, quote, index, previous, last) if k else None
        if link is not None:
            out.append(link)
            last = link
            previous = quote
    return out


def _after(layout: Layout, quote: Quotation, index: int) -> Link | None:
    """1. The first cue after the closing mark, before any sentence end."""
    tokens = layout.tokens
    end = layout.bounds[quote.paragraph][1]
    if quote.last >= end or not quote.closed:
        return None
    inner = _last_inside(layout, quote)
    following = tokens[quote.last]
    if inner not in _BEFORE_CUE and following.text not in _BEFORE_CUE:
        return None
    start = quote.last + (following.text in _BEFORE_CUE)
    if start < end and start > quote.last and tokens[start].dep == "cc" and _leads(layout, quote):
        return None
    for i in range(start, min(end, start + _WINDOW)):
        t = tokens[i]
        if layout.in_quotation(i) or t.text in _FINAL or t.text == ":":
            return None
        if _finite(layout, t):
            if quoting(layout, t) is None or not _adjoins(layout, t, start):
                if _inside_subject(layout, t, start):
                    continue
                return None
            return Link(index, i, "after")
    return None


def _leads(layout: Layout, quote: Quotation) -> bool:
    """Whether words lead in to a quotation, so that "and" behind it opens another clause ("it
    opposed “sanctions”, and Tehran called …")."""
    before = layout.tokens[quote.first - 1] if quote.first else None
    return before is not None and before.sentence == layout.tokens[quote.first].sentence


def _last_inside(layout: Layout, quote: Quotation) -> str:
    """The last token inside a quotation, inner closing marks left out (".. the Queen,'\"")."""
    i = quote.last - 2
    while i > quote.first and layout.tokens[i].text in _INNER_MARKS:
        i -= 1
    return layout.tokens[i].text


def _finite(layout: Layout, t: Token) -> bool:
    return (t.tag in ("VBD", "VBZ", "VBP") and t.dep not in ("aux", "auxpass")) or (
        t.tag in ("VBN", "VB", "VBG")
        and any(k.dep in ("aux", "auxpass") for k in layout.parse.kids(t.i))
    )


def _inside_subject(layout: Layout, t: Token, start: int) -> bool:
    """Whether a verb sits in a relative clause of the speaker's name ("Kim, who leads …, said")."""
    if t.dep in ("relcl", "acl", "advcl"):
        return True
    return any(layout.tokens[j].tag in ("WP", "WDT") for j in range(start, t.i))


def _adjoins(layout: Layout, t: Token, start: int) -> bool:
    """Whether the words between the quotation and the cue are its subject and adverbs."""
    if t.i - start <= 6:
        return True
    owners = layout.parse.kids(t.i, *SUBJECTS)
    return any(start <= o.i < t.i for o in owners) or t.i - start <= 12


def _before(layout: Layout, quote: Quotation, index: int) -> Link | None:
    """2. The nearest cue that leads in to the opening mark."""
    tokens = layout.tokens
    first = layout.bounds[quote.paragraph][0]
    if quote.first == first:
        return _colon_before(layout, quote, index)
    lead = tokens[quote.first - 1]
    opener = tokens[quote.first + 1]
    capital = opener.text[:1].isupper() or opener.text[:1].isdigit() or opener.text in _ELISIONS
    if lead.dep == "prt" and lead.head == lead.i - 1:
        lead = tokens[lead.head]
    if lead.text in (",", ":", "—", "–", "--"):
        stop = quote.first - 1
    elif quoting(layout, lead) is not None and capital:
        return Link(index, lead.i, "before") if quote.size > 3 else None
    else:
        return None
    if lead.text == "," and (not capital and quote.size < 6):
        return None
    return _lead_in(layout, quote, index, first, stop)


def _lead_in(layout: Layout, quote: Quotation, index: int, first: int, stop: int) -> Link | None:
    tokens = layout.tokens
    found: Token | None = None
    fallback: Token | None = None
    for i in range(stop - 1, max(first, stop - _WINDOW) - 1, -1):
        t = tokens[i]
        if layout.in_quotation(i) or t.text in (".", "!", "?"):
            break
        if quoting(layout, t) is not None and t.dep != "amod":
            found = t
            break
        if fallback is None and t.pos == "VERB" and t.dep in ("ROOT", "conj", "advcl", "acl"):
            fallback = t
    if found is None and tokens[stop].text == ":" and quote.size > 3:
        found = fallback
    return Link(index, found.i, "before") if found is not None else None


def _colon_before(layout: Layout, quote: Quotation, index: int) -> Link | None:
    """A paragraph that ends with a colon leads in to the next one."""
    if quote.paragraph == 0:
        return None
    first, last = layout.bounds[quote.paragraph - 1]
    if layout.tokens[last - 1].text not in (":", ","):
        return None
    return _lead_in(layout, quote, index, first, last - 1)


def _continued(
    layout: Layout, quote: Quotation, index: int, previous: Quotation | None, last: Link | None
) -> Link | None:
    """3. and 4. Go on from the quotation before."""
    if previous is None or last is None or quote.size < 2:
        return None
    first = layout.bounds[quote.paragraph][0]
    if quote.paragraph == previous.paragraph:
        return _same_paragraph(layout, quote, index, previous, last)
    if quote.first != first or quote.paragraph != previous.paragraph + 1:
        return None
    rest = layout.tokens[quote.last : layout.bounds[quote.paragraph][1]]
    if not previous.closed:
        return Link(index, last.verb, "continued")
    if any(t.pos == "VERB" and not layout.in_quotation(t.i) for t in rest[:8]):
        return None
    return Link(index, last.verb, "carried")


def _same_paragraph(
    layout: Layout, quote: Quotation, index: int, previous: Quotation, last: Link
) -> Link | None:
    tokens = layout.tokens
    between = range(previous.last, quote.first)
    lead = tokens[quote.first - 1].text
    if not between:
        return Link(index, last.verb, "continued")
    if lead not in (".", "!", "?", ",", ";") or not _speech_like(layout, quote):
        return None
    stops = sum(tokens[i].text in (".", "!", "?") for i in between)
    if last.verb in between and stops <= 1:
        return Link(index, last.verb, "continued")
    return Link(index, last.verb, "carried") if lead != "," and stops <= 2 else None


def _speech_like(layout: Layout, quote: Quotation) -> bool:
    return quote.size >= 3 or layout.tokens[quote.last - 2].text in (".", "!", "?", ",")
