"""Readers by name, and what happens where the trained one's files are missing."""

from datetime import date

import pytest

from casus.errors import InputError
from casus.extract import model_reader
from casus.extract.model_reader import is_there, reader
from casus.model.report import Report
from casus.pipeline import ground, lacking, parse

TEXT = "At least 12 people were killed when gunmen attacked a bus near Quetta on Tuesday, police said."
NEEDS_FILES = pytest.mark.skipif(not is_there(), reason="the trained reader's files are not in resources/reader/")


def test_a_reader_that_there_is_none_of():
    with pytest.raises(InputError, match="rules, model, both"):
        reader("oracle")


def test_the_rules_are_the_rules():
    assert reader("rules").origin == "rules/1"


def test_without_the_files_the_rules_read_and_one_line_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(model_reader, "files", lambda: tmp_path)
    assert reader("both").origin == reader("model").origin == "rules/1"
    line = lacking("both")
    assert line is not None
    assert "\n" not in line
    assert lacking("rules") is None


@NEEDS_FILES
def test_every_claim_says_who_read_it_and_quotes_the_text():
    for name in ("model", "both"):
        parsed = parse(TEXT, published=date(2025, 5, 8), reader=name)
        assert parsed.claims
        for claim in parsed.claims:
            assert claim.span.of(TEXT) == claim.quote
            assert set(claim.origin.split("+")) <= {"rules/1", reader("model").origin}
    assert reader("both").origin == "rules/1+" + reader("model").origin


@NEEDS_FILES
def test_the_same_report_gives_the_same_claims():
    report = Report("r", TEXT, date(2025, 5, 8))
    first, second = (reader("both").read(report, ground(report)).claims for _ in range(2))
    assert first == second


@NEEDS_FILES
@pytest.mark.parametrize("text", ["", " \n ", "?", "a" * 5000, "\u200b", "The bus. " * 500])
def test_odd_texts_are_read_too(text):
    parse(text, reader="both")
    parse(text, reader="model")
