"""Keep the incidents of now up to date: compute only what new or changed reports touch.

The result is that of computing everything, byte by byte; these are the reasons why it is enough to
look at so little:

1. *Documents*. What was read since, and what became of decisions, is known by number. Touched are
   documents that came, went or were read anew, those of decisions made or undone, and those that
   further decisions about pairs tie to them. A happening depends on the claims of its
   document and on decisions about it, on nothing else.
2. *Components*. The score of a pair depends on its two happenings alone, and no weight is taken
   from the ledger as a whole. Two happenings are compared only inside a block (family of kinds ×
   day; for generic ones act × parties × day). So a touched happening changes its old component, and
   the components of those in its blocks that it scores `THRESHOLD` with; a block that grows beyond
   `WIDE`, or shrinks below, changes those of all its members. Every other component is as it was.
3. *Incidents* of these components are partitioned anew. One is computed anew where it has other
   happenings than before or a touched document, or where a link ("in response to") of one of its
   documents leads to a mention whose incident has another id or another first report. Copies are
   told inside an incident, so that they depend on its documents alone.
4. *What follows from others*: parts of a series, and counts of ordinal claims, are looked up among
   outlines by kind, actor and day. Touched are those whose stretch of days holds the day of an
   outline that changed, or for ordinal claims the date of a document that came or went; and what an
   analyst's `part-of` names.
5. What was computed is stored where it differs; what differs carries the number of this
   computation.

A ledger whose incidents were computed by other code, or never, is computed as a whole, in the same
steps. (Incremental view maintenance by affected keys; Gupta & Mumick 1995.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.incidents.assign import (
    EXACT,
    GENERIC,
    THRESHOLD,
    WIDE,
    Group,
    blocks,
    comparable,
    divided,
    paired,
    rank,
)
from dateline.incidents.build import alone, finished, incident
from dateline.incidents.happening import Happening, happenings
from dateline.incidents.outlines import ORDINAL, Outline, Outlines, outline
from dateline.kinds import Kind
from dateline.ledger import Connection, documents, judgements, related, rows
from dateline.ledger.codec import decode, encode
from dateline.ledger.related import Held, Kept, Key, Node, Told
from dateline.model import Calendar, Claims, Judgement, Mention
from dateline.pipeline import states
from dateline.pipeline.judged import Applied, applied, judged, parted
from dateline.pipeline.resources import Resources

FORMAT = "1"
"""Of the bodies that are kept; another one makes a ledger compute as a whole."""

_CLAIMS = frozenset({"claims"})
_TIES = ("same", "not-same", "part-of")

Parts = Sequence[tuple[str, str, Judgement]]
"""(part, whole, decision), by mention."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Mention → incident, before and after, of all incidents that may have changed; `whole` where
    these are all there are and `before` is not known."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    whole: bool = False


def code() -> str:
    """Names the code and the tables that kept incidents follow from."""
    return f"{FORMAT}:{states.code()}"


def fresh(connection: Connection) -> Kept | None:
    """What the kept incidents were computed from, where that is what the ledger holds now."""
    kept = related.kept(connection)
    if kept is None or kept.code != code():
        return None
    now = (documents.last_turn(connection), judgements.last(connection))
    return kept if now == (kept.turn, kept.judgement) else None


def refresh(
    connection: Connection, resources: Resources, *, recording: bool = False, whole: bool = False
) -> Moved:
    """Bring the kept incidents up to what the ledger holds now, in a transaction that writes.

    `recording` says that what became of incidents goes to the log with it; `whole` computes all.
    """
    kept = None if whole else related.kept(connection)
    if kept is None or kept.code != code():
        before = related.kept(connection)
        related.clear(connection)
        update = _Update(connection, resources, None, before.stamp + 1 if before else 1)
    else:
        update = _Update(connection, resources, kept, kept.stamp + 1)
    moved = update.run()
    held = kept.recorded if kept and update.kept else False
    changed = moved.whole or moved.before != moved.after
    related.keep(
        connection,
        Kept(
            code(), documents.last_turn(connection), judgements.last(connection), update.stamp,
            update.kept.epoch if update.kept else update.stamp,
            recording or (held and not changed), tuple(n for n, _ in update.decided),
        ),
    )  # fmt: skip
    return moved if held or not recording else replace(moved, whole=True)


def homes(connection: Connection, documents: Sequence[str] | None = None) -> dict[str, str]:
    """Mention → incident, of all that are kept, or of the mentions of documents."""
    found = (
        related.all_nodes(connection) if documents is None
        else related.nodes(connection, documents=documents)
    )  # fmt: skip
    return {m.id: n.incident for n in found for m in _happening(n.body).mentions}


