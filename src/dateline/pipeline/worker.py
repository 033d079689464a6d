"""Killable workers: files are opened and texts are read in processes that may be ended.

1. One worker opens inputs and streams their items back; others read one text at a time. 2. Each has
a memory budget: the address space it may add to what it starts with (POSIX `RLIMIT_AS`). Beyond it
an allocation fails there, and the input is set aside. 3. Each step has a time budget, counted in
processor seconds of the worker, so that a busy machine changes nothing; a worker that does not
even compute is ended by the clock. Time is no property of an input: it is given up on for now, and
is part of no hash. 4. A worker that dies by itself (a fault in a parser) sets its input aside.
Whatever happens, the next input meets a fresh worker and the parent goes on. 5. Answers are handed
on in the order of the questions, so one worker and many give the same.

On Linux workers are forked and share the loaded model; elsewhere each loads its own.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from dateline.ledger.rows import Packed, packed
from dateline.model import (
    AbortedError,
    Claims,
    DatelineError,
    Document,
    InputError,
    QuarantineError,
)
from dateline.pipeline import reading
from dateline.pipeline.resources import Resources
from dateline.readers import Given, Item
from dateline.readers import read as read_items

_MIB = 1024 * 1024
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_LOOK = 0.1
_BATCH = 32
MAX_ERRORS = 1_000
_ITEM, _READ, _END = b"i", b"r", b"e"

_Carried = TypeVar("_Carried")


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one step: bytes of memory, processor seconds for an item of a file and for a text
    (with a share for every 1,000 characters), and how many times longer by the clock."""

    memory: int = 512 * _MIB
    item: float = 10.0
    text: float = 10.0
    text_share: float = 0.1
    clock: float = 6.0

    def of_text(self, characters: int) -> float:
        """Processor seconds that a text may take."""
        return self.text + self.text_share * characters / 1000


