"""Steps from one version of the tables to the next, and what SQLAlchemy cannot declare."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from dateline.ledger.tables import metadata, settings
from dateline.model import LedgerError


def _two(connection: Connection) -> None:
    """Tables that came with version 2; those that exist are left as they are."""
    metadata.create_all(connection)


def _three(connection: Connection) -> None:
    """Tables that came with version 3: the incidents of now, kept with what they follow from."""
    metadata.create_all(connection)


STEPS: Mapping[int, Callable[[Connection], None]] = {2: _two, 3: _three}
"""Version → the step that reaches it from the one before. Steps are never edited once released."""


def migrate(
    connection: Connection,
    version: int,
    target: int,
    steps: Mapping[int, Callable[[Connection], None]] = STEPS,
) -> None:
    """Take a ledger from `version` to `target` inside the transaction of `connection`.

    Raises:
        LedgerError: a step is missing.
    """
    for step in range(version + 1, target + 1):
        if step not in steps:
            raise LedgerError(f"no migration from tables {step - 1} to {step}")
        steps[step](connection)
    value = str(target)
    connection.execute(settings.update().where(settings.c.key == "version").values(value=value))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version={target}")


def search_index(connection: Connection) -> None:
    """The full-text index over kept passages: FTS5, or a generated tsvector with a GIN index."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE passages_search USING fts5(characters, content='passages', "
            "content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
        )
        return
    connection.exec_driver_sql(
        "ALTER TABLE passages ADD COLUMN search tsvector "
        "GENERATED ALWAYS AS (to_tsvector('english', characters)) STORED"
    )
    connection.exec_driver_sql("CREATE INDEX passages_search ON passages USING gin (search)")
