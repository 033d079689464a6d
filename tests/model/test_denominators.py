"""A calendar counts any stretch as a walk over all documents does."""

import random
from datetime import date, timedelta

import pytest

from dateline.model import Calendar, Denominator


@pytest.mark.parametrize("seed", range(60))
def test_a_calendar_counts_as_a_walk_over_the_documents_does(seed: int) -> None:
    chance = random.Random(seed)

    def day(least: int, most: int) -> str:
        return (date(2031, 1, 1) + timedelta(days=chance.randrange(least, most))).isoformat()

    documents = [
        (day(0, 20) + chance.choice(("", "T10:00")) if chance.random() < 0.9 else None,
         chance.choice((None, "", "Harbor Wire", "Tokyo Ledger")))
        for _ in range(chance.randrange(12))
    ]  # fmt: skip
    calendar = Calendar(documents)
    for _ in range(20):
        first, last = (chance.choice((None, day(-4, 26))) for _ in range(2))
        assert calendar.stretch(first, last) == Denominator.of(documents, first, last)
