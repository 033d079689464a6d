"""Cards as plain text for a terminal, 100 columns."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from dateline.model import Claims, Document, Evidence, notation
from dateline.views.card import Card, Row, name_of

WIDTH = 100


def render(cards: Sequence[Card], documents: Sequence[tuple[Document, Claims]]) -> str:
    """News first, then history, statements, predictions and notes."""
    marks = {d.id: f"a{n}" for n, (d, _) in enumerate(documents, 1)}
    lines: list[str] = []
    for document, _ in documents:
        published = document.published.original if document.published else "not stated"
        lines.append(
            f"{marks[document.id]}  published {published} · outlet "
            f"{document.outlet or 'not stated'} · {len(document.text.characters)} characters"
        )
    news = [c for c in cards if not c.historical]
    for card in news:
        lines += ["", *_card(card, marks)]
    history = [c for c in cards if c.historical]
    if history:
        lines += ["", "TOLD AS HISTORY (nothing of it is part of the news above)"]
        lines += [f"  {c.title}{' · ' + c.subtitle if c.subtitle else ''}" for c in history]
    lines += _statements(documents, marks)
    lines += _predictions(documents, marks)
    lines += _notes(documents, marks)
    return "\n".join(lines) + "\n"


def coverage(documents: Sequence[tuple[Document, Claims]]) -> str:
    """One line per sentence: what became of it and why."""
    lines = []
    for document, claims in documents:
        for row in claims.coverage:
            words = " ".join(row.span.of(document.text.characters).split())
            lines.append(f"{row.index + 1:3}  {row.coverage!s:<14}  {row.reason}")
            lines += [f"     | {part}" for part in wrap(words, WIDTH - 7)]
        total = len(claims.coverage)
        counts: dict[str, int] = {}
        for row in claims.coverage:
            counts[str(row.coverage)] = counts.get(str(row.coverage), 0) + 1
        parts = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
        lines.append(f"{total} sentences: {parts}")
    return "\n".join(lines) + "\n"


def _card(card: Card, marks: dict[str, str]) -> list[str]:
    lines = [card.title.upper() if not card.title.isupper() else card.title]
    if card.subtitle:
        lines.append("  " + card.subtitle)
    lines.append("  " + "─" * (WIDTH - 2))
    for n, row in enumerate(card.rows):
        again = n > 0 and card.rows[n - 1].slot == row.slot
        lines += _row(row, marks, "" if again else row.slot)
    if card.lifecycle:
        lines.append("  lifecycle")
        for n, stage in enumerate(card.lifecycle, 1):
            about = f" — {' '.join(stage.note.split())}" if stage.note else ""
            spot = _where(stage.evidence, stage.document, marks)
            lines += _hang(f"    {n}. {stage.step} · {stage.who} · {spot}{about}", 7)
    for name, text in card.notes:
        lines += _hang(f"  {name}: {text}", 4)
    if card.facts:
        lines += _hang("  in force that day (dated facts, nobody's claim; what each says and its "
                       "source: --html, --json):", 4)  # fmt: skip
        for fact in card.facts:
            lines += _hang(f"    · {fact.partition(': ')[0]}", 6)
    if card.reference:
        lines += _hang(f"  ┆ {card.reference}", 4)
    return lines


def _row(row: Row, marks: dict[str, str], label: str) -> list[str]:
    if row.derived:
        body = f"{row.value}   [derived: {row.rule}]" if row.value != "not stated" else row.value
        return _hang(f"  {label:<18} {body}", 21)
    how = f" ({row.how})" if row.how else ""
    spot = _where(row.evidence, row.document, marks)
    return _hang(f"  {label:<18} {row.value} · {row.who}{how} · {spot}", 21)


def _where(evidence: Sequence[Evidence], document: str | None, marks: dict[str, str]) -> str:
    if not evidence:
        return ""
    e = evidence[0]
    mark = marks.get(document or "", "")
    return f"{mark}[{e.span.start}:{e.span.end}] “{' '.join(e.quote.split())}”"


def _hang(text: str, indent: int) -> list[str]:
    """A paragraph with a hanging indent; lines that fit are left alone."""
    if len(text) <= WIDTH:
        return [text]
    first = " " * (len(text) - len(text.lstrip()))
    return wrap(
        text.lstrip(), WIDTH, initial_indent=first, subsequent_indent=" " * indent,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _statements(documents: Sequence[tuple[Document, Claims]], marks: dict[str, str]) -> list[str]:
    lines = ["", "WHO SAYS WHAT (source · cue · content)"]
    for document, claims in documents:
        authorities = {a.id: a for a in claims.authorities}
        for said in claims.statements:
            who = " and ".join(name_of(w, authorities, said.evidence) for w in said.said_by)
            cue = " … ".join(e.quote for e in said.evidence if str(e.role) == "cue")
            words = " … ".join(e.quote for e in said.evidence if str(e.role) == "value")
            how = [str(said.modality)] if str(said.modality) != "asserted" else []
            how += ["negated"] if str(said.polarity) == "negative" else []
            how += [str(said.certainty)] if str(said.certainty) != "certain" else []
            note = f" ({', '.join(how)})" if how else ""
            spot = said.evidence[0].span
            lines += _hang(
                f"  {who} [{said.source_kind}] · {cue or 'no cue'}{note} · "
                f"{marks[document.id]}[{spot.start}:{spot.end}] “{' '.join(words.split())}”", 6
            )  # fmt: skip
    return lines if len(lines) > 2 else []


def _predictions(documents: Sequence[tuple[Document, Claims]], marks: dict[str, str]) -> list[str]:
    lines = ["", "PREDICTIONS AND INTENTIONS"]
    for document, claims in documents:
        authorities = {a.id: a for a in claims.authorities}
        for p in claims.predictions:
            who = " and ".join(name_of(w, authorities, p.evidence) for w in p.said_by)
            basis = dict(p.window.basis) if p.window else {}
            year = " (year inferred)" if str(basis.get("year", "")) == "inferred" else ""
            spot = p.evidence[0]
            lines += _hang(
                f"  {p.event} · {p.modality}, {p.certainty} · by {who} · window "
                f"{notation(p.window)}{year} · {p.status} as of {p.as_of or 'not stated'} · "
                f"{marks[document.id]}[{spot.span.start}:{spot.span.end}] "
                f"“{' '.join(spot.quote.split())}”", 6,
            )  # fmt: skip
    return lines if len(lines) > 2 else []


def _notes(documents: Sequence[tuple[Document, Claims]], marks: dict[str, str]) -> list[str]:
    lines = ["", "FINDINGS"]
    for document, claims in documents:
        for note in claims.notes:
            spot = _where(note.evidence, document.id, marks)
            lines += _hang(f"  {note.check}: {note.text} · {spot}", 4)
    return lines if len(lines) > 2 else []
