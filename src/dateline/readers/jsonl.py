"""JSON lines, or one JSON file: objects with the keys of schema.org NewsArticle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dateline.model import DatelineError, InputError
from dateline.readers import budgets
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item
from dateline.readers.news_article import document

NAME = "jsonl"
SUFFIXES = (".jsonl", ".ndjson", ".json")


def recognise(head: bytes) -> bool:
    """An object or a list of objects, and no JSON Feed."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return text.startswith((b"{", b"[{", b"[ {", b"[\n")) and b"jsonfeed.org/version" not in head


def read(given: Given) -> Iterator[Item]:
    """One document a row; a bad row is its error, named by line.

    Raises:
        InputError: the file is empty.
        QuarantineError: a file of one JSON value over the budget.
    """
    if given.name.lower().endswith(".json") or given.suffix == ".json" or _is_list(given.head()):
        yield from _whole(given)
        return
    with given.stream() as stream:
        number = 0
        while line := stream.readline(budgets.MAX_BYTES + 1):
            number += 1
            where = f"{given.name}:{number}"
            if len(line) > budgets.MAX_BYTES:
                yield budgets.over("a line of more than 8 MiB", where, "8 MiB a document")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(budgets.MAX_BYTES)
            elif line.strip():
                yield _row(line, where, given)
    if number == 0:
        raise InputError("empty", where=given.name, expected="one JSON object a line")


def _is_list(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"[")


def _whole(given: Given) -> Iterator[Item]:
    text = decode(given.bytes(), given.name, given.encoding)
    try:
        value = parse(text, given.name)
    except InputError:
        if "\n" not in text.strip():
            raise
        # Lines of JSON under the suffix of one JSON file.
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield _row(line.encode(), f"{given.name}:{number}", given)
        return
    rows = value if isinstance(value, list) else [value]
    if len(rows) > 1:
        # One address for many rows would make them versions of one report.
        given = replace(given, known=replace(given.known, url=None))
    for number, row in enumerate(rows, 1):
        yield _document(row, f"{given.name}#{number}", given)


def _row(line: bytes, where: str, given: Given) -> Item:
    try:
        return _document(parse(decode(line, where), where), where, given)
    except DatelineError as error:
        return error


def _document(row: Any, where: str, given: Given) -> Item:
    if not isinstance(row, Mapping):
        return InputError("not a JSON object", where=where, expected="NewsArticle keys")
    try:
        return document(row, given.known, where)
    except DatelineError as error:
        return error


def parse(text: str, where: str) -> Any:
    """JSON within the depth budget.

    Raises:
        InputError: not JSON. QuarantineError: nested too deep.
    """
    budgets.check_json(text, where)
    try:
        return json.loads(text)
    except ValueError as error:
        at = f"line {error.lineno}, column {error.colno}" if isinstance(
            error, json.JSONDecodeError
        ) else "a number too long"  # fmt: skip
        raise InputError(
            f"not JSON ({at})", where=where, expected="one JSON object a line"
        ) from None
