"""Every path of the API's description: what holds of all answers holds of each."""

from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

COUNTS = ("/coverage", "/log", "/authorities", "/documents", "/documents/{ident}")
"""Rows that are documents, or counts of them, and rest on no words of their own."""
PATHS = (
    "/incidents", "/incidents/{ident}", "/incidents/{ident}/matrix", "/incidents/{ident}/spoken",
    "/claims", "/documents", "/documents/{ident}", "/documents/{ident}/changes", "/search",
    "/authorities", "/authorities/{ident}", "/predictions", "/timeline", "/map", "/tempo",
    "/network", "/scatter", "/diff", "/coverage", "/review", "/log",
)  # fmt: skip
ONE = ("/incidents/{ident}", "/documents/{ident}", "/documents/{ident}/changes")
LISTS = [p for p in PATHS if p not in ONE]


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return found


def address(path: str, client: TestClient) -> str:
    """One address of a path of the description, with what it cannot do without."""
    launches = client.get("/api/v1/incidents?kind=missile-launch&until=2026-01-31").json()["items"]
    reports = client.get("/api/v1/documents?changed=1").json()["items"]
    newer = reports[0]["id"]
    versions = client.get(f"/api/v1/documents/{newer}").json()["versions"]
    older = next(v for v in versions if v != newer)
    if path.startswith("/incidents/{ident}"):
        path = path.replace("{ident}", max(launches, key=lambda r: r["documents"])["id"])
    named = path.replace("{ident}", newer if path.startswith("/documents") else "JPN:MOD")
    query = {"/search": "?q=missiles", "/diff": "?start=2026-01-04",
             "/documents/{ident}/changes": f"?against={older}"}.get(path, "")  # fmt: skip
    return f"/api/v1{named}{query}"


def more(path: str, query: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}{query}"


def spans(found: Any) -> list[dict[str, Any]]:
    """Every object with the words of a document, at any depth."""
    if isinstance(found, list):
        return [s for f in found for s in spans(f)]
    if not isinstance(found, dict):
        return []
    own = [found] if found.get("quote") and found.get("document") else []
    if found.get("left_quote"):
        own.append({n: found[f"left_{n}"] for n in ("document", "start", "end", "quote")})
    return own + [s for v in found.values() for s in spans(v)]


def test_the_description_lists_every_path(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == {f"/api/v1{p}" for p in PATHS}


@pytest.mark.parametrize("path", PATHS)
def test_a_path_answers_as_it_is_described(
    path: str, client: TestClient, described: dict[str, Any]
) -> None:
    asked = described["paths"][f"/api/v1{path}"]["get"]
    names = {p["name"] for p in asked["parameters"]}
    assert {"as_of", "recorded"} <= names
    for status in ("400", "404", "422"):
        assert "application/problem+json" in asked["responses"][status]["content"]
    schema = asked["responses"]["200"]["content"]["application/json"]["schema"]
    answer = client.get(address(path, client))
    assert answer.status_code == 200, answer.text
    jsonschema.validate(
        answer.json(), {"$ref": schema["$ref"], "components": described["components"]}
    )
    body = answer.json()
    assert body["state"] and body["as_of"] == "2026-06-10" and body["recorded"] is None
    assert ("items" in body and "next" in body) == ("cursor" in names)


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_has_a_validator_and_is_not_sent_twice(path: str, client: TestClient) -> None:
    asked = address(path, client)
    first = client.get(asked)
    again = client.get(asked, headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    then = client.get(
        more(asked, "as_of=2026-05-20"), headers={"if-none-match": first.headers["etag"]}
    )
    assert then.status_code == 200 and then.json()["as_of"] == "2026-05-20"


@pytest.mark.parametrize("path", PATHS)
def test_a_wrong_moment_is_a_problem(path: str, client: TestClient) -> None:
    answer = client.get(more(address(path, client), "as_of=soon"))
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["detail"] == "as_of 'soon'" and body["expected"] and body["status"] == 400


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_leads_to_words(path: str, client: TestClient) -> None:
    body = client.get(more(address(path, client), "limit=200")).json()
    found = spans(body)
    if body.get("items") != []:  # nothing may wait for review
        assert bool(found) != (path in COUNTS), path
    for span in found[:40]:
        text = client.get(f"/api/v1/documents/{span['document']}").json()["content"]
        assert text[span["start"] : span["end"]] == span["quote"], span


@pytest.mark.parametrize("path", LISTS)
def test_a_cursor_walks_a_list_and_ends(path: str, client: TestClient) -> None:
    asked = address(path, client)
    whole = client.get(more(asked, "limit=200")).json()
    # Of a timeline and a map the limit counts incidents; each has several rows, sorted by page.
    several = path in ("/timeline", "/map")
    seen: list[Any] = []
    cursor, pages = "", 0
    while cursor is not None and pages < 100:
        size = max(1, whole["total"] // 3)
        part = client.get(more(asked, f"limit={size}&cursor={cursor}")).json()
        assert part["total"] == whole["total"] and part["state"] == whole["state"]
        assert several or len(part["items"]) <= size
        seen += part["items"]
        cursor, pages = part["next"], pages + 1
    assert 1 <= pages <= 7
    if several:
        assert sorted(map(repr, seen)) == sorted(map(repr, whole["items"]))
    else:
        assert seen[: len(whole["items"])] == whole["items"] and len(seen) == whole["total"]
    wrong = client.get(more(asked, "cursor=zz"))
    assert wrong.status_code == 400 and wrong.json()["expected"]
