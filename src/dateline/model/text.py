"""Spans, texts, documents and readings: what was published, and which characters of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

from dateline.model.errors import DatelineError
from dateline.model.lists import EvidenceRole


def digest(*parts: str) -> str:
    """Hex SHA-256 over length-prefixed parts, so that no two part lists share a digest."""
    raws = [part.encode("utf-8", "surrogatepass") for part in parts]
    return hashlib.sha256(b"".join([b"%d:%b" % (len(raw), raw) for raw in raws])).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a text, half-open, counted in Unicode code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span {self.start}..{self.end} is not half-open code points")

    def of(self, text: str) -> str:
        """The characters of the span; `text` is the text the span was made on."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span with its quote; `verify` re-reads the span and compares (W3C TextPositionSelector)."""

    role: EvidenceRole
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published: a date, or an instant with its offset.

    `zone` is None when only a date is known, or an offset was not given.
    """

    original: str
    day: date
    instant: datetime | None = None

    @classmethod
    def parse(cls, original: str, option: str = "--published") -> Published:
        """Read `2026-01-04`, `2026-01-04T10:00`, `2026-01-03T20:00-05:00` or `…Z` (ISO 8601).

        `option` is what was given so, for the error.

        Raises:
            DatelineError: the words are not such a date.
        """
        try:
            if len(original) == 10:
                return cls(original, date.fromisoformat(original))
            moment = datetime.fromisoformat(original)
        except ValueError:
            raise DatelineError(
                f"{'publication date' if option == '--published' else option} {original!r}",
                expected="an ISO date such as 2026-01-04 or 2026-01-03T20:00-05:00",
                run=f"{option} 2026-01-04",
            ) from None
        return cls(original, moment.date(), moment if moment.tzinfo else None)


@dataclass(frozen=True, slots=True)
class Text:
    """Stored characters, decoded, byte-order mark stripped, nothing else changed."""

    id: str
    characters: str

    @classmethod
    def of(cls, characters: str) -> Text:
        characters = characters.removeprefix("\ufeff")
        return cls(digest("text", characters)[:32], characters)


@dataclass(frozen=True, slots=True)
class Document:
    """One stored version of one article. A changed text is a new document version."""

    id: str
    text: Text
    published: Published | None = None
    outlet: str | None = None
    url: str | None = None
    guid: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    feed: str | None = None

    @classmethod
    def of(
        cls,
        characters: str,
        *,
        published: Published | None = None,
        outlet: str | None = None,
        url: str | None = None,
        guid: str | None = None,
        title: str | None = None,
        author: str | None = None,
        language: str | None = None,
        feed: str | None = None,
    ) -> Document:
        """Build a document with its id: the hash of text, outlet, identity and date."""
        text = Text.of(characters)
        day = published.original if published else ""
        ident = digest("document", text.id, outlet or "", url or guid or "", day)[:32]
        return cls(ident, text, published, outlet, url, guid, title, author, language, feed)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one version of the code, model and reference tables made of one document."""

    document: str
    code: str
    model: str
    reference: str

    @property
    def id(self) -> str:
        return digest("reading", self.document, self.code, self.model, self.reference)[:32]
