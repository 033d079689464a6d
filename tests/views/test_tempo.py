"""Counts with denominators: exact intervals, zero apart from missing, bursts by an exact test."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dateline.model import (
    Basis,
    Cell,
    Claims,
    Document,
    Incident,
    Mention,
    Precision,
    Published,
    Span,
    When,
)
from dateline.pipeline.analysis import Answer
from dateline.views import tempo
from dateline.views.counting import at_least, at_most, poisson_interval


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Chi-squared quantiles over two: 0.5·χ²(0.025; 2n) and 0.5·χ²(0.975; 2n + 2), from tables.
    [(0, 0.0, 3.6889), (1, 0.0253, 5.5716), (5, 1.6235, 11.6683), (20, 12.2165, 30.8884)],
)
def test_exact_interval(count: int, low: float, high: float) -> None:
    assert poisson_interval(count) == pytest.approx((low, high), abs=5e-4)


def test_exact_interval_against_scipy() -> None:
    chi2 = pytest.importorskip("scipy.stats").chi2
    for n in (1, 3, 17, 250):
        expected = (chi2.ppf(0.025, 2 * n) / 2, chi2.ppf(0.975, 2 * n + 2) / 2)
        assert poisson_interval(n) == pytest.approx(expected, abs=1e-6)


def test_tails_meet() -> None:
    assert at_least(0, 9, 0.3) == pytest.approx(1)
    assert at_least(4, 9, 0.3) + at_most(3, 9, 0.3) == pytest.approx(1)
    assert at_least(2, 2, 0.5) == pytest.approx(0.25)
    assert at_most(0, 3, 1.0) == 0 and at_least(3, 3, 1.0) == 1


def document(day: date, words: str = "x") -> tuple[Document, Claims]:
    made = Document.of(f"{words} {day}", published=Published.parse(day.isoformat()))
    return made, Claims(made.id)


def incident(first: date, last: date | None = None) -> Incident:
    last = last or first
    value = When(
        first.isoformat(), last.isoformat(), Precision.DAY, "d", basis=(("day", Basis.STATED),)
    )
    mention = Mention("doc", "generic", "generic", Span(0, 1), "ASSAULT")
    cell = Cell("date", value, ("narrator",), None, ("claim",))
    return Incident(f"{first}{last}", "generic", "ASSAULT", None, (mention,), (cell,))


def counts(samples: Answer, incidents: list[Incident], documents: list[tuple[Document, Claims]],
           as_of: str, **more: object) -> list[dict[str, object]]:  # fmt: skip
    return tempo.rows(
        incidents,
        documents,
        samples.kinds,
        Published.parse(as_of),
        **more,  # type: ignore[arg-type]
    )


DAY = timedelta(days=1)
START = date(2030, 1, 1)
EVERY = [document(START + n * DAY) for n in range(90)]


def test_zero_is_not_missing(samples: Answer) -> None:
    held = [d for d in EVERY if d[0].published and d[0].published.day.month != 2]
    rows = counts(samples, [incident(START)], held, "2030-03-31")
    months = [(r["start"], r["count"], r["flag"]) for r in rows if r["sort"] == "period"]
    # The last day of January is covered by no report: none is published on it or the day after.
    assert months[0][:2] == ("2030-01-01", 1)
    assert months[2][:2] == ("2030-03-01", 0)
    february = next(r for r in rows if r["start"] == "2030-02-01")
    assert february["covered"] == 1 and february["documents"] == 0
    weeks = counts(samples, [incident(START)], held, "2030-03-31", by="week")
    missing = [r for r in weeks if r["flag"] == tempo.NO_DOCUMENTS]
    assert [r["start"] for r in missing] == ["2030-02-04", "2030-02-11", "2030-02-18"]
    assert all(r["count"] is None and r["expected"] is None for r in missing)


def test_a_burst_is_found_and_chance_is_not(samples: Answer) -> None:
    even = [incident(START + n * 9 * DAY) for n in range(10)]
    assert not [r for r in counts(samples, even, EVERY, "2030-03-31", by="week") if r["flag"] in
                (tempo.BURST, tempo.LULL)]  # fmt: skip
    burst = even + [incident(date(2030, 2, 11 + n)) for n in range(6)]
    rows = counts(samples, burst, EVERY, "2030-03-31", by="week")
    (found,) = [r for r in rows if r["flag"] == tempo.BURST]
    assert found["start"] == "2030-02-11" and len(found["incidents"]) == found["count"] == 7  # type: ignore[arg-type]


def test_gaps_time_since_and_what_is_left_out(samples: Answer) -> None:
    told = [
        incident(START), incident(START + 10 * DAY), incident(date(2030, 1, 20), date(2030, 2, 9)),
        incident(date(2020, 1, 1)), replace(incident(START), cells=()),
    ]  # fmt: skip
    rows = counts(samples, told, EVERY, "2030-03-31")
    gaps = [(r["start"], r["end"], r["value"]) for r in rows if r["sort"] == tempo.GAP]
    assert gaps == [("2030-01-01", "2030-01-11", 10)]
    since = next(r for r in rows if r["flag"] == "time since the last")
    assert (since["value"], since["end"]) == (79, "2030-03-31")
    left = [str(r["words"]) for r in rows if r["sort"] == tempo.LEFT_OUT]
    assert [w.split(": ", 1)[1][:14] for w in left] == [
        "states no day", "lies outside t", "may lie in mor",
    ]  # fmt: skip
    drawn = tempo.draw(rows)
    assert "left out: 3" in drawn and "90 dated reports" in drawn


def test_a_ledger_fed_with_launches_alone_is_warned_of(samples: Answer) -> None:
    launches = [i for i in samples.incidents if i.kind == "missile-launch"]
    rows = tempo.rows(launches, samples.documents, samples.kinds, samples.as_of)
    assert any(r["flag"] == "warning" for r in rows)
    known = {i.id for i in samples.incidents}
    assert all(set(r["incidents"]) <= known for r in rows)


def test_without_dates_nothing_is_counted(samples: Answer) -> None:
    rows = tempo.rows(samples.incidents, [], samples.kinds, None)
    assert [r["words"] for r in rows] == ["no report has a date: nothing can be counted"]
