"""`dateline audit`: is a random sample of cells right? Asked of people, with intervals to cite."""

from __future__ import annotations

from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli import tables
from dateline.cli.options import DEFAULT, AsCsv, AsJson, LedgerPlace, recorded

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.pipeline.audit import Sample

WORDS = {"r": "right", "w": "wrong", "u": "unclear"}
SAME = {"s": "right", "n": "wrong", "u": "unclear"}
"""Answers to a merged pair; a pair that is the same is right."""


def register(app: typer.Typer) -> None:
    """Add the command to the main application."""
    app.command(name="audit", help="Ask whether a random sample of cells is right.")(audit)


def audit(
    sample: Annotated[int, typer.Option("--sample", help="how many cells")] = 50,
    merges: Annotated[
        int | None, typer.Option("--merges", help="judge so many merged pairs instead of cells")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="which sample of that size")] = 1,
    by: Annotated[str, typer.Option("--by", help="strata: slot, kind or slot,kind")] = "slot",
    coder: Annotated[str, typer.Option("--coder", help="who answers")] = "",
    answers: Annotated[
        Path | None, typer.Option(help="a CSV table with the columns cell, answer, note")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="list the cells, ask nothing")] = False,
    report: Annotated[bool, typer.Option("--report", help="only tell the result")] = False,
    ledger: LedgerPlace = DEFAULT,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask of every cell without an answer: right (r), wrong (w), unclear (u), skip, quit (q).

    With --merges, of every pair of mentions that the rules joined: same (s), not same (n).
    Answers are kept under the coder's name; the same command goes on where it stopped.
    """
    from dateline.ledger import open_ledger
    from dateline.model import DatelineError
    from dateline.pipeline import Resources
    from dateline.pipeline import audit as audits
    from dateline.pipeline import merges as pairs
    from dateline.views import audit_rows, merge_rows

    opened = open_ledger(ledger)
    if merges is None:
        found = audits.sample(opened, Resources(), sample, seed, by, recorded=recorded())
        drawn, columns = audits.rows(opened, found, coder), audit_rows.CELL_COLUMNS
    else:
        found = pairs.sample(opened, Resources(), merges, seed, recorded=recorded())
        drawn, columns = pairs.rows(opened, found, coder), merge_rows.PAIR_COLUMNS
    if listed:
        opened.close()
        tables.show(drawn, columns, as_json, as_csv)
        return
    if answers is not None:
        given = audits.from_table(_lines(answers), str(answers))
        audits.answer(opened, found, coder, given, recorded=recorded())
    elif not report:
        if not coder.strip():
            raise DatelineError("answers need a name", run="dateline audit --coder NAME")
        _walk(opened, found, drawn, coder)
    words = {key: one.answer for key, one in audits.answers(opened, found).items()}
    opened.close()
    _result(found, words, merges is not None, as_json, as_csv)


def _result(
    found: Sample, words: dict[tuple[int, str], str], pairs: bool, as_json: bool, as_csv: bool
) -> None:
    from dateline.views import audit_rows, merge_rows

    rows = audit_rows.rows(found.stratum_of(), words)
    if pairs:
        rows = merge_rows.rows(rows)
    if as_json or as_csv:
        columns = merge_rows.COLUMNS if pairs else audit_rows.COLUMNS
        tables.show(rows, columns, as_json, as_csv)
        return
    render = merge_rows.render if pairs else audit_rows.render
    typer.echo(render(rows, words, found.words), nl=False)


def _lines(path: Path) -> list[str]:
    from dateline.model import InputError

    try:
        return path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read ({error})", where=str(path), expected="a CSV table"
        ) from None


def _walk(ledger: Ledger, found: Sample, rows: list[dict[str, Any]], coder: str) -> None:
    """Ask what the coder has not answered yet; every answer is stored at once."""
    from dateline.pipeline import audit as audits

    open_ = [row for row in rows if row["answer"] is None]
    typer.echo(f"{found.words}; {len(rows) - len(open_)} answered by {coder}\n")
    for row in open_:
        pair = "left" in row
        typer.echo(_pair(row, len(rows)) if pair else _cell(row, len(rows)))
        word = _ask(SAME if pair else WORDS)
        if word == "q":
            break
        if word:
            one = audits.Answer(row["cell"], word)
            audits.answer(ledger, found, coder, [one], recorded=recorded())
        typer.echo()


def _cell(row: dict[str, Any], total: int) -> str:
    head = f"{row['cell']} of {total} · {row['kind']} · {row['slot']}"
    said = f"   {row['slot']} = {row['value']}, said by {row['who']} ({row['how']})"
    return "\n".join([head, *_passage(row, ""), said])


def _pair(row: dict[str, Any], total: int) -> str:
    head = f"{row['cell']} of {total} · {row['kind']} · {row['stratum']}"
    return "\n".join([head, *_passage(row, "left_"), *_passage(row, "right_")])


def _passage(row: dict[str, Any], side: str) -> list[str]:
    published = row[f"{side}published"] or "not stated"
    source = f"   {row[f'{side}outlet'] or 'outlet not stated'}, {published}"
    passage = row[f"{side}passage"]
    return [source, *wrap(passage, 100, initial_indent="   ", subsequent_indent="   ")]


def _ask(words: dict[str, str]) -> str:
    """An answer; empty to skip, q to quit or at the end of input."""
    named = "same (s), not same (n)" if words is SAME else "right (r), wrong (w)"
    while True:
        try:
            key = input(f"{named}, unclear (u), skip (enter), quit (q)? ")
        except EOFError:
            return "q"
        key = key.strip().lower()[:1]
        if key in ("", "q"):
            return key
        if key in words:
            return words[key]
