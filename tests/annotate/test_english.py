"""The quicker pipeline gives what the pipeline as shipped gives, token by token."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from dateline.annotate import english
from dateline.annotate.entities import Entities
from dateline.annotate.parse import MODEL, Parser

SAMPLES = Path(__file__).parents[2] / "samples"
ODD = (
    "Gonna go, y'all? Let's see: they ain't gotta do it; there's more.\n\n  \tC'mon!  It isn't.",
    "SEOUL (Agency) — “Two missiles,” he'd said, weren't fired. U.S. officials' words: 7:50 a.m.",
    "There are three. There were none that'd have flown; I'm sure you've heard, she's left.",
)


@pytest.fixture(scope="module")
def shipped() -> Parser:
    import spacy

    parser = Parser()
    nlp = spacy.load(MODEL, exclude=["senter"])
    as_shipped: Any = SimpleNamespace(nlp=nlp, docs=lambda texts: list(nlp.pipe(texts)))
    parser._english = as_shipped
    return parser


def test_the_same_tokens_as_the_pipeline_as_shipped(shipped: Parser) -> None:
    quick = Parser()
    texts = [p.read_text("utf-8") for p in sorted(SAMPLES.glob("*/*.txt"))[::3]]
    for text in (*ODD, *texts):
        assert quick.parse(text) == shipped.parse(text)
        # What is remembered of a token holds for the next one like it.
        assert quick.parse(text) == shipped.parse(text)


def test_the_rules_remembered_are_the_rules_matched(
    shipped: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(english, "_KNOWN", 3)
    nlp = shipped._english.nlp
    ruler = nlp.get_pipe("attribute_ruler")
    own = english._Remembering(ruler)
    for text in ODD:
        doc = nlp(text)
        assert own(doc) == ruler.match(doc)
    assert len(own._known) == 3


def test_the_same_names_at_the_ends_of_texts_and_sentences(shipped: Parser) -> None:
    quick = english.English(MODEL)
    texts = (
        "", " ", "Kim Jong", "North Korea \n Kim", "New York", "He met Kim Jong\t\tUn. U.S.",
        "The Democratic People's Republic of Korea Supreme People's Assembly Standing Committee "
        "Presidium Vice President Choe Ryong Hae met the Foreign Minister of China.",
    )  # fmt: skip
    for own, given in zip(quick.docs(texts), shipped._english.nlp.pipe(texts), strict=True):
        names, wanted = ([(e.start, e.end, e.label_) for e in doc.ents] for doc in (own, given))
        assert names == wanted
        assert [t.ent_iob for t in own] == [t.ent_iob for t in given]


def test_another_recogniser_is_refused(shipped: Parser) -> None:
    ner = shipped._english.nlp.get_pipe("ner")
    other = SimpleNamespace(model=ner.model, cfg={"beam_width": 4}, moves=ner.moves)
    with pytest.raises(ValueError, match="another build"):
        Entities(other)


def test_the_threads_of_numpy_are_left_as_they_were() -> None:
    calls: list[int] = []
    with english._context(lambda: 7, calls.append)():
        assert calls == [1]
    assert calls == [1, 7]
