"""The quicker pipeline gives what the pipeline as shipped gives, token by token."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from dateline.annotate import english
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
    parser._nlp, parser._within = spacy.load(MODEL, exclude=["senter"]), nullcontext
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
    nlp = shipped._nlp
    ruler = nlp.get_pipe("attribute_ruler")
    own = english._Remembering(ruler)
    for text in ODD:
        doc = nlp(text)
        assert own(doc) == ruler.match(doc)
    assert len(own._known) == 3


def test_the_threads_of_numpy_are_left_as_they_were() -> None:
    calls: list[int] = []
    with english._context(lambda: 7, calls.append)():
        assert calls == [1]
    assert calls == [1, 7]
