"""Predictions of a ledger: as of a day, under decisions that hold and can be undone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.ledger import Ledger, create
from dateline.model import Judgement
from dateline.pipeline import Resources
from dateline.pipeline.decisions import decide, prediction_anchor
from dateline.pipeline.intake import arrivals
from dateline.pipeline.ledgers import held, verify
from dateline.pipeline.outcomes import predictions
from dateline.pipeline.store import add
from dateline.readers import Known
from dateline.views import predictions as view

SEASON = Path(__file__).parents[2] / "samples" / "season" / "reports.jsonl"
NOW = "2031-04-01T00:00:00Z"


BACKENDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.services))


@pytest.fixture(scope="module", params=BACKENDS)
def season(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, resources: Resources
) -> Iterator[Ledger]:
    place = str(tmp_path_factory.mktemp("season") / "x.ledger")
    if request.param == "postgres":
        made: Callable[[], str] = request.getfixturevalue("new_database")
        place = made()
    opened = create(place)
    add(opened, arrivals([SEASON], Known()), resources, recorded=NOW)
    yield opened
    opened.close()


def statuses(ledger: Ledger, resources: Resources, at: str | None = None) -> dict[str, str]:
    rows = view.rows(predictions(ledger, resources, at))
    return {f"{r['said_by']}: {r['event'][:20]}": r["status"] for r in rows}


def test_every_status_is_told(season: Ledger, resources: Resources) -> None:
    found = statuses(season, resources)
    assert found["KOR:NIS: a party congress"] == "met"
    assert set(found.values()) >= {"met", "partly", "missed", "due", "open"}


def test_as_of_a_day(season: Ledger, resources: Resources) -> None:
    assert set(statuses(season, resources, "2031-01-06").values()) == {"open"}


def test_rows_lead_back(season: Ledger, resources: Resources) -> None:
    texts = {d.id: d.text.characters for d, _ in held(season).documents}
    for row in view.rows(predictions(season, resources)):
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
        if row["outcome_document"]:
            words = texts[row["outcome_document"]][row["outcome_start"] : row["outcome_end"]]
            assert words == row["outcome_quote"]


def test_score_counts_a_repeated_prediction_once(season: Ledger, resources: Resources) -> None:
    rows = {r["said_by"]: r for r in view.score(predictions(season, resources), {}, {})}
    assert (rows["KOR:NIS"]["made"], rows["KOR:NIS"]["met"]) == (1, 1)
    for row in rows.values():
        kinds = ("met", "partly", "missed", "undecidable", "due", "open")
        assert sum(row[k] for k in kinds) == row["made"]


def test_a_decision_holds_until_it_is_undone(season: Ledger, resources: Resources) -> None:
    first = predictions(season, resources)[0]
    texts = {d.id: d.text.characters for d, _ in held(season).documents}
    anchor = prediction_anchor(first.prediction, texts[first.prediction.document])
    judgement = Judgement("outcome", anchor, None, "Ana", "not a full congress", NOW, "partly")
    number = decide(season, judgement)
    assert str(predictions(season, resources)[0].status) == "partly"
    assert verify(season, resources, replay=False).holds
    decide(season, Judgement("undo", None, None, "Ana", "it was", NOW, str(number)))
    assert predictions(season, resources)[0].status is first.status
