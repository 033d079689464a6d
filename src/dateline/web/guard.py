"""Who may ask the desk, and what a browser may do with its answers.

The desk has no accounts, so it answers this machine only:

1. The Host header names a loopback address and the port that listens; a page of another site that
   rebinds its name to 127.0.0.1 still sends its own name and is refused.
2. Every answer forbids all but the desk's own script, style and forms; nothing is inline, nothing
   is loaded from another host, and no script can write markup (Trusted Types).
3. What is sent to a form comes from a form of the desk: same origin by the browser's own word, and
   a token bound to a cookie that other sites cannot send.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import socket
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.model import DatelineError

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'; report-uri /csp-report"
)
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
CSP_OF_FIGURES = CSP.replace("style-src 'self'", f"style-src 'self' {_EMPTY_STYLE}")
"""As everywhere, and a style element with nothing in it, which Plotly fills by script."""
HEADERS = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LONGEST = 64 * 1024
"""Bytes of a request's body; the longest form is far below."""

COOKIE = "dateline-desk"


def loopback(host: str) -> str:
    """The address to listen on.

    Raises:
        DatelineError: it is not this machine's loopback address.
    """
    name = host.strip("[]")
    if name == "localhost":
        return "127.0.0.1"
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        address = None
    if address is None or not address.is_loopback:
        raise DatelineError(
            f"the desk does not listen on {host!r}: it has no accounts, so anybody who reaches "
            "that address could read and decide",
            expected="127.0.0.1, ::1 or localhost",
            run="dateline serve; from elsewhere: ssh -L 8765:127.0.0.1:8765 HOST",
        )
    return str(address)


def free(address: str, port: int) -> None:
    """Raises DatelineError where something listens on the port already."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise DatelineError(
                f"port {port} cannot be listened on ({error.strerror})",
                run=f"dateline serve --port {port + 1 if port < 65535 else 8765}",
            ) from None


def hosts(port: int) -> frozenset[str]:
    """Host headers that name this desk."""
    return frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))


class Guard:
    """ASGI middleware of rules 1 and 2."""

    def __init__(self, app: ASGIApp, allowed: Iterable[str]) -> None:
        self._app, self._allowed = app, frozenset(allowed)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(headers)
        if refusal is not None:
            await refusal(scope, receive, self._sealed(send))
            return
        await self._app(scope, receive, self._sealed(send))

    def _refusal(self, headers: Headers) -> PlainTextResponse | None:
        named = headers.getlist("host")
        if len(named) != 1 or named[0].lower() not in self._allowed:  # 1.
            return PlainTextResponse("This desk answers to its loopback address only.\n", 421)
        length = headers.get("content-length", "0")
        chunked = "transfer-encoding" in headers
        if chunked or not length.isdecimal() or int(length) > LONGEST:
            return PlainTextResponse("The request is too long.\n", 413)
        return None

    def _sealed(self, send: Send) -> Send:
        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():  # 2.
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        return sealed


class Tokens:
    """Tokens of forms, bound to a cookie; valid while the process runs."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def session(self, request: Request) -> str:
        """The session of a request's cookie, or a new one."""
        held = request.cookies.get(COOKIE, "")
        return held if len(held) == 32 and held.isalnum() else secrets.token_hex(16)

    def token(self, session: str) -> str:
        return hmac.new(self._key, session.encode(), hashlib.sha256).hexdigest()

    def check(self, request: Request, given: str) -> None:
        """3.

        Raises:
            ForbiddenError: the request did not come from a form of this desk.
        """
        session = request.cookies.get(COOKIE, "")
        site = request.headers.get("sec-fetch-site", "same-origin")
        origin = request.headers.get("origin")
        own = f"http://{request.headers.get('host', '')}"
        genuine = session and hmac.compare_digest(self.token(session).encode(), given.encode())
        if not genuine or site != "same-origin" or origin not in (None, own):
            raise ForbiddenError(
                "the form was not sent from a page of this desk",
                expected="the page loaded anew, then sent",
            )


class ForbiddenError(DatelineError):
    """A request that a page of the desk did not make."""


class NotFoundError(DatelineError):
    """An address that names nothing."""
