"""Why a value is what it is: the chain of rules behind a cell, a statement or a prediction.

1. Choose the rows: by slot, by a character of the text, or all.
2. For each: its value, who says it and how, the words it rests on.
3. Each derivation step as a sentence, with what it read and the reference row it used; a derived
   cell names the claims it was worked out from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import (
    Cell,
    Claim,
    Claims,
    Evidence,
    Incident,
    Prediction,
    Statement,
    Step,
    notation,
)

NAME = "explain"
DESCRIPTION = "Why a value is what it is: every rule, what it read, the reference row it used."

Describe = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One value with what stands behind it. `owner` says what it is a value of."""

    owner: str
    slot: str
    value: str
    said_by: tuple[str, ...]
    via: tuple[str, ...]
    how: str
    evidence: tuple[Evidence, ...]
    steps: tuple[Step, ...]
    inputs: tuple[str, ...] = ()


def explanations(
    documents: Sequence[Claims],
    incidents: Sequence[Incident],
    slot: str | None = None,
    offset: int | None = None,
) -> tuple[Explanation, ...]:
    """Rows whose slot is `slot` (`statement` and `prediction` count as slots) and whose evidence
    touches character `offset`; a condition that is None holds for all."""
    found = [*_cells(documents, incidents), *_statements(documents), *_predictions(documents)]
    return tuple(
        e for e in found
        if (slot is None or e.slot == slot) and (offset is None or _touches(e, offset))
    )  # fmt: skip


def slots(documents: Sequence[Claims], incidents: Sequence[Incident]) -> list[str]:
    """Names that can be asked for."""
    return sorted({e.slot for e in explanations(documents, incidents)})


def _touches(row: Explanation, offset: int) -> bool:
    return any(e.span.start <= offset < e.span.end for e in row.evidence)


def _cells(documents: Sequence[Claims], incidents: Sequence[Incident]) -> Iterator[Explanation]:
    claims = {c.id: c for d in documents for c in d.claims}
    for incident in incidents:
        for cell in incident.cells:
            yield _cell(incident, cell, claims)


def _cell(incident: Incident, cell: Cell, claims: Mapping[str, Claim]) -> Explanation:
    owner = incident.kind.replace("_", " ")
    c = cell.claim
    if c is None:
        inputs = tuple(
            f"{notation(claims[i].value)}, said by {' and '.join(claims[i].said_by)}"
            for i in cell.inputs if i in claims
        )  # fmt: skip
        evidence = tuple(e for i in cell.inputs if i in claims for e in claims[i].evidence)
        return Explanation(
            owner, cell.slot, notation(cell.value), cell.said_by, (), "derived", evidence,
            cell.derivation, inputs,
        )  # fmt: skip
    how = f"{c.modality}, {c.polarity}, {c.certainty}"
    steps = (*c.derivation, *(s for s in cell.derivation if s not in c.derivation))
    return Explanation(
        owner, cell.slot, notation(cell.value), c.said_by, c.via, how, c.evidence, steps
    )


def _statements(documents: Sequence[Claims]) -> Iterator[Explanation]:
    for s in (s for d in documents for s in d.statements):
        how = f"{s.modality}, {s.polarity}, {s.certainty}; {s.form}"
        yield Explanation(
            "statement", "statement", _words(s), s.said_by, s.via, how, s.evidence, s.derivation
        )


def _predictions(documents: Sequence[Claims]) -> Iterator[Explanation]:
    for p in (p for d in documents for p in d.predictions):
        how = f"{p.modality}, {p.certainty}; {p.status} as of {p.as_of or 'no date'}"
        value = f"{p.event}, window {notation(p.window)}"
        yield Explanation(
            "prediction", "prediction", value, p.said_by, (), how, p.evidence, p.derivation
        )


def _words(row: Statement | Prediction) -> str:
    parts = [" ".join(e.quote.split()) for e in row.evidence if str(e.role) == "value"]
    return " … ".join(parts)


def render(rows: Sequence[Explanation], describe: Describe) -> str:
    """Rows as text.

    Args:
        describe: a rule's sentence, None where it has none and its name has to do.
    """
    lines: list[str] = []
    for row in rows:
        who = " and ".join(row.said_by) or "nobody"
        via = f" via {', '.join(row.via)}" if row.via else ""
        lines += [f"{row.owner} · {row.slot} = {row.value}", f"  said by {who}{via} ({row.how})"]
        for e in row.evidence:
            quote = " ".join(e.quote.split())
            lines.append(f"  {e.role!s:<8} [{e.span.start}:{e.span.end}] “{quote}”")
        lines += [f"  from     {words}" for words in row.inputs]
        lines += [f"  {n}. {_step(step, describe)}" for n, step in enumerate(row.steps, 1)]
        lines.append("")
    return "\n".join(lines)


def _step(step: Step, describe: Describe) -> str:
    sentence = describe(step.rule)
    out = f"{step.rule}: {sentence}" if sentence else step.rule
    if step.inputs:
        out += f" — read: {', '.join(' '.join(x.split()) for x in step.inputs)}"
    if step.reference:
        out += f" — row: {step.reference}"
    return out
