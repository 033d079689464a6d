import pytest

from dateline.model import Document, Published, When
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document

TEXT = "North Korea launched a missile on Sunday. It was fired around 7:50 a.m."


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-01-04", "2026-01-04"),
        ("2026-01-03T20:00-05:00", "2026-01-04"),
        ("2026-01-04T20:00-05:00", "2026-01-04"),
        ("2026-01-05T10:00+09:00", "2026-01-04"),
    ],
)
def test_sunday_is_sunday_where_it_happened(published: str, day: str, resources: Resources) -> None:
    document = Document.of(TEXT, published=Published.parse(published))
    claims = read_document(document, resources).claims.claims
    days = [c.value for c in claims if c.slot == "day"]
    assert [w.earliest for w in days if isinstance(w, When)] == [day]
