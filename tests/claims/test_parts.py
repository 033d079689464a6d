from dateline.claims.parts import in_order
from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read_document


def _parts(text: str, resources: Resources, slot: str = "range") -> list[tuple[object, object]]:
    document = Document.of(text, published=Published.parse("2026-01-04"))
    claims = read_document(document, resources).claims.claims
    return [(getattr(c.value, "number", None), c.part) for c in claims if c.slot == slot]


HEAD = "North Korea launched two ballistic missiles on Sunday. "


def test_ordinals_name_the_part(resources: Resources) -> None:
    found = _parts(HEAD + "The first flew 600 km and the second 700 km.", resources)
    assert found == [(600, "first"), (700, "second")]


def test_one_and_the_other(resources: Resources) -> None:
    text = HEAD + "One missile flew about 900 km and the other flew about 950 km."
    assert _parts(text, resources) == [(900, "one"), (950, "other")]


def test_respectively_counts_in_order(resources: Resources) -> None:
    text = HEAD + "The two missiles flew 240 km and 250 km, respectively."
    assert _parts(text, resources) == [(240, "first"), (250, "second")]


def test_in_order_needs_the_word(resources: Resources) -> None:
    parse = resources.parser.parse("They flew 240 km and 250 km.")
    assert in_order(parse, parse.tokens[0], [(10, 16), (21, 27)], 10) is None
