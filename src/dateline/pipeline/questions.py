"""Questions to one state of a ledger, answered with rows of views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from dateline.ledger import batches, documents, search
from dateline.ledger import history as log_of_incidents
from dateline.ledger.documents import Head
from dateline.ledger.history import Event
from dateline.ledger.search import Hit
from dateline.model import (
    Anchor,
    Claim,
    Claims,
    DatelineError,
    Incident,
    Judgement,
    Outcome,
    Span,
)
from dateline.pipeline import analysis, coverage, differences, judged, outcomes, review
from dateline.pipeline.snapshots import Pair, Snapshot
from dateline.reference import countries
from dateline.views import (
    claim_rows,
    events_text,
    filters,
    matrix,
    party_rows,
    report_rows,
    spoken,
    timeline,
)
from dateline.views import coverage as coverage_rows
from dateline.views import map as map_rows
from dateline.views import predictions as prediction_rows


class Passages(Sequence[tuple[str, Hit, list[Incident]]]):
    """Passages of current documents that hold the words, newest first, as (document, hit,
    incidents the document tells). With a rule, of documents that tell an incident that fits it.
    Their characters are read when they are sliced.

    Raises:
        DatelineError: the ledger retains no characters.
    """

    def __init__(self, state: Snapshot, words: str, rule: str = "") -> None:
        if state.ledger.retain == "none":
            raise DatelineError(
                "the ledger retains no characters to search", run="dateline init --retain spans"
            )
        self._state, self._words = state, words
        among = telling(state, rule) if rule else state.current_set
        with state.ledger.reading() as connection:
            self._found = search.matches(connection, words, among)

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> tuple[str, Hit, list[Incident]]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[str, Hit, list[Incident]]]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, int):
            return self[index : index + 1][0]
        with self._state.ledger.reading() as connection:
            hits = search.hits(connection, self._words, self._found[index])
        return [(d, hit, told_in(self._state, d)) for d, hit in hits]


NEAR = 240
"""Code points between a word that was found and the word that reports an incident."""


def told_near(hits: Sequence[tuple[str, Hit, list[Incident]]]) -> list[Incident]:
    """Incidents that are reported close to the words of passages, those found most often first."""
    found: dict[str, tuple[int, Incident]] = {}
    for document, hit, told in hits:
        for incident in told:
            spots = [m.trigger.start for m in incident.mentions if m.document == document]
            if any(abs(s - hit.start) <= NEAR for s in spots):
                found[incident.id] = (found.get(incident.id, (0, incident))[0] + 1, incident)
    return [i for _, i in sorted(found.values(), key=lambda x: (-x[0], x[1].id))]


def claims(
    state: Snapshot, wanted: claim_rows.Wanted, rule: str = ""
) -> Sequence[tuple[Incident, Claim]]:
    """Claims of the state that fit, each with its incident; of incidents that fit a rule."""
    if wanted.incident is not None:
        return claim_rows.choose(fitting(state, [state.find(wanted.incident)], rule), wanted)
    found: Sequence[tuple[Incident, Claim]] = state.once(
        f"claims {wanted} {rule}",
        lambda: claim_rows.choose(fitting(state, state.incidents, rule), wanted),
    )
    return found


def fitting(state: Snapshot, incidents: Sequence[Incident], rule: str) -> Sequence[Incident]:
    """Those of the incidents that fit a rule; all without one."""
    if not rule:
        return incidents
    wanted = state.fitting(rule)
    return [i for i in incidents if i.id in wanted]


def telling(state: Snapshot, rule: str) -> frozenset[str]:
    """Documents that tell an incident that fits a rule."""
    found = fitting(state, state.incidents, rule)
    return frozenset(m.document for i in found for m in i.mentions) & state.current_set


def told_in(state: Snapshot, document: str) -> list[Incident]:
    """The incidents that a document tells."""

    def make() -> dict[str, list[Incident]]:
        out: dict[str, list[Incident]] = {}
        for incident in state.incidents:
            for ident in dict.fromkeys(m.document for m in incident.mentions):
                out.setdefault(ident, []).append(incident)
        return out

    index: dict[str, list[Incident]] = state.once("by document", make)
    return index.get(document, [])


def spans(incidents: Sequence[Incident], document: str) -> frozenset[Span]:
    """Every span of one document that incidents rest on."""
    homes = {m.id: m.document for i in incidents for m in i.mentions}
    claims = (c.claim for i in incidents for c in i.cells if c.claim)
    return frozenset(e.span for c in claims if homes.get(c.mention) == document for e in c.evidence)


def reports(state: Snapshot, wanted: report_rows.Wanted) -> list[Head]:
    """The current documents that fit, newest first."""
    heads = (state.heads[d] for d in reversed(state.current))
    return report_rows.choose(heads, wanted, editions(state))


def editions(state: Snapshot) -> Mapping[str, int]:
    """How many versions of each article the ledger holds, by identity."""
    found: Mapping[str, int] = state.once(
        "editions", lambda: Counter(h.identity for h in state.heads.values())
    )
    return found


def openings(state: Snapshot, idents: Sequence[str]) -> dict[str, str]:
    """The first words of documents."""
    with state.ledger.reading() as connection:
        found = documents.load(connection, idents)
    return {i: report_rows.opening(d.text.characters) for i, d in found.items()}


def read_of(state: Snapshot, document: str) -> Claims | None:
    """What was read from a current document; None for an older version."""
    found = state.pairs([document])
    return found[0][1] if found else None


def parties(state: Snapshot) -> list[dict[str, Any]]:
    """Everybody who acts, is acted upon or speaks."""
    rows: list[dict[str, Any]] = state.once(
        "parties", lambda: party_rows.rows(state.incidents, state.held)
    )
    return rows


def facts_of(state: Snapshot, ident: str) -> list[dict[str, Any]]:
    """What one party did, what was done to it, what it said."""
    rows: list[dict[str, Any]] = state.once(
        f"facts of {ident}", lambda: party_rows.facts(ident, state.incidents, state.held)
    )
    return rows


def facts_with(state: Snapshot, ident: str, words: str) -> list[dict[str, Any]]:
    """Those of the facts whose incident, as the list names it, or whose words hold all words."""
    wanted = words.casefold().split()
    rows = facts_of(state, ident)
    if not wanted:
        return rows

    def text(row: Mapping[str, Any]) -> str:
        head = state.heads.get(row["document"] or "")
        told = f"{row['value']} {row['quote']} {head.published if head else ''}"
        return f"{told} {state.text_of(row['incident'])}".casefold()

    return [r for r in rows if all(w in text(r) for w in wanted)]


def bodies(state: Snapshot, ident: str) -> list[dict[str, Any]]:
    """The other parties of the state that a party belongs to, or is; none of anything else."""
    code = ident.split(":")[0]
    if not countries.is_country(code):
        return []
    return [r for r in parties(state) if r["id"].split(":")[0] == code and r["id"] != ident]


@dataclass(frozen=True, slots=True)
class Foretold:
    """What was said to come as of a day, with the record of every source."""

    rows: list[dict[str, Any]]
    score: list[dict[str, Any]]
    decided: Mapping[str, int]
    """Numbers of the decisions that hold, by the id of the prediction."""


def predictions(state: Snapshot, rule: str = "") -> Foretold:
    """What was said to come, and what later reports tell of it; of those that fit a rule.

    Raises:
        DatelineError: the words are no rule about predictions.
    """

    def make() -> Foretold:
        found = _outcomes(state)
        if rule:
            parsed = filters.prediction_rule(rule, state.resources.kinds)
            found = [
                o for o in found
                if filters.fits(parsed, filters.prediction_subject(
                    o.prediction, str(o.status), state.outlets))
            ]  # fmt: skip
        names = {a.id: a for _, c in state.held for a in c.authorities}
        outlets = {d: o for d, o in state.outlets.items() if o}
        return Foretold(
            prediction_rows.rows(found), prediction_rows.score(found, names, outlets),
            _judged(state),
        )  # fmt: skip

    made: Foretold = state.once(f"predictions {rule}", make)
    return made


def _outcomes(state: Snapshot) -> Sequence[Outcome]:
    found: Sequence[Outcome] = state.once("outcomes", lambda: outcomes.standing(
        state.held, state.incidents, state.state.decided, state.resources,
        state.clocks.as_of or None,
    ))  # fmt: skip
    return found


def _judged(state: Snapshot) -> dict[str, int]:
    live = [(n, j) for n, j in state.state.decided if j.relation == "outcome"]
    claims = [c for _, c in state.pairs(_documents(live))]
    numbers = {id(j): n for n, j in live}
    found = judged.applied(claims, live).outcomes
    return {ident: numbers[id(judgement)] for ident, (judgement, _) in found.items()}


def prediction(state: Snapshot, ident: str) -> dict[str, Any]:
    """The row of one prediction.

    Raises:
        DatelineError: none of that id.
    """
    for row in predictions(state).rows:
        if row["id"] == ident or ident in row["repeats"].split():
            return row
    raise DatelineError(f"no prediction {ident!r}", expected="an id of the page Predictions")


def timeline_of(state: Snapshot, chosen: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The chosen incidents and the steps of their lives; rows of `views.timeline`."""
    incidents = [state.by_id[r["id"]] for r in chosen]
    pairs = state.pairs([m.document for i in incidents for m in i.mentions])
    return timeline.rows(incidents, pairs, state.resources.kinds)


