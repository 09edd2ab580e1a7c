"""Every rule of the table does what its example says."""

from __future__ import annotations

from datetime import date

import pytest

from casus.ground import timex_dates, timex_lengths, timex_relative
from casus.ground.times import read_times
from casus.ground.timex_words import words
from casus.model.span import Span
from casus.reference.resources import load_toml

RULES = load_toml("times/rules.toml")["rule"]
WORDS = load_toml("times/words.toml")
ENTRIES = [e for key in ("months", "weekdays", "seasons", "units", "parts", "named") for e in WORDS[key]]


@pytest.mark.parametrize("rule", RULES, ids=[rule["name"] for rule in RULES])
def test_rule_reads_its_example(rule):
    example = rule["example"]
    day = example.get("published", "2025-05-08")
    readings = read_times(example["text"], date.fromisoformat(day) if day else None)
    hits = [r for r in readings if r.rule.split("+")[-1] == rule["name"]]
    assert hits, [(r.text, r.rule) for r in readings]
    hit = next((r for r in hits if r.text == example["found"]), hits[-1])
    assert isinstance(hit.span, Span)
    assert hit.text == example["found"] == hit.span.of(example["text"])
    assert hit.value.value == example["value"]
    assert (hit.value.when.iso() if hit.value.when else None) == example.get("when")


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["forms"][0] for entry in ENTRIES])
def test_word_is_found_in_its_example(entry):
    readings = read_times(entry["example"], date(2025, 5, 8))
    assert any(form.lower() in r.text.lower() for r in readings for form in entry["forms"])


def test_rule_names_are_unique():
    names = [rule["name"] for rule in RULES]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("row", RULES, ids=[row["name"] for row in RULES])
def test_rule_names_a_reading(row):
    modules = (timex_dates, timex_relative, timex_lengths)
    assert any(hasattr(module, row["make"]) for module in modules)


def test_lexicon_is_read_once():
    assert words() is words()
