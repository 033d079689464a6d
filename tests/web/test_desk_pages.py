"""The pages of the sample ledger."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

PAGES = ("/", "/timeline", "/map", "/parties", "/predictions", "/documents", "/changes",
         "/review", "/coverage", "/coverage?by=day",
         "/log", "/about", "/exports", "/parties/JPN", "/documents?changed=1",
         "/figures/tempo", "/figures/tempo?by=week&calendar=1",
         "/figures/network", "/figures/scatter", "/?where=voices>=2",
         "/search?q=missiles&where=voices>=2", "/predictions?where=authority:KOR",
         "/search?q=missiles", "/parties/KOR:JCS", "/?as_of=2026-01-04",
         "/changes?start=2026-01-04",
         "/changes?start=2026-01-04&end=2026-01-05&clock=published")  # fmt: skip


def launch(client: TestClient) -> str:
    """The id of the launch that six reports tell."""
    rows = client.get("/api/v1/incidents?kind=missile-launch&until=2026-01-31").json()["items"]
    return next(r["id"] for r in rows if r["documents"] == 6)


def text_of(html: str) -> str:
    plain = re.sub(r"</?bdi>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


@pytest.mark.parametrize("path", PAGES)
def test_page_has_one_heading_and_a_way_around(path: str, client: TestClient) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    assert answer.text.count("<h1") == 1
    for needed in ('href="#main"', 'id="main"', 'aria-label="Sections"', '<html lang="en">'):
        assert needed in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_no_style_or_script_is_inline(path: str, client: TestClient) -> None:
    html = client.get(path).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    for tag in re.findall(r"<script[^>]*>", html):
        assert 'src="/static/' in tag
    for address in re.findall(r'(?:src|href|action)="([^"]+)"', html):
        assert address.startswith(("/", "#")), address


def test_every_link_of_every_page_answers(client: TestClient) -> None:
    seen: set[str] = set()
    todo = list(PAGES)
    while todo:
        path = todo.pop().split("#")[0]
        if path in seen or not path.startswith("/"):
            continue
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html") and len(seen) < 250:
            todo += [unescape(a) for a in re.findall(r'href="([^"]+)"', answer.text)]
    assert len(seen) > 60, len(seen)


def test_incident_shows_reports_values_and_who_says_them(client: TestClient) -> None:
    html = client.get(f"/incidents/{launch(client)}").text
    words = text_of(html)
    assert "≈ 900 km" in words
    assert "Not stated: flight time" in words
    assert "contradict: KOR:JCS ≈ 900 km" in words
    cell = re.search(
        r'<button class="v[^>]*data-refs="([^"]+)"[^>]*>(?:<span class="nb">)?≈ 900 km', html
    )
    assert cell
    mark, start, end, _ = cell[1].split()[0].split(":")
    pieces = re.findall(rf'data-d="{mark}" data-s="(\d+)" data-e="(\d+)">([^<]*)<', html)
    covered = [p for p in pieces if int(start) <= int(p[0]) and int(p[1]) <= int(end)]
    assert "900 k" in "".join(p[2] for p in covered)


def test_facets_narrow_the_list(client: TestClient) -> None:
    every = text_of(client.get("/").text)
    launches = text_of(client.get("/?kind=missile-launch").text)
    iran = text_of(client.get("/?kind=missile-launch&actor=IRN").text)
    assert "Iran" in iran and "2026-01-04" not in iran
    assert "2026-01-04" in launches
    assert "CONSULT" not in launches and len(launches) < len(every)


def test_days_are_checked_and_both_count(client: TestClient) -> None:
    assert "2026-05-15" in client.get("/?since=2026-05-15&until=2026-05-15").text
    answer = client.get("/?since=yesterday")
    assert answer.status_code == 422 and "since" in answer.text


def test_brief_cites_document_offsets_and_quote(client: TestClient) -> None:
    words = text_of(client.get(f"/incidents/{launch(client)}/brief").text)
    assert re.search(r"≈ 900 km , .*? “?about 900 .*?\[a\d, \d+:\d+\]", words)
    assert "Harbor Wire, 2026-01-04" in words


def test_an_unknown_address_says_so(client: TestClient) -> None:
    for path in ("/nothing", "/incidents/ffff", "/documents/ffff", "/parties/XYZ", "/undo/99",
                 "/decide/claim/ffff"):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Traceback" not in answer.text


def test_versions_of_a_report_are_compared(client: TestClient) -> None:
    rows = client.get("/api/v1/documents").json()["items"]
    newer = next(r for r in rows if r["version"] > 1)
    html = client.get(f"/documents/{newer['id']}").text
    link = re.search(r'href="(/documents/[^"]+against=[^"]+)"', html)
    assert link
    compared = client.get(unescape(link[1])).text
    assert "<del>800</del><ins>900</ins>" in compared


def test_as_of_a_day_only_what_was_published_by_then_is_told(client: TestClient) -> None:
    now = client.get("/api/v1/incidents").json()["total"]
    then = client.get("/api/v1/incidents?as_of=2026-01-04").json()
    assert 0 < then["total"] < now
    assert {r["published"] for r in then["items"]} == {"2026-01-04"}
    html = client.get("/?as_of=2026-01-04").text
    assert "As of <b>2026-01-04</b>" in html
    links = re.findall(r'href="(/incidents/[^"]+)"', html)
    assert links and all("as_of=2026-01-04" in link for link in links)


def test_recorded_shows_what_the_ledger_held_then(client: TestClient) -> None:
    assert client.get("/api/v1/incidents?recorded=0").json()["total"] == 0
    first = client.get("/api/v1/documents?recorded=1").json()
    assert 0 < first["total"] < client.get("/api/v1/documents").json()["total"]
    assert client.get("/?as_of=sometime").status_code == 400


RULE = "kind:missile-launch voices>=2 -actor:IRN"


def test_a_rule_narrows_list_timeline_map_and_search_alike(client: TestClient) -> None:
    found = client.get("/api/v1/incidents", params={"where": RULE}).json()
    every = client.get("/api/v1/incidents?kind=missile-launch").json()
    assert 0 < found["total"] < every["total"]
    ids = {r["id"] for r in found["items"]}
    for path in ("/", "/timeline", "/search"):
        html = client.get(path, params={"where": RULE}).text
        assert set(re.findall(r'href="/incidents/([0-9a-f]+)', html)) == ids, path
    hits = client.get("/api/v1/search", params={"q": "missiles", "where": RULE}).json()["items"]
    assert hits and all(ids & set(h["incidents"]) for h in hits)
    rows = client.get("/api/v1/claims", params={"where": RULE}).json()["items"]
    assert rows and {r["incident"] for r in rows} <= ids


def test_a_rule_that_cannot_be_read_is_told_where_it_was_typed(client: TestClient) -> None:
    for path in ("/", "/search", "/predictions", "/timeline", "/figures/tempo"):
        answer = client.get(path, params={"where": "aktor:PRK"})
        assert answer.status_code == 400, path
        assert "no field 'aktor'" in text_of(answer.text) and 'value="aktor:PRK"' in answer.text
    problem = client.get("/api/v1/incidents", params={"where": "voices>2 aktor:PRK"})
    assert problem.status_code == 400
    assert "▸aktor:PRK" in problem.json()["detail"] and problem.json()["expected"] == "actor"
    about = client.get("/api/v1/incidents", params={"where": "prediction:open"})
    assert about.status_code == 400


def test_figures_show_the_rows_of_the_api(client: TestClient) -> None:
    for name, sort in (("tempo", "period"), ("network", "did"), ("scatter", "point")):
        rows = client.get(f"/api/v1/{name}?limit=200").json()["items"]
        shown = [r for r in rows if r["sort"] == sort]
        figure = client.get(f"/figures/{name}.json").json()
        assert shown and figure["data"], name
        page = client.get(f"/figures/{name}")
        for row in shown[:5]:
            for ident in row["incidents"] if name == "tempo" else [row["incident"]]:
                assert f"/incidents/{ident}" in page.text, (name, ident)
        policy = page.headers["content-security-policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy
    bundle = client.get("/static/plotly.js")
    assert bundle.status_code == 200 and "javascript" in bundle.headers["content-type"]


def test_what_of_a_figure_is_chosen_is_drawn(client: TestClient) -> None:
    iran = client.get("/api/v1/network?actor=IRN&kind=missile-launch").json()["items"]
    assert {r["source"] for r in iran if r["sort"] == "did"} == {"IRN"}
    by_day = client.get("/api/v1/tempo?by=day&limit=200").json()["items"]
    assert all(r["start"] == r["end"] for r in by_day if r["sort"] == "period")
    assert client.get("/figures/tempo?by=year").status_code == 422
    assert client.get("/api/v1/scatter?kind=generic").status_code == 400


def test_who_says_it_and_how_independently_stands_on_top(client: TestClient) -> None:
    words = text_of(client.get(f"/incidents/{launch(client)}").text)
    assert "Said to have occurred by 4 authorities of 3 states or bodies, in 6 reports" in words
    assert "coordinating closely with the U.S. and Japan" in words


def links(html: str) -> list[str]:
    return [unescape(a) for a in re.findall(r'href="([^"]+)"', html)]


def test_what_japan_said_of_the_january_launch(client: TestClient) -> None:
    found = client.get("/parties?q=japan").text
    assert "/parties/JPN:MOD" in links(found)
    page = client.get("/parties/JPN:MOD?q=launch january")
    words = text_of(page.text)
    assert "range ≈ 950 km about 950 kilometers" in words
    assert "2026-01-04" in words and "2026-05-15" not in words
    assert "Japan Coast Guard" in text_of(client.get("/parties/JPN").text)


def test_which_figures_are_contradicted(client: TestClient) -> None:
    (to,) = [a for a in links(client.get("/").text) if "contradictions" in a]
    words = text_of(client.get(to).text)
    assert "1 of" in words and "range contradicted" in words
    rows = client.get("/api/v1/incidents?contradicted=range").json()["items"]
    assert [r["contradicted"] for r in rows] == [["range"]]
    assert rows[0]["id"] == launch(client)


def test_what_is_due_stands_first_and_leads_to_the_record(client: TestClient) -> None:
    page = client.get("/predictions").text
    stand = re.findall(r'<b class="st-(\w+)">', page)
    order = ["due", "open", "partly", "missed", "met", "undecidable"]
    assert stand == sorted(stand, key=order.index) and "due" in stand
    own = next(a for a in links(page) if "where=authority%3AKOR%3ANIS" in a)
    words = text_of(client.get(own).text)
    assert "National Intelligence Service" in words and "said by experts" not in words


def test_what_changed_since_the_day_before(client: TestClient) -> None:
    page = client.get("/changes").text
    day = next(a for a in links(page) if "start=2026-06-09" in a)
    assert "1 incident changed" in text_of(client.get(day).text)
    wrong = client.get("/changes?start=yesterday")
    assert wrong.status_code == 400 and 'value="yesterday"' in wrong.text
    assert "a day such as" in text_of(wrong.text) and "--recorded" not in wrong.text


def test_reports_are_known_by_their_words_and_by_what_they_tell(client: TestClient) -> None:
    words = text_of(client.get("/documents").text)
    assert "untitled" not in words and "missile launch · North Korea" in words
    several = text_of(client.get("/documents?changed=1").text)
    assert "1 of" in several and "version 2 of 2" in several
    none = text_of(client.get("/documents?q=nowhere").text)
    assert "No report fits all of this" in none


def test_a_page_of_another_day_is_a_form_away(client: TestClient) -> None:
    page = client.get("/?kind=missile-launch&cursor=").text
    form = re.search(r'<form class="asof" action="/".*?</form>', page, re.S)
    assert form and 'name="kind" value="missile-launch"' in form[0] and "cursor" not in form[0]


def test_errors_say_where_to_go_on(client: TestClient) -> None:
    answer = client.get("/documents?cursor=zz&outlet=Harbor Wire")
    assert answer.status_code == 400
    assert "/documents?outlet=Harbor+Wire" in links(answer.text)
    assert "as_of" in client.get("/?as_of=soon").text
    assert "--as-of" not in client.get("/?as_of=soon").text
