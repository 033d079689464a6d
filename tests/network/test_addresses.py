"""No trick with an address reaches a range that is not public: not one connection is opened."""

from collections.abc import Sequence

import pytest
from tests.network.conftest import Dial, FakeClock

from dateline.model import InputError
from dateline.network import Fetcher, FetchError, Policy, target
from dateline.network.addresses import refused

# What a resolver of this machine would make of names; numbers in odd spellings as getaddrinfo does.
NAMES = {
    "public.example": ["93.184.215.14"],
    "loop.example": ["127.0.0.1"], "private.example": ["10.1.2.3"],
    "mixed.example": ["93.184.215.14", "192.168.0.1"], "six.example": ["::1"],
    "mapped.example": ["::ffff:169.254.169.254"], "nat.example": ["64:ff9b::7f00:1"],
    "meta.example": ["169.254.169.254"], "cgnat.example": ["100.100.100.200"],
    "ula.example": ["fd00:ec2::254"], "zero.example": ["0.0.0.0"],
    "six4.example": ["2002:7f00:1::"], "scoped.example": ["fe80::1%eth0"],
    "teredo.example": ["2001:0:4136:e378:8000:63bf:3fff:fdd2"], "junk.example": ["not-an-ip"],
    "localhost": ["127.0.0.1"], "ip6-localhost": ["::1"], "metadata.google.internal":
    ["169.254.169.254"], "xn--80ak6aa92e.example": ["10.0.0.9"],
}  # fmt: skip

TRICKS = """
http://127.0.0.1/
http://127.0.0.1:80/
https://127.0.0.1/
http://127.1/
http://127.0.1/
http://2130706433/
http://017700000001/
http://0177.0.0.1/
http://0x7f.0.0.1/
http://0x7f000001/
http://0x7F.1/
http://127.0.0.1./
http://127.0.0.01/
http://0/
http://0.0.0.0/
http://00000000/
http://10.0.0.1/
http://172.16.0.1/
http://172.31.255.255/
http://192.168.1.1/
http://169.254.169.254/latest/meta-data/
http://2852039166/
http://0xa9fea9fe/
http://0251.0376.0251.0376/
http://169.254.43518/
http://100.64.0.1/
http://100.100.100.200/
http://168.63.129.16/
http://192.0.0.192/
http://192.0.2.1/
http://198.18.0.1/
http://198.51.100.1/
http://203.0.113.1/
http://224.0.0.1/
http://240.0.0.1/
http://255.255.255.255/
http://192.88.99.1/
http://[::1]/
http://[::]/
http://[0:0:0:0:0:0:0:1]/
http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/
http://[::127.0.0.1]/
http://[::ffff:0:127.0.0.1]/
http://[64:ff9b::127.0.0.1]/
http://[64:ff9b:1::10.0.0.1]/
http://[2002:7f00:0001::]/
http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
http://[2001:db8::1]/
http://[fc00::1]/
http://[fd00:ec2::254]/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fec0::1]/
http://[ff02::1]/
http://[100::1]/
http://[3fff::1]/
http://[5f00::1]/
http://localhost/
http://LOCALHOST/
http://localhost./
http://ip6-localhost/
http://loop.example/
http://loop.example./
http://private.example/
http://mixed.example/
http://six.example/
http://mapped.example/
http://nat.example/
http://meta.example/
http://metadata.google.internal/
http://cgnat.example/
http://ula.example/
http://zero.example/
http://six4.example/
http://scoped.example/
http://teredo.example/
http://junk.example/
http://unknown.example/
http://аррӏе.example/
http://１２７.0.0.1/
http://127。0。0。1/
http://①②⑦.0.0.1/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://user@public.example/
http://user:pass@public.example/
http://public.example@127.0.0.1/
http://127.0.0.1@public.example/
http://public.example:80@127.0.0.1/
http://@public.example/
http://public.example:22/
http://public.example:8080/
http://public.example:65536/
http://public.example\\@127.0.0.1/
http://public.example%2f@127.0.0.1/
http://public.example%00.loop.example/
http://public .example/
http://public.example#@127.0.0.1:81/\\
http:///127.0.0.1/
http:/127.0.0.1/
http:127.0.0.1
//127.0.0.1/
ftp://public.example/
file:///etc/passwd
gopher://127.0.0.1:70/_x
data:text/plain,hello
javascript:alert(1)
jar:http://127.0.0.1!/
http://[::1
http://::1/
http://1.2.3.4.5/
http://public.example.127.0.0.1.0x7f/
http://-public.example/
http://public..example/
""".strip().splitlines()


def _resolve(host: str, port: int) -> Sequence[str]:
    if host not in NAMES:
        raise OSError("no such name")
    return NAMES[host]


