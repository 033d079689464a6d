"""What is said of an incident is named by what the words do: a condemnation is no warning."""

import pytest

from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

LAUNCH = "North Korea fired two missiles on Sunday. "


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("Japan condemned the launch.", "condemnation"),
        ("Japan denounced the launch as a grave act.", "condemnation"),
        ("Japan warned that the launch violates resolutions.", "warning"),
        ("North Korea has not commented on the launch.", "no comment"),
    ],
)
def test_step(sentence: str, step: str, resources: Resources) -> None:
    document = Document.of(LAUNCH + sentence, published=Published.parse("2025-03-04"))
    (launch,) = [i for i in read([document], resources).incidents if i.kind == "missile-launch"]
    steps = [s.step for s in launch.lifecycle]
    assert step in steps
    assert {"warning", "condemnation", "no comment"} & set(steps) == {step}
