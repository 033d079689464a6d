"""How much the tables hold, and that nothing in them is impossible."""

from datetime import date

from dateline.reference import inventory
from dateline.reference.authorities import Holder


def held(
    person: str, since: str, until: str | None, source: str = "s", checked: str = ""
) -> Holder:
    end = date.fromisoformat(until) if until else None
    begin = date.fromisoformat(since)
    return Holder(person, "president", "ATL", "ATL:HOS", begin, end, None, source, checked)


def test_tables_hold_what_was_asked_for() -> None:
    count = {(r["table"], r["holds"]): r["count"] for r in inventory.rows()}
    assert count["plover_senses.tsv", "trigger senses: a word with what it asks for"] >= 3000
    assert count["titles.csv", "words for offices and bodies"] >= 800
    assert count["bodies.csv", "bodies with a name"] >= 800
    assert count["holders.csv", "dated office holders"] >= 240


def test_every_table_states_its_version_and_licence() -> None:
    assert not [r for r in inventory.rows() if "not stated" in (r["version"], r["licence"])]


def test_no_office_has_two_holders() -> None:
    assert inventory.problems() == []


def test_two_at_once_are_found() -> None:
    first = held("Ann Lee", "2020-01-01", "2022-05-05")
    assert inventory.problems([first, held("Bo Kim", "2022-05-05", None)]) == []
    (line,) = inventory.problems([first, held("Bo Kim", "2022-05-04", None)])
    assert line.startswith("two at once") and "Bo Kim" in line
    assert (
        inventory.problems(
            [held("Ann Lee", "2020-01-01", None), held("Ann Leeh", "2020-01-01", None)]
        )
        == []
    )


def test_a_row_that_ends_first_and_one_without_source_are_found() -> None:
    backwards = held("Ann Lee", "2020-01-01", "2019-01-01", "", "2026-01-01")
    assert [p.split(":")[0] for p in inventory.problems([backwards])] == [
        "ends before it begins", "checked without a source",
    ]  # fmt: skip
