"""What is written can be read again, and what could not be said is told."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.export.cells import undefuse
from casus.export.formats import FORMATS
from casus.export.rows import CLAIM_CELLS, INCIDENT_CELLS
from casus.model.codec import claim_from_json
from casus.model.codes import EventType
from casus.model.place import Place
from casus.model.report import Report
from casus.reference.resources import load_toml

from .factory import Said, claim, ledger, reports, weighed


def text_of(name, incidents=None, names=True):
    out = io.StringIO(newline="")
    loss = FORMATS[name].write(ledger() if incidents is None else incidents, reports(), out, names=names)
    return out.getvalue(), loss


def rows_of(name, incidents=None):
    return list(csv.DictReader(io.StringIO(text_of(name, incidents)[0], newline="")))


def test_the_formats_promised_are_there():
    assert {"csv", "jsonl", "geojson", "incidents", "claims-csv"} <= set(FORMATS)


def test_csv_has_one_row_an_incident_and_unknown_is_empty_not_zero():
    rows = {row["id"]: row for row in rows_of("csv")}
    assert len(rows) == len(ledger())
    assert [rows["i-mach"][f"killed_{end}"] for end in ("low", "best", "high")] == ["10", "12", "12"]
    assert [rows["i-panjgur"][f"killed_{end}"] for end in ("low", "best", "high")] == ["", "", ""]
    assert rows["i-treaty"]["lat"] == ""
    assert rows["i-tuesday"]["perpetrators_accused"].startswith("Baloch Liberation Army (says Pakistan's military)")
    assert rows["i-tuesday"]["no_comment_from"] == "New Delhi; Baloch Liberation Army"


def test_a_sum_has_no_figure_in_a_column_that_somebody_adds_up():
    rows = {row["id"]: row for row in rows_of("csv")}
    assert rows["i-both"]["killed_best"] == rows["i-year"]["killed_best"] == ""
    assert "killed: 14" in rows["i-both"]["account"]
    assert sum(int(row["killed_best"] or 0) for row in rows.values()) == 12 + 2 + 7 + 26
    assert any("nobody adds them" in line for line in text_of("csv")[1].lines())


def test_the_quote_of_a_row_stands_in_its_report_at_the_offsets_given():
    for row in rows_of("csv"):
        text = reports()[row["quote_report"]].text
        assert text[int(row["quote_start"]) : int(row["quote_end"])] == undefuse(row["quote"])
    for row in rows_of("claims-csv"):
        assert reports()[row["report"]].text[int(row["start"]) : int(row["end"])] == undefuse(row["quote"])


def test_jsonl_gives_back_every_claim():
    lines = [json.loads(line) for line in text_of("jsonl")[0].splitlines()]
    claims = [claim for one in ledger() for claim in one.incident.claims]
    assert [claim_from_json(line) for line in lines] == claims
    assert lines[0]["incident_id"] == "i-mach"
    assert text_of("jsonl")[1].lines() == (f"jsonl: {len(claims)} of {len(claims)} claims written; nothing was lost",)


def test_incidents_have_the_keys_of_the_contract():
    mach, *others = (json.loads(line) for line in text_of("incidents")[0].splitlines())
    assert list(mach) == (
        [
            "id",
            "event_type",
            "scope",
            "realis",
            "when",
            "place",
            "claims",
            "reports",
            "account",
            "estimates",
            "grade",
            "grade_reasons",
            "origins",
        ]
    )
    assert mach["when"] == ["2025-05-07", "2025-05-07"]
    assert (mach["estimates"][0]["low"], mach["estimates"][0]["best"]) == (10, 12)
    tuesday = next(one for one in others if one["id"] == "i-tuesday")
    assert [holder["source"] for holder in tuesday["account"]["unanswered"]] == ["New Delhi", "Baloch Liberation Army"]
    assert next(one for one in others if one["id"] == "i-treaty")["place"] is None


def test_geojson_has_longitude_first_and_leaves_out_what_has_no_place():
    text, loss = text_of("geojson")
    whole = json.loads(text)
    mach = next(feature for feature in whole["features"] if feature["id"] == "i-mach")
    assert mach["geometry"] == {"type": "Point", "coordinates": [67.33, 29.8637]}
    assert mach["properties"]["precision"] == "district"
    assert len(whole["features"]) == loss.written == len(ledger()) - 1
    assert "left out: 1 (no place told): i-treaty" in loss.lines()


@pytest.mark.parametrize(
    ("lat", "lon", "why"),
    [(0.0, 0.0, "(0, 0)"), (None, None, "gazetteer"), (91.0, 10.0, "range"), (10.0, None, "gazetteer")],
)
def test_geojson_has_no_point_for_coordinates_that_are_none(lat, lon, why):
    report = Report("r", "Shots were fired.")
    said = Said(EventType.ATTACK, place=Place("Nowhere", lat=lat, lon=lon))
    text, loss = text_of("geojson", [weighed("i", (claim(report, report.text, said),))])
    assert json.loads(text)["features"] == []
    assert why in loss.lines()[1]


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_ledger_is_written_and_nothing_is_lost(name):
    text, loss = text_of(name, [], names=False)
    assert loss.lines() == (f"{name}: 0 of 0 {loss.unit} written; nothing was lost",)
    assert name != "geojson" or json.loads(text) == {"type": "FeatureCollection", "features": []}


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_words_come_back_from_every_format(quote, source):
    report = Report("r", quote)
    one = [weighed("i", (claim(report, quote, Said(EventType.ATTACK, source)),))]
    back = json.loads(text_of("jsonl", one)[0])
    assert (back["quote"], back["source"]) == (quote, source)
    assert len(text_of("jsonl", one)[0].splitlines()) == 1
    (row,) = rows_of("claims-csv", one)
    assert undefuse(row["quote"]) == quote.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert json.loads(text_of("geojson", one)[0])["features"] == []


@pytest.mark.parametrize(("table", "cells"), [("csv", INCIDENT_CELLS), ("claims-csv", CLAIM_CELLS)])
def test_every_column_is_explained_and_its_example_holds(table, cells):
    columns = load_toml("export/columns.toml")[table]
    assert list(columns) == list(cells)
    out = io.StringIO(newline="")
    FORMATS[table].write(ledger(), reports(), out)
    key = {"csv": ("id", "i-mach"), "claims-csv": ("incident", "i-kech")}[table]
    row = next(row for row in csv.DictReader(io.StringIO(out.getvalue(), newline="")) if row[key[0]] == key[1])
    assert row == {name: column["example"] for name, column in columns.items()}
