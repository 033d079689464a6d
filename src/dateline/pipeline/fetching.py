"""Addresses → items: fetch, then read what came like a local file.

1. The format follows from the content; the media type of the server decides only where content does
not. 2. A page's address is the one that answered, never one that the page claims for itself: a page
that names another outlet's address as its own would replace that outlet's report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dateline.ledger.fetches import Origin
from dateline.model import AbortedError, InputError, QuarantineError
from dateline.network import Fetched, FetchError, Policy, SystemClock, Visits
from dateline.network.fetch import Fetcher
from dateline.pipeline.intake import Arrival, opened
from dateline.pipeline.worker import Pool
from dateline.readers import Given, Known

_SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom", "application/rdf+xml": ".rdf",
    "application/feed+json": ".jsonfeed", "application/json": ".json", "application/xml": ".xml",
    "text/xml": ".xml", "application/warc": ".warc", "text/x-opml": ".opml",
}  # fmt: skip


def is_address(words: str) -> bool:
    """Whether the words are meant as an address and not as a file."""
    return "://" in words or words.lower().startswith(("http:", "https:"))


def system_visits(allow: list[str] | tuple[str, ...] = ()) -> Visits:
    """Visits over the network of this machine by its clock; `allow` are hosts opted in."""
    return Visits(Fetcher(Policy.of(list(allow)), SystemClock()))


def given(fetched: Fetched, known: Known) -> Given:
    """What was fetched, as the readers take it."""
    media = (fetched.header("content-type") or "").partition(";")[0].strip().lower()
    known = replace(known, url=known.url or fetched.final)  # 2.
    suffix = _SUFFIXES.get(media, "")  # 1.
    return Given(fetched.url, None, fetched.body, known, fetched.charset, suffix)


def origin(fetched: Fetched) -> Origin:
    """The answer as the ledger keeps it."""
    return Origin.answer(
        fetched.url, fetched.final, fetched.at, fetched.status, fetched.headers, fetched.body
    )


def arrivals(url: str, known: Known, visits: Visits, pool: Pool | None = None) -> Iterator[Arrival]:
    """The items of what an address answers; one error where it does not, or cannot be read."""
    name = Path(url)
    try:
        fetched = visits.get(url)
    except FetchError as error:
        yield Arrival(name, refusal(error), known, whole=True, address=url)
        return
    try:
        came = origin(fetched)
        for arrival in opened(name, given(fetched, known), pool):
            yield replace(arrival, origin=came, known=known, address=url)
    except InputError as error:
        # A page without an article is no mistake of the caller: it waits with its reason.
        reason = QuarantineError(error.what, where=url, expected=error.expected)
        yield Arrival(name, reason, known, whole=True, address=url)


def refusal(error: FetchError) -> AbortedError | InputError:
    """What the network may do better next time is given up on for now; the rest is refused."""
    if error.passing:
        return error
    return InputError(error.what, where=error.where, expected=error.expected, run=error.run)


def told(error: FetchError) -> str:
    """Why an address gave nothing, with the option that would let it, where there is one."""
    return f"{error.what}; next: {error.run}" if error.run else error.what
