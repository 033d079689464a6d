"""Watch rules: what a rule has to tell, told once; the state of that is in the ledger.

1. A run asks the ledger what fits each rule. 2. `views.alerts` compares with what was told.
3. What is new is written in one transaction in which 2. is asked again: of two runs at a time only
one tells a thing. A killed run has told nothing or everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dateline.ledger import Connection, Ledger, batches, judgements, watches
from dateline.ledger.documents import identity
from dateline.ledger.watches import Alert, Watch
from dateline.model import DatelineError, Incident, Outcome, digest
from dateline.pipeline import outcomes
from dateline.pipeline.ledgers import held, incidents
from dateline.pipeline.resources import Resources
from dateline.views import alerts, filters
from dateline.views.alerts import News, Told
from dateline.views.rules import Rule

MOST = 200
"""Rules of a ledger."""


@dataclass(frozen=True)
class _Now:
    """What the ledger holds while a run asks."""

    incidents: tuple[Incident, ...]
    outcomes: tuple[Outcome, ...]
    outlets: dict[str, str | None]
    articles: dict[str, str]


def add(
    ledger: Ledger, rule: str, resources: Resources, *, recorded: str, from_now: bool = False
) -> int:
    """Watch a rule; returns its number. With `from_now` what fits today is not told.

    Raises:
        DatelineError: the rule cannot be read, is watched already, or there are too many.
    """
    parsed = parse(rule, resources, strict=True)
    now = _now(ledger, resources, None, parsed.predictions) if from_now else None
    with ledger.writing() as connection:
        known = watches.active(connection)
        same = [w for w in known if w.rule == rule]
        if same:
            raise DatelineError(f"the rule is watched already, as {same[0].id}")
        if len(known) >= MOST:
            raise DatelineError(f"{len(known)} rules are watched", expected=f"at most {MOST}",
                                run="dateline watch remove N")  # fmt: skip
        number = watches.add(connection, rule, recorded)
        if now is not None:
            found = [_alert(number, n, "", recorded, "seen") for n in _news(parsed, now, ())]
            watches.save(connection, found)
    return number


def parse(rule: str, resources: Resources, *, strict: bool = False) -> Rule:
    """Read a rule with the slots of the kinds in reach."""
    kinds = [k.name for k in resources.kinds] if strict else []
    return filters.parse(rule, filters.slot_names(resources.kinds), kinds)


def rules(ledger: Ledger) -> list[Watch]:
    """Rules that are watched."""
    with ledger.reading() as connection:
        return watches.active(connection)


def remove(ledger: Ledger, number: int, *, recorded: str) -> Watch:
    """Watch a rule no longer.

    Raises:
        DatelineError: no such rule is watched.
    """
    with ledger.writing() as connection:
        known = {w.id: w for w in watches.active(connection)}
        if number not in known:
            raise DatelineError(f"no rule {number} is watched", run="dateline watch list")
        watches.end(connection, number, recorded)
    return known[number]


def run(
    ledger: Ledger, resources: Resources, *, recorded: str, at: str | None = None
) -> list[dict[str, Any]]:
    """Tell what is new, changed, corrected or due since the last run, as rows of `views.alerts`.

    `at` is the day predictions are judged on, by default that of the newest document.
    """
    watched = rules(ledger)
    if not watched:
        return []
    about = any(parse(w.rule, resources).predictions for w in watched)
    now = _now(ledger, resources, at, about)  # 1.
    told: list[Alert] = []
    with ledger.writing() as connection:
        for watch in watched:
            told += _tell(connection, watch, parse(watch.rule, resources), now, recorded)
    return _rows(told)


def past(ledger: Ledger, watch: int | None = None) -> list[dict[str, Any]]:
    """Every alert that was told, oldest first."""
    with ledger.reading() as connection:
        return _rows(watches.alerts(connection, watch))


def name(ledger: Ledger) -> str:
    """What names a ledger for good: the hash of its first batch; empty before one."""
    with ledger.reading() as connection:
        return next((str(b.chain) for b in batches.all_batches(connection)), "")


def _rows(found: Sequence[Alert]) -> list[dict[str, Any]]:
    shown = [a for a in found if a.sort in alerts.SORTS]
    return [alerts.row(a.id, a.watch, a.sort, a.body, a.recorded) for a in shown]


def _tell(
    connection: Connection, watch: Watch, rule: Rule, now: _Now, recorded: str
) -> list[Alert]:
    before = watches.alerts(connection, watch.id)
    last = {a.subject: a for a in before}
    told = [
        Told(a.subject, frozenset(a.body["facts"]), frozenset(a.body["members"]),
             frozenset(a.body["keys"]))
        for a in last.values() if a.sort != "absorbed"
    ]  # fmt: skip
    found = [
        _alert(watch.id, n, last[n.subject].digest if n.subject in last else "", recorded)
        for n in _news(rule, now, told)  # 2.
    ]
    return watches.save(connection, found)  # 3.


def _news(rule: Rule, now: _Now, told: Sequence[Told]) -> list[News]:
    if rule.predictions:
        fitting = [
            o for o in now.outcomes
            if filters.fits(
                rule, filters.prediction_subject(o.prediction, str(o.status), now.outlets)
            )
        ]  # fmt: skip
        return alerts.of_predictions(fitting, now.outcomes, told)
    chosen = [
        i for i in now.incidents if filters.fits(rule, filters.incident_subject(i, now.outlets))
    ]
    return alerts.of_incidents(chosen, now.incidents, told, now.articles)


def _alert(watch: int, news: News, before: str, recorded: str, sort: str | None = None) -> Alert:
    mark = digest("alert", str(watch), news.subject, before, news.sort, *news.facts)[:32]
    return Alert(0, watch, news.subject, sort or news.sort, mark, asdict(news), recorded)


def _now(ledger: Ledger, resources: Resources, at: str | None, predictions: bool) -> _Now:
    pairs, found = held(ledger).documents, incidents(ledger, resources)
    ends: tuple[Outcome, ...] = ()
    if predictions:
        with ledger.reading() as connection:
            decided = judgements.live(connection)
        ends = outcomes.standing(pairs, found, decided, resources, at)
    documents = [d for d, _ in pairs]
    return _Now(
        found, ends, {d.id: d.outlet for d in documents}, {d.id: identity(d) for d in documents}
    )
