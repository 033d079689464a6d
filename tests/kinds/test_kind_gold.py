"""Every pack with gold reads it."""

from importlib.resources import files

import pytest

from dateline.evaluate import kind_gold
from dateline.kinds import kind
from dateline.pipeline import Resources


@pytest.mark.parametrize(
    ("name", "least"), [("air-attack", 60), ("diplomatic-meeting", 60), ("generic", 10)]
)
def test_gold_of_a_pack_holds(name: str, least: int, resources: Resources) -> None:
    folder = files("dateline.kinds").joinpath(name.replace("-", "_"))
    found = kind_gold.lines(folder, name)
    assert len(found) >= least
    outcomes = kind_gold.run(kind(name), found, resources)
    assert kind_gold.problems(kind(name), outcomes) == []
    assert sum(o.line.open for o in outcomes) <= 8
