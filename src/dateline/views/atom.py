"""Alerts as an Atom feed (RFC 4287): text only, ids that never change, times of the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from dateline.model import digest

MOST = 200
"""Entries of a feed, the newest."""


def dumps(
    rows: Sequence[Mapping[str, Any]], rules: Mapping[int, str], made: str, ident: str
) -> str:
    """A feed of alert rows, newest first; `ident` names the ledger, `made` is the time of a feed
    without entries."""
    shown = sorted(rows, key=lambda r: -r["alert"])[:MOST]
    updated = shown[0]["recorded"] if shown else made
    return "\n".join([
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>urn:dateline:watch:{digest('feed', ident)[:24]}</id>",
        f"<title>dateline: {_text('; '.join(rules.values()) or 'no rules')}</title>",
        f"<updated>{updated}</updated>",
        "<author><name>dateline</name></author>",
        "<generator>dateline</generator>",
        *(_entry(r, rules, ident) for r in shown),
        "</feed>",
    ]) + "\n"  # fmt: skip


def _entry(row: Mapping[str, Any], rules: Mapping[int, str], ledger: str) -> str:
    ident = digest("alert", ledger, str(row["alert"]), row["recorded"])[:24]
    lines = [f"+ {a}" for a in row["added"]] + [f"- {g}" for g in row["gone"]]
    if row["summary"]:
        lines.insert(0, row["summary"])
    if row["quote"]:
        lines.insert(0, f"“{row['quote']}” {row['document']}[{row['start']}:{row['end']}]")
    return (
        f"<entry><id>urn:dateline:alert:{ident}</id>"
        f"<title>{_text(row['sort'] + ': ' + row['title'])}</title>"
        f"<updated>{row['recorded']}</updated>"
        f'<category term="{_text(row["sort"])}"/>'
        f"<summary>{_text(rules.get(row['watch'], ''))}</summary>"
        f'<content type="text">{_lines(lines)}</content></entry>'
    )


def _lines(lines: Sequence[str]) -> str:
    return "\n".join(_text(line) for line in lines)


def _text(words: str) -> str:
    """Characters XML 1.0 allows, escaped, on one line."""
    plain = " ".join(words.split())
    return escape("".join(c for c in plain if c.isprintable()), {'"': "&quot;"})
