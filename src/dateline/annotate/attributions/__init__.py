"""Who says what: source, cue and content (Pareti 2016; Newell et al. 2018)."""

from __future__ import annotations

from dateline.annotate.attributions import stance
from dateline.annotate.attributions.assembly import annotate
from dateline.model import Certainty, Modality, Parse, Polarity, Span


def stance_of(parse: Parse, content: tuple[Span, ...]) -> tuple[Modality, Certainty, Polarity]:
    """How the source of the given words (or the narrator) puts them."""
    return stance.stance_of(parse, content, annotate(parse))


__all__ = ["annotate", "stance_of"]
