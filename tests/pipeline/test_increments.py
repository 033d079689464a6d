"""A batch computes what it touches, and the result is that of computing everything."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from dateline.incidents import assign
from dateline.ledger import (
    Connection,
    Ledger,
    batches,
    create,
    history,
    judgements,
    related,
    rows,
    tables,
)
from dateline.ledger.codec import encode
from dateline.ledger.rows import packed
from dateline.ledger.writing import Writer
from dateline.model import Claims, DatelineError, Document, Judgement, Mention, Published
from dateline.pipeline import Resources, decisions, increments, ledgers, states
from dateline.pipeline.decisions import claim_anchor, decide, mention_anchor
from dateline.pipeline.reading import read_document
from dateline.pipeline.relink import record
from dateline.pipeline.snapshots import Snapshots
from dateline.pipeline.versions import versions

NOW = "2031-03-10T00:00:00Z"
SAMPLES = Path(__file__).parents[2] / "samples" / "season" / "reports.jsonl"
MORE = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. Japan protested in response to the launch."),
    ("2031-03-02", "Japan's Defense Ministry said North Korea launched two missiles on Sunday."),
    ("2031-03-09", "North Korea launched a missile on Sunday, the fourth launch this year, Japan's "
     "Defense Ministry said. It has launched six missiles this month."),
    ("2031-03-09", "The missile that North Korea launched flew 900 km, officials said."),
    ("2031-03-31", "North Korea launched five missiles this month, Seoul said."),
    ("", "North Korea launched a missile, the Joint Chiefs of Staff said."),
]  # fmt: skip
Pair = tuple[Document, Claims]


@pytest.fixture(scope="module")
def pool(resources: Resources) -> list[Pair]:
    season = (json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines())
    told = [(r["datePublished"], r["articleBody"]) for r in season] + MORE
    out = []
    for n, (day, text) in enumerate(told):
        published = Published.parse(day) if day else None
        document = Document.of(text, published=published, url=f"http://x.example/{n}")
        out.append((document, read_document(document, resources).claims))
    return out


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    opened = create(place)
    yield opened
    opened.close()


def put(ledger: Ledger, resources: Resources, found: Sequence[Pair], code: str = "") -> None:
    """One batch of reports that were read; with a code, a reading of another version."""
    with ledger.writing() as connection:
        batch = batches.begin(connection, NOW, "add")
        writer = Writer(connection, batch, "full")
        writer.expect([document for document, _ in found])
        ids = []
        for document, claims in found:
            reading = versions().reading(document.id)
            if code:
                reading = replace(reading, code=code)
            else:
                writer.document(document)
                ids.append(document.id)
            rows_of = packed(claims, len(document.text.characters))
            writer.reading(reading, rows_of, document.text)
            writer.turn(reading)
            ids += [reading.id, f"turn:{reading.id}"]
        writer.flush()
        ids += record(connection, batch, resources).marks
        sums = {"documents": 0, "readings": 0, "rows": 0, "quarantined": 0}
        batches.finish(connection, batch, sums, ids)


def renewed(pair: Pair, other: Pair, number: int) -> Pair:
    """What `other` tells as a newer version of an article."""
    document = Document.of(
        f"{other[0].text.characters} {number}", published=other[0].published, url=pair[0].url
    )
    new = {m.id: replace(m, document=document.id) for m in other[1].mentions}
    return document, replace(
        other[1], document=document.id, mentions=tuple(new.values()), predictions=(),
        claims=tuple(replace(c, mention=new[c.mention].id) for c in other[1].claims),
        links=tuple(
            replace(x, left=new[x.left].id, right=new[x.right].id) for x in other[1].links
        ),
    )  # fmt: skip


def some_decision(
    ledger: Ledger, resources: Resources, texts: dict[str, str], chance: random.Random
) -> Judgement | None:
    found = ledgers.incidents(ledger, resources)
    relation = chance.choice(("same", "not-same", "not-same", "part-of", "correct", "undo"))
    if relation == "undo":
        with ledger.reading() as connection:
            live = [n for n, _ in judgements.live(connection)]
        value = str(chance.choice(live)) if live else None
        return Judgement("undo", None, None, "A", "why", NOW, value) if value else None
    if relation == "correct":
        claims = [c.claim for i in found for c in i.cells if c.claim]
        if not claims:
            return None
        one = chance.choice(claims)
        told = next(m for i in found for m in i.mentions if m.id == one.mention)
        anchor = claim_anchor(one, told, texts[told.document])
        return Judgement("correct", anchor, None, "A", "why", NOW, chance.choice(("PRK", "RUS")))
    mentions: list[Mention] = [m for i in found for m in i.mentions]
    if relation == "not-same" and found:
        mentions = list(chance.choice(found).mentions)
    if len(mentions) < 2:
        return None
    left, right = (mention_anchor(m, texts[m.document]) for m in chance.sample(mentions, 2))
    return Judgement(relation, left, right, "A", "why", NOW)


def check(ledger: Ledger, resources: Resources) -> None:
    """What is kept is what follows from all of it, and what the log says."""
    with ledger.reading() as connection:
        assert increments.fresh(connection)
        state = states.take(connection)
        whole = decisions.relate_judged(
            rows.load(connection, state.readings), state.decided, resources
        )
        kept = related.incidents(connection)
        assert [one.body for one in kept] == [encode(i) for i in whole]
        assert history.homes(connection) == {m.id: i.id for i in whole for m in i.mentions}
        assert list(batches.breaks(connection)) == []


def dump(connection: Connection) -> dict[str, list[tuple[str, ...]]]:
    """All that is kept, without the numbers of computations."""
    out = {}
    for table in tables.CACHES:
        if table not in (tables.incident_cache, tables.related_state):
            wanted = select(*(c for c in table.c if c.name != "stamp"))
            if table is tables.related_incidents:
                wanted = wanted.where(table.c.body.is_not(None))
            found = ((str(v) for v in row) for row in connection.execute(wanted))
            out[table.name] = sorted(tuple(row) for row in found)
    return out


@pytest.mark.parametrize(("seed", "wide"), [(1, 500), (2, 500), (3, 3), (4, 2)])
def test_any_order_in_any_batches_gives_what_the_whole_gives(
    ledger: Ledger, resources: Resources, pool: list[Pair], monkeypatch: pytest.MonkeyPatch,
    seed: int, wide: int,
) -> None:  # fmt: skip
    for module in (assign, increments):
        monkeypatch.setattr(module, "WIDE", wide)
    chance = random.Random(seed)
    left, done = chance.sample(pool, len(pool)), list[Pair]()
    desk = Snapshots(ledger, resources)
    number = 0
    while left:
        size = chance.choice((1, 1, 2, 5))
        part, left = left[:size], left[size:]
        put(ledger, resources, part)
        done += part
        number += 1
        texts = {d.id: d.text.characters for d, _ in done}
        one = some_decision(ledger, resources, texts, chance)
        if one is not None:
            try:
                decide(ledger, one, resources)
            except DatelineError as error:
                assert "cannot hold" in str(error)
        if number % 3 == 0:
            document, claims = chance.choice(done)
            fewer = tuple(c for c in claims.claims if chance.random() < 0.8)
            put(ledger, resources, [(document, replace(claims, claims=fewer))], f"v{number}")
            done.append(renewed(chance.choice(done), chance.choice(pool), number))
            put(ledger, resources, done[-1:])
        check(ledger, resources)
        assert desk.now().incidents == ledgers.incidents(ledger, resources)
        fresh = Snapshots(ledger, resources).now()
        assert (desk.now().rows, desk.now().heads) == (fresh.rows, fresh.heads)
    with ledger.writing() as connection:
        before = dump(connection)
        increments.refresh(connection, resources, whole=True)
        assert dump(connection) == before


def test_a_batch_writes_only_what_it_touches(
    ledger: Ledger, resources: Resources, pool: list[Pair]
) -> None:
    put(ledger, resources, pool[:-1])
    with ledger.reading() as connection:
        stamp = related.kept(connection)
    put(ledger, resources, [renewed(pool[0], pool[16], 1)])
    with ledger.reading() as connection:
        assert stamp is not None
        changed = [one for one in related.since(connection, stamp.stamp) if one.body]
        assert 0 < len(changed) < len(related.incidents(connection)) / 3
    check(ledger, resources)


def test_a_ledger_related_by_other_code_is_computed_as_a_whole_and_the_log_follows(
    ledger: Ledger, resources: Resources, pool: list[Pair], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(ledger, resources, pool[16:19])
    monkeypatch.setattr(increments, "FORMAT", "other")
    monkeypatch.setattr(assign, "THRESHOLD", 2.0)
    apart = ledgers.incidents(ledger, resources)
    monkeypatch.undo()
    assert len(ledgers.incidents(ledger, resources)) < len(apart)
    put(ledger, resources, pool[19:20])
    check(ledger, resources)
