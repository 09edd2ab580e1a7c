"""Readers by name, and what happens where the trained one's files are missing."""

from dataclasses import replace
from datetime import date

import pytest

from casus.errors import InputError
from casus.extract import model_reader
from casus.extract.model_look import Stretch, alike
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


@NEEDS_FILES
def test_a_long_report_in_which_the_network_sees_no_act_tells_of_nothing(monkeypatch):
    text = " ".join([TEXT] * 12)
    assert parse(text, published=date(2025, 5, 8), reader="both").claims
    strict = replace(model_reader.policy("long"), any=1.1)
    monkeypatch.setattr(model_reader, "policy", lambda _: strict)
    parsed = parse(text, published=date(2025, 5, 8), reader="both")
    assert not parsed.claims
    assert parsed.attributions  # who says what is told all the same
    assert parse(text, published=date(2025, 5, 8), reader="model").claims == ()


def test_the_reader_is_no_larger_than_a_package_may_be():
    assert sum(file.stat().st_size for file in model_reader.files().iterdir()) <= 35_000_000


def test_like_lengths_are_looked_at_together():
    stretches = [Stretch((1,) * size, (0,) * size, (False,) * size) for size in (30, 5, 31, 6, 80, 5, 33, 200, 5)]
    groups = alike(stretches)
    assert sorted(n for group in groups for n in group) == list(range(len(stretches)))
    assert [[len(stretches[n].ids) for n in group] for group in groups] == [[5, 5, 5, 6], [30, 31, 33], [80], [200]]
    assert [len(group) for group in alike([stretches[0]] * 20)] == [8, 8, 4]
