"""A page, by trafilatura: main text, title, author, date, canonical address, JSON-LD article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.model import DatelineError, Document, InputError, QuarantineError
from dateline.readers import budgets
from dateline.readers.dates import published
from dateline.readers.encoding import decode
from dateline.readers.given import Given, Item
from dateline.readers.jsonl import parse
from dateline.readers.news_article import TYPES, field

NAME = "html"
SUFFIXES = (".html", ".htm", ".xhtml")
_START = re.compile(rb"<!doctype\s+html|<html\b|<head\b|<body\b|<article\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^<>]{0,500}application/ld\+json[^<>]{0,500}>", re.IGNORECASE)
_META = re.compile(r"<meta\b[^<>]{0,1000}+>", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*[\"']([^\"']{0,100})", re.IGNORECASE)
_DATE_NAMES = re.compile(
    r"(?:property|name|itemprop)\s*=\s*[\"']?(?:article:published_time|datePublished|pubdate|"
    r"parsely-pub-date|dc\.date(?:\.issued)?|sailthru\.date)\b", re.IGNORECASE,
)  # fmt: skip


def recognise(head: bytes) -> bool:
    """A document type or one of the outer elements."""
    return bool(_START.search(head))


def read(given: Given) -> Iterator[Item]:
    """One document.

    1. Count attributes and depth before any parser. 2. What the page says of itself: JSON-LD, then
    meta elements. 3. The main text. What the caller knows wins over the page.

    Raises:
        InputError: no text, or no main text.
        QuarantineError: over a budget, or the parser failed.
    """
    text = decode(given.bytes(), given.name, given.encoding)
    budgets.check_markup(text, given.name, html=True)  # 1.
    said = _json_ld(text, given.name)  # 2.
    page = _extract(text, given.name)  # 3.
    if page is None or not (page.text or "").strip():
        raise InputError("no main text on the page", where=given.name, expected="an article")
    known = given.known
    yield Document.of(
        page.text,
        published=known.published or published(field(said, "published")) or _meta(text)
        or published(page.date),
        outlet=known.outlet or field(said, "outlet") or page.sitename or None,
        url=known.url or page.url or field(said, "url"),
        title=known.title or field(said, "title") or page.title or None,
        author=field(said, "author") or page.author or None,
        language=field(said, "language"),
        feed=known.feed,
    )  # fmt: skip


def _extract(text: str, where: str) -> Any:
    import trafilatura

    # Fixed bounds: by default the latest date allowed is today, and output would depend on it.
    dates = {
        "extensive_search": False, "original_date": True, "max_date": "2100-01-01",
        "outputformat": "%Y-%m-%d",
    }  # fmt: skip
    try:
        return trafilatura.bare_extraction(
            text, fast=True, with_metadata=True, include_comments=False,
            date_extraction_params=dates,
        )  # fmt: skip
    except Exception as error:
        # A third-party parser on untrusted bytes: whatever it raises is a reason, not a crash.
        raise QuarantineError(
            f"the page parser failed ({type(error).__name__})", where=where
        ) from None


def _meta(text: str) -> Any:
    for m in _META.finditer(text):
        if _DATE_NAMES.search(m.group()) and (found := _CONTENT.search(m.group())):
            return published(found[1])
    return None


def _json_ld(text: str, where: str) -> Mapping[str, Any]:
    """The first article object of the page's JSON-LD, or nothing."""
    at = 0
    while (m := _SCRIPT.search(text, at)) and (at := text.find("</script", m.end())) >= 0:
        try:
            value = parse(text[m.end() : at], where)
        except DatelineError:
            continue
        for row in _objects(value):
            kinds = row.get("@type")
            if set(kinds if isinstance(kinds, list) else [str(kinds)]) & TYPES:
                return row
    return {}


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, list):
        for member in value:
            yield from _objects(member)
    elif isinstance(value, Mapping):
        yield value
        yield from _objects(value.get("@graph"))
