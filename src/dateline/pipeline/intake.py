"""Files → documents: find the reader, keep what it says, add what the caller knows."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.model import Document, InputError, Published


def open_documents(
    files: Sequence[Path],
    published: Published | None,
    *,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Iterator[Document]:
    """Documents of the files in their order; `-` is standard input.

    Raises:
        InputError: a file is missing, empty or no text.
    """
    for path in files:
        try:
            raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
            text = raw.decode("utf-8")
        except OSError as error:
            raise InputError(error.strerror or str(error), where=str(path)) from None
        except UnicodeDecodeError:
            raise InputError("not UTF-8 text", where=str(path)) from None
        yield Document.of(text, published=published, outlet=outlet, title=title, url=url)
