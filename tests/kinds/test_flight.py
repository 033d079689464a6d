"""The flight check: the residual table, the outlier, bounds, slips of units, authorities."""

import statistics
from dataclasses import replace

import pytest

from dateline.kinds import Kind, KindError, Reported, Stated, kind, table_of
from dateline.kinds.missile_launch import check, table
from dateline.kinds.missile_launch.check import Arc, flight, mach
from dateline.model import Figure, Shape, Verdict

ROWS = table.rows()
OUTLIER = ("2022-03-24", "KCNA")


def figure(value: float, unit: str, shape: Shape = Shape.EXACT) -> Figure:
    high = None if shape in (Shape.AT_LEAST, Shape.OVER) else value
    return Figure(value, high, unit, shape, f"{value:g} {unit}", value)


def reported(
    reach: Figure | None = None, top: Figure | None = None, time: Figure | None = None,
    who: tuple[str, str, str] = ("PRK:KCNA",) * 3, words: dict[str, tuple[str, ...]] | None = None,
    speed: Figure | None = None,
) -> Reported:  # fmt: skip
    slots = {"range": reach, "apogee": top, "flight_time": time, "speed": speed}
    stated = {
        slot: (Stated(f, (w,)),) for (slot, f), w in zip(slots.items(), (*who, "KOR:JCS")) if f
    }
    return Reported(stated, {}, words or {})


def of_row(row: table.Row) -> Reported:
    shape = Shape.OVER if row.bound == "apogee" else Shape.EXACT
    return reported(
        figure(row.range_km, "km"), figure(row.apogee_km, "km", shape), figure(row.minutes, "min")
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r.launch} {r.states}")
def test_residual_table_to_a_tenth_of_a_minute(row: table.Row) -> None:
    arc = Arc(row.range_km, row.apogee_km).minutes
    assert abs(arc - row.arc_min) <= 0.05 + 1e-9, arc
    assert abs(row.minutes - arc - row.residual_min) <= 0.1


def test_one_flight_is_flagged_and_no_other() -> None:
    flagged = [
        (r.launch, r.states) for r in ROWS if flight(of_row(r)).verdict is Verdict.INCONSISTENT
    ]
    assert flagged == [OUTLIER]
    bounds = [r.launch for r in ROWS if flight(of_row(r)).verdict is Verdict.LOWER_BOUND_ONLY]
    assert bounds == ["2024-10-31"]


def test_the_outlier_stands_out_when_every_flight_is_judged_by_the_others() -> None:
    """Leave one out over the flights of high apogee that KCNA states, the outlier included: each
    against mean and deviation of all others that were not themselves set aside."""
    high = [r for r in ROWS if r.apogee_km >= check.HIGH_KM and r.states.startswith("KCNA")]
    assert len(high) == 10
    found = []
    for row in high:
        others = [
            r.minutes - Arc(r.range_km, r.apogee_km).minutes for r in high
            if r is not row and (r.launch, r.states) != OUTLIER
        ]  # fmt: skip
        z = row.minutes - Arc(row.range_km, row.apogee_km).minutes - statistics.mean(others)
        z /= statistics.stdev(others)
        if abs(z) > 3:
            found.append((row.launch, row.states, z))
    assert found == [(*OUTLIER, pytest.approx(-5.9, abs=0.1))]


def test_the_table_of_the_command() -> None:
    rows = check.flights()
    assert len(rows) == len(ROWS)
    for row, wanted in zip(rows, ROWS):
        assert abs(row["residual_min"] - wanted.residual_min) <= 0.1 + 1e-9
    far = [(r["launch"], r["stated_by"]) for r in rows if abs(r["z_others"] or 0) > 3]
    assert far == [OUTLIER]
    assert [(r["launch"], r["stated_by"]) for r in rows if r["verdict"] == "inconsistent"] == far


@pytest.mark.parametrize(("pack", "name"), [("missile-launch", "flight"), ("air-attack", None)])
def test_a_table_that_is_not_there(pack: str, name: str | None) -> None:
    with pytest.raises(KindError, match="expected"):
        table_of(kind(pack), name)


def test_the_outlier_is_the_farthest_even_if_it_spoils_the_yardstick() -> None:
    high = [r for r in ROWS if r.apogee_km >= check.HIGH_KM and r.states.startswith("KCNA")]
    residual = {
        (r.launch, r.states): r.minutes - Arc(r.range_km, r.apogee_km).minutes for r in high
    }
    scores = {}
    for key, value in residual.items():
        others = [v for k, v in residual.items() if k != key]
        scores[key] = abs(value - statistics.mean(others)) / statistics.stdev(others)
    assert max(scores, key=lambda k: scores[k]) == OUTLIER
    assert sorted(scores.values())[-2] < 2


@pytest.mark.parametrize(
    ("km", "top"),
    [(100, 25), (300, 74), (500, 123), (900, 217), (1000, 240), (2000, 459), (3000, 655),
     (5500, 1041)],
)  # fmt: skip
def test_minimum_energy_apogee(km: float, top: float) -> None:
    assert round(check.minimum_energy_apogee(km)) == top


@pytest.mark.parametrize(
    ("km", "minutes", "top"), [(1000, 86, 7660), (1080, 71, 6218), (900, 66, 5728)]
)
def test_apogee_implied_by_range_and_time(km: float, minutes: float, top: float) -> None:
    """Japan's times less the usual excess imply the apogees that others state, within 2 %."""
    assert check.apogee_of(km, minutes - 3.4) == pytest.approx(top, rel=0.02)


