"""Fetching from a real server on the loopback address: caps, conditions, encodings, manners."""

import gzip
import time
import zlib

import pytest
from tests.network.conftest import FakeClock, Site

from dateline.network import Fetched, Fetcher, FetchError, Policy, SystemClock, Visits
from dateline.network.fetch import AGENT

PAGE = b"<html><body>North Korea fired two missiles.</body></html>"
HTML = {"Content-Type": "text/html; charset=ISO-8859-1"}


def fetcher(site: Site, **changes: float) -> Fetcher:
    policy = Policy(allow=frozenset([("127.0.0.1", site.port)]), **changes)  # type: ignore[arg-type]
    return Fetcher(policy, SystemClock())


def test_what_is_sent_and_what_is_kept(site: Site) -> None:
    site.pages["/a"] = (200, {**HTML, "Set-Cookie": "a=1", "ETag": '"x"'}, PAGE)
    found = fetcher(site).get(f"{site.url}/a#part")
    assert (found.body, found.status, found.final) == (PAGE, 200, f"{site.url}/a")
    assert (found.header("etag"), found.header("set-cookie")) == ('"x"', None)
    assert found.charset == "iso-8859-1"
    ((path, sent),) = site.seen
    assert path == "/a" and sent["host"] == site.host and sent["user-agent"] == AGENT
    assert "dateline" in AGENT and "cookie" not in sent


def test_a_condition_that_holds_gives_no_body(site: Site) -> None:
    site.pages["/a"] = lambda h: (304 if h.get("if-none-match") == '"x"' else 200, HTML, PAGE)
    found = fetcher(site).get(f"{site.url}/a", etag='"x"', modified="Sun, 04 Jan 2026 00:00:00 GMT")
    assert found.unchanged and found.body == b""
    assert site.seen[0][1]["if-modified-since"].startswith("Sun, 04 Jan")


@pytest.mark.parametrize("name", ["gzip", "x-gzip", "deflate", "raw deflate", "identity"])
def test_encodings_of_the_transport(site: Site, name: str) -> None:
    bodies = {
        "gzip": gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), "x-gzip": gzip.compress(PAGE),
        "identity": PAGE,
        "deflate": zlib.compress(PAGE), "raw deflate": zlib.compress(PAGE)[2:-4],
    }  # fmt: skip
    body = bodies[name]
    site.pages["/a"] = (200, {"Content-Encoding": name.split()[-1]}, body)
    assert fetcher(site).get(f"{site.url}/a").body == PAGE


@pytest.mark.parametrize(
    ("headers", "body", "words"),
    [
        ({}, b"x" * (8 * 1024 * 1024 + 1), "more than 8 MiB"),
        ({"Content-Length": str(10**12)}, b"x", "more than 8 MiB"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(7 * 1024 * 1024)), "100:1"),
        ({"Content-Encoding": "gzip"}, b"no gzip at all", "damaged"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE)[:-9], "damaged"),
        ({"Content-Encoding": "br"}, b"x", "content encoding 'br'"),
        ({"Content-Encoding": "gzip, gzip, gzip"}, b"x", "content encoding"),
        ({"Content-Length": "100"}, b"short", "no HTTP"),
    ],
)
def test_over_a_cap_or_damaged(
    site: Site, headers: dict[str, str], body: bytes, words: str
) -> None:
    site.pages["/a"] = (200, headers, body)
    with pytest.raises(FetchError, match=words) as caught:
        fetcher(site, silence=1.0).get(f"{site.url}/a")
    assert not caught.value.passing


def test_a_dripping_server_is_cut_off_at_the_deadline(site: Site) -> None:
    site.pages["/slow"] = (200, {}, b"x" * 600)
    site.drip.add("/slow")
    with pytest.raises(FetchError, match="no answer in time") as caught:
        fetcher(site, total=0.7, silence=5.0).get(f"{site.url}/slow")
    assert caught.value.passing


