"""Workers: what stalls, eats memory or dies costs itself and nothing else; order never changes."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from dateline.ledger import create, quarantine, tables
from dateline.model import AbortedError, Claims, Document, InputError, QuarantineError
from dateline.pipeline import Resources, ledgers, reading, store
from dateline.pipeline import worker as workers
from dateline.pipeline.intake import Arrival, arrivals
from dateline.pipeline.reading import ReadDocument
from dateline.pipeline.worker import Limits, Pool
from dateline.readers import Given, Known

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
AT = "2026-01-04T12:00:00Z"
QUICK = Limits(memory=256 * 1024 * 1024, item=1.0, text=1.0, text_share=0.0, clock=2.0)


def _act(words: str) -> None:
    """What a hostile text makes the parser do."""
    if "spin" in words:
        while True:
            pass
    if "sleep" in words:
        time.sleep(600)
    if "eat" in words:
        held = [bytearray(32 * 1024 * 1024) for _ in range(1000)]
        assert held
    if "raise" in words:
        raise ValueError("no\nsense")
    if "fault" in words:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "killed" in words:
        os.kill(os.getpid(), signal.SIGKILL)


def _read(document: Document, resources: Resources) -> ReadDocument:
    _act(document.text.characters)
    return ReadDocument(document, None, Claims(document.id))  # type: ignore[arg-type]


@pytest.fixture
def acting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Readings and readers that do what the words say."""
    monkeypatch.setattr(reading, "read_document", _read)

    def read(given: Given) -> Iterator[Document]:
        for words in given.bytes().decode().split("|"):
            _act(words)
            yield Document.of(words)

    monkeypatch.setattr(workers, "read_items", read)


def _documents(*words: str) -> list[Arrival]:
    return [Arrival(Path(f"{w}.txt"), Document.of(f"{w} missile"), Known()) for w in words]


@pytest.mark.parametrize("count", [1, 3])
def test_only_the_hostile_text_is_lost(
    place: str, acting: None, resources: Resources, count: int
) -> None:
    ledger = create(place)
    words = ("a", "spin", "b", "eat", "c", "raise", "d", "fault", "e", "sleep", "f", "killed", "g")
    with Pool(resources, count, QUICK) as pool:
        done = store.add(ledger, _documents(*words), resources, recorded=AT, pool=pool)
    assert done.documents == 7
    reasons = {str(e.where): e.what for e in done.refused}
    assert reasons == {
        "eat.txt": "over budget: more than 256 MiB of memory",
        "raise.txt": "reading failed (ValueError: no sense)",
        "fault.txt": "the parser failed (SIGSEGV)",
    }
    assert [r.name for r, _ in done.aborted] == ["spin.txt", "sleep.txt", "killed.txt"]
    with ledger.reading() as connection:
        assert [r.name for r in quarantine.aborted(connection)] == [
            "spin.txt", "sleep.txt", "killed.txt",
        ]  # fmt: skip
        assert len(quarantine.waiting(connection)) == 3
        now = ledgers.documents.current(connection)
    assert len(now) == 7
    ledger.close()


def test_what_is_given_up_on_is_part_of_no_hash(
    new_place: Callable[[], str], acting: None, resources: Resources
) -> None:
    chains = []
    for words in (("a", "b"), ("a", "spin", "b")):
        ledger = create(new_place())
        with Pool(resources, 1, QUICK) as pool:
            store.add(ledger, _documents(*words), resources, recorded=AT, pool=pool)
        with ledger.reading() as connection:
            chains.append([b.chain for b in ledgers.batches.all_batches(connection)])
        ledger.close()
    assert chains[0] == chains[1]


@pytest.mark.parametrize(
    ("words", "error"),
    [("spin", AbortedError), ("sleep", AbortedError), ("eat", QuarantineError),
     ("fault", QuarantineError), ("raise", QuarantineError)],
)  # fmt: skip
def test_a_hostile_file_ends_its_worker_and_keeps_what_came_before(
    acting: None, words: str, error: type[Exception]
) -> None:
    with Pool(None, 1, QUICK) as pool:  # type: ignore[arg-type]
        got = []
        with pytest.raises(error) as caught:
            for item in pool.items(Given("bad.txt", None, f"one|two|{words}|three".encode())):
                got.append(item)
        assert len(got) == 2 and "bad.txt" in str(caught.value)
        assert len(list(pool.items(Given("good.txt", None, b"one|two")))) == 2