@pytest.mark.parametrize(
    ("km", "printed", "minutes"), [(1090, 6, 71), (800, 2, 30), (1080, 6.2, 71)]
)
def test_slip_of_units(km: float, printed: float, minutes: float) -> None:
    found = flight(reported(figure(km, "km"), figure(printed, "km"), figure(minutes, "min")))
    assert found.verdict is Verdict.INCONSISTENT
    assert f"slip of units for {printed * 1000:,.0f} km" in found.text


def test_slip_of_units_by_the_class_alone() -> None:
    rest = reported(figure(1090, "km"), figure(6, "km"), words={"class": ("icbm",)})
    assert "slip of units" in flight(rest).text
    assert "slip" not in flight(replace(rest, words={"class": ("srbm",)})).text


def test_low_arc_of_a_glider_is_no_slip() -> None:
    found = flight(reported(figure(900, "km"), figure(20, "km"), figure(9, "min")))
    assert found.verdict is Verdict.NOT_APPLICABLE


def test_verdicts_say_what_they_do_not_show() -> None:
    cases = {
        Verdict.CONSISTENT: reported(figure(950, "km"), figure(4475, "km"), figure(53, "min")),
        Verdict.INCONSISTENT: reported(figure(950, "km"), figure(4475, "km"), figure(40, "min")),
        Verdict.LOWER_BOUND_ONLY: reported(
            figure(950, "km"), figure(4000, "km", Shape.OVER), figure(53, "min")
        ),
        Verdict.NOT_APPLICABLE: reported(figure(900, "km"), figure(50, "km"), figure(9, "min")),
        Verdict.NOT_ENOUGH_STATED: reported(figure(900, "km")),
    }
    said = set()
    for verdict, case in cases.items():
        found = flight(case)
        assert found.verdict is verdict, found
        said.add(found.limits)
    assert len(said) == 5
    assert all(text.startswith("It does not show") for text in said)


def test_short_shots_are_not_timed() -> None:
    found = flight(reported(figure(600, "km"), figure(150, "km"), figure(7, "min")))
    assert found.verdict is Verdict.NOT_APPLICABLE


def test_intervals_count() -> None:
    """A time of about 30 minutes may be 25 to 35."""
    about = Figure(25, 35, "min", Shape.ABOUT, "about 30 minutes", 30)
    assert flight(reported(figure(787, "km"), figure(2111.5, "km"), about)).verdict is (
        Verdict.CONSISTENT
    )


def test_mixed_authorities_are_named() -> None:
    found = flight(reported(figure(1080, "km"), figure(6200, "km"), figure(71, "min"),
                            who=("KOR:JCS", "KOR:JCS", "JPN:MOD")))  # fmt: skip
    assert found.verdict is Verdict.CONSISTENT
    assert "1080 km by KOR:JCS" in found.text and "71 min by JPN:MOD" in found.text


def test_one_authority_that_states_all_is_not_mixed_with_another() -> None:
    one, other = ("PRK:KCNA",), ("JPN:MOD",)
    stated = {
        "range": (Stated(figure(900, "km"), other), Stated(figure(1000.2, "km"), one)),
        "apogee": (Stated(figure(5000, "km"), other), Stated(figure(6045, "km"), one)),
        "flight_time": (Stated(figure(69.2, "min"), one),),
    }
    found = flight(Reported(stated))
    assert found.verdict is Verdict.CONSISTENT and "different" not in found.text


def test_parts_are_not_mixed() -> None:
    who = ("JPN:MOD",)
    stated = {
        "range": (Stated(figure(900, "km"), who, "first"),),
        "apogee": (Stated(figure(6000, "km"), who, "second"),),
        "flight_time": (Stated(figure(70, "min"), who, "second"),),
    }
    assert flight(Reported(stated)).verdict is Verdict.NOT_ENOUGH_STATED


@pytest.mark.parametrize(
    ("km", "top", "said", "verdict"),
    [(1000, 6000, 22, Verdict.CONSISTENT), (4500, 970, 17, Verdict.CONSISTENT),
     (1000, 6000, 15, Verdict.INCONSISTENT), (600, 30, 10, Verdict.NOT_APPLICABLE)],
)  # fmt: skip
def test_mach(km: float, top: float, said: float, verdict: Verdict) -> None:
    found = mach(reported(figure(km, "km"), figure(top, "km"), speed=figure(said, "mach")))
    assert found is not None and found.verdict is verdict, found


def test_no_mach_stated_says_nothing() -> None:
    assert mach(reported(figure(1000, "km"), figure(6000, "km"))) is None


def test_cruise_missiles_fly_no_arc() -> None:
    found = flight(reported(figure(1500, "km"), words={"class": ("cruise",)}))
    assert found.verdict is Verdict.NOT_APPLICABLE


def pack() -> Kind:
    return kind("missile-launch")


def test_resolutions_leave_cruise_missiles_out() -> None:
    assert pack().facts
    for row in pack().facts:
        assert row.applies["class_not"] == ("cruise",), row.fact.id
        assert row.fact.source.startswith("https://") and row.fact.checked


def test_a_range_of_nothing_is_no_arc() -> None:
    for case in (
        reported(figure(0, "km")),
        reported(figure(0, "km"), figure(50, "km"), figure(9, "min")),
    ):
        found = flight(case)
        assert found.verdict is Verdict.NOT_APPLICABLE and "0 km" in found.text
