"""Read documents into a ledger: the only writer.

1. Ask what the ledger holds already: a document with a reading of these versions is left alone.
2. Read the rest into a spool, outside any transaction; parsing takes minutes, a lock must not.
3. Write all of it in one transaction, where the question of 1. is asked again: another process
   may have added the same meanwhile. A killed process leaves nothing or everything.
4. In the same transaction incidents are computed anew, and what became of them is recorded.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from dateline.ledger import Connection, Ledger, Refused, batches, documents, quarantine, rows
from dateline.model import Claims, DatelineError, Document, Published, QuarantineError
from dateline.pipeline.decisions import relating
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.reading import read_document
from dateline.pipeline.relink import Relate, Relinked, record
from dateline.pipeline.resources import Resources
from dateline.pipeline.versions import Versions, versions
from dateline.readers import Known

_SPOOL = 32 * 1024 * 1024

Progress = Callable[[str], None]
"""Called with the name of every document once it is done."""


@dataclass(slots=True)
class Added:
    """What one `add` did. `unanchored` counts new documents without a date."""

    documents: int = 0
    readings: int = 0
    rows: int = 0
    known: int = 0
    unanchored: int = 0
    quarantined: int = 0
    batch: int | None = None
    relinked: Relinked = field(default_factory=Relinked)
    refused: list[DatelineError] = field(default_factory=list)
    whole: list[DatelineError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Job:
    document: Document
    claims: Claims


def add(
    ledger: Ledger,
    items: Iterable[Arrival],
    resources: Resources,
    *,
    recorded: str,
    command: str = "add",
    progress: Progress | None = None,
    releasing: Sequence[str] = (),
) -> Added:
    """Read items and store what is new, in one transaction; a second time adds nothing.

    `recorded` is the time of the entry in the log (ISO 8601, UTC); `releasing` are ids of the
    quarantine that this reading answers.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    done = Added()
    now = versions()
    with SpooledTemporaryFile(max_size=_SPOOL) as spool:
        refused = _read(ledger, items, resources, now, spool, done, progress)
        spool.seek(0)
        relate = relating(resources)
        _write(ledger, _jobs(spool), refused, now, done, recorded, command, releasing, relate)
    return done


def _read(
    ledger: Ledger,
    items: Iterable[Arrival],
    resources: Resources,
    now: Versions,
    spool: IO[bytes],
    done: Added,
    progress: Progress | None,
) -> list[Refused]:
    refused: list[Refused] = []
    seen: set[str] = set()
    for arrival in items:
        item = arrival.item
        if isinstance(item, Document):
            if item.id in seen or _known(ledger, item, now):  # 1.
                done.known += 1
                continue
            seen.add(item.id)
            try:
                claims = read_document(item, resources).claims  # 2.
                pickle.dump(_Job(item, claims), spool)
            except Exception as error:
                # One document that breaks a rule must not cost the batch; the reason is kept.
                item = QuarantineError(
                    f"reading failed ({type(error).__name__}: {error})", where=str(arrival.path)
                )
        if isinstance(item, DatelineError):
            (done.whole if arrival.whole else done.refused).append(item)
            refused.append(_refusal(arrival, item))
        if progress:
            progress(str(arrival.path))
    return refused


def _known(ledger: Ledger, document: Document, now: Versions) -> bool:
    with ledger.reading() as connection:
        ident = documents.held(connection, document)
        if ident is None:
            return False
        return documents.current_reading(connection, ident) == now.reading(ident).id


def _refusal(arrival: Arrival, error: DatelineError) -> Refused:
    known = arrival.known
    facts = {
        "published": known.published.original if known.published else None,
        "outlet": known.outlet, "title": known.title, "url": known.url,
    }  # fmt: skip
    path = None if str(arrival.path) == "-" else str(arrival.path.resolve())
    name = error.where or str(arrival.path)
    return Refused(name, path, error.what, json.dumps({k: v for k, v in facts.items() if v}))


def _jobs(spool: IO[bytes]) -> Iterator[_Job]:
    while True:
        try:
            job = pickle.load(spool)
        except EOFError:
            return
        yield job