@pytest.mark.parametrize("url", TRICKS)
def test_a_trick_opens_no_connection(url: str, clock: FakeClock) -> None:
    dial = Dial()
    with pytest.raises(FetchError) as caught:
        Fetcher(Policy(), clock, _resolve, dial).get(url)
    assert dial.asked == []
    assert "\n" not in str(caught.value)


ASCII = [u for u in TRICKS if u.isascii()]


@pytest.mark.parametrize("url", ASCII)
def test_a_trick_behind_a_redirect_opens_no_second_connection(url: str, clock: FakeClock) -> None:
    there = f"HTTP/1.1 302 Found\r\nLocation: {url}\r\nContent-Length: 0\r\n\r\n"
    dial = Dial({"93.184.215.14": there.encode()})
    with pytest.raises(FetchError):
        Fetcher(Policy(), clock, _resolve, dial).get("http://public.example/start")
    # A relative reading of some of them leads back to the public host, never elsewhere.
    assert {host for host, _ in dial.asked} == {"93.184.215.14"}


def test_there_are_a_hundred_tricks() -> None:
    assert len(set(TRICKS)) >= 100


def test_a_public_name_is_connected_to_by_its_address_once(clock: FakeClock) -> None:
    asked: list[str] = []

    def once(host: str, port: int) -> Sequence[str]:
        # A rebinding resolver: the first answer is public, every later one is not.
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    dial = Dial()
    found = Fetcher(Policy(), clock, once, dial).get("http://rebind.example/page")
    assert (found.body, dial.asked, asked) == (b"ok", [("93.184.215.14", 80)], ["rebind.example"])


def test_rebinding_between_two_redirects_is_refused(clock: FakeClock) -> None:
    asked: list[str] = []

    def later(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"]

    there = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
    dial = Dial({"93.184.215.14": there})
    with pytest.raises(FetchError, match="loopback"):
        Fetcher(Policy(), clock, later, dial).get("http://rebind.example/")
    assert dial.asked == [("93.184.215.14", 80)]


def test_a_redirect_to_a_refused_range_names_both_and_proposes_no_opt_in(clock: FakeClock) -> None:
    there = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/x\r\nContent-Length: 0\r\n\r\n"
    dial = Dial({"93.184.215.14": there})
    with pytest.raises(FetchError, match="link-local") as caught:
        Fetcher(Policy(), clock, _resolve, dial).get("http://public.example/")
    where = "http://public.example/, which leads to http://169.254.169.254/x"
    assert (caught.value.where, caught.value.run) == (where, None)


def test_more_than_five_redirects_are_refused(clock: FakeClock) -> None:
    there = b"HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
    dial = Dial({"93.184.215.14": there})
    with pytest.raises(FetchError, match="more than 5 redirects"):
        Fetcher(Policy(), clock, _resolve, dial).get("http://public.example/")
    assert len(dial.asked) == 6


def test_an_opt_in_is_for_one_host_and_one_port(clock: FakeClock) -> None:
    policy = Policy.of(["loop.example", "private.example:8080", "[::1]"])
    dial = Dial()
    fetcher = Fetcher(policy, clock, _resolve, dial)
    for url in ("http://loop.example/", "http://private.example:8080/", "http://[::1]/"):
        assert fetcher.get(url).body == b"ok"
    for url in ("http://loop.example:8080/", "http://private.example/", "http://10.1.2.3/"):
        with pytest.raises(FetchError) as caught:
            fetcher.get(url)
        assert caught.value.run and caught.value.run.startswith("--allow-host")
    assert dial.asked == [("127.0.0.1", 80), ("10.1.2.3", 8080), ("::1", 80)]


@pytest.mark.parametrize("words", ["", "a b", "http://x", "user@host", "host:port", "[::1"])
def test_an_opt_in_that_is_no_host_is_refused(words: str) -> None:
    with pytest.raises(InputError):
        Policy.of([words])


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("http://Public.Example", "public.example", 80, "/"),
        ("https://public.example:443/a?b=c#d", "public.example", 443, "/a?b=c"),
        ("https://bücher.example/ü", "xn--bcher-kva.example", 443, "/%C3%BC"),
        ("http://93.184.215.14/", "93.184.215.14", 80, "/"),
        ("http://[2606:4700::1111]/", "2606:4700::1111", 80, "/"),
        ("http://public.example./x", "public.example", 80, "/x"),
    ],
)
def test_plain_addresses_pass(url: str, host: str, port: int, path: str) -> None:
    found = target(url, Policy())
    assert (found.host, found.port, found.path) == (host, port, path)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "193.0.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_public_addresses_are_not_refused(address: str) -> None:
    assert refused(address) is None
