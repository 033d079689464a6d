"""Every format: what comes out, and that what cannot be read is set aside with its reason."""

import contextlib
import gzip
import io
import json
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import DatelineError, Document, InputError, Published, QuarantineError
from dateline.readers import Given, Item, Known, read, readers
from dateline.readers.encoding import decode

BODY = "North Korea fired two missiles on Sunday, the Joint Chiefs of Staff said in a statement."
MORE = "Japan protested to the embassy of the country in the afternoon, and the minister spoke."
GERMAN = "Nordkorea hat am Sonntag mehrere Raketen in Richtung des Meeres abgefeuert."


def items(name: str, content: bytes | str, known: Known | None = None) -> list[Item]:
    raw = content.encode() if isinstance(content, str) else content
    return list(read(Given(name, None, raw, known or Known())))


def one(name: str, content: bytes | str, known: Known | None = None) -> Document:
    (item,) = items(name, content, known)
    assert isinstance(item, Document), item
    return item


def outcome(found: Sequence[Item]) -> list[str]:
    return [i.title or "document" if isinstance(i, Document) else type(i).__name__ for i in found]


def rss(*entries: str, head: str = "") -> str:
    return (
        f'<?xml version="1.0"?>{head}<rss version="2.0"><channel><title>Harbor Wire</title>'
        + "".join(f"<item>{e}</item>" for e in entries)
        + "</channel></rss>"
    )


def entry(title: str, body: str, date: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return f"<title>{title}</title><guid>{title}</guid>{dated}<description>{body}</description>"


def test_readers_are_found_by_name() -> None:
    names = [r.NAME for r in readers()]
    assert names == [
        "feed", "folder", "gzip", "html", "jsonfeed", "jsonl", "opml", "warc", "text",
    ]  # fmt: skip


def test_every_reader_is_documented() -> None:
    text = (Path(__file__).parents[2] / "docs" / "readers.md").read_text()
    assert [r.NAME for r in readers() if f"## {r.NAME}" not in text] == []


# text and offsets


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["the ", "of ", "missile", "🚀", "𝒳", "é", "e\u0301", "북", "\r\n", "\n",
                         "\t", "\u200b", "\u202e", "\ufeff", "“", " and ", "\u2028"]),
        min_size=1, max_size=60,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
)  # fmt: skip
def test_characters_are_kept_and_only_the_mark_is_stripped(parts: list[str], name: str) -> None:
    text = "The report of the day, and it is on the record: " + "".join(parts)
    assert one("a.txt", text.encode(name)).text.characters == text


def test_crlf_and_astral_characters_keep_their_offsets() -> None:
    raw = ("\ufeff🚀 " + BODY + "\r\n\r\n" + MORE).encode()
    text = one("a.txt", raw).text.characters
    assert text.startswith("🚀 North") and text[2:13] == "North Korea" and "\r\n\r\n" in text


@pytest.mark.parametrize(
    ("raw", "declared", "words"),
    [
        (
            "The “missile” flew – São Paulo’s words of it".encode("cp1252"),
            None,
            "“missile” flew – São",
        ),
        ("The missile of the 日本 navy".encode("shift_jis"), "shift_jis", "日本"),
        (b'<?xml version="1.0" encoding="iso-8859-2"?><a>the \xb3odz</a>', None, "łodz"),
        (b"<meta charset=koi8-r>the \xcd\xc9\xd2", None, "мир"),
        (b"the \x80 of it", "iso-8859-1", "€"),
    ],
)
def test_encodings(raw: bytes, declared: str | None, words: str) -> None:
    assert words in decode(raw, "a", declared)


# bad files


