"""The gate before the trained reader."""

from datetime import date

import numpy as np
import pytest

from casus.extract.gate import PAIRS, WORDS, Gate, features, gate, pair, word, words_without_capital
from casus.extract.model_reader import is_there, reader
from casus.model.report import Report
from casus.pipeline import parse_report

NEEDS_FILES = pytest.mark.skipif(gate() is None or not is_there(), reason="no trained reader in resources/reader/")
GARDEN = "The town library opened a new reading room for children. It has forty chairs and a view of the river. " * 12
RAID = "Gunmen attacked a bus near the town of Harran on Monday and killed four passengers, police said. "
KNOWN = words_without_capital(["gunmen attacked a bus"] * 3)


def blank() -> Gate:
    return Gate(np.zeros(WORDS + PAIRS, np.float32), KNOWN, 0.0, 0.0, 0.0, 0.0)


def test_a_sentence_is_its_words_and_pairs_of_words():
    assert set(features("gunmen attacked", KNOWN)) == {
        word("gunmen"),
        word("attacked"),
        pair("|", "gunmen"),
        pair("gunmen", "attacked"),
        pair("attacked", "|"),
    }


def test_names_are_one_mark_whoever_is_named():
    one, other = ("Forces of {} attacked a bus in {}".format(*names) for names in (("Aland", "New Bor"), ("Bor", "Cy")))
    assert list(features(one, KNOWN)) == list(features(other, KNOWN))


def test_a_first_word_is_a_word_where_it_is_known_without_a_capital():
    assert word("gunmen") in features("Gunmen attacked", KNOWN)
    assert word("belor") not in features("Belor attacked", KNOWN)


def test_a_country_is_a_name_also_where_its_letters_are_a_word():
    known = words_without_capital(["a turkey ate"] * 3)
    turkey, oman = (features(f"{name} attacked a bus", known) for name in ("Turkey", "Oman"))
    assert list(turkey) == list(oman)


def test_numbers_are_one_mark():
    assert list(features("attacked 12 of 1,400", KNOWN)) == list(features("attacked 9 of 20", KNOWN))


@pytest.mark.parametrize("text", ["", " \n", "?", "1", "A" * 3000, "\u200b\u2028"])
def test_odd_texts(text):
    assert blank().passed(text, long=True) in ((), tuple(blank().passed(text, long=False)))
    blank().tells(text)


def test_a_sentence_of_a_report_of_war_is_sooner_worth_a_look():
    weights = np.zeros(WORDS + PAIRS, np.float32)
    weights[word("shelled")], weights[word("held")] = 6.0, 0.9
    leaning = Gate(weights, KNOWN, 0.0, 0.0, -9.0, 2.5, 1.0)
    talks = "The talks were held."
    alone, beside_war = talks, f"Guns shelled the port. Guns shelled a mill. {talks}"
    assert len(leaning.passed(alone, long=True)) == 0
    assert len(leaning.passed(beside_war, long=True)) == 3
    assert len(leaning.passed(alone, long=False)) == 1


@NEEDS_FILES
def test_a_long_report_in_which_nothing_happens_is_not_read():
    report = Report("garden", GARDEN, date(2025, 5, 8))
    assert not reader("both").worth(report)
    assert reader("rules").worth(report)
    assert parse_report(report, "both").claims == ()
    assert parse_report(report, "both", attributions=False, layers=False).claims == ()


@NEEDS_FILES
def test_one_act_in_a_long_report_is_seen():
    report = Report("raid", RAID * 2 + GARDEN + RAID, date(2025, 5, 8))
    assert reader("both").worth(report)
    with_layers = parse_report(report, "both", attributions=False)
    assert with_layers.claims
    assert parse_report(report, "both", attributions=False, layers=False).claims == with_layers.claims


@NEEDS_FILES
def test_short_reports_are_all_read():
    assert reader("both").worth(Report("short", "A library opened.", date(2025, 5, 8)))
