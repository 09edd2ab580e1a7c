"""The gazetteer: what it finds, what it leaves open, how fast it opens."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.errors import ResourceError
from casus.reference.countries import countries, demonyms
from casus.reference.gazetteer import Gazetteer, _forget_old, cache_folder, open_gazetteer
from casus.reference.gazetteer_build import build
from casus.reference.gazetteer_keys import name_key
from casus.reference.resources import load_tsv
from tests.memory import PRINT_PEAK


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Sana'a", "sanaa"),
        ("El-Obeid", "el obeid"),
        ("St. Louis", "saint louis"),
        ("Québec", "quebec"),
        ("The Hague", "hague"),
        ("Şırnak", "sirnak"),
        ("Iran–Iraq", "iran iraq"),
        ("U.S.", "us"),
        ("", ""),
    ],
)
def test_one_key_for_many_spellings(name: str, key: str) -> None:
    assert name_key(name) == key


@given(st.text(max_size=40))
def test_a_key_is_its_own_key_but_for_articles(name: str) -> None:
    once = name_key(name)
    assert "  " not in once
    assert once == once.strip()


@pytest.mark.parametrize(
    ("name", "country", "admin1", "kind"),
    [
        ("Mach", "PK", "Balochistan", "town"),
        ("Kech", "PK", "Balochistan", "admin2"),
        ("Khyber Pakhtunkhwa", "PK", "Khyber Pakhtunkhwa", "admin1"),
        ("Kharkiv Oblast", "UA", "Kharkiv Oblast", "admin1"),
        ("Krasnodar Krai", "RU", "Krasnodar Krai", "admin1"),
        ("Crimea", "UA", "Crimea", "admin1"),
        ("Gaza Strip", "PS", "Gaza Strip", "admin1"),
        ("West Bank", "PS", "West Bank", "admin1"),
        ("Gaza City", "PS", "Gaza Strip", "town"),
        ("Kiev", "UA", "Kyiv", "town"),
        ("Red Sea", None, None, "sea"),
        ("Durand Line", None, None, "border"),
    ],
)
def test_finds(gazetteer: Gazetteer, name: str, country: str | None, admin1: str | None, kind: str) -> None:
    assert any((one.country, one.admin1, one.kind) == (country, admin1, kind) for one in gazetteer.named(name))


def test_nothing_lies_at_zero_zero(gazetteer: Gazetteer) -> None:
    assert not gazetteer.named("Null Island")
    assert list(gazetteer.towns(-0.01, -0.01, 0.01, 0.01)) == []


def test_unknown_names_are_unknown(gazetteer: Gazetteer) -> None:
    assert gazetteer.named("Qzxwvborough") == ()
    assert gazetteer.named("") == ()
    assert gazetteer.country("ZZ") is None
    assert gazetteer.demonym("Atlantean") is None
    assert gazetteer.country_named("Quetta") is None


@pytest.mark.parametrize(
    ("word", "code"), [("Israeli", "IL"), ("Pakistanis", "PK"), ("Burkinabe", "BF"), ("Saudi", "SA")]
)
def test_demonyms(gazetteer: Gazetteer, word: str, code: str) -> None:
    assert gazetteer.demonym(word) == code


@pytest.mark.parametrize(("name", "code"), [("DR Congo", "CD"), ("the UK", "GB"), ("U.S.", "US"), ("Burma", "MM")])
def test_countries_by_name(gazetteer: Gazetteer, name: str, code: str) -> None:
    assert gazetteer.country_named(name) == code


def test_every_country_is_whole() -> None:
    for one in countries().values():
        assert len(one.code) == 2
        assert -90 <= one.lat <= 90
        assert -180 <= one.lon <= 180
    assert set(demonyms().values()) <= set(countries())


@pytest.mark.parametrize("code", ["PK", "AF", "UA", "RU", "SD", "CD", "SY", "IQ", "YE", "NG", "ML", "MM", "HT"])
def test_units_of_countries_at_war_have_a_middle(gazetteer: Gazetteer, code: str) -> None:
    units = gazetteer.units(code)
    assert len(units) >= 7
    assert all(unit.lat is not None or unit.name == "Halabja" for unit in units)


def test_rows_name_known_countries_and_kinds() -> None:
    kinds = {"town", "admin1", "admin2", "region", "sea", "border", "facility"}
    for table in ("units", "features"):
        for row in load_tsv(f"places/{table}.tsv"):
            assert row["kind"] in kinds, row
            assert not row["country"] or row["country"] in countries(), row
            assert row["lat"], row
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row
            assert (float(row["lat"]), float(row["lon"])) != (0.0, 0.0), row


def test_towns_of_a_box_are_few_and_inside(gazetteer: Gazetteer) -> None:
    dots = list(gazetteer.towns(24, 60, 38, 78, limit=300))
    assert 100 < len(dots) <= 300
    assert all(24 <= lat <= 38 and 60 <= lon <= 78 for lat, lon in dots)


def test_opens_quickly_and_answers_quickly(gazetteer: Gazetteer) -> None:
    begun = time.perf_counter()
    Gazetteer(gazetteer.path)
    assert time.perf_counter() - begun < 0.5
    names = ["Quetta", "Kharkiv", "Nowhereville", "El Obeid", "Goma"] * 2000
    begun = time.perf_counter()
    for name in names:
        gazetteer.named(name)
    assert len(names) / (time.perf_counter() - begun) > 10_000


def test_the_cache_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASUS_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    monkeypatch.delenv("CASUS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "casus"


def test_a_broken_file_is_told_in_one_line(tmp_path: Path) -> None:
    broken = tmp_path / "gazetteer.db"
    broken.write_bytes(b"no database at all")
    with pytest.raises(ResourceError, match="is no gazetteer"):
        Gazetteer(broken)


def test_building_is_whole_or_not_at_all(tmp_path: Path) -> None:
    towns = tmp_path / "towns.json"
    town = (
        '{"1": {"geonameid": 1, "name": "Testabad", "latitude": 30.5, "longitude": 66.5, "countrycode": "PK", '
        '"population": 0, "admin1code": "02", "alternatenames": ["TST", "Testābād", "testabad xyz"]}}'
    )
    towns.write_text(town, encoding="utf-8")
    target = tmp_path / "out" / "gazetteer.db"
    said: list[float] = []
    build(target, towns, lambda _what, share: said.append(share))
    assert said[-1] == 1.0
    entry = Gazetteer(target).named("Testabad")[0]
    assert (entry.country, entry.admin1, entry.population) == ("PK", "Balochistan", None)
    assert Gazetteer(target).named("TST") == ()
    assert [path.name for path in target.parent.iterdir()] == ["gazetteer.db"]
    towns.write_text('{"1": {"geonameid": 1, "na', encoding="utf-8")
    with pytest.raises((ResourceError, ValueError)):
        build(tmp_path / "out" / "second.db", towns)
    assert [path.name for path in target.parent.iterdir()] == ["gazetteer.db"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ResourceError, match="cannot be built"):
        build(tmp_path / "sub" / "gazetteer.db", tmp_path / "none.json")


def test_memory_stays_small() -> None:
    code = "from casus.reference.gazetteer import open_gazetteer as o; g = o(); g.named('Quetta')"
    said = subprocess.run([sys.executable, "-c", code + PRINT_PEAK], capture_output=True, text=True, check=True)
    assert int(said.stdout) < 150_000


def test_old_gazetteers_are_forgotten(tmp_path: Path) -> None:
    kept, old, young = (tmp_path / f"gazetteer-{name}.db" for name in ("kept", "old", "young"))
    for path in (kept, old, young):
        path.write_bytes(b"")
    long_ago = time.time() - 40 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    os.utime(kept, (long_ago, long_ago))
    _forget_old(kept)
    assert kept.exists()
    assert young.exists()
    assert not old.exists()
