"""Get one page, feed or file: redirects re-checked, bytes and time capped, no cookie, no proxy.

1. The address is checked by its words, then by every IP address behind it (`transport`). 2. A
redirect is a new address and is checked like the first; at most five. 3. Bytes are counted on the
wire and again as they are decompressed, with a ratio; the rest is never read. 4. A status that may
pass (429, 5xx, no answer) is told apart from one that stays (404, 410).
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Protocol
from urllib.parse import urljoin

import httpcore

from dateline.model import AbortedError, DatelineError
from dateline.network.addresses import Policy, Target, target
from dateline.network.clock import Clock
from dateline.network.transport import PinnedBackend, Resolve, system_resolver

AGENT = "dateline/0.1 (news ledger; reads robots.txt)"
ACCEPT = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,"
    "application/feed+json,application/xml;q=0.9,text/plain;q=0.9,*/*;q=0.5"
)
_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 64 * 1024
_LONGEST_WAIT = 7 * 86_400
# What a server says of itself and of the visitor is not kept.
_DROPPED = ("set-cookie", "set-cookie2", "cookie", "authorization")


class FetchError(AbortedError):
    """A page that was not fetched. `status` is the HTTP status, if there was one; `wait` the
    seconds the server asked for; `passing` whether it may be there another time; `blocked` whether
    the address policy refused it."""

    def __init__(
        self,
        what: str,
        *,
        where: str,
        status: int | None = None,
        wait: float | None = None,
        passing: bool = True,
        blocked: bool = False,
        expected: str | None = None,
        run: str | None = None,
    ) -> None:
        super().__init__(what, where=where, expected=expected, run=run)
        self.status, self.wait, self.passing, self.blocked = status, wait, passing, blocked


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. `url` was asked for, `final` answered; `at` is UTC; `body` is decompressed,
    empty where `status` is 304; `seconds` is what the answer took."""

    url: str
    final: str
    status: int
    at: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((v for k, v in self.headers if k == name), None)

    @property
    def unchanged(self) -> bool:
        """Whether the server says that it is as it was."""
        return self.status == 304

    @property
    def location(self) -> str | None:
        """Where a redirect leads, or None where this is none."""
        words = self.header("location") if self.status in _REDIRECTS else None
        return urljoin(self.final, words) if words else None

    @property
    def charset(self) -> str | None:
        """The encoding that the transport declares."""
        _, _, rest = (self.header("content-type") or "").lower().partition("charset=")
        return rest.split(";")[0].strip("\"' ") or None


