from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.ledger import Ledger, open_ledger
from dateline.pipeline import Resources, samples
from dateline.web import create_app

PORT = 8765


@pytest.fixture(scope="session")
def sample_file(resources: Resources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the sample reports; copy it before writing."""
    path = tmp_path_factory.mktemp("desk") / "sample.ledger"
    samples.build(str(path), resources, recorded="2026-01-06T00:00:00Z").close()
    return path


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Iterator[Ledger]:
    """The sample ledger, only to be read."""
    opened = open_ledger(str(sample_file))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def client_of(resources: Resources) -> Callable[[Ledger], TestClient]:
    """Makes a desk over a ledger, asked without a socket."""

    def make(ledger: Ledger) -> TestClient:
        app = create_app(ledger, resources, port=PORT, name="sample")
        return TestClient(app, base_url=f"http://127.0.0.1:{PORT}", raise_server_exceptions=False)

    return make


@pytest.fixture(scope="session")
def client(sample: Ledger, client_of: Callable[[Ledger], TestClient]) -> TestClient:
    return client_of(sample)
