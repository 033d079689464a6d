"""Does what was read still stand on the page of today?

1. A document that came from a feed is looked for in the feed of today, by guid or address; where
the feed no longer has it, and for every other document with an address, the page is fetched. 2. The
page is read as it was then. The same text: same. Another text, or none to be read: changed, and
every quote of the evidence is looked for word for word, blanks aside. 3. A quote that was not
retained is looked for by its hash and length. 4. 404 and 410: gone. No answer: not reached.
Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.ledger import Ledger, documents, fetches, rows
from dateline.model import AbortedError, DatelineError, Document
from dateline.network import Fetched, FetchError, Visits
from dateline.pipeline import fetching
from dateline.pipeline.intake import opened
from dateline.pipeline.worker import Pool
from dateline.readers import Known

_GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Refetched:
    """What became of one document: `state` is same, changed, gone or not reached; `stand` of
    `quotes` quotes still stand; `missing` are the ones that do not, as far as retained."""

    document: str
    url: str
    state: str
    quotes: int
    stand: int
    missing: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(slots=True)
class _Today:
    """Answers of this run, each address asked once."""

    visits: Visits
    pool: Pool | None
    answers: dict[str, Fetched | FetchError] = field(default_factory=dict)

    def get(self, url: str) -> Fetched | FetchError:
        if url not in self.answers:
            try:
                self.answers[url] = self.visits.get(url)
            except FetchError as error:
                self.answers[url] = error
        return self.answers[url]

    def documents(self, fetched: Fetched, known: Known) -> list[Document]:
        try:
            given = fetching.given(fetched, known)
            found = [a.item for a in opened(Path(fetched.url), given, self.pool)]
        except DatelineError:
            return []
        return [item for item in found if isinstance(item, Document)]


def refetch(
    ledger: Ledger,
    visits: Visits,
    *,
    pool: Pool | None = None,
    progress: Callable[[str], None] | None = None,
) -> list[Refetched]:
    """Fetch every current document that has an address, and compare."""
    with ledger.reading() as connection:
        now = documents.current(connection)
        held = documents.load(connection, [row.document for row in now])
        came = {
            row.document: [
                f for f in fetches.of(connection, row.document) if fetching.is_address(f.url)
            ]
            for row in now
        }
        quotes = {row.document: rows.quotes(connection, row.reading) for row in now}
    today, out = _Today(visits, pool), []
    for row in now:
        document = held[row.document]
        url = document.url if fetching.is_address(document.url or "") else None
        feed = document.feed if fetching.is_address(document.feed or "") else None
        if url or feed:
            out.append(_compare(document, url, feed, came[document.id], quotes[document.id], today))
            if progress:
                progress(url or feed or "")
    return out


def _compare(
    document: Document, url: str | None, feed: str | None, came: list[Any],
    quotes: list[rows.Quote], today: _Today,
) -> Refetched:  # fmt: skip
    address = url or feed or ""
    count = len(quotes)
    if feed and (found := _entry(document, feed, today)):  # 1.
        return _judge(document, address, [found], quotes)
    if not url:
        return Refetched(document.id, address, "gone", count, 0, reason="no longer in the feed")
    answer = today.get(came[-1].url if came and not feed else url)
    if isinstance(answer, FetchError):  # 4.
        state = "gone" if answer.status in _GONE else "not reached"
        return Refetched(document.id, address, state, count, 0, reason=fetching.told(answer))
    known = Known(document.published, document.outlet, document.title)
    return _judge(document, address, today.documents(answer, known), quotes, answer)


def _entry(document: Document, feed: str, today: _Today) -> Document | None:
    answer = today.get(feed)
    if isinstance(answer, AbortedError):
        return None
    found = today.documents(answer, Known(feed=feed))
    same = [d for d in found if d.text.id == document.text.id]
    own = documents.identity(document)
    named = [
        d for d in found
        if (d.guid and d.guid == document.guid) or documents.identity(d) == own
    ]  # fmt: skip
    return next(iter((*same, *named)), None)


def _judge(
    document: Document, url: str, found: list[Document], quotes: list[rows.Quote],
    page: Fetched | None = None,
) -> Refetched:  # fmt: skip
    """2. The same text, or which quotes stand in another."""
    if any(d.text.id == document.text.id for d in found):
        return Refetched(document.id, url, "same", len(quotes), len(quotes))
    missing = _missing(quotes, "\n".join(d.text.characters for d in found))
    reason = None if found else "no article can be read on the page"
    words = tuple(dict.fromkeys(q.words for q in missing if q.words))
    return Refetched(
        document.id, url, "changed", len(quotes), len(quotes) - len(missing), words, reason
    )


def _missing(quotes: list[rows.Quote], text: str) -> list[rows.Quote]:
    """Quotes that do not stand in a text."""
    plain = " ".join(text.split())
    hashes: dict[int, set[str]] = {}
    out = []
    for quote in quotes:
        if quote.words is not None:
            stands = " ".join(quote.words.split()) in plain
        else:  # 3.
            if quote.length not in hashes:
                ends = range(len(text) - quote.length + 1)
                hashes[quote.length] = {
                    rows.quote_hash(text[start : start + quote.length]) for start in ends
                }
            stands = quote.hash in hashes[quote.length]
        if not stands:
            out.append(quote)
    return out
