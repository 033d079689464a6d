"""Every row of the design's table, on every sample that has expectations."""

import hashlib
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from dateline.evaluate import card
from dateline.model import Published
from dateline.pipeline import Resources
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import Read, read

FOLDER = Path(__file__).parents[2] / "samples" / "launch"
INDEX = yaml.safe_load((FOLDER / "index.yaml").read_text(encoding="utf-8"))
EXPECTED = sorted(FOLDER.glob("*.expect.yaml"))


@cache
def reading(name: str, published: str, resources: Resources) -> Read:
    documents = open_documents([FOLDER / name], Published.parse(published))
    return read(documents, resources)


def rows() -> list[tuple[str, str]]:
    return [(p.name, row) for p in EXPECTED for row in card.load(p)["rows"]]


@pytest.mark.parametrize(("expect", "row"), rows())
def test_row_holds(expect: str, row: str, resources: Resources) -> None:
    wanted = card.load(FOLDER / expect)
    article = expect.replace(".expect.yaml", ".txt")
    done = reading(article, str(wanted["published"]), resources)
    (outcome,) = card.check(done, {row: wanted["rows"][row]})
    assert outcome.holds, "\n".join(outcome.failures)


def test_every_invented_sample_says_so() -> None:
    for entry in INDEX:
        text = (FOLDER / entry["file"]).read_text(encoding="utf-8")
        assert entry["file"] == "twin.txt" or text.startswith("FICTION: "), entry["file"]


def test_publication_in_another_zone_keeps_the_local_day(resources: Resources) -> None:
    done = reading("twin.txt", "2026-01-03T20:00-05:00", resources)
    wanted = {"slot": "when", "kind": "missile-launch", "notation": "~2026-01-04T07:50+09:00"}
    assert any(card.fits(f, wanted) for f in card.facts(done))


def test_reports_of_one_launch_are_one_incident(resources: Resources) -> None:
    names = ("twin.txt", "outlet-wire.txt", "outlet-tokyo.txt", "outlet-daily.txt", "next-day.txt")
    days = {e["file"]: str(e["published"]) for e in INDEX}
    documents = [d for n in names for d in open_documents([FOLDER / n], Published.parse(days[n]))]
    done = read(documents, resources)
    launches = [
        i for i in done.incidents
        if i.kind == "missile-launch" and any(str(m.time) == "current" for m in i.mentions)
    ]  # fmt: skip
    assert [len({m.document for m in i.mentions}) for i in launches] == [5]


ENVIRONMENTS = (
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "77", "TZ": "America/Anchorage", "LC_ALL": "C.UTF-8"},
)


def test_same_input_same_bytes() -> None:
    command = [sys.executable, "-m", "dateline", "read", str(FOLDER / "twin.txt")]
    command += ["--published", "2026-01-04", "--json"]
    started = [
        subprocess.Popen(command, env={**os.environ, **e}, stdout=subprocess.PIPE)
        for e in ENVIRONMENTS
    ]
    printed = [process.communicate(timeout=120)[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    digests = {hashlib.sha256(text).hexdigest() for text in printed}
    assert len(digests) == 1
