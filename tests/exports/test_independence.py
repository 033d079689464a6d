"""Who says it and how independently, in every export; rules and moments of what is written."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.exports import fill, geojson
from dateline.exports.columns import Filled
from dateline.ledger import create, open_ledger
from dateline.model import DatelineError, Document, Published
from dateline.pipeline import Resources, store
from dateline.pipeline.content import content
from dateline.pipeline.intake import Arrival
from dateline.readers import Known

WIRE = Path(__file__).parents[2] / "samples" / "launch" / "outlet-wire.txt"
AT = "2026-01-06T12:00:00Z"


def test_independence_is_counted_as_the_desk_shows_it(
    tables: dict[str, Filled], held: fill.Content
) -> None:
    launch = next(r for r in tables["incidents"].rows if r["kind"] == "missile-launch")
    said = next(c for i in held.incidents if i.id == launch["id"] for c in i.corroboration
                if c.slot == "occurred")  # fmt: skip
    assert launch["authorities"] == len(said.authorities) >= launch["voices"] >= 2
    assert launch["independent"] + launch["copies"] == said.documents
    assert launch["coordination"] is True
    rows = [r for r in tables["corroboration"].rows if r["incident"] == launch["id"]]
    occurred = next(r for r in rows if r["slot"] == "occurred")
    assert occurred["independent"] == launch["independent"]
    assert any("KOR:JCS" in chain for chain in occurred["chains"])
    place = next(r for r in tables["places"].rows if r["incident"] == launch["id"])
    assert place["voices"] == launch["voices"]


def test_a_copy_names_the_document_whose_words_it_carries(
    tmp_path: Path, resources: Resources
) -> None:
    words = WIRE.read_text("utf-8")
    pair = [
        Document.of(words + tail, published=Published.parse(day), outlet=outlet)
        for tail, day, outlet in (("", "2026-01-04", "A"), ("\nEnd.", "2026-01-05", "B"))
    ]
    ledger = create(str(tmp_path / "copies.ledger"))
    store.add(ledger, [Arrival(Path("a"), d, Known()) for d in pair], resources, recorded=AT)
    made = {f.name: f for f in fill.fill(content(ledger, resources))}
    ledger.close()
    of = {r["id"]: r["copy_of"] for r in made["documents"].rows}
    assert of == {pair[0].id: None, pair[1].id: pair[0].id}
    launch = next(r for r in made["incidents"].rows if r["kind"] == "missile-launch")
    assert (launch["documents"], launch["independent"], launch["copies"]) == (2, 1, 1)


def test_a_rule_writes_what_fits_and_the_documents_that_tell_it(
    ledger_path: Path, resources: Resources
) -> None:
    ledger = open_ledger(str(ledger_path))
    every = content(ledger, resources)
    some = content(ledger, resources, where="kind:missile-launch")
    ledger.close()
    made = {f.name: f for f in fill.fill(some)}
    assert {r["kind"] for r in made["incidents"].rows} == {"missile-launch"}
    assert 0 < len(some.documents) < len(every.documents) == len(some.read)
    own = {r["id"] for r in made["documents"].rows}
    for name in ("mentions", "statements", "predictions", "evidence"):
        assert {r["document"] for r in made[name].rows} <= own, name
    with pytest.raises(DatelineError, match="no field"):
        content(open_ledger(str(ledger_path)), resources, where="aktor:PRK")


def test_a_map_feature_says_how_many_voices_stand_behind_it(tables: dict[str, Filled]) -> None:
    rows = [r for r in tables["places"].rows if r["kind"] == "missile-launch"]
    found = geojson.feature(rows[0], {})["properties"]
    assert found["voices"] >= 2 and found["independent"] >= 1


def test_polecat_of_a_moment_and_a_rule(ledger_path: Path, tmp_path: Path) -> None:
    def written(*more: str) -> list[dict[str, str]]:
        target = tmp_path / "nk.tsv"
        words = ["export", "polecat", "-l", str(ledger_path), "-o", str(target), *more]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        return list(csv.DictReader(target.read_text("utf-8").splitlines(), delimiter="\t"))

    every, early = written(), written("--as-of", "2026-01-04")
    assert 0 < len(early) < len(every)
    assert all(r["Publication Date"] <= "2026-01-04" for r in early)
    some = written("--where", "kind:missile-launch")
    assert 0 < len(some) < len(every)
    sidecar = csv.DictReader((tmp_path / "nk_provenance.csv").read_text("utf-8").splitlines())
    launch = next(r for r in sidecar if r["slot"] == "occurred")
    assert int(launch["voices"]) >= 2 and launch["coordination"] == "stated"


def test_a_moment_is_asked_of_a_ledger_not_of_files() -> None:
    words = ["export", "polecat", str(WIRE), "--published", "2026-01-04", "--as-of", "2026-01-04"]
    assert CliRunner().invoke(app, words).exit_code != 0
