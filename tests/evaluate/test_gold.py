from pathlib import Path

import pytest

from dateline.evaluate import gold
from dateline.evaluate.layers import Marked
from dateline.model import InputError, Span
from dateline.pipeline import Resources

FOLDER = Path(__file__).parents[2] / "gold"


@pytest.mark.parametrize("layer", gold.layers(FOLDER))
def test_layer_holds_its_floor(layer: str, resources: Resources) -> None:
    result = gold.run(FOLDER, layer, resources)
    problem = gold.below_floor(FOLDER, result)
    assert problem is None, f"{problem}\n" + "\n".join(map(str, result.failures))


def test_removing_marks_gives_back_the_text() -> None:
    text, spans = gold.strip_marks(
        r"[Seoul]{source} [said]{cue} [[two]{figure 2} \[sic\]]{content}"
    )
    assert text == "Seoul said two [sic]"
    assert Marked(Span(11, 14), "figure 2") in spans
    assert Marked(Span(11, 20), "content") in spans


@pytest.mark.parametrize("line", ["[open", "stray]{x}", "[no label]", "[half]{"])
def test_malformed_marks_are_refused(line: str) -> None:
    with pytest.raises(InputError):
        gold.strip_marks(line, "case:1")


def test_update_refuses_to_lower_a_floor(tmp_path: Path) -> None:
    good = gold.Result("figures", 3, "x", ())
    gold.update(tmp_path, good)
    case = gold.Case("figures.pairs:1", "two", "3")
    with pytest.raises(InputError):
        gold.update(tmp_path, gold.Result("figures", 3, "x", (gold.Failure(case, "2"),)))