def told(connection: Connection) -> dict[str, list[Happening]]:
    """Incident → its happenings without their claims, in the order of its documents' ids."""
    out: dict[str, list[Happening]] = defaultdict(list)
    for node in sorted(related.all_nodes(connection), key=lambda n: n.key):
        out[node.incident].append(_happening(node.body))
    return out


def _happening(body: str) -> Happening:
    return decode(Happening, body, claims=())


class _Update:
    """One computation; numbers are those of the module's docstring."""

    def __init__(
        self, connection: Connection, resources: Resources, kept: Kept | None, stamp: int
    ) -> None:
        self.connection, self.kept, self.stamp = connection, kept, stamp
        self.packs: Mapping[str, Kind] = {k.name: k for k in resources.kinds}
        self.decided = judgements.live(connection)
        self.readings: dict[str, str] = {}
        self.went: set[str] = set()
        self._published: dict[str, str | None] = {}
        self._raw: dict[str, Claims] = {}
        self._told: dict[str, Claims] = {}
        self._nodes: dict[str, list[Happening]] = {}
        self._about: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
        for number, one in self.decided:
            for document in _documents(one):
                self._about[document].append((number, one))

    def run(self) -> Moved:
        """All steps."""
        changed = self._changed()
        touched = self._touched(changed)
        if not touched:
            return Moved({}, {}, self.kept is None)
        dates = self._dates(changed)
        area = _Area(self, touched)
        made = _Made(self, area)
        _finish(self, area, made, dates)
        return Moved(area.before, area.after, self.kept is None)

    def _changed(self) -> set[str]:
        """1. Documents that came, went or were read anew; what counts now is in `readings`."""
        if self.kept is None:
            current = documents.current(self.connection)
            self.readings = {row.document: row.reading for row in current}
            return set(self.readings)
        versions = documents.turned(self.connection, self.kept.turn)
        found = documents.current(self.connection, sorted(versions))
        now = {row.document: row.reading for row in found}
        held = related.held(self.connection, sorted(d for v in versions.values() for d in v))
        self.readings |= now
        self.went = held.keys() - now.keys()
        return self.went | {d for d, r in now.items() if d not in held or held[d].reading != r}

    def _touched(self, changed: set[str]) -> set[str]:
        """1. With what decisions add."""
        if self.kept is None:
            return changed
        turned = set(self.kept.decided) ^ {n for n, _ in self.decided}
        every = judgements.every(self.connection) if turned else []
        found = changed | {d for n, one in every if n in turned for d in _documents(one)}
        todo = sorted(found)
        while todo:
            for _, one in self._about.get(todo.pop(), ()):
                if one.relation in _TIES:
                    new = _documents(one) - found
                    found |= new
                    todo += sorted(new)
        return found

    def _dates(self, changed: set[str]) -> set[str | None]:
        """4. Days of publication of documents that came or went."""
        known = {h.published for h in related.held(self.connection, sorted(changed)).values()}
        known |= {c.published for c in self.claims(changed)}
        return {p[:10] if p else None for p in known}

    def current(self, wanted: Iterable[str]) -> list[str]:
        """Those of the documents that count, sorted; their readings are known from here on."""
        names = sorted(set(wanted))
        asked = [d for d in names if d not in self.readings and d not in self.went]
        if asked and self.kept is not None:
            held = related.held(self.connection, asked)
            self.readings |= {d: h.reading for d, h in held.items()}
        return [d for d in names if d in self.readings]

    def claims(self, wanted: Iterable[str]) -> list[Claims]:
        """Documents that count, as they were read."""
        found = self.current(wanted)
        new = [d for d in found if d not in self._raw]
        for one in rows.load(self.connection, [self.readings[d] for d in new]):
            self._raw[one.document] = one
            self._published[one.document] = one.published
        return [self._raw[d] for d in found]

    def applied(self, wanted: Iterable[str]) -> Applied:
        """The decisions about documents, attached."""
        found = {n: one for d in wanted for n, one in self._about.get(d, ())}
        beside = {d for one in found.values() for d in _documents(one)}
        return applied(self.claims(beside), sorted(found.items()))

    def told(self, wanted: Iterable[str]) -> dict[str, Claims]:
        """Documents that count, under the decisions about them."""
        names = self.current(wanted)
        new = [d for d in names if d not in self._told]
        found = self.applied(new)
        apart = frozenset(found.ties.apart)
        for one in self.claims(new):
            self._told[one.document] = judged(one, found)
            self._nodes[one.document] = happenings(self._told[one.document], self.packs, apart)
        return {d: self._told[d] for d in names}

    def happenings(self, wanted: Iterable[str]) -> dict[Key, Happening]:
        """The happenings of documents that count, with their claims."""
        return {(d, n): h for d in self.told(wanted) for n, h in enumerate(self._nodes[d])}

    def order(self, keys: Iterable[Key]) -> list[Key]:
        """Happenings by publication, document and place in it."""
        found = set(keys)
        asked = sorted({document for document, _ in found} - self._published.keys())
        held = related.held(self.connection, asked)
        self._published |= {d: h.published for d, h in held.items()}
        return sorted(found, key=lambda key: (self._published[key[0]] or "9999", *key))

    def rank(self, mention: Mention) -> str:
        """What an incident with this first mention is sorted by."""
        self.order([(mention.document, 0)])
        return rank(mention, self._published[mention.document])