def test_redirects_are_followed_and_the_last_address_is_kept(site: Site) -> None:
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = (302, {"Location": f"{site.url}/c"}, b"")
    site.pages["/c"] = (200, HTML, PAGE)
    found = fetcher(site).get(f"{site.url}/a")
    assert (found.url, found.final) == (f"{site.url}/a", f"{site.url}/c")


@pytest.mark.parametrize(
    ("status", "retry", "wait", "passing"),
    [
        (404, None, None, False), (410, None, None, False), (403, None, None, False),
        (429, "120", 120.0, True), (503, "Sun, 04 Jan 2026 12:10:00 GMT", 600.0, True),
        (503, "soon", None, True), (429, "9" * 30, 604_800.0, True), (500, "-5", None, True),
        (204, None, None, False), (206, None, None, False), (301, None, None, False),
    ],
)  # fmt: skip
def test_statuses(
    site: Site, clock: FakeClock, status: int, retry: str | None, wait: float | None, passing: bool
) -> None:
    site.pages["/a"] = (status, {"Retry-After": retry} if retry else {}, b"")
    getter = Fetcher(Policy(allow=frozenset([("127.0.0.1", site.port)])), clock)
    with pytest.raises(FetchError, match=str(status)) as caught:
        getter.get(f"{site.url}/a")
    found = caught.value
    assert (found.status, found.wait, found.passing) == (status, wait, passing)


def test_no_server_and_no_http(site: Site, clock: FakeClock) -> None:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    getter = Fetcher(Policy(allow=frozenset([("127.0.0.1", port)])), clock)
    with pytest.raises(FetchError, match="no connection"):
        getter.get(f"http://127.0.0.1:{port}/")


def test_robots_delay_and_one_reading_of_robots_a_run(site: Site, clock: FakeClock) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: dateline\nDisallow: /no\nCrawl-delay: 4\n")
    site.pages["/a"] = (200, HTML, PAGE)
    visits = Visits(Fetcher(Policy(allow=frozenset([("127.0.0.1", site.port)])), clock))
    visits.get(f"{site.url}/a")
    visits.get(f"{site.url}/a")
    with pytest.raises(FetchError, match=r"robots\.txt of the site forbids"):
        visits.get(f"{site.url}/no/page")
    assert site.paths() == ["/robots.txt", "/a", "/a"]
    assert clock.slept == [1.0, 4.0]


@pytest.mark.parametrize(("status", "read"), [(404, True), (403, True), (503, False)])
def test_a_missing_robots_file_allows_and_a_failing_one_forbids(
    site: Site, clock: FakeClock, status: int, read: bool
) -> None:
    site.pages["/robots.txt"] = (status, {}, b"")
    site.pages["/a"] = (200, HTML, PAGE)
    visits = Visits(Fetcher(Policy(allow=frozenset([("127.0.0.1", site.port)])), clock))
    if read:
        assert visits.get(f"{site.url}/a").body == PAGE
    else:
        with pytest.raises(FetchError, match=r"robots\.txt cannot be read"):
            visits.get(f"{site.url}/a")


