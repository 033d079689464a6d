"""Check a card against expectations: `dateline eval card ARTICLE EXPECT.yaml`.

An expectation file holds rows, each with things that must be there (`with`) and must not
(`without`):

    published: 2026-01-04
    rows:
      S5 range:
        with:
          - {slot: range, notation: "~900 km", said_by: KOR:JCS}
        without:
          - {slot: range, quote: "~560"}

A condition fits one flat fact of the reading (`facts`). A value that starts with `~` must occur in
the fact's value, one that starts with `/` and ends with `/` is a regular expression, any other must
be equal. Keys that a fact does not have never fit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.model import Evidence, EvidenceRole, InputError, When, notation
from dateline.pipeline.reading import Read

Fact = dict[str, str]

KEYS = frozenset({
    "of", "kind", "type", "mode", "time", "slot", "notation", "said_by", "via", "modality",
    "polarity", "certainty", "scope", "quote", "cue", "source", "source_kind", "form", "window",
    "status", "event", "step", "note", "check", "verdict", "text", "relation", "with_kind",
    "with_quote", "coverage", "reason", "name", "utc", "inferred", "authorities", "voices",
    "documents", "trigger", "sort", "authority",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row of an expectation file: its name, and what failed; empty means it holds."""

    row: str
    failures: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.failures


def load(path: Path) -> dict[str, Any]:
    """An expectation file.

    Raises:
        InputError: missing, not YAML, or with a key that no fact has.
    """
    try:
        expected = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(error.strerror or str(error), where=str(path)) from None
    except yaml.YAMLError as error:
        raise InputError(f"not YAML ({' '.join(str(error).split())})", where=str(path)) from None
    if not isinstance(expected, dict) or not isinstance(expected.get("rows"), dict):
        raise InputError("no rows", where=str(path), expected="a mapping with a key 'rows'")
    for name, row in expected["rows"].items():
        for side in row:
            if side not in ("with", "without"):
                raise InputError(
                    f"key {side!r} in row {name!r}", where=str(path), expected="with, without"
                )
            for condition in row[side]:
                unknown = sorted(set(condition) - KEYS)
                if unknown:
                    raise InputError(
                        f"key {unknown[0]!r} in row {name!r}", where=str(path),
                        expected=", ".join(sorted(KEYS)),
                    )  # fmt: skip
    return expected


def check(done: Read, rows: Mapping[str, Mapping[str, Any]]) -> list[Outcome]:
    """Every row of an expectation file against a reading, in the order of the file."""
    known = list(facts(done))
    out = []
    for name, row in rows.items():
        failures = [
            f"missing {_words(c)}" for c in row.get("with", ())
            if not any(fits(f, c) for f in known)
        ]  # fmt: skip
        for condition in row.get("without", ()):
            found = next((f for f in known if fits(f, condition)), None)
            if found:
                failures.append(f"not wanted {_words(condition)}: found {_words(found)}")
        out.append(Outcome(name, tuple(failures)))
    return out


def fits(fact: Fact, condition: Mapping[str, Any]) -> bool:
    """Whether a fact meets every key of a condition; `of` is `cell` unless given."""
    wanted = {"of": "cell", **condition}
    return all(k in fact and _equal(fact[k], str(v)) for k, v in wanted.items())


def _equal(value: str, wanted: str) -> bool:
    value = value.replace("’", "'")
    wanted = wanted.replace("’", "'")
    if wanted.startswith("~") and not re.match(r"~\d", wanted):
        return wanted[1:] in value
    if len(wanted) > 2 and wanted.startswith("/") and wanted.endswith("/"):
        return re.search(wanted[1:-1], value) is not None
    return value == wanted


def _words(row: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{k}: {v}" for k, v in row.items()) + "}"


