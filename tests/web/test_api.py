"""The API: what its description says holds of its answers."""

from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

ADDRESSES = (
    "/incidents", "/incidents?kind=missile-launch&actor=PRK", "/claims", "/claims?slot=range",
    "/documents", "/search?q=missiles", "/authorities", "/authorities/KOR:JCS", "/log",
    "/predictions", "/timeline", "/map", "/coverage",
    "/diff?start=2026-01-04&end=2026-01-05", "/diff?start=2&clock=log",
)  # fmt: skip


def described(client: TestClient, path: str) -> dict[str, Any]:
    """The JSON Schema of an address's answer."""
    whole = client.get("/api/v1/openapi.json").json()
    plain = "/api/v1" + path.split("?")[0]
    names = sorted(whole["paths"], key=lambda p: "{" in p)
    found = next(n for n in names if n == plain or ("{" in n and plain.startswith(n.split("{")[0])))
    ok = whole["paths"][found]["get"]["responses"]["200"]
    return {"$ref": ok["content"]["application/json"]["schema"].get("$ref", "#/components"),
            "components": whole["components"]}  # fmt: skip


def test_description_is_openapi_3_1(client: TestClient) -> None:
    whole = client.get("/api/v1/openapi.json").json()
    assert whole["openapi"].startswith("3.1")
    assert all(p.startswith("/api/v1/") for p in whole["paths"])


@pytest.mark.parametrize("path", ADDRESSES)
def test_answer_is_as_described(path: str, client: TestClient) -> None:
    schema = described(client, path)
    answer = client.get("/api/v1" + path)
    assert answer.status_code == 200
    jsonschema.validate(answer.json(), schema)
    assert answer.json()["items"]


def test_every_quote_is_the_text_at_its_offsets(client: TestClient) -> None:
    texts = {
        row["id"]: client.get(f"/api/v1/documents/{row['id']}").json()["content"]
        for row in client.get("/api/v1/documents").json()["items"]
    }
    checked = 0
    todo: list[Any] = [client.get("/api/v1" + p).json() for p in ADDRESSES]
    while todo:
        found = todo.pop()
        if isinstance(found, list):
            todo += found
        elif isinstance(found, dict):
            todo += found.values()
            if found.get("document") and found.get("quote"):
                stretch = texts[found["document"]][found["start"] : found["end"]]
                assert stretch == found["quote"], found
                checked += 1
    assert checked > 200


def test_cursors_walk_all_rows_once(client: TestClient) -> None:
    seen: list[str] = []
    query = "limit=7"
    while True:
        page = client.get(f"/api/v1/incidents?{query}").json()
        seen += [r["id"] for r in page["items"]]
        if page["next"] is None:
            break
        query = f"limit=7&cursor={page['next']}"
    assert len(seen) == len(set(seen)) == page["total"]


@pytest.mark.parametrize("cursor", ["x", "AAAA", "bm9uZXwz", "🙂"])
def test_a_made_up_cursor_is_a_problem(cursor: str, client: TestClient) -> None:
    answer = client.get("/api/v1/incidents", params={"cursor": cursor})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_unchanged_answer_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/incidents")
    again = client.get("/api/v1/incidents", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    other = client.get("/api/v1/claims", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/incidents/ffff", 404), ("/nothing", 404), ("/incidents?limit=0", 422),
     ("/incidents?since=soon", 422), ("/search", 422), ("/authorities/XYZ", 404),
     ("/documents/ffff", 404)],
)  # fmt: skip
def test_errors_are_problem_documents(path: str, status: int, client: TestClient) -> None:
    answer = client.get("/api/v1" + path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status and body["detail"] and body["title"]
    assert body["instance"] == "/api/v1" + path.split("?")[0]


def test_nothing_can_be_written_through_the_api(client: TestClient) -> None:
    for path in ("/incidents", "/claims"):
        assert client.post("/api/v1" + path).status_code == 405
