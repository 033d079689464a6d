"""A new kind is a folder: made, checked and read from text to incident without a line of core."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

import running
from dateline import kinds
from dateline.evaluate import kind_gold
from dateline.kinds import KindError, read_folder
from dateline.kinds.scaffold import make
from dateline.model import Document, Published, notation
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

KIND = """\
name: ship-seizure
label: ship seizure
family: seizure
plover: {type: COERCE, mode: seize}
card: {summary: [place, crew]}
classes:
  ship: [ship, vessel, tanker, boat, trawler, freighter]
triggers:
  - {verbs: [seize, board, detain, impound], class: ship}
phases:
  - {verbs: [carry, sail], class: ship}
slots:
  - {name: day, label: date, fill: day, shown: true}
  - {name: place, label: where, fill: place, relations: [in, near, "off"]}
  - {name: crew, label: crew, fill: figure, counts: [sailor, seaman, crew, member, fisherman]}
  - {name: cargo, label: cargo, fill: words, words: {oil: [crude oil, oil], arms: [weapons]}}
checks: [manned]
"""
CHECK = """\
from dateline.model import Finding, Verdict

def manned(reported):
    crew = reported.figures("crew")
    if not crew:
        return None
    words = crew[0].figure.notation
    return Finding("manned", Verdict.CONSISTENT, words, "It does not show who was aboard.")
"""
REPORT = (
    "Iran seized a tanker with 14 sailors near Bushehr on Monday. The foreign ministry said the "
    "vessel carried crude oil."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "ship"
    place.mkdir()
    (place / "kind.yaml").write_text(KIND, encoding="utf-8")
    (place / "check.py").write_text(CHECK, encoding="utf-8")
    return place


def test_from_text_to_incident(folder: Path) -> None:
    resources = Resources((read_folder(folder, "toy", own=True),))
    document = Document.of(REPORT, published=Published.parse("2025-03-04"))
    (incident,) = [i for i in read([document], resources).incidents if i.kind == "ship-seizure"]
    stated = {(c.slot, notation(c.value)) for c in incident.cells if c.value is not None}
    assert ("actor", "IRN:GOV") in stated or ("actor", "IRN") in stated
    assert ("day", "2025-03-03") in stated
    assert any(slot == "crew" and value.startswith("14") for slot, value in stated)
    assert [f.check for f in incident.findings] == ["manned"]


def test_by_the_command_line_and_the_variable(folder: Path) -> None:
    environment = {**os.environ, "DATELINE_KINDS": str(folder)}
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "read", "-", "--published", "2025-03-04"],
        input=REPORT, env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "SHIP SEIZURE" in done.stdout
    listed = subprocess.run(
        [sys.executable, "-m", "dateline", "kinds", "list", "--csv"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "ship-seizure" in listed.stdout


@pytest.fixture
def installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The pack is one of this process, as the variable makes it."""
    monkeypatch.setenv("DATELINE_KINDS", str(folder))
    for found in (kinds.outside, kinds.all_kinds):
        found.cache_clear()
    yield
    for found in (kinds.outside, kinds.all_kinds):
        found.cache_clear()


def test_ledger_card_and_export(installed: None, tmp_path: Path) -> None:
    """Add, show, matrix, watch rule and both exports know the pack without a line of core."""
    place = tmp_path / "work"
    place.mkdir()
    (place / "report.txt").write_text(REPORT, encoding="utf-8")

    def run(*words: str) -> str:
        done = running.run(place, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("init")
    run("add", "report.txt", "--published", "2025-03-04", "--outlet", "Own")
    assert "14 sailor" in run("show", "ship-seizure") and "manned" in run("show", "ship-seizure")
    assert ",cargo,cargo," in run("matrix", "ship-seizure", "--csv")
    assert "ship-seizure" in run("list", "--where", "kind:ship-seizure crew>=10", "--csv")
    assert "ship-seizure" not in run("list", "--where", "crew>=20", "--csv")
    run("export", "csv", "-o", "tables")
    written = "".join(p.read_text(encoding="utf-8") for p in (place / "tables").glob("*.csv"))
    assert ",crew," in written and ",cargo," in written
    run("export", "polecat", "-o", "codes.tsv")
    assert "COERCE" in (place / "codes.tsv").read_text(encoding="utf-8")


def test_by_an_entry_point(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    point = EntryPoint("ship", "ship", kinds.GROUP)
    monkeypatch.setattr(kinds, "entry_points", lambda group: [point])
    kinds.outside.cache_clear()
    try:
        (found,) = kinds.outside()
    finally:
        kinds.outside.cache_clear()
    assert found.name == "ship-seizure" and found.digest


def test_another_pack_is_another_digest(folder: Path) -> None:
    before = read_folder(folder, "toy", own=True).digest
    (folder / "check.py").write_text(CHECK + "\n# changed\n", encoding="utf-8")
    assert read_folder(folder, "toy", own=True).digest != before


def test_scaffold_passes_its_own_gold(tmp_path: Path) -> None:
    make("street-protest", tmp_path / "new")
    pack = read_folder(tmp_path / "new", "new", own=True)
    found = kind_gold.lines(tmp_path / "new", "new")
    outcomes = kind_gold.run(pack, found, Resources((pack,)))
    assert kind_gold.problems(pack, outcomes) == []


@pytest.mark.parametrize("name", ["Protest", "a b", "generic", ""])
def test_scaffold_refuses_a_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(KindError):
        make(name, tmp_path)


def test_scaffold_overwrites_nothing(folder: Path) -> None:
    with pytest.raises(KindError, match="holds a kind already"):
        make("other", folder)


def test_two_packs_of_one_name_are_refused(folder: Path) -> None:
    pack = read_folder(folder, "toy", own=True)
    other = read_folder(folder, "toy2", own=True)
    with pytest.raises(KindError, match="two packs named 'ship-seizure'"):
        kinds.together((pack, other))


def test_a_check_that_is_not_there(folder: Path) -> None:
    (folder / "check.py").write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(KindError, match=r"toy/check\.py: no function 'manned'"):
        read_folder(folder, "toy")


def test_a_check_that_does_not_run(folder: Path) -> None:
    (folder / "check.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(KindError, match="does not run"):
        read_folder(folder, "toy")
