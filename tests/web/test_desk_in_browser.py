"""The desk in a real browser: accessible, usable by keyboard, deaf to what reports contain."""

import json
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from serving import Served, addresses, served

from dateline.ledger import create, open_ledger
from dateline.model import Published
from dateline.pipeline import Resources, deciding
from dateline.pipeline.intake import arrivals
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
            over = window.run("return document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (path, width, over)


LIT = """
return [...document.querySelectorAll("pre span.on-value")].map(p => p.textContent).join("")
"""


def test_click_goes_both_ways(desk: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.open(desk.base + addresses(desk)[2])
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
    assert pressed == "≥ 2 launch"
    assert "at least two missile launches" in window.run(LIT)


def test_keyboard_reaches_skip_link_grid_and_text(desk: Served, window: Browser) -> None:
    window.resize(1300, 900)
    window.open(desk.base + addresses(desk)[2])
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
    ran: list[Any] = []
    for path in paths:
        window.open(hostile.base + path)
        ran += look(window, path)
    for payload in PAYLOADS:
        window.open(hostile.base + "/search")
        window.run("document.getElementById('q').value = arguments[0]", payload)
        window.run("document.getElementById('q').form.submit()")
        ran += look(window, payload)
        window.run("location = '/?q=' + encodeURIComponent(arguments[0])", payload)
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
        "return [window.ran, document.querySelectorAll('iframe, img, svg, main script, main style')"
        ".length, [...document.querySelectorAll('a')].map(a => a.href)"
        ".filter(href => !href.startsWith(location.origin))]"
    )
    return [] if seen == [None, 0, []] else [(where, seen)]
