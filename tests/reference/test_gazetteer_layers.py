"""Layers that a user adds: what is kept, what is skipped and why, and that none is ever half written."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.errors import InputError, NotFoundError, ResourceError
from casus.ground.places import read_places
from casus.reference.gazetteer import Gazetteer, open_gazetteer
from casus.reference.gazetteer_formats import columns_of, kind_words
from casus.reference.gazetteer_layers import add_layer, layer_files, layer_name, layer_of, remove_layer
from casus.reference.resources import load_toml
from tests.memory import PRINT_PEAK

HEADER = "name,lat,lon,country,admin1,id,aliases,kind"
WOF_HEADER = "wof_id\tname\tplacetype\tlat\tlon\tregion_id\tcountry_id\tdeprecated\tis_current\teng_names\tother_names"


def with_layers(folder: Path) -> Gazetteer:
    return Gazetteer(open_gazetteer().path, [layer_of(path) for path in layer_files(folder)])


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def dump_line(**cells: str) -> str:
    """One line of a GeoNames dump: 19 columns."""
    made = {
        "id": "999001",
        "name": "Zorbagh Dand",
        "ascii": "Zorbagh Dand",
        "others": "",
        "lat": "26.2",
        "lon": "63.1",
        "class": "P",
        "code": "PPL",
        "country": "PK",
        "cc2": "",
        "admin1": "02",
        **cells,
    }
    return "\t".join([*made.values(), "", "", "", made.get("people", "0"), "", "", "", ""][:19])


def test_a_plain_table(tmp_path: Path) -> None:
    file = written(
        tmp_path / "sites.csv",
        HEADER,
        'Camp Karez,29.1,66.2,PK,Balochistan,s1,"Karez Camp;Base Karez",camp',
        "Zorbagh Dand,26.2,63.1,Pakistan,balochistan,,,village",
    )
    layer = add_layer(tmp_path / "cache", file)
    assert (layer.name, layer.rows, layer.skipped, layer.kind) == ("sites", 2, 0, "table")
    names = with_layers(tmp_path / "cache")
    camp = names.matches("Base Karez")[0]
    assert (camp.entry.id, camp.entry.kind, camp.layer, camp.own) == ("sites:s1", "facility", "sites", True)
    town = names.named("Zorbagh Dand")[0]
    assert (town.country, town.admin1, town.kind, town.population) == ("PK", "Balochistan", "town", None)


def test_a_layer_is_read_by_the_reader_of_places(tmp_path: Path) -> None:
    text = "Three men were shot in Zorbagh Dand in Kech on Monday."
    add_layer(tmp_path, written(tmp_path / "a.csv", HEADER, "Zorbagh Dand,26.2,63.1,PK,Balochistan,,,"))
    found = {one.text: one.value for one in read_places(text, with_layers(tmp_path))}
    assert (found["Zorbagh Dand"].lat, found["Zorbagh Dand"].admin1) == (26.2, "Balochistan")


def test_a_layer_wins_over_nothing(tmp_path: Path) -> None:
    add_layer(tmp_path, written(tmp_path / "a.csv", "name\tlat\tlon\tcountry", "Kabul\t10.5\t10.5\tNG"))
    found = read_places("A blast shook Kabul, Afghanistan, at noon.", with_layers(tmp_path))[0]
    assert found.value.country == "AF"
    assert [rival.value.country for rival in found.rivals if rival.value.country == "NG"] == ["NG"]


def test_a_place_told_again_is_no_rival(tmp_path: Path) -> None:
    add_layer(tmp_path, written(tmp_path / "a.csv", "name,lat,lon,country", "Quetta,30.18,66.99,PK"))
    assert [one.layer for one in with_layers(tmp_path).matches("Quetta")].count("a") == 0


def test_a_geonames_dump(tmp_path: Path) -> None:
    lines = [
        dump_line(others="Zorbāgh,زورباغ,ZRB", people="1200"),
        dump_line(id="999002", name="Hotel Zor", ascii="Hotel Zor", code="HTL", **{"class": "S"}),
        dump_line(id="999003", name="Zorbase", ascii="Zorbase", code="MILB", **{"class": "S"}),
        dump_line(id="999004", lat="95"),
        dump_line(id="x"),
        "too\tfew",
    ]
    layer = add_layer(tmp_path, written(tmp_path / "PK.txt", *lines))
    assert (layer.name, layer.rows, layer.left_out, layer.skipped) == ("pk", 2, 1, 3)
    assert [one.line for one in layer.reasons] == [4, 5, 6]
    names = with_layers(tmp_path)
    town = names.named("Zorbagh Dand")[0]
    assert (town.id, town.admin1, town.country) == ("geonames:999001", "Balochistan", "PK")
    assert names.matches("Zorbagh")[0].own is False
    assert names.named("ZRB") == ()
    assert names.matches("Zorbase")[0].bulk


def test_a_whos_on_first_table(tmp_path: Path) -> None:
    rows = [
        "3\tZorbagh\tlocality\t26.2\t63.1\t2\t1\t\t-1\tZorbagh|Zorbak\t",
        "4\tGone\tlocality\t26.2\t63.1\t2\t1\t2020-01-01\t0\t\t",
        "2\tBalochistan\tregion\t28\t66\t2\t1\t\t1\t\t",
        "1\tPakistan\tcountry\t30\t70\t\t1\t\t1\t\t",
    ]
    layer = add_layer(tmp_path, written(tmp_path / "wof.tsv", WOF_HEADER, *rows))
    assert (layer.rows, layer.left_out, layer.skipped) == (2, 2, 0)
    town = with_layers(tmp_path).named("Zorbak")[0]
    assert (town.id, town.country, town.admin1) == ("wof:3", "PK", "Balochistan")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("A,91,10,PK,,,,", "coordinates out of range"),
        ("A,10,-181,PK,,,,", "coordinates out of range"),
        ("A,nan,10,PK,,,,", "coordinates out of range"),
        ("A,1e999,10,PK,,,,", "coordinates out of range"),
        ("A,north,10,PK,,,,", "no coordinates"),
        ("A,0,0,PK,,,,", "coordinates (0, 0)"),
        ("A,0.0,-0,,,,,", "coordinates (0, 0)"),
        (",10,10,PK,,,,", "no name"),
        ("\x1b[31mRed,10,10,PK,,,,", "no name"),
        ("12345,10,10,PK,,,,", "no name"),
        (f"{'A' * 10_000},10,10,PK,,,,", "a name of 10000 characters"),
        ("A,10,10,Atlantis,,,,", "no country"),
        ("A,10,10", "3 columns, not 8"),
    ],
)
def test_bad_rows_are_skipped_with_a_reason(tmp_path: Path, line: str, why: str) -> None:
    layer = add_layer(tmp_path, written(tmp_path / "a.csv", HEADER, line, "Goodabad,10,10,PK,,,,"))
    assert (layer.rows, layer.skipped) == (1, 1)
    assert why in layer.reasons[0].why


def test_a_name_from_right_to_left_is_kept_as_it_is(tmp_path: Path) -> None:
    add_layer(tmp_path, written(tmp_path / "a.csv", HEADER, "\u202bزورباغ\u202c,26.2,63.1,PK,,,,"))
    assert with_layers(tmp_path).named("\u202bزورباغ\u202c")[0].name == "\u202bزورباغ\u202c"


def test_a_broken_quote_costs_no_more_than_what_it_swallows(tmp_path: Path) -> None:
    lines = [HEADER, '"Open,1,1,PK,,,,', *["x" * 900] * 200, "Goodabad,10,10,PK,,,,"]
    layer = add_layer(tmp_path, written(tmp_path / "a.csv", *lines))
    assert layer.rows == 1
    assert any("no row of a table" in one.why for one in layer.reasons)


def test_bytes_that_are_no_text_are_skipped(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(HEADER.encode() + b"\n\xff\xfe,1,1,PK,,,,\nGoodabad,10,10,PK,,,,\n")
    layer = add_layer(tmp_path, file)
    assert (layer.rows, layer.skipped, layer.reasons[0].why[:8]) == (1, 1, "no UTF-8")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"hello\n", b"\x00" * 5000, b"PK\x03\x04broken", b"\x1f\x8bbroken"])
def test_what_is_no_gazetteer_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(InputError) as told:
        add_layer(tmp_path / "cache", file)
    assert "\n" not in str(told.value)
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_million_bad_lines_make_one_summary(tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text(HEADER + "\n" + "A,99,10,PK,,,,\n" * 1_000_000, encoding="utf-8")
    with pytest.raises(InputError, match="no line can be used: 1,000,000 bad, the first: coordinates out of range"):
        add_layer(tmp_path / "cache", file)
    assert list((tmp_path / "cache").iterdir()) == []


def test_packed_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "PK.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("PK.txt", dump_line() + "\n" + dump_line(id="999009", name="Zweiter Ort") + "\n")
    assert add_layer(tmp_path, tmp_path / "PK.zip").rows == 2
    (tmp_path / "sites.csv.gz").write_bytes(gzip.compress(f"{HEADER}\nGoodabad,10,10,PK,,,,\n".encode()))
    assert add_layer(tmp_path, tmp_path / "sites.csv.gz").name == "sites"
    assert [layer_of(path).name for path in layer_files(tmp_path)] == ["pk", "sites"]


def test_a_layer_is_replaced_whole(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", HEADER, "Goodabad,10,10,PK,,,,")
    add_layer(tmp_path / "cache", file)
    written(file, HEADER, "Badabad,99,10,PK,,,,")
    with pytest.raises(InputError):
        add_layer(tmp_path / "cache", file)
    assert with_layers(tmp_path / "cache").named("Goodabad")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["layer-a.db"]


def test_what_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    file = written(tmp_path / "a.csv", HEADER, "Goodabad,10,10,PK,,,,")

    def stop(_what: str, share: float) -> None:
        if share >= 0.9:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_layer(tmp_path / "cache", file, None, stop)
    assert list((tmp_path / "cache").iterdir()) == []


def test_removing(tmp_path: Path) -> None:
    add_layer(tmp_path, written(tmp_path / "a.csv", HEADER, "Goodabad,10,10,PK,,,,"))
    for name in ("b", "../a", "", "*"):
        with pytest.raises(NotFoundError):
            remove_layer(tmp_path, name)
    remove_layer(tmp_path, "a")
    assert layer_files(tmp_path) == ()


def test_a_broken_layer_is_told_and_can_be_removed(tmp_path: Path) -> None:
    (tmp_path / "layer-a.db").write_bytes(b"no database")
    with pytest.raises(ResourceError, match="casus gazetteer remove a"):
        layer_of(tmp_path / "layer-a.db")
    remove_layer(tmp_path, "a")
    assert layer_files(tmp_path) == ()


@pytest.mark.parametrize("name", ["", "../x", "A B", "x" * 41, "-x"])
def test_names_of_layers(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="is no name for a layer"):
        add_layer(tmp_path, written(tmp_path / "a.csv", HEADER, "Goodabad,10,10,PK,,,,"), name)
    assert layer_name("My Sites (2)") == "my-sites-2"
    assert layer_name("…") == "layer"


def test_examples_of_the_lists() -> None:
    lists = load_toml("places/layers.toml")
    assert sorted(columns_of(lists["columns"]["example"].split(";"))) == sorted(lists["columns"]["finds"])
    for section in ("kinds", "geonames", "whosonfirst"):
        assert kind_words(section)[
            lists[section]["example"].casefold() if section == "kinds" else lists[section]["example"]
        ]


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write(HEADER + "\n")
        out.writelines(
            f"Village {number:x} of the north,{10 + number % 60},{number % 170 + 0.5},PK,,,,\n"
            for number in range(150_000)
        )
    code = (
        "import sys; from pathlib import Path; from casus.reference.gazetteer_layers import add_layer as a;"
        f"a(Path({str(tmp_path)!r}), Path({str(file)!r}))"
    )
    said = subprocess.run([sys.executable, "-c", code + PRINT_PEAK], capture_output=True, text=True, check=True)
    assert int(said.stdout) < 120_000


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=60) | st.lists(st.text(max_size=8), min_size=8, max_size=8).map(",".join), max_size=8))
def test_any_lines_are_kept_or_counted(tmp_path: Path, lines: list[str]) -> None:
    file = tmp_path / "any.csv"
    content = "\n".join([HEADER, *lines, "Goodabad,10,10,PK,,,,"])
    file.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        layer = add_layer(tmp_path / "cache", file)
    except InputError:
        return  # an open quote before it took the good line along
    assert layer.rows >= 1
    for path in layer_files(tmp_path / "cache"):
        assert layer_of(path).rows == layer.rows
