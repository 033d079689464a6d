"""Stance: `Oslo plans <to send a ship> => intended positive certain`; the content is in `<>`."""

from __future__ import annotations

from dateline.annotate.attributions import stance_of
from dateline.evaluate.layers import Reader
from dateline.model import InputError, Published, Span
from dateline.pipeline import Resources


def notation(text: str, published: Published | None, resources: Resources) -> str:
    """Modality, polarity and certainty of the marked content.

    Raises:
        InputError: no content is marked.
    """
    del published
    before, opened, rest = text.partition("<")
    content, closed, after = rest.partition(">")
    if not (opened and closed and content):
        raise InputError("no content is marked", where=text, expected="source cue <content>")
    span = Span(len(before), len(before) + len(content))
    parse = resources.parser.parse(before + content + after)
    modality, certainty, polarity = stance_of(parse, (span,))
    return f"{modality} {polarity} {certainty}"


READER = Reader(notation)
