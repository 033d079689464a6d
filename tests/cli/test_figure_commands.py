"""Commands that draw: one set of options, rules of incidents, pages; and what bad words make them
say."""

import json
import re
from pathlib import Path

import pytest
import typer

from dateline.cli import app
from running import run

TWIN = Path(__file__).parents[2] / "samples" / "launch" / "twin.txt"
FIGURES = ("timeline", "tempo", "scatter", "map", "network", "spoken", "matrix", "compare")
TABLE = TWIN.with_name("table.csv")
MAPPED = ("--map", "date_utc=date", "--map", "time_utc=time", "--map", "range_km=range:km")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of two reports, and one without a report."""
    made = tmp_path_factory.mktemp("figures")
    run(made, "init")
    run(made, "add", TWIN, "--published", "2026-01-04")
    run(made, "add", TWIN.with_name("next-day.txt"), "--published", "2026-01-05")
    run(made, "init", "--ledger", "empty.ledger")
    return made


def words_of(name: str) -> tuple[str | Path, ...]:
    """What a command needs besides the shared options."""
    return (name, TABLE, *MAPPED) if name == "compare" else (name,)


def test_every_figure_takes_the_same_options() -> None:
    group = typer.main.get_command(app)
    for name in FIGURES:
        own = {o for p in group.commands[name].params for o in p.opts}  # type: ignore[attr-defined]
        shared = {"--ledger", "--kind", "--actor", "--where", "--as-of", "--recorded"}
        assert shared | {"--json", "--csv", "--html"} <= own, name


@pytest.mark.parametrize("name", FIGURES)
def test_a_rule_chooses_the_incidents(folder: Path, name: str) -> None:
    words = words_of(name)
    done = run(folder, *words, "--where", "kind:missile-launch voices>=2", "--json")
    assert done.returncode == 0, done.stderr
    found = {i for r in json.loads(done.stdout) for i in _ids(r)}
    launch = json.loads(run(folder, "list", "--kind", "missile-launch", "--json").stdout)[0]["id"]
    assert found == {launch}
    wrong = run(folder, *words, "--where", "voice>=2")
    assert wrong.returncode == 2 and "expected voices" in wrong.stderr
    predicted = run(folder, *words, "--where", "prediction:open")
    assert "dateline predictions --where" in predicted.stderr


def _ids(row: dict[str, object]) -> list[str]:
    held = row.get("incidents") or [row["incident"]] if "incident" in row else row["incidents"]
    return [str(i) for i in held if i]  # type: ignore[union-attr]


def test_a_rule_of_coverage_leaves_what_was_read(folder: Path) -> None:
    whole = json.loads(run(folder, "coverage", "--json").stdout)
    asked = run(folder, "coverage", "--where", "kind:missile-launch authority:PRK:KCNA", "--json")
    part = json.loads(asked.stdout)
    assert [r | {"telling": None} for r in part] == whole
    assert [r["telling"] for r in part if r["outlet"] == "all"] == [1, 1]
    assert "telling" in run(folder, "coverage", "--kind", "missile-launch").stdout


def test_a_rule_of_predictions(folder: Path) -> None:
    rows = json.loads(run(folder, "predictions", "--where", "authority:KOR", "--json").stdout)
    assert rows and all("KOR" in r["said_by"] for r in rows)
    assert run(folder, "predictions", "--where", "authority:FRA", "--json").stdout.strip() == "[]"
    assert "kind is of incidents" in run(folder, "predictions", "--where", "kind:air-attack").stderr


@pytest.mark.parametrize("name", FIGURES)
def test_an_empty_ledger_has_empty_figures(folder: Path, name: str) -> None:
    page = folder / f"{name}.html"
    done = run(folder, *words_of(name), "--ledger", "empty.ledger", "--html", page)
    if name == "matrix":
        assert done.stderr.startswith("dateline: no incident fits")
        return
    assert done.returncode == 0 and done.stdout.strip(), done.stderr
    assert "<html" in page.read_text("utf-8")
    if name == "scatter":
        assert "missile launch: apogee against range" in page.read_text("utf-8")


def test_the_page_of_a_comparison_is_closed_and_escaped(folder: Path) -> None:
    table = folder / "own.csv"
    table.write_text(
        'id,date,time,range\n"<img src=x onerror=alert(1)>",2026-01-03,22:50,590\n'
        "late,2026-01-04,22:50,900\n",
        encoding="utf-8",
    )
    page = folder / "compare.html"
    assert run(folder, "compare", table, "--html", page).returncode == 0
    text = page.read_text("utf-8")
    assert "<img src=x" not in text and "&lt;img src=x" in text
    assert "default-src 'none'" in text
    # Outside Plotly's bundle nothing names another host.
    scripts = re.sub(r"<script>.*?</script>", "", text, flags=re.S)
    assert not re.search(r"https?://|//cdn", scripts)
    assert run(folder, "compare", table, "--html", page).returncode == 0
    assert page.read_text("utf-8") == text
