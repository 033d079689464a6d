"""Which addresses may be fetched: one policy for pages, feeds, robots files and every redirect.

1. The words of an address are checked: scheme, no user or password, port, plain host name or a
   canonical literal. The many other spellings of an IPv4 address (decimal, octal, hex, short) are
   refused as such, whatever they would mean. 2. Every address that a name resolves to is checked;
   one that is refused refuses the name, since a mix of public and private is the mark of rebinding.

IPv6 is allowed only where it is global unicast (2000::/3, RFC 4291) less the parts that wrap or
document something: mapped, NAT64, 6to4, Teredo and site ranges are all outside. IPv4 follows the
IANA special-purpose registry (RFC 6890), multicast and one metadata address in a public range.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

from dateline.model import InputError

_MIB = 1024 * 1024
_PORTS = {"http": 80, "https": 443}

_REFUSED = tuple(
    (ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this network"), ("10.0.0.0/8", "private"), ("100.64.0.0/10", "shared"),
        ("127.0.0.0/8", "loopback"), ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"), ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "documentation"), ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"), ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"), ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"), ("240.0.0.0/4", "reserved"),
        ("168.63.129.16/32", "metadata"), ("::/128", "unspecified"), ("::1/128", "loopback"),
        ("::ffff:0:0/96", "IPv4-mapped"), ("64:ff9b::/96", "NAT64"), ("64:ff9b:1::/48", "NAT64"),
        ("100::/64", "discard"), ("2001::/32", "Teredo"), ("2001::/23", "reserved"),
        ("2001:db8::/32", "documentation"), ("2002::/16", "6to4"), ("3fff::/20", "documentation"),
        ("fc00::/7", "unique local"), ("fe80::/10", "link-local"), ("fec0::/10", "site-local"),
        ("ff00::/8", "multicast"),
    )
)  # fmt: skip
_UNICAST = IPv6Network("2000::/3")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\Z")
_NUMERIC = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)\Z")
# Characters that two parsers of addresses may take differently.
_ODD = re.compile(r"[\x00-\x20\x7f-\x9f\\]")


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be fetched, and at what cost. `allow` are hosts opted in: (name, port or None).

    Sizes are bytes, times seconds; `delay` lies between two requests to one host.
    """

    allow: frozenset[tuple[str, int | None]] = frozenset()
    max_bytes: int = 8 * _MIB
    max_ratio: int = 100
    redirects: int = 5
    silence: float = 8.0
    total: float = 30.0
    delay: float = 1.0

    @classmethod
    def of(cls, hosts: tuple[str, ...] | list[str]) -> Policy:
        """The default policy with hosts opted in: `HOST` or `HOST:PORT`, IPv6 in brackets.

        Raises:
            InputError: an entry is no host.
        """
        return cls(allow=frozenset(_entry(host) for host in hosts))


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address. `host` is ASCII without a trailing dot, `path` as it is requested."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The value of `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def _entry(words: str) -> tuple[str, int | None]:
    m = re.fullmatch(r"(\[[0-9A-Fa-f:.]+\]|[^\s:/@\[\]]+)(?::(\d{1,5}))?", words.strip())
    if not m:
        raise InputError(f"{words!r} is no host", expected="HOST or HOST:PORT")
    return m[1].strip("[]").lower().rstrip("."), int(m[2]) if m[2] else None


def target(url: str, policy: Policy) -> Target:
    """1. The address, checked by its words alone.

    Raises:
        InputError: it may not be fetched; the message says which rule it breaks.
    """
    import httpx

    if _ODD.search(url) or len(url) > 2_000:
        raise _bad(url, "holds spaces, control characters or a backslash, or is too long")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError, UnicodeError):
        raise _bad(url, "is no address") from None
    if parsed.scheme not in _PORTS:
        raise _bad(url, f"scheme {parsed.scheme!r}", "http or https")
    if parsed.userinfo or "@" in url.partition("//")[2].partition("/")[0]:
        raise _bad(url, "names a user or password")
    host = parsed.raw_host.decode("ascii").lower().removesuffix(".")
    _check_host(url, host)
    port = parsed.port or _PORTS[parsed.scheme]
    if port not in _PORTS.values() and (host, port) not in policy.allow:
        raise _bad(url, f"port {port}", "80 or 443", f"--allow-host {host}:{port}")
    if literal(host):
        check(host, host, port, policy)
    plain = str(parsed.copy_with(fragment=None))
    return Target(plain, parsed.scheme, host, port, parsed.raw_path.decode("ascii") or "/")


def _check_host(url: str, host: str) -> None:
    if not host:
        raise _bad(url, "names no host")
    if literal(host):
        return
    if ":" in host or _NUMERIC.match(host):
        raise _bad(url, f"host {host!r} is a number that is no plain IP address")
    if not _NAME.match(host) or len(host) > 253:
        raise _bad(url, f"host {host!r} is no host name")


def _bad(
    url: str, what: str, expected: str | None = "a plain http or https address",
    run: str | None = None,
) -> InputError:  # fmt: skip
    shown = url if len(url) <= 120 else url[:117] + "..."
    return InputError(what, where=shown, expected=expected, run=run)


def literal(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a host spells out in canonical form, or None."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def refused(address: str) -> str | None:
    """The range that refuses an IP address, or None where it is public."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unreadable"
    if isinstance(found, IPv6Address) and found.scope_id:
        return "scoped"
    for network, name in _REFUSED:
        if network.version == found.version and found in network:
            return name
    if isinstance(found, IPv6Address) and found not in _UNICAST:
        return "reserved"
    return None


def allowed(host: str, port: int, policy: Policy) -> bool:
    """Whether a host is opted in, by its name alone or with this port."""
    return (host, None) in policy.allow or (host, port) in policy.allow


def check(host: str, address: str, port: int, policy: Policy) -> None:
    """2. Refuse an address in a range that is not public, unless the host is opted in.

    Raises:
        InputError: it is refused.
    """
    name = refused(address)
    if name and not allowed(host, port, policy):
        raise InputError(
            f"host {host!r} is at {address}, a {name} address", expected="a public address",
            run=f"--allow-host {f'[{host}]' if ':' in host else host}",
        )  # fmt: skip
