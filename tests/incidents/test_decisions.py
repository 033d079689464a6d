"""Decisions hold through a re-reading, are undone by a row of their own, and never vanish."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.ledger import Ledger, judgements
from dateline.model import Anchor, Claims, DatelineError, Document, Judgement, Published, Span
from dateline.pipeline import Resources
from dateline.pipeline.decisions import (
    claim_anchor,
    creates_cycle,
    decide,
    mention_anchor,
    relate_judged,
)
from dateline.pipeline.differences import foresee
from dateline.pipeline.intake import Arrival
from dateline.pipeline.judged import applied, attach
from dateline.pipeline.ledgers import held, incidents, verify
from dateline.pipeline.store import add
from dateline.readers import Known

NOW = "2031-03-10T00:00:00Z"
REPORTS = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, South Korea's Joint Chiefs of Staff "
     "said. The missiles flew about 350 km, they said."),
    ("2031-03-02", "Japan's Defense Ministry said North Korea launched two missiles on Sunday."),
    ("2031-03-09", "North Korea launched a missile on Sunday, Japan's Defense Ministry said."),
]  # fmt: skip


@pytest.fixture
def ledger(told: Callable[[Sequence[tuple[str, str]]], Ledger]) -> Ledger:
    return told(REPORTS)


def anchors(ledger: Ledger) -> list[Anchor]:
    return [mention_anchor(c.mentions[0], d.text.characters) for d, c in held(ledger).documents]


def judged(relation: str, left: Anchor | None, right: Anchor | None = None,
           value: str | None = None) -> Judgement:  # fmt: skip
    return Judgement(relation, left, right, "A. Nalyst", "read both", NOW, value)


def sizes(ledger: Ledger, resources: Resources) -> list[int]:
    return sorted(len({m.document for m in i.mentions}) for i in incidents(ledger, resources))


def test_split_merge_and_undo(ledger: Ledger, resources: Resources) -> None:
    assert sizes(ledger, resources) == [1, 2]
    one, two, three = anchors(ledger)
    number = decide(ledger, judged("not-same", one, two))
    assert sizes(ledger, resources) == [1, 1, 1]
    decide(ledger, judged("undo", None, None, str(number)))
    assert sizes(ledger, resources) == [1, 2]
    decide(ledger, judged("same", one, three))
    assert sizes(ledger, resources) == [3]
    assert verify(ledger, resources).holds


def test_reject_and_correct(ledger: Ledger, resources: Resources) -> None:
    kilometers = [c for _, x in held(ledger).documents for c in x.claims if c.slot == "range"]
    home = {m.id: (d, m) for d, x in held(ledger).documents for m in x.mentions}
    document, mention = home[kilometers[0].mention]
    anchor = claim_anchor(kilometers[0], mention, document.text.characters)
    number = decide(ledger, judged("correct", anchor, None, "about 380 km"))
    cells = [c for i in incidents(ledger, resources) for c in i.cells if c.slot == "range"]
    (cell,) = [c for c in cells if c.claim]
    assert cell.claim and "380" in str(cell.claim.value)
    assert cell.claim.derivation[-1].rule == "corrected by A. Nalyst: read both"
    decide(ledger, judged("undo", None, None, str(number)))
    decide(ledger, judged("reject", anchor))
    cells = [c for i in incidents(ledger, resources) for c in i.cells if c.slot == "range"]
    assert not [c for c in cells if c.claim]


def test_part_of_links_both_ways(ledger: Ledger, resources: Resources) -> None:
    one, _, three = anchors(ledger)
    decide(ledger, judged("part-of", three, one))
    found = incidents(ledger, resources)
    links = {x.relation: x.incident for i in found for x in i.links}
    assert set(links) >= {"part-of", "has-part"}
    assert creates_cycle(found, links["part-of"], links["has-part"])


def moved(document: Claims, by: int) -> Claims:
    """The same reading by a newer annotator: every trigger a word further on."""
    spans = {m.id: Span(m.trigger.start + by, m.trigger.end + by) for m in document.mentions}
    mentions = tuple(replace(m, trigger=spans[m.id], referents=()) for m in document.mentions)
    new = {m.id: n.id for m, n in zip(document.mentions, mentions)}
    claims = tuple(replace(c, mention=new[c.mention]) for c in document.claims)
    return replace(document, mentions=mentions, claims=claims, links=())


def test_triggers_moved_by_a_word_lose_no_decision(ledger: Ledger, resources: Resources) -> None:
    one, two, three = anchors(ledger)
    decide(ledger, judged("same", one, three))
    decide(ledger, judged("not-same", one, two))
    with ledger.reading() as connection:
        live = judgements.live(connection)
    current = [moved(c, 7) for _, c in held(ledger).documents]
    found = applied(current, live)
    assert found.orphaned == []
    related = relate_judged(current, live, resources)
    home = {m.document: i.id for i in related for m in i.mentions}
    assert home[one.document] == home[three.document] != home[two.document]


def test_what_fits_nowhere_is_orphaned_and_comes_back(ledger: Ledger) -> None:
    one, two, _ = anchors(ledger)
    decide(ledger, judged("same", one, two))
    with ledger.reading() as connection:
        live = judgements.live(connection)
    current = [c for _, c in held(ledger).documents]
    bare = [replace(c, mentions=(), claims=()) for c in current]
    assert applied(bare, live).orphaned == [1]
    assert applied(current, live).orphaned == []
    assert attach(one, current) == current[0].mentions[0].id


def test_a_name_and_a_reason_are_required(ledger: Ledger) -> None:
    one, two, _ = anchors(ledger)
    with pytest.raises(DatelineError, match="name and a reason"):
        decide(ledger, Judgement("same", one, two, "", "why", NOW))
    with pytest.raises(DatelineError, match="no decision"):
        decide(ledger, judged("undo", None, None, "7"))


MORE = [
    ("2031-03-02", "North Korea fired two missiles on Sunday, the Unification Ministry in Seoul "
     "said."),
    ("2031-03-02", "North Korea fired two missiles on Sunday, the White House said. It condemned "
     "the launch of the two missiles."),
]  # fmt: skip


def launches(ledger: Ledger, resources: Resources) -> dict[str, list[str]]:
    """First words of a report → first words of all that tell its launch."""
    texts = {d.id: d.text.characters for d, _ in held(ledger).documents}
    out = {}
    for incident in incidents(ledger, resources):
        if incident.kind == "missile-launch":
            told = sorted({texts[m.document] for m in incident.mentions})
            out |= dict.fromkeys(told, told)
    return out


def test_a_score_gives_way_to_decisions_and_all_of_them_hold(
    ledger: Ledger, resources: Resources
) -> None:
    """A is told apart from B, and is one with C, which scores put beside B."""
    items = [
        Arrival(Path("-"), Document.of(t, published=Published.parse(d)), Known()) for d, t in MORE
    ]
    add(ledger, items, resources, recorded=NOW)
    texts = [t for _, t in (*REPORTS, *MORE)]
    named = {
        d.text.characters: mention_anchor(c.mentions[0], d.text.characters)
        for d, c in held(ledger).documents
    }
    first, second, later, third, _ = (named[t] for t in texts)
    assert len(launches(ledger, resources)[texts[0]]) == 4
    decide(ledger, judged("not-same", first, second), resources)
    decide(ledger, judged("same", first, third), resources)
    found = launches(ledger, resources)
    assert texts[3] in found[texts[0]] and texts[1] not in found[texts[0]]
    decide(ledger, judged("same", second, later), resources)
    found = launches(ledger, resources)
    assert texts[2] in found[texts[1]] and texts[0] not in found[texts[1]]
    with pytest.raises(DatelineError, match="together with decisions 1, 2") as refused:
        decide(ledger, judged("same", third, second), resources)
    assert "dateline undo 2" in str(refused.value)
    with pytest.raises(DatelineError, match="together with decision 2"):
        decide(ledger, judged("not-same", third, first), resources)
    assert launches(ledger, resources) == found


def test_two_mentions_of_one_report_can_be_told_apart(ledger: Ledger, resources: Resources) -> None:
    published, text = MORE[1]
    item = Document.of(text, published=Published.parse(published))
    add(ledger, [Arrival(Path("-"), item, Known())], resources, recorded=NOW)
    claims = next(c for d, c in held(ledger).documents if d.id == item.id)
    fired, launch = [m for m in claims.mentions if m.kind == "missile-launch"]
    home = {m.id: i.id for i in incidents(ledger, resources) for m in i.mentions}
    assert home[fired.id] == home[launch.id]
    one, two = (mention_anchor(m, text) for m in (fired, launch))
    decide(ledger, judged("not-same", one, two), resources)
    home = {m.id: i.id for i in incidents(ledger, resources) for m in i.mentions}
    assert home[fired.id] != home[launch.id]


def test_what_a_decision_changes_is_told_before_it_is_written(
    ledger: Ledger, resources: Resources
) -> None:
    one, two, _ = anchors(ledger)
    judgement = judged("not-same", one, two)
    rows = foresee(ledger, resources, judgement)
    assert [r["change"] for r in rows if r["slot"] is None] == ["split"]
    number = decide(ledger, judgement, resources)
    back = foresee(ledger, resources, judged("undo", None, None, str(number)))
    assert [r["change"] for r in back if r["slot"] is None] == ["merged"]
    assert len(judgements_of(ledger)) == 1


def judgements_of(ledger: Ledger) -> list[tuple[int, Judgement]]:
    with ledger.reading() as connection:
        return judgements.every(connection)