def facts(done: Read) -> Iterator[Fact]:
    """The reading as flat facts: cells, corroboration, lifecycle, findings, links, dated facts,
    statements, predictions, notes and coverage."""
    by_id = {i.id: i for i in done.incidents}
    for incident in done.incidents:
        base = {
            "kind": incident.kind, "type": incident.type, "mode": incident.mode or "",
            "time": str(incident.mentions[0].time), "trigger": _trigger(incident),
        }  # fmt: skip
        for cell in incident.cells:
            row = {"of": "cell", **base, "slot": cell.slot, "notation": notation(cell.value),
                   "said_by": "+".join(cell.said_by)}  # fmt: skip
            if isinstance(cell.value, When):
                row["utc"] = cell.value.utc or ""
                row["inferred"] = ",".join(p for p, b in cell.value.basis if str(b) == "inferred")
            if cell.claim:
                c = cell.claim
                row |= {"via": "+".join(c.via), "modality": str(c.modality),
                        "polarity": str(c.polarity), "certainty": str(c.certainty),
                        "scope": c.scope or "", **_quotes(c.evidence)}  # fmt: skip
            yield row
        for k in incident.corroboration:
            yield {"of": "corroboration", **base, "slot": k.slot,
                   "authorities": "+".join(k.authorities), "voices": "+".join(k.voices),
                   "documents": str(k.documents),
                   "quote": " ".join(e.quote for _, e in k.coordination)}  # fmt: skip
        for s in incident.lifecycle:
            yield {"of": "lifecycle", **base, "step": s.step, "said_by": "+".join(s.said_by),
                   "note": s.note or "", **_quotes(s.evidence)}  # fmt: skip
        for f in incident.findings:
            yield {"of": "finding", **base, "check": f.check, "verdict": str(f.verdict),
                   "text": f.text, "note": f.reference or ""}  # fmt: skip
        for link in incident.links:
            other = by_id.get(link.incident)
            yield {"of": "link", **base, "relation": link.relation,
                   "with_kind": other.kind if other else "",
                   "with_quote": _trigger(other) if other else "",
                   **_quotes(link.evidence)}  # fmt: skip
        for fact in incident.facts:
            yield {"of": "fact", **base, "name": fact.name, "text": fact.text}
    yield from _document_facts(done)


def _document_facts(done: Read) -> Iterator[Fact]:
    for read in done.documents:
        claims = read.claims
        for name in read.annotations.names:
            yield {"of": "name", "name": name.name, "sort": name.sort,
                   "authority": name.authority or "",
                   "quote": name.span.of(read.document.text.characters)}  # fmt: skip
        for s in claims.statements:
            yield {"of": "statement", "said_by": "+".join(s.said_by), "via": "+".join(s.via),
                   "source_kind": str(s.source_kind), "modality": str(s.modality),
                   "polarity": str(s.polarity), "certainty": str(s.certainty), "form": s.form,
                   **_quotes(s.evidence)}  # fmt: skip
        for p in claims.predictions:
            inferred = dict(p.window.basis) if p.window else {}
            yield {"of": "prediction", "event": p.event, "window": notation(p.window),
                   "said_by": "+".join(p.said_by), "modality": str(p.modality),
                   "certainty": str(p.certainty), "status": str(p.status),
                   "inferred": ",".join(k for k, b in inferred.items() if str(b) == "inferred"),
                   **_quotes(p.evidence)}  # fmt: skip
        for n in claims.notes:
            yield {"of": "note", "check": n.check, "text": n.text, **_quotes(n.evidence)}
        for row in claims.coverage:
            words = row.span.of(read.document.text.characters)
            yield {"of": "coverage", "coverage": str(row.coverage), "reason": row.reason,
                   "quote": words}  # fmt: skip


def _trigger(incident: Any) -> str:
    cells = [c for c in incident.cells if c.slot == "occurred" and c.claim]
    return " | ".join(dict.fromkeys(c.claim.evidence[0].quote for c in cells))


def _quotes(evidence: tuple[Evidence, ...]) -> Fact:
    def join(role: EvidenceRole) -> str:
        return " … ".join(" ".join(e.quote.split()) for e in evidence if e.role is role)

    return {
        "quote": join(EvidenceRole.VALUE),
        "cue": join(EvidenceRole.CUE),
        "source": join(EvidenceRole.SOURCE),
    }
