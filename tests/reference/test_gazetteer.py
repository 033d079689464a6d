from __future__ import annotations

import os
import pickle
import time
from pathlib import Path

import pytest

from dateline.model import Place, PlacePrecision
from dateline.reference.gazetteer import Gazetteer, fold
from dateline.reference.gazetteer.expand import expanded


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def first(gazetteer: Gazetteer, name: str) -> Place:
    return gazetteer.find(name)[0]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S.", "us"), ("São Paulo", "sao paulo"), ("the Netherlands", "netherlands"),
        ("St. Louis", "saint louis"), ("North Korea’s", "north korea"), ("Mt. Fuji", "mount fuji"),
        ("Łódź", "lodz"), ("Port-au-Prince", "port au prince"), ("Seoul's", "seoul"),
    ],
)  # fmt: skip
def test_fold_drops_what_does_not_tell_names_apart(name: str, key: str) -> None:
    assert fold(name) == key


def test_a_country_has_its_geonames_point(gazetteer: Gazetteer) -> None:
    place = first(gazetteer, "U.S.")
    assert (place.country, place.lat, place.lon) == ("USA", 39.76, -98.5)
    assert place.precision is PlacePrecision.COUNTRY


@pytest.mark.parametrize(
    ("name", "country", "admin1", "sort"),
    [
        ("Calif.", "USA", "CA", "adm1"), ("Mass.", "USA", "MA", "adm1"),
        ("Pyongyang", "PRK", "12", "town"), ("Washington", "USA", "DC", "town"),
        ("New York", "USA", "NY", "town"), ("West Bank", "PSE", "WE", "adm1"),
        ("England", "GBR", "ENG", "adm1"), ("Sohae", "PRK", None, "site"),
        ("Taiwan", "TWN", None, "country"), ("Qamishli", "SYR", "01", "town"),
    ],
)  # fmt: skip
def test_the_likeliest_candidate_comes_first(
    gazetteer: Gazetteer, name: str, country: str, admin1: str | None, sort: str
) -> None:
    place = first(gazetteer, name)
    assert (place.country, place.sort) == (country, sort)
    assert admin1 is None or place.admin1 == admin1


def test_rival_names_of_a_sea_are_one_place(gazetteer: Gazetteer) -> None:
    assert first(gazetteer, "East Sea").id == first(gazetteer, "Sea of Japan").id
    assert "East Sea" in first(gazetteer, "Sea of Japan").also


def test_counties_of_one_name_have_states_and_points(gazetteer: Gazetteer) -> None:
    counties = [p for p in gazetteer.find("Lamar County") if p.sort == "adm2"]
    assert {p.admin1 for p in counties} == {"AL", "GA", "MS", "TX"}
    assert all(p.lat is not None for p in counties)


def test_an_unknown_name_has_no_candidates(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Qwertzuiop") == ()


def test_the_file_opens_fast_once_expanded(gazetteer: Gazetteer) -> None:
    gazetteer.find("Seoul")
    began = time.process_time()
    Gazetteer().find("Seoul")
    assert time.process_time() - began < 0.05


def test_a_pickled_gazetteer_opens_the_file_anew(gazetteer: Gazetteer) -> None:
    assert pickle.loads(pickle.dumps(gazetteer)).find("Seoul") == gazetteer.find("Seoul")


def test_a_folder_that_cannot_be_written_falls_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert expanded().is_file()


def test_files_of_older_versions_go_once_unread_for_a_month(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("dateline.reference.gazetteer.expand._write", Path.touch)
    folder = tmp_path / "dateline"
    folder.mkdir()
    stale, fresh = folder / "gazetteer-a-1.sqlite", folder / "gazetteer-b-2.sqlite"
    for path in (stale, fresh):
        path.touch()
    os.utime(stale, (0, 0))
    assert expanded().is_file()
    assert fresh.exists() and not stale.exists()
