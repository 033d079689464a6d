"""Follow feeds: look at those that are due, read what is new, keep how each stands.

1. Feeds that are due are asked with the ETag and date of their last answer, several hosts at once,
one request a host at a time. 2. What came is read like a local feed; with `pages`, the page of an
entry not seen before stands for its words, and the words stay where the page cannot be read.
3. Documents of one feed are one batch; then the look is noted. A run that is killed between the two
looks again, and finds everything known. 4. The next look follows from what came: the interval after
an answer, twice as long after every failure in a row up to a day, never before `Retry-After`; a
feed that answers 410 is not asked again.

Looks are no content: they are in no batch and part of no hash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.ledger import Ledger, feeds
from dateline.ledger.feeds import Followed, Poll
from dateline.model import AbortedError, DatelineError, Document, InputError, digest
from dateline.network import Fetched, FetchError, Policy, Visits, target
from dateline.pipeline import fetching, store
from dateline.pipeline.intake import Arrival, opened
from dateline.pipeline.resources import Resources
from dateline.pipeline.worker import Pool
from dateline.readers import Given, Known, opml

EVERY = 1800
"""Seconds between two looks unless a feed is added with others."""

LEAST = 60
_LONGEST = 86_400
_AT_ONCE = 4
_CHUNK = 16
MAX_PAGES = 50
"""Pages fetched for one feed in one run; the rest follow in the next."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `follow` works with. `force` looks at feeds that are not due as well."""

    ledger: Ledger
    resources: Resources
    visits: Visits
    pool: Pool | None = None
    force: bool = False


def named(
    places: Sequence[str], title: str | None = None, every: int = EVERY, pages: bool = False
) -> list[Followed]:
    """Feeds by their addresses, or those of OPML lists in files, with the names these give them.

    Raises:
        InputError: a file that is missing or no list, or one that lists local feeds only.
    """
    out: list[Followed] = []
    for place in places:
        if fetching.is_address(place):
            out.append(Followed(place, title, every, pages))
            continue
        listed = opml.addresses(Given(place, Path(place)))
        there = [(name, url) for name, url in listed if fetching.is_address(url)]
        if not there:
            raise InputError("lists no feeds on the network", where=place, expected="xmlUrl")
        out += [Followed(url, title or name, every, pages) for name, url in there]
    return out


def add(
    ledger: Ledger, found: Sequence[Followed], policy: Policy, *, recorded: str
) -> list[Followed]:
    """Follow feeds, or change how they are followed; returns those that were new or changed.

    Raises:
        InputError: an address that may not be fetched, or an interval that is too short.
    """
    checked = []
    for feed in found:
        if feed.every < LEAST:
            raise InputError(
                f"every {feed.every} s", where=feed.url, expected=f"at least {LEAST} s"
            )
        checked.append(replace(feed, url=target(feed.url, policy).url))
    with ledger.writing() as connection:
        held = {f.url: f for f in feeds.followed(connection)}
        new = [f for f in dict.fromkeys(checked) if held.get(f.url) != f]
        for feed in new:
            feeds.save(connection, feed, recorded)
    return new


def remove(ledger: Ledger, urls: Sequence[str], *, recorded: str) -> int:
    """Follow feeds no longer; what they gave stays.

    Raises:
        InputError: an address that is not followed.
    """
    with ledger.writing() as connection:
        held = {f.url: f for f in feeds.followed(connection)}
        for url in urls:
            found = held.get(url) or held.get(url.rstrip("/") + "/")
            if found is None:
                raise InputError("is not followed", where=url, run="dateline follow list")
            feeds.save(connection, found, recorded, active=False)
    return len(urls)


def health(ledger: Ledger) -> list[tuple[Followed, Any, int, str | None]]:
    """Every followed feed with its last look (or None), documents in all, and its last answer."""
    with ledger.reading() as connection:
        last, totals = feeds.last(connection), feeds.totals(connection)
        return [
            (feed, last.get(feed.url), *totals.get(feed.url, (0, None)))
            for feed in feeds.followed(connection)
        ]


def run(
    work: Run, *, only: Sequence[str] = (), progress: Callable[[str], None] | None = None
) -> tuple[list[Poll], store.Added]:
    """Look at every feed that is due (1.), and store what is new; one feed's failure is its own."""
    clock = work.visits.fetcher.clock
    with work.ledger.reading() as connection:
        held, last = feeds.followed(connection), feeds.last(connection)
    now = _iso(clock.now())
    due = [
        f for f in held
        if (not only or f.url in only) and (work.force or _is_due(last.get(f.url), now))
    ]  # fmt: skip
    polls: list[Poll] = []
    total = store.Added()
    for start in range(0, len(due), _CHUNK):
        part = due[start : start + _CHUNK]
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            answers = list(threads.map(lambda f: _ask(work.visits, f, last.get(f.url)), part))
        for feed, answer in zip(part, answers):
            polls.append(_take(work, feed, answer, last.get(feed.url), total))
            if progress:
                progress(feed.url)
    return polls, total


