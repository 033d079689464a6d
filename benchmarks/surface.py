"""What a user waits for: start, a cold and a warm reading, memory, size of the installation.

    python benchmarks/surface.py samples/launch/twin.txt

Wall-clock times of this machine at this moment; ratios inside one run are worth more.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dateline.model import Published
from dateline.pipeline import Resources
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import read


def seconds(command: list[str]) -> float:
    """The best of three runs of a command."""
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        best = min(best, time.perf_counter() - started)
    return best


def core() -> set[str]:
    """Names of the packages a core installation has: dependencies without extras, transitively."""
    wanted, queue = set(), ["dateline"]
    while queue:
        name = canonicalize_name(queue.pop())
        if name in wanted:
            continue
        wanted.add(name)
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            marker = requirement.marker
            if marker is None or marker.evaluate({"extra": ""}):
                queue.append(requirement.name)
    return wanted


def megabytes(names: set[str]) -> float:
    """Size on disk of the files these packages installed, compiled files left out."""
    total = 0
    for name in names - {"dateline"}:
        for file in metadata.files(name) or ():
            path = Path(str(file.locate()))
            if path.is_file() and path.suffix != ".pyc":
                total += path.stat().st_size
    return total / 1e6


def main() -> None:
    sample = Path(sys.argv[1])
    program = [sys.executable, "-m", "dateline"]
    print(f"--help                {seconds([*program, '--help']):6.2f} s")
    command = [*program, "read", str(sample), "--published", "2026-01-04"]
    print(f"read, cold            {seconds(command):6.2f} s")
    resources = Resources()
    moment = Published.parse("2026-01-04")
    for label in ("read, first in process", "read, warm"):
        started = time.perf_counter()
        read(open_documents([sample], moment), resources)
        print(f"{label:<21} {time.perf_counter() - started:6.2f} s")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory           {peak:6.0f} MB")
    names = core()
    print(f"core installation     {megabytes(names):6.0f} MB in {len(names) - 1} packages")


if __name__ == "__main__":
    main()
