"""How well an incident stands."""

import pytest

from casus.model.codes import Grade
from casus.reference.resources import load_toml
from casus.weigh.setting import grade_words, is_party, takes_no_side
from casus.weigh.weigh import weigh

from .factory import ARMY, HOSPITAL, REBELS, SYLDAVIA, claim, incident, reports, toll


def graded(*claims):
    made = weigh(incident(*claims), reports(*claims))
    assert made.grade_reasons
    return made.grade.value, made.grade_reasons[0]


CLAIMED = claim("c1", toll(12), source=REBELS, stance="claims_responsibility", by=[REBELS])


def test_every_grade_is_defined():
    assert all(grade_words(one) for one in Grade)


def test_one_interested_origin_is_weak():
    assert graded(CLAIMED) == ("weak", "told by Free Zenda Movement alone: perpetrator's side")


def test_hedged_words_alone_are_weak():
    assert graded(claim("c1", toll(12), hedged=True))[0] == "weak"


def test_one_voice_without_a_stake_is_fair():
    assert graded(claim("c1", toll(12)))[0] == "fair"
    assert graded(claim("c1", toll(12), source=HOSPITAL))[0] == "fair"


def test_admitted_and_told_by_another_is_confirmed():
    assert graded(CLAIMED, claim("c2", toll(12), report="r2")) == ("confirmed", "admitted by Free Zenda Movement")


def test_a_groups_two_mouthpieces_do_not_confirm_one_another():
    twin = claim("c2", toll(12), source=type(REBELS)("Zenda Movement news", parent="t:fzm"), report="r2", by=[REBELS])
    assert graded(CLAIMED, twin)[0] == "weak"


def test_denied_by_a_named_party_is_contested():
    accused = claim("c1", source=ARMY, stance="accuses", by=[SYLDAVIA])
    denied = claim("c2", source=SYLDAVIA, stance="denies", by=[SYLDAVIA])
    assert graded(accused, denied) == ("contested", "Syldavia denies it")


def test_tolls_that_exclude_one_another_are_contested():
    low, high = claim("c1", toll(3), report="r1"), claim("c2", toll(12), report="r2")
    assert graded(low, high) == ("contested", "paper r1: 3 killed; paper r2: 12 killed")
    assert graded(low, claim("c2", toll(3, -1), report="r2"))[0] == "fair"


def test_no_answer_is_no_denial():
    silent = claim("c2", source=SYLDAVIA, stance="no_comment", by=[SYLDAVIA])
    assert graded(claim("c1", toll(7)), silent)[0] == "fair"


def test_asked_and_silent_is_weak():
    assert graded(claim("c1", source=SYLDAVIA, stance="no_comment", by=[SYLDAVIA]))[0] == "weak"


def test_a_claimants_own_side_is_one_voice_whatever_its_name():
    spokesman = claim("c2", source=type(REBELS)("Rupert"), stance="claims_responsibility", by=[REBELS])
    assert graded(CLAIMED, spokesman)[0] == "weak"


def test_who_makes_a_move_has_no_stake_in_telling_it():
    assert graded(claim("c1", source=SYLDAVIA, by=[SYLDAVIA], act="appeal"))[0] == "fair"


def test_only_denied_is_discounted():
    assert graded(claim("c1", source=ARMY, stance="denies")) == (
        "discounted",
        "nobody says that it happened; it is only denied or doubted",
    )


@pytest.mark.parametrize("example", load_toml("policies.toml")["disinterested"]["examples"])
def test_voices_that_take_no_side(example):
    assert takes_no_side(example["source"]) is example["takes_no_side"]


@pytest.mark.parametrize("example", load_toml("policies.toml")["parties"]["examples"])
def test_voices_of_a_side(example):
    assert is_party(example["source"]) is example["party"]


def test_an_armed_groups_word_is_no_free_voice_though_it_names_nobody():
    assert graded(claim("c1", toll(3), source=REBELS)) == (
        "weak",
        "told by Free Zenda Movement alone: party to the fighting",
    )
