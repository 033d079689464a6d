"""`dateline.open("nk.ledger")`: a ledger in Python and in notebooks, with typed rows.

Rows have the columns of `dateline export parquet`; each set of rows goes to pandas, polars and
Arrow with the same types, and shows itself with the words it rests on marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, overload

from dateline.exports import arrow, fill, tables
from dateline.exports.columns import Filled, Table
from dateline.ledger import Ledger, batches, open_ledger
from dateline.ledger import create as create_ledger
from dateline.model import Incident, Published
from dateline.pipeline import Resources, ledgers, states, store
from dateline.pipeline.content import content
from dateline.pipeline.intake import arrivals
from dateline.pipeline.worker import Pool
from dateline.readers import Known
from dateline.views import card_html, card_text, filters, rows_html
from dateline.views.card import cards
from dateline.views.rows_html import Spot

Paths = str | Path | Iterable[str | Path]

_SHOWN: Mapping[str, tuple[str, ...]] = {
    "incidents": ("id", "kind", "type", "actors", "recipients", "time_notation", "places",
                  "authorities"),
    "cells": ("incident", "slot", "notation", "said_by", "modality", "polarity", "certainty"),
    "documents": ("id", "published", "outlet", "title", "characters", "claims"),
    "predictions": ("event", "earliest", "latest", "said_by", "certainty", "status", "as_of"),
    "statements": ("said_by", "modality", "polarity", "certainty", "form"),
}  # fmt: skip
"""Columns a notebook shows; the others are there all the same."""


@dataclass(frozen=True)
class Rows(Sequence[dict[str, Any]]):
    """Rows of one table: a sequence of dictionaries, typed when converted.

    `table` names the columns with their limits; None in a row is "not stated".
    """

    filled: Filled
    evidence: Filled
    texts: Mapping[str, str] = field(repr=False)
    version: str = ""

    @property
    def table(self) -> Table:
        return self.filled.table

    @property
    def columns(self) -> tuple[str, ...]:
        return self.table.names

    def __len__(self) -> int:
        return len(self.filled.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.filled.rows)

    @overload
    def __getitem__(self, key: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, key: slice) -> Rows: ...
    def __getitem__(self, key: int | slice) -> dict[str, Any] | Rows:
        if isinstance(key, int):
            return self.filled.rows[key]
        cut = Filled(self.table, self.filled.rows[key])
        return Rows(cut, self.evidence, self.texts, self.version)

    def __repr__(self) -> str:
        return f"<{len(self)} rows of {self.table.name}: {', '.join(self.columns)}>"

    def limits(self, column: str) -> str:
        """What a column holds and what that is not."""
        return self.table.column(column).limits

    def to_arrow(self) -> Any:
        """A `pyarrow.Table`; needs `dateline[exports]`."""
        return arrow.arrow(self.filled, self.version)

    def to_pandas(self) -> Any:
        """A `pandas.DataFrame` with nullable types: a missing number does not make floats."""
        import pandas

        pa = arrow.library()
        types = {
            pa.int64(): pandas.Int64Dtype(), pa.float64(): pandas.Float64Dtype(),
            pa.bool_(): pandas.BooleanDtype(), pa.string(): pandas.StringDtype(),
        }  # fmt: skip
        return self.to_arrow().to_pandas(types_mapper=types.get)

    def to_polars(self) -> Any:
        """A `polars.DataFrame`."""
        import polars

        return polars.from_arrow(self.to_arrow())

    def _repr_html_(self) -> str:
        shown = _SHOWN.get(self.table.name, self.columns[:8])
        spots = [self._spots(row) for row in self.filled.rows[: rows_html.SHOWN]]
        spots += [()] * (len(self) - len(spots))
        count = f"{len(self):,} {'row' if len(self) == 1 else 'rows'}"
        caption = f"{self.table.name}: {count}, each {self.table.row}"
        return rows_html.table(self.filled.rows, shown, spots, self.texts, caption)

    def _spots(self, row: Mapping[str, Any]) -> Sequence[Spot]:
        if {"start", "end", "document"} <= row.keys():
            return [Spot(row["document"], row["start"], row["end"])]
        name = self.table.name
        key = "claim" if name == "cells" else "id"
        ident = row.get(key)
        if ident is None:
            return ()
        if name == "incidents":
            own = [
                e for e in self.evidence.rows if e["incident"] == ident and e["owner"] == "cells"
            ]
            found = ([e for e in own if e["role"] == "trigger"] or own)[:3]
        else:
            found = [e for e in self.evidence.rows
                     if e["owner_id"] == ident and e["owner"] == name]  # fmt: skip
        return [Spot(e["document"], e["start"], e["end"]) for e in found]


@dataclass(frozen=True)
class Card:
    """One incident: its claims as rows, its card as text, and in a notebook as a page."""

    incident: Incident
    claims: Rows
    text: str
    html: str = field(repr=False)

    @property
    def id(self) -> str:
        return self.incident.id

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.claims._repr_html_()


@dataclass(frozen=True)
class Verified:
    """The outcome of `verify`: true where everything holds."""

    spans: int
    readings: int
    replayed: int
    problems: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class _State:
    """Everything of one moment; `mark` names it."""

    mark: tuple[str, str | None, str | None]
    content: fill.Content
    tables: Mapping[str, Filled]

    def rows(self, name: str) -> Rows:
        texts = {d.id: d.text.characters for d, _ in self.content.documents}
        return Rows(self.tables[name], self.tables["evidence"], texts, self.content.version)


class OpenLedger:
    """An open ledger. Questions are answered from its rows; only `add` writes."""

    def __init__(self, ledger: Ledger, resources: Resources | None = None) -> None:
        self._ledger = ledger
        self._resources = resources or Resources()
        self._seen: _State | None = None

    def __enter__(self) -> OpenLedger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()

    def __repr__(self) -> str:
        return f"<dateline ledger {self._ledger.where}>"

    def close(self) -> None:
        """Let go of the file or the connection."""
        self._ledger.close()

    def add(
        self,
        paths: Paths,
        *,
        published: str | None = None,
        outlet: str | None = None,
        recorded: datetime | None = None,
        workers: int = 0,
    ) -> store.Added:
        """Read reports, pages, feeds or folders into the ledger; what is known adds nothing.

        With `workers` files are opened and texts read in processes of their own, under budgets of
        time and memory, as `dateline add` does; with 0 in this one.

        `published` is an ISO date or instant for reports that do not state theirs; `recorded` the
        time of the entry in the log, by default the time of the call.

        Raises:
            DatelineError: a date that is none; what single files are refused for is in `refused`.
        """
        given = [paths] if isinstance(paths, str | Path) else list(paths)
        known = Known(Published.parse(published) if published else None, outlet=outlet)
        at = (recorded or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        pool = Pool(self._resources, workers) if workers else None
        try:
            items = arrivals([Path(p) for p in given], known, pool)
            return store.add(self._ledger, items, self._resources, recorded=at, pool=pool)
        finally:
            if pool is not None:
                pool.close()

    def incidents(
        self,
        *,
        kind: str | None = None,
        actor: str | None = None,
        where: str | None = None,
        as_of: str | None = None,
        recorded: str | None = None,
    ) -> Rows:
        """Incidents, of one kind, of one actor (`PRK` also holds for `PRK:GOV`), or by a rule.

        `as_of` counts only what was published by then (`2026-01-05`, or an instant), `recorded`
        only what the ledger held then (a time, or a batch of the log); so everywhere below.

        Raises:
            DatelineError: a rule that cannot be read; it points at the character.
        """
        terms = [f'{name}:"{value}"' for name, value in (("kind", kind), ("actor", actor)) if value]
        rule = " ".join([*terms, where or ""]).strip()
        state = self._state(as_of, recorded)
        rows = state.rows("incidents")
        if not rule:
            return rows
        parsed = filters.parse(rule, filters.slot_names(self._resources.kinds))
        held = state.content
        kept = {i.id for i in filters.matching(held.incidents, parsed, held.documents)}
        return _only(rows, lambda row: row["id"] in kept)

    def claims(
        self,
        *,
        incident: str | None = None,
        slot: str | None = None,
        said_by: str | None = None,
        as_of: str | None = None,
        recorded: str | None = None,
    ) -> Rows:
        """What is said of incidents: one row a claim, without what is derived from claims."""
        state = self._state(as_of, recorded)
        chosen = ledgers.find(state.content.incidents, incident).id if incident else None
        return _only(
            state.rows("cells"),
            lambda row: not row["derived"] and chosen in (None, row["incident"])
            and slot in (None, row["slot"]) and (said_by is None or said_by in row["said_by"]),
        )  # fmt: skip

    def documents(self, *, as_of: str | None = None, recorded: str | None = None) -> Rows:
        """Current documents, in the order of publication."""
        return self.table("documents", as_of=as_of, recorded=recorded)

    def statements(self, *, as_of: str | None = None, recorded: str | None = None) -> Rows:
        """Attributed content as such."""
        return self.table("statements", as_of=as_of, recorded=recorded)

    def predictions(
        self, *, status: str | None = None, as_of: str | None = None, recorded: str | None = None
    ) -> Rows:
        """What sources say is to come; `status` is open, due, met, missed, partly or
        undecidable."""
        rows = self.table("predictions", as_of=as_of, recorded=recorded)
        return _only(rows, lambda row: status in (None, row["status"]))

    def table(self, name: str, *, as_of: str | None = None, recorded: str | None = None) -> Rows:
        """Any table of `dateline.exports.tables`.

        Raises:
            KeyError: there is no such table.
        """
        return self._state(as_of, recorded).rows(name)

    def tables(self) -> tuple[str, ...]:
        """Names of the tables."""
        return tuple(t.name for t in tables.TABLES)

    def search(self, words: str) -> list[dict[str, Any]]:
        """Current documents that hold all the words, with the offsets of the first."""
        return [
            {"document": d.id, "published": d.published.original if d.published else None,
             "outlet": d.outlet, "start": h.start, "end": h.end, "snippet": h.snippet}
            for d, h in ledgers.find_words(self._ledger, words)
        ]  # fmt: skip

    def incident(
        self, ident: str, *, as_of: str | None = None, recorded: str | None = None
    ) -> Card:
        """One incident by its id, the beginning of it, or a kind that has one incident.

        Raises:
            DatelineError: none, or several.
        """
        state = self._state(as_of, recorded)
        held = state.content
        found = ledgers.find(held.incidents, ident)
        homes = {m.document for m in found.mentions}
        pairs = [p for p in held.documents if p[0].id in homes]
        drawn = [c for c in cards(held.incidents, pairs, self._resources.kinds) if c.id == found.id]
        own = _only(
            state.rows("cells"),
            lambda row: row["incident"] == found.id and not row["derived"],
        )
        return Card(found, own, card_text.render(drawn, pairs), card_html.render(drawn, pairs))

    def verify(self, *, replay: bool = False) -> Verified:
        """Re-read every span; with `replay` also make every reading anew (slow)."""
        done = ledgers.verify(self._ledger, self._resources, replay=replay)
        return Verified(done.spans, done.readings, done.replayed, tuple(done.problems))

    def _state(self, as_of: str | None, recorded: str | None) -> _State:
        """What the ledger holds then, read again only where something was written since."""
        with self._ledger.reading() as connection:
            mark = (batches.newest(connection), as_of, recorded)
        if self._seen is None or self._seen.mark != mark:
            held = content(
                self._ledger, self._resources,
                as_of=states.moment(as_of) if as_of else None,
                recorded=states.clock(recorded) if recorded else None,
            )  # fmt: skip
            self._seen = _State(mark, held, {f.name: f for f in fill.fill(held)})
        return self._seen


def _only(rows: Rows, keep: Any) -> Rows:
    kept = Filled(rows.table, tuple(r for r in rows.filled.rows if keep(r)))
    return Rows(kept, rows.evidence, rows.texts, rows.version)


def open(where: str | Path, *, resources: Resources | None = None) -> OpenLedger:
    """Open a ledger: a file by its path, or `postgresql://…`.

    Raises:
        LedgerError: missing (see `create`), no ledger, damaged, or newer than this code.
    """
    return OpenLedger(open_ledger(str(where)), resources)


def create(
    where: str | Path, *, retain: str = "full", resources: Resources | None = None
) -> OpenLedger:
    """Make a ledger and open it; `retain` is what it keeps of texts: full, spans or none.

    Raises:
        LedgerError: there is one already, or the place cannot be written.
    """
    return OpenLedger(create_ledger(str(where), retain), resources)
