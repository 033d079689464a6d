"""`dateline.open` in Python: typed rows, marked evidence without markup of others, a notebook."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import nbclient
import nbformat
import pandas
import polars
import pytest

import dateline
from dateline.exports import tables
from dateline.model import DatelineError, LedgerError
from dateline.notebook import OpenLedger
from dateline.pipeline import Resources

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples" / "launch"
NOTEBOOK = ROOT / "docs" / "notebooks" / "first-ledger.ipynb"
NASTY = (
    "Norway's minister <script>alert(1)</script> said on Monday that 12 people were "
    "<b>arrested</b> in Bergen & Oslo. <img src=x onerror=alert(2)> "
    "Denmark accused Norway of piracy.\n"
)


@pytest.fixture(scope="module")
def nk(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> OpenLedger:
    folder = tmp_path_factory.mktemp("nb")
    nasty = folder / "nasty.txt"
    nasty.write_text(NASTY, encoding="utf-8")
    opened = dateline.create(folder / "x.ledger", resources=resources)
    opened.add(SAMPLES / "twin.txt", published="2026-01-04")
    opened.add([SAMPLES / "outlet-tokyo.txt"], published="2026-01-04", outlet="Tokyo Ledger")
    opened.add(str(nasty), published="2026-03-04", outlet="<i>Paper</i>")
    return opened


def test_import_is_light() -> None:
    script = (
        "import sys, dateline; "
        "heavy = {'spacy', 'numpy', 'pandas', 'pyarrow', 'sqlalchemy'} & set(sys.modules); "
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert set(dateline.__all__) == {"__version__", "create", "open"}
    assert dateline.__version__.count(".") == 2
    with pytest.raises(AttributeError):
        _ = dateline.nothing  # type: ignore[attr-defined]


def test_rows_are_typed_in_pandas_polars_and_arrow(nk: OpenLedger) -> None:
    for name in nk.tables():
        rows = nk.table(name)
        frame, other, arrow = rows.to_pandas(), rows.to_polars(), rows.to_arrow()
        assert len(rows) == len(frame) == other.height == arrow.num_rows
        assert list(frame.columns) == other.columns == arrow.column_names == list(rows.columns)
    cells = nk.table("cells").to_pandas()
    assert cells["seq"].dtype == pandas.Int64Dtype() and cells["low"].dtype == "Float64"
    assert nk.table("cells").to_polars().schema["derived"] == polars.Boolean
    assert nk.tables() == tuple(t.name for t in tables.TABLES)


def test_questions_narrow_what_is_there(nk: OpenLedger) -> None:
    every, launches = nk.incidents(), nk.incidents(kind="missile-launch")
    assert 0 < len(launches) < len(every)
    assert {r["id"] for r in nk.incidents(actor="North Korea")} == {
        r["id"] for r in nk.incidents(actor="PRK")}  # fmt: skip
    assert len(nk.incidents(where="kind:missile-launch range>=?950km")) == 1
    said = nk.claims(incident="missile-launch", slot="range", said_by="JPN:MOD")
    assert [r["notation"] for r in said] == ["~900 km", "~950 km"]
    assert not any(r["derived"] for r in nk.claims())
    assert len(nk.predictions(status="open")) + len(nk.predictions(status="due")) >= 3
    assert nk.search("ballistic")[0]["snippet"]
    assert nk.statements()[0]["said_by"]
    assert isinstance(nk.statements()[:2], type(nk.statements())) and len(nk.statements()[:2]) == 2
    with pytest.raises(DatelineError, match="character 1"):
        nk.incidents(where="aktor:PRK")
    with pytest.raises(DatelineError, match="no incident"):
        nk.incident("zzz")


def test_what_is_added_is_seen_at_once(tmp_path: Path, resources: Resources) -> None:
    with dateline.create(tmp_path / "y.ledger", resources=resources) as ledger:
        assert len(ledger.documents()) == 0
        done = ledger.add(SAMPLES / "outlet-wire.txt", published="2026-01-04")
        assert done.documents == 1 and len(ledger.documents()) == 1
        assert ledger.verify(replay=True)
    with dateline.open(tmp_path / "y.ledger", resources=resources) as again:
        assert len(again.documents()) == 1
    with pytest.raises(LedgerError, match="dateline init"):
        dateline.open(tmp_path / "none.ledger")


def test_a_moment_of_either_clock(nk: OpenLedger) -> None:
    assert len(nk.documents(as_of="2026-01-04")) == 2 < len(nk.documents())
    assert len(nk.documents(recorded="1")) == 1 and len(nk.table("log", recorded="1")) == 1
    assert not nk.incidents(actor="DNK", as_of="2026-01-04") and nk.incidents(actor="DNK")
    early = nk.incident("missile-launch", recorded="1")
    assert len(early.claims) < len(nk.incident("missile-launch").claims)
    with pytest.raises(DatelineError):
        nk.incidents(as_of="soon")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.attributes: set[str] = set()
        self.marked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "mark":
            self.marked.append("")

    def handle_data(self, words: str) -> None:
        if self.marked and self.lasttag == "mark":
            self.marked[-1] += words


def test_html_marks_the_words_and_holds_no_markup_of_others(nk: OpenLedger) -> None:
    for rows in (nk.incidents(), nk.claims(), nk.documents(), nk.statements(), nk.predictions(),
                 *(nk.table(n) for n in nk.tables())):  # fmt: skip
        page = rows._repr_html_()
        read = _Tags()
        read.feed(page)
        assert read.found <= {
            "div", "style", "p", "table", "thead", "tbody", "tr", "th", "td", "mark", "br", "small"
        }, read.found  # fmt: skip
        assert read.attributes <= {"class"}
        assert "<script" not in page and "<img" not in page
    claims = nk.claims(slot="range", said_by="JPN:MOD")._repr_html_()
    assert re.search(r"<mark>[^<]*950[^<]*</mark>", claims)
    hostile = nk.incidents(actor="DNK")._repr_html_()
    assert "&lt;img src=x" in hostile and "<mark>accused</mark>" in hostile


def test_a_card_is_text_and_a_page(nk: OpenLedger) -> None:
    card = nk.incident("missile-launch")
    assert "missile launch" in str(card) and card.html.startswith("<!doctype html>")
    assert card.id.startswith(card.claims[0]["incident"])


def test_the_notebook_runs_and_holds_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    cells = [c for c in book.cells if c.cell_type == "code"]
    assert all(not c.outputs and c.execution_count is None for c in cells)
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    client = nbclient.NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    )
    client.execute()
    shown = [str(o.get("data", {}).get("text/html", "")) for c in cells for o in c.outputs]
    assert sum("<mark>" in s for s in shown) >= 3
