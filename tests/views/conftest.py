"""Four short sample reports, read once: two launches, one of them told by three reports."""

from pathlib import Path

import pytest
import yaml

from dateline.model import Document, Incident, Published
from dateline.pipeline import Resources
from dateline.pipeline.analysis import Answer
from dateline.pipeline.reading import read

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
FILES = ("outlet-wire.txt", "outlet-tokyo.txt", "next-day.txt", "altered-sparse.txt")


def answer_of(documents: list[Document], resources: Resources) -> Answer:
    """What a ledger of these documents would answer, as of the newest."""
    done = read(documents, resources)
    pairs = tuple((d.document, d.claims) for d in done.documents)
    dated = [d.published for d, _ in pairs if d.published]
    newest = max(dated, key=lambda p: p.original) if dated else None
    return Answer(done.incidents, pairs, resources.kinds, newest)


@pytest.fixture(scope="session")
def samples(resources: Resources) -> Answer:
    """The sample reports with their dates and outlets."""
    index = {r["file"]: r for r in yaml.safe_load((SAMPLES / "index.yaml").read_text("utf-8"))}
    documents = [
        Document.of(
            (SAMPLES / name).read_text("utf-8"),
            published=Published.parse(str(index[name]["published"])),
            outlet=index[name].get("outlet"),
        )
        for name in FILES
    ]
    return answer_of(documents, resources)


@pytest.fixture(scope="session")
def launch(samples: Answer) -> Incident:
    """The launch that three reports tell."""
    found = [i for i in samples.incidents if i.kind == "missile-launch"]
    return max(found, key=lambda i: len({m.document for m in i.mentions}))
