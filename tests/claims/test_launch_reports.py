"""Whose value it is in a launch report, and who says it."""

from pathlib import Path

from dateline.evaluate import gold
from dateline.pipeline import Resources

GOLD = Path(__file__).parents[2] / "gold"


def test_gold_of_the_layer_holds_to_its_floor(resources: Resources) -> None:
    result = gold.run(GOLD, "launch", resources)
    assert gold.below_floor(GOLD, result) is None, "\n".join(map(str, result.failures))
