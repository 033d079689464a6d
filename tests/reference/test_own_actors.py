"""The user's file of actors: what a row may say, and what two rows may not."""

from datetime import date

import pytest

from dateline.model import InputError
from dateline.reference import actors

HEAD = ",".join(actors.COLUMNS)
ROW = "Northern Front,NF;N. Front,group,SYR,REB,2020-01-01,2024-12-31,field notes,"


def test_a_row_is_read_and_written_alike() -> None:
    text = f"{HEAD}\n{ROW}\n"
    (row,) = actors.read(text, "actors.csv")
    assert (row.id, row.names) == ("group:northern-front", ("Northern Front", "NF", "N. Front"))
    assert row.on(date(2024, 12, 31)) and not row.on(date(2025, 1, 1)) and not row.on(None)
    assert actors.write([row]) == text


def test_comments_and_an_empty_file_are_no_rows() -> None:
    assert actors.read("", "x") == ()
    assert len(actors.read(f"# mine\n\n{HEAD}\n# note\n{ROW}\n", "x")) == 1


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (ROW.replace("SYR", "Syria"), "did you mean SYR"),
        (ROW.replace("SYR", "XXX"), "IMG, MNC"),
        (ROW.replace("REB", "RBL"), "AGR, BUS, COP"),
        (ROW.replace("group", "gang"), "body, group, person"),
        (ROW.replace("2024-12-31", "2019-01-01"), "before it begins on 2020-01-01"),
        (ROW.replace("2024-12-31", "2024-13-31"), "a day like 2026-01-31"),
        (ROW.replace("field notes", ""), "where this is known from"),
        (ROW.replace("Northern Front", "front"), "one of them a capital"),
        (ROW.replace("Northern Front", "Syria"), "is a country"),
        (ROW + ",", "9 fields"),
        (f"{ROW}\nNF,,group,LBY,REB,2024-01-01,,press,", "two things on one day"),
        (f"{ROW}\n{ROW}", "stands twice"),
    ],
)
def test_what_a_row_may_not_say(row: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as failure:
        actors.read(f"{HEAD}\n{row}\n", "actors.csv")
    assert "actors.csv, line" in str(failure.value)


def test_one_name_may_be_another_later() -> None:
    later = "NF,,group,LBY,REB,2025-01-01,,press,"
    assert len(actors.read(f"{HEAD}\n{ROW}\n{later}\n", "x")) == 2
