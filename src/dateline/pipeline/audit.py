"""A random sample of cells, and what coders say of them, kept in the ledger.

1. The population is every claim of the current incidents, once.
2. Strata are the values of `slot`, `kind`, or both. A sample of n gives every stratum its share by
   size (largest remainder), and one cell at least while n allows.
3. Inside a stratum cells are ordered by a hash of the seed and their id, and the first are taken:
   the same on every machine, for any order of ingestion, and without a generator's state.
4. The sample is stored with the words of each cell as they were, so that every coder answers the
   same question although the ledger grows.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from dateline.ledger import Ledger, audits, batches, documents
from dateline.ledger.audits import Drawn
from dateline.model import DatelineError, EvidenceRole, Incident, Span, digest, notation
from dateline.pipeline import ledgers
from dateline.pipeline.resources import Resources
from dateline.views.audit_rows import ANSWERS, CELL_COLUMNS, Stratum
from dateline.views.review_rows import passage

STRATA = ("slot", "kind")
MERGES = "score"
"""What stands for the strata of a sample of merged pairs."""

_OF_PAIRS = {"same": "right", "not same": "wrong"}

UNITS = {MERGES: "merged pairs of mentions"}
AROUND = 240
"""Characters of the report shown on either side of a value."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A stored sample. `drawn` is the last batch of the ledger it was drawn from."""

    audit: int
    size: int
    seed: int
    strata: str
    drawn: int
    cells: tuple[Drawn, ...]

    @property
    def words(self) -> str:
        """How it was drawn, to cite."""
        population = sum({c.stratum: c.population for c in self.cells}.values())
        return (
            f"{len(self.cells)} of {population} {UNITS.get(self.strata, 'claims')}, stratified by "
            f"{self.strata.replace(',', ' and ')}, seed {self.seed}, drawn after batch {self.drawn}"
        )

    def stratum_of(self) -> dict[int, Stratum]:
        """Cell → its stratum."""
        return {c.seq: (c.stratum, c.population) for c in self.cells}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a coder says of a cell."""

    cell: int
    answer: str
    note: str | None = None


def sample(
    ledger: Ledger, resources: Resources, size: int, seed: int, by: str, *, recorded: str
) -> Sample:
    """The sample of that size, seed and strata: the stored one, else drawn now and stored.

    Raises:
        DatelineError: no size, unknown strata, no claim to draw, or no characters to show.
    """
    strata = _strata(by)
    return kept(
        ledger, size, seed, strata,
        lambda: draw(ledgers.incidents(ledger, resources), size, seed, strata), recorded,
    )  # fmt: skip


def kept(
    ledger: Ledger, size: int, seed: int, strata: str, make: Callable[[], list[Drawn]],
    recorded: str,
) -> Sample:  # fmt: skip
    """The stored sample of that size, seed and strata, else what `make` draws, stored now.

    Raises:
        DatelineError: no size, nothing to draw, or no characters to show.
    """
    if size < 1:
        raise DatelineError(f"a sample of {size}", expected="one or more")
    if ledger.retain == "none":
        raise DatelineError(
            "the ledger retains no characters to judge by", run="dateline init --retain spans"
        )
    stored = _stored(ledger, size, seed, strata)
    if stored is not None:
        return stored
    cells = make()
    if not cells:
        unit = UNITS.get(strata, "claims")
        raise DatelineError(f"no {unit} to draw", where=ledger.where, run="dateline add FILE...")
    with ledger.writing() as connection:
        batch = batches.begin(connection, recorded, "audit sample")
        audits.save(connection, size, seed, strata, cells, batch)
        _finish(connection, batch, len(cells))
    found = _stored(ledger, size, seed, strata)
    assert found is not None
    return found


def _strata(by: str) -> str:
    names = [name.strip() for name in by.split(",") if name.strip()]
    if not names or not set(names) <= set(STRATA):
        raise DatelineError(f"strata {by!r}", expected="slot, kind or slot,kind")
    return ",".join(name for name in STRATA if name in names)


def _stored(ledger: Ledger, size: int, seed: int, strata: str) -> Sample | None:
    with ledger.reading() as connection:
        row = audits.find(connection, size, seed, strata)
        if row is None:
            return None
        cells = tuple(audits.cells(connection, row.id))
    return Sample(row.id, size, seed, strata, row.drawn, cells)


def _finish(connection: Any, batch: int, rows: int) -> None:
    counts = {"documents": 0, "readings": 0, "rows": rows, "quarantined": 0}
    batches.finish(connection, batch, counts, audits.marks(connection, batch))


def draw(incidents: Sequence[Incident], size: int, seed: int, strata: str) -> list[Drawn]:
    """Draw cells, in the order in which they are asked: mixed, so that a coder who stops early has
    seen all strata."""
    population: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    seen: set[str] = set()
    for incident in incidents:  # 1.
        homes = {m.id: m.document for m in incident.mentions}
        for cell in incident.cells:
            claim = cell.claim
            if claim is None or claim.id in seen or not claim.evidence:
                continue
            seen.add(claim.id)
            stands = {"slot": claim.slot, "kind": incident.kind}
            name = " · ".join(stands[s] for s in strata.split(","))
            value = next((e for e in claim.evidence if e.role is EvidenceRole.VALUE),
                         claim.evidence[0])  # fmt: skip
            body = {
                "incident": incident.id, "kind": incident.kind, "slot": claim.slot,
                "value": notation(claim.value), "who": "+".join(claim.said_by),
                "how": f"{claim.modality}, {claim.polarity}, {claim.certainty}",
                "document": homes[claim.mention], "start": value.span.start,
                "end": value.span.end, "quote": value.quote, "claim": claim.id,
            }  # fmt: skip
            population[name].append((digest("audit", str(seed), claim.id), body))
    return taken(population, size)


def taken(population: Mapping[str, list[tuple[str, dict[str, Any]]]], size: int) -> list[Drawn]:
    """A sample of strata whose cells are (key to be ordered by, row)."""
    shares = allocate({name: len(cells) for name, cells in population.items()}, size)  # 2.
    found = [
        (key, name, len(population[name]), body)
        for name, number in shares.items() for key, body in sorted(
            population[name], key=lambda pair: pair[0])[:number]
    ]  # fmt: skip
    found.sort(key=lambda row: row[0])  # 3.
    return [
        Drawn(n, name, count, json.dumps(body, ensure_ascii=False, sort_keys=True))
        for n, (_, name, count, body) in enumerate(found, 1)
    ]


def allocate(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many cells of each stratum: one each while `size` allows, the rest by size (largest
    remainder, ties by name), never more than there are."""
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    out = dict.fromkeys(names[:size], 1)
    rest = min(size, sum(sizes.values())) - len(out)
    while rest > 0:
        open_ = {n: sizes[n] - out[n] for n in out if sizes[n] > out[n]}
        whole = sum(open_.values())
        exact = {n: rest * left / whole for n, left in open_.items()}
        given = {n: min(int(x), open_[n]) for n, x in exact.items()}
        left_over = rest - sum(given.values())
        order = sorted(open_, key=lambda n: (-(exact[n] - int(exact[n])), n))
        for name in order[:left_over]:
            given[name] += given[name] < open_[name]
        for name, number in given.items():
            out[name] += number
        rest -= sum(given.values())
    return out


