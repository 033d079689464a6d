"""What nobody says has happened is not counted, and nobody is late on it."""

import pytest

from dateline.model import Document, Occurrence, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read
from dateline.views import spoken, tempo
from dateline.views.titles import title_of


@pytest.mark.parametrize(
    ("words", "occurrence"),
    [
        ("North Korea fired a ballistic missile on Thursday", Occurrence.TOLD),
        ("North Korea will launch a ballistic missile on Sunday", Occurrence.EXPECTED),
        ("North Korea did not fire a ballistic missile on Thursday", Occurrence.DENIED),
    ],
)
def test_expected_and_denied_launches_are_marked_and_not_counted(
    words: str, occurrence: Occurrence, resources: Resources
) -> None:
    text = f"FICTION. {words}, South Korea's Joint Chiefs of Staff said on Friday."
    done = read([Document.of(text, published=Published.parse("2031-01-03"))], resources)
    launch = next(i for i in done.incidents if i.kind == "missile-launch")
    pairs = [(d.document, d.claims) for d in done.documents]
    later = Published.parse("2031-01-20")
    told = occurrence is Occurrence.TOLD

    assert launch.occurrence is occurrence
    assert (f"({occurrence})" in title_of(launch)) is not told
    table = tempo.rows([launch], pairs, resources.kinds, later, by="week")
    left = [r for r in table if r["sort"] == tempo.LEFT_OUT and f"only {occurrence}" in r["words"]]
    assert bool(left) is not told
    late = [r for r in spoken.rows([launch], pairs, resources.kinds, later)
            if r["status"] == spoken.LATE]  # fmt: skip
    assert bool(late) is told
