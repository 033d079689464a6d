"""Who may ask, and what a browser may do with the answer."""

import socket

import pytest
from fastapi.testclient import TestClient

from dateline.model import DatelineError
from dateline.web.guard import CSP, free, hosts, loopback


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.0.0.2"])
def test_loopback_addresses_are_listened_on(host: str) -> None:
    assert loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org", "", "0"])
def test_other_addresses_refuse_to_start(host: str) -> None:
    with pytest.raises(DatelineError, match=r"no accounts.*127.0.0.1.*ssh -L"):
        loopback(host)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8765", "127.0.0.1", "127.0.0.1:80",
     "127.0.0.1:8765.evil.example", "localhost.evil.example:8765", "", "[::2]:8765"],
)  # fmt: skip
def test_a_foreign_host_header_is_refused(host: str, client: TestClient) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 421
    assert "PRK" not in answer.text


@pytest.mark.parametrize("host", [*sorted(hosts(8765)), "LOCALHOST:8765"])
def test_own_host_headers_are_answered(host: str, client: TestClient) -> None:
    assert client.get("/about", headers={"host": host}).status_code == 200


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/nothing", "/api/v1/incidents", "/static/desk.js", "/search?q=missile"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == CSP
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in CSP


def test_a_long_request_is_refused(client: TestClient) -> None:
    answer = client.post("/decide", content=b"x" * 70_000)
    assert answer.status_code == 413


def test_a_request_of_unstated_length_is_refused(client: TestClient) -> None:
    answer = client.post("/decide", content=iter([b"left=1"]))
    assert answer.status_code == 413


def test_a_taken_port_is_one_line_with_the_next_command() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(DatelineError, match=f"--port {port + 1}"):
            free("127.0.0.1", port)
