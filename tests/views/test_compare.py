"""A hand-made table against the ledger: by instant, field by field, with the likely slip named."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dateline.kinds import Kind, kind
from dateline.model import DatelineError, Incident, InputError
from dateline.pipeline.analysis import Answer
from dateline.pipeline.handmade import mapping, read_table
from dateline.views import compare
from dateline.views.compare_fields import number_of, sides

LAUNCH: Kind = kind("missile-launch")
NAMES = {f: f for f in compare.fields(LAUNCH)}


def run(
    samples: Answer, table: Sequence[dict[str, str]], **more: object
) -> list[dict[str, object]]:
    launches = [i for i in samples.incidents if i.kind == "missile-launch"]
    return compare.rows(
        table,
        NAMES,
        launches,
        samples.documents,
        LAUNCH,
        **more,  # type: ignore[arg-type]
    )


def first(samples: Answer, **cells: str) -> dict[str, object]:
    return run(samples, [cells])[0]


def test_by_instant_in_any_zone(samples: Answer, launch: Incident) -> None:
    """The launch is at 07:50 in Korea, 22:50 UTC the day before."""
    row = first(samples, date="2026-01-03", time="22:55")
    assert (row["sort"], row["how"], row["apart_minutes"]) == ("match", "by instant", 5)
    assert row["incident"] == launch.id
    (seoul, *_) = run(samples, [{"date": "2026-01-04", "time": "7:50"}], zone="Asia/Seoul")
    assert (seoul["sort"], seoul["apart_minutes"]) == ("match", 0)
    assert first(samples, instant="2026-01-04T07:50:00+09:00")["apart_minutes"] == 0
    assert first(samples, date="2026-01-03")["how"] == "by day"
    assert first(samples, date="2026-01-04")["how"] == "by day"


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"date": "2026-01-04", "time": "22:50"}, "the date is the local day, the clock is in UTC"),
        ({"date": "2026-01-02", "time": "22:50"}, "day off by one with the same clock"),
        ({"date": "2026-01-03", "time": "10:50"}, "a.m. and p.m. exchanged"),
        ({"date": "2026-01-04", "time": "07:50"}, "the clock is local, not in UTC"),
        ({"date": "2025-01-03", "time": "22:50"}, "another year with the same day and clock"),
        ({"date": "2026-03-01", "time": "22:50"}, "day and month exchanged"),
        ({"date": "2026-01-23", "time": "22:50"}, "one digit of the day differs"),
    ],
)
def test_the_slip_is_named(samples: Answer, cells: dict[str, str], reason: str) -> None:
    row = first(samples, **cells)
    assert row["sort"] == compare.LIKELY and reason in str(row["reason"])
    # Two authorities state the day; KCNA takes it for known ("the missiles launched on Sunday").
    assert row["side"] == "table" and len(row["said_by"]) == 2  # type: ignore[arg-type]


def test_one_voice_leaves_open_which_side_is_wrong(samples: Answer, launch: Incident) -> None:
    cells = tuple(c for c in launch.cells if c.slot != "day" or c.said_by == ("KOR:JCS",))
    alone = replace(launch, cells=cells)
    table = [{"date": "2026-01-04", "time": "22:50"}]
    (row,) = compare.rows(table, NAMES, [alone], samples.documents, LAUNCH)
    assert row["side"] == "either" and "infers the year" in str(row["reason"])


def test_nothing_is_matched_by_force(samples: Answer) -> None:
    rows = run(samples, [{"date": "2019-08-08", "time": "01:00"}, {"id": "x"}])
    assert [(r["sort"], r["reason"]) for r in rows[:2]] == [
        ("table only", "the ledger holds no report of these days"),
        ("table only", "the row gives no day"),
    ]
    assert [r["verdict"] for r in rows[2:]] == ["not in the table"] * 2
    told = run(samples, [{"date": "2026-01-05", "time": "20:00"}])
    assert told[0]["reason"] == "the ledger holds reports of these days; none tells it"


@pytest.mark.parametrize(
    ("cell", "verdict", "reason"),
    [
        ("900", "match", None),
        ("940", "match", None),
        ("~900 km", "match", None),
        ("970", "rounding", "apart by 20"),
        ("0.9", "mismatch", "a slip of units: a thousandth"),
        ("559.2", "mismatch", "miles where kilometres"),
        ("9000", "mismatch", "a zero too many"),
        ("590", "mismatch", "outside what any"),
        ("none", "mismatch", "holds no number"),
    ],
)
def test_figures(
    samples: Answer, launch: Incident, cell: str, verdict: str, reason: str | None
) -> None:
    slot = LAUNCH.slot("range")
    claims = [c.claim for c in launch.cells if c.claim and c.slot == "range"
              and c.said_by == ("KOR:JCS",)]  # fmt: skip
    found = sides(slot, cell, "", claims)
    assert found["verdict"] == verdict
    assert reason is None or reason in str(found["reason"])


def test_digits_words_and_places(samples: Answer, launch: Incident) -> None:
    count = LAUNCH.slot("count")
    assert count is not None
    figure = number_of("1,234", "", count)
    assert figure is not None and (figure.number, figure.unit) == (1234, "1")
    fields = {r["field"]: r for r in run(samples, [{
        "date": "2026-01-03", "time": "22:50", "eez": "inside", "weapon": "Ballistic",
        "lat": "39.0", "lon": "125.8", "model": "x",
    }]) if r["sort"] == "field"}  # fmt: skip
    assert fields["eez"]["verdict"] == "mismatch" and fields["eez"]["side"] == "either"
    assert fields["weapon"]["verdict"] == "match"
    assert fields["lat, lon"]["verdict"] == "match"
    assert fields["model"]["verdict"] == "not stated in the ledger"
    far = run(samples, [{"date": "2026-01-03", "time": "22:50", "lat": "41", "lon": "129"}])
    assert "from the nearest stated place" in str(far[1]["reason"])


def test_rows_are_counted(samples: Answer) -> None:
    table = [{"date": "2026-01-03", "time": t} for t in ("22:50", "23:01", "23:05")]
    rows = run(samples, table, each="count")
    (count,) = [r for r in rows if r["field"] == "rows as count"]
    assert (count["table_value"], count["verdict"]) == ("3", "match")
    (one,) = [r for r in run(samples, table[:1], each="count") if r["field"] == "rows as count"]
    assert one["verdict"] == "mismatch"


def test_figures_of_a_row_are_checked_alone(samples: Answer) -> None:
    rows = run(samples, [{"id": "slip", "date": "2019-08-08", "range": "1000", "apogee": "6.1",
                          "flight_time": "70"}])  # fmt: skip
    (finding,) = [r for r in rows if r["sort"] == compare.FINDING]
    assert "slip of units for 6,100 km" in str(finding["reason"]) and finding["side"] == "table"


def test_within(samples: Answer) -> None:
    late = [{"date": "2026-01-04", "time": "03:00"}]
    assert run(samples, late)[0]["sort"] == compare.TABLE_ONLY
    assert run(samples, late, within=timedelta(hours=5))[0]["sort"] == compare.MATCH


def test_a_bad_time_names_its_row(samples: Answer) -> None:
    with pytest.raises(DatelineError, match="row 2: a time that cannot be read: 2026-13-40"):
        run(samples, [{"date": "2026-01-03"}, {"date": "2026-13-40"}])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "date,km\n2026-01-04,900\n,\n"),
        ("a.tsv", "date\tkm\n2026-01-04\t900\n"),
        ("a.json", '[{"date": "2026-01-04", "km": 900, "x": null}]'),
        ("b.json", '{"rows": [{"date": "2026-01-04", "km": 900}]}'),
        ("a.jsonl", '{"date": "2026-01-04", "km": 900}\n'),
    ],
)
def test_tables_of_every_form(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_table(tmp_path / name)[0] == {"date": "2026-01-04", "km": "900"}


def test_bad_tables_and_maps(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "none.csv")
    (tmp_path / "x").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="not UTF-8"):
        read_table(tmp_path / "x")
    (tmp_path / "y").write_text('{"a": 1}\n{broken\n', encoding="utf-8")
    with pytest.raises(InputError, match="y:2: not JSON"):
        read_table(tmp_path / "y")
    (tmp_path / "z").write_text("date\n", encoding="utf-8")
    with pytest.raises(InputError, match="no rows"):
        read_table(tmp_path / "z")
    rows = [{"day": "2026-01-04", "range": "9"}]
    assert mapping(["day=date"], rows, list(NAMES)) == {"day": "date", "range": "range"}
    with pytest.raises(DatelineError, match="no column 'dy'"):
        mapping(["dy=date"], rows, list(NAMES))
    with pytest.raises(DatelineError, match="no field 'reach'"):
        mapping(["day=reach"], rows, list(NAMES))