def _dump(connection: Connection) -> str:
    """Every row of every table."""
    if connection.dialect.name == "sqlite":
        raw = connection.connection.driver_connection
        assert raw is not None
        return "\n".join(raw.iterdump())
    return "\n".join(
        f"{table.name} {row!r}"
        for table in tables.metadata.sorted_tables
        for row in sorted(map(tuple, connection.execute(select(table))), key=repr)
    )


def test_one_and_many_workers_write_the_same_bytes(
    new_place: Callable[[], str], resources: Resources
) -> None:
    folder = SAMPLES
    dumps = []
    for count in (0, 1, 3):
        ledger = create(new_place())
        pool = Pool(resources, count) if count else None
        files = [folder / f"{n}.txt" for n in ("twin", "outlet-wire", "outlet-daily", "twin")]
        found = arrivals(files, Known(), pool)
        done = store.add(ledger, found, resources, recorded=AT, pool=pool)
        assert (done.documents, done.known) == (3, 1)
        if pool:
            pool.close()
        with ledger.reading() as connection:
            dumps.append(_dump(connection))
        ledger.close()
    assert dumps[0] == dumps[1] == dumps[2]


def test_files_of_a_folder_are_lost_one_by_one(tmp_path: Path, resources: Resources) -> None:
    for name in ("a.txt", "c.txt"):
        (tmp_path / name).write_text(f"North Korea fired a missile on Sunday, he said {name}.")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "d.html").write_text("<div>" * 600)
    with Pool(resources) as pool:
        found = list(arrivals([tmp_path], Known(), pool))
    assert [type(a.item) for a in found] == [Document, InputError, Document, QuarantineError]
    assert not any(a.whole for a in found)


def test_a_missing_file_is_raised_through_the_worker(tmp_path: Path, resources: Resources) -> None:
    (tmp_path / "x.txt").write_bytes(b"")
    with Pool(resources) as pool:
        with pytest.raises(InputError, match="empty"):
            list(arrivals([tmp_path / "x.txt"], Known(), pool))
        assert len(list(arrivals([SAMPLES / "twin.txt"], Known(), pool))) == 1


def test_a_reader_that_is_left_in_the_middle_answers_the_next_question(acting: None) -> None:
    with Pool(None, 2) as pool:  # type: ignore[arg-type]
        first = pool.items(Given("x", None, b"one|two|three"))
        next(first)
        first.close()
        again = [d.text.characters for d in pool.items(Given("y", None, b"four"))]  # type: ignore[union-attr]
        assert again == ["four"]
        asked = [(n, Document.of(f"text {n}"), "x") for n in range(6)]
        answers = pool.read(iter(asked))
        next(answers)
        answers.close()
        assert [n for n, _ in pool.read(iter(asked[3:]))] == [3, 4, 5]


def test_workers_end_with_their_parent(acting: None) -> None:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        pool = Pool(None, 2)  # type: ignore[arg-type]
        list(pool.read(iter([(n, Document.of(f"t {n}"), "x") for n in range(4)])))
        pids = [w.process.pid for w in pool._readers if w]
        os.write(write, ",".join(map(str, pids)).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    pids = [int(p) for p in os.read(read, 1000).decode().split(",")]
    assert len(pids) == 2
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline and any(Path(f"/proc/{p}").exists() for p in pids):
        time.sleep(0.1)
    assert not any(
        Path(f"/proc/{p}").exists() and " Z " not in Path(f"/proc/{p}/stat").read_text()
        for p in pids
    )


def test_a_thousand_bad_lines_are_named_and_the_rest_counted(resources: Resources) -> None:
    lines = b"{}\n" * 1_700 + b'{"text": "A missile was fired on Sunday, he said."}\n'
    with Pool(resources) as pool:
        items = list(pool.items(Given("a.jsonl", None, lines)))
    assert len(items) == 1_002
    assert isinstance(items[1_000], Document)
    assert str(items[-1]) == "a.jsonl: 700 more items cannot be read"
