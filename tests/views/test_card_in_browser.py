"""The self-contained page in a real browser: a click on a cell lights up exactly its words."""

import json
from pathlib import Path

import pytest

from dateline.model import Published
from dateline.pipeline import Resources
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import read
from dateline.views import card_html
from dateline.views.card import cards
from webdriver import Browser

pytestmark = pytest.mark.services
SAMPLE = Path(__file__).parents[2] / "samples" / "launch" / "twin.txt"


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
