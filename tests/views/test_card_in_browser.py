"""The self-contained page in a real browser: a click on a cell lights up exactly its words."""

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.model import Published
from dateline.pipeline import Resources
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import read
from dateline.views import card_html
from dateline.views.card import cards

pytestmark = pytest.mark.services
SAMPLE = Path(__file__).parents[2] / "samples" / "launch" / "twin.txt"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Browser:
    """The few W3C WebDriver calls the test needs."""

    def __init__(self, port: int, profile: Path) -> None:
        self._base = f"http://127.0.0.1:{port}"
        options = {"args": [*FLAGS, f"--user-data-dir={profile}"], "binary": "/usr/bin/chromium"}
        body = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self._session = f"/session/{self._call('POST', '/session', body)['sessionId']}"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        raw = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self._base + path, raw, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, url: str) -> None:
        self._call("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str) -> Any:
        return self._call("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def close(self) -> None:
        self._call("DELETE", self._session)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    driver = shutil.which("chromedriver")
    assert driver, "chromedriver is missing; next: bash .ci/run"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([driver, f"--port={port}"], stdout=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.1)
        opened = Browser(port, tmp_path / "profile")
        yield opened
        opened.close()
    finally:
        process.terminate()
        process.wait(20)


def page(folder: Path, resources: Resources, extra: str = "") -> Path:
    source = folder / "report.txt"
    source.write_text(SAMPLE.read_text(encoding="utf-8") + extra, encoding="utf-8")
    done = read(open_documents([source], Published.parse("2026-01-04")), resources)
    pairs = [(d.document, d.claims) for d in done.documents]
    path = folder / "card.html"
    html = card_html.render(cards(done.incidents, pairs, resources.kinds), pairs)
    path.write_text(html, encoding="utf-8")
    return path


LIT = """
const cell = [...document.querySelectorAll("button.cell")].find(c => c.textContent.includes(%s));
cell.click();
return [...document.querySelectorAll("pre span.on-value")].map(p => p.textContent).join("");
"""


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("~900 km", "about 900 kilometers (560 miles)"),
        (">=2 launch", "at least two missile launches"),
        ("near Pyongyang", "the vicinity of the North Korean capital"),
    ],
)
def test_click_on_a_cell_lights_up_its_words(
    cell: str, words: str, browser: Browser, tmp_path: Path, resources: Resources
) -> None:
    browser.open(page(tmp_path, resources).as_uri())
    assert words in browser.run(LIT % json.dumps(cell))


def test_article_text_is_never_markup(
    browser: Browser, tmp_path: Path, resources: Resources
) -> None:
    hostile = "\n<script>document.title='run'</script> <img src=x onerror=document.title='run'>"
    browser.open(page(tmp_path, resources, hostile).as_uri())
    assert browser.run("return document.title") == "dateline card"
    assert browser.run("return document.images.length") == 0
    assert browser.run("return performance.getEntriesByType('resource').length") == 0
