"""Counts with denominators: a rate with its posterior, zero apart from missing, bursts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dateline.model import (
    Basis,
    Cell,
    Claims,
    DatelineError,
    Document,
    Incident,
    Mention,
    Precision,
    Published,
    Span,
    When,
)
from dateline.pipeline.analysis import Answer
from dateline.views import coverage, tempo
from dateline.views.counting import (
    Rate,
    at_least,
    at_most,
    count_interval,
    rate_interval,
    wait_beyond,
    wait_interval,
)
from dateline.views.plots import tempo as plot


@pytest.mark.parametrize(
    ("count", "low", "high"),
    # Half the chi-squared quantiles of 2n + 1 degrees of freedom at 0.025 and 0.975, from tables.
    [(0, 0.000491, 2.51194), (1, 0.107898, 4.67420), (5, 1.90788, 10.9600)],
)
def test_rate_is_the_interval_of_the_gamma_posterior(count: int, low: float, high: float) -> None:
    assert rate_interval(Rate(count, 1)) == pytest.approx((low, high), abs=5e-5)
    assert rate_interval(Rate(count, 10)) == pytest.approx((low / 10, high / 10), abs=5e-6)


def test_posterior_prediction_and_wait_against_scipy() -> None:
    stats = pytest.importorskip(
        "scipy.stats", reason="scipy is no dependency; where it is there, it checks ours"
    )
    for n, days, further in ((0, 9, 3), (3, 30, 30), (17, 200, 7), (250, 900, 31)):
        rate = Rate(n, days)
        gamma = stats.gamma(n + 0.5, scale=1 / days)
        assert rate_interval(rate) == pytest.approx(gamma.ppf([0.025, 0.975]), rel=1e-6)
        predicted = stats.nbinom(n + 0.5, days / (days + further))
        low, high = predicted.ppf([0.025, 0.975])
        assert count_interval(further, rate) == (low, high)
        assert at_least(4, further, rate) == pytest.approx(predicted.sf(3), abs=1e-9)
        assert at_most(4, further, rate) == pytest.approx(predicted.cdf(4), abs=1e-9)
        lomax = stats.lomax(n + 0.5, scale=days)
        assert wait_beyond(further, rate) == pytest.approx(lomax.sf(further))
        assert wait_interval(rate) == pytest.approx(lomax.ppf([0.025, 0.975]))


def test_no_stretch_holds_nothing() -> None:
    rate = Rate(3, 10)
    assert at_least(0, 0, rate) == 1 and at_least(1, 0, rate) == 0 and at_most(0, 0, rate) == 1
    assert wait_beyond(0, rate) == 1


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


def test_a_run_of_missing_periods_is_told_once(samples: Answer) -> None:
    held = [d for d in EVERY if d[0].published and d[0].published.day.month != 2]
    rows = counts(samples, [incident(START)], held, "2030-03-31", by="day")
    missing = [r for r in rows if r["flag"] == tempo.NO_DOCUMENTS]
    assert len(missing) == 27
    text = tempo.draw(rows)
    assert text.count("no documents") == 1 and "no documents, 27 in a row" in text
    drawn = plot.figure(rows).to_plotly_json()["layout"]
    (shade,) = drawn["shapes"]
    assert shade["x1"] - shade["x0"] == 27
    assert "annotations" not in drawn


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
    # The one with open days may be the last one: then 50 days have passed since 2030-02-09.
    assert (since["low"], since["high"]) == (50, 79)
    left = [str(r["words"]) for r in rows if r["sort"] == tempo.LEFT_OUT]
    assert [w.split(": ", 1)[1][:14] for w in left] == [
        "states no day", "lies outside t", "may lie in mor",
    ]  # fmt: skip
    drawn = tempo.draw(rows)
    assert "left out: 3" in drawn and "90 documents" in drawn and "Gamma(1/2" in drawn


def test_an_incident_told_later_of_an_unread_month_is_no_burst(samples: Answer) -> None:
    held = [d for d in EVERY if d[0].published and d[0].published.day.month != 2]
    rows = counts(samples, [incident(date(2030, 2, 12))], held, "2030-03-31", by="week")
    (found,) = [r for r in rows if r["sort"] == "period" and r["incidents"]]
    assert (found["covered"], found["flag"], found["p"]) == (0, tempo.UNKNOWN, None)


def test_periods_are_those_of_coverage(samples: Answer) -> None:
    for by in coverage.PERIODS:
        rows = counts(samples, [], EVERY, "2030-03-31", by=by)
        read = [r for r in coverage.rows(EVERY, by, {}) if r["outlet"] == coverage.ALL]
        assert [(r["documents"], r["days"], r["covered"]) for r in rows
                if r["sort"] == tempo.PERIOD] == [
            (r["documents"], r["days"], r["covered"]) for r in read]  # fmt: skip
    with pytest.raises(DatelineError, match="day, week, month"):
        counts(samples, [], EVERY, "2030-03-31", by="year")


def test_a_ledger_fed_with_launches_alone_is_warned_of(samples: Answer) -> None:
    launches = [i for i in samples.incidents if i.kind == "missile-launch"]
    rows = tempo.rows(launches, samples.documents, samples.kinds, samples.as_of)
    assert any(r["flag"] == "warning" for r in rows)
    known = {i.id for i in samples.incidents}
    assert all(set(r["incidents"]) <= known for r in rows)


def test_without_dates_nothing_is_counted(samples: Answer) -> None:
    rows = tempo.rows(samples.incidents, [], samples.kinds, None)
    assert [r["words"] for r in rows] == ["no report has a date: nothing can be counted"]
