"""Children that are killed with SIGKILL in the middle of writing, and what a ledger then holds."""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import select

from dateline.cli.read import write_page
from dateline.exports import polecat
from dateline.ledger import Ledger, create, open_ledger, related, tables
from dateline.model import (
    Anchor,
    Claims,
    Document,
    Evidence,
    EvidenceRole,
    Judgement,
    Note,
    Published,
    Span,
    digest,
)
from dateline.pipeline import Resources, decisions, ledgers, reading, store
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.reading import ReadDocument
from dateline.readers import Known

AT = "2026-01-04T00:00:00Z"
TWIN = Path(__file__).parents[2] / "samples" / "launch" / "twin.txt"
DAY = Published.parse("2026-01-04")
BATCHES, EACH = 3, 6
# What differs between two runs of the same: counters and times of the log, and caches.
_SKIPPED = {"batches", "settings", *(t.name for t in tables.CACHES)}
_COUNTERS = {"id", "batch", "recorded"}


def quick(document: Document, resources: Resources) -> ReadDocument:
    """A reading that costs nothing, so that the time to hit is spent in the ledger."""
    words = document.text.characters
    notes = tuple(
        Note("x", f"n{n}", (Evidence(EvidenceRole.VALUE, Span(n, n + 5), words[n : n + 5]),))
        for n in range(12)
    )
    return ReadDocument(document, None, Claims(document.id, notes=notes))  # type: ignore[arg-type]


def items(batch: int) -> list[Arrival]:
    """The documents of one batch."""
    return [
        Arrival(Path("x"), Document.of(f"{batch} {n} missile words " * 12, published=DAY), Known())
        for n in range(EACH)
    ]


def add_all(where: str, resources: Resources) -> None:
    """Three batches; what is there already is left alone."""
    reading.read_document = quick
    ledger = open_ledger(where)
    for batch in range(BATCHES):
        store.add(ledger, items(batch), resources, recorded=AT)
    ledger.close()


def contents(ledger: Ledger) -> str:
    """A hash over every row but counters and times."""
    parts = []
    with ledger.reading() as connection:
        for name, table in sorted(tables.metadata.tables.items()):
            if name in _SKIPPED:
                continue
            columns = [
                c for c in table.c
                if c.name not in _COUNTERS or (c.name == "id" and c.type.python_type is str)
            ]  # fmt: skip
            rows = sorted(repr(tuple(r)) for r in connection.execute(select(*columns)))
            parts.append(name + "\n" + "\n".join(rows))
    return digest(*parts)


def sound(where: str) -> tuple[int, str]:
    """Number of batches and hash of a ledger; the file and the log hold, and no batch is half."""
    ledger = open_ledger(where)
    with ledger.reading() as connection:
        if ledger.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert list(ledgers.batches.breaks(connection)) == []
        count = len(ledgers.batches.all_batches(connection))
    found = contents(ledger)
    ledger.close()
    return count, found


@dataclass(frozen=True)
class Child:
    """A forked process that works on a ledger until it is killed or done."""

    pid: int

    @classmethod
    def of(cls, work: Callable[[], None]) -> Child:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                work()
                status = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(status)
        return cls(pid)

    def kill_after(self, seconds: float) -> bool:
        """SIGKILL after some time; whether the child was still at work."""
        time.sleep(seconds)
        done, _ = os.waitpid(self.pid, os.WNOHANG)
        if done:
            return False
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        return True

    def wait(self) -> None:
        _, status = os.waitpid(self.pid, 0)
        assert os.waitstatus_to_exitcode(status) == 0


def timed(work: Callable[[], None]) -> float:
    """Seconds that a child takes undisturbed."""
    started = time.monotonic()
    Child.of(work).wait()
    return time.monotonic() - started


