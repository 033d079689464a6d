import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.evaluate import scorers, spread
from dateline.model import InputError


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def event(type_: str, actor: str, recipient: str) -> dict[str, object]:
    return {"type": type_, "actors": [{"country": actor}], "recipients": [{"country": recipient}]}


@pytest.mark.parametrize(
    ("right", "trials", "low", "high"),
    [(0, 10, 0.0, 30.85), (10, 10, 69.15, 100.0), (5, 10, 18.71, 81.29), (43, 61, 57.43, 81.48),
     (1, 2, 1.26, 98.74), (776, 994, 75.37, 80.60)],
)  # fmt: skip
def test_exact_intervals_are_those_of_the_printed_tables(
    right: int, trials: int, low: float, high: float
) -> None:
    assert spread.clopper_pearson(right, trials) == pytest.approx((low, high), abs=0.01)


def test_the_interval_covers_the_true_share_often_enough() -> None:
    """Coverage of n = 20, p = 0.3: at least 95 % of all outcomes hold 0.3 in their interval."""
    from math import comb

    held = sum(
        comb(20, k) * 0.3**k * 0.7 ** (20 - k)
        for k in range(21)
        if spread.clopper_pearson(k, 20)[0] <= 30 <= spread.clopper_pearson(k, 20)[1]
    )
    assert held >= 0.95


def test_labels_one_a_row_have_an_exact_accuracy_and_a_drawn_macro_f(tmp_path: Path) -> None:
    gold = [{"id": n, "label": "AID" if n % 3 else "AGREE"} for n in range(30)]
    found = [{"id": n, "label": "AID"} for n in range(30)]
    pair = write(tmp_path / "g.jsonl", gold), write(tmp_path / "p.jsonl", found)
    score = scorers.score_file("event-type", *pair)
    rows = {i.measure: i for i in spread.intervals("event-type", *pair, resamples=200)}
    assert list(rows) == ["overall.accuracy", "overall.macro_F", "overall.weighted_F"]
    for name, row in rows.items():
        assert row.value == score.measures["overall"][name.partition(".")[2]]
        assert row.low < row.value < row.high
        assert row.rows == 30
    exact = rows["overall.accuracy"]
    assert exact.method == "Clopper-Pearson"
    assert (exact.low, exact.high) == spread.clopper_pearson(20, 30)
    assert rows["overall.macro_F"].method.startswith("bootstrap of 200")
    again = {i.measure: i for i in spread.intervals("event-type", *pair, resamples=200)}
    assert again == rows


def test_two_events_in_a_row_are_no_two_trials(tmp_path: Path) -> None:
    one, two = event("AID", "NOR", "NPL"), event("ACCUSE", "FRA", "DEU")
    gold = [{"id": n, "events": [one] if n % 2 else [one, two]} for n in range(12)]
    found = [{"id": n, "events": [one]} for n in range(12)]
    pair = write(tmp_path / "g.jsonl", gold), write(tmp_path / "p.jsonl", found)
    rows = {i.measure: i for i in spread.intervals("event", *pair, resamples=100)}
    assert rows["type_dyad.any_match"].method.startswith("bootstrap")
    assert rows["type_dyad.any_precision"].method == "Clopper-Pearson"
    single = [{"id": n, "events": [one]} for n in range(12)]
    rows = {i.measure: i for i in spread.intervals("event", write(tmp_path / "s", single), pair[1],
                                                   resamples=100)}  # fmt: skip
    assert rows["type_dyad.any_match"].method == "Clopper-Pearson"
    assert rows["type_dyad.any_match"].high == 100.0


def test_rows_that_share_clusters_have_none(tmp_path: Path) -> None:
    path = write(tmp_path / "g.jsonl", [{"doc_id": "a", "incident": "x"}])
    with pytest.raises(InputError, match="share clusters"):
        spread.intervals("incident-docs", path, path)


def test_the_command_prints_the_interval_beside_the_figure(tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [{"id": n, "label": "AID"} for n in range(20)]
    path = str(write(tmp_path / "g.jsonl", rows))
    words = ["eval", "score", "event-type", path, path]
    assert "[" not in CliRunner().invoke(app, words).stdout.rpartition("event-type:")[2]
    said = CliRunner().invoke(app, [*words, "--interval"]).stdout
    assert "overall.accuracy = 100.00 [83.2, 100.0] Clopper-Pearson, 20 rows" in said
    made = json.loads(CliRunner().invoke(app, [*words, "--interval", "--json"]).stdout)
    assert made["intervals"][0]["low"] == pytest.approx(83.16, abs=0.01)
    assert made["headline"]["value"] == made["intervals"][0]["value"]
