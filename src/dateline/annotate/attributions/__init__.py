"""Who says what: source, cue and content (Pareti 2016; Newell et al. 2018)."""

from dateline.annotate.attributions.assembly import annotate

__all__ = ["annotate"]