class Steps(Protocol):
    """What following redirects needs of a fetcher."""

    policy: Policy
    clock: Clock

    def step(
        self, url: str, seconds: float, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """One request."""


def followed(fetcher: Steps, url: str, ask: Callable[[str, float], Fetched]) -> Fetched:
    """2. The answer behind at most five redirects. `ask` is given every address in turn, and the
    seconds that are left of the whole for waiting for its answer."""
    left, at = fetcher.policy.total, url
    for _ in range(fetcher.policy.redirects + 1):
        try:
            answer = ask(at, left)
        except FetchError as error:
            if at == url:
                raise
            raise _led(error, url, at) from None
        location = answer.location
        if location is None:
            return replace(answer, url=url)
        at, left = location, left - answer.seconds
    raise FetchError(
        f"more than {fetcher.policy.redirects} redirects", where=url, passing=False,
        expected="the address it leads to",
    )  # fmt: skip


def _led(error: FetchError, url: str, at: str) -> FetchError:
    """An error behind a redirect. No opt-in is proposed for a host that only the page named: where
    it leads to a refused range the reader should look, not open the door."""
    return FetchError(
        error.what, where=f"{url}, which leads to {at}", status=error.status, wait=error.wait,
        passing=error.passing, blocked=error.blocked, expected=error.expected,
        run=None if error.blocked else error.run,
    )  # fmt: skip


class Fetcher:
    """Gets addresses under a policy. One connection a request; nothing is kept between two."""

    def __init__(
        self,
        policy: Policy,
        clock: Clock,
        resolve: Resolve = system_resolver,
        dial: httpcore.NetworkBackend | None = None,
    ) -> None:
        self.policy, self.clock = policy, clock
        self._resolve, self._dial = resolve, dial

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The answer to one address; with `etag` or `modified` only if it changed since.

        Raises:
            FetchError: no answer, an error status, over a cap, or refused by the policy.
        """
        return followed(self, url, lambda at, left: self.step(at, left, etag, modified))

    def step(
        self, url: str, seconds: float, etag: str | None = None, modified: str | None = None
    ) -> Fetched:
        """One request, which may take so many seconds; a redirect is an answer like another.

        Raises:
            FetchError: as `get` does.
        """
        began = self.clock.seconds()
        with _explained(url):
            goal = target(url, self.policy)  # 1.
            status, headers, body = self._once(goal, began + seconds, etag, modified)
            now = self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
            kept = tuple((k, v) for k, v in headers if k not in _DROPPED)
            took = self.clock.seconds() - began
            answer = Fetched(url, goal.url, status, now, kept, body, took)
            if answer.location is None:
                self._check(status, headers, goal.url)
            return answer

    def _once(
        self, goal: Target, deadline: float, etag: str | None, modified: str | None
    ) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        backend = PinnedBackend(self.policy, self.clock, deadline, self._resolve, self._dial)
        sent = {
            "Host": goal.authority, "User-Agent": AGENT, "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate", "Connection": "close",
        }  # fmt: skip
        sent |= {"If-None-Match": etag} if etag else {}
        sent |= {"If-Modified-Since": modified} if modified else {}
        quiet = self.policy.silence
        with (
            httpcore.ConnectionPool(
                ssl_context=_tls() if goal.scheme == "https" else None, http2=False, retries=0,
                network_backend=backend,
            ) as pool,
            pool.stream(
                "GET",
                httpcore.URL(
                    scheme=goal.scheme.encode(), host=goal.host.encode(), port=goal.port,
                    target=goal.path.encode(),
                ),
                headers=[(k.encode(), _latin(v)) for k, v in sent.items()],
                extensions={
                    "timeout": {"connect": quiet, "read": quiet, "write": quiet, "pool": quiet}
                },
            ) as response,
        ):  # fmt: skip
            headers = tuple(
                (k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in response.headers
            )
            held = dict(headers)
            body = b""
            if response.status == 200:
                body = b"".join(self._body(response.iter_stream(), held, goal.url))
            return response.status, headers, body

    def _body(
        self, chunks: Iterator[bytes], headers: Mapping[str, str], where: str
    ) -> Iterator[bytes]:
        """3. Decompressed bytes, counted on both sides."""
        most, ratio = self.policy.max_bytes, self.policy.max_ratio
        declared = headers.get("content-length", "")
        if declared.isascii() and declared.isdigit() and int(declared[:18]) > most:
            raise _over(where, most)
        decoder = _Decoder(headers.get("content-encoding", ""), where)
        wire = size = 0
        for chunk in chunks:
            wire += len(chunk)
            if wire > most:
                raise _over(where, most)
            for part in decoder.take(chunk):
                size += len(part)
                if size > most:
                    raise _over(where, most)
                if size > _CHUNK and size > ratio * wire:
                    raise FetchError(
                        f"over budget: decompresses more than {ratio}:1", where=where,
                        passing=False,
                    )  # fmt: skip
                yield part
        decoder.end()

    def _check(self, status: int, headers: tuple[tuple[str, str], ...], where: str) -> None:
        """4. Only a page, or word that it is unchanged, passes."""
        if status in (200, 304):
            return
        wait = self._wait(dict(headers).get("retry-after"))
        passing = status >= 500 or status in (408, 425, 429)
        raise FetchError(
            f"the server answers {status}", where=where, status=status, wait=wait, passing=passing,
            expected="200",
        )  # fmt: skip

    def _wait(self, words: str | None) -> float | None:
        """Seconds of a `Retry-After`, which is a number or a date (RFC 9110)."""
        if not words:
            return None
        words = words.strip()
        if words.isascii() and words.isdigit():
            return float(min(int(words[:9]), _LONGEST_WAIT))
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (moment - self.clock.now()).total_seconds()), _LONGEST_WAIT)


def _latin(words: str) -> bytes:
    """A header value; what a server once sent is sent back without line ends."""
    return words.replace("\r", "").replace("\n", "").encode("latin-1", "ignore")


def _over(where: str, most: int) -> FetchError:
    return FetchError(
        f"over budget: more than {most // 1024 // 1024} MiB", where=where, passing=False
    )


class _Decoder:
    """Decompresses in steps of at most 64 KiB, so that a bomb is counted before it unfolds."""

    def __init__(self, coding: str, where: str) -> None:
        self._name, self._where = coding.strip().lower(), where
        if self._name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(
                f"content encoding {self._name[:20]!r}", where=where, passing=False,
                expected="gzip or deflate",
            )  # fmt: skip
        self._plain = self._name in ("", "identity")
        self._engine, self._fresh = zlib.decompressobj(47), True

    def take(self, chunk: bytes) -> Iterator[bytes]:
        """What one chunk of the wire gives."""
        if self._plain:
            yield chunk
            return
        held = chunk
        while held:
            if self._engine.eof:
                self._engine = zlib.decompressobj(47)
            try:
                out = self._engine.decompress(held, _CHUNK)
            except zlib.error:
                if not (self._fresh and self._name == "deflate"):
                    raise self._damaged() from None
                # "deflate" without its zlib header, as some servers send it.
                self._fresh, self._engine = False, zlib.decompressobj(-15)
                continue
            self._fresh = False
            held = self._engine.unconsumed_tail or self._engine.unused_data
            if out:
                yield out

    def end(self) -> None:
        """Refuse compressed bytes that stop too early."""
        if not (self._plain or self._engine.eof or self._fresh):
            raise self._damaged()

    def _damaged(self) -> FetchError:
        return FetchError("damaged compressed bytes", where=self._where, passing=False)


@cache
def _tls() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)


@contextmanager
def _explained(where: str) -> Iterator[None]:
    """One kind of error for whatever the libraries raise."""
    try:
        yield
    except FetchError:
        raise
    except DatelineError as error:
        raise FetchError(
            error.what, where=where, passing=False, blocked=True, expected=error.expected,
            run=error.run,
        ) from None  # fmt: skip
    except httpcore.TimeoutException:
        raise FetchError("no answer in time", where=where) from None
    except (httpcore.NetworkError, ssl.SSLError, OSError) as error:
        raise FetchError(f"no connection ({_first(error)})", where=where) from None
    except (
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
        ValueError,
        RuntimeError,
    ) as error:
        raise FetchError(f"no HTTP ({_first(error)})", where=where, passing=False) from None


def _first(error: BaseException) -> str:
    return (str(error).split("\n")[0] or type(error).__name__)[:120]
