"""Document → annotations → claims, and documents → incidents: the order of the stages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline import annotate, claims, incidents
from dateline.model import Annotations, Claims, Document, Incident
from dateline.pipeline.resources import Resources


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document with what was read from it."""

    document: Document
    annotations: Annotations
    claims: Claims


@dataclass(frozen=True, slots=True)
class Read:
    """Documents with their claims, and the incidents these tell."""

    documents: tuple[ReadDocument, ...]
    incidents: tuple[Incident, ...]

    def text(self, document: str) -> str:
        """The characters of a document, for its evidence."""
        return next(d.document.text.characters for d in self.documents if d.document.id == document)


def read_document(document: Document, resources: Resources) -> ReadDocument:
    """Annotate one document and build its claims."""
    annotated = annotate.run(document, resources.tools)
    return ReadDocument(document, annotated, claims.build(document, annotated, resources.kinds))


def read(documents: Iterable[Document], resources: Resources) -> Read:
    """Read documents and compute the incidents of all of them together."""
    done = tuple(read_document(d, resources) for d in documents)
    return Read(done, relate([d.claims for d in done], resources))


def relate(
    documents: Sequence[Claims], resources: Resources, ties: incidents.Ties | None = None
) -> tuple[Incident, ...]:
    """The incidents of a collection of claims; `ties` are decisions of an analyst."""
    return incidents.build(documents, resources.kinds, ties)