@dataclass
class Aim:
    """Kills children at random points of their work until so many were hit at it, in three times as
    many tries at most. A child that was done before bounds the points that follow: the first,
    undisturbed run may have been a slow one."""

    rng: random.Random
    longest: float
    points: int
    hits: int = 0
    tries: int = 0

    def goes_on(self) -> bool:
        return self.hits < self.points and self.tries < 3 * self.points

    def kill(self, work: Callable[[], None]) -> None:
        delay = self.rng.uniform(0, self.longest)
        self.tries += 1
        if Child.of(work).kill_after(delay):
            self.hits += 1
        else:
            self.longest = delay


def kill_adds(folder: Path, resources: Resources, points: int, seed: int) -> int:
    """Kill `add` at random points until so many hit it at work; every time the ledger is sound,
    holds whole batches only, and a re-run gives what an undisturbed run gives."""
    states = {}
    whole = str(folder / "whole.ledger")
    create(whole).close()
    states[0] = sound(whole)[1]
    took = timed(lambda: add_all(whole, resources))
    assert sound(whole)[0] == BATCHES
    final = sound(whole)[1]
    aim = Aim(random.Random(seed), took, points)
    while aim.goes_on():
        where = str(folder / f"{aim.tries}.ledger")
        create(where).close()
        aim.kill(partial(add_all, where, resources))
        count, found = sound(where)
        # The same number of whole batches has the same rows, whenever it was cut.
        assert states.setdefault(count, found) == found, (aim.tries, count)
        add_all(where, resources)
        assert sound(where) == (BATCHES, final), aim.tries
        for path in folder.glob(f"{Path(where).name}*"):
            path.unlink()
    assert len(states) == BATCHES + 1 or points < 20
    return aim.hits


def _decision(number: int, document: str) -> Judgement:
    anchor = Anchor(document, number, number + 7, "missile", "", "", "generic")
    return Judgement("reject", anchor, None, "a", f"reason {number}", AT)


def decide_all(where: str, count: int) -> None:
    """So many decisions, each a transaction of its own; those that are held are left alone."""
    ledger = open_ledger(where)
    with ledger.reading() as connection:
        held = len(decisions.judgements.every(connection))
    for number in range(held, count):
        decisions.decide(ledger, _decision(number, "d"))
    ledger.close()


def kill_decisions(folder: Path, points: int, seed: int, count: int = 12) -> int:
    """Kill `fix` at random points: every decision is whole or absent, and none is lost."""
    whole = str(folder / "fix.ledger")
    create(whole).close()
    took = timed(lambda: decide_all(whole, count))
    final = sound(whole)
    aim = Aim(random.Random(seed), took, points)
    while aim.goes_on():
        where = str(folder / f"fix{aim.tries}.ledger")
        create(where).close()
        aim.kill(partial(decide_all, where, count))
        batches_held, _ = sound(where)
        ledger = open_ledger(where)
        with ledger.reading() as connection:
            assert len(decisions.judgements.every(connection)) == batches_held
        ledger.close()
        decide_all(where, count)
        assert sound(where) == final, aim.tries
        for path in folder.glob(f"{Path(where).name}*"):
            path.unlink()
    return aim.hits


def kill_exports(folder: Path, resources: Resources, points: int, seed: int) -> int:
    """Kill `export` at random points: no half file, the ledger unchanged, a re-run the same."""
    place, out = str(folder / "export.ledger"), folder / "out.tsv"
    ledger = create(place)
    store.add(ledger, arrivals([TWIN], Known(DAY)), resources, recorded=AT)
    ledger.close()
    before = sound(place)

    def work() -> None:
        opened = open_ledger(place)
        with opened.writing() as connection:
            related.clear(connection)
        found = ledgers.incidents(opened, resources)
        done = polecat.export(ledgers.held(opened).documents, found, "code", False)
        opened.close()
        for _ in range(3):
            write_page(out, polecat.tsv(done) * 50)

    took = timed(work)
    whole = out.read_bytes()
    aim = Aim(random.Random(seed), took, points)
    while aim.goes_on():
        out.unlink(missing_ok=True)
        aim.kill(work)
        assert not out.exists() or out.read_bytes() == whole, aim.tries
        assert sound(place) == before, aim.tries
    work()
    assert out.read_bytes() == whole and sound(place) == before
    return aim.hits
