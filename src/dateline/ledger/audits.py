"""Samples of cells and the answers of coders: rows that are only ever added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from dateline.ledger import tables
from dateline.model import digest


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell of a sample: its place, its stratum, how many cells that holds, and its row as
    JSON."""

    seq: int
    stratum: str
    population: int
    body: str


def find(connection: Connection, size: int, seed: int, strata: str) -> Row[Any] | None:
    """The sample of that size, seed and strata, or None."""
    t = tables.audits
    same = (t.c.size == size) & (t.c.seed == seed) & (t.c.strata == strata)
    return connection.execute(select(t).where(same)).first()


def every(connection: Connection) -> list[Row[Any]]:
    """All samples, oldest first."""
    return list(connection.execute(select(tables.audits).order_by(tables.audits.c.id)))


def save(
    connection: Connection, size: int, seed: int, strata: str, cells: Sequence[Drawn], batch: int
) -> int:
    """Insert a sample; returns its number."""
    t = tables.audits
    number = int(connection.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one()) + 1
    row = {"id": number, "size": size, "seed": seed, "strata": strata, "drawn": batch - 1,
           "batch": batch}  # fmt: skip
    connection.execute(t.insert(), row)
    if cells:
        connection.execute(
            tables.audit_cells.insert(),
            [{"audit": number, "seq": c.seq, "stratum": c.stratum, "population": c.population,
              "body": c.body} for c in cells],
        )  # fmt: skip
    return number


def cells(connection: Connection, audit: int) -> list[Drawn]:
    """The cells of a sample in the order in which they are asked."""
    t = tables.audit_cells
    rows = connection.execute(select(t).where(t.c.audit == audit).order_by(t.c.seq))
    return [Drawn(row.seq, row.stratum, row.population, row.body) for row in rows]


def answer(
    connection: Connection, audit: int, answers: Sequence[tuple[int, str, str, str | None]],
    recorded: str, batch: int,
) -> None:  # fmt: skip
    """Insert answers: (seq, coder, answer, note)."""
    t = tables.audit_answers
    number = int(connection.execute(select(func.coalesce(func.max(t.c.id), 0))).scalar_one())
    connection.execute(
        t.insert(),
        [{"id": number + n, "audit": audit, "seq": seq, "coder": coder, "answer": word,
          "note": note, "recorded": recorded, "batch": batch}
         for n, (seq, coder, word, note) in enumerate(answers, 1)],
    )  # fmt: skip


def answers(connection: Connection, audit: int) -> dict[tuple[int, str], Row[Any]]:
    """(seq, coder) → the newest answer."""
    t = tables.audit_answers
    rows = connection.execute(select(t).where(t.c.audit == audit).order_by(t.c.id))
    return {(row.seq, row.coder): row for row in rows}


def marks(connection: Connection, batch: int) -> list[str]:
    """What the log chains of the audits of a batch."""
    a, c, w = tables.audits, tables.audit_cells, tables.audit_answers
    out = []
    for row in connection.execute(select(a).where(a.c.batch == batch).order_by(a.c.id)):
        bodies = connection.execute(
            select(c.c.body).where(c.c.audit == row.id).order_by(c.c.seq)
        ).scalars()
        out.append(f"audit:{row.id}:{row.size}:{row.seed}:{row.strata}:{digest('cells', *bodies)}")
    for row in connection.execute(select(w).where(w.c.batch == batch).order_by(w.c.id)):
        words = digest(
            "answer", str(row.audit), str(row.seq), row.coder, row.answer, row.note or ""
        )
        out.append(f"answer:{row.id}:{words}")
    return out
