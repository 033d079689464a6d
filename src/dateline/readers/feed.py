"""RSS 0.9–2.0, RSS 1.0 (RDF) and Atom, by feedparser: one document an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from io import BytesIO
from typing import Any
from xml.parsers import expat

from dateline.model import DatelineError, Document, InputError
from dateline.readers import budgets
from dateline.readers.dates import published
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item
from dateline.readers.markup import plain

NAME = "feed"
SUFFIXES = (".rss", ".atom", ".rdf", ".xml")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
_NAMED = re.compile(r"&(\w+);")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")


def recognise(head: bytes) -> bool:
    """A feed's root element near the start."""
    return bool(_ROOT.search(head)) and b"<html" not in head.lower()


def read(given: Given) -> Iterator[Item]:
    """One document an entry with text; entries without a date stay unanchored.

    1. Decode, and count depth, attributes and declared entities. 2. Parse from memory (the parser
    would fetch an address). XML that is not well-formed is refused whole, since its last entry may
    be cut, and the parser's second attempt is not linear; only the names that HTML gives to
    characters ("&nbsp;") are forgiven. 3. It must be a feed, with entries. 4. The text of an entry
    is its content, else its summary.

    Raises:
        InputError: broken XML, no feed, or no entries.
        QuarantineError: over a budget.
    """
    text = decode(given.bytes(), given.name, given.encoding)  # 1.
    budgets.check_markup(text, given.name, html=False)
    budgets.check_entries(text, given.name)
    feed = _parse(text, given.name)  # 2.
    _check(feed, given.name)  # 3.
    outlet = feed.feed.get("publisher") or feed.feed.get("title")
    for number, entry in enumerate(feed.entries, 1):  # 4.
        try:
            yield _document(entry, outlet, given, f"{given.name}#{number}")
        except DatelineError as error:
            yield error


def _parse(text: str, where: str) -> Any:
    import feedparser

    raw = _NAMED.sub(_character, _PROLOG.sub("", text)).encode("utf-8")
    _well_formed(raw, where)
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(
        BytesIO(raw), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )


def _character(m: re.Match[str]) -> str:
    """A named character of HTML as a number; the five names of XML and unknown ones stay."""
    found = html5.get(m[1] + ";")
    if m[1] in _XML_NAMES or found is None:
        return m[0]
    return "".join(f"&#{ord(c)};" for c in found)


def _well_formed(raw: bytes, where: str) -> None:
    parser = expat.ParserCreate("utf-8")
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        spot = f"{expat.ErrorString(error.code)}, line {error.lineno}, column {error.offset + 1}"
        raise InputError(
            f"broken XML ({spot})", where=where, expected="a well-formed feed"
        ) from None


def _check(feed: Any, where: str) -> None:
    if not feed.get("version") and not feed.entries:
        raise InputError("XML, but no feed", where=where, expected="RSS, Atom, RDF or OPML")
    if not feed.entries:
        raise InputError("a feed without entries", where=where, expected="at least one entry")


def _document(entry: Any, outlet: str | None, given: Given, where: str) -> Document:
    body = next((c.get("value") for c in entry.get("content", ()) if c.get("value")), None)
    text = plain(body or entry.get("summary") or "", where)
    if not text.strip():
        raise InputError("no text", where=where, expected="content, description or summary")
    known = given.known
    origin = (entry.get("source") or {}).get("title")
    return Document.of(
        text,
        published=_moment(entry) or known.published,
        outlet=known.outlet or origin or outlet,
        # The address of the feed is none of its entries'.
        url=link if "://" in (link := entry.get("link") or "") else None,
        guid=entry.get("id"),
        title=plain(entry.get("title") or "", where) or known.title,
        author=entry.get("author"),
        language=None,
        feed=known.feed or given.name,
    )


def _moment(entry: Any) -> Any:
    words = entry.get("published") or entry.get("updated")
    found = published(words)
    if found is None and (parts := entry.get("published_parsed") or entry.get("updated_parsed")):
        found = published("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}+00:00".format(*parts[:6]))
    return found
