"""Addresses and feeds become documents; state survives restarts; evidence is proved again."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from tests.network.conftest import FakeClock, Site

from dateline.ledger import Ledger, create, fetches, open_ledger, quarantine, tables
from dateline.model import DatelineError, InputError
from dateline.network import Fetcher, Policy, Visits
from dateline.pipeline import Resources, fetching, follow, ledgers, refetch, retrying, store
from dateline.pipeline.follow import Followed
from dateline.readers import Known
from dateline.views import feed_list, quarantine_list, refetched

AT = "2026-01-04T12:00:00Z"
FIRST = "North Korea fired two ballistic missiles on Sunday, the ministry in Seoul said."
SECOND = "North Korea fired three ballistic missiles on Sunday, the ministry in Seoul said."
XML = {"Content-Type": "application/rss+xml"}


def page(text: str, canonical: str = "") -> tuple[int, dict[str, str], bytes]:
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    words = f"<html><head><title>Launch</title>{link}</head><body><article><p>{text}</p></article>"
    return 200, {"Content-Type": "text/html; charset=utf-8", "X-Kept": "yes"}, words.encode()


def feed(*entries: tuple[str, str, str], title: str = "Wire") -> tuple[int, dict[str, str], bytes]:
    items = "".join(
        f"<item><guid>{g}</guid><link>{link}</link><title>t</title><description>{text}</description>"
        "<pubDate>Sun, 04 Jan 2026 09:00:00 GMT</pubDate></item>"
        for g, link, text in entries
    )
    words = f'<rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'
    return 200, XML, words.encode()


@pytest.fixture
def visits(site: Site, clock: FakeClock) -> Visits:
    policy = Policy(allow=frozenset([("127.0.0.1", site.port)]), delay=0.0, silence=2.0)
    return Visits(Fetcher(policy, clock))


@pytest.fixture
def work(place: str, resources: Resources, visits: Visits) -> follow.Run:
    return follow.Run(create(place), resources, visits)


def put(work: follow.Run, url: str) -> store.Added:
    items = fetching.arrivals(url, Known(), work.visits)
    return store.add(work.ledger, items, work.resources, recorded=AT)


def texts(ledger: Ledger) -> list[str]:
    return [d.text.characters for d, _ in ledgers.held(ledger).documents]


def log(ledger: Ledger) -> int:
    with ledger.reading() as connection:
        return len(connection.execute(select(tables.batches.c.id)).all())


@pytest.mark.parametrize("retain", ["full", "spans", "none"])
def test_what_is_kept_of_a_page_follows_the_retention(
    place: str, site: Site, visits: Visits, resources: Resources, retain: str
) -> None:
    site.pages["/a"] = page(FIRST)
    work = follow.Run(create(place, retain), resources, visits)
    done = put(work, f"{site.url}/a?utm_source=x")
    assert done.documents == 0 and "answers 404" in str(done.whole)
    done = put(work, f"{site.url}/a")
    assert done.documents == 1
    with work.ledger.reading() as connection:
        ident = connection.execute(select(tables.documents.c.id)).scalar_one()
        (row,) = fetches.of(connection, ident)
        raw = site.pages["/a"][2]  # type: ignore[index]
        assert (row.url, row.at, row.status) == (f"{site.url}/a", "2026-01-04T12:00:00Z", 200)
        assert (row.body, row.length) == (hashlib.sha256(raw).hexdigest(), len(raw))
        assert ("x-kept" in row.headers) == (retain != "none")
        assert fetches.body(connection, row.body) == (raw if retain == "full" else None)
        assert fetches.damaged(connection) == []
    assert ledgers.verify(work.ledger, resources).holds
    rows = log(work.ledger)
    assert put(work, f"{site.url}/a").known == 1 and log(work.ledger) == rows
    work.ledger.close()


def test_a_changed_page_is_a_new_version_and_a_claimed_address_is_not_believed(
    work: follow.Run, site: Site
) -> None:
    site.pages["/a"] = page(FIRST)
    site.pages["/b"] = page(SECOND, canonical=f"{site.url}/a")
    put(work, f"{site.url}/a")
    put(work, f"{site.url}/b")
    assert sorted(texts(work.ledger)) == sorted([FIRST, SECOND])
    site.pages["/a"] = page(SECOND.replace("three", "four"))
    put(work, f"{site.url}/a")
    assert len(texts(work.ledger)) == 2
    with work.ledger.reading() as connection:
        versions = connection.execute(select(tables.documents.c.version)).scalars().all()
    assert sorted(versions) == [1, 1, 2]


def test_the_format_follows_from_the_content(work: follow.Run, site: Site) -> None:
    site.pages["/news.html"] = (200, {"Content-Type": "text/html"}, feed(("g", "", FIRST))[2])
    site.pages["/plain"] = (200, {"Content-Type": "text/plain"}, SECOND.encode())
    site.pages["/feed.xml"] = (200, {"Content-Type": "text/xml"}, page(FIRST + " More.")[2])
    for path in site.pages:
        assert put(work, site.url + path).documents == 1, path


def test_a_feed_with_other_guids_tokens_and_titles_adds_nothing(
    work: follow.Run, site: Site, clock: FakeClock
) -> None:
    site.pages["/f"] = feed(("1", "http://x.example/1?token=a", FIRST))
    follow.add(work.ledger, [Followed(f"{site.url}/f", None, 600)], work.visits.fetcher.policy,
               recorded=AT)  # fmt: skip
    polls, done = follow.run(work)
    assert (polls[0].outcome, polls[0].documents, done.documents) == ("new", 1, 1)
    site.pages["/f"] = feed(("2", "http://x.example/1?token=b", FIRST), title="Wire (3 new)")
    clock.passed += 600
    polls, done = follow.run(work)
    assert (polls[0].outcome, done.documents, done.known) == ("same", 0, 1)
    site.pages["/f"] = feed(("2", "http://x.example/1?token=c", SECOND))
    clock.passed += 600
    assert follow.run(work)[1].documents == 1
    assert texts(work.ledger) == [SECOND]


def test_a_feed_cannot_replace_what_another_host_published(work: follow.Run, site: Site) -> None:
    site.pages["/a"] = page(FIRST)
    put(work, f"{site.url}/a")
    other = replace(ledgers.held(work.ledger).documents[0][0], feed="http://evil.example/feed")
    assert ledgers.documents.identity(other) != ledgers.documents.identity(
        ledgers.held(work.ledger).documents[0][0]
    )


def test_entries_without_an_address_are_no_versions_of_each_other(
    work: follow.Run, site: Site
) -> None:
    site.pages["/f"] = feed(("1", "", FIRST), ("2", "", SECOND))
    assert put(work, f"{site.url}/f").documents == 2
    assert len(texts(work.ledger)) == 2


def test_state_survives_a_restart_and_nothing_is_asked_before_it_is_due(
    place: str, resources: Resources, visits: Visits, site: Site, clock: FakeClock
) -> None:
    url = f"{site.url}/f"

    def answer(headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        if headers.get("if-none-match") == '"v1"':
            return 304, {}, b""
        return 200, {**XML, "ETag": '"v1"'}, feed(("1", "", FIRST))[2]

    site.pages["/f"] = answer
    ledger = create(place)
    follow.add(ledger, [Followed(url, "Wire", 600)], visits.fetcher.policy, recorded=AT)
    follow.run(follow.Run(ledger, resources, visits))
    batches = log(ledger)
    ledger.close()
    ledger = open_ledger(place)
    again = follow.Run(ledger, resources, visits)
    asked = len(site.seen)
    assert follow.run(again)[0] == [] and len(site.seen) == asked
    for _ in range(2):
        clock.passed += 600
        (poll,), _ = follow.run(again)
        assert (poll.outcome, poll.status, poll.etag) == ("same", 304, '"v1"')
    assert log(ledger) == batches
    (row,) = feed_list.rows(follow.health(ledger))
    assert (row["state"], row["documents"], row["next"]) == ("same", 1, "2026-01-04T12:30:00Z")
    ledger.close()


@pytest.mark.parametrize(
    ("answer", "outcome", "pauses"),
    [
        ((503, {"Retry-After": "7200"}, b""), "failed", [7200, 7200]),
        ((500, {}, b""), "failed", [1200, 2400, 4800]),
        ((404, {}, b""), "refused", [1200, 2400]),
        ((200, XML, b"<rss><channel>"), "failed", [1200, 2400]),
        ((410, {}, b""), "gone", [None]),
    ],
)
def test_failures_back_off(
    work: follow.Run, site: Site, clock: FakeClock, answer: tuple[int, dict[str, str], bytes],
    outcome: str, pauses: list[int | None],
) -> None:  # fmt: skip
    site.pages["/robots.txt"] = (404, {}, b"")
    site.pages["/f"] = answer
    follow.add(work.ledger, [Followed(f"{site.url}/f", None, 600)], work.visits.fetcher.policy,
               recorded=AT)  # fmt: skip
    for count, pause in enumerate(pauses, 1):
        (poll,), _ = follow.run(work)
        at = clock.now()
        due = (at + timedelta(seconds=pause)).strftime("%Y-%m-%dT%H:%M:%SZ") if pause else None
        assert (poll.outcome, poll.failures, poll.due) == (outcome, count, due)
        assert poll.reason
        clock.passed += pause or 10**6
    (row,) = feed_list.rows(follow.health(work.ledger))
    assert row["state"] == outcome and row["answered"] is None
    if outcome == "gone":
        assert follow.run(work)[0] == []
    elif outcome == "failed":
        site.pages["/f"] = feed(("1", "", FIRST))
        assert [p.failures for p in follow.run(work)[0]] == [0]


def test_one_bad_feed_costs_no_other(work: follow.Run, site: Site) -> None:
    site.pages["/good"] = feed(("1", "", FIRST), ("2", "", ""))
    urls = [f"{site.url}/good", f"{site.url}/none", "http://192.168.7.7/feed"]
    policy = Policy.of(["192.168.7.7", site.host])
    follow.add(work.ledger, [Followed(u, None, 600) for u in urls], policy, recorded=AT)
    polls, done = follow.run(work)
    outcomes = {p.feed: p.outcome for p in polls}
    assert [outcomes[u] for u in urls] == ["new", "refused", "refused"]
    assert done.documents == 1 and done.quarantined == 1
    # A host that was not allowed was not asked: it need not be waited for, and the option is named.
    (again,) = follow.run(work)[0]
    assert again.feed == urls[2] and "--allow-host 192.168.7.7" in (again.reason or "")


def test_with_pages_the_page_stands_for_the_entry(work: follow.Run, site: Site) -> None:
    site.pages["/1"] = page(FIRST)
    words = "Words that stay where no page is there."
    teaser = "Teaser of a missile launch, officials said."
    site.pages["/f"] = feed(("1", f"{site.url}/1", teaser), ("2", f"{site.url}/2", words))
    follow.add(work.ledger, [Followed(f"{site.url}/f", None, 600, pages=True)],
               work.visits.fetcher.policy, recorded=AT)  # fmt: skip
    assert follow.run(work)[1].documents == 2
    assert sorted(texts(work.ledger)) == sorted([FIRST, words])
    asked = site.paths().count("/1")
    follow.run(replace(work, force=True))
    assert site.paths().count("/1") == asked


def test_opml_lists_and_what_is_refused(tmp_path: Path, work: follow.Run) -> None:
    path = tmp_path / "list.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/feed"/>'
        '<outline text="B" xmlUrl="https://b.example/feed"/></body></opml>'
    )
    found = follow.named([str(path), "https://c.example/x"], None, 900)
    assert [(f.url, f.title) for f in found] == [
        ("https://a.example/feed", "A"), ("https://b.example/feed", "B"),
        ("https://c.example/x", None),
    ]  # fmt: skip
    assert len(follow.add(work.ledger, found, Policy(), recorded=AT)) == 3
    assert follow.add(work.ledger, found, Policy(), recorded=AT) == []
    assert follow.remove(work.ledger, ["https://b.example/feed"], recorded=AT) == 1
    assert len(follow.health(work.ledger)) == 2
    bad: list[Callable[[], object]] = [
        lambda: follow.remove(work.ledger, ["https://b.example/feed"], recorded=AT),
        lambda: follow.add(work.ledger, [Followed("http://10.0.0.1/", None, 900)], Policy(),
                           recorded=AT),
        lambda: follow.add(work.ledger, [Followed("http://a.example/", None, 5)], Policy(),
                           recorded=AT),
        lambda: follow.named([str(tmp_path / "none.opml")]),
    ]  # fmt: skip
    for call in bad:
        with pytest.raises(InputError):
            call()


def test_what_the_network_failed_is_tried_again(work: follow.Run, site: Site) -> None:
    site.pages["/robots.txt"] = (404, {}, b"")
    site.pages["/a"] = (503, {}, b"")
    done = put(work, f"{site.url}/a")
    assert len(done.aborted) == 1 and done.batch is None
    (row,) = quarantine_list.rows(*retrying.listed(work.ledger))
    assert (row["state"], row["path"]) == ("given up on", f"{site.url}/a")
    again = retrying.retry(work.ledger, work.resources, recorded=AT, visits=work.visits)
    assert len(again.aborted) == 1
    site.pages["/a"] = page(FIRST)
    again = retrying.retry(work.ledger, work.resources, recorded=AT, visits=work.visits)
    assert again.documents == 1 and retrying.listed(work.ledger) == ([], [])


def test_a_page_without_an_article_waits_with_its_reason(work: follow.Run, site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, b"<html><body></body></html>")
    done = put(work, f"{site.url}/a")
    assert done.quarantined == 1 and len(done.whole) == 1
    with work.ledger.reading() as connection:
        assert "no main text" in quarantine.waiting(connection)[0].reason


@pytest.mark.parametrize("retain", ["full", "none"])
def test_refetch_says_what_still_stands(
    place: str, site: Site, visits: Visits, resources: Resources, retain: str
) -> None:
    work = follow.Run(create(place, retain), resources, visits)
    for path in "abcd":
        site.pages[f"/{path}"] = page(FIRST.replace("two", {"a": "two", "b": "five", "c": "six",
                                                           "d": "nine"}[path]))  # fmt: skip
        put(work, f"{site.url}/{path}")
    site.pages["/b"] = page(SECOND)
    site.pages["/c"] = (410, {}, b"")
    site.pages["/d"] = (503, {}, b"")
    found = {r.url[-1]: r for r in refetch.refetch(work.ledger, visits)}
    assert {k: r.state for k, r in found.items()} == {
        "a": "same", "b": "changed", "c": "gone", "d": "not reached",
    }  # fmt: skip
    assert found["a"].stand == found["a"].quotes > 3
    assert 0 < found["b"].stand < found["b"].quotes
    assert found["b"].missing == () if retain == "none" else "five" in " ".join(found["b"].missing)
    rows = refetched.rows([found[k] for k in "abcd"])
    assert [r["stand"] is None for r in rows] == [False, False, True, True]
    assert "1 same, 1 changed, 1 gone, 1 not reached" in refetched.sentence(list(found.values()))
    work.ledger.close()


def test_refetch_finds_entries_in_the_feed_of_today(work: follow.Run, site: Site) -> None:
    site.pages["/f"] = feed(("1", "http://x.example/1", FIRST), ("2", "http://x.example/2", SECOND))
    put(work, f"{site.url}/f")
    with_feed = ledgers.held(work.ledger).documents[0][0]
    assert with_feed.feed == f"{site.url}/f"
    site.pages["/f"] = feed(("1", "http://x.example/1", FIRST.replace("two", "six")),
                            ("2", "http://x.example/2", SECOND))  # fmt: skip
    states = {r.url: r.state for r in refetch.refetch(work.ledger, work.visits)}
    assert states == {"http://x.example/1": "changed", "http://x.example/2": "same"}


def test_a_refused_address_is_one_line_and_is_not_stored(work: follow.Run) -> None:
    done = put(work, "http://169.254.169.254/latest/")
    (error,) = done.whole
    assert isinstance(error, DatelineError) and "link-local" in str(error)
    assert log(work.ledger) == 0 and retrying.listed(work.ledger) == ([], [])
