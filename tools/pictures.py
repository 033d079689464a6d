"""Pictures of every page of the desk: `PYTHONPATH=src python tools/pictures.py FOLDER`.

Three widths (360, 768, 1300), light and dark, the whole page; the brief also as it prints. Needs
Chromium and chromedriver, as `make check` does. `--ledger` shows another ledger than the samples,
`--only WORD` the pages with that word in their address.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path += [str(ROOT / "tests"), str(ROOT / "tests" / "web")]

from serving import Served, addresses, served, settled  # noqa: E402

from dateline.ledger import open_ledger  # noqa: E402
from dateline.pipeline import Resources, samples  # noqa: E402
from webdriver import Browser, driven  # noqa: E402

WIDTHS = (360, 768, 1300)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--ledger", type=Path)
    arguments.add_argument("--only", default="")
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    resources = Resources()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pictures.ledger"
        if given.ledger:
            shutil.copy(given.ledger, path)
        else:
            samples.build(str(path), resources, recorded="2026-01-06T00:00:00Z").close()
        ledger = open_ledger(str(path))
        with served(ledger, resources) as desk, driven(Path(folder) / "profile") as window:
            draw(desk, window, given.folder, given.only)
        ledger.close()


def draw(desk: Served, window: Browser, folder: Path, only: str) -> None:
    """One picture a page, width and scheme; the name tells which."""
    for path in addresses(desk):
        if only not in path:
            continue
        name = re.sub(r"[0-9a-f]{16,}", "ID", path).strip("/") or "list"
        name = re.sub(r"[^\w.-]+", "-", name)[:60]
        for scheme in ("light", "dark"):
            window.scheme(scheme)
            for width in WIDTHS:
                window.resize(width, 900)
                window.open(desk.base + path)
                settled(window)
                window.picture(folder / f"{name}.{width}.{scheme}.png", whole=True)
        window.scheme("light")
        if path.endswith("/brief"):
            window.resize(794, 1123)
            window.devtools("Emulation.setEmulatedMedia", media="print")
            window.picture(folder / f"{name}.print.png", whole=True)
            window.devtools("Emulation.setEmulatedMedia", media="")
        print(name)


if __name__ == "__main__":
    main()