def body(cell: Drawn) -> dict[str, Any]:
    """What was stored of a cell."""
    found: dict[str, Any] = json.loads(cell.body)
    return found


def rows(ledger: Ledger, found: Sample, coder: str = "") -> list[dict[str, Any]]:
    """The cells of a sample with the passage they rest on, and the answers of a coder."""
    bodies = [body(c) for c in found.cells]
    said = answers(ledger, found)
    with ledger.reading() as connection:
        texts = documents.load(connection, sorted({b["document"] for b in bodies}))
    out = []
    for cell, held in zip(found.cells, bodies):
        document = texts[held["document"]]
        span = Span(held["start"], held["end"])
        words = said.get((cell.seq, coder))
        row = dict.fromkeys(CELL_COLUMNS) | held | {
            "audit": found.audit, "cell": cell.seq, "stratum": cell.stratum,
            "published": document.published.original if document.published else None,
            "outlet": document.outlet,
            "passage": passage(document.text.characters, span, AROUND),
            "answer": words.answer if words else None, "note": words.note if words else None,
        }  # fmt: skip
        out.append(row)
    return out


def answers(ledger: Ledger, found: Sample) -> dict[tuple[int, str], Answer]:
    """(cell, coder) → the answer that counts."""
    with ledger.reading() as connection:
        stored = audits.answers(connection, found.audit)
    return {key: Answer(row.seq, row.answer, row.note) for key, row in stored.items()}


def answer(
    ledger: Ledger, found: Sample, coder: str, given: Sequence[Answer], *, recorded: str
) -> int:
    """Store answers of a coder in one batch; returns how many were new or other than before.

    Raises:
        DatelineError: no name, an unknown answer, or no such cell.
    """
    if not coder.strip():
        raise DatelineError("answers need a name", run="--coder NAME")
    known = {c.seq for c in found.cells}
    for one in given:
        if one.answer not in ANSWERS:
            raise DatelineError(f"answer {one.answer!r}", expected=", ".join(ANSWERS))
        if one.cell not in known:
            raise DatelineError(f"no cell {one.cell}", expected=f"1 to {len(known)}")
    held = answers(ledger, found)
    fresh = [one for one in given if held.get((one.cell, coder)) != one]
    if fresh:
        with ledger.writing() as connection:
            batch = batches.begin(connection, recorded, "audit answers")
            audits.answer(
                connection, found.audit, [(x.cell, coder, x.answer, x.note) for x in fresh],
                recorded, batch,
            )  # fmt: skip
            _finish(connection, batch, len(fresh))
    return len(fresh)


def from_table(lines: Iterable[str], where: str) -> list[Answer]:
    """Answers of a CSV table with the columns `cell`, `answer` and, if wanted, `note`; rows without
    an answer are left out.

    Raises:
        DatelineError: a column is missing, or a cell is no number.
    """
    table = csv.DictReader(StringIO("".join(lines)))
    if not {"cell", "answer"} <= set(table.fieldnames or ()):
        raise DatelineError(
            "no columns cell and answer", where=where, run="dateline audit --list --csv > FILE.csv"
        )
    out = []
    for number, row in enumerate(table, 2):
        word = (row["answer"] or "").strip().lower()
        word = _OF_PAIRS.get(word, word)
        if not word:
            continue
        if not (row["cell"] or "").strip().isdigit():
            raise DatelineError(f"cell {row['cell']!r}", where=f"{where}, line {number}",
                                expected="a number")  # fmt: skip
        out.append(Answer(int(row["cell"]), word, (row.get("note") or "").strip() or None))
    return out
