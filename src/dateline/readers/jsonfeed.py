"""JSON Feed 1.0 and 1.1: one document an item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.model import DatelineError, Document, InputError
from dateline.readers.dates import published
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item
from dateline.readers.jsonl import parse
from dateline.readers.markup import plain

NAME = "jsonfeed"
SUFFIXES = (".jsonfeed",)


def recognise(head: bytes) -> bool:
    """The address of its version."""
    return b"jsonfeed.org/version" in head


def read(given: Given) -> Iterator[Item]:
    """One document an item with text, of the outlet the feed names.

    Raises:
        InputError: no JSON, or no feed.
    """
    feed = parse(decode(given.bytes(), given.name, given.encoding), given.name)
    if not isinstance(feed, Mapping) or not isinstance(feed.get("items"), list):
        raise InputError("not a JSON Feed", where=given.name, expected="an object with items")
    if not feed["items"]:
        raise InputError("a feed without items", where=given.name, expected="at least one")
    for number, item in enumerate(feed["items"], 1):
        where = f"{given.name}#{number}"
        try:
            yield _document(item, feed, given, where)
        except DatelineError as error:
            yield error


def _document(item: Any, feed: Mapping[str, Any], given: Given, where: str) -> Document:
    if not isinstance(item, Mapping):
        raise InputError("not an item", where=where, expected="an object")
    text = item.get("content_text") or plain(str(item.get("content_html") or ""), where)
    text = text or str(item.get("summary") or "")
    if not text.strip():
        raise InputError("no text", where=where, expected="content_text or content_html")
    known = given.known
    return Document.of(
        text,
        published=published(item.get("date_published")) or known.published,
        outlet=known.outlet or _text(feed.get("title")),
        url=_text(item.get("url")),
        guid=_text(item.get("id")),
        title=_text(item.get("title")) or known.title,
        language=_text(item.get("language") or feed.get("language")),
        feed=known.feed or _text(feed.get("feed_url")) or given.name,
    )


def _text(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and str(value) else None
