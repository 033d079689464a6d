"""A random sample of merged pairs of mentions, to be judged: is it one happening?

1. The population is every pair of mentions of one incident, as the ledger holds it now.
2. Strata tell why the two are together: by the score of their happenings, because one report refers
   to both as one, because act, parties and day are equal, or only through others of the incident.
3. Shares, order and storage are those of `audit`: the same seed gives the same sample.
A pair that a decision of an analyst joined is no merge of the rules and is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

from dateline.incidents.assign import GENERIC, paired
from dateline.incidents.happening import Happening
from dateline.kinds import Kind
from dateline.ledger import Ledger, documents
from dateline.ledger.audits import Drawn
from dateline.model import Mention, Span, digest
from dateline.pipeline import audit, increments, ledgers
from dateline.pipeline.audit import AROUND, MERGES, Sample
from dateline.pipeline.resources import Resources
from dateline.views.merge_rows import PAIR_COLUMNS
from dateline.views.review_rows import passage

ONE_REPORT = "one report refers to both"
EQUAL = "act, parties and day are equal"
THROUGH = "through other reports"


def sample(ledger: Ledger, resources: Resources, size: int, seed: int, *, recorded: str) -> Sample:
    """The sample of that size and seed: the stored one, else drawn now and stored.

    Raises:
        DatelineError: no size, no merged pair, or no characters to show.
    """

    def make() -> list[Drawn]:
        ledgers.incidents(ledger, resources)
        with ledger.reading() as connection:
            told = increments.told(connection)
        return draw(told, {k.name: k for k in resources.kinds}, size, seed)

    return audit.kept(ledger, size, seed, MERGES, make, recorded)


def draw(
    told: Mapping[str, list[Happening]], kinds: Mapping[str, Kind], size: int, seed: int
) -> list[Drawn]:
    """Draw pairs from incidents, each a list of happenings in order."""
    population: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for incident, members in sorted(told.items()):
        for left, right, stratum in _pairs(members, kinds):
            key = digest("merge", str(seed), left.id, right.id)
            body = {
                "incident": incident, "kind": left.kind,
                **_side("left", left), **_side("right", right),
            }  # fmt: skip
            population[stratum].append((key, body))
    return audit.taken(population, size)


def _pairs(
    members: list[Happening], kinds: Mapping[str, Kind]
) -> Iterator[tuple[Mention, Mention, str]]:
    """1. 2. Pairs of mentions with their stratum."""
    for one in members:
        for left, right in combinations(one.mentions, 2):
            yield left, right, ONE_REPORT
    for one, other in combinations(members, 2):
        stratum = _stratum(one, other, kinds)
        for left in one.mentions:
            for right in other.mentions:
                yield left, right, stratum


def _stratum(one: Happening, other: Happening, kinds: Mapping[str, Kind]) -> str:
    if one.kind == GENERIC:
        return EQUAL
    score = paired(one, other, kinds) if one.possible & other.possible else None
    if score is None or score < 0.5:
        return THROUGH
    return "score 0.9 and above" if score >= 0.9 else "score 0.5 to 0.9"


def _side(name: str, mention: Mention) -> dict[str, Any]:
    span = mention.trigger
    return {name: mention.id, f"{name}_document": mention.document, f"{name}_start": span.start,
            f"{name}_end": span.end}  # fmt: skip


def rows(ledger: Ledger, found: Sample, coder: str = "") -> list[dict[str, Any]]:
    """The pairs of a sample with both passages, and the answers of a coder."""
    said = audit.answers(ledger, found)
    bodies = [audit.body(cell) for cell in found.cells]
    wanted = {b[f"{side}_document"] for b in bodies for side in ("left", "right")}
    with ledger.reading() as connection:
        texts = documents.load(connection, sorted(wanted))
    out = []
    for cell, body in zip(found.cells, bodies):
        words = said.get((cell.seq, coder))
        row = dict.fromkeys(PAIR_COLUMNS) | body | {
            "audit": found.audit, "cell": cell.seq, "stratum": cell.stratum,
            "answer": words.answer if words else None, "note": words.note if words else None,
        }  # fmt: skip
        for side in ("left", "right"):
            document = texts[body[f"{side}_document"]]
            span = Span(body[f"{side}_start"], body[f"{side}_end"])
            row |= {
                f"{side}_outlet": document.outlet, f"{side}_quote": span.of(
                    document.text.characters),
                f"{side}_published":
                    document.published.original if document.published else None,
                f"{side}_passage": passage(document.text.characters, span, AROUND),
            }  # fmt: skip
        out.append(row)
    return out
