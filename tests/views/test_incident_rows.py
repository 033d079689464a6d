"""Facets of incident rows, against counting each choice by itself."""

from itertools import product
from typing import Any

import pytest

from dateline.views.incident_rows import FACETS, Choice, choose, facets, texts

ROWS: list[dict[str, Any]] = [
    {"id": f"{n:02}", "kind": kind, "title": f"{kind} {actor}", "summary": "", "day": day,
     "status": status, "actors": [actor], "recipients": [], "authorities": ["KOR:JCS"],
     "outlets": outlets, "contradicted": ["range"] if (kind, actor) == ("launch", "PRK") else []}
    for n, (kind, actor, (day, status, outlets)) in enumerate(product(
        ("launch", "meeting"), ("PRK", "IRN"),
        (("2026-01-04", "attributed", ["Wire", "Daily"]), (None, "history", [])),
    ))
]  # fmt: skip


@pytest.mark.parametrize(
    "choice",
    [
        Choice(), Choice(kind=("launch",)), Choice(kind=("launch",), actor=("PRK",)),
        Choice(words="iran"), Choice(since="2026-01-01", outlet=("Wire",)),
        Choice(actor=("XXX",)), Choice(contradicted=("range",), outlet=("Wire",)),
        Choice(kind=("launch", "meeting"), status=("history",)),
    ],
)  # fmt: skip
def test_the_number_beside_a_value_is_what_it_would_leave(choice: Choice) -> None:
    held = texts(ROWS)
    for facet, values in facets(ROWS, choice, held).items():
        for value, number, chosen in values:
            alone = {f: getattr(choice, f) for f, _ in FACETS} | {facet: (value,)}
            wanted = Choice(choice.words, since=choice.since, until=choice.until, **alone)
            assert number == len(choose(ROWS, wanted)), (facet, value)
            assert chosen == (value in getattr(choice, facet))


def test_a_row_without_a_day_is_in_no_stretch_of_days() -> None:
    assert all(r["day"] for r in choose(ROWS, Choice(since="1900-01-01")))


def test_names_are_found_as_well_as_ids() -> None:
    assert choose(ROWS, Choice(words="north korea")) == choose(ROWS, Choice(words="prk"))


def test_a_month_is_found_by_its_name() -> None:
    assert {r["day"] for r in choose(ROWS, Choice(words="january 2026"))} == {"2026-01-04"}
    assert not choose(ROWS, Choice(words="february"))
