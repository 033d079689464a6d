"""Opening, creating, migrating and copying a ledger; what is no ledger is refused in one line."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dateline.ledger import create, migrations, open_ledger, tables
from dateline.ledger.backup import backup
from dateline.ledger.engine import shown
from dateline.model import LedgerError


def test_settings_of_a_sqlite_ledger(tmp_path: Path) -> None:
    path = tmp_path / "a.ledger"
    ledger = create(str(path), "spans")
    with ledger.reading() as connection:
        ask = {p: connection.exec_driver_sql(f"PRAGMA {p}").scalar() for p in (
            "journal_mode", "foreign_keys", "application_id", "user_version")}  # fmt: skip
    assert ask == {
        "journal_mode": "wal", "foreign_keys": 1, "application_id": tables.APPLICATION_ID,
        "user_version": tables.VERSION,
    }  # fmt: skip
    ledger.close()
    ledger = open_ledger(str(path))
    assert ledger.retain == "spans"
    ledger.close()
    assert [p.name for p in tmp_path.iterdir()] == ["a.ledger"]


def test_foreign_keys_hold(place: str) -> None:
    ledger = create(place)
    with pytest.raises(LedgerError), ledger.writing() as connection:
        row = {"id": "d", "text": "no such text", "identity": "i", "version": 1, "batch": 9}
        connection.execute(tables.documents.insert(), row)


def _not_a_ledger(tmp_path: Path, sort: str) -> Path:
    path = tmp_path / "x.ledger"
    if sort == "folder":
        path.mkdir()
    elif sort == "text":
        path.write_text("hello")
    elif sort == "empty":
        path.touch()
    elif sort == "other database":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE t (x)")
    elif sort == "damaged":
        create(str(path)).close()
        raw = bytearray(path.read_bytes())
        raw[200:9000] = b"\xff" * 8800
        path.write_bytes(raw)
    elif sort == "newer":
        create(str(path)).close()
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA user_version=99")
    return path


@pytest.mark.parametrize(
    ("sort", "words"),
    [
        ("missing", "no ledger.*dateline init"),
        ("folder", "is a folder"),
        ("text", "is no ledger"),
        ("empty", "is no ledger"),
        ("other database", "is no ledger"),
        ("damaged", "damaged|refused"),
        ("newer", "newer dateline.*tables 99.*upgrade"),
    ],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, sort: str, words: str) -> None:
    path = _not_a_ledger(tmp_path, sort)
    with pytest.raises(LedgerError, match=words) as caught:
        open_ledger(str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "where", ["/proc/x.ledger", "/no/such/folder/x.ledger", "/proc/self/status"]
)
def test_a_place_that_cannot_be_written_is_refused(where: str) -> None:
    with pytest.raises(LedgerError):
        create(where)


def test_an_unknown_retention_names_the_choices(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="full or spans or none"):
        create(str(tmp_path / "a"), "some")


@pytest.mark.services
def test_a_newer_ledger_on_a_server_is_refused(new_database: object) -> None:
    where = new_database()  # type: ignore[operator]
    with pytest.raises(LedgerError, match="dateline init"):
        open_ledger(where)
    ledger = create(where)
    with ledger.writing() as connection:
        connection.execute(text("UPDATE settings SET value = '99' WHERE key = 'version'"))
    with pytest.raises(LedgerError, match="newer dateline"):
        open_ledger(where)


def test_no_server_is_one_line_without_the_password() -> None:
    where = "postgresql://someone:secret@127.0.0.1:1/none"
    with pytest.raises(LedgerError) as caught:
        open_ledger(where)
    assert "\n" not in str(caught.value) and "secret" not in str(caught.value)
    assert shown(where) == "postgresql://someone:…@127.0.0.1:1/none"


def test_a_migration_runs_its_steps_in_order_or_not_at_all(place: str) -> None:
    ledger = create(place)

    def two(connection: object) -> None:
        connection.execute(text("CREATE TABLE extra (x INTEGER)"))  # type: ignore[attr-defined]

    with ledger.writing() as connection:
        migrations.migrate(connection, 1, 2, {2: two})
    with pytest.raises(LedgerError, match="from tables 3 to 4"), ledger.writing() as connection:
        migrations.migrate(connection, 2, 4, {3: lambda c: c.execute(text("DROP TABLE extra"))})
    with ledger.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM extra")).scalar() == 0
        kept = connection.execute(
            select(tables.settings.c.value).where(tables.settings.c.key == "version")
        )
        assert kept.scalar() == "2"


def test_a_reader_is_not_kept_waiting_by_a_writer(place: str) -> None:
    ledger = create(place)
    with ledger.writing() as writer:
        writer.execute(tables.settings.insert(), {"key": "k", "value": "v"})
        with ledger.reading() as reader:
            seen = reader.execute(select(tables.settings.c.key)).scalars().all()
    assert "k" not in seen


def test_writers_take_turns(place: str) -> None:
    ledger = create(place)
    with ledger.writing() as connection:
        connection.execute(tables.settings.insert(), {"key": "n", "value": "0"})

    def step() -> None:
        for _ in range(5):
            with ledger.writing() as connection:
                row = tables.settings.c.key == "n"
                value = int(
                    connection.execute(select(tables.settings.c.value).where(row)).scalar_one()
                )
                change = tables.settings.update().where(row).values(value=str(value + 1))
                connection.execute(change)

    threads = [threading.Thread(target=step) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.reading() as connection:
        found = select(tables.settings.c.value).where(tables.settings.c.key == "n")
        assert connection.execute(found).scalar() == "20"


def test_a_backup_is_a_ledger(tmp_path: Path) -> None:
    ledger = create(str(tmp_path / "a.ledger"))
    with ledger.writing() as connection:
        connection.execute(tables.settings.insert(), {"key": "k", "value": "v"})
        size = backup(ledger, tmp_path / "b.ledger")
    assert size == (tmp_path / "b.ledger").stat().st_size
    with open_ledger(str(tmp_path / "b.ledger")).reading() as connection:
        assert "k" not in connection.execute(select(tables.settings.c.key)).scalars().all()
    with pytest.raises(LedgerError, match="exists already"):
        backup(ledger, tmp_path / "b.ledger")
    with pytest.raises(LedgerError):
        backup(ledger, Path("/proc/b.ledger"))
    assert not list(tmp_path.glob("*.draft*"))


def test_a_ledger_of_the_first_version_gets_the_tables_of_the_second(place: str) -> None:
    ledger = create(place)
    later = ("origins", "fetches", "bodies", "abort_ends", "aborts", "polls", "feeds", "entries")
    with ledger.writing() as connection:
        for name in later:
            connection.execute(text(f"DROP TABLE {name}"))
        connection.execute(text("UPDATE settings SET value = '1' WHERE key = 'version'"))
        if ledger.is_sqlite:
            connection.exec_driver_sql("PRAGMA user_version=1")
    ledger.close()
    ledger = open_ledger(place)
    with ledger.reading() as connection:
        for name in later:
            assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() == 0
    ledger.close()
