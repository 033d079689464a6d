"""Inputs made to stall, fill the memory or crash a parser; made when the tests run."""

from __future__ import annotations

import gzip
import io
import json
import random
import zlib
from collections.abc import Callable, Iterator

MIB = 1024 * 1024
SAID = "North Korea fired two ballistic missiles on Sunday, the ministry in Seoul said. "


def _gzip_of(count: int, byte: bytes = b"a") -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as file:
        for _ in range(count):
            file.write(byte * MIB)
    return out.getvalue()


def _nested(times: int) -> bytes:
    raw = SAID.encode() * 10
    for _ in range(times):
        raw = gzip.compress(raw, mtime=0)
    return raw


def _xml(inner: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>t</title>{inner}'
        "</channel></rss>"
    ).encode()


def _item(words: str) -> str:
    return f"<item><guid>g</guid><description>{words}</description></item>"


def _laughs() -> bytes:
    rows = "".join(
        f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "lol"}'
        f'{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
        for n in range(12)
    )
    return _xml(_item("&l11;"), f"<!DOCTYPE rss [{rows}]>")


def _html(inner: str) -> bytes:
    return f"<!doctype html><html><head><title>t</title></head><body>{inner}".encode()


def _warc(body: bytes, length: int | None = None, http: bytes | None = None) -> bytes:
    page = (http or b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n") + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: "
        + str(len(page) if length is None else length).encode() + b"\r\n\r\n" + page + b"\r\n\r\n"
    )  # fmt: skip


def _page() -> bytes:
    return _html(f"<article><p>{SAID * 5}</p></article>")


def _warc_bomb() -> bytes:
    return _warc(
        _gzip_of(400), http=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        b"Content-Encoding: gzip\r\n\r\n",
    )  # fmt: skip


def _long_warc() -> bytes:
    """A compressed archive of 512 MiB in one record."""
    out = io.BytesIO()
    engine = zlib.compressobj(9, zlib.DEFLATED, 31)
    out.write(engine.compress(_warc(b"", 512 * MIB)[:-4]))
    for _ in range(512):
        out.write(engine.compress(b"a" * MIB))
    out.write(engine.flush())
    return out.getvalue()


