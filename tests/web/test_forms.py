"""Decisions: a name, a reason, a token; what they change; taking them back."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.ledger import Ledger, open_ledger


@pytest.fixture
def desk(
    sample_file: Path, tmp_path: Path, client_of: Callable[[Ledger], TestClient]
) -> Iterator[TestClient]:
    path = tmp_path / "own.ledger"
    shutil.copy(sample_file, path)
    opened = open_ledger(str(path))
    yield client_of(opened)
    opened.close()


def token(desk: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', desk.get(path).text)
    assert found
    return found[1]


def claim(desk: TestClient) -> dict[str, str]:
    rows = desk.get("/api/v1/claims?slot=range&said_by=PRK:KCNA").json()["items"]
    found: dict[str, str] = rows[0]
    return found


def form(desk: TestClient, **more: str) -> dict[str, str]:
    wrong = claim(desk)
    given = {"relation": "correct", "left": wrong["id"], "right": "900 kilometers", "by": "ana",
             "reason": "misread", "token": token(desk, f"/decide/claim/{wrong['id']}")}  # fmt: skip
    return {**given, **more}


def test_a_correction_changes_the_value_and_stays_in_the_history(desk: TestClient) -> None:
    done = desk.post("/decide", data=form(desk))
    assert done.status_code == 200 and "/incidents/" in str(done.url)
    assert "by ana: misread" in done.text
    rows = desk.get("/api/v1/claims?slot=range&said_by=PRK:KCNA").json()["items"]
    assert [r["notation"] for r in rows] == ["900 km"]


def test_a_look_tells_what_would_change_and_writes_nothing(desk: TestClient) -> None:
    before = claim(desk)["notation"]
    answer = desk.post("/decide", data=form(desk, look="1"))
    assert answer.status_code == 200
    assert "not written yet" in answer.text and "900 km" in answer.text
    assert claim(desk)["notation"] == before
    assert desk.get("/api/v1/log").json()["items"][0]["command"] == "add"


def test_an_undo_takes_it_back_and_keeps_both(desk: TestClient) -> None:
    before = claim(desk)["notation"]
    desk.post("/decide", data=form(desk))
    given = {
        "number": "1",
        "by": "ben",
        "reason": "right at first",
        "token": token(desk, "/undo/1"),
    }
    done = desk.post("/undo", data=given)
    assert claim(desk)["notation"] == before
    assert "right at first" in done.text and "undone" in done.text


@pytest.mark.parametrize("missing", ["by", "reason", "right"])
def test_a_decision_needs_name_reason_and_value(missing: str, desk: TestClient) -> None:
    answer = desk.post("/decide", data=form(desk, **{missing: " "}))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert desk.get("/api/v1/log").json()["items"][0]["command"] == "add"


def test_two_incidents_become_one_and_two_again(desk: TestClient) -> None:
    launches = desk.get("/api/v1/incidents?kind=missile-launch").json()["items"]
    one, two = launches[0]["id"], launches[1]["id"]
    given = {"relation": "same", "left": one, "right": two, "by": "ana", "reason": "one salvo",
             "token": token(desk, f"/decide/incident/{one}")}  # fmt: skip
    assert desk.post("/decide", data=given).status_code == 200
    merged = desk.get("/api/v1/incidents?kind=missile-launch").json()["total"]
    assert merged == len(launches) - 1
    ids = {r["id"] for r in desk.get("/api/v1/incidents?kind=missile-launch").json()["items"]}
    gone = one if one not in ids else two
    page = desk.get(f"/incidents/{gone}")
    assert page.status_code == 200 and "was merged into" in page.text
    given = {"number": "1", "by": "ana", "reason": "two days", "token": token(desk, "/undo/1")}
    desk.post("/undo", data=given)
    assert desk.get("/api/v1/incidents?kind=missile-launch").json()["total"] == len(launches)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"}, {"cookie": "dateline-desk=" + "0" * 32},
    ],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(headers: dict[str, str], desk: TestClient) -> None:
    answer = desk.post("/decide", data=form(desk), headers=headers)
    assert answer.status_code == 403
    assert desk.get("/api/v1/log").json()["items"][0]["command"] == "add"


def test_a_wrong_or_missing_token_is_refused(desk: TestClient) -> None:
    assert desk.post("/decide", data=form(desk, token="0" * 64)).status_code == 403
    given = form(desk)
    del given["token"]
    assert desk.post("/decide", data=given).status_code == 422


def test_the_cookie_is_closed_to_scripts_and_other_sites(desk: TestClient) -> None:
    cookie = desk.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


def foretold(desk: TestClient) -> dict[str, str]:
    rows = desk.get("/api/v1/predictions?status=due").json()["items"]
    found: dict[str, str] = rows[0]
    return found


def test_what_became_of_a_prediction_is_said_and_taken_back(desk: TestClient) -> None:
    row = foretold(desk)
    path = f"/decide/prediction/{row['id']}"
    assert f'href="{path}"' in desk.get("/predictions").text
    given = {"relation": "outcome", "left": row["id"], "right": "missed", "by": "ana",
             "reason": "it was put off", "token": token(desk, path)}  # fmt: skip
    done = desk.post("/decide", data=given)
    assert done.status_code == 200 and str(done.url).endswith("/predictions#p-" + row["id"])
    now = next(r for r in desk.get("/api/v1/predictions").json()["items"] if r["id"] == row["id"])
    assert now["status"] == "missed" and now["judged_by"] == "ana"
    number = re.search(r'href="/undo/(\d+)"', done.text)
    assert number
    back = {"number": number[1], "by": "ana", "reason": "too early",
            "token": token(desk, f"/undo/{number[1]}")}  # fmt: skip
    assert desk.post("/undo", data=back).status_code == 200
    assert foretold(desk)["id"] == row["id"]


def test_an_outcome_needs_a_status_a_name_and_an_incident_of_the_ledger(desk: TestClient) -> None:
    row = foretold(desk)
    given = {"relation": "outcome", "left": row["id"], "right": "met", "by": "ana",
             "reason": "seen", "token": token(desk, f"/decide/prediction/{row['id']}")}  # fmt: skip
    for more in ({"by": " "}, {"right": "perhaps"}, {"incident": "ffff"}):
        answer = desk.post("/decide", data={**given, **more})
        assert answer.status_code == 422 and 'role="alert"' in answer.text, more
    assert foretold(desk)["status"] == "due"


def test_a_look_at_an_undo_writes_nothing(desk: TestClient) -> None:
    desk.post("/decide", data=form(desk))
    given = {"number": "1", "token": token(desk, "/undo/1"), "look": "1"}
    answer = desk.post("/undo", data=given)
    assert answer.status_code == 200
    assert "What it would change" in answer.text and "1000 km" in answer.text
    assert [r["command"] for r in desk.get("/api/v1/log").json()["items"]][:2] == [
        "fix correct",
        "add",
    ]


def test_the_other_incident_is_chosen_by_its_headline(desk: TestClient) -> None:
    launches = desk.get("/api/v1/incidents?kind=missile-launch").json()["items"]
    one, two = launches[0]["id"], launches[1]["id"]
    page = desk.get(f"/decide/incident/{one}").text
    option = re.search(rf'<option value="{two}">([^<]+)<', page)
    assert option and "missile launch · North Korea" in option[1]
    given = {"relation": "same", "left": one, "near": two, "by": "ana", "reason": "one salvo",
             "token": token(desk, f"/decide/incident/{one}")}  # fmt: skip
    assert desk.post("/decide", data=given).status_code == 200
    assert desk.get("/api/v1/incidents?kind=missile-launch").json()["total"] == len(launches) - 1
    told = desk.get("/log").text
    assert "/documents/" in told and "take back" in told


def test_an_incident_is_taken_apart_by_its_sentences(desk: TestClient) -> None:
    rows = desk.get("/api/v1/incidents?kind=missile-launch&until=2026-01-31").json()["items"]
    page = desk.get(f"/decide/incident/{rows[0]['id']}").text
    assert "»fired«" in page and "»launched«" in page