def _documents(one: Judgement) -> set[str]:
    return {a.document for a in (one.left, one.right) if a is not None}


class _Area:
    """2. The components that are computed anew, partitioned and stored.

    `was` and `groups` are incident → its happenings, before and after; `before` and `after`
    mention → incident.
    """

    def __init__(self, update: _Update, touched: set[str]) -> None:
        self.update, self.touched = update, touched
        whole = update.kept is None
        new = update.happenings(touched)
        own = [] if whole else related.nodes(update.connection, documents=sorted(touched))
        beside = [] if whole else self._beside(new, own)
        self.nodes = new | {n.key: _happening(n.body) for n in beside}
        self.was: dict[str, set[Key]] = defaultdict(set)
        self.before: dict[str, str] = {}
        for node in own:
            self._held(node, _happening(node.body))
        for node in beside:
            self._held(node, self.nodes[node.key])
        self.groups: dict[str, list[Key]] = {}
        self.after: dict[str, str] = {}
        self._take(new)
        self._store(new, beside, self._divide())

    def _held(self, node: Node, one: Happening) -> None:
        self.was[node.incident].add(node.key)
        self.before |= {m.id: node.incident for m in one.mentions}

    def _beside(self, new: Mapping[Key, Happening], own: Sequence[Node]) -> list[Node]:
        """Untouched happenings of the components."""
        connection = self.update.connection
        components = {n.component for n in own}
        here: dict[str, list[Key]] = defaultdict(list)
        for key, one in new.items():
            for block in blocks(one):
                here[block].append(key)
        was = Counter(related.blocks_of(connection, sorted(self.touched)))
        asked = {*here, *(b for b in was if not b.startswith(EXACT))}
        for block, inside in sorted(related.members(connection, sorted(asked)).items()):
            others = [n for n in inside if n.document not in self.touched]
            mine = here.get(block, [])
            now = len(others) + len(mine)
            crossed = (now > WIDE) != (len(others) + was[block] > WIDE)
            if block.startswith(EXACT) or crossed:
                components |= {n.component for n in others} if mine or crossed else set()
                continue
            for node in others:
                if node.component not in components and self._near(node, mine, new, now > WIDE):
                    components.add(node.component)
        found = related.nodes(connection, components=sorted(components))
        return [n for n in found if n.document not in self.touched]

    def _near(
        self, node: Node, mine: Sequence[Key], new: Mapping[Key, Happening], wide: bool
    ) -> bool:
        """Whether an untouched happening scores `THRESHOLD` with a touched one."""
        if not mine:
            return False
        other = _happening(node.body)
        for key in mine:
            if wide and not comparable(new[key], other):
                continue
            first = self.update.order([key, node.key])[0] == key
            pair = (new[key], other) if first else (other, new[key])
            found = paired(*pair, self.update.packs)
            if found is not None and found >= THRESHOLD:
                return True
        return False

    def _take(self, new: Mapping[Key, Happening]) -> None:
        """The touched documents and their blocks, in place of what was held of them."""
        update = self.update
        related.drop(update.connection, sorted(self.touched))
        held = [
            Held(c.document, update.readings[c.document], c.published, c.outlet)
            for c in update.claims(self.touched)
        ]
        related.put_documents(update.connection, held)
        found = ((block, key) for key, one in new.items() for block in blocks(one))
        related.put_blocks(update.connection, found)

    def _divide(self) -> dict[Key, str]:
        """The incidents of the area; returns the component of every happening."""
        update, order = self.update, self.update.order(self.nodes)
        nodes = [self.nodes[key] for key in order]
        wide = None
        if update.kept is not None:
            names = {b for h in nodes if h.kind != GENERIC for b in blocks(h)}
            sizes = related.sizes(update.connection, sorted(names))
            wide = frozenset(b for b, size in sizes.items() if size > WIDE)
        ties = update.applied({h.document for h in nodes}).ties
        found = divided(nodes, update.packs, ties, wide)
        incidents: dict[int, str] = {}
        components: dict[int, str] = {}
        out = {}
        for key, node, cluster, component in zip(order, nodes, found.clusters, found.components):
            ident = incidents.setdefault(cluster, node.mentions[0].id)
            self.groups.setdefault(ident, []).append(key)
            self.after |= {m.id: ident for m in node.mentions}
            out[key] = components.setdefault(component, node.mentions[0].id)
        return out

    def _store(
        self, new: Mapping[Key, Happening], beside: Sequence[Node], components: Mapping[Key, str]
    ) -> None:
        home = {key: ident for ident, keys in self.groups.items() for key in keys}
        connection = self.update.connection
        related.put_nodes(
            connection,
            [Node(*k, components[k], home[k], encode(h, omit=_CLAIMS)) for k, h in new.items()],
            new=True,
        )
        now = [replace(n, component=components[n.key], incident=home[n.key]) for n in beside]
        changed = [n for n, old in zip(now, beside) if n != old]
        related.put_nodes(connection, changed, new=False)


