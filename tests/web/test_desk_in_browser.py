"""The desk in a real browser: accessible, usable by keyboard, deaf to what reports contain."""

import json
import shutil
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from serving import Served, addresses, served, settled

from dateline.ledger import create, open_ledger
from dateline.model import Document, Published
from dateline.pipeline import Resources, deciding
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.snapshots import Snapshots
from dateline.pipeline.store import add
from dateline.readers import Known
from webdriver import Browser, driven

pytestmark = pytest.mark.services

WIDTHS = (360, 768, 1300)
RECORDED = "2026-01-06T00:00:00Z"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with driven(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture(scope="module")
def desk(
    sample_file: Path, tmp_path_factory: pytest.TempPathFactory, resources: Resources
) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("served") / "desk.ledger"
    shutil.copy(sample_file, path)
    ledger = open_ledger(str(path))
    with served(ledger, resources) as running:
        state = running.desk.snapshots.now()
        wrong = next(c for c in state.incidents[0].cells if c.claim and c.slot == "range")
        assert wrong.claim
        deciding.judge(state, "reject", wrong.claim.id, "", by="ana", reason="for the log",
                       recorded=RECORDED)  # fmt: skip
        yield running
    ledger.close()


def launch_page(desk: Served) -> str:
    return next(a for a in addresses(desk) if a.startswith("/incidents/"))


AXE = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
ASK = """
const done = arguments[0];
axe.run(document, {resultTypes: ["violations"]}).then(found => done(found.violations
  .filter(v => ["serious", "critical"].includes(v.impact))
  .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(" ") + " " + (n.any[0] || {message: ""}).message).slice(0, 3).join("; ")}`)),
  error => done([String(error)]));
"""  # noqa: E501


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding_of_axe_on_any_page(scheme: str, desk: Served, window: Browser) -> None:
    window.scheme(scheme)
    found = {}
    for path in addresses(desk):
        for width in (360, 1300):
            window.resize(width, 900)
            window.open(desk.base + path)
            settled(window)
            if path.startswith("/incidents/") and "brief" not in path:
                window.run("document.querySelectorAll('button.v')[9].click()")
            window.run(AXE)
            bad = window.wait(ASK)
            if bad:
                found[path, width] = bad
    window.scheme("light")
    assert not found, json.dumps({str(k): v for k, v in found.items()}, indent=1)


def test_no_page_is_wider_than_its_screen(desk: Served, window: Browser) -> None:
    for path in addresses(desk):
        for width in WIDTHS:
            window.resize(width, 900)
            window.open(desk.base + path)
            settled(window)
            # Not innerWidth: a phone zooms out until the widest thing fits.
            wide = window.run("return document.documentElement.scrollWidth")
            assert wide <= width, (path, width, wide)


ODD = (
    ("North Korea launched {n} ballistic missiles on Wednesday, the {land} Defense Ministry said. "
     "They flew about {km} kilometers, it said.", "W" * 120, "{land} ministry on the launch"),
    ("قالت وزارة الدفاع\nNorway attacked Denmark on 3 March 2026, the Norwegian defense ministry "
     "said.", "صحيفة الشرق الأوسط", "النرويج تهاجم الدنمارك"),
    ("Norway arrested 3,000 people in Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch "
     "on Tuesday, officials said.", "讀賣新聞", "T" * 300),
)  # fmt: skip
LANDS = ("Norwegian", "Swedish", "Danish", "Finnish", "Polish", "German", "French", "Spanish",
         "Italian", "Greek", "Turkish", "Indian", "Iranian", "Iraqi", "Israeli", "Egyptian",
         "Canadian", "Mexican", "Chilean", "Kenyan")  # fmt: skip


def test_long_and_foreign_words_and_many_authorities_fit(
    window: Browser, tmp_path: Path, resources: Resources
) -> None:
    ledger = create(str(tmp_path / "odd.ledger"))
    documents = [
        Document.of(text.format(n=2 + n % 3, land=land, km=800 + 50 * n), outlet=outlet,
                    published=Published.parse("2026-03-05"), title=title.format(land=land),
                    url="https://example.org/" + "a" * 300 + str(n))
        for n, land in enumerate(LANDS)
        for text, outlet, title in (ODD if n == 0 else ODD[:1])
    ]  # fmt: skip
    add(ledger, [Arrival(Path("a"), d, Known()) for d in documents], resources, recorded=RECORDED)
    with served(ledger, resources) as desk:
        for path in [*addresses(desk), *(f"/documents/{d.id}" for d in documents[:3])]:
            for width in WIDTHS:
                window.resize(width, 900)
                window.open(desk.base + path)
                settled(window)
                size = window.run(
                    "const e = document.documentElement; return [e.scrollWidth, e.scrollHeight]"
                )
                assert size[0] <= width, (path, width, size)
                assert size[1] < 25_000, (path, width, size)
    ledger.close()


LIT = """
return [...document.querySelectorAll("pre span.on-value")].map(p => p.textContent).join("")
"""


def test_click_goes_both_ways(desk: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.open(desk.base + launch_page(desk))
    window.run(
        "[...document.querySelectorAll('button.v')].find(b => b.textContent === '≈ 50 km [one]')"
        ".click()"
    )
    assert window.run(LIT) == "about 50 kilometers"
    window.run(
        "[...document.querySelectorAll('pre span.q')]"
        ".find(s => s.textContent.includes('at least two missile')).click()"
    )
    pressed = window.run("return document.querySelector('button.v[aria-pressed=true]').textContent")
    assert pressed == "≥ 2 launches"
    assert "at least two missile launches" in window.run(LIT)


def test_keyboard_reaches_skip_link_grid_and_text(desk: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.open(desk.base + launch_page(desk))
    window.press("Tab")
    assert window.run("return document.activeElement.className") == "skip"
    outline = "return getComputedStyle(document.activeElement).outlineStyle"
    assert window.run(outline) == "solid"
    window.run("document.querySelector('#grid button.v').focus()")
    first = window.run("return document.activeElement.closest('td').cellIndex")
    window.press("Right")
    assert window.run("return document.activeElement.closest('td').cellIndex") > first
    window.press("Down")
    row = window.run("return document.activeElement.closest('tr').rowIndex")
    assert row == 2
    window.press("Enter")
    assert window.run("return document.activeElement.getAttribute('aria-pressed')") == "true"
    window.run("document.getElementById('texts').focus()")
    window.press("Right", "Right", "Enter")
    assert window.run("return document.activeElement.matches('button.v')")


def walk(window: Browser, selector: str, most: int = 300) -> None:
    """Press Tab until what has the focus fits."""
    for _ in range(most):
        window.press("Tab")
        if window.run("return document.activeElement.matches(arguments[0])", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def opened(window: Browser, part: str) -> str:
    """Wait for an address with that part; returns the words of the page."""
    for _ in range(100):
        if part in window.run("return location.href + ' '"):
            ready = "return document.readyState === 'complete' && document.body.innerText"
            words: str | bool = window.run(ready)
            if isinstance(words, str):
                return " ".join(words.split())
        time.sleep(0.05)
    raise AssertionError(f"no page {part}: {window.run('return location.href')}")


@pytest.mark.parametrize("width", [360, 1300])
def test_the_journey_of_an_editor_by_keyboard_alone(
    width: int, desk: Served, window: Browser
) -> None:
    """Find an incident, see its evidence both ways, correct it, take that back, print a brief."""
    window.resize(width, 800)
    window.open(desk.base + "/")
    walk(window, "#find")
    window.press(*"missiles", "Enter")
    opened(window, "/search?q=missiles")
    walk(window, f'.rows h3 a[href="{launch_page(desk)}"]')
    window.press("Enter")
    opened(window, "/incidents/")
    walk(window, "button.v[data-claim]:not(td[data-who=x] *)")
    window.press("Enter")
    assert window.run(LIT)
    assert window.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    walk(window, "#words > summary")
    window.press("Enter")
    walk(window, "#words a[href^='/decide/claim/']")
    window.press("Enter")
    opened(window, "/decide/claim/")
    walk(window, "#reject")
    window.press(" ")
    for field, said in (("#by", "eva"), ("#reason", "not this launch")):
        walk(window, field)
        window.press(*said)
    walk(window, "form[action='/decide'] button.act")
    window.press("Enter")
    assert "by eva: not this launch" in opened(window, "#history")
    walk(window, ".acts a[href$='/brief']")
    window.press("Enter")
    assert "Offsets are half-open code points" in opened(window, "/brief")
    walk(window, ".top a[href='/log']")
    window.press("Enter")
    opened(window, "/log")
    walk(window, "a[href^='/undo/']")
    window.press("Enter")
    opened(window, "/undo/")
    for field, said in (("#by", "eva"), ("#reason", "it is")):
        walk(window, field)
        window.press(*said)
    window.press("Enter")
    assert "eva: it is" in opened(window, "/log#decisions").replace("eva it is", "eva: it is")


def test_figures_are_drawn_under_the_policy(desk: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.log()
    window.requests()
    before = desk.desk.reports
    for name in ("tempo", "network", "scatter"):
        window.open(f"{desk.base}/figures/{name}")
        settled(window)
        marks = "return document.querySelectorAll('#figure .trace, #figure .bars').length"
        assert window.run(marks) > 0, name
    assert desk.desk.reports == before
    assert not [r["message"] for r in window.log() if "Security Policy" in r["message"]]
    assert not {a for a in window.requests() if not a.startswith((desk.base, "data:"))}


PAYLOADS = (
    "<script>window.ran=1</script>",
    "<img src=x onerror=window.ran=1>",
    "\"><svg onload=window.ran=1>",
    "'-window.ran=1-'",
    "{{7*7}}{% raw %}${7*7}",
    "javascript:window.ran=1",
    "=HYPERLINK(\"http://evil.example\",\"x\")",
    "</pre></script><iframe src=http://evil.example>",
    "\u202egnp.exe\u202c \u200b\u0000\ufeff",
    "<a href=\"http://evil.example/\">x</a>",
    "<style>@import 'http://evil.example/x.css';</style>",
    "田中さんにあげて下さい ﷽ 👩‍👩‍👧‍👦 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Iterator[Served]:
    """Payloads as title, outlet, address, words of the report, actor, name and reason."""
    folder = tmp_path_factory.mktemp("hostile")
    ledger = create(str(folder / "hostile.ledger"))
    for n, payload in enumerate(PAYLOADS):
        file = folder / f"{n}.txt"
        words = payload.replace("\u0000", "")
        file.write_text(
            f"North Korea fired two ballistic missiles on Sunday, the {words} Joint Chiefs of "
            f"Staff said. “{words} flew about 900 kilometers,” {words} said. Seoul warned "
            f"{words} that {words} violates resolutions.", encoding="utf-8",
        )  # fmt: skip
        known = Known(Published.parse("2026-01-04"), payload, payload, payload)
        add(ledger, arrivals([file], known), resources, recorded=RECORDED)
    state = Snapshots(ledger, resources).now()
    claims = [c.claim for i in state.incidents for c in i.cells if c.claim]
    for claim, payload in zip(claims, PAYLOADS):
        now = Snapshots(ledger, resources).now()
        deciding.judge(now, "correct", claim.id, payload, by=payload, reason=payload,
                       recorded=RECORDED)  # fmt: skip
    with served(ledger, resources) as running:
        yield running
    ledger.close()


def test_nothing_in_a_report_runs(hostile: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.log()
    window.requests()
    state = hostile.desk.snapshots.now()
    paths = ["/", "/documents", "/parties", "/log", "/predictions", "/about"]
    paths += [f"/incidents/{i.id}" for i in state.incidents[:25]]
    paths += [f"/incidents/{i.id}/brief" for i in state.incidents[:8]]
    paths += [f"/decide/incident/{i.id}" for i in state.incidents[:4]]
    paths += [f"/documents/{d}" for d in state.current]
    paths += ["/figures/tempo", "/figures/network", "/figures/scatter"]
    ran: list[Any] = []
    for path in paths:
        window.open(hostile.base + path)
        settled(window)
        ran += look(window, path)
    for payload in PAYLOADS:
        window.open(hostile.base + "/search")
        window.run("document.getElementById('q').value = arguments[0]", payload)
        window.run("document.getElementById('q').form.submit()")
        ran += look(window, payload)
        for asked in ("/?q=", "/?where=", "/predictions?where="):
            window.run("location = arguments[0] + encodeURIComponent(arguments[1])", asked, payload)
            ran += look(window, payload)
    assert not ran
    assert hostile.desk.reports == 0
    refused = [r["message"] for r in window.log() if "Content Security Policy" in r["message"]]
    assert not refused
    elsewhere = {a for a in window.requests() if not a.startswith((hostile.base, "data:"))}
    assert not elsewhere


def look(window: Browser, where: str) -> list[Any]:
    """What ran, or was made of the words, on the page that is open."""
    seen = window.run(
        "const made = [...document.querySelectorAll('iframe, img, svg, main script, main style')];"
        "const links = [...document.querySelectorAll('a')].map(a => a.href.baseVal ?? a.href);"
        "return [window.ran, made.filter(e => !e.closest('#figure, #js-plotly-tester')).length,"
        " links.filter(href => !href.startsWith(location.origin))]"
    )
    return [] if seen == [None, 0, []] else [(where, seen)]
