"""What the analysis views need of a ledger, asked once: incidents, their documents, the date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.incidents.standing import Standing
from dateline.incidents.standing import standings as _standings
from dateline.kinds import Kind
from dateline.ledger import Ledger
from dateline.model import Claims, DatelineError, Document, Incident, Published, TimeRelation
from dateline.pipeline import ledgers
from dateline.pipeline.resources import Resources
from dateline.pipeline.states import Recorded
from dateline.views import filters
from dateline.views.spoken import newest


@dataclass(frozen=True, slots=True)
class Answer:
    """Incidents with the documents of the whole ledger, in order of publication.

    `as_of` is the stated date, else the newest publication; None where no document has a date.
    `history` counts incidents left out because every report tells them as something past.
    """

    incidents: tuple[Incident, ...]
    documents: tuple[tuple[Document, Claims], ...]
    kinds: tuple[Kind, ...]
    as_of: Published | None
    history: int = 0


def ask(
    ledger: Ledger,
    resources: Resources,
    *,
    kind: str | None = None,
    actor: str | None = None,
    rule: str | None = None,
    history: bool = False,
    stated: Published | None = None,
    as_of: datetime | None = None,
    recorded: Recorded | None = None,
) -> Answer:
    """The incidents of a kind and an actor ("PRK" takes its bodies too), news only by default.

    `as_of` and `recorded` are the clocks of `ledgers`; `stated` is the date that `as_of` was
    given as, by which lateness is judged; `rule` is one of `views.rules`.

    Raises:
        DatelineError: no such kind, or no rule about incidents.
    """
    if kind is not None and kind not in {k.name for k in resources.kinds}:
        names = ", ".join(sorted(k.name for k in resources.kinds))
        raise DatelineError(f"no kind {kind!r}", expected=f"one of {names}")
    wanted = filters.incident_rule(rule, resources.kinds) if rule is not None else None
    documents = ledgers.held(ledger, as_of=as_of, recorded=recorded).documents
    found = ledgers.incidents(ledger, resources, as_of=as_of, recorded=recorded)
    chosen = [
        i for i in found
        if kind in (None, i.kind) and (actor is None or actor in actors(i))
    ]  # fmt: skip
    if wanted is not None:
        chosen = filters.matching(chosen, wanted, documents)
    news = [i for i in chosen if history or any(
        m.time is not TimeRelation.HISTORICAL for m in i.mentions)]  # fmt: skip
    return Answer(
        tuple(news), documents, resources.kinds, stated or newest(documents),
        len(chosen) - len(news),
    )  # fmt: skip


def actors(incident: Incident) -> frozenset[str]:
    """Ids of its actors, and the countries they belong to."""
    own = {str(c.value) for c in incident.cells if c.slot == "actor" and c.value is not None}
    return frozenset(own | {a.split(":")[0] for a in own})


def standings(
    incident: Incident, documents: Sequence[tuple[Document, Claims]], resources: Resources
) -> tuple[Standing, ...]:
    """How the claims of its authorities stand to each other, slot by slot."""
    kind = next(k for k in resources.kinds if k.name == incident.kind)
    wanted = {m.document for m in incident.mentions}
    return _standings(incident, kind, [c for d, c in documents if d.id in wanted])
