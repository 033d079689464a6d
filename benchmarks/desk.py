"""Time of the desk's pages on a large ledger: `python benchmarks/desk.py --claims 100000`.

Mechanics only, not quality. The sample reports are read once; every round stores them again with a
filing line of its own behind the text and all days moved by three, so that incidents stay apart
and texts differ. Pages are asked without a socket, each for another incident or other words, and
the state is warm: the first request after a write, which relates and decodes, is printed apart,
and so is an incident page of a desk that has just been started over a state that is related. The
load of the machine stands beside the figures.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from fastapi.testclient import TestClient

from dateline.ledger import Ledger, batches, create, open_ledger
from dateline.ledger.rows import packed
from dateline.ledger.writing import Writer
from dateline.model import Claims, Document, Published, When
from dateline.pipeline import Resources, samples
from dateline.pipeline.ledgers import held
from dateline.pipeline.versions import versions
from dateline.web import create_app

RECORDED = "2026-11-25T00:00:00Z"
STEP = 3
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
WORDS = ("missiles", "warning", '"closely with"', "Pyongyang sea", "Filing", "emergency meeting",
         "distance", "hypersonic", "visit Beijing", "analyzing")  # fmt: skip


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--claims", type=int, default=100_000)
    arguments.add_argument("--requests", type=int, default=60)
    arguments.add_argument("--ledger", type=Path, help="keep the ledger here, or use the one there")
    given = arguments.parse_args()
    resources = Resources()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "desk.ledger"
        if not path.exists():
            fill(path, given.claims, resources)
        measure(open_ledger(str(path)), resources, given.requests)


def fill(path: Path, wanted: int, resources: Resources) -> None:
    """Store rounds of the sample reports until the ledger holds that many claims."""
    with tempfile.TemporaryDirectory() as folder:
        seed = samples.build(str(Path(folder) / "seed"), resources, recorded=RECORDED)
        pairs = held(seed).documents
        seed.close()
    ledger = create(str(path))
    start, count, number = time.perf_counter(), 0, 0
    while count < wanted:
        with ledger.writing() as connection:
            batch = batches.begin(connection, RECORDED, "add")
            ids, writer = [], Writer(connection, batch, "full")
            for document, claims in moved(pairs, number):
                reading = versions().reading(document.id)
                writer.document(document)
                length = len(document.text.characters)
                writer.reading(reading, packed(claims, length), document.text)
                writer.turn(reading)
                ids += [document.id, reading.id, f"turn:{reading.id}"]
                count += len(claims.claims)
            writer.flush()
            sums = {"documents": len(pairs), "readings": len(pairs), "rows": 0, "quarantined": 0}
            batches.finish(connection, batch, sums, ids)
        number += 1
    ledger.close()
    print(f"{count:,} claims in {number * len(pairs):,} documents, written in "
          f"{time.perf_counter() - start:.0f} s")  # fmt: skip


def moved(
    pairs: tuple[tuple[Document, Claims], ...], number: int
) -> Iterator[tuple[Document, Claims]]:
    """The reports of one round: days moved, ids of their own."""

    def shift(words: str) -> str:
        day = lambda m: (date.fromisoformat(m[0]) + timedelta(days=STEP * number)).isoformat()  # noqa: E731
        return _DAY.sub(day, words)

    for document, claims in pairs:
        text = f"{document.text.characters}\nFiling {number:05d} of a synthetic archive."
        published = shift(document.published.original) if document.published else None
        made = Document.of(
            text, published=Published.parse(published) if published else None,
            outlet=document.outlet, title=document.title,
            url=f"{document.url}/{number}" if document.url else None,
        )  # fmt: skip
        new = {m.id: replace(m, document=made.id) for m in claims.mentions}
        names = {old: m.id for old, m in new.items()}
        yield made, renamed(claims, made.id, published, new, names, shift)


def renamed(
    claims: Claims, ident: str, published: str | None, new: dict[str, Any],
    names: dict[str, str], shift: Callable[[str], str],
) -> Claims:  # fmt: skip
    """Claims of another document."""

    def value(found: Any) -> Any:
        if not isinstance(found, When):
            return found
        first, last = found.earliest, found.latest
        return replace(
            found, earliest=shift(first) if first else None, latest=shift(last) if last else None
        )

    return replace(
        claims, document=ident, published=published,
        mentions=tuple(replace(m, when=value(m.when)) for m in new.values()),
        claims=tuple(
            replace(c, mention=names[c.mention], value=value(c.value)) for c in claims.claims
        ),
        statements=tuple(replace(s, document=ident, claims=()) for s in claims.statements),
        predictions=tuple(replace(p, document=ident) for p in claims.predictions),
        coverage=tuple(replace(s, document=ident, claims=()) for s in claims.coverage),
        links=tuple(replace(x, left=names[x.left], right=names[x.right]) for x in claims.links),
    )  # fmt: skip


def measure(ledger: Ledger, resources: Resources, requests: int) -> None:
    """Medians of pages and API answers, each asked for another thing."""
    app = create_app(ledger, resources, port=8765)
    client = TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False)
    busy = time.process_time()
    first = timed(client, "/")
    busy = time.process_time() - busy
    again = timed(client, "/?kind=missile-launch")
    state = app.state.desk.snapshots.now()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(state.rows):,} incidents, {len(state.current):,} documents; first page after a "
          f"write {first / 1000:.1f} s (processor {busy:.1f} s), the next {again:.0f} ms, "
          f"peak {peak:,.0f} MB")  # fmt: skip
    random = Random(1)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    started(ledger, resources, [r["id"] for r in state.rows if r["kind"] == "missile-launch"][:5])
    launches = [r["id"] for r in state.rows if r["kind"] == "missile-launch"]
    others = [r["id"] for r in state.rows if r["kind"] == "generic"]
    report(
        "incident page, launches",
        client,
        [f"/incidents/{i}" for i in pick(random, launches, requests)],
    )
    report(
        "incident page, others", client, [f"/incidents/{i}" for i in pick(random, others, requests)]
    )
    report(
        "incident by API",
        client,
        [f"/api/v1/incidents/{i}" for i in pick(random, launches, requests)],
    )
    report("search page", client, [f"/search?q={w}" for w in WORDS] * (requests // len(WORDS)))
    report(
        "search by API", client, [f"/api/v1/search?q={w}" for w in WORDS] * (requests // len(WORDS))
    )
    rules = ("actor:PRK voices>=2", "range>=850km", "kind:missile-launch -actor:PRK")
    first = sum(timed(client, "/", where=r) for r in rules) / len(rules)
    print(f"list by rule, each for the first time: mean {first:.0f} ms")
    report("list by rule, again", client, ["/?where=voices>=2+actor:PRK"] * 10)
    report("search page with a rule", client, [f"/search?q={w}&where=voices>=2" for w in WORDS] * 3)
    for name in ("tempo", "network", "scatter"):
        print(f"figure {name}: first {timed(client, f'/figures/{name}'):.0f} ms, then "
              f"{timed(client, f'/figures/{name}'):.0f} ms")  # fmt: skip
    report("list with facets", client, [f"/?actor={a}" for a in ("PRK", "KOR:GOV", "IRN")] * 5)
    report("document", client, [f"/documents/{d}" for d in pick(random, state.current, requests)])


def started(ledger: Ledger, resources: Resources, idents: list[str]) -> None:
    """Incident pages of desks that have decoded nothing yet."""
    took = []
    for ident in idents:
        app = create_app(ledger, resources, port=8765)
        client = TestClient(app, base_url="http://127.0.0.1:8765", raise_server_exceptions=False)
        took.append(timed(client, f"/incidents/{ident}"))
    print(f"incident page, desk just started: median {statistics.median(took):.0f} ms")


def pick(random: Random, among: Any, number: int) -> list[Any]:
    return random.sample(list(among), min(number, len(among)))


def report(name: str, client: TestClient, paths: list[str]) -> None:
    busy = time.process_time()
    took = sorted(timed(client, p) for p in paths)
    busy = (time.process_time() - busy) * 1000 / len(paths)
    late = took[int(len(took) * 0.95)]
    print(f"{name:26} median {statistics.median(took):7.1f} ms, 95 % {late:7.1f} ms, "
          f"processor {busy:6.1f} ms")  # fmt: skip


def timed(client: TestClient, path: str, **asked: str) -> float:
    """Milliseconds of one request."""
    start = time.perf_counter()
    answer = client.get(path, params=asked or None)
    assert answer.status_code == 200, (path, answer.status_code)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
