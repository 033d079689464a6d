"""WARC archives (ISO 28500), plain or gzip: one document a page, by fastwarc, else by warcio."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.model import DatelineError, InputError, QuarantineError
from dateline.readers import budgets
from dateline.readers.given import Given, Item

NAME = "warc"
SUFFIXES = (".warc", ".warc.gz")
_READ = ("text/html", "application/xhtml+xml", "text/plain")


def recognise(head: bytes) -> bool:
    """The version line of a record."""
    return head.startswith(b"WARC/")


def read(given: Given) -> Iterator[Item]:
    """Documents of the records with a page or a text; what stands before damage is kept.

    1. Records by fastwarc; a file it reads nothing of goes to warcio. 2. A record over the budget
    is set aside unread. 3. Once more bytes came out than 100 times those that went in, the rest of
    the archive is set aside.

    Raises:
        InputError: no record can be read.
    """
    count = 0
    for records in (_fastwarc, _warcio):  # 1.
        with given.stream() as stream:
            for item in records(stream, given):
                count += 1
                yield item
        if count:
            return
    raise InputError("no page in the archive", where=given.name, expected="WARC records with pages")


def _fastwarc(stream: BinaryIO, given: Given) -> Iterator[Item]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    records = iter(ArchiveIterator(stream, record_types=kinds, parse_http=True))
    declared, size = 0, _size(stream)
    for record in _guarded(records, given):
        if isinstance(record, DatelineError):
            yield record
            return
        declared += record.content_length
        if declared > budgets.MAX_BYTES and declared > budgets.MAX_RATIO * size:  # 3.
            yield budgets.over("decompresses more than 100:1", given.name, "100:1")
            return
        headers = dict(record.http_headers) if record.http_headers else {}
        http = {k.lower(): v for k, v in headers.items()}
        plain = {k.lower(): v for k, v in dict(record.headers).items()}
        kind = http.get("content-type") or plain.get("content-type") or ""
        yield from _page(
            plain.get("warc-target-uri", ""), kind, http.get("content-encoding", ""),
            record.reader, given,
        )  # fmt: skip


def _size(stream: BinaryIO) -> int:
    at = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(at)
    return size


def _warcio(stream: BinaryIO, given: Given) -> Iterator[Item]:
    from warcio.archiveiterator import ArchiveIterator

    for record in _guarded(iter(ArchiveIterator(stream, arc2warc=True)), given):
        if isinstance(record, DatelineError):
            yield record
            return
        if record.rec_type not in ("response", "resource"):
            continue
        http = record.http_headers
        kind = (http.get_header("content-type") if http else None) or record.content_type or ""
        coding = (http.get_header("content-encoding") if http else None) or ""
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        yield from _page(address, kind, coding, record.raw_stream, given)


def _guarded(records: Iterator[Any], given: Given) -> Iterator[Any]:
    """Records until the archive ends or breaks; a break is the last item."""
    read = 0
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except Exception as error:
            # Both libraries let errors of their own through on damaged archives (2 of 51 samples).
            if read:
                yield QuarantineError(
                    f"damaged after {read} records ({type(error).__name__})", where=given.name
                )
            return
        read += 1
        yield record


def _page(address: str, kind: str, coding: str, body: Any, given: Given) -> Iterator[Item]:
    from dateline.readers.registry import each

    media, _, rest = kind.partition(";")
    if media.strip().lower() not in _READ:
        return
    where = f"{given.name}#{address}"
    try:
        raw = budgets.bounded(body, where)  # 2.
        if coding.strip().lower() in ("gzip", "x-gzip", "deflate"):
            raw = budgets.inflate(raw, where)
    except DatelineError as error:
        yield error
        return
    except Exception as error:
        yield QuarantineError(f"damaged record ({type(error).__name__})", where=where)
        return
    charset = rest.partition("charset=")[2].strip("\"' ") or None
    suffix = ".txt" if media.strip().lower() == "text/plain" else ".html"
    part = Given(where + suffix, None, raw, replace(given.known, url=address or None), charset)
    yield from each(part)
