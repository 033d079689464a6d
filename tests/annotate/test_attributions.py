import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.annotate.attributions import annotate, stance_of
from dateline.annotate.attributions.trust import reliability
from dateline.evaluate.tasks.attribution import flatten
from dateline.model import AttributionSpan, Modality, Polarity, SourceKind, Span
from dateline.pipeline import Resources
from dateline.reference import cues

PIECES = (
    "“", "”", '"', "'", "’", "‘", "(", ")", ",", ".", ":", "—", "\n", "\n\n", "Oslo said ",
    "the talks failed", " he added ", "according to ", "Rome", " and ", " that ", "warned ",
)  # fmt: skip


def of(text: str, resources: Resources) -> tuple[AttributionSpan, ...]:
    return annotate(resources.parser.parse(text))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)  # fmt: skip
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=14))
def test_any_marks_in_any_order_are_survived(resources: Resources, pieces: list[str]) -> None:
    text = "".join(pieces)
    for a in of(text, resources):
        assert a.content
        assert all(s.end <= len(text) and s.length for s in (*a.source, *a.cue, *a.content))


def test_every_rule_has_a_rank_and_a_sentence(resources: Resources) -> None:
    text = (
        "Oslo said it was late. “It is late,” said Oslo. According to Rome, it is late. The "
        "warning that it is late was heard. Rome is worried about it. It seems to be late."
    )
    found = of(text, resources)
    assert {a.rule for a in found} <= set(cues.rules())
    assert all(cues.describe(f"attribution: {a.rule}") for a in found)


def test_a_higher_rank_leaves_a_subset(resources: Resources) -> None:
    parse = resources.parser.parse(
        "Oslo said it was late. Rome criticized the delay. He wants to meet you."
    )
    counts = [len(annotate(parse, rank)) for rank in range(1, 6)]
    assert counts == sorted(counts, reverse=True)


def test_a_relay_is_kept_beside_its_source(resources: Resources) -> None:
    text = "Reuters reported that the ministry had confirmed the deaths."
    inner = of(text, resources)[-1]
    assert inner.source == (Span(22, 34),)
    assert inner.relay == ((Span(0, 7),),)


def test_who_is_cited_is_the_source_and_who_cites_the_relay(resources: Resources) -> None:
    text = "Tass reported, citing the ministry, that two drones were shot down."
    cited = next(a for a in of(text, resources) if a.rule == "citing")
    assert [s.of(text) for s in cited.source] == ["the ministry"]
    assert [s.of(text) for r in cited.relay for s in r] == ["Tass"]


def test_no_comment_is_a_negated_act(resources: Resources) -> None:
    (found,) = of("Morocco has not commented on the seizure of the trawler.", resources)
    assert found.polarity is Polarity.NEGATIVE


def test_declined_to_comment_is_no_comment(resources: Resources) -> None:
    found = of("A spokesman declined to comment on the report.", resources)
    assert len(found) == 1 and found[0].polarity is Polarity.NEGATIVE


def test_an_order_under_hearsay_stays_an_order(resources: Resources) -> None:
    text = (
        "The leader was reported to have visited a plant on Saturday, ordering a threefold "
        "increase in output."
    )
    moods = {a.cue[-1].of(text): a.modality for a in of(text, resources)}
    assert moods["ordering"] is Modality.ORDERED
    assert Modality.REPORTED in moods.values()


def test_nobody_is_unstated(resources: Resources) -> None:
    (found,) = of("The admiral was reported to have inspected a shipyard.", resources)
    assert found.source_kind is SourceKind.UNSTATED


def test_flattening_shares_no_character(resources: Resources) -> None:
    text = "The senator said he wanted Rome to deny that it had warned Oslo about the storm."
    rows = flatten(of(text, resources))
    taken = [s for r in rows for s in (*r["cue"], *r["content"])]
    assert all(a[1] <= b[0] or b[1] <= a[0] for i, a in enumerate(taken) for b in taken[i + 1 :])


def test_the_same_text_gives_the_same_spans(resources: Resources) -> None:
    text = "“We are late,” Oslo said. “Very late,” it added, warning of a storm."
    assert of(text, resources) == of(text, resources)


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("The ferry sank.", "The ferry sank", Modality.ASSERTED),
        ("Rain is expected to fall.", "Rain is expected to fall", Modality.PREDICTED),
    ],
)
def test_narration_has_a_stance_of_its_own(
    resources: Resources, text: str, words: str, modality: Modality
) -> None:
    found = stance_of(resources.parser.parse(text), (Span(0, len(words)),))
    assert found[0] is modality


def test_a_verb_without_a_source_is_trusted_least(resources: Resources) -> None:
    from dateline.annotate.attributions.assembly import candidates
    from dateline.annotate.attributions.layout import Layout

    layout = Layout(resources.parser.parse("Saying that it rains is easy."))
    assert all(
        reliability(layout, c) == 1 for c in candidates(layout) if not c.source and not c.unstated
    )
