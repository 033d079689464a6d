"""Local files: their bytes are kept like those of pages, and odd names are remarked on."""

import hashlib
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dateline.ledger import Ledger, create, fetches, tables
from dateline.ledger.engine import is_url
from dateline.model import Published
from dateline.pipeline import Resources, ledgers, store
from dateline.pipeline.intake import arrivals
from dateline.pipeline.worker import Pool
from dateline.readers import Known, budgets
from running import run

NOW = "2026-01-04T00:00:00Z"
WORDS = "North Korea fired two ballistic missiles toward the sea on Sunday, South Korea said."
OTHER = WORDS.replace("two", "three")
PAGE = f"<html><body><article><p>{WORDS}</p><p>Officials in Seoul confirmed the launches.</p>"
FEED = (
    '<rss version="2.0"><channel><title>Wire</title>'
    f"<item><guid>1</guid><title>a</title><description>{WORDS}</description></item>"
    f"<item><guid>2</guid><title>b</title><description>{OTHER}</description></item>"
    "</channel></rss>"
)


def put(
    ledger: Ledger, resources: Resources, *paths: Path, pool: Pool | None = None
) -> store.Added:
    known = Known(Published.parse("2026-01-04"))
    return store.add(ledger, arrivals(paths, known, pool), resources, recorded=NOW, pool=pool)


def file(folder: Path, name: str, words: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(words.encode() if isinstance(words, str) else words)
    return path


@pytest.mark.parametrize("retain", ["full", "spans", "none"])
def test_the_bytes_of_a_file_are_kept_as_the_retention_says(
    tmp_path: Path, place: str, resources: Resources, retain: str
) -> None:
    ledger = create(place, retain)
    page = file(tmp_path, "page.html", PAGE)
    marked = file(tmp_path, "marked.txt", b"\xef\xbb\xbf" + WORDS.encode())
    done = put(ledger, resources, page, marked, file(tmp_path, "feed.rss", FEED))
    assert (done.documents, done.whole, done.refused) == (4, [], [])
    with ledger.reading() as connection:
        rows = connection.execute(select(tables.fetches)).all()
        raw = {r.url: r for r in rows}
        assert sorted(raw) == ["file:feed.rss", "file:marked.txt", "file:page.html"]
        assert {(r.at, r.status, r.headers) for r in rows} == {(NOW, 0, "[]")}
        found = raw["file:page.html"]
        assert (found.body, found.length) == (hashlib.sha256(PAGE.encode()).hexdigest(), len(PAGE))
        kept = fetches.body(connection, found.body)
        assert kept == (PAGE.encode() if retain == "full" else None)
        assert len(connection.execute(select(tables.origins)).all()) == 4
    result = ledgers.verify(ledger, resources)
    assert result.holds and result.originals == (4 if retain == "full" else 0)
    ledger.close()


def test_bytes_that_are_the_text_are_not_stored_twice(
    tmp_path: Path, place: str, resources: Resources
) -> None:
    ledger = create(place)
    put(ledger, resources, file(tmp_path, "a.txt", WORDS + "\r\n"))
    with ledger.reading() as connection:
        assert connection.execute(select(tables.bodies)).all() == []
    result = ledgers.verify(ledger, resources)
    assert result.holds and result.originals == 1
    ledger.close()


def test_verify_reads_the_bytes_anew(tmp_path: Path, place: str, resources: Resources) -> None:
    ledger = create(place)
    put(ledger, resources, file(tmp_path, "page.html", PAGE))
    forged = PAGE.replace("two", "nine").encode()
    with ledger.writing() as connection:
        (row,) = connection.execute(select(tables.fetches)).all()
        found = zlib.compress(forged, 6)
        connection.execute(tables.bodies.update().values(compressed=found))
    with Pool(resources) as pool:
        problems = ledgers.verify(ledger, resources, pool=pool).problems
    assert any(f"retained bytes {row.body} are damaged" in p for p in problems)
    assert any("file:page.html read anew does not give its text" in p for p in problems)
    ledger.close()


def test_of_a_large_archive_the_hash_is_kept(
    tmp_path: Path, place: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(json.dumps({"text": w}) + "\n" for w in (WORDS, OTHER))
    path = file(tmp_path, "many.jsonl", lines)
    monkeypatch.setattr(budgets, "MAX_BYTES", len(lines) - 1)
    ledger = create(place)
    assert put(ledger, resources, path).documents == 2
    with ledger.reading() as connection:
        (row,) = connection.execute(select(tables.fetches)).all()
        assert (row.body, row.length) == (hashlib.sha256(lines.encode()).hexdigest(), len(lines))
        assert connection.execute(select(tables.bodies)).all() == []
    result = ledgers.verify(ledger, resources)
    assert result.holds and result.originals == 0
    ledger.close()


def test_the_same_with_workers_in_any_order_and_from_any_folder(
    tmp_path: Path, new_place: Callable[[], str], resources: Resources
) -> None:
    made = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        paths = [file(folder, "page.html", PAGE), file(folder, "feed.rss", FEED)]
        ledger = create(new_place())
        if name == "one":
            put(ledger, resources, *paths)
        else:
            with Pool(resources, 2) as pool:
                put(ledger, resources, *reversed(paths), pool=pool)
        with ledger.reading() as connection:
            made.append(connection.execute(text("SELECT chain FROM batches")).scalars().all())
        ledger.close()
    assert made[0] == made[1] and not is_url(str(tmp_path))


def test_odd_names_are_remarked_on(tmp_path: Path) -> None:
    file(tmp_path, "bad.pdf", WORDS)
    file(tmp_path, "page.txt", PAGE)
    file(tmp_path, "plain.txt", OTHER)
    said = run(tmp_path, "read", "bad.pdf", "page.txt", "plain.txt", "--published", "2026-01-04")
    assert said.stderr.splitlines() == [
        "dateline: bad.pdf: read as text, by its content; no reader knows the suffix .pdf",
        "dateline: page.txt: read as html, by its content, and not as .txt",
    ]
    run(tmp_path, "init", "n.ledger")
    said = run(tmp_path, "add", ".", "-l", "n.ledger", "--published", "2026-01-04", "--json")
    assert json.loads(said.stdout)["remarks"] == [
        ".: 1 file left out, of other suffixes (.pdf)",
        "page.txt: read as html, by its content, and not as .txt",
    ]
    file(tmp_path, "real.pdf", b"%PDF-1.7\n\x00\x01\x02" * 50)
    said = run(tmp_path, "read", "real.pdf", "--published", "2026-01-04")
    assert said.returncode == 2 and "not text (a PDF)" in said.stderr


def test_read_goes_through_workers_that_may_be_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dateline.pipeline import worker

    def stall(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(worker, "read_job", stall)
    limits = worker.Limits(text=0.3, text_share=0.0)
    monkeypatch.setattr(worker, "Limits", lambda: limits)
    file(tmp_path, "a.txt", WORDS)
    for words in (("read",), ("explain",), ("export", "polecat")):
        said = run(tmp_path, *words, "a.txt", "--published", "2026-01-04")
        assert said.returncode == 2 and "a.txt: aborted after" in said.stderr, (words, said)
        assert "quarantine" not in said.stderr and "Traceback" not in said.stderr
