"""What the tests of commands share."""

from collections.abc import Iterator

import pytest

from dateline.pipeline import Resources


@pytest.fixture(autouse=True, scope="module")
def one_parser(resources: Resources) -> Iterator[None]:
    """The commands of a module share one loaded model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dateline.pipeline.Resources", lambda: resources)
        patch.delenv("DATELINE_LEDGER", raising=False)
        yield
