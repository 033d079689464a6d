"""What was read has a row for every outlet and period, also where it is nothing."""

import pytest

from dateline.model import Claims, DatelineError, Denominator, Document, Published
from dateline.model.denominators import runs
from dateline.views import coverage


def held(*rows: tuple[str | None, str | None]) -> list[tuple[Document, Claims]]:
    documents = [
        Document.of(f"Text {n}.", published=Published.parse(day) if day else None, outlet=outlet)
        for n, (day, outlet) in enumerate(rows)
    ]
    return [(d, Claims(d.id)) for d in documents]


READ = held(("2031-01-30", "A"), ("2031-01-30", "B"), ("2031-02-02", "A"), ("2031-02-02", None),
            (None, "B"))  # fmt: skip


def test_zero_is_a_row() -> None:
    rows = coverage.rows(READ, "day", {})
    days = sorted({r["period"] for r in rows})
    assert days == ["2031-01-30", "2031-01-31", "2031-02-01", "2031-02-02"]
    assert len(rows) == 4 * 4
    by = {(r["period"], r["outlet"]): r["documents"] for r in rows}
    assert by["2031-01-31", "A"] == 0 and by["2031-02-02", "B"] == 0
    assert by["2031-02-02", "not stated"] == 1 and by["2031-02-02", "all"] == 2


@pytest.mark.parametrize(("by", "names", "empty"), [
    ("month", ["2031-01", "2031-02"], [1, 1]), ("week", ["2031-W05"], [2]),
])  # fmt: skip
def test_periods_are_cut_to_what_was_read(by: str, names: list[str], empty: list[int]) -> None:
    rows = [r for r in coverage.rows(READ, by, {}) if r["outlet"] == "all"]
    assert [r["period"] for r in rows] == names
    assert [r["empty_days"] for r in rows] == empty
    assert (rows[0]["start"], rows[-1]["end"]) == ("2031-01-30", "2031-02-02")


def test_copies_are_counted() -> None:
    first, second = READ[0][0].id, READ[1][0].id
    rows = coverage.rows(READ, "month", {first: first, second: first})
    assert {(r["outlet"], r["copies"]) for r in rows if r["period"] == "2031-01"} == {
        ("all", 1), ("A", 0), ("B", 1), ("not stated", 0),
    }  # fmt: skip


def test_denominator_in_words() -> None:
    words = coverage.denominator(READ).words
    assert words == ("4 documents of 2 outlets, 2031-01-30 to 2031-02-02, 2 days without a "
                     "document, 1 document without a date left out")  # fmt: skip
    assert Denominator.of([]).words == "0 documents of no named outlet"


def test_a_stretch_without_documents_is_empty_not_missing() -> None:
    read = Denominator.of([("2031-01-30", "A")], "2031-02-01", "2031-02-03")
    assert (read.documents, read.empty_days) == (0, 3)
    assert runs(set(), "2031-02-01", "2031-02-03") == (("2031-02-01", "2031-02-03"),)


def test_an_unknown_period_names_the_choices() -> None:
    with pytest.raises(DatelineError, match="day, week, month"):
        coverage.rows(READ, "year", {})
