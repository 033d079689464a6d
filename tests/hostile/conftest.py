"""What every hostile input did, added up and printed at the end of the run."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from dateline.model import AbortedError, DatelineError, Document
from dateline.pipeline import Resources
from dateline.pipeline.worker import Pool
from dateline.readers import Given

SDISTS = {
    "feedparser": ("6.0.14", "088679b0c4b543ee211a820dd544698c76a402122eae7473c04a43425f283d06"),
    "html5lib": ("1.1", "b2e5b40261e20f354d198eae92afc10d750afb487ed5e50f9c4eaf07c184146f"),
}
"""Source distributions whose test files are read; warcio's holds no archives."""

_TABLE: list[Counted] = []


@dataclass
class Counted:
    """One line of the table. Seconds by the clock and of the worker's processor, the most of any
    input; memory in MiB over that of a fresh worker."""

    name: str
    inputs: int = 0
    read: int = 0
    aside: int = 0
    given_up: int = 0
    slowest: float = 0.0
    slowest_name: str = ""
    busiest: float = 0.0
    memory: float = 0.0
    failed: list[str] = field(default_factory=list)


class Measure:
    """Opens and reads inputs in workers like `add`, and counts what became of each."""

    def __init__(self, pool: Pool, counted: Counted) -> None:
        self.pool, self.counted = pool, counted

    def item(self, name: str, raw: bytes) -> list[Document]:
        """Open one input; the documents it holds."""
        started, documents, errors = self._start(self.pool._opener), [], []
        try:
            for item in self.pool.items(Given(name, None, raw)):
                (documents if isinstance(item, Document) else errors).append(item)
        except DatelineError as error:
            errors.append(error)
        self._note(name, started, bool(documents), errors, self.pool._opener)
        return documents

    def text(self, name: str, document: Document) -> None:
        """Read one text."""
        started = self._start(self.pool._readers[0])
        ((_, answer),) = self.pool.read(iter([(name, document, name)]))
        errors = [] if isinstance(answer, bytes) else [answer]
        self._note(name, started, not errors, errors, self.pool._readers[0])

    @staticmethod
    def _start(worker: Any) -> tuple[float, Any, float]:
        """The time, the worker, and what it has used of the processor."""
        return time.monotonic(), worker, (worker._processor() or 0.0) if worker else 0.0

    def _note(
        self, name: str, started: tuple[float, Any, float], read: bool, errors: Any, worker: Any
    ) -> None:
        began, before, used = started
        took, row = time.monotonic() - began, self.counted
        if worker is not None:
            busy = (worker._processor() or 0.0) - (used if worker is before else 0.0)
            row.busiest = max(row.busiest, busy)
        row.inputs += 1
        stopped = any(isinstance(e, AbortedError) for e in errors)
        row.read += read
        row.given_up += stopped and not read
        row.aside += not read and not stopped
        if took > row.slowest:
            row.slowest, row.slowest_name = took, name
        row.memory = max(row.memory, _grown(worker))
        row.failed += [f"{name}: {e}" for e in errors if _crashed(str(e))]
        for error in errors:
            assert "\n" not in str(error) and "Traceback" not in str(error)


def _crashed(words: str) -> bool:
    """An error that nobody expected, or a process that died; a parser whose error is its reason
    for setting an input aside is neither."""
    return "reading failed (" in words or "failed (SIG" in words


def _grown(worker: Any) -> float:
    if worker is None:
        return 0.0
    try:
        words = Path(f"/proc/{worker.process.pid}/status").read_text()
    except OSError:
        return 0.0
    peak = next(int(r.split()[1]) for r in words.splitlines() if r.startswith("VmHWM"))
    started = _START.setdefault(worker.process.pid, peak)
    return (peak - started) / 1024


_START: dict[int, int] = {}


@pytest.fixture
def measure(resources: Resources, request: pytest.FixtureRequest) -> Iterator[Measure]:
    """Counts into a row named by the test."""
    counted = Counted(request.node.name.removeprefix("test_").replace("_", " "))
    _TABLE.append(counted)
    with Pool(resources) as pool:
        list(pool.items(Given("warm.txt", None, b"A missile was fired, officials said.")))
        yield Measure(pool, counted)


@pytest.fixture
def note() -> Callable[[str, int], None]:
    """Adds a plain count to the table."""

    def add(name: str, count: int) -> None:
        _TABLE.append(Counted(name, count, count))

    return add


@pytest.fixture
def sdist(request: pytest.FixtureRequest) -> Callable[[str], Iterable[tuple[str, bytes]]]:
    """The files of a pinned source distribution, from the package index or the pytest cache."""

    def files(name: str) -> Iterable[tuple[str, bytes]]:
        version, digest = SDISTS[name]
        folder = request.config.cache.mkdir("sdists")  # type: ignore[union-attr]
        path = folder / f"{name}-{version}.tar.gz"
        if not path.exists():
            _download(name, version, digest, folder)
        assert sha256(path.read_bytes()).hexdigest() == digest
        with tarfile.open(path) as archive:
            for member in archive:
                if member.isfile() and "test" in member.name and (f := archive.extractfile(member)):
                    yield member.name, f.read()

    return files


def _download(name: str, version: str, digest: str, folder: Path) -> None:
    wanted, build = folder / f"{name}.txt", folder / "build.txt"
    wanted.write_text(f"{name}=={version} --hash=sha256:{digest}\n")
    # html5lib's own build file needs a module that newer versions of setuptools have dropped.
    build.write_text("setuptools<80\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes",
               "--disable-pip-version-check", "--no-binary", ":all:", "-d", str(folder), "-r",
               str(wanted)]  # fmt: skip
    import os

    environment = {**os.environ, "PIP_CONSTRAINT": str(build), "PIP_BUILD_CONSTRAINT": str(build)}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=240, env=environment
    )
    said = done.stdout + done.stderr
    unreachable = (
        "NewConnectionError",
        "Temporary failure",
        "No matching distribution",
        "timed out",
    )
    if done.returncode and any(words in said for words in unreachable):
        pytest.skip(f"the package index cannot be reached ({said.strip().splitlines()[-1][:120]})")
    assert done.returncode == 0, said


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The table."""
    if not _TABLE:
        return
    terminalreporter.section("hostile inputs")
    head = ("set", "inputs", "read", "set aside", "given up", "slowest s", "cpu s", "MiB")
    rows = [
        (r.name, f"{r.inputs:,}", f"{r.read:,}", f"{r.aside:,}", f"{r.given_up:,}",
         f"{r.slowest:.1f} {r.slowest_name[:24]}", f"{r.busiest:.1f}", f"{r.memory:.0f}")
        for r in _TABLE
    ]  # fmt: skip
    widths = [max(len(row[n]) for row in [head, *rows]) for n in range(len(head))]
    for row in [head, *rows]:
        terminalreporter.write_line("  ".join(c.ljust(w) for c, w in zip(row, widths)).rstrip())