@dataclass(frozen=True, slots=True)
class Job:
    """A document with the claims read from it."""

    document: Document
    claims: Claims


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with the rows of what was read from it."""

    document: Document
    rows: Packed


def read_job(document: Document, resources: Resources, retain: str | None) -> bytes:
    """A document's `Job`, or with a retention its `Entry`, pickled: the parent writes it to its
    spool unopened."""
    claims = reading.read_document(document, resources).claims
    if retain is None:
        return pickle.dumps(Job(document, claims))
    return pickle.dumps(Entry(document, packed(claims, len(document.text.characters), retain)))


def loaded(job: bytes) -> Job:
    """The `Job` of `read_job`."""
    found: Job = pickle.loads(job)
    return found


def read_here(
    documents: Iterable[tuple[_Carried, Document | None, str]],
    resources: Resources,
    retain: str | None = None,
) -> Iterator[tuple[_Carried, bytes | DatelineError | None]]:
    """Like `Pool.read`, in this process and without budgets of time and memory."""
    for carried, document, name in documents:
        if document is None:
            yield carried, None
            continue
        try:
            yield carried, read_job(document, resources, retain)
        except Exception as error:
            yield carried, _failed(error, name)


def _failed(error: Exception, name: str) -> QuarantineError:
    """One document that breaks a rule must not cost the batch; the reason is kept."""
    words = " ".join(f"{type(error).__name__}: {error}".split())
    return QuarantineError(f"reading failed ({words[:300]})", where=name)


class Pool:
    """Workers over shared resources. Close it, or use it in a `with` statement."""

    def __init__(
        self, resources: Resources, workers: int = 1, limits: Limits | None = None
    ) -> None:
        self.limits = limits or Limits()
        self._resources = resources
        self._opener: _Worker | None = None
        self._readers: list[_Worker | None] = [None] * max(1, workers)
        self._forks = sys.platform.startswith("linux")
        self._context: Any = multiprocessing.get_context("fork" if self._forks else "spawn")

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker."""
        for worker in (self._opener, *self._readers):
            if worker:
                worker.end()
        self._opener, self._readers = None, [None] * len(self._readers)

    def _start(self) -> _Worker:
        if self._forks:
            self._warm()
        alive = [w for w in (self._opener, *self._readers) if w]
        return _Worker(self._context, self._resources, self.limits, alive)

    def _warm(self) -> None:
        """What every fork would load for itself otherwise."""
        tools = getattr(self._resources, "tools", None)
        if tools is not None:
            tools.parser.parse("Warm.")

    def items(self, given: Given) -> Iterator[Item]:
        """1. The items of an input in order, as `readers.read` gives them.

        Raises:
            InputError, QuarantineError: the input as a whole cannot be read or is over a budget.
            AbortedError: over the time; what came before it was given.
        """
        if self._opener is None:
            self._opener = self._start()
        worker, finished = self._opener, False
        try:
            worker.ask((given.name, given, None))
            while (answer := worker.answer(self.limits.item, given.name))[:1] == _ITEM:
                yield from pickle.loads(answer[1:])
            finished = True
        except InputError:
            finished = True
            raise
        finally:
            if not finished:
                worker.end()
                self._opener = None

    def read(
        self,
        documents: Iterable[tuple[_Carried, Document | None, str]],
        retain: str | None = None,
    ) -> Iterator[tuple[_Carried, bytes | DatelineError | None]]:
        """5. What is carried along with each document, and its `Job` pickled (with a retention its
        `Entry`), or why there is none; None where there was no document. The third member is what
        errors call it."""
        waiting: deque[_Asked[_Carried]] = deque()
        most = 4 * len(self._readers)
        try:
            for carried, document, name in documents:
                asked = _Asked(carried, name, retain)
                if document is not None:
                    self._give(asked, document, waiting)
                waiting.append(asked)
                while waiting and (waiting[0].slot is None or len(waiting) > most):
                    yield self._take(waiting)
            while waiting:
                yield self._take(waiting)
        finally:
            for asked in waiting:
                # Left in the middle: an answer nobody waits for must not meet the next question.
                if asked.slot is not None and (worker := self._readers[asked.slot]):
                    worker.end()
                    self._readers[asked.slot] = None

    def _give(
        self, asked: _Asked[_Carried], document: Document, waiting: Iterable[_Asked[_Carried]]
    ) -> None:
        """Hand a document to a worker that is free, after one is."""
        while (slot := self._free(waiting)) is None:
            self._collect(waiting)
        worker = self._readers[slot]
        if worker is None:
            worker = self._readers[slot] = self._start()
        asked.slot, asked.seconds = slot, self.limits.of_text(len(document.text.characters))
        worker.ask((asked.name, document, asked.retain))

    def _free(self, waiting: Iterable[_Asked[_Carried]]) -> int | None:
        busy = {a.slot for a in waiting if a.slot is not None}
        return next((n for n in range(len(self._readers)) if n not in busy), None)

    def _collect(self, waiting: Iterable[_Asked[_Carried]]) -> None:
        """Wait until one busy worker has answered or is over a budget."""
        busy = [a for a in waiting if a.slot is not None]
        pipes = [w.pipe for a in busy if (w := self._readers[a.slot or 0])]
        ready = wait(pipes, _LOOK)
        for asked in busy:
            slot = asked.slot or 0
            worker = self._readers[slot]
            if worker is None:
                continue
            try:
                if worker.pipe in ready:
                    asked.answer = worker.take(asked.name)[1:]
                    asked.slot = None
                else:
                    worker.check(asked.seconds, asked.name)
            except (AbortedError, QuarantineError) as error:
                worker.end()
                self._readers[slot], asked.slot, asked.answer = None, None, error

    def _take(
        self, waiting: deque[_Asked[_Carried]]
    ) -> tuple[_Carried, bytes | DatelineError | None]:
        while waiting[0].slot is not None:
            self._collect(waiting)
        first = waiting.popleft()
        return first.carried, first.answer


class _Asked(Generic[_Carried]):
    """A document on its way; `slot` is the worker that has it, None before and after."""

    __slots__ = ("answer", "carried", "name", "retain", "seconds", "slot")

    def __init__(self, carried: _Carried, name: str, retain: str | None) -> None:
        self.carried, self.name, self.retain = carried, name, retain
        self.slot: int | None = None
        self.seconds = 0.0
        self.answer: bytes | DatelineError | None = None