@pytest.mark.parametrize(
    ("name", "content", "kind", "words"),
    [
        ("a.txt", b"", InputError, "empty"),
        ("a.txt", b" \n\t\r\n", InputError, "empty"),
        ("a.txt", b"\xef\xbb\xbf", InputError, "empty"),
        ("a.txt", bytes(range(256)) * 8, InputError, "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", InputError, "binary"),
        ("a.txt", b"%PDF-1.4\x01\x02\x03\x04\x05", InputError, "not text .a PDF"),
        ("a.txt", GERMAN, QuarantineError, "another language"),
        ("a.txt", "북한이 일요일 탄도미사일을 발사했다고 밝혔다.", QuarantineError, "language"),
        ("a.txt", "a " * 50_001, QuarantineError, "tokens"),
        ("a.txt", "the of to " + "x" * 5_000, QuarantineError, "without a space"),
        ("a.txt", BODY * 2_000, QuarantineError, "paragraph"),
        ("a.txt", b"a" * (8 * 1024 * 1024 + 1), QuarantineError, "8 MiB"),
        ("a.xml", "<rss><channel><title>A</title><item>", InputError, "broken XML"),
        ("a.xml", "<note><to>x</to></note>", InputError, "no feed"),
        ("a.xml", rss(), InputError, "without entries"),
        ("a.xml", rss(entry("x", "&a;"), head='<!DOCTYPE r [<!ENTITY a "b">]>'), QuarantineError,
         "entities"),
        ("a.opml", "<opml><body><outline", InputError, "broken XML"),
        ("a.opml", "<opml><body></body></opml>", InputError, "no feeds"),
        ("a.json", "{", InputError, "not JSON"),
        ("a.json", "[" * 100_000, QuarantineError, "nested deeper"),
        ("a.jsonl", "not json\n", InputError, "a.jsonl:1"),
        ("a.jsonl", '{"headline": "x"}\n', InputError, "no text"),
        ("a.jsonl", json.dumps({"text": BODY + "\x00"}), QuarantineError, r"U\+0000"),
        ("a.jsonl", '{"text": "the of and \\ud800 in the"}', QuarantineError, "surrogate"),
        ("a.html", "<html><body>" + "<div>" * 600 + BODY, QuarantineError, "nested deeper"),
        ("a.html", "<html><body><p " + "a=1 " * 5_001 + ">" + BODY, QuarantineError, "attributes"),
        ("a.html", "<html><body>" + "<p>x</p>" * 20_001, QuarantineError, "elements"),
        ("a.html", "<html><head><title>x</title></head><body></body></html>", InputError,
         "no main text"),
        ("a.warc", b"WARC/1.0\r\nbroken", InputError, "no page"),
        ("a.txt.gz", gzip.compress(b"a" * 20_000_000), QuarantineError, "100:1|8 MiB"),
        ("a.txt.gz", gzip.compress(BODY.encode())[:-20], QuarantineError, "too early|damaged"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(
    name: str, content: bytes | str, kind: type[DatelineError], words: str
) -> None:
    with pytest.raises(kind, match=words) as caught:
        items(name, content)
    assert "\n" not in str(caught.value) and name.split(".")[0] in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Kim Jong Un met Xi Jinping.",
        "Seoul protested.",
        "Russian President Vladimir Putin will meet Recep Tayyip Erdogan, in Ankara on Friday.",
        "Punjab government imposed blockades in Lahore, Rawalpindi, Multan and Faisalabad.",
    ],
)
def test_short_english_full_of_names_is_english(text: str) -> None:
    assert one("a.txt", text).text.characters == text


@pytest.mark.parametrize(
    "text",
    [
        GERMAN,
        "La Corée du Nord a tiré plusieurs missiles balistiques dimanche, selon Séoul.",
        "Corea del Norte disparó el domingo varios misiles balísticos hacia el mar.",
        "Det blev meddelt i går at Nordkorea affyrede to missiler mod havet.",
        "Северная Корея в воскресенье запустила несколько баллистических ракет.",
        "北朝鮮は日曜日、複数の弾道ミサイルを日本海に向けて発射した。",
    ],
)
def test_other_languages_are_set_aside_whole(text: str) -> None:
    with pytest.raises(QuarantineError, match="English"):
        items("a.txt", text)


# formats


def test_a_feed_gives_one_document_an_entry_and_sets_aside_what_is_foreign() -> None:
    date = "Sun, 04 Jan 2026 08:30:00 +0900"
    found = items(
        "a.rss",
        rss(entry("one", f"&lt;p&gt;{BODY}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;", date),
            entry("two", GERMAN), entry("three", "  "), entry("four", MORE)),
    )  # fmt: skip
    assert outcome(found) == ["one", "QuarantineError", "InputError", "four"]
    first, _, _, last = found
    assert isinstance(first, Document) and isinstance(last, Document)
    assert first.text.characters == f"{BODY}\n{MORE}"
    assert first.published == Published.parse("2026-01-04T08:30:00+09:00")
    assert first.outlet == "Harbor Wire" and last.published is None


def test_atom_rdf_and_a_feed_under_another_suffix() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><entry><title>t</title>'
        '<id>urn:1</id><published>2026-01-04T10:00:00Z</published><link href="https://x.example/1"/>'
        f'<content type="text">{BODY}</content></entry></feed>'
    )
    document = one("a.txt", atom)
    assert (document.url, document.guid) == ("https://x.example/1", "urn:1")
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/"><channel><title>W</title></channel>'
        f'<item rdf:about="https://x.example/2"><title>t</title><link>https://x.example/2</link>'
        f"<description>{BODY}</description></item></rdf:RDF>"
    )
    assert one("a.rdf", rdf).text.characters == BODY


