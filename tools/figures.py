"""Pictures of every figure of the analysis: `PYTHONPATH=src python tools/figures.py FOLDER`.

Two ledgers are made: one of the project's samples, one without a report. Every figure is drawn of
both, light and dark, and printed for a terminal of 100 columns (`*.txt`). Needs Chromium and
chromedriver, as `make check` does. `--only WORD` draws the figures with that word in their name.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from webdriver import Browser, driven  # noqa: E402

FIGURES: dict[str, list[str]] = {
    "spoken": ["spoken", "--kind", "missile-launch"],
    "matrix": ["matrix", "missile-launch"],
    "matrix-attack": ["matrix", "air-attack"],
    "timeline": ["timeline"],
    "timeline-one": ["timeline", "missile-launch"],
    "timeline-attack": ["timeline", "air-attack"],
    "tempo": ["tempo", "--by", "day"],
    "tempo-week": ["tempo", "--by", "week", "--history"],
    "scatter": ["scatter"],
    "map": ["map"],
    "network": ["network"],
    "compare": [
        "compare", str(ROOT / "samples" / "launch" / "table.csv"), "--map", "date_utc=date",
        "--map", "time_utc=time", "--map", "range_km=range:km", "--map", "apogee_km=apogee:km",
        "--map", "flight_min=flight_time:min", "--kind", "missile-launch",
    ],
}  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        full, empty = Path(folder) / "full.ledger", Path(folder) / "empty.ledger"
        run("init", str(full))
        run("init", str(empty))
        for sort in ("launch", "attack", "meeting"):
            add(full, ROOT / "samples" / sort)
        with driven(Path(folder) / "profile") as window:
            for name, words in FIGURES.items():
                for ledger, mark in ((full, ""), (empty, "-nothing")):
                    if given.only in name:
                        draw(window, [*words, "-l", str(ledger)], given.folder / (name + mark))


def add(ledger: Path, folder: Path) -> None:
    """The sample reports of a folder that are not altered ones, as its index dates them."""
    for entry in yaml.safe_load((folder / "index.yaml").read_text(encoding="utf-8")):
        if not entry["file"].startswith("altered"):
            words = ["add", str(folder / entry["file"]), "--published", str(entry["published"])]
            words += ["--outlet", entry["outlet"]] if "outlet" in entry else []
            run(*words, "-l", str(ledger))


def run(*words: str) -> str:
    """What a command prints; errors included, for a picture of nothing is a picture too."""
    done = subprocess.run(
        [sys.executable, "-m", "dateline", *words], capture_output=True, text=True,
        env={**os.environ, "COLUMNS": "100"},
    )  # fmt: skip
    return done.stdout + done.stderr


def draw(window: Browser, words: list[str], path: Path) -> None:
    """The text and, where the command writes a page, its pictures."""
    path.with_suffix(".txt").write_text(run(*words), encoding="utf-8")
    html = path.with_suffix(".html")
    html.unlink(missing_ok=True)
    run(*words, "--html", str(html))
    for scheme in ("light", "dark") if html.is_file() else ():
        window.scheme(scheme)
        window.resize(1100, 900)
        window.open(html.resolve().as_uri())
        window.wait("setTimeout(arguments[0], 1500)")
        window.picture(Path(f"{path}.{scheme}.png"), whole=True)
    print(path.name)


if __name__ == "__main__":
    main()
