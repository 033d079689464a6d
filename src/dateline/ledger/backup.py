"""A consistent copy of a SQLite ledger while others read and write it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from dateline.ledger.engine import Ledger, guard
from dateline.model import LedgerError


def backup(ledger: Ledger, target: Path) -> int:
    """Copy a ledger by SQLite's backup interface, check the copy, then give it its name.

    Returns the size of the copy in bytes.

    Raises:
        LedgerError: the target exists or cannot be written, the copy is damaged, or the ledger is
            on a server.
    """
    if not ledger.is_sqlite:
        raise LedgerError(
            "a ledger on a server", where="backup", expected="a SQLite ledger", run="pg_dump"
        )
    if target.exists():
        raise LedgerError("exists already", where=str(target), expected="a new file")
    draft = target.with_name(target.name + ".draft")
    try:
        with guard(str(target)):
            source = sqlite3.connect(Path(ledger.where).resolve().as_uri() + "?mode=ro", uri=True)
            copy = sqlite3.connect(draft)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
                result = copy.execute("PRAGMA integrity_check").fetchone()[0]
                copy.execute("PRAGMA journal_mode=WAL")
            finally:
                copy.close()
                source.close()
        if result != "ok":
            raise LedgerError(f"the copy is damaged ({result})", where=str(target))
        draft.rename(target)
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            leftover = draft.with_name(draft.name + suffix)
            if leftover.exists():
                leftover.unlink()
    return target.stat().st_size
