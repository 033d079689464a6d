"""Evidence as Web Annotations, read by `rdflib` as JSON-LD.

The context of the W3C is not fetched: `web_annotation.context.json` maps the terms we use to the
addresses of the Web Annotation Vocabulary and of Activity Streams, written from these
recommendations. A key the file does not hold would be lost, which the tests would notice.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from dateline.exports import annotations, fill
from dateline.exports.columns import Filled

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")

HERE = Path(__file__).parent
OA = Namespace("http://www.w3.org/ns/oa#")
COUNT = URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger")
STREAMS = Namespace("https://www.w3.org/ns/activitystreams#")


@pytest.fixture(scope="module")
def made(tables: dict[str, Filled], held: fill.Content) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        annotations.dumps(tables, [d for d, _ in held.documents], held.version)
    )
    return found


@pytest.fixture(scope="module")
def graph(made: dict[str, Any]) -> Graph:
    return read(made)


def read(made: dict[str, Any]) -> Graph:
    """The statements of a collection; its context must be the one the file stands for."""
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    ours = json.loads((HERE / "web_annotation.context.json").read_text("utf-8"))
    return Graph().parse(data=json.dumps(made | ours), format="json-ld")


def test_every_span_is_an_annotation_whose_selectors_give_its_words(
    graph: Graph, made: dict[str, Any], tables: dict[str, Filled], held: fill.Content
) -> None:
    texts = {d.url or f"urn:dateline:document:{d.id}": d.text.characters for d, _ in held.documents}
    found = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(found) == made["total"] == len(tables["evidence"].rows) > 100
    for one in found:
        assert graph.value(one, OA.motivatedBy) == OA.describing
        body, target = graph.value(one, OA.hasBody), graph.value(one, OA.hasTarget)
        assert (body, RDF.type, OA.TextualBody) in graph and graph.value(body, RDF.value)
        assert (target, RDF.type, OA.SpecificResource) in graph
        text = texts[str(graph.value(target, OA.hasSource))]
        by = {graph.value(s, RDF.type): s for s in graph.objects(target, OA.hasSelector)}
        quote, position = by.pop(OA.TextQuoteSelector), by.pop(OA.TextPositionSelector)
        start, end = graph.value(position, OA.start), graph.value(position, OA.end)
        assert isinstance(start, Literal) and isinstance(end, Literal) and not by
        assert start.datatype == end.datatype == COUNT
        assert text[start.toPython() : end.toPython()] == str(graph.value(quote, OA.exact))
        assert text[: start.toPython()].endswith(str(graph.value(quote, OA.prefix)))
        assert text[end.toPython() :].startswith(str(graph.value(quote, OA.suffix)))


def test_nothing_is_lost_on_the_way_into_the_graph(graph: Graph, made: dict[str, Any]) -> None:
    collection = URIRef("urn:dateline:annotations")
    assert (collection, RDF.type, STREAMS.OrderedCollection) in graph
    page = graph.value(collection, STREAMS.first)
    listed = list(graph.items(graph.value(page, STREAMS["items"])))  # type: ignore[arg-type]
    assert listed == [URIRef(i["id"]) for i in made["first"]["items"]]
    assert set(listed) == set(graph.subjects(RDF.type, OA.Annotation))
    total = Literal(made["total"], datatype=COUNT)
    assert (collection, STREAMS.totalItems, total) in graph
    # One statement for every key but ids: a key that the context does not know makes none.
    assert len(graph) == _statements(made) + 2 * len(listed)


def test_an_empty_ledger_is_an_empty_collection(tables: dict[str, Filled]) -> None:
    empty = read(json.loads(annotations.dumps(tables, [], "")))
    assert len(empty) == 6 and not list(empty.subjects(RDF.type, OA.Annotation))


def _statements(value: Any) -> int:
    """Keys with a meaning in a tree of JSON-LD, one for every value but those of a list."""
    if isinstance(value, list):
        return sum(_statements(v) for v in value)
    if not isinstance(value, dict):
        return 0
    own = (
        len(v) if k == "selector" else 1 for k, v in value.items() if k not in ("@context", "id")
    )
    return sum(own) + sum(_statements(v) for v in value.values())
