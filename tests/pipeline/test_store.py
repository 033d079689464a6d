"""Adding, reading back, re-reading and verifying, on SQLite and on PostgreSQL."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from dateline.ledger import Ledger, batches, create, documents, open_ledger, rows, tables
from dateline.model import DatelineError, LedgerError, Published
from dateline.pipeline import Resources, ledgers, retrying, store
from dateline.pipeline.intake import arrivals
from dateline.pipeline.reading import read, relate
from dateline.pipeline.versions import Versions, versions
from dateline.readers import Known
from dateline.views import read_json

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
TWIN, WIRE = SAMPLES / "twin.txt", SAMPLES / "outlet-wire.txt"
DAY = Known(Published.parse("2026-01-04"))
AT = "2026-01-04T12:00:00Z"


def put(ledger: Ledger, resources: Resources, *files: Path, known: Known = DAY) -> store.Added:
    return store.add(ledger, arrivals(files, known), resources, recorded=AT)


def count(ledger: Ledger) -> dict[str, int]:
    with ledger.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(t)).scalar_one()
            for name, t in sorted(tables.metadata.tables.items()) if t not in tables.CACHES
        }  # fmt: skip


def test_rows_give_back_the_same_json_bytes(place: str, resources: Resources) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN, WIRE)
    ledger.close()
    ledger = open_ledger(place)
    held = ledgers.held(ledger)
    found = read((a.item for a in arrivals([TWIN, WIRE], DAY)), resources)  # type: ignore[misc]
    order = [d.id for d, _ in held.documents]
    direct = sorted(
        ((d.document, d.claims) for d in found.documents), key=lambda pair: order.index(pair[0].id)
    )
    assert [c for _, c in held.documents] == [c for _, c in direct]
    assert [d for d, _ in held.documents] == [d for d, _ in direct]
    expected = read_json.dumps(
        read_json.rows(direct, relate([c for _, c in direct], resources))
    )  # fmt: skip
    for _ in range(2):  # computed, then from the cache
        again = ledgers.incidents(ledger, resources)
        assert read_json.dumps(read_json.rows(held.documents, again)) == expected
    ledger.close()


def test_a_second_add_makes_no_row(place: str, resources: Resources) -> None:
    ledger = create(place)
    first = put(ledger, resources, TWIN, WIRE)
    before = count(ledger)
    second = put(ledger, resources, TWIN, WIRE)
    assert first.documents == 2 and first.rows > 200
    assert (second.documents, second.rows, second.batch, second.known) == (0, 0, None, 2)
    assert count(ledger) == before
    ledger.close()


def test_a_changed_text_is_a_new_version_and_the_old_one_no_longer_current(
    place: str, resources: Resources, tmp_path: Path
) -> None:
    ledger = create(place)
    known = replace(DAY, url="https://wire.example/launch?utm_source=x#top")
    path = tmp_path / "report.txt"
    path.write_text("North Korea fired two missiles on Sunday, the ministry said.\n")
    put(ledger, resources, path, known=known)
    path.write_text("North Korea fired three missiles on Sunday, the ministry said.\n")
    put(ledger, resources, path, known=replace(known, url="https://wire.example/launch/"))
    held = ledgers.held(ledger)
    assert [d.text.characters[12:23] for d, _ in held.documents] == ["fired three"]
    assert count(ledger)["documents"] == 2
    ledger.close()


def test_the_same_text_under_another_address_or_without_a_date_adds_nothing(
    place: str, resources: Resources
) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN, known=replace(DAY, url="https://a.example/1"))
    before = count(ledger)
    put(ledger, resources, TWIN, known=replace(DAY, url="https://a.example/2?token=9"))
    put(ledger, resources, TWIN, known=Known())
    assert count(ledger) == before
    ledger.close()


def test_a_date_that_comes_later_replaces_the_unanchored_reading(
    place: str, resources: Resources
) -> None:
    ledger = create(place)
    assert put(ledger, resources, TWIN, known=Known()).unanchored == 1
    put(ledger, resources, TWIN)
    held = ledgers.held(ledger)
    assert [c.published for _, c in held.documents] == ["2026-01-04"]
    ledger.close()


def test_a_newer_version_replaces_the_current_reading_and_keeps_the_old(
    place: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN)
    newer = Versions("9.9+new", versions().model, versions().reference)
    monkeypatch.setattr(store, "versions", lambda: newer)
    done = store.reread(ledger, resources, recorded=AT)
    assert (done.documents, done.readings) == (0, 1)
    with ledger.reading() as connection:
        now = documents.current(connection)
        assert [r.code for r in now] == ["9.9+new"]
        kept = connection.execute(select(tables.readings.c.id)).scalars().all()
        assert len(kept) == 2
        one, other = rows.load(connection, sorted(kept))
    assert one == other
    assert len(ledgers.held(ledger).documents) == 1
    assert store.reread(ledger, resources, recorded=AT).readings == 0
    ledger.close()


@pytest.mark.parametrize("retain", ["full", "spans", "none"])
def test_verify_checks_what_is_retained(place: str, retain: str, resources: Resources) -> None:
    ledger = create(place, retain)
    put(ledger, resources, TWIN)
    result = ledgers.verify(ledger, resources)
    assert result.holds, result.problems
    assert result.spans > 50
    assert result.kept == (0 if retain == "none" else result.spans)
    assert result.replayed == (1 if retain == "full" else 0)
    with ledger.reading() as connection:
        kept = connection.execute(select(tables.passages.c.characters)).scalars().all()
        bodies = connection.execute(select(tables.claims.c.body)).scalars().all()
    whole = TWIN.read_text()
    if retain == "full":
        assert kept == [whole]
    elif retain == "spans":
        assert len(kept) >= 1 and all(k in whole for k in kept)
    else:
        assert kept == [] and not any("around 7:50" in b for b in bodies)
    assert ledgers.incidents(ledger, resources)
    ledger.close()


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE evidence SET quote = 'no such words' WHERE layer = 'claims' AND seq = 0 AND n = 0",
        "UPDATE evidence SET \"end\" = 999999 WHERE layer = 'claims' AND seq = 0 AND n = 0",
        "UPDATE claims SET body = replace(body, '900', '800')",
        "UPDATE passages SET characters = replace(characters, 'North', 'South')",
        "DELETE FROM turns",
        "UPDATE batches SET command = 'other'",
    ],
)
def test_verify_notices_a_changed_row(place: str, tamper: str, resources: Resources) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN)
    with ledger.writing() as connection:
        connection.execute(text(tamper))
    assert not ledgers.verify(ledger, resources).holds
    ledger.close()


def test_search_finds_words_phrases_and_stems(place: str, resources: Resources) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN, WIRE)
    hits = ledgers.find_words(ledger, 'launching "ballistic missiles"')
    assert hits
    for document, hit in hits:
        assert document.text.characters[hit.start : hit.end].lower().startswith("launch")
    assert ledgers.find_words(ledger, "zebra") == []
    assert ledgers.find_words(ledger, '") zebra *') == []
    ledger.close()


def test_a_second_ledger_is_refused_at_the_same_place(place: str) -> None:
    create(place).close()
    with pytest.raises(LedgerError):
        create(place)


def test_a_failing_write_leaves_nothing(
    place: str, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = create(place)
    put(ledger, resources, TWIN)
    before = count(ledger)

    def broken(*_: object) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr(batches, "finish", broken)
    with pytest.raises(RuntimeError):
        put(ledger, resources, WIRE)
    assert count(ledger) == before
    ledger.close()


def test_one_report_that_cannot_be_read_does_not_cost_the_batch(
    place: str, resources: Resources, tmp_path: Path
) -> None:
    ledger = create(place)
    german = "Nordkorea hat am Sonntag mehrere Raketen in Richtung des Meeres abgefeuert.\n"
    (tmp_path / "b.txt").write_text(german)
    (tmp_path / "a.txt").write_text(TWIN.read_text())
    done = put(ledger, resources, tmp_path / "b.txt", tmp_path / "a.txt")
    assert (done.documents, done.quarantined, len(done.whole)) == (1, 1, 1)
    (tmp_path / "b.txt").write_text(WIRE.read_text())
    again = retrying.retry(ledger, resources, recorded=AT)
    assert again.documents == 1
    assert ledgers.verify(ledger, resources, replay=False).holds
    assert retrying.retry(ledger, resources, recorded=AT).batch is None
    ledger.close()


def test_an_incident_is_found_by_the_beginning_of_its_id(resources: Resources) -> None:
    done = read((a.item for a in arrivals([TWIN], DAY)), resources)  # type: ignore[misc]
    first = done.incidents[0]
    assert ledgers.find(done.incidents, first.id[:10]) == first
    with pytest.raises(DatelineError, match="dateline list"):
        ledgers.find(done.incidents, "zzz")
