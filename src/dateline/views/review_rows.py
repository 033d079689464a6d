"""Pairs that wait for an analyst: both mentions with their words, the score with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from dateline.model import Claim, Document, Incident, Judgement, Mention, Span, notation
from dateline.views.card import title_of

COLUMNS: tuple[str, ...] = (
    "item", "score", "kind", "left", "left_incident", "left_document", "left_published",
    "left_start", "left_end", "left_quote", "right", "right_incident", "right_document",
    "right_published", "right_start", "right_end", "right_quote", "one_incident", "why",
)  # fmt: skip

WIDTH = 100
AROUND = 160
"""Characters of the report shown on either side of a trigger."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its first mention, where it stands, and what its report says of it."""

    mention: Mention
    incident: Incident
    document: Document
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair the scores are unsure of; `score` is a probability, `why` its reasons in words."""

    left: Side
    right: Side
    score: float
    why: tuple[str, ...]

    @property
    def joined(self) -> bool:
        """Whether both are one incident now."""
        return self.left.incident.id == self.right.incident.id


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision that is attached to no current words."""

    number: int
    judgement: Judgement


def rows(asked: Sequence[Asked], lost: Sequence[Lost] = ()) -> list[dict[str, Any]]:
    """One row a pair, in the order asked, then one an orphaned decision."""
    out = []
    for number, one in enumerate(asked, 1):
        row: dict[str, Any] = {
            "item": number, "score": round(one.score, 3), "kind": one.left.mention.kind,
            "one_incident": one.joined, "why": "; ".join(one.why),
        }  # fmt: skip
        out.append(row | _side("left", one.left) | _side("right", one.right))
    for gone in lost:
        left, right = gone.judgement.left, gone.judgement.right
        why = f"decision {gone.number} ({gone.judgement.relation}) is attached to nothing"
        row = dict.fromkeys(COLUMNS) | {"item": len(out) + 1, "why": why}
        for name, anchor in (("left", left), ("right", right)):
            if anchor is not None:
                row |= {
                    f"{name}_document": anchor.document, f"{name}_start": anchor.start,
                    f"{name}_end": anchor.end, f"{name}_quote": anchor.quote,
                    "kind": anchor.kind,
                }  # fmt: skip
        out.append(row)
    return out


def _side(name: str, side: Side) -> dict[str, Any]:
    trigger, document = side.mention.trigger, side.document
    return {
        name: side.mention.id, f"{name}_incident": side.incident.id,
        f"{name}_document": document.id,
        f"{name}_published": document.published.original if document.published else None,
        f"{name}_start": trigger.start, f"{name}_end": trigger.end,
        f"{name}_quote": trigger.of(document.text.characters),
    }  # fmt: skip


def render(one: Asked, number: int, total: int) -> str:
    """A pair as text: both passages with the trigger marked, what each says, the score."""
    state = "one incident now" if one.joined else "two incidents now"
    lines = [f"{number} of {total} · score {one.score:.2f} · {state}"]
    for mark, side in (("A", one.left), ("B", one.right)):
        document = side.document
        published = document.published.original if document.published else "not stated"
        lines += [
            f"{mark}  {title_of(side.incident)} · published {published} · outlet "
            f"{document.outlet or 'not stated'}"
        ]
        lines += _wrapped(passage(document.text.characters, side.mention.trigger))
        said = dict.fromkeys(
            f"{c.slot} {notation(c.value)} ({'+'.join(c.said_by)})" for c in side.claims
            if c.slot != "occurred"
        )  # fmt: skip
        lines += _wrapped("says: " + ("; ".join(said) or "nothing more"))
    lines += _wrapped("why: " + "; ".join(one.why))
    return "\n".join(lines) + "\n"


def passage(text: str, span: Span, around: int = AROUND) -> str:
    """A stretch of a report with the span in angle quotes, cut between words."""
    start, end = max(0, span.start - around), min(len(text), span.end + around)
    before, behind = text[start : span.start], text[span.end : end]
    if start > 0:
        before = "… " + before.partition(" ")[2]
    if end < len(text):
        behind = behind.rpartition(" ")[0] + " …"
    return " ".join(f"{before}»{span.of(text)}«{behind}".split())


def _wrapped(text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent="   ", subsequent_indent="   ")
