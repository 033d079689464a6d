"""Open and create a ledger: a SQLite file by its path, or PostgreSQL by its URL."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from dateline.ledger import migrations
from dateline.ledger.tables import APPLICATION_ID, VERSION, metadata, settings
from dateline.model import LedgerError

RETAIN = ("full", "spans", "none")
_URL = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://")
_LOCK = 0x646C6E65


class Ledger:
    """An open ledger. `retain` is what it keeps of texts: full, spans or none."""

    def __init__(self, where: str, engine: Engine, retain: str) -> None:
        self.where, self.engine, self.retain = where, engine, retain

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger."""
        with guard(self.where), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that no other writer interleaves with; an error rolls all of it back."""
        with guard(self.where), self.engine.connect() as plain:
            connection = plain.execution_options(dateline_write=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": _LOCK})
                yield connection

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def guard(where: str) -> Iterator[None]:
    """Turn driver errors into one line that says what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(where, str(error.orig)) from None
    except sqlite3.Error as error:
        raise _explained(where, str(error)) from None
    except SQLAlchemyError as error:
        raise LedgerError(str(error).split("\n")[0], where=shown(where)) from None


def _explained(where: str, words: str) -> LedgerError:
    where = shown(where)
    first = words.strip().split("\n")[0]
    low = first.lower()
    if "readonly" in low or "read-only" in low or "permission denied" in low:
        return LedgerError("cannot be written", where=where, expected="a folder you may write to")
    if "unable to open" in low:
        return LedgerError(
            "cannot be opened", where=where, expected="a file you may read and write"
        )
    if "locked" in low or "busy" in low:
        return LedgerError("another command is writing to it", where=where, run="the same again")
    if "not a database" in low or "malformed" in low:
        return LedgerError("is no ledger, or is damaged", where=where, expected="a dateline ledger")
    if "connection" in low:
        return LedgerError(
            "the server cannot be reached", where=where,
            expected="a running PostgreSQL that lets you in",
        )  # fmt: skip
    return LedgerError(f"the database refused ({first})", where=where)


def is_url(where: str) -> bool:
    """Whether the words name a PostgreSQL database."""
    return bool(_URL.match(where))


def create(where: str, retain: str = "full") -> Ledger:
    """Make a ledger.

    Raises:
        LedgerError: there is one already, the place cannot be written, or `retain` is unknown.
    """
    if retain not in RETAIN:
        raise LedgerError(f"retention {retain!r}", where=where, expected=" or ".join(RETAIN))
    if is_url(where):
        return _create_postgres(where, retain)
    path = Path(where)
    if path.exists():
        folder = path.is_dir()
        raise LedgerError(
            "is a folder" if folder else "exists already", where=where, expected="a new file",
            run=f"dateline init {path / 'new.ledger'}" if folder
            else f"dateline add FILE... -l {where}, or dateline init ANOTHER.ledger",
        )  # fmt: skip
    if not path.parent.is_dir():
        raise LedgerError("its folder does not exist", where=where, run=f"mkdir -p {path.parent}")
    # Built beside and renamed, so that a broken `init` leaves no half ledger.
    draft = path.with_name(path.name + ".draft")
    _remove(draft)
    engine = _sqlite_engine(draft, "rwc")
    try:
        with guard(where), Ledger(where, engine, retain).writing() as connection:
            _build(connection, retain)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
        engine.dispose()
        draft.rename(path)
    finally:
        engine.dispose()
        for suffix in ("", "-wal", "-shm"):
            _remove(draft.with_name(draft.name + suffix))
    return open_ledger(where)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _build(connection: Connection, retain: str) -> None:
    metadata.create_all(connection)
    migrations.search_index(connection)
    connection.execute(
        settings.insert(),
        [{"key": "version", "value": str(VERSION)}, {"key": "retain", "value": retain}],
    )


def _create_postgres(where: str, retain: str) -> Ledger:
    ledger = Ledger(where, _postgres_engine(where), retain)
    with ledger.writing() as connection:
        if inspect(connection).has_table("settings"):
            raise LedgerError("holds a ledger already", where=shown(where), run="dateline list")
        _build(connection, retain)
    return ledger


def open_ledger(where: str, *, read_only: bool = False) -> Ledger:
    """Open a ledger; one that is `read_only` refuses every write, that of caches included.

    Raises:
        LedgerError: missing, a folder, no ledger, damaged, or newer than this code.
    """
    if is_url(where):
        ledger = Ledger(where, _postgres_engine(where, read_only), "full")
    else:
        mode = "ro" if read_only and _mode(where) == "rw" else _mode(where)
        ledger = Ledger(where, _sqlite_engine(_existing(where), mode), "full")
    with ledger.reading() as connection:
        _check_version(connection, ledger)
        found = connection.execute(select(settings.c.value).where(settings.c.key == "retain"))
        ledger.retain = found.scalar_one()
    return ledger


def _existing(where: str) -> Path:
    path = Path(where)
    if path.is_dir():
        raise LedgerError("is a folder", where=where, expected="a ledger file")
    if not path.exists():
        raise LedgerError("there is no ledger", where=where, run=f"dateline init {where}")
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise LedgerError(f"cannot be read ({error.strerror})", where=where) from None
    if head != b"SQLite format 3\x00":
        raise LedgerError("is no ledger", where=where, expected="a file made by dateline init")
    return path


def _mode(where: str) -> str:
    """How to open: immutable where not even the side files of WAL can be made."""
    import os

    path = Path(where)
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return "rw" if writable else "ro&immutable=1"


def _check_version(connection: Connection, ledger: Ledger) -> None:
    where = shown(ledger.where)
    if ledger.is_sqlite:
        ident = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        if ident != APPLICATION_ID:
            raise LedgerError("is no ledger", where=where, expected="a file made by dateline init")
        version = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    else:
        if not inspect(connection).has_table("settings"):
            raise LedgerError("there is no ledger", where=where, run=f"dateline init {where}")
        found = connection.execute(select(settings.c.value).where(settings.c.key == "version"))
        version = int(found.scalar_one())
    if version > VERSION:
        raise LedgerError(
            f"was written by a newer dateline (tables {version}, this one knows {VERSION})",
            where=where, run="pip install --upgrade dateline",
        )  # fmt: skip
    if version < VERSION:
        with ledger.writing() as writer:
            migrations.migrate(writer, version, VERSION)


def shown(where: str) -> str:
    """The place as errors print it, without a password."""
    return re.sub(r"(://[^:/@]+):[^@]*@", r"\1:…@", where)


def _sqlite_engine(path: Path, mode: str) -> Engine:
    uri = path.resolve().as_uri() + f"?mode={mode}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            uri, uri=True, timeout=30, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA foreign_keys=ON")
        if mode == "rwc":
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, pool_size=2)

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        write = connection.get_execution_options().get("dateline_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgres_engine(where: str, read_only: bool = False) -> Engine:
    url = re.sub(r"^postgres(?:ql)?(?:\+\w+)?://", "postgresql+psycopg://", where)
    try:
        arguments = {"options": "-c default_transaction_read_only=on"} if read_only else {}
        return create_engine(url, poolclass=QueuePool, pool_size=2, connect_args=arguments)
    except ImportError:
        raise LedgerError(
            "PostgreSQL needs its driver", where=shown(where), run="pip install dateline[postgres]"
        ) from None
