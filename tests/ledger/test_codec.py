"""Rows hold model values exactly."""

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.ledger.codec import decode, encode
from dateline.ledger.rows import LAYER_TYPES
from dateline.model import Claim, Figure, Incident, Precision, Span, When, Where

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """A strategy for any annotation the model uses."""
    if is_dataclass(hint) and isinstance(hint, type):
        return objects(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    if get_origin(hint) is tuple:
        inner = get_args(hint)
        if inner[-1] is Ellipsis:
            return st.lists(st.deferred(lambda: values(inner[0])), max_size=2).map(tuple)
        return st.tuples(*map(values, inner))
    if get_args(hint):
        return st.one_of([values(h) for h in get_args(hint)])
    return {
        str: TEXT, int: st.integers(0, 10**9), bool: st.booleans(), type(None): st.none(),
        float: st.one_of(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 10**6)),
    }[hint]  # fmt: skip


def objects(cls: type[Any]) -> st.SearchStrategy[Any]:
    if cls is Span:
        pair = st.tuples(st.integers(0, 10**6), st.integers(0, 10**4))
        return pair.map(lambda p: Span(p[0], p[0] + p[1]))
    hints = get_type_hints(cls)
    return st.builds(cls, **{f.name: values(hints[f.name]) for f in fields(cls)})


@pytest.mark.parametrize("cls", [*LAYER_TYPES.values(), Figure, When, Where])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_what_is_decoded_equals_what_was_encoded(cls: type[Any], data: st.DataObject) -> None:
    value = data.draw(objects(cls))
    text = encode(value)
    again = decode(cls, text)
    assert again == value
    assert encode(again) == text


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_incidents_are_kept_whole(data: st.DataObject) -> None:
    value = data.draw(objects(Incident))
    assert decode(Incident, encode(value)) == value


def test_integers_and_floats_stay_apart() -> None:
    low = decode(Figure, encode(Figure(2, 2.0, "km", next(values_of_shape()), "two"))).low
    assert isinstance(low, int)


def values_of_shape() -> Any:
    from dateline.model import Shape

    return iter(Shape)


def test_words_of_the_report_can_be_left_out() -> None:
    figure = Figure(2, None, "missile", next(values_of_shape()), "at least two secret words")
    assert "secret" in encode(figure) and "secret" not in encode(figure, words=False)
    when = When("2026-01-04", "2026-01-04", next(iter(Precision)), "on a secret Sunday")
    claim = Claim("m", "day", when)
    assert "secret" in encode(claim) and "secret" not in encode(claim, words=False)
