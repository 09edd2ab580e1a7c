"""Somebody else's tables: told by their columns, read row by row; a bad row is named and the rest goes on."""

from __future__ import annotations

import contextlib
import gzip
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.errors import InputError
from casus.model.codes import EventType, Precision, Side
from casus.model.outside import Figures, Outside, Shape
from casus.model.when import When
from casus.read.outside import read_outside
from casus.read.outside_rows import country_of
from casus.read.values import Fault
from casus.reference.countries import countries
from casus.reference.resources import load_toml

BRIDGE = load_toml("bridge.toml")
ACLED = (
    "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1,actor2,country,admin1,location,"
    "latitude,longitude,geo_precision,source,notes,fatalities\n"
)
UCDP = (
    "id,relid,type_of_violence,side_a,side_b,source_office,source_original,where_prec,where_coordinates,adm_1,latitude,"
    "longitude,country,event_clarity,date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,"
    "best,high,low\n"
)


def read(tmp_path: Path, text: str | bytes, name: str = "theirs.csv") -> list[Outside | Fault]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read_outside(str(path)))


def one(tmp_path: Path, text: str) -> Outside:
    (row,) = read(tmp_path, text)
    assert isinstance(row, Outside), row
    return row


def test_a_row_of_acled(tmp_path: Path) -> None:
    row = one(
        tmp_path,
        ACLED + "PAK1,2025-05-07,2,Explosions/Remote violence,Remote explosive/landmine/IED,"
        '"BLA: Baloch Liberation Army",Military Forces of Pakistan (2024-),Pakistan,Balochistan,Mach,29.86,67.33,3,'
        "Dawn; ISPR,Around 7 May two guards died.,2\n",
    )
    assert (row.id, row.shape, row.killed) == ("PAK1", Shape.ACLED, Figures(None, 2, None))
    assert row.when == When(date(2025, 5, 4), date(2025, 5, 10))
    assert row.precision is Precision.PROVINCE
    assert row.acts == (EventType.BOMBING,)
    assert [(actor.id, actor.side, actor.country) for actor in row.actors] == [
        ("bla", Side.NONSTATE, "PK"),
        (None, Side.STATE, "PK"),
    ]
    assert row.sources == ("Dawn", "ISPR")


def test_a_row_of_ucdp(tmp_path: Path) -> None:
    row = one(
        tmp_path,
        UCDP
        + "1,PAK-2015-1-2-3,3,BLA,Civilians,Herald,police,4,Quetta town,Balochistan province,30.2,67.0,Pakistan,2,2,"
        "2015-05-07 00:00:00.000,2015-05-09 00:00:00.000,1,0,4,2,7,9,5\n",
    )
    assert (row.id, row.place, row.admin1, row.country) == ("PAK-2015-1-2-3", "Quetta", "Balochistan", "PK")
    assert row.when == When(date(2015, 5, 7), date(2015, 5, 9))
    assert (row.killed, row.summary, row.speaker) == (Figures(5, 7, 9), True, "police")
    assert row.sides == ((Side.NONSTATE, 1), (Side.CIVILIANS, 4), (Side.UNKNOWN, 2))
    assert [actor.id for actor in row.actors] == ["bla"], "civilians do not act"


def test_a_plain_table_by_any_of_its_names(tmp_path: Path) -> None:
    text = "Start-Date;End Date;Town;State;Country;Dead;Attack Type;Lat;Lon\n"
    row = one(tmp_path, text + "8 May 2025;9 May 2025;Zenda;Hentzau;PK;1,200;Bombing;0;0\n")
    assert (row.place, row.admin1, row.country, row.killed.best) == ("Zenda", "Hentzau", "PK", 1200)
    assert row.acts == (EventType.BOMBING,)
    assert (row.lat, row.lon) == (None, None), "(0, 0) is nowhere"
    assert row.id == "line 2"


def test_an_empty_cell_is_unknown(tmp_path: Path) -> None:
    row = one(tmp_path, "date,killed,country\n2025-05-08,,Ruritania\n")
    assert (row.killed, row.country, row.place) == (Figures(), None, None)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("8 Mai 2025,3,1,1", "first: '8 Mai 2025' is no day"),
        ("2025-05-08,three,1,1", "best: 'three' is no number of people"),
        ("2025-05-08,-1,1,1", "no number of people"),
        ("2025-05-08,1.5,1,1", "no number of people"),
        ("2025-05-08,nan,1,1", "no number of people"),
        ("2025-05-08,3,95,1", "lat: '95' is no number of degrees"),
        ("2025-05-08", "1 cells, where the header has 4"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, line: str, said: str) -> None:
    first, bad, last = read(tmp_path, f"date,killed,lat,lon\n2025-05-01,1,1,1\n{line}\n2025-05-02,2,1,1\n")
    assert isinstance(first, Outside)
    assert isinstance(last, Outside)
    assert isinstance(bad, Fault)
    assert said in bad.message
    assert bad.where.endswith("theirs.csv:line 3")


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    rows = read(tmp_path, 'date,killed,notes\n2025-05-01,1,"two\nlines"\n\n2025-05-02,2,\n')
    assert [row.line for row in rows if isinstance(row, Outside)] == [2, 5]


def test_a_row_of_hxl_tags_is_no_row(tmp_path: Path) -> None:
    assert len(read(tmp_path, "date,killed\n#date+start,#affected+killed\n2025-05-01,1\n")) == 1


def test_gzipped_and_in_other_encodings(tmp_path: Path) -> None:
    text = "date,killed,town\n2025-05-01,1,Málaga\n"
    for data in (gzip.compress(text.encode()), text.encode("utf-16"), text.encode("utf-8-sig"), text.encode("cp1252")):
        (row,) = read(tmp_path, data)
        assert isinstance(row, Outside)
        assert row.place == "Málaga"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no table"),
        (b"\x1f\x8b\x08broken", "theirs.csv"),
        (b"colour,shape\nred,round\n", "no column for 'first' (date, day, event_date, date_start, …)"),
        (b"PK\x00\x00\x00", "binary"),
    ],
)
def test_what_is_no_table_is_one_error(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as caught:
        read(tmp_path, data)
    assert "\n" not in str(caught.value)


def test_no_such_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(read_outside(str(tmp_path / "none.csv")))


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_faults_or_one_error(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(b"date,killed,town\n" + data)
        with contextlib.suppress(InputError):
            assert all(isinstance(row, (Outside, Fault)) for row in read_outside(str(path)))


@pytest.mark.parametrize("example", BRIDGE["states"]["examples"], ids=lambda one: one["name"])
def test_names_of_states_in_such_tables(example: dict[str, str]) -> None:
    found = [match[1] for one in BRIDGE["states"]["patterns"] if (match := re.match(one, example["name"]))]
    assert (found or [""])[0] == example["country"]


@pytest.mark.parametrize("example", BRIDGE["nobody"]["examples"], ids=lambda one: one["name"])
def test_names_of_nobody(example: dict[str, object]) -> None:
    assert any(re.match(one, str(example["name"])) for one in BRIDGE["nobody"]["patterns"]) is example["nobody"]


def test_the_crosswalk_knows_our_codes_only() -> None:
    assert {code for codes in BRIDGE["acled"].values() for code in codes} <= set(EventType)


def test_countries_by_name_code_and_second_name() -> None:
    assert (country_of("Pakistan"), country_of("pk"), country_of("Myanmar (Burma)")) == ("PK", "PK", "MM")
    assert country_of("Ruritania") is None
    assert all(country_of(each.name) == each.code for each in countries().values())
