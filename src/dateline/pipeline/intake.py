"""Files → documents: find the reader, keep what it says, add what the caller knows."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from dateline.ledger.fetches import Origin
from dateline.model import (
    AbortedError,
    DatelineError,
    Document,
    InputError,
    Published,
    QuarantineError,
)
from dateline.pipeline.worker import Pool
from dateline.readers import Given, Item, Known, budgets, each, folder, read, remark

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Arrival:
    """One item of a file: a document, or the error why there is none. `whole` marks an error that
    is all the file gave; `remarks` say what is odd about how it was read."""

    path: Path
    item: Item
    known: Known
    whole: bool = False
    origin: Origin | None = None
    address: str | None = None
    remarks: tuple[str, ...] = ()


def arrivals(files: Sequence[Path], known: Known, pool: Pool | None = None) -> Iterator[Arrival]:
    """Items of the files in their order; `-` is standard input. With a pool, files are opened in
    its workers.

    An error of a whole file is raised where the caller can mend it (missing, empty, no text,
    broken), and is an item where the file is set aside (over a budget, another language) or given
    up on.

    Raises:
        InputError: a file is missing, empty, no text or broken.
    """
    for path in files:
        # A misspelt name must not cost the minutes that the files before it take to read.
        if str(path) != "-" and not path.exists():
            raise InputError(
                "no such file or directory", where=str(path), expected="a report, feed or folder"
            )
    for path in files:
        if str(path) != "-" and path.is_dir():
            # Opened one by one, so that a file that is given up on costs no other.
            said = folder.left_out(_given(path, known))
            for part in folder.parts(_given(path, known)):
                for arrival in _each(path, part, pool):
                    own = (f"{path}: {said}",) if said else ()
                    yield replace(arrival, remarks=own + arrival.remarks)
                    said = None
        else:
            yield from local(path, _given(path, known), pool)


def local(path: Path, given: Given, pool: Pool | None = None) -> Iterator[Arrival]:
    """Items of a file or of standard input, each with the bytes it came from.

    Bytes up to the budget of a document are read here, once, so that what is kept is what was
    read; of larger files the hash is kept.

    Raises:
        InputError: it is missing, empty, no text or broken.
    """
    name = Path(given.name).name
    with given.stream() as stream:
        head = stream.read(budgets.MAX_BYTES + 1)
        if len(head) <= budgets.MAX_BYTES:
            given = given.holding(head)
            origin = Origin.file(name, head)
        else:
            origin = Origin.archive(name, *_hashed(stream, head))
    said = remark(given)
    remarks = (f"{given.name}: {said}",) if said else ()
    for arrival in opened(path, given, pool):
        yield replace(arrival, origin=origin, remarks=remarks)


def _hashed(stream: BinaryIO, head: bytes) -> tuple[str, int]:
    found, length = hashlib.sha256(head), len(head)
    while chunk := stream.read(_MIB):
        found.update(chunk)
        length += len(chunk)
    return found.hexdigest(), length


def opened(path: Path, given: Given, pool: Pool | None = None) -> Iterator[Arrival]:
    """Items of one input.

    Raises:
        InputError: it is missing, empty, no text or broken.
    """
    got = False
    try:
        for item in pool.items(given) if pool else read(given):
            got = True
            yield Arrival(path, item, given.known)
    except (QuarantineError, AbortedError) as error:
        yield Arrival(path, error, given.known, whole=not got)


def _each(path: Path, given: Given, pool: Pool | None) -> Iterator[Arrival]:
    try:
        for arrival in local(path, given, pool):
            yield replace(arrival, whole=False)
    except InputError as error:
        yield Arrival(path, error, given.known)


def _given(path: Path, known: Known) -> Given:
    if str(path) != "-":
        return Given(str(path), path, known=known)
    return Given("-", None, budgets.bounded(sys.stdin.buffer, "standard input"), known)


def open_documents(
    files: Sequence[Path],
    published: Published | None,
    *,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    refused: list[DatelineError] | None = None,
) -> Iterator[Document]:
    """Documents of the files in their order; `-` is standard input.

    Items of feeds, archives, tables and folders that cannot be read are left out and collected in
    `refused`.

    Raises:
        InputError: a file is missing, empty, no text or broken.
        QuarantineError: a file is over a budget or in another language.
    """
    for arrival in arrivals(files, Known(published, outlet, title, url)):
        if isinstance(arrival.item, Document):
            yield arrival.item
        elif arrival.whole:
            raise arrival.item
        elif refused is not None:
            refused.append(arrival.item)


__all__ = ["Arrival", "InputError", "arrivals", "each", "open_documents"]
