"""Reports and incidents as predictions ask for them."""

from dateline.incidents.likeness import stem
from dateline.incidents.shelf import Report, Shelf
from dateline.model import Document, Published
from dateline.pipeline import Resources
from dateline.pipeline.reading import read


def shelf(resources: Resources) -> Shelf:
    texts = (
        ("2026-03-04", "North Korea opened a congress on Tuesday, state media said.\n"),
        ("2026-03-02", "North Korea launched a missile on Monday, South Korea's military said.\n"),
        (None, "Japan's congress was called off, officials said.\n"),
        ("2026-03-09", "Talks between Lebanon and Israel were called off, Israel said.\n"),
    )
    documents = [
        Document.of(text, published=Published.parse(day) if day else None) for day, text in texts
    ]
    done = read(documents, resources)
    packs = {k.name: k for k in resources.kinds}
    reports = [Report(d.claims, d.document.text.characters) for d in done.documents]
    return Shelf(reports, done.incidents, packs)


def test_stretches_of_days_hold_both_ends_and_nothing_undated(resources: Resources) -> None:
    found = shelf(resources)
    assert [r.day for r in found.reports] == ["2026-03-02", "2026-03-04", "2026-03-09", ""]
    assert [r.day for r in found.since("2026-03-04")] == ["2026-03-04", "2026-03-09"]
    assert [r.day for r in found.between("2026-03-02", "2026-03-04")] == [
        "2026-03-02", "2026-03-04"]  # fmt: skip
    assert len(found.published("2026-03-05", "2026-03-08")) == 1  # the undated one


def test_incidents_are_found_by_the_state_of_their_actor(resources: Resources) -> None:
    found = shelf(resources)
    family = next(k.family for k in resources.kinds if k.name == "missile-launch")
    launch = found.incidents(family, "MOBILIZE", frozenset({"PRK", "RUS"}))
    assert [i.kind for i in launch] == ["missile-launch"]
    assert not found.incidents(family, "MOBILIZE", frozenset({"JPN"}))


def test_sentences_tell_what_took_place_or_was_called_off(resources: Resources) -> None:
    found = shelf(resources)
    (opened,) = found.sentences(stem("congress"), "2026-03-01")
    assert not opened.off and "PRK" in opened.states
    assert not found.sentences(stem("congress"), "2026-03-05")
    assert [t.off for t in found.sentences(stem("talks"), "")] == [True]
