"""Manners: robots.txt, one request a host at a time, and time between two.

1. A host's robots.txt is read once a run, under the same policy (RFC 9309: no such file allows all,
a server error forbids all, 500 KiB are enough). 2. Requests to one host wait for each other and for
its delay, the longer of ours and the one that robots.txt asks for. 3. Several hosts may be visited
at once by several threads.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from dateline.network.addresses import Policy, target
from dateline.network.clock import Clock
from dateline.network.fetch import AGENT, Fetched, FetchError

_ROBOTS_BYTES = 500 * 1024
_LONGEST_DELAY = 30.0


class Gets(Protocol):
    """What visits need of a fetcher."""

    policy: Policy
    clock: Clock

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer to one address."""


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    robots: Callable[[str], bool] | None = None
    delay: float = 0.0
    free: float = 0.0


class Visits:
    """Visits of one run."""

    def __init__(self, fetcher: Gets) -> None:
        self.fetcher = fetcher
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Like `Fetcher.get`, after the host's turn has come.

        Raises:
            FetchError: also where robots.txt forbids the address.
        """
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
            self._turn(host)
            try:
                return self.fetcher.get(url, etag=etag, modified=modified)
            finally:
                host.free = self.fetcher.clock.seconds() + host.delay

    def _root(self, url: str) -> str:
        try:
            goal = target(url, self.fetcher.policy)
        except Exception as error:
            raise FetchError(
                getattr(error, "what", str(error)), where=url, passing=False, blocked=True,
                expected=getattr(error, "expected", None), run=getattr(error, "run", None),
            ) from None  # fmt: skip
        return f"{goal.scheme}://{goal.authority}"

    def _turn(self, host: _Host) -> None:
        left = host.free - self.fetcher.clock.seconds()
        if left > 0:
            self.fetcher.clock.sleep(left)

    def _read_robots(self, root: str, host: _Host) -> None:
        """1."""
        host.delay = self.fetcher.policy.delay
        try:
            body = self.fetcher.get(f"{root}/robots.txt").body[:_ROBOTS_BYTES]
        except FetchError as error:
            if error.status is not None and not error.passing:
                host.robots = lambda url: True
                return
            raise FetchError(
                f"its robots.txt cannot be read ({error.what})", where=root, status=error.status,
                wait=error.wait, passing=error.passing, blocked=error.blocked,
                expected=error.expected, run=error.run,
            ) from None  # fmt: skip
        finally:
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
