"""What became of every sentence: claim, background, or not understood, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.model import (
    Annotations,
    Claim,
    Coverage,
    CoveredSentence,
    Mention,
    Prediction,
    Sentence,
    Span,
    Statement,
    TimeRelation,
)
from dateline.reference.labels import has_label


def coverage(
    document: str,
    ann: Annotations,
    mentions: tuple[Mention, ...],
    claims: Mapping[str, Claim],
    statements: tuple[Statement, ...],
    predictions: tuple[Prediction, ...],
) -> tuple[CoveredSentence, ...]:
    """One row per sentence, none dropped; claims are given by id.

    1. A claim on a current or coming happening, a statement or a prediction rests on it: claim.
    2. Only history, names and times without any report, or a note of the desk ("CORRECTION: …"):
       background.
    3. Otherwise not understood.
    """
    past = {m.id for m in mentions if m.time is TimeRelation.HISTORICAL}
    named = [x.span for x in ann.places] + [x.span for x in ann.names] + [x.span for x in ann.times]
    out = []
    told = _laid(claims.items())
    stated, foretold = (_laid((r.id, r) for r in rows) for rows in (statements, predictions))
    for sentence in ann.parse.sentences:
        on = _inside(sentence, told)
        news = tuple(i for _, i in on if claims[i].mention not in past)
        said = tuple(i for _, i in _inside(sentence, stated))
        ahead = tuple(i for _, i in _inside(sentence, foretold))
        ids = (*news, *said, *ahead)
        if ids:  # 1.
            parts = []
            for count, noun in ((len(news), "claim"), (len(said), "statement"),
                                (len(ahead), "prediction")):  # fmt: skip
                if count:
                    parts.append(f"{count} {noun}{'' if count == 1 else 's'}")
            kind, reason = Coverage.CLAIM, ", ".join(parts)
        elif on:  # 2.
            kind, reason = Coverage.BACKGROUND, "happenings told as history"
            ids = tuple(i for _, i in on)
        elif any(s.overlaps(sentence.span) for s in named):
            kind, reason = Coverage.BACKGROUND, "names or times, and no happening or attribution"
        elif has_label(_line(ann.parse.text, sentence)):
            kind, reason = Coverage.BACKGROUND, "a note of the desk"
        else:  # 3.
            kind, reason = Coverage.NOT_UNDERSTOOD, _reason(ann, sentence)
        out.append(CoveredSentence(document, sentence.index, sentence.span, kind, reason, ids))
    return tuple(out)


_Laid = list[tuple[int, int, int, str, tuple[Span, ...]]]
"""Rows by number: where their evidence begins and ends, their id, the spans of it."""


def _laid(rows: Iterable[tuple[str, Claim | Statement | Prediction]]) -> _Laid:
    out: _Laid = []
    for n, (ident, row) in enumerate(rows):
        spans = tuple(e.span for e in row.evidence)
        if spans:
            out.append((n, min(s.start for s in spans), max(s.end for s in spans), ident, spans))
    return out


def _inside(sentence: Sentence, rows: _Laid) -> list[tuple[int, str]]:
    """Number and id of the rows with evidence in a sentence."""
    start, end = sentence.start, sentence.end
    return [
        (n, ident) for n, first, last, ident, spans in rows
        if first < end and start < last and any(s.start < end and start < s.end for s in spans)
    ]  # fmt: skip


def _line(text: str, sentence: Sentence) -> str:
    """The line that a sentence stands in, up to its end."""
    return text[text.rfind("\n", 0, sentence.start) + 1 : sentence.end]


def _reason(ann: Annotations, sentence: Sentence) -> str:
    root = ann.parse.tokens[sentence.root]
    if not any(t.pos == "VERB" for t in ann.parse.sentence_tokens(sentence.index)):
        return "no verb"
    return f"no trigger, cue or slot word known; main word {root.text!r}"
