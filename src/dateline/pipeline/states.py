"""What a ledger holds, now or at a moment of either of its two clocks.

1. Recorded: batches up to a time (or a batch number) count; documents, readings, turns and
   decisions of later ones are left out.
2. Published: of every article the newest version published by then; undated ones are left out
   and counted. A day without an hour counts as its end, an hour without a zone as UTC, so that
   nothing is shown before it can have been known.
3. What is left, with the decisions that hold, names the state; incidents follow from it alone.

Both clocks may be set at once (Snodgrass & Ahn 1985, valid and transaction time).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from dateline.ledger import Connection, batches, documents, judgements
from dateline.ledger.documents import Current
from dateline.model import DatelineError, Judgement, Published, digest
from dateline.pipeline.versions import package_hash, versions

Recorded = datetime | int
"""A time of the log, or the number of a batch, which counts as its end."""


@dataclass(frozen=True, slots=True)
class State:
    """Current readings in order of publication and the decisions that hold.

    `undated` and `later` count articles that were left out for having no date, or a later one.
    """

    rows: tuple[Current, ...]
    decided: tuple[tuple[int, Judgement], ...]
    undated: int = 0
    later: int = 0

    @property
    def readings(self) -> list[str]:
        return [row.reading for row in self.rows]

    @property
    def documents(self) -> list[str]:
        return [row.document for row in self.rows]

    @property
    def mark(self) -> str:
        """Names what incidents follow from: readings, decisions, and the code that relates."""
        decided = (f"{n}" for n, _ in self.decided)
        return digest("state", code(), *self.readings, "judged", *decided)[:32]


def code() -> str:
    """Names the code and the tables by which claims are related."""
    return f"{package_hash('incidents')}:{versions().code}:{versions().reference}"


def take(
    connection: Connection, *, as_of: datetime | None = None, recorded: Recorded | None = None
) -> State:
    """The state at a moment; without one, now.

    Raises:
        DatelineError: no such batch.
    """
    batch = None if recorded is None else last_batch(connection, recorded)  # 1.
    decided = tuple(judgements.live(connection, batch))
    if as_of is None and batch is None:
        return State(tuple(documents.current(connection)), decided)
    every = documents.versions(connection, batch)
    if as_of is None:
        return State(_newest(every), decided)
    moment = as_of if as_of.tzinfo else as_of.replace(tzinfo=UTC)
    dated = [row for row in every if row.published]
    known = [row for row in dated if instant(Published.parse(str(row.published))) <= moment]  # 2.
    articles = {row.identity for row in dated}
    undated = {row.identity for row in every} - articles
    later = articles - {row.identity for row in known}
    return State(_newest(known), decided, len(undated), len(later))  # 3.


def _newest(every: Sequence[Current]) -> tuple[Current, ...]:
    """The newest version of every article, in order of publication, undated ones last."""
    newest: dict[str, Current] = {}
    for row in every:
        held = newest.get(row.identity)
        if held is None or row.version > held.version:
            newest[row.identity] = row
    return tuple(sorted(newest.values(), key=lambda row: (row.published or "9999", row.document)))


def instant(published: Published) -> datetime:
    """The latest moment at which something so dated can have come out, UTC."""
    if published.instant is not None:
        return published.instant.astimezone(UTC)
    if len(published.original) > 10:
        return datetime.fromisoformat(published.original).replace(tzinfo=UTC)
    return end_of(published.day)


def end_of(day: date) -> datetime:
    """The last moment of a day, UTC."""
    return datetime.combine(day, time.max, UTC)


def last_batch(connection: Connection, recorded: Recorded) -> int:
    """The number of the last batch that counts; 0 before the first.

    Raises:
        DatelineError: the log has no such batch.
    """
    rows = batches.all_batches(connection)
    if isinstance(recorded, int):
        if not 0 <= recorded <= len(rows):
            raise DatelineError(
                f"no batch {recorded}", expected=f"0 to {len(rows)}", run="dateline log"
            )
        return recorded
    moment = recorded if recorded.tzinfo else recorded.replace(tzinfo=UTC)
    past = [row.id for row in rows if datetime.fromisoformat(row.recorded) <= moment]
    return max(past, default=0)


def moment(words: str, option: str = "--as-of") -> datetime:
    """The moment that words name: a day means its end.

    Raises:
        DatelineError: the words are no ISO date.
    """
    return instant(Published.parse(words, option))


def clock(words: str, option: str = "--recorded") -> Recorded:
    """A moment of the log in words: a batch number, a day, or an instant.

    Raises:
        DatelineError: the words are neither.
    """
    return int(words) if words.isdigit() and len(words) < 8 else moment(words, option)