FILES: dict[str, Callable[[], bytes]] = {
    "gzip of 1 GiB.txt.gz": lambda: _gzip_of(1024),
    "gzip of zeros.html.gz": lambda: _gzip_of(200, b"\x00"),
    "gzip 12 deep.gz": lambda: _nested(12),
    "gzip 400 deep.gz": lambda: _nested(400),
    "gzip cut.txt.gz": lambda: gzip.compress(SAID.encode() * 99)[:-20],
    "gzip with a tail.txt.gz": lambda: gzip.compress(SAID.encode() * 9) + b"tail" * 99,
    "gzip head only.gz": lambda: b"\x1f\x8b",
    "laughs.xml": _laughs,
    "quadratic.xml": lambda: _xml(
        _item("&a;" * 5_000), f'<!DOCTYPE rss [<!ENTITY a "{"a" * 50_000}">]>'
    ),
    "external entity.xml": lambda: _xml(
        _item("&x;"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    ),
    "external dtd.xml": lambda: _xml(_item("x"), '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x">'),
    "xml deep.xml": lambda: _xml("<a>" * 200_000),
    "xml attributes.xml": lambda: _xml(
        "<a " + " ".join(f'b{n}="1"' for n in range(50_000)) + "/>"
    ),
    "xml 7 MiB of text.xml": lambda: _xml(_item("missile " * 900_000)),
    "xml 50,000 entries.xml": lambda: _xml(_item("") * 50_000),
    "xml names.xml": lambda: _xml(f"<{'a' * 1_000_000}/>"),
    "xml bad dates.xml": lambda: _xml("".join(
        f"<item><description>{SAID}{n}</description><pubDate>{d}</pubDate></item>"
        for n, d in enumerate(("0000-00-00", "99999-99-99T99:99:99Z", "Sun, 99 Foo 99999 99:99",
                               "1e400", "-1", "2026-02-30", "\u0662\u0660\u0662\u0666")))),
    "xml broken addresses.xml": lambda: _xml("".join(
        f"<item><description>{SAID}{n}</description><link>{u}</link></item>"
        for n, u in enumerate(("http://[::1", "http://[x]/", "javascript:alert(1)", "//", "://",
                               "http://a.example/" + "a" * 100_000)))),
    "div 200,000 deep.html": lambda: _html("<div>" * 200_000),
    "b 100,000 deep.html": lambda: _html("<b><i>" * 50_000 + SAID),
    "attributes 200,000.html": lambda: _html(
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">"
    ),
    "paragraphs 100,000.html": lambda: _html(f"<p>{SAID[:20]}" * 100_000),
    "tables.html": lambda: _html("<table><tr><td>" * 20_000),
    "open comment.html": lambda: _html("<!--" + "-" * 4_000_000),
    "open script.html": lambda: _html("<script>" + "<!--<script>" * 300_000),
    "only <.html": lambda: _html("<" * 2_000_000),
    "quotes in tags.html": lambda: _html("<a b='" * 300_000),
    "entities.html": lambda: _html("<p>" + "&notanentity" * 300_000),
    "meta.html": lambda: _html("<meta " + "property=" * 200_000),
    "json-ld deep.html": lambda: _html(
        f'<script type="application/ld+json">{"[" * 200_000}</script><p>{SAID * 9}</p>'
    ),
    "formatting 512 deep.html": lambda: _html(
        "<a><b><i><u><s>" * 100 + f"<p>{SAID}</p>" * 2_000
    ),
    "json deep.json": lambda: b"[" * 200_000,
    "json deep objects.json": lambda: b'{"a":' * 200_000,
    "json long number.json": lambda: b'{"text": ' + b"9" * 1_000_000 + b"}",
    "json surrogates.json": lambda: b'{"text": "\\ud800 missile \\udfff said", "url": "\\u0000"}',
    "json nan.json": lambda: json.dumps(
        {"text": SAID * 3, "published": float("nan"), "x": float("inf")}
    ).encode(),
    "json keys.json": lambda: json.dumps({f"k{n}": n for n in range(300_000)}).encode(),
    "line of 64 MiB.jsonl": lambda: b'{"text": "' + b"a" * 64 * MIB + b'"}\n{"text": 1}\n',
    "lines 200,000.jsonl": lambda: b"{}\n" * 200_000,
    "record bomb.warc": _warc_bomb,
    "record of 512 MiB.warc.gz": _long_warc,
    "length too long.warc": lambda: _warc(_page(), 10**15),
    "length negative.warc": lambda: _warc(_page(), -5),
    "length zero.warc": lambda: _warc(_page(), 0) + _warc(_page()),
    "header bomb.warc": lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * 500_000 + b"\r\n",
    "http headers.warc": lambda: _warc(
        _page(), http=b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200_000 + b"\r\n"
    ),
    "opml of itself.opml": lambda: (
        b'<opml version="2.0"><body><outline text="a" xmlUrl="opml of itself.opml"/></body></opml>'
    ),
    "opml deep.opml": lambda: b"<opml><body>" + b"<outline>" * 100_000,
    "one word.txt": lambda: b"a" * 7 * MIB,
    "one line.txt": lambda: (SAID * 90_000).encode(),
    "no spaces.txt": lambda: ("missile," * 900_000).encode(),
    "nul.txt": lambda: SAID.encode() + b"\x00" * 1000,
    "controls.txt": lambda: bytes(range(1, 32)) * 5000,
    "every byte.bin": lambda: bytes(range(256)) * 4000,
    "utf-16 half.txt": lambda: b"\xff\xfe" + SAID.encode("utf-16-le")[:-1],
    "utf-7.txt": lambda: b"+ADw-script+AD4-" * 2000,
    "bom only.txt": lambda: b"\xef\xbb\xbf",
}  # fmt: skip

TEXTS: dict[str, Callable[[], str]] = {
    "combining marks": lambda: SAID + "n" + "\u0301" * 3_000 + SAID,
    "zero width": lambda: SAID.replace(" ", " \u200b\u200d\u2060") * 40,
    "bidi": lambda: ("\u202e" + SAID + "\u202c") * 40,
    "open quotes": lambda: "“" * 3_000 + SAID * 40,
    "nested quotes": lambda: "He said “" * 800 + SAID,
    "brackets": lambda: "(" * 2_000 + SAID + ")" * 2_000,
    "digits": lambda: f"It flew {'9' * 3_900} km, officials said. " * 5,
    "long number words": lambda: "one hundred " * 4_000,
    "commas": lambda: "missile, " * 6_000,
    "said chain": lambda: "he said that " * 3_000 + "it flew.",
    "and chain": lambda: "Japan and " * 5_000 + "Korea said so.",
    "of chain": lambda: "the minister of " * 3_000 + "Japan said so.",
    "dates": lambda: "1/2/3/4/5-6-7 " * 3_000,
    "days": lambda: "Sunday Monday on Tuesday " * 2_000,
    "hyphens": lambda: "a-" * 1_900 + " said.",
    "dots": lambda: "U.S. " * 5_000,
    "newlines": lambda: "\n" * 100_000 + SAID,
    "no stops": lambda: "the missile flew over the sea and then it went on " * 800,
    "capitals": lambda: "KIM JONG UN LEE JAE MYUNG " * 1_500,
    "one report forty times": lambda: SAID * 400,
    "emoji": lambda: "👩‍👩‍👧‍👦" * 900 + SAID,
    "template": lambda: (
        "{{ 7*7 }} ${jndi:ldap://x} %s%n <script>alert(1)</script> ' OR 1=1 -- " * 30 + SAID
    ),
}


def cut_archives(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """An archive of 20 pages cut at random offsets, plain and compressed."""
    plain = b"".join(_warc(_html(f"<article><p>{SAID * 4}{n}</p></article>")) for n in range(20))
    packed = b"".join(gzip.compress(_warc(_page()), mtime=0) for _ in range(20))
    rng = random.Random(seed)
    for n in range(count):
        raw, suffix = ((plain, ".warc"), (packed, ".warc.gz"))[n % 2]
        yield f"cut {n}{suffix}", raw[: rng.randrange(len(raw))]


def mangled(raw: bytes, count: int, seed: int) -> Iterator[bytes]:
    """A file with random bytes changed, dropped and doubled."""
    rng = random.Random(seed)
    for _ in range(count):
        out = bytearray(raw)
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(len(out))
            choice = rng.randrange(3)
            if choice == 0:
                out[at] = rng.randrange(256)
            elif choice == 1:
                del out[at : at + rng.randrange(40)]
            else:
                out[at:at] = out[at : at + rng.randrange(200)]
            out = out or bytearray(b"x")
        yield bytes(out)
