"""One state of a ledger for a process that stays: asked often, decoded once.

1. The newest batch of the log names the state: nothing in a ledger changes without one.
2. A state's incidents, heads and rows are worked out at most once and kept, for a few states.
   After a write, incidents and rows that the batch did not change are those of the state before.
3. One incident, with the documents that tell it, is read by itself: also before all are decoded.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from dateline.ledger import Ledger, batches, documents, judgements
from dateline.ledger import rows as ledger_rows
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
from dateline.pipeline import ledgers, states
from dateline.pipeline.resources import Resources
from dateline.views import filters, incident_rows
from dateline.views.moments import latest

KEPT = 4
"""States kept at a time: now, and the few an analyst compares."""

Pair = tuple[Document, Claims]


@dataclass(frozen=True, slots=True)
class Clocks:
    """A moment of either clock, in the words that asked for it; empty means now."""

    as_of: str = ""
    recorded: str = ""

    @property
    def published_by(self) -> datetime | None:
        """Raises DatelineError where the words are no date."""
        return states.moment(self.as_of) if self.as_of else None

    @property
    def recorded_by(self) -> states.Recorded | None:
        """Raises DatelineError where the words are neither a batch nor a date."""
        return states.clock(self.recorded) if self.recorded else None


_NOW = Clocks()


class Snapshot:
    """A state of a ledger. Everything asked of it is of that state and computed at most once.

    Raises:
        DatelineError: a clock names no moment.
    """

    def __init__(
        self, ledger: Ledger, resources: Resources, mark: str, clocks: Clocks = _NOW,
        before: Snapshot | None = None,
    ) -> None:  # fmt: skip
        self.ledger, self.resources = ledger, resources
        self.mark, self.clocks = mark, clocks
        self._lock = threading.RLock()
        self._rows: dict[str, Any] = {}
        self._heads_before: tuple[dict[str, Head], int] = ({}, 0)
        if before is not None and "heads" in before.__dict__:
            self._heads_before = before.heads, int(before.mark.split(":")[0] or 0)
        self._before: Snapshot | None = before
        if before is not None:
            # Only one state back is looked at, or states that nobody asks would pile up.
            last, before._before = before._before, None
            if "_related" not in before.__dict__:
                self._before = last
        if clocks != _NOW:
            self._take()

    @cached_property
    def state(self) -> states.State:
        return self._take()

    def _take(self) -> states.State:
        with self.ledger.reading() as connection:
            found = states.take(
                connection, as_of=self.clocks.published_by, recorded=self.clocks.recorded_by
            )
        self.__dict__["state"] = found
        return found

    @cached_property
    def etag(self) -> str:
        """A validator of every answer from this state by this code."""
        return digest("answer", self.mark, str(self.clocks), states.code())[:24]

    @property
    def incidents(self) -> tuple[Incident, ...]:
        return self._related.incidents

    @cached_property
    def _related(self) -> ledgers.Related:
        """2. The incidents, from those of the state before where there is one."""
        if self.clocks != _NOW:
            return ledgers.Related(None, ledgers.incidents(
                self.ledger, self.resources, as_of=self.clocks.published_by,
                recorded=self.clocks.recorded_by,
            ))  # fmt: skip
        with self._lock:
            before = self._before
            known = before.__dict__.get("_related") if before else None
            return ledgers.now(self.ledger, self.resources, known)

    @cached_property
    def by_id(self) -> dict[str, Incident]:
        """Incidents by their own id and by the ids of their mentions."""
        own = {i.id: i for i in self.incidents}
        return {m.id: i for i in self.incidents for m in i.mentions} | own

    @cached_property
    def heads(self) -> dict[str, Head]:
        """Every version of every article; none is ever changed, so only new ones are read."""
        known, batch = self._heads_before
        with self.ledger.reading() as connection:
            found = documents.heads(connection, batch)
        if not known:
            return found
        every = sorted((known | found).values(), key=lambda h: (h.identity, h.version))
        return {h.id: h for h in every}

    @cached_property
    def current(self) -> tuple[str, ...]:
        """Ids of current documents in the order of publication."""
        return tuple(self.state.documents)

    @cached_property
    def current_set(self) -> frozenset[str]:
        """Ids of current documents."""
        return frozenset(self.current)

    @cached_property
    def newest(self) -> Published | None:
        """The latest publication: the date this state speaks as of."""
        dated = {self.heads[d].published for d in self.current}
        return latest(Published.parse(day) for day in sorted(d for d in dated if d))

    @cached_property
    def decisions(self) -> list[tuple[int, Judgement]]:
        """All decisions, undone ones and undos included, oldest first."""
        with self.ledger.reading() as connection:
            return judgements.every(connection)

    @cached_property
    def held(self) -> tuple[Pair, ...]:
        """All current documents with their claims."""
        return self.pairs(self.current)

    def pairs(self, wanted: Sequence[str]) -> tuple[Pair, ...]:
        """Those of the documents that are current, with their claims, in order of publication."""
        among = set(wanted)
        rows = [r for r in self.state.rows if r.document in among]
        with self.ledger.reading() as connection:
            claims = ledger_rows.load(connection, [r.reading for r in rows])
            texts = documents.load(connection, [r.document for r in rows])
        return tuple((texts[c.document], c) for c in claims)

    def some(self, idents: Iterable[str]) -> dict[str, Incident]:
        """Those of the incidents that are told in this state, by id.

        3. Read one by one from the ledger as long as nobody has asked for all of them.
        """
        wanted = list(dict.fromkeys(idents))
        if "_related" in self.__dict__:
            return {i: self.by_id[i] for i in wanted if i in self.by_id}
        if self.clocks == _NOW:
            return ledgers.some(self.ledger, wanted)
        with self.ledger.reading() as connection:
            found = batches.cached_some(connection, self.state.mark, wanted)
        return {i.id: i for i in found}

    def find(self, ident: str) -> Incident:
        """An incident by its id, the beginning of it, or the id of one of its mentions.

        Raises:
            DatelineError: none, or several.
        """
        alone = self.some([ident]).get(ident)
        return alone or self.by_id.get(ident) or self.resolve(ident).incident

    def resolve(self, ident: str) -> ledgers.Found:
        """An incident by any id it ever had, with what became of that id."""
        if self.clocks.recorded:
            return ledgers.Found(ledgers.find(self.incidents, ident))
        return ledgers.resolve(self.ledger, self.incidents, ident)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Incidents as rows to choose from."""

        def make() -> list[dict[str, Any]]:
            same = self._same_rows()
            new = [i for i in self.incidents if i.id not in same]
            made = incident_rows.rows(new, self.resources.kinds, self.heads)
            return incident_rows.ordered([*same.values(), *made])

        found: list[dict[str, Any]] = self.once("rows", make)
        return found

    def _same_rows(self) -> dict[str, dict[str, Any]]:
        """2. Rows of the state before whose incidents are the same still."""
        now = self.incidents
        before, self._before = self._before, None
        if before is None or "rows" not in before._rows:
            return {}
        old = {i.id: i for i in before.incidents}
        same = {i.id for i in now if old.get(i.id) is i}
        return {r["id"]: r for r in before._rows["rows"] if r["id"] in same}

    def rows_of(self, incidents: Iterable[Incident]) -> dict[str, dict[str, Any]]:
        """Rows of a few incidents by id."""
        found = list(incidents)
        if "rows" in self._rows:
            return {i.id: self.row_of[i.id] for i in found}
        made = incident_rows.rows(found, self.resources.kinds, self.heads)
        return {r["id"]: r for r in made}

    def choose(self, choice: incident_rows.Choice) -> list[Mapping[str, Any]]:
        """The rows that fit all conditions.

        Raises:
            DatelineError: `choice.where` is no rule about incidents.
        """
        rows, texts = self._fitting(choice.where)
        return incident_rows.choose(rows, choice, texts)

    def facets(self, choice: incident_rows.Choice) -> dict[str, list[tuple[str, int, bool]]]:
        """The values of every facet with the rows each would leave."""
        rows, texts = self._fitting(choice.where)

        def make() -> dict[str, list[tuple[str, int, bool]]]:
            return incident_rows.facets(rows, choice, texts)

        found: dict[str, list[tuple[str, int, bool]]]
        found = self.once("facets", make) if choice.empty else make()
        return found

    def fitting(self, rule: str) -> frozenset[str]:
        """Ids of the incidents that fit a rule of `views.rules`.

        Raises:
            DatelineError: the words are no rule, or one about predictions.
        """

        def make() -> frozenset[str]:
            parsed = filters.incident_rule(rule, self.resources.kinds)
            return frozenset(i for i, s in self._subjects.items() if filters.fits(parsed, s))

        found: frozenset[str] = self.once(f"fitting {rule}", make)
        return found

    @property
    def outlets(self) -> dict[str, str | None]:
        """The publisher of every document."""
        found: dict[str, str | None] = self.once(
            "outlets", lambda: {h.id: h.outlet for h in self.heads.values()}
        )
        return found

    @property
    def _subjects(self) -> dict[str, filters.Subject]:
        """What a rule can ask of each incident."""

        def make() -> dict[str, filters.Subject]:
            return {i.id: filters.incident_subject(i, self.outlets) for i in self.incidents}

        found: dict[str, filters.Subject] = self.once("subjects", make)
        return found

    def _fitting(self, rule: str) -> tuple[list[dict[str, Any]], list[str]]:
        """The rows that fit a rule, all without one, with their texts."""
        if not rule:
            return self.rows, self._texts

        def make() -> tuple[list[dict[str, Any]], list[str]]:
            wanted = self.fitting(rule)
            both = [(r, t) for r, t in zip(self.rows, self._texts) if r["id"] in wanted]
            return [r for r, _ in both], [t for _, t in both]

        found: tuple[list[dict[str, Any]], list[str]] = self.once(f"where {rule}", make)
        return found

    @property
    def _texts(self) -> list[str]:
        found: list[str] = self.once("texts", lambda: incident_rows.texts(self.rows))
        return found

    def text_of(self, ident: str | None) -> str:
        """What words are looked for in of one incident; empty for none."""
        index: dict[str, str] = self.once(
            "text of", lambda: {r["id"]: t for r, t in zip(self.rows, self._texts)}
        )
        return index.get(ident or "", "")

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
        self._kept: OrderedDict[tuple[str, Clocks], Snapshot] = OrderedDict()

    def at(self, clocks: Clocks) -> Snapshot:
        """The state at a moment, as far as the ledger knows it now."""
        with self.ledger.reading() as connection:
            mark = batches.newest(connection)
        with self._lock:
            found = self._kept.pop((mark, clocks), None)
            if found is None:
                last = next((s for (_, c), s in reversed(self._kept.items()) if c == clocks), None)
                before = last if clocks == _NOW else None
                found = Snapshot(self.ledger, self.resources, mark, clocks, before)
            self._kept[mark, clocks] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def now(self) -> Snapshot:
        """The newest state."""
        return self.at(_NOW)


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
