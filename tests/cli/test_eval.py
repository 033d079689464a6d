import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.model import InputError

RUN = CliRunner()
ROW = {
    "id": "r1", "text": "Oslo said the ferry sank. It was calm.", "published": "2025-03-01",
    "attributions": [{"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 24]]}],
}  # fmt: skip


def rows(path: Path, *found: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in found), encoding="utf-8")
    return path


def test_predict_then_score(tmp_path: Path) -> None:
    gold = rows(tmp_path / "gold.jsonl", ROW)
    out = tmp_path / "out.jsonl"
    assert RUN.invoke(app, ["eval", "predict", "attribution", str(gold), str(out)]).exit_code == 0
    done = RUN.invoke(app, ["eval", "score", "attribution", str(gold), str(out), "--json"])
    assert json.loads(done.stdout)["headline"] == {"name": "who_said_what.F", "value": 100.0}


def test_predictions_do_not_read_labels(tmp_path: Path) -> None:
    bare = {k: v for k, v in ROW.items() if k != "attributions"}
    outputs = []
    for number, row in enumerate((ROW, bare)):
        out = tmp_path / f"{number}.jsonl"
        source = rows(tmp_path / "in.jsonl", row)
        RUN.invoke(app, ["eval", "predict", "attribution", str(source), str(out)])
        outputs.append(out.read_bytes())
    assert outputs[0] == outputs[1]


def test_unknown_task_names_the_tasks(tmp_path: Path) -> None:
    gold = rows(tmp_path / "gold.jsonl", ROW)
    result = RUN.invoke(app, ["eval", "score", "weather", str(gold), str(gold)])
    assert isinstance(result.exception, InputError)
    assert "attribution" in str(result.exception)


def test_report_says_what_is_missing(tmp_path: Path) -> None:
    rows(tmp_path / "attribution.own.jsonl", ROW)
    done = RUN.invoke(app, ["eval", "report", str(tmp_path), "--gold", "no-such-folder"])
    assert "| attribution | own | 1 |" in done.stdout
    assert "no file of this task" in done.stdout


def test_card_fails_with_exit_status_1(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Oslo said the ferry sank.", encoding="utf-8")
    expected = tmp_path / "e.yaml"
    expected.write_text(
        "rows:\n  said:\n    with:\n      - {of: statement, cue: said}\n"
        "  sung:\n    with:\n      - {of: statement, cue: sang}\n", encoding="utf-8"
    )  # fmt: skip
    done = RUN.invoke(app, ["eval", "card", str(article), str(expected)])
    assert done.exit_code == 1
    assert "ok    said" in done.stdout and "FAIL  sung" in done.stdout


@pytest.mark.parametrize("flag", [["--cell", "statement"], ["--at", "6"]])
def test_explain_gives_the_rule_in_words(tmp_path: Path, flag: list[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Oslo said the ferry sank.", encoding="utf-8")
    done = RUN.invoke(app, ["explain", str(article), *flag])
    assert "verb of saying or thinking governs a clause" in done.stdout
