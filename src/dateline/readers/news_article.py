"""schema.org NewsArticle (and its common short names) → `Document`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.model import Document, InputError
from dateline.readers.dates import published
from dateline.readers.given import Known

TYPES = frozenset({
    "Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "AskPublicNewsArticle",
    "LiveBlogPosting", "BlogPosting", "Report",
})  # fmt: skip
_KEYS = {
    "text": ("articleBody", "text", "body"),
    "title": ("headline", "title", "name"),
    "published": ("datePublished", "published", "date", "dateCreated"),
    "outlet": ("publisher", "outlet", "sourceOrganization"),
    "url": ("url", "mainEntityOfPage"),
    "guid": ("identifier", "@id", "guid", "id"),
    "author": ("author", "creator"),
    "language": ("inLanguage", "language"),
}


def field(row: Mapping[str, Any], name: str) -> str | None:
    """One field under any of its names; of an object its name, of a list the members."""
    for key in _KEYS[name]:
        value = _words(row.get(key))
        if value:
            return value
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return next(
            (_words(value.get(k)) for k in ("name", "@id", "url", "value") if k in value), None
        )
    if isinstance(value, list):
        return ", ".join(w for w in map(_words, value) if w) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def document(row: Mapping[str, Any], known: Known, where: str) -> Document:
    """The document of one row; `known` fills what the row does not say.

    Raises:
        InputError: the row has no text.
    """
    text = field(row, "text")
    if not text or not text.strip():
        raise InputError("no text", where=where, expected="articleBody or text")
    return Document.of(
        text,
        published=published(field(row, "published")) or known.published,
        outlet=field(row, "outlet") or known.outlet,
        url=field(row, "url") or known.url,
        guid=field(row, "guid"),
        title=field(row, "title") or known.title,
        author=field(row, "author"),
        language=field(row, "language"),
        feed=known.feed,
    )
