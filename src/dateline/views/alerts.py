"""What a watch rule has to tell: the difference between what was told and what holds now; pure.

1. What holds of an incident are its facts: slot, value, who says it and how. Documents are no part
   of them: a copy that says the same is nothing new.
2. An incident is the one that was told before where they share a mention, or where the old mentions
   are all gone and article, kind, type and actors are the same (a new version of a report).
3. Never told: `new`. Facts only came: `changed`. A fact that was told holds no longer, or the
   incident fits no longer: `corrected`. Two that became one go on as the first; the other falls
   silent.
4. A prediction is told when it first fits (`new`, or `due` where its window has closed) and when
   its status changes (`due`, else `changed`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import EvidenceRole, Incident, Outcome, PredictionStatus, notation
from dateline.views.titles import title_of

SORTS = ("new", "changed", "corrected", "due")
"""Sorts that are told; `seen` and `absorbed` only keep a state."""

COLUMNS: tuple[str, ...] = (
    "alert", "recorded", "watch", "sort", "subject", "title", "summary", "added", "gone",
    "document", "start", "end", "quote",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """The state of a subject when it was last told: `members` are its mentions, `keys` what it is
    recognised by where these are gone."""

    subject: str
    facts: frozenset[str]
    members: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class News:
    """Something to tell of a subject, with the state it will then have been told in."""

    sort: str
    subject: str
    title: str
    added: tuple[str, ...]
    gone: tuple[str, ...]
    facts: tuple[str, ...]
    members: tuple[str, ...]
    keys: tuple[str, ...]
    document: str | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    summary: str = ""


def facts(incident: Incident) -> tuple[str, ...]:
    """1. What is said of an incident, sorted, each once."""
    found = set()
    for cell in incident.cells:
        claim = cell.claim
        if claim is None:
            continue
        how = [str(claim.modality), str(claim.polarity), str(claim.certainty)]
        usual = ("asserted", "positive", "certain")
        odd = [h for h, u in zip(how, usual) if h != u]
        part = f" [{claim.part}]" if claim.part else ""
        said = "+".join(claim.said_by)
        found.add(" · ".join([f"{cell.slot} {notation(cell.value)}{part}", said, *odd]))
    return tuple(sorted(found))


def keys(incident: Incident, articles: Mapping[str, str]) -> tuple[str, ...]:
    """2. Article, kind, type and actors."""
    actors = sorted({notation(c.value) for c in incident.cells if c.slot == "actor"})
    what = f"{incident.kind}|{incident.type}|{'+'.join(actors)}"
    homes = {articles.get(m.document, m.document) for m in incident.mentions}
    return tuple(sorted(f"{h}|{what}" for h in homes))


def summary(incident: Incident) -> str:
    """When it was and its headlines, as far as something is stated."""
    cells = [c for c in incident.cells if c.value is not None]
    shown = [notation(c.value) for c in cells if c.slot == "when"]
    shown += [
        f"{c.slot.removesuffix(':headline')} {notation(c.value)}" for c in cells
        if c.slot.endswith(":headline")
    ]  # fmt: skip
    said = next((c for c in incident.corroboration if c.slot == "occurred"), None)
    shown.append(f"said by {', '.join(said.authorities)}" if said and said.authorities else "")
    return " · ".join(s for s in shown if s)


def of_incidents(
    fitting: Sequence[Incident],
    every: Sequence[Incident],
    told: Sequence[Told],
    articles: Mapping[str, str],
) -> list[News]:
    """What is to be told of incidents that fit; `every` are all current ones."""
    alive = {m.id for i in every for m in i.mentions}
    used: set[str] = set()
    out: list[News] = []
    for incident in fitting:
        before = _before(incident, told, alive, articles, used)
        used |= {t.subject for t in before}
        out += _told(incident, before, articles)
    titles = {m.id: title_of(i) for i in every for m in i.mentions}
    for state in told:
        if state.subject not in used and state.facts:
            title = next((titles[m] for m in sorted(state.members) if m in titles), "")
            out.append(News("corrected", state.subject, title or "no longer told", (),
                            ("fits the rule no longer",), (), tuple(sorted(state.members)),
                            tuple(sorted(state.keys))))  # fmt: skip
    return out


def _before(
    incident: Incident,
    told: Sequence[Told],
    alive: set[str],
    articles: Mapping[str, str],
    used: set[str],
) -> list[Told]:
    own = {m.id for m in incident.mentions}
    shared = [t for t in told if t.members & own and t.subject not in used]
    if shared:
        return shared
    named = set(keys(incident, articles))
    lost = [t for t in told if not t.members & alive and t.keys & named and t.subject not in used]
    return lost[:1]


def _told(incident: Incident, before: Sequence[Told], articles: Mapping[str, str]) -> list[News]:
    """3."""
    now = facts(incident)
    was = frozenset(f for t in before for f in t.facts)
    added = tuple(f for f in now if f not in was)
    gone = tuple(sorted(was - set(now)))
    subject = before[0].subject if before else incident.id
    silent = [News("absorbed", t.subject, "", (), (), (), (), ()) for t in before[1:]]
    same = bool(before) and not added and not gone
    if same and not silent:
        return []
    sort = "seen" if same else "new" if not before else "corrected" if gone else "changed"
    first = incident.mentions[0]
    cell = next((c for c in incident.cells if c.claim and c.claim.mention == first.id
                 and c.slot == "occurred"), None)  # fmt: skip
    spot = cell.claim.evidence[0] if cell and cell.claim and cell.claim.evidence else None
    news = News(
        sort, subject, title_of(incident), added, gone, now,
        tuple(sorted(m.id for m in incident.mentions)), keys(incident, articles),
        first.document, spot.span.start if spot else None, spot.span.end if spot else None,
        spot.quote if spot else None, summary(incident),
    )  # fmt: skip
    return [news, *silent]


def of_predictions(
    fitting: Sequence[Outcome], every: Sequence[Outcome], told: Sequence[Told]
) -> list[News]:
    """4. What is to be told of predictions."""
    fits = {o.prediction.id for o in fitting}
    states = {t.subject: t.facts for t in told}
    out = []
    for outcome in every:
        ident, status = outcome.prediction.id, str(outcome.status)
        # A prediction told again is one with the first; an earlier report of it changes its id.
        ident = next((i for i in (ident, *outcome.repeats) if i in states), ident)
        was = states.get(ident)
        if was is None and outcome.prediction.id not in fits:
            continue
        if was is not None and status in was:
            continue
        if outcome.status is PredictionStatus.OPEN and str(PredictionStatus.DUE) in (was or ()):
            continue  # judged on an earlier day than before: a window does not open again
        due = outcome.status is PredictionStatus.DUE
        sort = "due" if due else "new" if was is None else "changed"
        spot = next((e for e in outcome.prediction.evidence if e.role is EvidenceRole.VALUE),
                    outcome.prediction.evidence[0])  # fmt: skip
        title = f"{'+'.join(outcome.prediction.said_by)}: {outcome.prediction.event}"
        window = f"{status} as of {outcome.at}, window {notation(outcome.prediction.window)}"
        gone = tuple(sorted(was or ()))
        home = outcome.prediction.document
        out.append(News(sort, ident, title, (window,), gone, (status,), (ident,), (), home,
                        spot.span.start, spot.span.end, spot.quote, window))  # fmt: skip
    return out


def row(
    ident: int, watch: int, sort: str, body: Mapping[str, Any], recorded: str
) -> dict[str, Any]:
    """One alert as a row."""
    return {
        "alert": ident, "recorded": recorded, "watch": watch, "sort": sort,
        **{name: body.get(name) for name in COLUMNS if name not in
           ("alert", "recorded", "watch", "sort", "added", "gone")},
        "added": list(body.get("added", ())), "gone": list(body.get("gone", ())),
    }  # fmt: skip


def text(rows: Sequence[Mapping[str, Any]]) -> str:
    """Alerts for a terminal: a line each, with what came and what went below."""
    lines = []
    for r in rows:
        lines.append(
            f"{r['sort'].upper():<10}{r['title']}  ({r['subject'][:12]}, rule {r['watch']})"
        )
        if r["quote"]:
            quote = " ".join(r["quote"].split())
            lines.append(f"    “{quote}” {r['document'][:12]}[{r['start']}:{r['end']}]")
        if r["sort"] == "new":
            lines.append(f"    {r['summary']}")
        else:
            lines += [f"    + {a}" for a in r["added"]] + [f"    - {g}" for g in r["gone"]]
    return "".join(f"{line}\n" for line in lines)