def test_one_request_a_host_at_a_time(clock: FakeClock) -> None:
    import threading

    class Slow:
        policy, clock = Policy(delay=0.0), SystemClock()
        now = most = 0

        def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
            return self.step(url, 1.0)

        def step(
            self, url: str, seconds: float, etag: str | None = None, modified: str | None = None
        ) -> Fetched:
            Slow.now += 1
            Slow.most = max(Slow.most, Slow.now)
            time.sleep(0.02)
            Slow.now -= 1
            return Fetched(url, url, 200, "", (), b"")

    visits = Visits(Slow())
    threads = [
        threading.Thread(target=visits.get, args=(f"http://one.example/{n}",)) for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Slow.most == 1


def visiting(clock: FakeClock, *sites: Site) -> Visits:
    allow = frozenset(("127.0.0.1", s.port) for s in sites)
    return Visits(Fetcher(Policy(allow=allow), clock))


def test_a_redirect_asks_the_robots_of_its_own_host(
    site: Site, other: Site, clock: FakeClock
) -> None:
    other.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    other.pages["/open"] = other.pages["/private/a"] = (200, HTML, PAGE)
    site.pages["/one"] = (302, {"Location": f"{other.url}/open"}, b"")
    site.pages["/two"] = (302, {"Location": f"{other.url}/private/a"}, b"")
    visits = visiting(clock, site, other)
    found = visits.get(f"{site.url}/one")
    assert (found.url, found.final) == (f"{site.url}/one", f"{other.url}/open")
    with pytest.raises(FetchError, match=r"robots\.txt of the site forbids") as refused:
        visits.get(f"{site.url}/two")
    there = f"{site.url}/two, which leads to {other.url}/private/a"
    assert refused.value.where == there and not refused.value.passing
    assert site.paths() == ["/robots.txt", "/one", "/two"]
    assert other.paths() == ["/robots.txt", "/open"]


def test_a_redirect_on_one_host_is_under_its_robots_and_its_delay(
    site: Site, clock: FakeClock
) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no\nCrawl-delay: 3\n")
    site.pages["/a"] = (301, {"Location": "/b"}, b"")
    site.pages["/b"] = (200, HTML, PAGE)
    site.pages["/c"] = (301, {"Location": "/no/d"}, b"")
    visits = visiting(clock, site)
    assert visits.get(f"{site.url}/a").final == f"{site.url}/b"
    assert clock.slept == [1.0, 3.0]
    with pytest.raises(FetchError, match="forbids"):
        visits.get(f"{site.url}/c")
    assert site.paths() == ["/robots.txt", "/a", "/b", "/c"]


def test_two_hosts_that_redirect_to_each_other_wait_for_no_lock(site: Site, other: Site) -> None:
    import threading

    site.pages["/a"] = (302, {"Location": f"{other.url}/end"}, b"")
    other.pages["/b"] = (302, {"Location": f"{site.url}/end"}, b"")
    site.pages["/end"] = other.pages["/end"] = (200, HTML, PAGE)
    allow = frozenset(("127.0.0.1", s.port) for s in (site, other))
    visits = Visits(Fetcher(Policy(allow=allow, delay=0.0), SystemClock()))
    asked = [f"{site.url}/a", f"{other.url}/b"] * 5
    threads = [threading.Thread(target=visits.get, args=(u,), daemon=True) for u in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not any(thread.is_alive() for thread in threads)


def test_retry_after_holds_for_the_host_within_a_run(
    site: Site, other: Site, clock: FakeClock
) -> None:
    site.pages["/busy"] = (429, {"Retry-After": "20"}, b"")
    site.pages["/long"] = (503, {"Retry-After": "3600"}, b"")
    site.pages["/a"] = other.pages["/a"] = (200, HTML, PAGE)
    visits = visiting(clock, site, other)
    with pytest.raises(FetchError, match="answers 429"):
        visits.get(f"{site.url}/busy")
    assert visits.get(f"{site.url}/a").status == 200
    assert clock.slept == [1.0, 20.0]
    with pytest.raises(FetchError, match="answers 503"):
        visits.get(f"{site.url}/long")
    with pytest.raises(FetchError, match="left alone for now") as left:
        visits.get(f"{site.url}/a")
    assert left.value.passing and left.value.wait == 3600.0
    assert visits.get(f"{other.url}/a").status == 200
    assert site.paths() == ["/robots.txt", "/busy", "/a", "/long"]


def test_a_host_that_fails_is_left_alone_longer_each_time(site: Site, clock: FakeClock) -> None:
    site.pages["/bad"] = (500, {}, b"")
    site.pages["/gone"] = (404, {}, b"")
    visits = visiting(clock, site)
    for _ in range(6):
        with pytest.raises(FetchError, match=r"answers 500|left alone for now"):
            visits.get(f"{site.url}/bad")
    assert clock.slept == [1.0, 2.0, 4.0, 8.0]
    assert site.paths().count("/bad") == 4
    calm = visiting(clock, site)
    clock.slept.clear()
    for _ in range(3):
        with pytest.raises(FetchError, match="answers 404"):
            calm.get(f"{site.url}/gone")
    assert clock.slept == [1.0, 1.0, 1.0]
