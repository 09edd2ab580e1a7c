"""The examples of resources/naming.toml, and names that meet or do not."""

import pytest

from casus.reference.resources import load_toml
from casus.text.naming import akin, content_words, initials, names_nobody, same_name, stem, telling_words

TABLE = load_toml("naming.toml")


@pytest.mark.parametrize("example", TABLE["empty"]["examples"])
def test_empty_words_are_dropped(example):
    assert content_words(example["name"]) == {stem(word) for word in example["words"]}


@pytest.mark.parametrize("example", TABLE["generic"]["examples"])
def test_generic_words_do_not_tell(example):
    assert telling_words(example["name"]) == set(example["words"])


@pytest.mark.parametrize("example", TABLE["endings"]["examples"] + TABLE["irregular"]["examples"])
def test_a_people_meets_its_country(example):
    assert (stem(example["left"]) == stem(example["right"])) is example["same"]


def test_a_name_meets_its_initials():
    assert initials("Free Army of Ruritania") == "FAR"
    assert same_name("Free Army of Ruritania", "FAR")


def test_akin_is_one_body_and_no_other_of_the_same_country():
    assert akin("Ruritania's military", "Ruritanian soldiers")
    assert not akin("Ruritania's military", "Ruritanian Brotherhood")
    assert not akin("soldiers", "soldiers of fortune")


@pytest.mark.parametrize("example", TABLE["nobody"]["examples"])
def test_names_that_name_nobody(example):
    assert names_nobody(example["name"]) is example["nobody"]
