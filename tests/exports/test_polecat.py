"""The POLECAT layout read back with csv: 40 columns, and a sidecar that leads to the words."""

import csv
import hashlib
import io
import subprocess
from pathlib import Path

import pandas
import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.exports import polecat
from dateline.model import Document, Modality, Polarity, Published, TimeRelation
from dateline.pipeline import Resources
from dateline.pipeline.reading import read
from dateline.reference import countries, plover

TWIN = Path(__file__).parents[2] / "samples" / "launch" / "twin.txt"
ODD = (
    'Norway\'s "foreign\tminister" Anna Berg accused Denmark of piracy on Monday. Sweden did not '
    "expel two diplomats. Finland will visit Estonia. Norway arrested a Danish captain in Bergen "
    "on Tuesday. Poland threatened to attack Belarus. Latvia may attack Belarus.\n"
)


def made(resources: Resources, text: str, flagged: bool = False) -> polecat.Export:
    document = Document.of(
        text,
        published=Published.parse("2026-03-04"),
        outlet="The\tPaper",
        url="https://a.example/1",
    )
    done = read([document], resources)
    pairs = [(d.document, d.claims) for d in done.documents]
    return polecat.export(pairs, done.incidents, "dateline test", flagged)


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter="\t"))


def test_there_are_forty_columns_and_no_stray_tab(resources: Resources) -> None:
    for source in (TWIN.read_text("utf-8"), ODD):
        text = polecat.tsv(made(resources, source, flagged=True))
        read_back = rows(text)
        assert {len(r) for r in read_back} == {40}
        assert tuple(read_back[0]) == polecat.COLUMNS
        assert len(read_back) == len(text.splitlines()) == text.count("\n")
        assert "\r" not in text
        assert '"' not in text
        ids = [r[0] for r in read_back[1:]]
        assert len(ids) == len(set(ids)) > 2


def test_codes_follow_the_tables(resources: Resources) -> None:
    for row in made(resources, TWIN.read_text("utf-8"), flagged=True).events:
        mode = row["Event Mode"] or None
        assert (row["Event Type"], mode) in plover.codes()
        assert float(row["Intensity"]) == plover.intensity(row["Event Type"], mode)
        assert row["Quad Code"] == str(plover.codes()[row["Event Type"], None].quad)


def test_states_have_their_number(resources: Resources) -> None:
    done = made(resources, ODD)
    assert any(e["Recipient COW"] == "390" for e in done.events)
    for event in done.events:
        for side in ("Actor", "Recipient"):
            items = event[f"{side} Country"].split(";")
            numbers = event[f"{side} COW"].split(";")
            wanted = [str(countries.cow(i) or "") for i in items]
            assert numbers == (wanted if any(wanted) else [""])


def test_every_number_of_the_list_belongs_to_one_country() -> None:
    found = [(c.code, countries.cow(c.code)) for c in countries.all_countries()]
    numbers = [n for _, n in found if n is not None]
    assert len(numbers) == len(set(numbers)) == 195
    assert min(numbers) == 2 and max(numbers) == 990
    assert countries.cow("KOR") == 732 and countries.cow("HKG") is None


def test_pandas_reads_forty_columns_and_every_cell(resources: Resources, tmp_path: Path) -> None:
    done = made(resources, TWIN.read_text("utf-8"), flagged=True)
    path = tmp_path / "nk.tsv"
    path.write_text(polecat.tsv(done), encoding="utf-8", newline="\n")
    for given in ({}, {"quoting": csv.QUOTE_NONE}):
        frame = pandas.read_csv(path, sep="\t", dtype=str, keep_default_na=False, **given)
        assert frame.to_dict("records") == list(done.events)
        assert frame["Event ID"].is_unique


@pytest.mark.services
def test_r_reads_forty_columns_and_every_cell(resources: Resources, tmp_path: Path) -> None:
    done = made(resources, TWIN.read_text("utf-8") + ODD, flagged=True)
    path, beside = tmp_path / "nk.tsv", tmp_path / "nk_provenance.csv"
    path.write_text(polecat.tsv(done), encoding="utf-8", newline="\n")
    beside.write_text(polecat.provenance_csv(done), encoding="utf-8", newline="\n")
    script = f"""
        for (quote in c("", "\\"")) {{
          x <- read.delim("{path}", quote = quote, colClasses = "character", check.names = FALSE,
                          encoding = "UTF-8", na.strings = character(0))
          cat(ncol(x), nrow(x), anyDuplicated(x[["Event ID"]]), sum(grepl('"', unlist(x))), "\\n")
          cat(paste(x[["Actor COW"]], collapse = "|"), "\\n")
        }}
        p <- read.csv("{beside}", colClasses = "character", check.names = FALSE, encoding = "UTF-8")
        cat(ncol(p), nrow(p), all(p[["Event ID"]] %in% x[["Event ID"]]), "\\n")
    """
    said = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True, timeout=120)
    assert said.returncode == 0, said.stderr
    cow = "|".join(e["Actor COW"] for e in done.events)
    read = [f"40 {len(done.events)} 0 0", cow]
    assert [line.strip() for line in said.stdout.splitlines()] == [
        *read, *read, f"19 {len(done.provenance)} TRUE"]  # fmt: skip


