"""The append-only store of documents, readings, claims and judgements; rows in, rows out.

SQLite by default (WAL, FTS5, foreign keys), PostgreSQL by URL. Only `pipeline` writes.
"""

from sqlalchemy import Connection

from dateline.ledger.engine import Ledger, create, open_ledger
from dateline.ledger.quarantine import Refused

__all__ = ["Connection", "Ledger", "Refused", "create", "open_ledger"]
