from collections import defaultdict
from zoneinfo import ZoneInfo

import pytest

from dateline.reference import countries


@pytest.mark.parametrize(
    ("words", "code", "how"),
    [
        ("North Korea’s", "PRK", "name"),
        ("Pyongyang", "PRK", "capital"),
        ("South Korean", "KOR", "demonym"),
        ("the U.S.", "USA", "name"),
        ("Kremlin", "RUS", "metonym"),
        ("BRITONS", "GBR", "demonym"),
    ],
)
def test_words_name_their_country(words: str, code: str, how: str) -> None:
    found = countries.lookup(words)
    assert found is not None
    assert (found.code, found.how) == (code, how)


@pytest.mark.parametrize("words", ["us", "the", "turkey", "Korea Herald", ""])
def test_other_words_name_none(words: str) -> None:
    assert countries.lookup(words) is None


def test_no_word_names_two_countries() -> None:
    seen = defaultdict(set)
    for words, _, code in countries.words():
        seen[words.casefold()].add(code)
    assert {w: sorted(c) for w, c in seen.items() if len(c) > 1} == {}


def test_zones_exist() -> None:
    for country in countries.all_countries():
        if country.zone:
            ZoneInfo(country.zone)


def test_codes_are_three_capitals() -> None:
    for country in countries.all_countries():
        assert len(country.code) == 3 and country.code.isupper()
