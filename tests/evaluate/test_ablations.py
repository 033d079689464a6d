import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.annotate.events import clauses, coding
from dateline.cli import app
from dateline.evaluate import ablations
from dateline.model import InputError

ROWS = [
    ("Canada said it would send medical teams to Nepal.", "AGREE", "CAN", "NPL"),
    ("Danish police arrested a Polish driver.", "COERCE", "DNK", "POL"),
    ("Kenya was condemned by Uganda.", "ACCUSE", "UGA", "KEN"),
    ("Ghana stepped up attacks on Togo.", "ASSAULT", "GHA", "TGO"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    def row(number: int, text: str, type_: str, actor: str, recipient: str) -> dict[str, object]:
        event = {"type": type_, "actors": [{"country": actor}],
                 "recipients": [{"country": recipient}]}  # fmt: skip
        return {"id": number, "text": text, "events": [event]}

    path = tmp_path / "gold.jsonl"
    made = (row(n, *given) for n, given in enumerate(ROWS))
    path.write_text("".join(json.dumps(r) + "\n" for r in made), encoding="utf-8")
    return path


def test_each_part_costs_the_sentence_that_needs_it_and_leaves_no_trace(gold: Path) -> None:
    before = (clauses.is_passive, coding._light, coding._nominal)
    found = {r["left_out"]: r for r in ablations.rows("event", gold)}
    assert found["nothing"]["any_match"] == 100
    lost = {name for name, r in found.items() if r["any_match"] == 75}
    assert lost == {"auxiliary modes", "passive", "light verbs", "demonyms"}
    assert all(r["change"] <= 0 for r in found.values())
    assert (clauses.is_passive, coding._light, coding._nominal) == before
    assert ablations.rows("event", gold, "passive")[0] == found["nothing"]


def test_what_has_no_parts_is_refused(gold: Path) -> None:
    with pytest.raises(InputError, match="no parts"):
        ablations.rows("time", gold)
    with pytest.raises(InputError, match="no part 'verbs'"):
        ablations.rows("event", gold, "verbs")


def test_the_command_prints_a_row_for_each_part(gold: Path) -> None:
    words = ["eval", "ablations", "event", str(gold), "--only", "passive", "--csv"]
    said = CliRunner().invoke(app, words).stdout.splitlines()
    assert said[0].startswith("left_out,P,R,F,any_match,any_precision,change")
    assert [line.partition(",")[0] for line in said[1:]] == ["nothing", "passive"]
