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
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from dateline.ledger import (
    Ledger,
    Refused,
    batches,
    documents,
    quarantine,
)
from dateline.ledger.fetches import Origin
from dateline.ledger.writing import AT_ONCE, Writer
from dateline.model import AbortedError, DatelineError, Document, InputError
from dateline.pipeline.intake import Arrival
from dateline.pipeline.relink import Relinked, record
from dateline.pipeline.resources import Resources
from dateline.pipeline.versions import Versions, versions
from dateline.pipeline.worker import Entry, Pool, read_here
from dateline.readers import Known

_SPOOL = 32 * 1024 * 1024
_SAME = "same"

Progress = Callable[[str], None]
"""Called with the name of every document once it is done."""


@dataclass(slots=True)
class Added:
    """What one `add` did. `unanchored` counts new documents without a date; `aborted` is what
    was given up on for time or the network and may be tried again; `remarks` say which files were
    read otherwise than their names let expect."""

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
    aborted: list[tuple[Refused, AbortedError]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def add(
    ledger: Ledger,
    items: Iterable[Arrival],
    resources: Resources,
    *,
    recorded: str,
    command: str = "add",
    progress: Progress | None = None,
    releasing: Sequence[str] = (),
    pool: Pool | None = None,
) -> Added:
    """Read items and store what is new, in one transaction; a second time adds nothing.

    `recorded` is the time of the entry in the log (ISO 8601, UTC); `releasing` are ids of the
    quarantine that this reading answers. With a pool, texts are read in its workers.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    done = Added()
    now = versions()
    with SpooledTemporaryFile(max_size=_SPOOL) as spool:
        asked = _asked(ledger, items, now, done)
        read = pool.read if pool else partial(read_here, resources=resources)
        answers = read(asked, retain=ledger.retain)  # 2.
        refused = _spool(answers, spool, done, progress)
        spool.seek(0)
        _write(ledger, _jobs(spool), refused, now, done, recorded, command, releasing, resources)
        _give_up(ledger, done, recorded)
    return done


def _asked(
    ledger: Ledger, items: Iterable[Arrival], now: Versions, done: Added
) -> Iterator[tuple[Arrival, Document | None, str]]:
    """1. What is to be read; errors go along in their place."""
    seen: set[str] = set()
    for arrival in items:
        item = arrival.item
        done.remarks += [r for r in arrival.remarks if r not in done.remarks[-2:]]
        if isinstance(item, DatelineError):
            yield arrival, None, str(arrival.path)
        elif item.id in seen or _known(ledger, item, now):
            done.known += 1
        else:
            seen.add(item.id)
            yield arrival, item, str(arrival.path)


def _spool(
    answers: Iterator[tuple[Arrival, bytes | DatelineError | None]],
    spool: IO[bytes],
    done: Added,
    progress: Progress | None,
) -> list[Refused]:
    refused: list[Refused] = []
    last: Origin | None = None
    for arrival, answer in answers:
        item = arrival.item if answer is None else answer
        if isinstance(item, bytes):
            spool.write(item)
            # The documents of one file or feed share its bytes.
            pickle.dump(_SAME if arrival.origin is last else arrival.origin, spool)
            last = arrival.origin
        elif isinstance(item, AbortedError):
            done.aborted.append((refusal(arrival, item), item))
        elif isinstance(item, DatelineError):
            (done.whole if arrival.whole else done.refused).append(item)
            if not (arrival.whole and isinstance(item, InputError)):
                refused.append(refusal(arrival, item))
        if progress:
            progress(str(arrival.path))
    return refused


def _give_up(ledger: Ledger, done: Added, recorded: str) -> None:
    """What was given up on is noted beside the log, not in it."""
    if done.aborted:
        with ledger.writing() as connection:
            for refusal, _ in done.aborted:
                quarantine.abort(connection, refusal, recorded)


def _known(ledger: Ledger, document: Document, now: Versions) -> bool:
    with ledger.reading() as connection:
        ident = documents.held(connection, document)
        if ident is None:
            return False
        return documents.current_reading(connection, ident) == now.reading(ident).id


def refusal(arrival: Arrival, error: DatelineError) -> Refused:
    """An input that was not read, as the quarantine keeps it."""
    known = arrival.known
    facts = {
        "published": known.published.original if known.published else None,
        "outlet": known.outlet, "title": known.title, "url": known.url,
    }  # fmt: skip
    path = None if str(arrival.path) == "-" else str(arrival.path.resolve())
    path = arrival.address or path
    name = error.where or arrival.address or str(arrival.path)
    return Refused(name, path, error.what, json.dumps({k: v for k, v in facts.items() if v}))


def _jobs(spool: IO[bytes]) -> Iterator[tuple[Entry, Origin | None]]:
    last: Origin | None = None
    while True:
        try:
            entry = pickle.load(spool)
        except EOFError:
            return
        origin = pickle.load(spool)
        last = last if origin == _SAME else origin
        yield entry, last


def _write(
    ledger: Ledger,
    jobs: Iterator[tuple[Entry, Origin | None]],
    refused: Sequence[Refused],
    now: Versions,
    done: Added,
    recorded: str,
    command: str,
    releasing: Sequence[str],
    resources: Resources,
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
        writer = Writer(connection, batch, ledger.retain)
        every = chain([first] if first else [], jobs)
        while part := list(islice(every, AT_ONCE)):
            writer.expect([entry.document for entry, _ in part])
            for entry, origin in part:
                if origin and not origin.at:
                    origin = replace(origin, at=recorded)
                ids += _store(writer, entry, origin, now, done)
            ids += writer.flush()
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
        done.relinked = record(connection, batch, resources)  # 4.
        batches.finish(connection, batch, counts, [*ids, *done.relinked.marks])
        done.batch = batch


def _store(
    writer: Writer, entry: Entry, origin: Origin | None, now: Versions, done: Added
) -> list[str]:  # fmt: skip
    """Add one document with its reading; what another process added meanwhile stays. Returns the
    ids of what it wrote."""
    document = entry.document
    ident = writer.held(document)
    reading = now.reading(ident or document.id)
    ids: list[str] = []
    if ident is None:
        done.rows += writer.document(document)
        done.documents += 1
        done.unanchored += document.published is None
        ids.append(document.id)
        if origin:
            writer.origin(origin, document)
    elif ident != document.id:
        # The same report under another address: its reading is the one of the document we hold.
        done.known += 1
        return ids
    if not writer.has_reading(reading):
        done.rows += writer.reading(reading, entry.rows, document.text)
        done.readings += 1
        ids.append(reading.id)
    if not writer.is_current(reading):
        writer.turn(reading)
        ids.append(f"turn:{reading.id}")
    return ids


def reread(
    ledger: Ledger,
    resources: Resources,
    *,
    recorded: str,
    progress: Progress | None = None,
    pool: Pool | None = None,
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
    return add(
        ledger, items, resources, recorded=recorded, command="reread", progress=progress, pool=pool
    )


def relink(ledger: Ledger, resources: Resources, *, recorded: str) -> Relinked:
    """Compute incidents anew by the code of today; makes a batch where that changes something.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    with ledger.writing() as connection:
        savepoint = connection.begin_nested()
        batch = batches.begin(connection, recorded, "relink")
        done = record(connection, batch, resources, whole=True)
        if not done.marks:
            savepoint.rollback()
            return done
        counts = {"documents": 0, "readings": 0, "rows": 0, "quarantined": 0}
        batches.finish(connection, batch, counts, done.marks)
        savepoint.commit()
    return done
