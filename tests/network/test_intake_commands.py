"""`add URL`, `follow`, `verify --refetch` and `quarantine` as a user types them."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import one_parser
from tests.network.conftest import Site
from tests.network.test_follow import FIRST, SECOND, feed, page

from running import run

__all__ = ["one_parser"]


def test_a_page_and_a_feed_from_the_shell(tmp_path: Path, site: Site) -> None:
    site.pages["/a"], site.pages["/f"] = page(FIRST), feed(("1", "", SECOND))
    run(tmp_path, "init")
    done = run(tmp_path, "add", f"{site.url}/a")
    assert done.returncode == 2 and f"--allow-host 127.0.0.1:{site.port}" in done.stderr
    done = run(tmp_path, "add", f"{site.url}/a", "--allow-host", site.host, "--json")
    assert (done.returncode, json.loads(done.stdout)["documents"]) == (0, 1)
    hosts = ("--allow-host", site.host)
    done = run(tmp_path, "follow", "add", f"{site.url}/f", *hosts, "--title", "Wire")
    assert done.stdout.startswith("1 feed added, 0 followed already")
    done = run(tmp_path, "follow", "run", *hosts, "--workers", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("1 feed looked at: 1 new\n1 document")
    assert run(tmp_path, "follow", "run", *hosts).stdout.startswith("0 feeds looked at")
    (row,) = json.loads(run(tmp_path, "follow", "list", "--json").stdout)
    assert (row["state"], row["documents"], row["title"]) == ("new", 1, "Wire")
    site.pages["/a"] = page(SECOND)
    done = run(tmp_path, "verify", "--refetch", *hosts)
    assert "1 same, 1 changed" in done.stdout
    assert run(tmp_path, "verify").returncode == 0
    assert run(tmp_path, "follow", "remove", f"{site.url}/f").stdout == "1 feed removed\n"


@pytest.mark.parametrize(
    "words",
    [
        ("add", "ftp://a.example/x"), ("add", "http://10.0.0.1/"), ("add", "http://[::1"),
        ("add", "https://user@a.example/"), ("follow", "add", "http://127.0.0.1/"),
        ("follow", "add", "nothing.opml"), ("follow", "remove", "http://a.example/"),
        ("follow", "add", "http://a.example/", "--every", "1"),
        ("follow", "run", "--allow-host", "a b"), ("add", "http://a.example/", "--allow-host", ""),
    ],
)  # fmt: skip
def test_what_is_refused_is_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    run(tmp_path, "init")
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert json.loads(run(tmp_path, "quarantine", "list", "--json").stdout) == []
