import json
from pathlib import Path

import pytest

from dateline.evaluate import confusions
from dateline.model import InputError


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return path


def listed(tmp_path: Path, task: str, gold: list[dict[str, object]], found: list[dict[str, object]],
           **options: object) -> list[tuple[object, ...]]:  # fmt: skip
    pair = (write(tmp_path / "g.jsonl", gold), write(tmp_path / "p.jsonl", found))
    rows = confusions.rows(task, *pair, **options)  # type: ignore[arg-type]
    return [(r["class"], r["wanted"], r["found"], r["count"], r["examples"]) for r in rows]


def test_authorities_by_class_and_most_frequent_first(tmp_path: Path) -> None:
    gold = ["JPN:MOD", "KEN:MOH", "KEN:MOH", "org:oxfam+UNO:WHO", "anonymous:experts", "PRK:GOV"]
    found = ["JPN:MOD", "UGA:MOH", "USA:MOH", "UNO:WHO", "person:ida-holm", "PRK:GOV"]
    pairs = (gold, found)
    g, f = ([{"id": f"r{n}", "authority": a} for n, a in enumerate(x)] for x in pairs)
    assert listed(tmp_path, "authority", g, f) == [
        ("another country", "state MOH", "state MOH", 2, "r1 r2"),
        ("another sort", "anonymous experts", "person", 1, "r4"),
        ("how many", "several", "one", 1, "r3"),
    ]


def test_stance_by_field(tmp_path: Path) -> None:
    gold = {"id": "a", "modality": "predicted", "polarity": "negative", "certainty": "certain"}
    found = {**gold, "modality": "intended", "polarity": "positive"}
    assert listed(tmp_path, "stance", [gold], [found]) == [
        ("modality", "predicted", "intended", 1, "a"),
        ("polarity", "negative", "positive", 1, "a"),
    ]


def test_launch_claims_by_what_fails_first(tmp_path: Path) -> None:
    text = "Two missiles flew about 600 km, Tokyo said. In May one flew 450 km. Height 50 km."

    def claim(field: str, value: object, quote: str, **more: object) -> dict[str, object]:
        start = text.index(quote)
        row = {"field": field, "value": value, "qualifier": "eq", "authority": "JPN:GOV",
               "background": False, "start": start, "end": start + len(quote)}  # fmt: skip
        return row | more

    gold = {"id": "a", "text": text, "claims": [
        claim("count", 2, "Two", authority="outlet:narrator"),
        claim("range_km", 600, "about 600 km", qualifier="about"),
        claim("range_km", 450, "450 km", background=True), claim("apogee_km", 50, "50 km."),
    ]}  # fmt: skip
    found = {"id": "a", "claims": [
        claim("count", 2, "Two"), claim("range_km", 600, "600 km"),
        claim("range_km", 450, "450 km", authority="KOR:GOV"), claim("range_km", 50, "50 km."),
    ]}  # fmt: skip
    assert sorted(listed(tmp_path, "launch", [gold], [found])) == [
        ("authority", "outlet:narrator", "JPN:GOV", 1, "a"),
        ("background", "range_km (older)", "range_km (news)", 1, "a"),
        ("missing", "apogee_km", "", 1, "a"),
        ("qualifier", "about", "eq", 1, "a"),
        ("spurious", "", "range_km", 1, "a"),
    ]


def test_attributions_by_what_fails_first(tmp_path: Path) -> None:
    text = "Lee said it rained. Rain fell, Holm noted. Nobody came."

    def row(*found: tuple[str, str, str]) -> dict[str, object]:
        spans = [
            {
                role: [[text.index(w), text.index(w) + len(w)]]
                for role, w in zip(("source", "cue", "content"), a, strict=True)
            }
            for a in found
        ]
        return {"id": "a", "text": text, "attributions": spans}

    gold = row(("Lee", "said", "it rained"), ("Holm", "noted", "Rain fell"))
    found = row(("Holm", "said", "it rained"), ("Lee", "came", "Nobody came"))
    assert listed(tmp_path, "attribution", [gold], [found]) == [
        ("not found", "noted", "", 1, "a"),
        ("not labelled", "", "came", 1, "a"),
        ("source", "a noun or short name", "a noun or short name", 1, "a"),
    ]


def test_the_unseen_half_is_refused_and_the_other_one_is_read(tmp_path: Path) -> None:
    g: list[dict[str, object]] = [{"id": f"r{n}", "authority": "PRK:GOV"} for n in range(4)]
    f: list[dict[str, object]] = [{"id": f"r{n}", "authority": "KOR:GOV"} for n in range(4)]
    with pytest.raises(InputError, match="never read"):
        listed(tmp_path, "authority", g, f, half="unseen")
    assert [r[4] for r in listed(tmp_path, "authority", g, f, half="analysis")] == ["r1 r3"]


def test_types_and_classes_of_events(tmp_path: Path) -> None:
    labels = [("AID", "AGREE"), ("AID", "AGREE"), ("ASSAULT", "ASSAULT"), ("YIELD", "RETREAT")]
    g: list[dict[str, object]] = [{"id": f"r{n}", "label": a} for n, (a, _) in enumerate(labels)]
    f: list[dict[str, object]] = [{"id": f"r{n}", "label": b} for n, (_, b) in enumerate(labels)]
    assert listed(tmp_path, "event-type", g, f) == [("type", "AID", "AGREE", 2, "r0 r1")]
    g = [{"id": "a", "label": 0}, {"id": "b", "label": 4}]
    f = [{"id": "a", "label": 3}, {"id": "b", "label": 4}]
    assert listed(tmp_path, "event-class", g, f) == [
        ("class", "neutral", "verbal conflict", 1, "a")
    ]


def test_events_by_what_fails_first(tmp_path: Path) -> None:
    def row(ident: str, *found: tuple[str, str, str]) -> dict[str, object]:
        events = [
            {"type": t, "actors": [{"country": a}], "recipients": [{"country": r}] if r else []}
            for t, a, r in found
        ]
        return {"id": ident, "text": "", "events": events}

    aid = ("AID", "NOR", "NPL")
    gold = [row(k, aid) for k in "abcde"]
    found = [
        row("a"), row("b", ("AGREE", "NOR", "NPL")), row("c", ("AID", "SWE", "NPL")),
        row("d", ("AID", "NOR", "")), row("e", aid, ("ACCUSE", "NOR", "NPL")),
    ]  # fmt: skip
    assert listed(tmp_path, "event", gold, found) == [
        ("actor", "a country", "another country", 1, "c"),
        ("another type", "AID", "AGREE", 1, "b"),
        ("not coded", "AID", "", 1, "a"),
        ("not labelled", "", "ACCUSE", 1, "e"),
        ("recipient", "a country", "none", 1, "d"),
    ]
