"""Chains: `[Mr Holm]{person 1} left after [he]{person 1} spoke`, numbered by sort in text order.

A case marks every chain of the sorts it marks; chains of other sorts are not looked at.
"""

from __future__ import annotations

from collections import Counter

from dateline.annotate import chains, events, names
from dateline.evaluate.layers import Marked, Reader
from dateline.model import Published
from dateline.pipeline import Resources


def spans(text: str, published: Published | None, resources: Resources) -> frozenset[Marked]:
    """Every span of every chain as `SORT NUMBER`."""
    del published
    parse = resources.parser.parse(text)
    found = names.annotate(parse)
    coded = events.annotate(parse, resources.kinds, found)
    numbers: Counter[str] = Counter()
    out = set()
    for chain in chains.annotate(parse, found, coded):
        numbers[chain.sort] += 1
        label = f"{chain.sort} {numbers[chain.sort]}"
        out |= {Marked(span, label) for span in chain.spans}
    return frozenset(out)


READER = Reader(spans=spans)
