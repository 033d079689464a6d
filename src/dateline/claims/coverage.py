"""What became of every sentence: claim, background, or not understood, with the reason."""

from __future__ import annotations

from dateline.model import (
    Annotations,
    Claim,
    Coverage,
    CoveredSentence,
    Mention,
    Prediction,
    Sentence,
    Statement,
    TimeRelation,
)


def coverage(
    document: str,
    ann: Annotations,
    mentions: tuple[Mention, ...],
    claims: tuple[Claim, ...],
    statements: tuple[Statement, ...],
    predictions: tuple[Prediction, ...],
) -> tuple[CoveredSentence, ...]:
    """One row per sentence, none dropped.

    1. A claim on a current or coming happening, a statement or a prediction rests on it: claim.
    2. Only history, or names and times without any report: background.
    3. Otherwise not understood.
    """
    past = {m.id for m in mentions if m.time is TimeRelation.HISTORICAL}
    named = [x.span for x in ann.places] + [x.span for x in ann.names] + [x.span for x in ann.times]
    out = []
    for sentence in ann.parse.sentences:
        on = tuple(c for c in claims if _inside(sentence, c))
        news = tuple(c.id for c in on if c.mention not in past)
        said = tuple(s.id for s in statements if _inside(sentence, s))
        ahead = tuple(p.id for p in predictions if _inside(sentence, p))
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
            ids = tuple(c.id for c in on)
        elif any(s.overlaps(sentence.span) for s in named):
            kind, reason = Coverage.BACKGROUND, "names or times, and no happening or attribution"
        else:  # 3.
            kind, reason = Coverage.NOT_UNDERSTOOD, _reason(ann, sentence)
        out.append(CoveredSentence(document, sentence.index, sentence.span, kind, reason, ids))
    return tuple(out)


def _inside(sentence: Sentence, row: Claim | Statement | Prediction) -> bool:
    start, end = sentence.start, sentence.end
    return any(e.span.start < end and start < e.span.end for e in row.evidence)


def _reason(ann: Annotations, sentence: Sentence) -> str:
    root = ann.parse.tokens[sentence.root]
    if not any(t.pos == "VERB" for t in ann.parse.sentence_tokens(sentence.index)):
        return "no verb"
    return f"no trigger, cue or slot word known; main word {root.text!r}"
