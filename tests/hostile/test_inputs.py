"""Hostile inputs end read, set aside or given up on: no crash, no stall, nothing else harmed."""

import json
import re
from collections.abc import Callable, Iterable

import pytest
from tests.hostile.bombs import FILES, SAID, TEXTS, cut_archives, mangled
from tests.hostile.conftest import Measure

pytestmark = pytest.mark.services
Files = Callable[[str], Iterable[tuple[str, bytes]]]
STALL = 10.0
"""Seconds of the processor one input may take: on a machine that does other work the clock says
nothing of an input."""


def _unharmed(measure: Measure) -> None:
    """No crash, nothing given up on, and no input that took longer than it may."""
    assert measure.counted.failed == [] and measure.counted.given_up == 0
    assert measure.counted.busiest <= STALL


def test_files_made_to_stall(measure: Measure) -> None:
    for name, make in FILES.items():
        raw = make()
        measure.item(name, raw)
        assert measure.counted.busiest <= STALL, name
        # What comes next is read as if nothing had been.
        assert len(measure.item("next.txt", SAID.encode())) == 1, name
    _unharmed(measure)
    assert measure.counted.memory < 512


def test_texts_made_to_stall(measure: Measure) -> None:
    for name, make in TEXTS.items():
        for document in measure.item(f"{name}.txt", make().encode()):
            measure.text(name, document)
    assert measure.counted.failed == [] and measure.counted.busiest <= STALL


def test_archives_cut_anywhere(measure: Measure) -> None:
    got = sum(len(measure.item(name, raw)) for name, raw in cut_archives(200, 7))
    assert measure.counted.failed == [] and measure.counted.busiest <= STALL
    assert got > 500  # what stands before the damage is kept


def test_files_with_random_damage(measure: Measure) -> None:
    entry = f"<item><title>t</title><description>{SAID * 3}</description></item>"
    kinds = {
        "a.xml": f'<rss version="2.0"><channel><title>t</title>{entry * 5}</channel></rss>',
        "a.html": f"<!doctype html><html><body><article><p>{SAID * 9}</p></article></body></html>",
        "a.json": json.dumps([{"headline": "t", "articleBody": SAID * 3}] * 5),
        "a.jsonfeed": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t",
                                  "items": [{"id": "1", "content_html": f"<p>{SAID}"}] * 5}),
        "a.opml": '<opml><body><outline text="a" xmlUrl="http://a.example/"/></body></opml>',
        "a.txt": SAID * 9,
    }  # fmt: skip
    for name, words in kinds.items():
        for raw in mangled(words.encode(), 100, 11):
            measure.item(name, raw)
    _unharmed(measure)


def test_feeds_of_feedparser(measure: Measure, sdist: Files) -> None:
    for name, raw in sdist("feedparser"):
        if name.endswith((".xml", ".json", ".gz", ".z")):
            measure.item(name.rpartition("/")[2], raw)
    assert measure.counted.inputs > 2_000
    _unharmed(measure)


def test_pages_of_html5lib(measure: Measure, sdist: Files) -> None:
    for name, raw in sdist("html5lib"):
        if name.endswith(".dat"):
            for n, part in enumerate(re.split(rb"^#data\n", raw, flags=re.MULTILINE)[1:]):
                page = part.partition(b"\n#errors")[0]
                measure.item(f"{name.rpartition('/')[2]}#{n}.html", page or b" ")
        elif name.endswith(".test"):
            for n, case in enumerate(json.loads(raw).get("tests", ())):
                words = str(case.get("input", "")).encode("utf-8", "surrogatepass")
                measure.item(f"{name.rpartition('/')[2]}#{n}.html", words or b" ")
    assert measure.counted.inputs > 1_500
    _unharmed(measure)
