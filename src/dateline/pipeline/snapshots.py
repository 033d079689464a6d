"""One state of a ledger for a process that stays: asked often, decoded once.

1. The newest batch of the log names the state: nothing in a ledger changes without one.
2. A state's incidents, heads and rows are worked out at most once and kept, for a few states.
3. One incident, with the documents that tell it, is read by itself.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from dateline.ledger import Ledger, batches, documents, judgements
from dateline.ledger.documents import Head
from dateline.model import (
    Claims,
    DatelineError,
    Document,
    Incident,
    Judgement,
    Published,
    digest,
)
from dateline.pipeline import ledgers
from dateline.pipeline.resources import Resources
from dateline.pipeline.versions import versions
from dateline.views import incident_rows
from dateline.views.moments import beginning

KEPT = 4
"""States kept at a time: now, and the few an analyst compares."""

Pair = tuple[Document, Claims]


class Snapshot:
    """A state of a ledger. Everything asked of it is of that state and computed at most once."""

    def __init__(self, ledger: Ledger, resources: Resources, mark: str) -> None:
        self.ledger, self.resources = ledger, resources
        self.mark = mark
        self._lock = threading.RLock()
        self._rows: dict[str, Any] = {}

    @cached_property
    def etag(self) -> str:
        """A validator of every answer from this state by this code."""
        return digest("answer", self.mark, versions().code, versions().reference)[:24]

    @cached_property
    def incidents(self) -> tuple[Incident, ...]:
        return ledgers.incidents(self.ledger, self.resources)

    @cached_property
    def by_id(self) -> dict[str, Incident]:
        """Incidents by their own id and by the ids of their mentions."""
        own = {i.id: i for i in self.incidents}
        return {m.id: i for i in self.incidents for m in i.mentions} | own

    @cached_property
    def heads(self) -> dict[str, Head]:
        """Every version of every article."""
        with self.ledger.reading() as connection:
            return documents.heads(connection)

    @cached_property
    def current(self) -> tuple[str, ...]:
        """Ids of current documents in the order of publication."""
        with self.ledger.reading() as connection:
            return tuple(row.document for row in documents.current(connection))

    @cached_property
    def current_set(self) -> frozenset[str]:
        """Ids of current documents."""
        return frozenset(self.current)

    @cached_property
    def newest(self) -> Published | None:
        """The latest publication: the date this state speaks as of."""
        dated = {self.heads[d].published for d in self.current}
        parsed = [Published.parse(day) for day in sorted(d for d in dated if d)]
        return max(parsed, key=lambda p: (beginning(p), p.original), default=None)

    @cached_property
    def decisions(self) -> list[tuple[int, Judgement]]:
        """All decisions, undone ones and undos included, oldest first."""
        with self.ledger.reading() as connection:
            return judgements.every(connection)

    @cached_property
    def held(self) -> tuple[Pair, ...]:
        """All current documents with their claims."""
        return ledgers.held(self.ledger).documents

    def pairs(self, wanted: Sequence[str]) -> tuple[Pair, ...]:
        """Documents with their claims, current versions or not."""
        return ledgers.held(self.ledger, list(dict.fromkeys(wanted))).documents

    def find(self, ident: str) -> Incident:
        """An incident by its id, the beginning of it, or the id of one of its mentions.

        Raises:
            DatelineError: none, or several.
        """
        return self.by_id.get(ident) or ledgers.find(self.incidents, ident)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Incidents as rows to choose from."""

        def make() -> list[dict[str, Any]]:
            return incident_rows.rows(self.incidents, self.resources.kinds, self.heads)

        found: list[dict[str, Any]] = self.once("rows", make)
        return found

    @property
    def row_of(self) -> dict[str, dict[str, Any]]:
        """The row of an incident by its id."""
        found: dict[str, dict[str, Any]] = self.once(
            "row of", lambda: {r["id"]: r for r in self.rows}
        )
        return found

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What `make` gives for this state, made at most once and kept under `name`."""
        with self._lock:
            if name not in self._rows:
                self._rows[name] = make()
            return self._rows[name]


class Snapshots:
    """The states of one ledger that a process keeps."""

    def __init__(self, ledger: Ledger, resources: Resources) -> None:
        self.ledger, self.resources = ledger, resources
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Snapshot] = OrderedDict()

    def now(self) -> Snapshot:
        """The newest state."""
        with self.ledger.reading() as connection:
            mark = batches.newest(connection)
        with self._lock:
            found = self._kept.pop(mark, None) or Snapshot(self.ledger, self.resources, mark)
            self._kept[mark] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def version_of(snapshot: Snapshot, ident: str) -> Document:
    """A stored version of an article with its characters.

    Raises:
        DatelineError: the ledger holds no such document.
    """
    matches = [d for d in snapshot.heads if d.startswith(ident)] if ident else []
    if len(matches) != 1:
        raise DatelineError(
            f"{len(matches)} documents begin with {ident!r}", expected="the id of one document",
            run="dateline list --documents",
        )  # fmt: skip
    with snapshot.ledger.reading() as connection:
        return documents.load(connection, matches)[matches[0]]
