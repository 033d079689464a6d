"""What changed in a ledger between two moments, on one of its clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.incidents.changes import Spot, changes, following
from dateline.ledger import Ledger
from dateline.ledger.documents import identity
from dateline.model import Change, DatelineError, Incident, Judgement
from dateline.pipeline import ledgers, states
from dateline.pipeline.decisions import refuse_conflict, relate_judged
from dateline.pipeline.judged import Numbered, attach
from dateline.pipeline.resources import Resources
from dateline.pipeline.states import Recorded
from dateline.views import diff

UNWRITTEN = 10**9
"""The number of a decision that is only tried."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on either clock, or on both; neither is now."""

    as_of: datetime | None = None
    recorded: Recorded | None = None


def moment(words: str, recorded: bool, option: str = "--recorded") -> Moment:
    """A moment in words: of publication, or of the log. A number is a batch of the log.

    Raises:
        DatelineError: the words are no moment.
    """
    found = states.clock(words, option)
    if recorded or isinstance(found, int):
        return Moment(recorded=found)
    return Moment(as_of=found)


@dataclass(frozen=True, slots=True)
class _Seen:
    side: diff.Side
    decided: Numbered


def between(
    ledger: Ledger, resources: Resources, before: Moment, after: Moment, incident: str | None = None
) -> list[dict[str, Any]]:
    """Rows of `views.diff` between two moments; of one incident, by an id it has on either side.

    Raises:
        DatelineError: no such incident on either side, or no such batch.
    """
    was, now = _see(ledger, resources, before), _see(ledger, resources, after)
    found = diff.rows(was.side, now.side, _changes(was.side, now.side), _decided(was, now))
    if incident is None:
        return found
    wanted = _named(was.side.incidents, now.side.incidents, incident)
    return [row for row in found if row["incident"] in wanted]


def _see(ledger: Ledger, resources: Resources, moment: Moment) -> _Seen:
    as_of, recorded = moment.as_of, moment.recorded
    found = ledgers.incidents(ledger, resources, as_of=as_of, recorded=recorded)
    held = ledgers.held(ledger, as_of=as_of, recorded=recorded).documents
    with ledger.reading() as connection:
        decided = states.take(connection, as_of=as_of, recorded=recorded).decided
    return _Seen(diff.Side(found, held, {d.id: identity(d) for d, _ in held}), decided)


def foresee(ledger: Ledger, resources: Resources, judgement: Judgement) -> list[dict[str, Any]]:
    """Rows of `views.diff` between now and after a decision, without writing it: its blast
    radius.

    Raises:
        DatelineError: it cannot hold together with decisions that do.
    """
    with ledger.reading() as connection:
        refuse_conflict(connection, judgement)
    now = _see(ledger, resources, Moment())
    if judgement.relation == "undo":
        decided = [(n, j) for n, j in now.decided if str(n) != judgement.value]
    else:
        decided = [*now.decided, (UNWRITTEN, judgement)]
    claims = [c for _, c in now.side.documents]
    related = relate_judged(claims, decided, resources)
    then = _Seen(diff.Side(related, now.side.documents, now.side.articles), decided)
    found = diff.rows(now.side, then.side, _changes(now.side, then.side), _decided(now, then))
    return [r for r in found if r["change"] not in ("decided", "undone")]


def _changes(before: diff.Side, after: diff.Side) -> tuple[Change, ...]:
    old = {m.id: i.id for i in before.incidents for m in i.mentions}
    new = {m.id: i.id for i in after.incidents for m in i.mentions}
    return changes(old, new, following(_spots(before), _spots(after)))


def _spots(side: diff.Side) -> dict[str, Spot]:
    return {
        m.id: Spot(side.articles[m.document], m.document, m.kind, m.trigger.start, m.trigger.end)
        for i in side.incidents for m in i.mentions
    }  # fmt: skip


def _decided(was: _Seen, now: _Seen) -> list[diff.Decided]:
    """Decisions that hold on one side only, each tied to what it is about there."""
    old, new = dict(was.decided), dict(now.decided)
    out = []
    for number in sorted(old.keys() ^ new.keys()):
        holds = number in new
        judgement = new[number] if holds else old[number]
        claims = [c for s in (now, was) for _, c in s.side.documents]
        found = attach(judgement.left, claims) if judgement.left else None
        home = {c.id: c.mention for d in claims for c in d.claims}
        mention = home.get(found or "", found)
        out.append(diff.Decided(number, judgement, holds, mention, found))
    return out


def _named(before: Sequence[Incident], after: Sequence[Incident], ident: str) -> set[str]:
    """Ids of the incident on either side; raises where neither has it."""
    sides = [side for side in (after, before) if side]
    for n, side in enumerate(sides):
        try:
            one = ledgers.find(side, ident)
        except DatelineError:
            if n == len(sides) - 1:
                raise
            continue
        members = {m.id for m in one.mentions}
        return {i.id for s in sides for i in s if members & {m.id for m in i.mentions}}
    return set()
