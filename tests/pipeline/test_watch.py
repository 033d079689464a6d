"""Watch rules: told once, on both backends; new, changed, corrected and due; a valid feed."""

from dataclasses import replace
from pathlib import Path

import feedparser
import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.ledger import Ledger, create
from dateline.model import DatelineError, Document, Judgement, Published
from dateline.pipeline import Resources, decisions, ledgers, store, watch
from dateline.pipeline.intake import Arrival
from dateline.readers import Known
from dateline.views import alerts, atom

SAMPLES = Path(__file__).parents[2] / "samples" / "launch"
RULE = "kind:missile-launch actor:PRK"
AT = "2026-01-06T00:00:00Z"


def add(ledger: Ledger, resources: Resources, *reports: tuple[str, str], url: str = "") -> None:
    items = [
        Arrival(Path("a"), Document.of(
            (SAMPLES / text).read_text("utf-8") if text.endswith(".txt") else text,
            published=Published.parse(day), url=url or None), Known())
        for text, day in reports
    ]  # fmt: skip
    store.add(ledger, items, resources, recorded=AT)


def told(ledger: Ledger, resources: Resources, at: str | None = None) -> list[tuple[str, str]]:
    rows = watch.run(ledger, resources, recorded=AT, at=at)
    return [(r["sort"], r["title"]) for r in rows]


def test_new_then_silence_then_changed(place: str, resources: Resources) -> None:
    ledger = create(place)
    add(ledger, resources, ("outlet-wire.txt", "2026-01-04"))
    assert watch.add(ledger, RULE, resources, recorded=AT) == 1
    assert told(ledger, resources) == [("new", "missile launch · PRK")]
    assert told(ledger, resources) == []
    add(ledger, resources, ("outlet-tokyo.txt", "2026-01-04"))
    rows = watch.run(ledger, resources, recorded=AT)
    assert [r["sort"] for r in rows] == ["changed"]
    assert any("JPN:MOD" in a for a in rows[0]["added"]) and not rows[0]["gone"]
    assert told(ledger, resources) == []
    # The same words from another address are nothing new.
    add(ledger, resources, ("outlet-tokyo.txt", "2026-01-05"), url="https://copy.example/1")
    assert told(ledger, resources) == []
    assert len(watch.past(ledger)) == 2
    ledger.close()


def test_what_an_analyst_rejects_is_corrected_and_an_undo_told(
    place: str, resources: Resources
) -> None:
    ledger = create(place)
    add(ledger, resources, ("outlet-wire.txt", "2026-01-04"))
    watch.add(ledger, RULE, resources, recorded=AT)
    told(ledger, resources)
    (launch,) = [i for i in ledgers.incidents(ledger, resources) if i.kind == "missile-launch"]
    cell = next(c for c in launch.cells if c.slot == "range" and c.claim)
    assert cell.claim is not None
    pair = ledgers.held(ledger).documents[0]
    mention = next(m for m in launch.mentions if m.id == cell.claim.mention)
    anchor = decisions.claim_anchor(cell.claim, mention, pair[0].text.characters)
    number = decisions.decide(
        ledger, Judgement("reject", anchor, None, "ana", "not this launch", AT)
    )
    rows = watch.run(ledger, resources, recorded=AT)
    assert [r["sort"] for r in rows] == ["corrected"]
    assert any(g.startswith("range") for g in rows[0]["gone"]) and not rows[0]["added"]
    assert told(ledger, resources) == []
    undo = Judgement("undo", None, None, "ana", "it was", AT, str(number))
    decisions.decide(ledger, undo)
    rows = watch.run(ledger, resources, recorded=AT)
    assert [r["sort"] for r in rows] == ["changed"]
    assert any(a.startswith("range") for a in rows[0]["added"])
    ledger.close()


def test_a_new_version_of_a_report_goes_on_with_its_incident(
    place: str, resources: Resources
) -> None:
    ledger = create(place)
    text = "North Korea fired {} missiles on Sunday, Japan's defense ministry said.\n"
    url = "https://wire.example/a"
    add(ledger, resources, (text.format("two"), "2026-01-04"), url=url)
    watch.add(ledger, RULE, resources, recorded=AT)
    assert [s for s, _ in told(ledger, resources)] == ["new"]
    add(ledger, resources, (text.format("three"), "2026-01-04"), url=url)
    rows = watch.run(ledger, resources, recorded=AT)
    assert [r["sort"] for r in rows] == ["corrected"]
    assert any("2 missile" in g for g in rows[0]["gone"])
    assert any("3 missile" in a for a in rows[0]["added"])
    ledger.close()


def test_a_prediction_is_told_when_it_falls_due(place: str, resources: Resources) -> None:
    ledger = create(place)
    add(ledger, resources, ("twin.txt", "2026-01-04"))
    watch.add(ledger, "prediction:any authority:KOR:NIS", resources, recorded=AT)
    assert [s for s, _ in told(ledger, resources)] == ["new"]
    assert told(ledger, resources, at="2026-02-28") == []
    due = watch.run(ledger, resources, recorded=AT, at="2026-04-15")
    assert [r["sort"] for r in due] == ["due"]
    assert due[0]["quote"] and "2026-01-01..2026-02-28" in due[0]["added"][0]
    assert told(ledger, resources, at="2026-04-16") == []
    # A run that names no day judges on an earlier one; what was due is not open again.
    assert told(ledger, resources) == []
    ledger.close()


