"""The tables of linking hold together."""

import pytest

from casus.link.setting import common_names, heard_names, load
from casus.reference.resources import load_tsv


def test_names_of_the_news_are_in_order_and_counted():
    rows = list(load_tsv("common_names.tsv"))
    words = [row["word"] for row in rows]
    assert words == sorted(set(words))
    assert all(word == word.casefold() and len(word) >= 3 for word in words)
    assert all(int(row["items"]) >= 5 for row in rows)
    assert {"police", "january", "israel"} <= common_names() < heard_names()
    assert "rischenheim" not in heard_names()


def test_busy_places_are_entries_of_the_gazetteer():
    rows = list(load_tsv("busy_places.tsv"))
    assert len({row["id"] for row in rows}) == len(rows) == len(load().busy)
    assert all(row["id"].startswith(("geonames:", "casus:")) and row["name"] for row in rows)


def test_thresholds_stand_in_order():
    setting = load()
    assert setting.unsure < setting.same < setting.same_report < setting.person
    assert setting.mean < setting.same
    assert setting.verdict(setting.same) == "same"
    assert setting.verdict(setting.unsure - 0.1) == "different"


def test_a_chance_grows_with_the_score():
    setting = load()
    chances = [setting.chance(score) for score in (-20.0, 0.0, setting.unsure, setting.same, 9.0)]
    assert chances == sorted(chances)
    assert 0 < chances[0] < 0.01 < chances[-1] < 1
    assert setting.chance(-setting.constant / setting.slope) == pytest.approx(0.5)


def test_countries_of_many_busy_places_are_at_war():
    assert {"UA", "PS"} <= load().fronts
    assert "CH" not in load().fronts
