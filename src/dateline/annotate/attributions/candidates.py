"""What the rules hand to the assembly: one attribution as sets of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import Certainty, Modality, Polarity
from dateline.reference.cues import Cue


@dataclass(slots=True)
class Candidate:
    """Source, cue and content as token indices, with the cue's row and the rule that found it.

    `anchor` is the token the attribution hangs on (its cue's head). `modality`, `certainty` and
    `polarity` are None where the cue word and its clause decide. Other makers of candidates (a
    tagger) may add to the list before `assembly` orders and merges it.
    """

    source: list[int]
    cue: list[int]
    content: list[int]
    form: str
    anchor: int
    rule: str
    word: Cue | None = None
    modality: Modality | None = None
    certainty: Certainty | None = None
    polarity: Polarity | None = None
    unstated: bool = False
    relay: list[list[int]] = field(default_factory=list)
    carried_from: int | None = None
