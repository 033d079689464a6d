"""The place layer: its CPU time beyond the parse, and why labelled names are missed.

    python benchmarks/places.py TEXTS.jsonl [--limit N]
    python benchmarks/places.py LABELLED.jsonl --misses [--names N]

Without `--misses`: milliseconds for opening the gazetteer, for a first pass and for a second one.
With it, LABELLED holds rows of the task `place`, and every label that is more than 161 km off falls
into one class; `--names N` lists the N most frequent names of each:

1. *apart*: the place is in the gazetteer (a country, province, region, continent or sea of that
   name is what is found), and every point of that name lies more than 161 km from the label's;
2. *missing*: nothing of that name is in the gazetteer, or only towns and counties elsewhere;
3. *ranking*: a place of that name lies within 161 km, another one was chosen.

End to end there are also names that were *not found* in the text and those *found besides* them,
adjectives of countries apart ("Canadian"), which some corpora label as places and others do not;
the F score is given with and without them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.annotate import places
from dateline.annotate.parse import Parser
from dateline.annotate.places.given import resolve_given, variants
from dateline.annotate.places.recognise import adjectives
from dateline.evaluate.scorers.place import NEAR_KM, kilometres
from dateline.model import Parse, Place, Span
from dateline.reference.gazetteer import Gazetteer, fold

LARGE = frozenset({"country", "adm1", "region", "continent", "sea"})

KINDS = ("apart", "missing", "ranking", "not found", "found besides", "adjectives")

Point = tuple[float, float]
Label = tuple[Span, Point]
Misses = defaultdict[str, Counter[str]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("texts", type=Path)
    arguments.add_argument("--limit", type=int, default=200)
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--names", type=int, default=0)
    options = arguments.parse_args()
    rows = [json.loads(line) for line in options.texts.read_text(encoding="utf-8").splitlines()]
    if options.misses:
        print_misses(rows, options.names)
    else:
        print_times([row["text"] for row in rows[: options.limit]])


def print_times(texts: list[str]) -> None:
    """Milliseconds of CPU time: open, first pass, second pass."""
    parses = list(Parser().parse_many(texts))
    Gazetteer().find("Seoul")  # expanded on the first call of a machine
    began = time.process_time()
    gazetteer = Gazetteer()
    gazetteer.find("Seoul")
    print(f"open and first look-up {1000 * (time.process_time() - began):.1f} ms")
    for name in ("cold", "warm"):
        began = time.process_time()
        for parse in parses:
            places.annotate(parse, gazetteer)
        each = 1000 * (time.process_time() - began) / len(parses)
        print(f"layer, {name} {each:.2f} ms per article ({len(parses)} articles)")


def print_misses(rows: list[dict[str, object]], names: int) -> None:
    """Counts and shares of each class, with the spans given and end to end."""
    parser, gazetteer = Parser(), Gazetteer()
    read = [(parser.parse(str(row["text"])), _labels(row)) for row in rows]
    total = sum(len(labels) for _, labels in read)
    for title, run in (("spans given", _given), ("end to end", _end_to_end)):
        misses: Misses = defaultdict(Counter)
        for parse, labels in read:
            for kind, name in run(parse, labels, gazetteer):
                misses[kind][name] += 1
        print(f"{title}: {total} labels")
        if misses["right"]:
            print_scores(misses, total)
        for kind in KINDS:
            number = misses[kind].total()
            if number:
                print(f"  {kind:14}{number:5}  {100 * number / total:4.1f} %")
                for name, n in misses[kind].most_common(names):
                    print(f"      {n:4} {name}")


def print_scores(misses: Misses, total: int) -> None:
    """F end to end, and without the adjectives found besides."""
    right = misses["right"].total()
    found = sum(misses[kind].total() for kind in KINDS if kind != "not found") + right
    for words, number in (
        ("", found),
        (" without adjectives", found - misses["adjectives"].total()),
    ):
        print(f"  F{words} {200 * right / (total + number):.1f}")


def _given(parse: Parse, labels: list[Label], gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    solved = dict(resolve_given(parse, [s for s, _ in labels], gazetteer))
    for span, point in labels:
        if not _near(point, solved.get(span)):
            yield _why(parse, span, point, gazetteer), span.of(parse.text)


def _end_to_end(
    parse: Parse, labels: list[Label], gazetteer: Gazetteer
) -> Iterator[tuple[str, str]]:
    named = [t for t in places.toponyms(parse, gazetteer) if places.is_mention(parse, t)]
    found = {t.span: t.place for t in named if t.place is not None and t.place.lat is not None}
    adjective = {t.span for t in named if t.sort == "demonym"}
    for span, point in labels:
        over = [s for s in found if s.overlaps(span)]
        if not over:
            yield "not found", span.of(parse.text)
        elif not any(_near(point, found[s]) for s in over):
            yield _why(parse, over[0], point, gazetteer), span.of(parse.text)
        else:
            yield "right", span.of(parse.text)
    for span in found:
        if not any(span.overlaps(s) for s, _ in labels):
            kind = "adjectives" if span in adjective else "found besides"
            yield kind, span.of(parse.text)


def _why(parse: Parse, span: Span, point: Point, gazetteer: Gazetteer) -> str:
    """The class of a miss, by what the gazetteer holds of that name."""
    key = fold(span.of(parse.text))
    keys = variants(adjectives().get(key, key))
    candidates = [c for places_ in gazetteer.find_keys(keys).values() for c in places_]
    if any(_near(point, c) for c in candidates):
        return "ranking"
    return "apart" if any(c.sort in LARGE for c in candidates) else "missing"


def _near(point: Point, place: Place | None) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return kilometres(point, (place.lat, place.lon)) <= NEAR_KM


def _labels(row: dict[str, object]) -> list[Label]:
    toponyms = row["toponyms"]
    assert isinstance(toponyms, list)
    return [
        (Span(t["start"], t["end"]), (t["lat"], t["lon"]))
        for t in toponyms
        if t.get("lat") is not None
    ]


if __name__ == "__main__":
    main()
