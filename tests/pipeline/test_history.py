"""What became of incidents is recorded with the batch that did it, and old ids keep resolving."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import delete

from dateline.ledger import Ledger, batches, create, history, migrations, open_ledger, tables
from dateline.model import DatelineError, Document, Judgement, Published
from dateline.pipeline import Resources, ledgers, store
from dateline.pipeline.decisions import decide, mention_anchor
from dateline.pipeline.intake import Arrival
from dateline.pipeline.versions import Versions
from dateline.readers import Known

NOW = "2031-03-10T00:00:00Z"
LAUNCH = ("2031-03-03", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of "
          "Staff said.")  # fmt: skip
EARLIER = ("2031-03-02", "North Korea fired two missiles on Sunday, Japan's Defense Ministry said.")
OTHER = ("2031-03-09", "North Korea launched a missile on Sunday, Japan's Defense Ministry said.")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = create(place)
    yield opened
    opened.close()


def put(ledger: Ledger, resources: Resources, report: tuple[str, str], url: str | None = None,
        ) -> store.Added:  # fmt: skip
    item = Document.of(report[1], published=Published.parse(report[0]), url=url)
    return store.add(ledger, [Arrival(Path("-"), item, Known())], resources, recorded=NOW)


def told(ledger: Ledger, batch: int) -> list[str]:
    with ledger.reading() as connection:
        return [str(e.change.event) for e in history.events(connection, batch)]


def test_add_ends_with_what_became_of_incidents(ledger: Ledger, resources: Resources) -> None:
    first = put(ledger, resources, LAUNCH)
    (created,) = first.relinked.changes
    assert (created.event, created.mentions) == ("created", 1)
    second = put(ledger, resources, EARLIER)
    (moved,) = second.relinked.changes
    assert (moved.event, moved.incident) == ("moved", created.incident)
    third = put(ledger, resources, OTHER)
    assert [c.event for c in third.relinked.changes] == ["created"]
    again = put(ledger, resources, ("2031-03-04", LAUNCH[1] + " It said no more."))
    assert (again.relinked.changes, again.relinked.grown) == ((), (moved.other,))
    with ledger.reading() as connection:
        assert list(batches.breaks(connection)) == []
        homes = history.homes(connection)
        assert len(history.homes(connection, 1)) == 1
    found = ledgers.incidents(ledger, resources)
    assert homes == {m.id: i.id for i in found for m in i.mentions}


def test_old_ids_keep_resolving_through_several_changes(
    ledger: Ledger, resources: Resources
) -> None:
    oldest = put(ledger, resources, LAUNCH).relinked.changes[0].incident
    put(ledger, resources, EARLIER)
    put(ledger, resources, OTHER)
    pairs = ledgers.held(ledger).documents
    early, _, late = (mention_anchor(c.mentions[0], d.text.characters) for d, c in pairs)
    number = decide(ledger, Judgement("same", early, late, "A. N.", "one", NOW), resources)
    assert told(ledger, 4) == ["merged"]
    found = ledgers.incidents(ledger, resources)
    answer = ledgers.resolve(ledger, found, oldest[:10])
    assert answer.incident == found[0]
    assert [str(e.change.event) for e in answer.trail] == ["moved"]
    with ledger.reading() as connection:
        (merged,) = history.events(connection, 4)
    answer = ledgers.resolve(ledger, found, merged.change.incident)
    assert (answer.incident, answer.trail) == (found[0], (merged,))
    decide(ledger, Judgement("undo", None, None, "A. N.", "two", NOW, str(number)), resources)
    assert told(ledger, 5) == ["split"]
    found = ledgers.incidents(ledger, resources)
    assert ledgers.resolve(ledger, found, merged.change.incident).trail == ()
    with pytest.raises(DatelineError, match="no incident 'zz'"):
        ledgers.resolve(ledger, found, "zz")


def test_a_reading_by_newer_code_is_followed(
    ledger: Ledger, resources: Resources, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ledger, resources, LAUNCH)
    put(ledger, resources, OTHER)
    monkeypatch.setattr(store, "versions", lambda: Versions("0+newer", "m", "t"))
    done = store.reread(ledger, resources, recorded=NOW)
    assert done.readings == 2
    assert done.relinked.changes == ()


def test_a_newer_version_of_a_report_is_the_same_incident_until_it_no_longer_tells_it(
    ledger: Ledger, resources: Resources
) -> None:
    url = "https://wire.example/1"
    first = put(ledger, resources, LAUNCH, url).relinked.changes[0].incident
    newer = ("2031-03-04", "UPDATED. " + LAUNCH[1])
    (moved,) = put(ledger, resources, newer, url).relinked.changes
    assert (moved.event, moved.incident) == ("moved", first)
    empty = ("2031-03-05", "The weather was fine in the south, the office said.")
    done = put(ledger, resources, empty, url)
    assert "gone" in [c.event for c in done.relinked.changes]
    found = ledgers.incidents(ledger, resources)
    with pytest.raises(DatelineError, match="gone since batch 3"):
        ledgers.resolve(ledger, found, first)


def test_removed_history_breaks_the_log(ledger: Ledger, resources: Resources) -> None:
    put(ledger, resources, LAUNCH)
    with ledger.writing() as connection:
        connection.execute(delete(tables.incident_events))
    with ledger.reading() as connection:
        assert list(batches.breaks(connection)) == [
            "batch 1: rows were added or removed afterwards"
        ]


def test_a_ledger_of_version_1_is_migrated_and_starts_its_history(
    ledger: Ledger, resources: Resources
) -> None:
    put(ledger, resources, LAUNCH)
    new = ("audit_answers", "audit_cells", "audits", "incident_events", "homes")
    with ledger.writing() as connection:
        for name in new:
            tables.metadata.tables[name].drop(connection)
        migrations.migrate(connection, 1, 1)
        if ledger.is_sqlite:
            connection.exec_driver_sql("PRAGMA user_version=1")
    ledger.close()
    with closing(open_ledger(ledger.where)) as opened:
        assert told(opened, 1) == []
        done = store.relink(opened, resources, recorded=NOW)
        assert [str(c.event) for c in done.changes] == ["created"]
        assert store.relink(opened, resources, recorded=NOW).changes == ()
        with opened.reading() as connection:
            assert [r.command for r in batches.all_batches(connection)] == ["add", "relink"]