class _Made:
    """3. Incidents computed anew by id, without what follows from others; `gone` are no more."""

    def __init__(self, update: _Update, area: _Area) -> None:
        self.update, self.area = update, area
        self.gone = area.was.keys() - area.groups.keys()
        changed = {
            i for i, keys in area.groups.items()
            if area.was.get(i) != set(keys) or any(d in area.touched for d, _ in keys)
        }  # fmt: skip
        self.groups = {i: area.groups[i] for i in changed}
        self._add(self._linked())
        told = update.told({d for keys in self.groups.values() for d, _ in keys})
        nodes = update.happenings(told)
        home = area.after if update.kept is None else homes(update.connection, sorted(told))
        first = self._first(told.values(), home, nodes)
        places = {i: update.rank(m) for i, m in first.items()}
        self.incidents = {
            i: incident(
                Group.of([nodes[k] for k in keys], told), told,
                update.packs[nodes[keys[0]].kind], home, first, places,
            )
            for i, keys in sorted(self.groups.items())
        }  # fmt: skip

    def _add(self, idents: set[str]) -> None:
        """Incidents that did not move themselves."""
        own = {i: self.area.groups[i] for i in idents if i in self.area.groups}
        asked = sorted(idents - own.keys())
        found: dict[str, list[Key]] = defaultdict(list)
        for node in related.nodes(self.update.connection, incidents=asked):
            found[node.incident].append(node.key)
        self.groups |= own | {i: self.update.order(keys) for i, keys in found.items()}

    def _linked(self) -> set[str]:
        """Incidents to whose documents a link leads from a mention that is told otherwise now."""
        if self.update.kept is None:
            return set()
        area = self.area
        moved = {m: i for m, i in area.after.items() if area.before.get(m) != i}
        for ident, keys in self.groups.items():
            if keys[0][0] in area.touched and ident in area.was:
                moved |= {m.id: ident for k in keys for m in area.nodes[k].mentions}
        where = {m.id: d for (d, _), h in area.nodes.items() for m in h.mentions}
        telling = self.update.current({where[m] for m in moved})
        links = rows.links(
            self.update.connection, [self.update.readings[d] for d in telling]
        )  # fmt: skip
        ends = {x for pair in links if pair[0] in moved or pair[1] in moved for x in pair}
        if not ends:
            return set()
        home = homes(self.update.connection, telling)
        return {home[m] for m in ends if m in home} - self.groups.keys()

    def _first(
        self, told: Iterable[Claims], home: Mapping[str, str], nodes: Mapping[Key, Happening]
    ) -> dict[str, Mention]:
        """The first mention of every incident that links of these documents lead to."""
        ends = {x for d in told for link in d.links for x in (link.left, link.right)}
        wanted = {home[m] for m in ends if m in home}
        known = {**self.area.nodes, **nodes}
        groups = self.area.groups | self.groups
        out = {i: known[groups[i][0]].mentions[0] for i in sorted(wanted & groups.keys())}
        others: dict[str, dict[Key, Node]] = defaultdict(dict)
        asked = sorted(wanted - out.keys())
        for node in related.nodes(self.update.connection, incidents=asked):
            others[node.incident][node.key] = node
        for ident, found in sorted(others.items()):
            out[ident] = _happening(found[self.update.order(found)[0]].body).mentions[0]
        return out


