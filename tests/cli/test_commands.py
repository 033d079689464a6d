"""The commands in a process of their own: what they print, and what bad input makes them say."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import app
from dateline.ledger import create
from running import Done, run

ROOT = Path(__file__).parents[2]
TWIN = ROOT / "samples" / "launch" / "twin.txt"
GERMAN = "Nordkorea hat am Sonntag mehrere Raketen in Richtung des Meeres abgefeuert.\n"
FEED = (
    '<rss version="2.0"><channel><title>Wire</title><item><guid>g</guid><description>North Korea '
    "fired two missiles on Sunday, the ministry said in a statement.</description></item>"
    "</channel></rss>"
)


def process(*words: str) -> Done:
    """The same in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, *words], env=environment, capture_output=True, check=False, text=True
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger of one report."""
    made = tmp_path_factory.mktemp("cli")
    assert run(made, "init").returncode == 0
    done = run(made, "add", TWIN, "--published", "2026-01-04")
    assert (done.returncode, done.stderr) == (0, "")
    return made


def test_help_is_fast_and_shows_first_what_people_need() -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = process("-m", "dateline", "--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    names = [line.split()[0] for line in done.stdout.split("Commands:")[1].splitlines() if line]
    assert names[:3] == ["read", "add", "show"]
    # Processor time, since the clock depends on who else works: 0.14 s when it was measured.
    assert took < 0.6


def test_help_imports_nothing_heavy() -> None:
    heavy = "spacy, sqlalchemy, trafilatura, feedparser, lxml, numpy"
    code = (
        "import sys, dateline.cli; "
        f"sys.exit(','.join(m for m in '{heavy}'.split(', ') if m in sys.modules) or 0)"
    )
    done = process("-c", code)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_is_documented() -> None:
    text = "\n".join(p.read_text("utf-8") for p in sorted((ROOT / "docs").glob("*.md")))
    names = [c.name or c.callback.__name__ for c in app.registered_commands if c.callback]
    names += [g.name or "" for g in app.registered_groups]
    assert [n for n in names if f"dateline {n}" not in text] == []


def test_adding_twice_says_that_it_is_known(folder: Path) -> None:
    done = run(folder, "add", TWIN, "--published", "2026-01-04", "--json")
    counts = json.loads(done.stdout)
    assert (counts["rows"], counts["known"], counts["batch"]) == (0, 1, None)


def test_list_show_and_the_page(folder: Path) -> None:
    rows = json.loads(run(folder, "list", "--json").stdout)
    launch = next(r for r in rows if r["kind"] == "missile-launch")
    assert "2026-01-04 07:50" in launch["summary"]
    assert run(folder, "list", "--csv").stdout.startswith("id,kind,title,summary")
    card = run(folder, "show", launch["id"][:10], "--html", "card.html")
    assert "MISSILE LAUNCH" in card.stdout and (folder / "card.html").stat().st_size > 5_000
    assert json.loads(run(folder, "show", launch["id"], "--json").stdout)["incidents"]
    assert "sea" in run(folder, "show", launch["id"], "--csv").stdout
    assert json.loads(run(folder, "list", "--documents", "--json").stdout)[0]["characters"] > 500


def test_the_ledger_gives_the_same_json_as_reading(folder: Path) -> None:
    read = json.loads(run(folder, "read", TWIN, "--published", "2026-01-04", "--json").stdout)
    for incident in read["incidents"][:3]:
        shown = json.loads(run(folder, "show", incident["id"], "--json").stdout)
        assert shown["incidents"] == [incident]
        for part in ("documents", "authorities", "statements", "predictions", "notes", "coverage"):
            assert shown[part] == read[part]


def test_verify_counts_and_exits_with_one_on_a_changed_ledger(folder: Path, tmp_path: Path) -> None:
    import shutil
    import sqlite3

    done = run(folder, "verify")
    total = done.stdout.split("/")[0]
    assert done.stdout.startswith(f"{total}/{total} spans and values hold\n1/1 readings")
    assert done.returncode == 0
    shutil.copy(folder / "dateline.ledger", tmp_path / "x.ledger")
    with sqlite3.connect(tmp_path / "x.ledger") as connection:
        connection.execute("UPDATE claims SET body = replace(body, '900', '800')")
    done = run(tmp_path, "verify", "-l", "x.ledger")
    assert done.returncode == 1 and "do not replay" in done.stderr


def test_log_search_kinds_quarantine_and_backup(folder: Path) -> None:
    assert [r["command"] for r in json.loads(run(folder, "log", "--json").stdout)] == ["add"]
    assert run(folder, "search", '"ballistic missiles"').returncode == 0
    assert run(folder, "search", "zebra").returncode == 1
    assert "missile-launch" in run(folder, "kinds", "list").stdout
    assert json.loads(run(folder, "quarantine", "list", "--json").stdout) == []
    assert "integrity ok" in run(folder, "backup", "copy.ledger").stdout
    assert run(folder, "verify", "-l", "copy.ledger").returncode == 0


def test_stdin_is_a_report(tmp_path: Path) -> None:
    run(tmp_path, "init", "a.ledger")
    words = ("add", "-", "-l", "a.ledger", "--published", "2026-01-04", "--json")
    done = run(tmp_path, *words, stdin=TWIN.read_bytes())
    assert json.loads(done.stdout)["documents"] == 1


def _bad(folder: Path, name: str) -> Path:
    path = folder / name
    content: dict[str, bytes] = {
        "empty.txt": b"", "blank.txt": b" \r\n", "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "broken.xml": FEED[:-20].encode(), "foreign.txt": GERMAN.encode(),
        "bytes.txt": b"\x81\x8d\x01\x02\x03" * 40,
        "deep.html": b"<html>" + b"<div>" * 600 + b"the missile",
        "bad.jsonl": b"{\n",
    }  # fmt: skip
    if name == "none":
        path.mkdir()
    elif name in content:
        path.write_bytes(content[name])
    return path


@pytest.mark.parametrize("command", ["read", "add"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.txt", "no such file"), ("empty.txt", "empty"), ("blank.txt", "empty"),
        ("picture.txt", "not text"), ("broken.xml", "broken XML"),
        ("foreign.txt", "another language (de)"), ("bytes.txt", "not UTF-8"),
        ("deep.html", "over budget"), ("none", "without reports"), ("bad.jsonl", "not JSON"),
    ],
)  # fmt: skip
def test_bad_input_is_one_line_and_nothing_is_written(
    tmp_path: Path, command: str, name: str, words: str
) -> None:
    create(str(tmp_path / "dateline.ledger")).close()
    path = _bad(tmp_path, name)
    done = run(tmp_path, command, path)
    assert done.returncode == 2
    assert words in done.stderr and "; expected" in done.stderr
    assert done.stderr.startswith("dateline: ") and done.stderr.count("\n") == 1
    assert str(path) in done.stderr
    listed = run(tmp_path, "list", "--documents", "--json")
    assert json.loads(listed.stdout) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("read", TWIN, "--published", "yesterday"), "expected an ISO date"),
        (("add", TWIN, "--published", "2026-13-45"), "expected an ISO date"),
        (("list", "--kind", "alien-landing"), "unknown kind 'alien-landing'; expected one of"),
        (("show", "zzzz"), "no incident 'zzzz'"),
        (("list", "-l", "gone.ledger"), "next: dateline init gone.ledger"),
        (("add", TWIN, "-l", "/proc"), "is a folder"),
        (("init", "/proc/x.ledger"), "/proc/x.ledger: cannot be"),
        (("init",), "exists already"),
        (("init", "new.ledger", "--retain", "some"), "expected full or spans or none"),
        (("verify", "-l", "report.txt"), "is no ledger"),
        (("backup", "/proc/x"), "/proc/x"),
        (("list", "--json", "--csv"), "expected one of them"),
    ],
)
def test_bad_arguments_are_one_line(folder: Path, words: tuple[str | Path, ...], says: str) -> None:
    (folder / "report.txt").write_text("words")
    done = run(folder, *words)
    assert done.returncode == 2
    assert says in done.stderr and done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr


def test_a_feed_without_dates_is_read_unanchored_with_a_note(tmp_path: Path) -> None:
    create(str(tmp_path / "dateline.ledger")).close()
    (tmp_path / "feed.rss").write_text(FEED)
    added = run(tmp_path, "add", "feed.rss")
    assert added.returncode == 0 and "--published YYYY-MM-DD" in added.stderr
    read = run(tmp_path, "read", "feed.rss")
    assert read.returncode == 0 and "unanchored" in read.stderr


def test_a_bad_item_does_not_stop_the_rest(tmp_path: Path) -> None:
    create(str(tmp_path / "dateline.ledger")).close()
    row = {"text": TWIN.read_text(), "published": "2026-01-04"}
    lines = [json.dumps({"text": GERMAN}), "{", json.dumps(row)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    done = run(tmp_path, "add", "a.jsonl")
    assert done.returncode == 0 and done.stdout.startswith("1 document,")
    assert done.stderr.count("\n") == 2
    held = json.loads(run(tmp_path, "quarantine", "list", "--json").stdout)
    assert sorted(r["name"].rsplit("/", 1)[-1] for r in held) == ["a.jsonl", "a.jsonl:2"]
    still = run(tmp_path, "quarantine", "retry")
    assert still.returncode == 0 and "another language" in still.stderr
    (tmp_path / "a.jsonl").write_text(lines[2])
    assert run(tmp_path, "quarantine", "retry").returncode == 0
    assert json.loads(run(tmp_path, "quarantine", "list", "--json").stdout) == []
    assert run(tmp_path, "verify", "--no-replay").returncode == 0


def test_both_clocks_and_what_became_of_incidents(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    samples = TWIN.parent
    first = run(tmp_path, "add", samples / "outlet-tokyo.txt", "--published", "2026-01-05")
    assert "incidents: 1 created" in first.stdout
    old = json.loads(run(tmp_path, "list", "--json").stdout)[0]["id"]
    second = run(tmp_path, "add", samples / "outlet-wire.txt", "--published", "2026-01-04")
    assert f"  {old[:12]} is now " in second.stdout
    done = run(tmp_path, "show", old)
    assert done.returncode == 0
    assert f"{old[:12]} is now " in done.stderr
    done = run(tmp_path, "show", old, "--recorded", "1", "--json")
    assert json.loads(done.stdout)["incidents"][0]["id"] == old
    done = run(tmp_path, "list", "--as-of", "2026-01-04", "--documents", "--json")
    assert [d["published"] for d in json.loads(done.stdout)] == ["2026-01-04"]
    assert "left out: 1 published later, 0 without" in done.stderr
    events = json.loads(run(tmp_path, "log", "--incidents", "--json").stdout)
    assert [e["event"] for e in events] == ["created", "moved"]
    done = run(tmp_path, "diff", "--from", "2026-01-04", "--to", "2026-01-05", "--json")
    assert {r["who"] for r in json.loads(done.stdout) if r["change"] == "new"} >= {"JPN:MOD"}
    for words in (["diff"], ["diff", "--from", "yesterday"], ["list", "--recorded", "7"]):
        done = run(tmp_path, *words)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done
    assert run(tmp_path, "relink").stdout == "no change\n"


def test_fix_tells_first_what_it_changes(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    samples = TWIN.parent
    run(tmp_path, "add", samples / "outlet-tokyo.txt", samples / "outlet-wire.txt",
        "--published", "2026-01-04")  # fmt: skip
    rows = json.loads(run(tmp_path, "log", "--incidents", "--json").stdout)
    shown = json.loads(run(tmp_path, "show", "missile-launch", "--json").stdout)
    wanted = next(
        c for c in shown["incidents"][0]["cells"] if c["slot"] == "range" and c.get("said_by")
    )
    words = ("--by", "A. N.", "--reason", "read it")
    done = run(tmp_path, "fix", "reject", wanted["id"], *words, "--dry-run")
    assert "withdrawn   range:" in done.stdout and "decision" not in done.stdout
    assert run(tmp_path, "log", "--decisions").stdout == ""
    done = run(tmp_path, "fix", "reject", wanted["id"], *words)
    assert "withdrawn   range:" in done.stdout
    assert "dateline undo 1" in done.stdout
    done = run(tmp_path, "undo", "1", *words)
    assert "new         range:" in done.stdout
    assert json.loads(run(tmp_path, "log", "--incidents", "--json").stdout) == rows


def test_review_asks_and_writes_what_is_answered(tmp_path: Path) -> None:
    assert run(tmp_path, "init").returncode == 0
    for day, text in (
        ("2031-05-11", "North Korea launched a ballistic missile on Sunday, Japan's Defense "
         "Ministry said.\n"),
        ("2031-05-12", "Several missiles were fired on Sunday, a fisherman said in a statement.\n"),
    ):  # fmt: skip
        (tmp_path / "r.txt").write_text(text, encoding="utf-8")
        assert run(tmp_path, "add", "r.txt", "--published", day).returncode == 0
    assert len(json.loads(run(tmp_path, "review", "--list", "--json").stdout)) == 1
    assert "--by NAME" in run(tmp_path, "review").stderr
    done = run(tmp_path, "review", "--by", "A. N.", stdin=b"x\ns\n\nthe same launch\n")
    assert "1 of 1 · score" in done.stdout and "1 decision; 1 waited" in done.stdout
    (decision,) = json.loads(run(tmp_path, "log", "--decisions", "--json").stdout)
    assert (decision["relation"], decision["by"], decision["reason"]) == (
        "same", "A. N.", "the same launch",
    )  # fmt: skip
    assert json.loads(run(tmp_path, "review", "--list", "--json").stdout) == []


def test_audit_asks_goes_on_where_it_stopped_and_takes_tables(folder: Path) -> None:
    words = ("audit", "--sample", "4", "--seed", "3")
    done = run(folder, *words, "--coder", "A", stdin=b"r\nz\nw\nq\n")
    assert "seed 3" in done.stdout and "1 right, 1 wrong" in done.stdout
    done = run(folder, *words, "--coder", "A", stdin=b"r\nu\n")
    assert "; 2 answered by A" in done.stdout
    assert "To cite: precision " in done.stdout
    table = run(folder, *words, "--list", "--csv").stdout
    (folder / "b.csv").write_text(table.replace(",,\n", ",right,\n"), encoding="utf-8")
    done = run(folder, *words, "--coder", "B", "--answers", "b.csv")
    assert "Krippendorff's alpha (nominal)" in done.stdout
    rows = json.loads(run(folder, *words, "--report", "--json").stdout)
    assert {r["coder"] for r in rows} == {"all", "A", "B"}
    assert "--coder NAME" in run(folder, *words).stderr
    assert run(folder, *words, "--coder", "B", "--answers", "missing.csv").returncode == 2
    assert run(folder, "verify").returncode == 0
