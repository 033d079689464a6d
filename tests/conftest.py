import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest

from dateline.ledger import Ledger, create
from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.intake import Arrival
from dateline.pipeline.store import add
from dateline.readers import Known
from webdriver import Browser, driven

# Nothing reads the actors of whoever runs the tests.
os.environ["DATELINE_ACTORS"] = ""


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Parser, gazetteer and kinds, loaded once for the whole run."""
    return Resources()


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    """A window of a real browser."""
    with driven(tmp_path / "profile") as opened:
        yield opened


def _postgres_bin() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        pytest.fail("PostgreSQL is not installed; next: apt-get install postgresql")
    return found[-1].parent


def _as_server_user(*command: str) -> list[str]:
    """The server refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def _wait_for(url: str) -> None:
    # pg_ctl waits through the Unix socket, which this server does not open.
    import psycopg

    for _ in range(150):
        try:
            psycopg.connect(url, connect_timeout=2).close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    pytest.fail("PostgreSQL did not start")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A server of our own on a free port of the loopback address: the URL of its first database."""
    binaries = _postgres_bin()
    # Not below pytest's own folder: another run closes that to the user of the server, and a
    # server that `pg_ctl` cannot look into is never stopped.
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    folder.chmod(0o755)
    home = folder / "data"
    home.mkdir()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        shutil.chown(home, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # A locale of C keeps the server's sort order the same on every machine.
    subprocess.run(
        _as_server_user(
            str(binaries / "initdb"), "-D", str(home), "-U", "postgres", "-A", "trust",
            "-E", "UTF8", "--locale=C", "--no-sync",
        ),
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
    options = f"-p {port} -h 127.0.0.1 -k '' -F"
    control = [str(binaries / "pg_ctl"), "-D", str(home), "-l", str(folder / "log")]
    subprocess.run(
        _as_server_user(*control, "-W", "-o", options, "start"), check=True, cwd="/",
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"postgresql://postgres@127.0.0.1:{port}/postgres"
    try:
        _wait_for(url)
        yield url
    finally:
        subprocess.run(_as_server_user(*control, "-m", "fast", "stop"), cwd="/", check=False,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a test may make a ledger: a new file, or a new database."""
    if request.param == "sqlite":
        return str(tmp_path / "test.ledger")
    new_database: Callable[[], str] = request.getfixturevalue("new_database")
    return new_database()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.services)])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes places for ledgers, where a test compares several of one backend."""
    if request.param == "sqlite":
        numbers = count()
        return lambda: str(tmp_path / f"new{next(numbers)}.ledger")
    made: Callable[[], str] = request.getfixturevalue("new_database")
    return made


Told = Callable[[Sequence[tuple[str, str]]], Ledger]
"""(publication, text) of reports → a ledger that holds them."""


@pytest.fixture
def told(place: str, resources: Resources) -> Iterator[Told]:
    """Makes a ledger of reports, added in one batch."""
    made: list[Ledger] = []

    def make(reports: Sequence[tuple[str, str]]) -> Ledger:
        ledger = create(place)
        made.append(ledger)
        items = [
            Arrival(Path("-"), Document.of(text, published=Published.parse(day)), Known())
            for day, text in reports
        ]
        add(ledger, items, resources, recorded="2031-03-10T00:00:00Z")
        return ledger

    yield make
    for ledger in made:
        ledger.close()


@pytest.fixture(scope="session")
def new_database(postgres_server: str) -> Callable[[], str]:
    """Makes empty databases on the server."""
    import psycopg

    def make() -> str:
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            row = connection.execute("SELECT count(*) FROM pg_database").fetchone()
            assert row is not None
            name = f"ledger{row[0]}"
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type,call-overload]
        return postgres_server.rsplit("/", 1)[0] + f"/{name}"

    return make
