"""Doubles for a resolver, a dialler and a clock, and a real server on the loopback address."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore
import pytest

Page = tuple[int, dict[str, str], bytes]


@dataclass
class FakeClock:
    """A clock that stands still but for what is slept, or asked to pass."""

    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def seconds(self) -> float:
        return self.passed

    def now(self) -> datetime:
        return datetime(2026, 1, 4, 12, tzinfo=UTC) + timedelta(seconds=int(self.passed))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds


@dataclass
class Dial(httpcore.NetworkBackend):
    """Notes every connection asked for and answers with fixed bytes."""

    answers: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None,
        local_address: str | None = None, socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:  # fmt: skip
        self.asked.append((host, port))
        plain = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
        return httpcore.MockStream([self.answers.get(host, plain), b""])


class Site:
    """A server with pages by path; `seen` lists the requests."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[dict[str, str]], Page]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.drip: set[str] = set()
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        headers = {k.lower(): v for k, v in request.headers.items()}
        self.seen.append((request.path, headers))
        page = self.pages.get(request.path, (404, {}, b"none"))
        status, sent, body = page(headers) if callable(page) else page
        request.send_response(status)
        for name, value in sent.items():
            request.send_header(name, value)
        if "Content-Length" not in sent:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        try:
            if request.path in self.drip:
                for n in range(len(body)):
                    request.wfile.write(body[n : n + 1])
                    request.wfile.flush()
                    threading.Event().wait(0.1)
            elif status != 304:
                request.wfile.write(body)
        except OSError:
            return

    def paths(self) -> list[str]:
        return [path for path, _ in self.seen]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def other() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()
