"""What is typed wrong is said as every other error is: in one line with the choices."""

import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline import cli
from running import run

TABLE = Path(__file__).parents[2] / "samples" / "launch" / "table.csv"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("audit --sample x", "--sample 'x'; expected a whole number; next: dateline audit --help"),
        ("predictions --gap=-1", "--gap '-1'; expected a whole number, 0 or more; next: dateline "
         "predictions --help"),
        ("serve --port 99999999", "--port '99999999'; expected a whole number"),
        ("compare t.csv --within x", "--within 'x'; expected a number, 0"),
        ("audit --sampel 3", "no option --sampel; expected --sample; next: dateline audit --help"),
        ("tempo --zzz", "no option --zzz; expected one of --by, --calendar, --ledger"),
        ("shwo", "no command 'shwo'; expected show; next: dateline --help"),
        ("kinds nee", "no command 'nee'; expected new; next: dateline kinds --help"),
        ("compare", "TABLE is missing; expected CSV, TSV, JSON or JSON lines"),
        ("matrix a b", "got unexpected extra argument(s) (b); next: dateline matrix --help"),
        ("tempo --by", "option '--by' requires an argument; next: dateline tempo --help"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_line(tmp_path: Path, words: str, said: str) -> None:
    done = run(tmp_path, *words.split())
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith(f"dateline: {said}") and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("timeline --as-of soon", "--as-of 'soon'; expected an ISO date"),
        ("timeline --recorded soon", "--recorded 'soon'; expected an ISO date"),
        ("predictions --at soon", "--at 'soon'; expected an ISO date"),
        ("tempo --by year", "--by 'year'; expected one of day, week, month"),
        ("coverage --by year", "--by 'year'; expected one of day, week, month"),
        ("timeline --kind lunch", "no kind 'lunch'; expected one of air-attack"),
        (
            f"compare {TABLE} --kind missile-launch",
            "no column is a date; expected --map COL=date with COL of",
        ),
        (
            f"compare {TABLE} --kind missile-launch --map date_utc=date --zone Mars",
            "no zone 'Mars'; expected a name",
        ),
        (
            f"compare {TABLE} --kind missile-launch --map date_utc=date --each x",
            "no slot 'x' of missile-launch",
        ),
        ("scatter --kind generic", "the kind generic declares no scatter; expected one of"),
    ],
)
def test_a_bad_value_names_itself_and_the_choices(tmp_path: Path, words: str, said: str) -> None:
    run(tmp_path, "init")
    done = run(tmp_path, *words.split())
    assert done.returncode == 2
    assert done.stderr.startswith(f"dateline: {said}") and done.stderr.count("\n") == 1


def test_no_command_asks_for_help(tmp_path: Path) -> None:
    done = run(tmp_path)
    assert done.returncode == 2 and "Commands:" in done.stdout + done.stderr
    assert run(tmp_path, "tempo", "--help").returncode == 0


def test_the_version_costs_no_import() -> None:
    assert dateline.__version__[0].isdigit()
    code = (
        "import sys, dateline\n"
        "assert 'importlib.metadata' not in sys.modules and 'spacy' not in sys.modules\n"
        "print(dateline.__version__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == dateline.__version__


def test_a_defect_is_one_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> None:
        raise IndexError("list index out of range")

    monkeypatch.delenv("DATELINE_TRACEBACK", raising=False)
    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr().err
    assert left.value.code == 70 and said.count("\n") == 1 and "Traceback" not in said
    assert said.startswith("dateline: test_usage.py, line ")
    assert "a defect of dateline, nothing was half-written: IndexError: list index" in said
    monkeypatch.setenv("DATELINE_TRACEBACK", "1")
    with pytest.raises(IndexError):
        cli.main()
