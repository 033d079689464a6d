import pytest

from dateline.pipeline import Resources


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Parser, gazetteer and kinds, loaded once for the whole run."""
    return Resources()