def _write(
    ledger: Ledger,
    jobs: Iterator[_Job],
    refused: Sequence[Refused],
    now: Versions,
    done: Added,
    recorded: str,
    command: str,
    releasing: Sequence[str],
    relate: Relate,
) -> None:
    """3. 4. Nothing new makes no batch."""
    first = next(jobs, None)
    with ledger.reading() as connection:
        waiting = {row.id for row in quarantine.waiting(connection)}
    if first is None and not releasing and all(r.id in waiting for r in refused):
        return
    with ledger.writing() as connection:
        batch = batches.begin(connection, recorded, command)
        ids: list[str] = []
        for job in [first] if first else []:
            ids += _store(connection, ledger, job, now, batch, done)
        for job in jobs:
            ids += _store(connection, ledger, job, now, batch, done)
        for row in refused:
            if quarantine.save(connection, row, batch):
                ids.append(row.id)
                done.quarantined += 1
        for ident in releasing:
            quarantine.release(connection, ident, batch)
            ids.append(f"release:{ident}")
        counts = {
            "documents": done.documents, "readings": done.readings, "rows": done.rows,
            "quarantined": done.quarantined,
        }  # fmt: skip
        done.relinked = record(connection, batch, relate)  # 4.
        batches.finish(connection, batch, counts, [*ids, *done.relinked.marks])
        done.batch = batch


def _store(
    connection: Connection,
    ledger: Ledger,
    job: _Job,
    now: Versions,
    batch: int,
    done: Added,
) -> list[str]:
    """Insert one document with its reading; what another process added meanwhile stays."""
    document, claims = job.document, job.claims
    ident = documents.held(connection, document)
    reading = now.reading(ident or document.id)
    ids: list[str] = []
    if ident is None:
        done.rows += documents.save(connection, document, batch)
        done.documents += 1
        done.unanchored += document.published is None
        ids.append(document.id)
    elif ident != document.id:
        # The same report under another address: its reading is the one of the document we hold.
        done.known += 1
        return ids
    if not documents.has_reading(connection, reading.id):
        done.rows += rows.save(connection, reading, claims, batch, ledger.retain)
        done.rows += documents.retain(connection, document.text, claims, ledger.retain)
        done.readings += 1
        ids.append(reading.id)
    if documents.current_reading(connection, reading.document) != reading.id:
        documents.turn(connection, reading, batch)
        ids.append(f"turn:{reading.id}")
    return ids


def reread(
    ledger: Ledger, resources: Resources, *, recorded: str, progress: Progress | None = None
) -> Added:
    """Read the stored texts again where their current reading is of other versions.

    Raises:
        DatelineError: the ledger does not retain full texts.
    """
    if ledger.retain != "full":
        raise DatelineError(
            f"retains {ledger.retain}, so its texts cannot be read again", where=ledger.where,
            run="dateline add with the same files",
        )  # fmt: skip
    with ledger.reading() as connection:
        now = versions()
        old = [
            row.document for row in documents.current(connection)
            if row.reading != now.reading(row.document).id
        ]  # fmt: skip
        held = documents.load(connection, old)
    items = (Arrival(Path(ledger.where), held[ident], Known()) for ident in old)
    return add(ledger, items, resources, recorded=recorded, command="reread", progress=progress)


def relink(ledger: Ledger, resources: Resources, *, recorded: str) -> Relinked:
    """Compute incidents anew by the code of today; makes a batch where that changes something.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    relate = relating(resources)
    with ledger.writing() as connection:
        savepoint = connection.begin_nested()
        batch = batches.begin(connection, recorded, "relink")
        done = record(connection, batch, relate)
        if not done.marks:
            savepoint.rollback()
            return done
        counts = {"documents": 0, "readings": 0, "rows": 0, "quarantined": 0}
        batches.finish(connection, batch, counts, done.marks)
        savepoint.commit()
    return done


def retry(
    ledger: Ledger, resources: Resources, *, recorded: str, progress: Progress | None = None
) -> Added:
    """Try again every input in quarantine that has a file; what reads is released, what still
    does not is among `refused`."""
    with ledger.reading() as connection:
        waiting = quarantine.waiting(connection)
    found: list[Arrival] = []
    failing: set[str] = set()
    errors: list[DatelineError] = []
    for path, known in dict.fromkeys((r.path, r.known) for r in waiting if r.path):
        facts = json.loads(known)
        day = facts.pop("published", None)
        try:
            tried = list(
                arrivals([Path(path)], Known(Published.parse(day) if day else None, **facts))
            )
        except DatelineError as error:
            tried = [Arrival(Path(path), error, Known(), whole=True)]
        found += [a for a in tried if isinstance(a.item, Document)]
        bad = [(a, a.item) for a in tried if isinstance(a.item, DatelineError)]
        failing |= {_refusal(a, error).name for a, error in bad}
        errors += [error for _, error in bad]
    released = [r.id for r in waiting if r.path and r.name not in failing]
    done = add(
        ledger, found, resources, recorded=recorded, command="quarantine retry", progress=progress,
        releasing=released,
    )  # fmt: skip
    done.refused += errors
    return done