def _finish(update: _Update, area: _Area, made: _Made, dates: set[str | None]) -> None:
    """4. 5. What follows from others, and what is stored of it."""
    connection, whole = update.connection, update.kept is None
    ranks = {i: update.rank(one.mentions[0]) for i, one in made.incidents.items()}
    drawn = (outline(one, update.packs[one.kind], ranks[i]) for i, one in made.incidents.items())
    outlines = {o.incident: o for o in drawn if o is not None}
    touched = _outlined(connection, outlines, {*made.incidents, *made.gone}, whole)
    for day in dates if not whole else ():
        touched |= related.counting(connection, day).keys()
    parts = update.applied({m.document for i in made.incidents.values() for m in i.mentions}).parts
    touched |= set(_named(update, area, parts).values())
    held = related.some(connection, sorted({*made.incidents, *touched} - made.gone))
    others = {i: t.excerpt(ORDINAL) for i, t in held.items() if i not in made.incidents}
    bases = {i: alone(found) for i, found in others.items()} | made.incidents
    index = Outlines(outlines.values()) if whole else _beside(connection, bases)
    read = _read(update, index, bases)
    done = [
        finished(bases[i], update.packs[bases[i].kind], index, read) for i in sorted(bases)
    ]  # fmt: skip
    told = update.applied({m.document for i in done for m in i.mentions})
    done = list(parted(done, told, _named(update, area, told.parts)))
    now = [Told(i.id, ranks[i.id], encode(i)) for i in done if i.id not in others]
    now += [held[i.id].again(i) for i in done if i.id in others and i != others[i.id]]
    gone = [Told(i, "", None) for i in sorted(made.gone)]
    changed = [one for one in now if held.get(one.id) != one]
    related.put_incidents(connection, [*changed, *gone], update.stamp)


def _named(update: _Update, area: _Area, parts: Parts) -> dict[str, str]:
    """Mention → incident, of the documents that decisions about parts are tied to."""
    if update.kept is None:
        return area.after
    wanted = {d for _, _, one in parts for d in _documents(one)}
    named = {m for pair in parts for m in pair[:2]}
    home = homes(update.connection, sorted(wanted))
    return {m: i for m, i in home.items() if m in named}


def _outlined(
    connection: Connection, outlines: Mapping[str, Outline], idents: set[str], whole: bool
) -> set[str]:
    """4. Store outlines that changed; returns the incidents that look at them."""
    now = {i: encode(o) for i, o in outlines.items()}
    old = {} if whole else related.outlines(connection, sorted(idents))
    changed = sorted(i for i in idents if now.get(i) != old.get(i))
    related.put_outlines(
        connection, changed, [row for i in changed if i in now for row in _row(outlines[i], now[i])]
    )
    touched: set[str] = set()
    if whole:
        return touched
    before = (decode(Outline, old[i]) for i in changed if i in old)
    for one in (*before, *(outlines[i] for i in changed if i in outlines)):
        touched |= _looking(connection, one).keys()
        if one.days:
            touched |= related.counting(connection, one.days[0], one.kind, one.states).keys()
    return touched


def _row(one: Outline, body: str) -> list[dict[str, str | None]]:
    low, high = one.stretch or (None, None)
    day = one.days[0] if one.days else None
    return [
        {"incident": one.incident, "state": state, "kind": one.kind, "day": day, "low": low,
         "high": high, "since": one.since, "body": body}
        for state in one.states
    ]  # fmt: skip


def _looking(connection: Connection, one: Outline) -> dict[str, str]:
    """The outlines of the parts of a series, or of the series that hold a day."""
    if one.stretch:
        return related.on_days(connection, one.kind, one.states, *one.stretch)
    if len(one.days) == 1:
        return related.series(connection, one.kind, one.states, one.days[0])
    return {}


def _beside(connection: Connection, bases: Iterable[str]) -> Outlines:
    """The outlines that incidents are held against, their own included."""
    bodies = related.outlines(connection, sorted(bases))
    for body in sorted(bodies.values()):
        one = decode(Outline, body)
        bodies |= _looking(connection, one)
        if one.since is not None and one.days:
            bodies |= related.on_days(connection, one.kind, one.states, one.since, one.days[0])
    return Outlines(decode(Outline, body) for body in bodies.values())


def _read(update: _Update, outlines: Outlines, bases: Iterable[str]) -> Calendar:
    """Documents over which ordinal claims of incidents count."""
    found = (outlines.by_id[i] for i in bases if i in outlines.by_id)
    counting = [(o.since, o.days[0]) for o in found if o.since is not None and o.days]
    if not counting:
        return Calendar([])
    first, last = min(low for low, _ in counting), max(day for _, day in counting)
    return Calendar(related.dates(update.connection, first, last))
