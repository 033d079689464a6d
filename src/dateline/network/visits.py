"""Manners: robots.txt, one request a host at a time, and time between two.

1. A host's robots.txt is read once a run, under the same policy (RFC 9309: no such file allows all,
a server error forbids all, 500 KiB are enough). 2. Requests to one host wait for each other and for
its delay, the longer of ours and the one that robots.txt asks for; a redirect is a request of its
own, to a host with its own robots.txt. 3. A host that fails for now is left alone twice as long
each time, up to 30 s, and as long as its `Retry-After` says; what would have to wait longer, or for
a host that failed four times in a row, is given up on unasked. 4. Several hosts may be visited at
once by several threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from dateline.network.addresses import target
from dateline.network.fetch import AGENT, Fetched, FetchError, Steps, followed

_ROBOTS_BYTES = 500 * 1024
_LONGEST_DELAY = 30.0
_MOST_FAILURES = 4


class Gets(Steps, Protocol):
    """What visits need of a fetcher."""

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer to one address."""


@dataclass(slots=True)
class _Host:
    """`free` is when the next request may go out, `busy` how many failed in a row, `shut` the last
    of these failures."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Callable[[str], bool] | None = None
    delay: float = 0.0
    free: float = 0.0
    busy: int = 0
    shut: FetchError | None = None


class Visits:
    """Visits of one run."""

    def __init__(self, fetcher: Gets) -> None:
        self.fetcher = fetcher
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Like `Fetcher.get`, after the host's turn has come; so for every redirect.

        Raises:
            FetchError: also where robots.txt forbids the address, or one it leads to, and where
                the host has asked to be left alone for longer than a run waits.
        """
        return followed(self.fetcher, url, lambda at, left: self._visit(at, left, etag, modified))

    def _visit(self, url: str, left: float, etag: str | None, modified: str | None) -> Fetched:
        root = self._root(url)
        with self._lock:
            host = self._hosts.setdefault(root, _Host())
        with host.lock:  # 2.
            if host.robots is None:
                self._read_robots(root, host)
            if host.robots is not None and not host.robots(url):
                raise FetchError(
                    "robots.txt of the site forbids it", where=url, passing=False,
                    expected="an address the site lets programs read",
                )  # fmt: skip
            self._turn(host, url)
            try:
                answer = self.fetcher.step(url, left, etag, modified)
            except FetchError as error:
                self._rest(host, error)
                raise
            host.busy, host.shut = 0, None
            host.free = self.fetcher.clock.seconds() + host.delay
            return answer

    def _root(self, url: str) -> str:
        try:
            goal = target(url, self.fetcher.policy)
        except Exception as error:
            raise FetchError(
                getattr(error, "what", str(error)), where=url, passing=False, blocked=True,
                expected=getattr(error, "expected", None), run=getattr(error, "run", None),
            ) from None  # fmt: skip
        return f"{goal.scheme}://{goal.authority}"

    def _turn(self, host: _Host, url: str) -> None:
        left = host.free - self.fetcher.clock.seconds()
        if host.shut is not None and (left > _LONGEST_DELAY or host.busy >= _MOST_FAILURES):
            raise FetchError(
                f"the site is left alone for now ({host.shut.what})", where=url,
                status=host.shut.status, wait=host.shut.wait and max(left, 0.0),
            )  # fmt: skip
        if left > 0:
            self.fetcher.clock.sleep(left)

    def _rest(self, host: _Host, error: FetchError) -> None:
        """3. How long a host is left alone after a failure."""
        pause = host.delay
        if error.passing:
            host.busy, host.shut = host.busy + 1, error
            pause = min(max(pause, 1.0) * 2**host.busy, _LONGEST_DELAY)
        host.free = self.fetcher.clock.seconds() + max(pause, error.wait or 0.0)

    def _read_robots(self, root: str, host: _Host) -> None:
        """1."""
        host.delay = self.fetcher.policy.delay
        self._turn(host, root)
        try:
            body = self.fetcher.get(f"{root}/robots.txt").body[:_ROBOTS_BYTES]
        except FetchError as error:
            self._rest(host, error)
            if error.status is not None and not error.passing:
                host.robots = lambda url: True
                return
            raise FetchError(
                f"its robots.txt cannot be read ({error.what})", where=root, status=error.status,
                wait=error.wait, passing=error.passing, blocked=error.blocked,
                expected=error.expected, run=error.run,
            ) from None  # fmt: skip
        host.free = self.fetcher.clock.seconds() + host.delay
        rules = _rules(body)
        asked = rules.crawl_delay(AGENT)
        host.delay = min(max(host.delay, float(asked or 0)), _LONGEST_DELAY)
        host.robots = lambda url: bool(rules.can_fetch(url, AGENT))


def _rules(body: bytes) -> Any:
    from protego import Protego

    try:
        return Protego.parse(body.decode("utf-8", "replace"))
    except Exception:
        # A file that no parser understands says nothing.
        return Protego.parse("")