def test_accuse_is_minus_three_with_a_note(resources: Resources) -> None:
    done = made(resources, ODD)
    row = next(e for e in done.events if e["Event Type"] == "ACCUSE")
    assert row["Recipient Country"] == "DNK"
    assert float(row["Intensity"]) < 0
    notes = [p["note"] for p in done.provenance if p["Event ID"] == row["Event ID"]]
    assert any("+3" in n for n in notes)


def test_what_is_announced_takes_the_future_rule(resources: Resources) -> None:
    done = made(resources, ODD)
    found = {(e["Event Type"], e["Event Mode"], e["Actor Country"]) for e in done.events}
    assert ("AGREE", "", "FIN") in found
    assert ("THREATEN", "violence", "POL") in found


def test_negated_and_possible_events_only_with_a_flag(resources: Resources) -> None:
    plain, flagged = made(resources, ODD), made(resources, ODD, flagged=True)
    extra = {e["Event ID"] for e in flagged.events} - {e["Event ID"] for e in plain.events}
    flags = {p["flag"] for p in flagged.provenance if p["Event ID"] in extra}
    assert flags == {"negated", "hypothetical"}
    assert {p["flag"] for p in plain.provenance} == {""}
    assert dict(plain.left_out) == {"negated": 1, "hypothetical": 1, "no event of its own": 1}


def test_the_sidecar_leads_to_the_words(resources: Resources) -> None:
    done = made(resources, ODD)
    back = list(csv.DictReader(io.StringIO(polecat.provenance_csv(done))))
    assert {r["Event ID"] for r in back} == {e["Event ID"] for e in done.events}
    for r in back:
        assert ODD[int(r["start"]) : int(r["end"])] == r["quote"]
        assert r["sha256"] == hashlib.sha256(ODD.encode()).hexdigest()
        assert r["url"] == "https://a.example/1"
        assert r["said_by"]
        assert (r["modality"], r["polarity"], r["certainty"]) != ("", "", "")


def test_a_vicinity_has_no_coordinates(resources: Resources) -> None:
    row = made(resources, TWIN.read_text("utf-8")).events[0]
    assert row["Placename"]
    assert (row["Latitude"], row["Longitude"]) == ("", "")


def test_the_same_bytes_again(resources: Resources) -> None:
    one, two = made(resources, ODD), made(resources, ODD)
    assert polecat.tsv(one) == polecat.tsv(two)
    assert polecat.provenance_csv(one) == polecat.provenance_csv(two)


@pytest.mark.parametrize(
    ("type_", "polarity", "modality", "time", "wanted"),
    [
        ("AID", "positive", "predicted", "future", "AGREE"),
        ("RETREAT", "positive", "intended", "future", "AGREE"),
        ("CONCEDE", "positive", "asserted", "current", "CONCEDE"),
        ("CONSULT", "negative", "predicted", "future", "REJECT"),
        ("ASSAULT", "positive", "conditional", "future", "THREATEN"),
        ("ASSAULT", "positive", "denied", "current", None),
        ("COERCE", "positive", "ordered", "future", None),
        ("SANCTION", "negative", "asserted", "current", None),
    ],
)
def test_single_type(
    type_: str, polarity: str, modality: str, time: str, wanted: str | None
) -> None:
    given = (Polarity(polarity), Modality(modality), TimeRelation(time))
    assert plover.single_type(type_, *given) == wanted


def test_command_writes_both_files_and_says_how_full(tmp_path: Path) -> None:
    target = tmp_path / "nk.tsv"
    words = ["export", "polecat", str(TWIN), "--published", "2026-01-04", "-o", str(target)]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0
    assert "Event ID" in done.stderr
    assert "100 %" in done.stderr
    assert {len(r) for r in rows(target.read_bytes().decode("utf-8"))} == {40}
    assert (tmp_path / "nk_provenance.csv").read_text("utf-8").startswith("Event ID,")
