"""Questions to a ledger: current claims, incidents, search, verification."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dateline.claims import verifier
from dateline.ledger import (
    Connection,
    Ledger,
    batches,
    documents,
    fetches,
    history,
    related,
    rows,
    search,
)
from dateline.ledger.codec import encode
from dateline.ledger.search import Hit
from dateline.model import (
    Claims,
    DatelineError,
    Document,
    Incident,
    IncidentEvent,
    LedgerError,
    Published,
    TimeRelation,
)
from dateline.pipeline import decisions, increments, states
from dateline.pipeline.originals import Originals
from dateline.pipeline.reading import read_document
from dateline.pipeline.resources import Resources
from dateline.pipeline.states import Recorded
from dateline.pipeline.versions import versions
from dateline.pipeline.worker import Pool
from dateline.views.moments import latest


@dataclass(frozen=True, slots=True)
class Held:
    """What a ledger holds: documents with their current claims, in order of publication.

    `undated` and `later` count articles that an `as_of` leaves out.
    """

    documents: tuple[tuple[Document, Claims], ...]
    undated: int = 0
    later: int = 0

    def of(self, incident: Incident) -> tuple[tuple[Document, Claims], ...]:
        """The documents that tell an incident."""
        wanted = {m.document for m in incident.mentions}
        return tuple(pair for pair in self.documents if pair[0].id in wanted)


def held(
    ledger: Ledger,
    only: Sequence[str] | None = None,
    *,
    as_of: datetime | None = None,
    recorded: Recorded | None = None,
) -> Held:
    """All current documents with their claims, or those named; now, or at a moment (`states`)."""
    with ledger.reading() as connection:
        state = states.take(connection, as_of=as_of, recorded=recorded)
        now = [r for r in state.rows if only is None or r.document in set(only)]
        claims = rows.load(connection, [r.reading for r in now])
        texts = documents.load(connection, [r.document for r in now])
    return Held(tuple((texts[c.document], c) for c in claims), state.undated, state.later)


def newest(ledger: Ledger) -> Published | None:
    """The latest publication date of the current documents: the date the ledger speaks as of."""
    with ledger.reading() as connection:
        now = documents.current(connection)
    return latest(Published.parse(r.published) for r in now if r.published)


def incidents(
    ledger: Ledger,
    resources: Resources,
    *,
    as_of: datetime | None = None,
    recorded: Recorded | None = None,
) -> tuple[Incident, ...]:
    """The incidents of the current claims under the decisions that hold, now or at a moment.

    `as_of` leaves out what was published later, `recorded` what the ledger did not hold yet (a
    time of the log, or a batch number). Computed once for every state of the ledger.

    Raises:
        DatelineError: no such batch.
    """
    if as_of is None and recorded is None:
        return now(ledger, resources).incidents
    with ledger.reading() as connection:
        state = states.take(connection, as_of=as_of, recorded=recorded)
        if state == states.take(connection):
            return incidents(ledger, resources)
        found = batches.cached(connection, state.mark)
        if found is not None:
            return tuple(found)
        claims = rows.load(connection, state.readings)
    made = decisions.relate_judged(claims, state.decided, resources)
    try:
        with ledger.writing() as connection:
            batches.cache(connection, state.mark, made)
    except LedgerError:
        # A ledger that may only be read is answered all the same, each time anew.
        return made
    return made


@dataclass(frozen=True, slots=True)
class Related:
    """The incidents of a state, with the computation that made them and what each is sorted by;
    without, where they are not kept."""

    kept: related.Kept | None
    incidents: tuple[Incident, ...]
    ranks: Mapping[str, str] = field(default_factory=dict)


def now(ledger: Ledger, resources: Resources, before: Related | None = None) -> Related:
    """The incidents of now. Those that did not change since `before` are the same objects."""
    with ledger.reading() as connection:
        kept = increments.fresh(connection)
        if kept is not None:
            return _related(connection, kept, before)
    try:
        with ledger.writing() as connection:
            increments.refresh(connection, resources)
            return _related(connection, related.kept(connection), before)
    except LedgerError:
        # A ledger that may only be read is answered all the same, each time anew.
        with ledger.reading() as connection:
            state = states.take(connection)
            claims = rows.load(connection, state.readings)
        return Related(None, decisions.relate_judged(claims, state.decided, resources))


def _related(connection: Connection, kept: related.Kept | None, before: Related | None) -> Related:
    since = before.kept if before else None
    if before is None or since is None or kept is None or kept.epoch > since.stamp:
        told = related.incidents(connection)
        found = tuple(i for one in told if (i := one.incident) is not None)
        return Related(kept, found, {one.id: one.rank for one in told})
    own = {i.id: i for i in before.incidents}
    ranks = dict(before.ranks)
    for one in related.since(connection, since.stamp):
        if one.body is None:
            own.pop(one.id, None)
        elif (new := one.incident) is not None:
            own[one.id], ranks[one.id] = new, one.rank
    return Related(kept, tuple(sorted(own.values(), key=lambda i: ranks[i.id])), ranks)


def some(ledger: Ledger, idents: Sequence[str]) -> dict[str, Incident]:
    """Those of the incidents of now that are kept, one read each."""
    with ledger.reading() as connection:
        if increments.fresh(connection) is None:
            return {}
        found = related.some(connection, idents)
    return {one.id: i for one in found.values() if (i := one.incident) is not None}


def find(incidents: Sequence[Incident], ident: str) -> Incident:
    """The incident whose id starts with `ident`, or one of whose mentions' does, or the only
    current one of that kind.

    Raises:
        DatelineError: none or several; the error lists them.
    """
    current = [
        i for i in incidents
        if i.kind == ident and any(m.time is TimeRelation.CURRENT for m in i.mentions)
    ]  # fmt: skip
    if len(current) == 1:
        return current[0]
    found = [i for i in incidents if any(m.id.startswith(ident) for m in i.mentions)]
    exact = [i for i in found if i.id.startswith(ident)] or found
    if len(exact) == 1:
        return exact[0]
    if not exact:
        raise DatelineError(
            f"no incident {ident!r}",
            expected="an id of the list, or a kind with one incident",
            run="dateline list",
        )
    ids = ", ".join(i.id[:12] for i in exact[:8])
    raise DatelineError(f"{len(exact)} incidents begin with {ident!r}", expected=f"one of {ids}")


def only(incidents: Sequence[Incident]) -> Incident:
    """The one incident there is.

    Raises:
        DatelineError: none or several; the error lists them.
    """
    if len(incidents) == 1:
        return incidents[0]
    if not incidents:
        raise DatelineError("no incident fits", expected="one", run="dateline list")
    ids = ", ".join(f"{i.id[:12]} ({i.kind})" for i in incidents[:8])
    more = " …" if len(incidents) > 8 else ""
    raise DatelineError(f"{len(incidents)} incidents fit", expected=f"one of {ids}{more}")


@dataclass(frozen=True, slots=True)
class Found:
    """An incident, and what became of the id it was asked by: oldest event first, none where it
    has that id now."""

    incident: Incident
    trail: tuple[history.Event, ...] = ()


def resolve(ledger: Ledger, incidents: Sequence[Incident], ident: str) -> Found:
    """The incident whose id begins so, or that an incident whose id began so has become.

    1. Current ids. 2. Ids that were merged or moved, followed to the incident they are now.
    3. Mentions and kinds, as `find`.

    Raises:
        DatelineError: none or several; or one that is gone, with the batch since which it is.
    """
    if len([i for i in incidents if i.id.startswith(ident)]) == 1:  # 1.
        return Found(find(incidents, ident))
    with ledger.reading() as connection:
        told = history.events(connection)
    left = [e for e in told if e.change.event in (IncidentEvent.MERGED, IncidentEvent.MOVED,
                                                  IncidentEvent.GONE)]  # fmt: skip
    old = {e.change.incident for e in left if e.change.incident.startswith(ident)}
    if len(old) != 1:
        return Found(find(incidents, ident))  # 3.
    (name,) = old
    trail: list[history.Event] = []
    now = {i.id: i for i in incidents}
    while name not in now:  # 2.
        later = [e for e in left if e.change.incident == name
                 and (not trail or e.batch > trail[-1].batch)]  # fmt: skip
        if not later:
            return Found(find(incidents, name), tuple(trail))
        trail.append(later[-1])
        if later[-1].change.other is None:
            raise DatelineError(
                f"incident {name[:12]} is gone since batch {later[-1].batch}: no current report "
                "tells it", run=f"dateline show {name[:12]} --recorded {later[-1].batch - 1}",
            )  # fmt: skip
        name = str(later[-1].change.other)
    return Found(now[name], tuple(trail))


def find_words(ledger: Ledger, words: str) -> list[tuple[Document, Hit]]:
    """Current documents with passages that hold all the words.

    Raises:
        DatelineError: the ledger retains no characters.
    """
    if ledger.retain == "none":
        raise DatelineError(
            "retains no characters to search", where=ledger.where,
            run="dateline init --retain spans",
        )  # fmt: skip
    with ledger.reading() as connection:
        hits = search.find(connection, words)
        texts = {h.text for h in hits}
        heads = documents.heads(connection)
        now = [r.document for r in documents.current(connection)]
        told = [d for d in now if heads[d].text in texts]
        found = documents.load(connection, told)
    wanted = [found[d] for d in told]
    return [(d, h) for d in wanted for h in hits if h.text == d.text.id]


@dataclass(slots=True)
class Verification:
    """What `verify` re-read. `spans` counts evidence, `replayed` readings made again."""

    spans: int = 0
    failed: int = 0
    kept: int = 0
    readings: int = 0
    replayed: int = 0
    older: int = 0
    originals: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return not self.problems


def verify(
    ledger: Ledger, resources: Resources, *, replay: bool = True,
    progress: Callable[[str], None] | None = None, pool: Pool | None = None,
) -> Verification:  # fmt: skip
    """Re-read every span of every current reading and replay its derivations.

    1. The text still has its hash (full), every quote its own. 2. Spans, numbers and negations by
    the verifier, as far as characters are retained. 3. The reading made anew from the stored text
    equals the rows, where this code made them. 4. The log is unbroken, and retained bytes have
    their hash. 5. The text is what the bytes it came from give (`originals`); they are opened in
    the workers of the pool, where there is one.
    """
    result = Verification()
    with ledger.reading() as connection:
        now, today = documents.current(connection), versions()
        came = Originals(connection, pool)
        result.problems += list(batches.breaks(connection))  # 4.
        result.problems += [f"retained bytes {b} are damaged" for b in fetches.damaged(connection)]
        for row in now:
            document = documents.load(connection, [row.document])[row.document]
            claims = rows.load(connection, [row.reading])[0]
            result.problems += rows.unequal(connection, row.reading, document.text.characters)
            _check(ledger, document, claims, result)
            mine = row.reading == today.reading(row.document).id
            result.older += not mine
            if replay and ledger.retain == "full":
                result.problems += came.failures(document)  # 5.
            if replay and mine and ledger.retain == "full":
                result.problems += _replay(document, claims, resources)  # 3.
                result.replayed += 1
            if progress:
                progress(row.document)
        result.originals = came.same
    return result


def _check(ledger: Ledger, document: Document, claims: Claims, result: Verification) -> None:
    result.readings += 1
    count = verifier.checked(claims)
    result.spans += count
    if ledger.retain == "none":
        return
    text = document.text.characters
    if ledger.retain == "full" and document.text.id != type(document.text).of(text).id:  # 1.
        result.problems.append(f"document {document.id}: the text is not the one that was read")
    found = [f"document {document.id}: {p}" for p in verifier.failures(claims, text)]  # 2.
    result.kept += count
    result.failed += min(count, len(found))
    result.problems += found


def _replay(document: Document, claims: Claims, resources: Resources) -> list[str]:
    """Rows that a reading made anew does not give, or gives and the ledger does not hold."""
    again = read_document(document, resources).claims
    out = []
    for name in rows.LAYER_TYPES:
        stored = [encode(r) for r in getattr(claims, name)]
        made = [encode(r) for r in getattr(again, name)]
        if stored != made:
            lost = len([r for r in stored if r not in made])
            new = len([r for r in made if r not in stored])
            out.append(
                f"document {document.id}: {name} do not replay "
                f"({lost} rows not derived, {new} derived and not held)"
            )
    return out