class _Worker:
    """The parent's side of one process."""

    def __init__(
        self, context: Any, resources: Resources, limits: Limits, others: list[_Worker]
    ) -> None:
        self.pipe, theirs = context.Pipe()
        ends = (
            [self.pipe, *(w.pipe for w in others)] if context.get_start_method() == "fork" else []
        )
        self.process = context.Process(
            target=_serve, args=(theirs, resources, limits, os.getpid(), ends), daemon=True
        )
        self._limits = limits
        self.process.start()
        theirs.close()
        self._began, self._spent = time.monotonic(), 0.0

    def ask(self, question: object) -> None:
        """Send a question. A worker found dead answers for itself."""
        self._mark()
        with contextlib.suppress(OSError):
            self.pipe.send(question)

    def answer(self, seconds: float, name: str) -> bytes:
        """The next answer.

        Raises:
            AbortedError: over the time.
            QuarantineError: over the memory, or the worker died.
        """
        while not self.pipe.poll(_LOOK):
            self.check(seconds, name)
        return self.take(name)

    def take(self, name: str) -> bytes:
        """An answer that is there already."""
        try:
            found: bytes = self.pipe.recv_bytes()
        except (EOFError, OSError):
            raise self._died(name) from None
        self._mark()
        if found[:1] not in (_ITEM, _READ, _END):
            raise pickle.loads(found)
        return found

    def check(self, seconds: float, name: str) -> None:
        """3. Raise where the budget of time is spent, or the worker is gone."""
        clock = time.monotonic() - self._began
        spent = self._processor()
        used = clock if spent is None else spent - self._spent
        if used > seconds or clock > self._limits.clock * seconds:
            raise AbortedError(
                f"aborted after {seconds:.0f} s", where=name, run="dateline quarantine retry"
            )
        if not self.process.is_alive() and not self.pipe.poll(0):
            raise self._died(name)

    def end(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()

    def _mark(self) -> None:
        self._began, self._spent = time.monotonic(), self._processor() or 0.0

    def _processor(self) -> float | None:
        """Processor seconds of the process so far, where the system tells."""
        try:
            stat = Path(f"/proc/{self.process.pid}/stat").read_text()
        except OSError:
            return None
        fields = stat.rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def _died(self, name: str) -> DatelineError:
        """4."""
        self.process.join(2)
        code = self.process.exitcode or 0
        if -code == signal.SIGKILL:
            # Nobody here sent it: the system was short of memory, or somebody else ended it.
            return AbortedError(
                "the worker was ended from outside", where=name, run="dateline quarantine retry"
            )
        try:
            sort = signal.Signals(-code).name
        except ValueError:
            sort = f"status {code}"
        return QuarantineError(f"the parser failed ({sort})", where=name)


def _serve(pipe: Pipe, resources: Resources, limits: Limits, parent: int, ends: list[Pipe]) -> None:
    """The worker: one question after another, until the parent is gone."""
    for end in ends:
        # A copy held here would keep a sibling waiting for a parent that has died.
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    gc.freeze()
    _limit_memory(limits.memory)
    while True:
        try:
            while not pipe.poll(1.0):
                if os.getppid() != parent:
                    os._exit(0)
            name, question, retain = pipe.recv()
            _answer(pipe, name, question, retain, resources, limits)
        except (EOFError, OSError):
            os._exit(0)


def _answer(
    pipe: Pipe, name: str, question: Given | Document, retain: str | None, resources: Resources,
    limits: Limits,
) -> None:  # fmt: skip
    try:
        if isinstance(question, Given):
            _send_items(pipe, question)
        else:
            pipe.send_bytes(_READ + read_job(question, resources, retain))
    except MemoryError:  # 2.
        gc.collect()
        what = f"over budget: more than {limits.memory // _MIB} MiB of memory"
        pipe.send_bytes(pickle.dumps(QuarantineError(what, where=name)))
    except OSError:
        raise
    except DatelineError as error:
        pipe.send_bytes(pickle.dumps(error))
    except Exception as error:
        pipe.send_bytes(pickle.dumps(_failed(error, name)))


def _send_items(pipe: Pipe, given: Given) -> None:
    """Items in batches, each ended by a document, since what is not sent is lost in a stall; of
    errors the first 1,000, and how many more there were: a file of a million bad lines must not
    make a million rows."""
    batch: list[Item] = []
    errors, sent = 0, time.monotonic()

    def send() -> None:
        pipe.send_bytes(_ITEM + pickle.dumps(batch))
        batch.clear()

    try:
        for item in read_items(given):
            wrong = isinstance(item, DatelineError)
            errors += wrong
            if not wrong or errors <= MAX_ERRORS:
                batch.append(item)
            # An empty batch is a sign of life.
            if not wrong or len(batch) >= _BATCH or time.monotonic() - sent > _LOOK:
                send()
                sent = time.monotonic()
        if errors > MAX_ERRORS:
            more = f"{errors - MAX_ERRORS:,} more items cannot be read"
            batch.append(QuarantineError(more, where=given.name))
    finally:
        if batch:
            send()
    pipe.send_bytes(_END)


def _limit_memory(more: int) -> None:
    """2. Let the address space grow by so many bytes, where the system has such a limit."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + more
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    except (ImportError, OSError, ValueError):
        return