def _is_due(last: Any, now: str) -> bool:
    if last is None:
        return True
    return last.due is not None and last.due <= now


def _ask(visits: Visits, feed: Followed, last: Any) -> Fetched | FetchError:
    etag, modified = (last.etag, last.modified) if last is not None else (None, None)
    try:
        return visits.get(feed.url, etag=etag, modified=modified)
    except FetchError as error:
        return error


def _take(
    work: Run, feed: Followed, answer: Fetched | FetchError, last: Any, total: store.Added
) -> Poll:
    """2. and 3. Read an answer, store it, note the look."""
    clock = work.visits.fetcher.clock
    at = clock.now()
    marks: list[str] = []
    if isinstance(answer, FetchError):
        poll = _failed(feed, last, at, answer.what, answer)
    elif answer.unchanged:
        poll = replace(_answered(feed, answer, at, 0), etag=last.etag, modified=last.modified)
    else:
        try:
            items = _items(work, feed, answer, marks)
            done = store.add(
                work.ledger, items, work.resources, recorded=_iso(at), command="follow",
                pool=work.pool,
            )  # fmt: skip
        except DatelineError as error:
            poll = _failed(feed, last, at, error.what, None)
        else:
            _sum(total, done)
            poll = _answered(feed, answer, at, done.documents)
            if done.whole or any(r.name == feed.url for r, _ in done.aborted):
                first = [*done.whole, *(e for _, e in done.aborted)][0]
                poll = _failed(feed, last, at, first.what, None)
    with work.ledger.writing() as connection:
        feeds.note(connection, poll)
        feeds.saw(connection, feed.url, marks)
    return poll


def _items(work: Run, feed: Followed, answer: Fetched, marks: list[str]) -> Iterator[Arrival]:
    """The entries of a feed; `marks` gets those whose page was fetched."""
    # The outlet is the feed's own name for itself, which may change; the one given stays.
    known = Known(outlet=feed.title, feed=feed.url)
    found = []
    for arrival in opened(Path(feed.url), fetching.given(answer, known), work.pool):
        own = replace(arrival, origin=fetching.origin(answer), address=feed.url, known=known)
        if feed.pages and isinstance(arrival.item, Document):
            found.append((own, arrival.item))
        else:
            yield own
    if found:
        yield from _pages(work, feed, found, marks)


def _pages(
    work: Run, feed: Followed, found: list[tuple[Arrival, Document]], marks: list[str]
) -> Iterator[Arrival]:
    mark_of = {id(a): digest("entry", d.url or "", d.text.id)[:32] for a, d in found}
    with work.ledger.reading() as connection:
        new = set(feeds.unseen(connection, feed.url, list(mark_of.values())))
    fetched = 0
    for arrival, entry in found:
        mark = mark_of[id(arrival)]
        if mark not in new or fetched >= MAX_PAGES:
            continue
        fetched += 1
        known = Known(entry.published, entry.outlet, entry.title, None, feed.url)
        items = list(
            fetching.arrivals(entry.url, known, work.visits, work.pool) if entry.url else ()
        )
        good = [a for a in items if isinstance(a.item, Document)]
        if not good and any(isinstance(a.item, AbortedError) for a in items):
            continue  # the next run asks again
        marks.append(mark)
        yield from good or [arrival]


def _answered(feed: Followed, answer: Fetched, at: datetime, documents: int) -> Poll:
    """4. After an answer."""
    due = _iso(at + timedelta(seconds=feed.every))
    return Poll(
        feed.url, _iso(at), "new" if documents else "same", due, 0, answer.status,
        answer.header("etag"), answer.header("last-modified"), documents,
    )  # fmt: skip


def _failed(feed: Followed, last: Any, at: datetime, reason: str, error: FetchError | None) -> Poll:
    """4. After a failure."""
    failures = (last.failures if last is not None else 0) + 1
    pause = min(feed.every * 2 ** min(failures, 20), max(_LONGEST, feed.every))
    pause = max(pause, int(error.wait or 0) if error else 0)
    if error is not None and error.blocked:
        # Nobody was asked, so there is nobody to leave alone: the next run may allow the host.
        pause, reason = 0, fetching.told(error)
    gone = error is not None and error.status == 410
    refused = error is not None and not error.passing
    outcome = "gone" if gone else "refused" if refused else "failed"
    return Poll(
        feed.url, _iso(at), outcome, None if gone else _iso(at + timedelta(seconds=pause)),
        failures, error.status if error else None,
        last.etag if last is not None else None, last.modified if last is not None else None,
        0, reason,
    )  # fmt: skip


def _sum(total: store.Added, done: store.Added) -> None:
    for name in ("documents", "readings", "rows", "known", "unanchored", "quarantined"):
        setattr(total, name, getattr(total, name) + getattr(done, name))
    total.batch = done.batch or total.batch
    total.refused += done.refused
    total.whole += done.whole
    total.aborted += done.aborted


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