def test_rules_are_added_once_listed_and_ended(place: str, resources: Resources) -> None:
    ledger = create(place)
    add(ledger, resources, ("outlet-wire.txt", "2026-01-04"))
    with pytest.raises(DatelineError, match="character 1"):
        watch.add(ledger, "aktor:PRK", resources, recorded=AT)
    number = watch.add(ledger, RULE, resources, recorded=AT, from_now=True)
    with pytest.raises(DatelineError, match="watched already"):
        watch.add(ledger, RULE, resources, recorded=AT)
    assert [w.rule for w in watch.rules(ledger)] == [RULE]
    assert told(ledger, resources) == []
    add(ledger, resources, ("outlet-tokyo.txt", "2026-01-04"))
    assert [s for s, _ in told(ledger, resources)] == ["changed"]
    watch.remove(ledger, number, recorded=AT)
    with pytest.raises(DatelineError, match="no rule"):
        watch.remove(ledger, number, recorded=AT)
    assert told(ledger, resources) == [] and watch.rules(ledger) == []
    assert ledgers.verify(ledger, resources, replay=False).holds
    ledger.close()


def test_two_that_became_one_go_on_as_the_first(resources: Resources) -> None:
    from dateline.pipeline.reading import read

    texts = [(SAMPLES / n).read_text("utf-8") for n in ("outlet-wire.txt", "outlet-tokyo.txt")]
    done = read([Document.of(t, published=Published.parse("2026-01-04")) for t in texts], resources)
    (whole,) = [i for i in done.incidents if i.kind == "missile-launch"]
    docs = list(dict.fromkeys(m.document for m in whole.mentions))

    def part(document: str) -> alerts.Told:
        own = [m for m in whole.mentions if m.document == document]
        ids = {m.id for m in own}
        cells = [c for c in whole.cells if c.claim and c.claim.mention in ids]
        half = replace(whole, id=own[0].id, mentions=tuple(own), cells=tuple(cells))
        return alerts.Told(half.id, frozenset(alerts.facts(half)), frozenset(ids), frozenset())

    first, second = part(docs[0]), part(docs[1])
    news = alerts.of_incidents([whole], [whole], [first, second], {})
    assert [n.sort for n in news] == ["seen", "absorbed"] and news[1].subject == second.subject
    now = alerts.Told(first.subject, frozenset(news[0].facts), frozenset(news[0].members),
                      frozenset())  # fmt: skip
    assert alerts.of_incidents([whole], [whole], [now], {}) == []
    gone = alerts.of_incidents([], [whole], [now], {})
    assert [(n.sort, n.gone) for n in gone] == [("corrected", ("fits the rule no longer",))]


def test_the_feed_is_valid_and_holds_no_markup(
    place: str, tmp_path: Path, resources: Resources
) -> None:
    ledger = create(place)
    nasty = "North Korea fired <b>two</b> missiles & <script>x</script> on Sunday, Seoul said.\n"
    add(ledger, resources, ("outlet-wire.txt", "2026-01-04"), (nasty, "2026-01-11"))
    ledger.close()
    run = CliRunner()
    done = run.invoke(app, ["watch", "add", RULE, "-l", place])
    assert done.exit_code == 0 and "rule 1" in done.stdout
    feed = tmp_path / "alerts.atom"
    done = run.invoke(app, ["watch", "run", "--atom", str(feed), "-l", place])
    assert done.exit_code == 0 and "NEW" in done.stdout, done.output
    first = feed.read_bytes()
    read = feedparser.parse(first)
    assert not read.bozo and read.version == "atom10"
    assert len(read.entries) >= 1 and len({e.id for e in read.entries}) == len(read.entries)
    for entry in read.entries:
        assert entry.updated_parsed and entry.title.startswith("new: ")
        assert entry.content[0].type == "text/plain"
    assert b"<script" not in first and b"<b>" not in first
    done = run.invoke(app, ["watch", "run", "--atom", str(feed), "-l", place])
    assert "0 alerts" in done.stderr
    again = feedparser.parse(feed.read_bytes())
    assert [e.id for e in again.entries] == [e.id for e in read.entries]
    assert run.invoke(app, ["watch", "add", "actor:KOR", "-l", place]).exit_code == 0
    run.invoke(app, ["watch", "run", "--atom", str(feed), "-l", place])
    assert feedparser.parse(feed.read_bytes()).feed.id == read.feed.id
    done = run.invoke(app, ["watch", "alerts", "--json", "-l", place])
    assert done.exit_code == 0 and '"quote"' in done.stdout


def test_a_feed_without_alerts_is_a_feed() -> None:
    read = feedparser.parse(atom.dumps([], {}, AT, ""))
    assert not read.bozo and read.version == "atom10" and read.feed.updated == AT
