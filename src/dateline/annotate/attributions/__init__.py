"""Who says what: source, cue and content (Pareti 2016; Newell et al. 2018)."""

from __future__ import annotations

from dateline.annotate.attributions.assembly import annotate, candidates
from dateline.annotate.attributions.layout import Layout
from dateline.annotate.attributions.stance import nearest, of_content
from dateline.model import Certainty, Modality, Parse, Polarity, Span


def stance_of(parse: Parse, content: tuple[Span, ...]) -> tuple[Modality, Certainty, Polarity]:
    """How the source that the text names for the given words (or the narrator) puts them."""
    tokens = sorted({t.i for span in content for t in parse.tokens_in(span)})
    found = nearest(parse, candidates(Layout(parse)), tokens)
    said = of_content(parse, found, tokens)
    return said.modality, said.certainty, said.polarity


__all__ = ["annotate", "stance_of"]
