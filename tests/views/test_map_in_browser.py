"""The map in a real browser, opened as a file: drawn by its worker, and nothing is asked for."""

import time
from pathlib import Path

import pytest

import webdriver
from dateline.pipeline.analysis import Answer
from dateline.views import map as places
from dateline.views.plots import map as plot
from dateline.views.plots import page

DRAWN = """
var layout = document.getElementById("figure")._fullLayout;
var map = layout && layout.map && layout.map._subplot && layout.map._subplot.map;
return map && map.loaded() ? map.queryRenderedFeatures().length : 0;
"""


@pytest.mark.services
def test_the_map_draws_as_a_file(
    samples: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shapes and outlines are on the canvas; no address of any network was asked for."""
    # WebGL without a graphics card.
    flags = [f for f in webdriver.FLAGS if f != "--disable-gpu"]
    software = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
    monkeypatch.setattr(webdriver, "FLAGS", [*flags, *software])
    launches = [i for i in samples.incidents if i.kind == "missile-launch"]
    rows = places.rows(launches, samples.documents, samples.kinds)
    made = tmp_path / "map.html"
    made.write_text(page(plot.figure(rows), title="Map", lead=plot.LEAD, notes=plot.notes(rows),
                         rows=rows, columns=places.COLUMNS), encoding="utf-8")  # fmt: skip
    with webdriver.driven(tmp_path / "profile") as browser:
        browser.requests()
        browser.open(made.as_uri())
        drawn = 0
        for _ in range(60):
            drawn = browser.run(DRAWN)
            if drawn:
                break
            time.sleep(0.5)
        errors = [r["message"] for r in browser.log() if r["level"] == "SEVERE"]
        asked = [u for u in browser.requests() if u.startswith(("http:", "https:"))]
    assert errors == [] and asked == []
    # The outlines are cut into tiles by the worker: without it nothing is drawn.
    assert drawn > 5
