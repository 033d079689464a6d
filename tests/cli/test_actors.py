"""An actor of the user's own: added, read with texts of its days, named as authority, taken out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.annotate import Tools
from dateline.cli import app
from dateline.model import DatelineError, Published
from dateline.pipeline import Resources, actors
from dateline.pipeline.intake import open_documents
from dateline.pipeline.reading import Read, read
from dateline.views import explain

REPORT = (
    "The Northern Front said on Monday that troops had shelled Northern Front positions. "
    "The NF seized an army base near Aleppo.\n"
)
ADD = ["actors", "add", "Northern Front", "--alias", "NF", "--sort", "group", "--country", "SYR",
       "--sector", "REB", "--from", "2020-01-01", "--to", "2024-12-31",
       "--source", "field notes"]  # fmt: skip
run = CliRunner().invoke


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "conf" / "actors.csv"
    monkeypatch.setenv(actors.VARIABLE, str(path))
    return path


def reading(tmp_path: Path, resources: Resources, own: Path, day: str) -> Read:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    mine = Resources()
    mine.__dict__["tools"] = Tools(
        resources.parser, resources.gazetteer, resources.kinds, actors.load(own)
    )
    return read(open_documents([report], Published.parse(day)), mine)


def test_an_added_actor_acts_and_is_an_authority(
    tmp_path: Path, resources: Resources, own: Path
) -> None:
    assert run(app, ADD).exit_code == 0
    done = reading(tmp_path, resources, own, "2023-05-02")
    events = done.documents[0].annotations.events
    seized = next(e for e in events if e.type == "COERCE")
    (actor,) = seized.actors
    assert (actor.authority, actor.country, actor.sector) == ("group:northern-front", "SYR", "REB")
    said = {a.id: a for a in done.documents[0].claims.authorities}
    assert said["group:northern-front"].name == "Northern Front"
    rows = explain.explanations([d.claims for d in done.documents], done.incidents, "actor")
    used = [s.reference for r in rows for s in r.steps if r.value == "group:northern-front"]
    assert "your actors: Northern Front, SYR REB, 2020-01-01..2024-12-31 (field notes)" in used


def test_after_its_last_day_it_is_not_used(tmp_path: Path, resources: Resources, own: Path) -> None:
    run(app, ADD)
    done = reading(tmp_path, resources, own, "2026-05-02")
    seized = next(e for e in done.documents[0].annotations.events if e.type == "COERCE")
    assert seized.actors[0].sector is None
    assert seized.actors[0].authority != "group:northern-front"


def test_rows_change_what_a_reading_depends_on(own: Path) -> None:
    from dateline.pipeline.versions import versions

    before = versions().reference
    run(app, ADD)
    assert versions().reference.startswith(before + "+actors-")


def test_list_check_and_remove(own: Path) -> None:
    run(app, ADD)
    (row,) = json.loads(run(app, ["actors", "list", "--json"]).stdout)
    assert (row["id"], row["aliases"], row["to"]) == ("group:northern-front", "NF", "2024-12-31")
    checked = run(app, ["actors", "check"])
    assert checked.exit_code == 0 and "1 rows hold" in checked.stdout
    assert run(app, ["actors", "remove", "NF"]).exit_code == 0
    assert json.loads(run(app, ["actors", "list", "--json"]).stdout) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([*ADD[:-1], "x", "--country", "Syria"], "did you mean SYR"),
        ([*ADD, "--sector", "XXX"], "AGR, BUS, COP"),
        (["actors", "remove", "Nobody"], "no row of 'Nobody'"),
    ],
)
def test_errors_name_the_choices(own: Path, words: list[str], says: str) -> None:
    run(app, ["actors", "add", "Eastern Front", "--source", "field notes"])
    before = own.read_text(encoding="utf-8")
    failure = run(app, words).exception
    assert isinstance(failure, DatelineError) and says in str(failure)
    assert own.read_text(encoding="utf-8") == before