def test_an_unknown_named_entity_in_a_feed_is_forgiven() -> None:
    assert one("a.rss", rss(entry("one", f"{BODY} &nbsp; {MORE}"))).title == "one"


def test_a_feed_in_utf_16_cannot_smuggle_entities() -> None:
    raw = rss(entry("x", "&a;"), head='<!DOCTYPE r [<!ENTITY a "b">]>').encode("utf-16")
    with pytest.raises(QuarantineError, match="entities"):
        items("a.rss", raw)


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Wire",
        "items": [
            {"id": "1", "content_text": BODY, "date_published": "2026-01-04T10:00:00Z"},
            {"id": "2", "content_html": f"<p>{BODY}</p><script>x()</script><p>{MORE}</p>"},
            {"id": "3"},
        ],
    }  # fmt: skip
    first, second, third = items("a.json", json.dumps(feed))
    assert isinstance(first, Document) and first.published and first.outlet == "Wire"
    assert isinstance(second, Document) and second.text.characters == f"{BODY}\n{MORE}"
    assert isinstance(third, InputError)


def test_json_lines_with_the_keys_of_news_article() -> None:
    row = {
        "@type": "NewsArticle", "headline": "h", "articleBody": BODY, "identifier": "n1",
        "datePublished": "2026-01-04", "publisher": {"name": "Wire"}, "url": "https://x.example/1",
        "author": [{"name": "A"}, {"name": "B"}], "inLanguage": "en",
    }  # fmt: skip
    lines = [json.dumps(row), "", "{bad", json.dumps({"text": MORE, "published": "soon"}), "[1]"]
    found = items("a.jsonl", "\n".join(lines), Known(outlet="Given"))
    assert outcome(found) == ["h", "InputError", "document", "InputError"]
    first, bad, plain, _ = found
    assert isinstance(first, Document) and isinstance(plain, Document)
    assert (first.outlet, first.author, first.guid) == ("Wire", "A, B", "n1")
    assert (plain.outlet, plain.published) == ("Given", None)
    assert "a.jsonl:3" in str(bad)
    assert len(items("a.json", json.dumps([row, row]))) == 2


PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Site: h</title>
<link rel="canonical" href="https://x.example/launch">
<script type="application/ld+json">{{"@graph": [{{"@type": "Organization", "name": "W"}},
{{"@type": ["NewsArticle"], "headline": "Launch", "datePublished": "2026-01-04T09:00:00+09:00",
"publisher": {{"name": "Harbor Wire"}}, "author": {{"name": "A. Writer"}}}}]}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Launch</h1><p>{BODY}</p><p>{MORE} {BODY}</p>
</article><footer>All rights reserved</footer></body></html>"""


def test_a_page_gives_its_main_text_and_what_it_says_of_itself() -> None:
    document = one("a.html", PAGE)
    assert BODY in document.text.characters and "Home" not in document.text.characters
    assert document.published and document.published.original == "2026-01-04T09:00:00+09:00"
    assert (document.title, document.outlet) == ("Launch", "Harbor Wire")
    assert (document.author, document.url) == ("A. Writer", "https://x.example/launch")
    known = Known(Published.parse("2026-01-05"), outlet="Other")
    assert one("a.html", PAGE, known).outlet == "Other"


def test_scripts_and_comments_do_not_count_as_markup() -> None:
    noise = "<script>" + "'<div>'+" * 2_000 + "</script><!-- " + "<div>" * 2_000 + "-->"
    assert BODY in one("a.html", PAGE.replace("<nav>", noise + "<nav>")).text.characters


def _record(address: str, body: bytes, kind: str, coding: str = "") -> bytes:
    coding = f"Content-Encoding: {coding}\r\n" if coding else ""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n{coding}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2026-02-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(*records: bytes, compress: bool = False) -> bytes:
    return b"".join(gzip.compress(r) if compress else r for r in records)


@pytest.mark.parametrize("compress", [False, True])
def test_an_archive_gives_one_document_a_page(compress: bool) -> None:
    raw = warc(
        _record("https://x.example/1", PAGE.encode(), "text/html; charset=utf-8"),
        _record("https://x.example/p.png", b"\x89PNG", "image/png"),
        _record("https://x.example/2", gzip.compress(PAGE.encode()), "text/html", "gzip"),
        _record("https://x.example/3", GERMAN.encode(), "text/plain"),
        _record("https://x.example/4", gzip.compress(b"a" * 20_000_000), "text/html", "gzip"),
        _record("https://x.example/5", BODY.encode(), "text/plain"),
        compress=compress,
    )
    found = items("a.warc.gz" if compress else "a.warc", raw)
    assert outcome(found) == [
        "Launch", "Launch", "QuarantineError", "QuarantineError", "document",
    ]  # fmt: skip
    first = found[0]
    assert isinstance(first, Document) and first.url == "https://x.example/1"


def test_a_bomb_of_an_archive_ends_early() -> None:
    bomb = _record("https://x.example/b", b"a" * 60_000_000, "text/html")
    good = _record("https://x.example/1", BODY.encode(), "text/plain")
    found = items("a.warc.gz", warc(good, bomb, good, compress=True))
    assert outcome(found)[:2] == ["document", "QuarantineError"]


@pytest.mark.parametrize("compress", [False, True])
def test_what_stands_before_damage_is_kept(compress: bool) -> None:
    record = _record("https://x.example/1", BODY.encode(), "text/plain")
    raw = warc(record, record, record, compress=compress)
    size = len(raw) // 3
    for cut in range(size + 1, len(raw), 37):
        found = items("a.warc.gz" if compress else "a.warc", raw[:cut])
        assert isinstance(found[0], Document)


def test_opml_lists_local_feeds_and_names_those_on_the_network(tmp_path: Path) -> None:
    (tmp_path / "wire.rss").write_text(rss(entry("one", BODY)))
    (tmp_path / "list.opml").write_text(
        '<opml version="2.0"><body><outline text="Wire" xmlUrl="wire.rss"/>'
        '<outline text="Far" xmlUrl="https://far.example/rss"/>'
        '<outline text="Gone" xmlUrl="gone.rss"/></body></opml>'
    )
    found = list(read(Given("list.opml", tmp_path / "list.opml")))
    assert outcome(found) == ["one", "InputError", "InputError"]
    assert isinstance(found[0], Document) and found[0].outlet == "Wire"
    assert "network" in str(found[1])


def test_a_folder_reads_its_files_in_order_and_goes_on_after_a_bad_one(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "b.txt").write_bytes(b"\x00\x01")
    (tmp_path / "deep" / "c.html").write_text(PAGE)
    (tmp_path / "notes.yaml").write_text("a: 1")
    (tmp_path / ".hidden.txt").write_text(BODY)
    found = list(read(Given(str(tmp_path), tmp_path)))
    assert outcome(found) == ["document", "InputError", "Launch"]
    empty = tmp_path / "none"
    empty.mkdir()
    with pytest.raises(InputError, match="without reports"):
        list(read(Given(str(empty), empty)))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([r.SUFFIXES[0] for r in readers() if r.SUFFIXES]))
def test_any_bytes_end_read_or_refused(raw: bytes, suffix: str) -> None:
    try:
        items("a" + suffix, raw)
    except DatelineError as error:
        assert "\n" not in str(error)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(["<rss>", "<item>", "<div ", "a=", '"', "'", ">", "</", "<!--", "]]>", "&",
                         "<![CDATA[", "<script>", "{", "[", "\\", ":", ",", "WARC/1.0\r\n", BODY]),
        max_size=60,
    ),
    st.sampled_from([r.SUFFIXES[0] for r in readers() if r.SUFFIXES]),
)  # fmt: skip
def test_any_markup_ends_read_or_refused(parts: list[str], suffix: str) -> None:
    try:
        items("a" + suffix, "".join(parts))
    except DatelineError as error:
        assert "\n" not in str(error)


def test_streams_are_bounded() -> None:
    with pytest.raises(QuarantineError):
        from dateline.readers import budgets

        budgets.bounded(io.BytesIO(b"a" * (budgets.MAX_BYTES + 1)), "x")


def _filled(unit: str, head: str = "", tail: str = "") -> str:
    return head + unit * ((1_000_000 - len(head)) // len(unit)) + tail


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", _filled("<")),
        ("a.html", _filled("<a ", "<html>")),
        ("a.html", _filled("='\"", "<html><a ")),
        ("a.html", _filled("<meta", "<html>")),
        ("a.html", _filled('<script type="application/ld+json">', "<html><script>")),
        ("a.html", _filled("<div>", "<html>")),
        ("a.rss", _filled("<![CDATA[", "<rss>")),
        ("a.rss", _filled("&lt;a", "<rss><channel><item><description>",
                          "</description></item></channel></rss>")),
        ("a.json", _filled('\\"', '"')),
        ("a.txt", _filled("x" * 3_999 + " ")),
        ("a.warc", _filled("a", "WARC/1.0\r\n")),
    ],
    ids=range(11),
)  # fmt: skip
def test_a_megabyte_made_to_stall_a_parser_does_not(name: str, text: str) -> None:
    started = time.process_time()
    with contextlib.suppress(DatelineError):
        items(name, text)
    assert time.process_time() - started < 5