def map_of(state: Snapshot, chosen: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Where the chosen incidents happened; rows of `views.map`."""
    return map_rows.rows([state.by_id[r["id"]] for r in chosen], (), state.resources.kinds)


def evidenced(state: Snapshot, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows of an incident that name claims, each with the words these rest on."""
    return [
        {**r, "evidence": evidence(state, r["incident"], r["claims"] or ()) if r["claims"] else []}
        for r in rows
    ]  # fmt: skip


def evidence(state: Snapshot, incident: str, claims: Sequence[str]) -> list[dict[str, Any]]:
    """The spans that claims of an incident rest on."""
    found = claim_rows.choose([state.by_id[incident]], claim_rows.Wanted())
    rows = claim_rows.rows([(i, c) for i, c in found if c.id in claims])
    return [span for row in rows for span in row["evidence"]]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read: rows per period and outlet, counts with denominators, inputs set aside."""

    rows: list[dict[str, Any]]
    counts: list[dict[str, Any]]
    words: str
    waiting: Mapping[str, int]


def coverage_of(state: Snapshot, by: str) -> Read:
    """What was read of which outlet and period, and what was not.

    Raises:
        DatelineError: `by` is no period.
    """

    def make() -> Read:
        found = coverage.coverage(state.ledger)
        pairs = state.held
        return Read(
            coverage_rows.rows(pairs, by, found.copies),
            coverage_rows.counts(state.incidents, pairs),
            coverage_rows.denominator(pairs).words, found.waiting,
        )  # fmt: skip

    made: Read = state.once(f"coverage {by}", make)
    return made


def review_of(state: Snapshot) -> review.Queue:
    """Pairs the scores are unsure of and decisions that fit nowhere, for the ledger as it is."""
    found: review.Queue = state.once("review", lambda: review.queue(state.ledger, state.resources))
    return found


def changed(state: Snapshot, since: str, until: str, by_log: bool) -> list[dict[str, Any]]:
    """What changed between two moments in words; without `until`, up to now.

    Raises:
        DatelineError: the words are no moments.
    """
    before = differences.moment(since, by_log)
    after = differences.moment(until, by_log) if until else differences.Moment()

    def make() -> list[dict[str, Any]]:
        return differences.between(state.ledger, state.resources, before, after)

    rows: list[dict[str, Any]] = state.once(f"changed {since} {until} {by_log}", make)
    return rows


def history(state: Snapshot, incident: Incident, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """What was written of an incident: its documents as they came, decisions as they fell."""
    told = list(dict.fromkeys(m.document for m in incident.mentions))
    out: list[dict[str, Any]] = []
    log = {row["batch"]: row for row in batches_of(state)}
    for ident in told:
        head = state.heads[ident]
        batch = log[head.batch]
        out.append(
            {"recorded": batch["recorded"], "what": "document added", "document": ident,
             "batch": head.batch, "decision": None}
        )  # fmt: skip
    out += [
        {"recorded": e.recorded, "what": events_text.line(e.change), "document": None,
         "batch": e.batch, "decision": None}
        for e in events_of(state) if incident.id in (e.change.incident, e.change.other)
    ]  # fmt: skip
    names = {m.id for m in incident.mentions}
    mentions = {c.claim.id: c.claim.mention for c in incident.cells if c.claim}
    claims = [c for _, c in pairs]
    mentions |= {x.id: x.mention for c in claims for x in c.claims}
    for number, judgement in state.decisions:
        for anchor in (judgement.left, judgement.right):
            found = judged.attach(anchor, claims) if anchor else None
            if found in names or mentions.get(found or "") in names:
                out.append(
                    {"recorded": judgement.recorded, "what": judgement.relation, "document": None,
                     "batch": None, "decision": (number, judgement)}
                )  # fmt: skip
                break
    return sorted(out, key=lambda r: (r["recorded"], r["batch"] or 0))


def standing(state: Snapshot, incident: Incident, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """How the claims of an incident stand to each other."""
    kind = next(k for k in state.resources.kinds if k.name == incident.kind)
    found = analysis.standings(incident, pairs, state.resources)
    return matrix.rows(incident, pairs, kind, found)


def spoken_on(state: Snapshot, incident: Incident, pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Who has spoken on an incident, who has not yet and who is late, as of the newest report."""
    return spoken.rows([incident], pairs, state.resources.kinds, state.newest)


def events_of(state: Snapshot) -> list[Event]:
    """What became of incidents, oldest first."""

    def make() -> list[Event]:
        with state.ledger.reading() as connection:
            return log_of_incidents.events(connection)

    found: list[Event] = state.once("events", make)
    return found


def batches_of(state: Snapshot) -> list[dict[str, Any]]:
    """What was written, newest first."""

    def make() -> list[dict[str, Any]]:
        with state.ledger.reading() as connection:
            rows = batches.all_batches(connection)
        return [
            {"batch": r.id, "recorded": r.recorded, "command": r.command,
             "documents": r.documents, "readings": r.readings, "rows": r.rows,
             "quarantined": r.quarantined, "chain": r.chain}
            for r in reversed(rows)
        ]  # fmt: skip

    found: list[dict[str, Any]] = state.once("batches", make)
    return found


def decided(state: Snapshot) -> list[dict[str, Any]]:
    """Decisions, newest first, and whether each is live, undone or orphaned."""
    live = state.state.decided
    claims = [c for _, c in state.pairs(_documents(live))]
    orphaned = set(judged.applied(claims, live).orphaned)
    holding = {n for n, _ in live}

    def state_of(number: int, judgement: Judgement) -> str:
        if number in orphaned:
            return "orphaned"
        return "live" if number in holding or judgement.relation == "undo" else "undone"

    return [
        {"decision": n, "recorded": j.recorded, "relation": j.relation, "left": j.left,
         "right": j.right, "value": j.value, "by": j.by, "reason": j.reason,
         "state": state_of(n, j)}
        for n, j in reversed(state.decisions)
    ]  # fmt: skip


def _documents(decided: Sequence[tuple[int, Judgement]]) -> list[str]:
    anchors: list[Anchor | None] = [a for _, j in decided for a in (j.left, j.right)]
    return list(dict.fromkeys(a.document for a in anchors if a is not None))
