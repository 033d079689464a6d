"""A killed `add` leaves nothing of its batch or all of it, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.ledger import create, open_ledger
from dateline.pipeline import Resources, ledgers

ROOT = Path(__file__).parents[2]

# Adds one batch of 150 documents whose readings cost nothing, so that the time to hit is
# spent in the ledger, then waits to be killed.
CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from dateline.model import Document
from dateline.ledger import open_ledger
from dateline.pipeline import reading, store
from dateline.pipeline.intake import Arrival
from dateline.pipeline.reading import ReadDocument
from dateline.model import Annotations, Claims, Parse, Note, Evidence, EvidenceRole, Span
from dateline.readers import Known

def quick(document, resources):
    notes = tuple(
        Note("x", f"n{n}", (Evidence(EvidenceRole.VALUE, Span(n, n + 5),
             document.text.characters[n:n + 5]),)) for n in range(60)
    )
    return ReadDocument(document, None, Claims(document.id, notes=notes))

reading.read_document = quick
ledger = open_ledger(sys.argv[1])
items = (
    Arrival(Path("x"), Document.of(f"{sys.argv[2]} {n} " + "missile words " * 30), Known())
    for n in range(150)
)
print("ready", flush=True)
store.add(ledger, items, None, recorded="2026-01-04T00:00:00Z")
print("done", flush=True)
sys.stdin.read()
"""


def _counts(where: str) -> tuple[int, ...]:
    ledger = open_ledger(where)
    names = ("batches", "documents", "readings", "notes", "evidence", "passages", "turns")
    with ledger.reading() as connection:
        out = [connection.execute(text(f"SELECT count(*) FROM {n}")).scalar_one() for n in names]
        if ledger.is_sqlite:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    ledger.close()
    return tuple(out)


def _start(where: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, where, name], text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.services
def test_a_killed_add_leaves_no_half_batch(place: str, resources: Resources) -> None:
    create(place).close()
    whole = (1, 150, 150, 9_000, 9_000, 150, 150)
    child = _start(place, "first")
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    started = time.monotonic()
    assert child.stdout.readline() == "done\n"
    took = time.monotonic() - started
    child.kill()
    child.wait()
    assert _counts(place) == whole
    kept = 1
    for n in range(8):
        child = _start(place, f"batch {n}")
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        # Points spread over the whole time of an add, the commit included.
        time.sleep(took * (0.13 * n + 0.05))
        child.send_signal(signal.SIGKILL)
        child.wait()
        now = _counts(place)
        assert now in (
            tuple(kept * w for w in whole), tuple((kept + 1) * w for w in whole)
        ), f"half a batch after kill {n}: {now}"  # fmt: skip
        kept = now[0]
    ledger = open_ledger(place)
    assert ledgers.verify(ledger, resources, replay=False).holds
    ledger.close()


@pytest.mark.services
def test_two_adds_of_the_same_reports_at_once_store_them_once(place: str) -> None:
    create(place).close()
    children = [_start(place, "same") for _ in range(2)]
    for child in children:
        assert child.stdout is not None
        assert [child.stdout.readline() for _ in range(2)] == ["ready\n", "done\n"]
        child.kill()
        child.wait()
    batches, *rest = _counts(place)
    assert rest == [150, 150, 9_000, 9_000, 150, 150]
    assert batches in (1, 2)
