"""A launch inside a stretch that a report tells as several is a part of it, never merged."""

from dateline.incidents import build
from dateline.kinds import all_kinds
from dateline.model import Document, Incident, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document

MONTH = ("2031-01-30", "North Korea has launched 12 ballistic missiles this month, Seoul said.")
INSIDE = ("2031-01-09", "North Korea fired a ballistic missile on Thursday, Japan's navy said.")
AFTER = ("2031-02-03", "North Korea fired a ballistic missile on Monday, Japan's navy said.")
OTHER = ("2031-01-10", "South Korea fired a ballistic missile on Friday, its navy said.")


def launches(resources: Resources, *reports: tuple[str, str]) -> dict[str, Incident]:
    claims = {
        text: read_document(Document.of(text, published=Published.parse(day)), resources).claims
        for day, text in reports
    }
    made = build(list(claims.values()), all_kinds())
    return {
        text: next(i for i in made for m in i.mentions if m.document == c.document)
        for text, c in claims.items()
    }


def test_a_launch_inside_the_stretch_is_a_part(resources: Resources) -> None:
    found = launches(resources, MONTH, INSIDE, AFTER, OTHER)
    whole = found[MONTH[1]]
    assert [x.incident for x in whole.links if x.relation == "has-part"] == [found[INSIDE[1]].id]
    (up,) = [x for x in found[INSIDE[1]].links if x.relation == "part-of"]
    assert up.incident == whole.id and any("this month" in e.quote for e in up.evidence)
    assert not any(x.relation == "part-of" for t in (AFTER, OTHER) for x in found[t[1]].links)


def test_parts_are_not_merged_and_order_tells_nothing(resources: Resources) -> None:
    found = launches(resources, MONTH, INSIDE)
    again = launches(resources, INSIDE, MONTH)
    assert len({i.id for i in found.values()}) == 2
    assert {t: i.links for t, i in found.items()} == {t: i.links for t, i in again.items()}
