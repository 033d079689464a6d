"""A connection to the very address that was checked, under a deadline.

1. A name is resolved once. 2. Every answer is checked; one that is refused refuses the name.
3. The socket is opened to a checked address, never to the name, so a resolver that changes its
answer has no second question to answer. Host header and TLS server name stay the name, because the
HTTP library is given the name and only this backend knows the address. 4. Every read and write ends
at the deadline of the whole fetch: a server that sends a byte a second is cut off.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from dateline.model import InputError
from dateline.network.addresses import Policy, check, literal
from dateline.network.clock import Clock

Resolve = Callable[[str, int], Sequence[str]]
"""Name and port → IP addresses, in the order to try."""


def system_resolver(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine's resolver gives."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


class PinnedBackend(httpcore.NetworkBackend):
    """Opens connections for one fetch; `connected` lists the addresses it opened."""

    def __init__(
        self,
        policy: Policy,
        clock: Clock,
        deadline: float,
        resolve: Resolve = system_resolver,
        dial: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._policy, self._clock, self._deadline = policy, clock, deadline
        self._resolve, self._dial = resolve, dial or httpcore.SyncBackend()
        self.connected: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to a checked address of the host."""
        addresses = [host] if literal(host) else self._ask(host, port)  # 1.
        for address in addresses:  # 2.
            check(host, address, port, self._policy)
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses[:4]:  # 3.
            try:
                stream = self._dial.connect_tcp(address, port, timeout=self._left(timeout))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
                continue
            self.connected.append(address)
            return _Stream(stream, self._left)
        raise failed

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Never: an address names a host."""
        raise InputError("a socket of this machine", where=path, expected="a host")

    def sleep(self, seconds: float) -> None:
        """Wait by the clock that was handed in."""
        self._clock.sleep(seconds)

    def _left(self, timeout: float | None) -> float:
        """4. Seconds until the deadline, at most the time-out."""
        left = self._deadline - self._clock.seconds()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole fetch took too long")
        return min(left, timeout or self._policy.silence)

    def _ask(self, host: str, port: int) -> list[str]:
        """Resolve in a thread, since the resolver itself knows no time-out."""
        out: list[str] = []
        failed: list[Exception] = []

        def ask() -> None:
            try:
                out.extend(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._left(None))
        if thread.is_alive():
            raise httpcore.ConnectTimeout(f"{host} was not resolved in time")
        if failed or not out:
            raise httpcore.ConnectError(f"{host} cannot be resolved")
        return list(out)


class _Stream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline."""

    def __init__(
        self, inner: httpcore.NetworkStream, left: Callable[[float | None], float]
    ) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        wrapped = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Stream(wrapped, self._left)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
