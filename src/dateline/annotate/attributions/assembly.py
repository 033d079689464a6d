"""Parse → attributions: run the rules, settle who wins a word, order outer before inner.

1. Lay out paragraphs and quotations; link quotations to cues.
2. Collect candidates of verbs, nouns, adjectives and phrases.
3. Drop a candidate whose cue another one already uses, and what is left without content.
4. Order by position with the outer attribution first; an inner one inherits the outer one's
   source as its relay ("Yonhap reported that Seoul said …").
"""

from __future__ import annotations

from dateline.annotate.attributions.candidates import Candidate
from dateline.annotate.attributions.clauses import read_citing, read_verbs
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.nominals import read_adjectives, read_nouns
from dateline.annotate.attributions.phrases import read_phrases
from dateline.annotate.attributions.repairs import read_repairs
from dateline.annotate.attributions.sources import kind, subject
from dateline.annotate.attributions.speech import Link, links
from dateline.annotate.attributions.stance import stance
from dateline.annotate.attributions.trust import reliability
from dateline.model import AttributionSpan, Modality, Parse, SourceKind, Span


def annotate(parse: Parse, at_least: int = 2) -> tuple[AttributionSpan, ...]:
    """Source, cue and content of every attribution, outer before inner (PARC 3, PolNeAR).

    Spans are half-open code points; a source that is not stated is empty.

    Args:
        at_least: only what rules of this reliability find (5 most sure, 1 everything).
    """
    layout = Layout(parse)
    found = arrange([c for c in candidates(layout) if reliability(layout, c) >= at_least])
    return tuple(_span(layout, c, relay) for c, relay in found)


def candidates(layout: Layout) -> list[Candidate]:
    """1. and 2. All candidates, in no settled order; other makers may add to the list."""
    linked = links(layout)
    quoted: dict[int, list[int]] = {}
    for link in linked:
        if link.how != "carried":
            quote = layout.quotations[link.quotation]
            quoted.setdefault(link.verb, []).extend(range(quote.first, quote.last))
    verbs = read_verbs(layout, quoted)
    lend_sources(layout, verbs)
    taken = {i for c in verbs for i in c.cue}
    verbs += [c for c in read_repairs(layout) if c.anchor not in taken]
    verbs += read_citing(layout, verbs)
    govern(layout, verbs)
    out = [*verbs, *read_nouns(layout), *read_adjectives(layout), *read_phrases(layout)]
    return [*out, *_carried(layout, linked, verbs)]


def _carried(layout: Layout, linked: list[Link], verbs: list[Candidate]) -> list[Candidate]:
    """Quotations without a cue take the speaker of the cue they follow; no cue of their own."""
    owners = {c.anchor: c for c in verbs}
    out = []
    for link in linked:
        owner = owners.get(link.verb)
        if link.how != "carried" or owner is None:
            continue
        quote = layout.quotations[link.quotation]
        content = list(range(quote.first, quote.last))
        out.append(
            Candidate(
                owner.source, [], content, "carried", quote.first, "carried", owner.word,
                carried_from=owner.anchor,
            )
        )  # fmt: skip
    return out


def govern(layout: Layout, verbs: list[Candidate]) -> None:
    """An infinitive under another cue did not happen: "declined to comment" is no comment, and
    "aims to urge" is an aim."""
    by_anchor = {c.anchor: c for c in verbs}
    for c in verbs:
        t = layout.tokens[c.anchor]
        outer = by_anchor.get(t.head)
        if t.dep != "xcomp" or t.tag != "VB" or outer is None or outer.word is None:
            continue
        if outer.word.sort == "refusal" or outer.word.word == "refuse":
            c.content = []
        elif outer.word.modality in (Modality.INTENDED, Modality.PREDICTED):
            c.modality = outer.word.modality


_BETWEEN = frozenset([",", "and", "but", "—", "–", "--", "also", "”", '"', "''", "then", "later"])


def lend_sources(layout: Layout, verbs: list[Candidate]) -> None:
    """A participle or second verb that goes on right after another cue's content (", adding that",
    "and said") has that cue's source, whatever the tree hangs it on."""
    ends: dict[int, Candidate] = {}
    for c in verbs:
        if c.content and c.source and c.anchor < c.content[-1]:
            ends[_back(layout, c.content[-1])] = c
    for c in verbs:
        t = layout.tokens[c.anchor]
        if t.tag not in ("VBG", "VBD", "VBZ", "VBP") or not c.cue:
            continue
        at = _back(layout, min(c.cue) - 1)
        other = ends.get(at)
        if other is None or other is c or at == min(c.cue) - 1:
            continue
        if subject(layout.parse, t) is None:
            c.source = list(other.source)


def _back(layout: Layout, i: int) -> int:
    """The nearest token at or before `i` that is no mark and no conjunction."""
    while i > 0 and layout.tokens[i].lower in _BETWEEN:
        i -= 1
    return i


def arrange(found: list[Candidate]) -> list[tuple[Candidate, tuple[tuple[int, ...], ...]]]:
    """3. and 4. Settle and order; each candidate with the sources of the outer ones as relay."""
    kept: list[Candidate] = []
    used: set[int] = set()
    for c in sorted(found, key=lambda c: (-len(c.content), c.anchor, c.rule)):
        if not c.content or (c.cue and c.anchor in used):
            continue
        used.update(c.cue)
        kept.append(c)
    kept.sort(key=lambda c: (min(*c.content, *c.cue, *c.source), -len(c.content), c.anchor))
    out = []
    for c in kept:
        relay: list[tuple[int, ...]] = [tuple(r) for r in c.relay]
        above = _enclosing(c, kept)
        relay = [tuple(a.source) for a in above if a.source] + relay
        out.append((c, tuple(relay)))
    return out


def _enclosing(c: Candidate, kept: list[Candidate]) -> list[Candidate]:
    """Candidates whose content holds the cue of `c`, outermost first."""
    if not c.cue:
        return []
    found = [
        o for o in kept if o is not c and c.anchor in o.content and len(o.content) > len(c.cue)
    ]
    return sorted(found, key=lambda o: -len(o.content))


def spans(layout: Layout, tokens: list[int] | tuple[int, ...]) -> tuple[Span, ...]:
    """Runs of neighbouring tokens as spans."""
    out: list[Span] = []
    previous = -2
    for i in sorted(set(tokens)):
        t = layout.tokens[i]
        if i == previous + 1 and out:
            out[-1] = Span(out[-1].start, t.end)
        else:
            out.append(t.span)
        previous = i
    return tuple(out)


def _span(layout: Layout, c: Candidate, relay: tuple[tuple[int, ...], ...]) -> AttributionSpan:
    modality, certainty, polarity = stance(layout.parse, c)
    return AttributionSpan(
        spans(layout, c.source),
        spans(layout, c.cue),
        spans(layout, c.content),
        c.form,
        modality,
        certainty,
        polarity,
        SourceKind.UNSTATED if not c.source else kind(layout, c.source),
        tuple(spans(layout, r) for r in relay),
        c.rule,
    )
