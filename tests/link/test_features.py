"""Every level of resources/link.toml is found in its own example."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from casus.link.columns import columns, pack
from casus.link.levels import FEATURES
from casus.link.levels import kilometres as kilometres_of_columns
from casus.link.profile import kilometres, profile, profiles
from casus.link.reasons import sentence
from casus.link.setting import load
from casus.model.actor import Actor
from casus.model.codes import Precision, Realis, Scope
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.reference.resources import load_toml

from .factory import actors, claim, days, killed, place, read

BUILD = {
    "days": lambda value: {
        "when": days(*value[:3]) if len(value) > 1 else None,
        **({"scope": Scope.BACKGROUND} if "recalled" in value else {}),
    },
    "place": lambda value: (
        {"quote": value["heard"], "scope": Scope(value.get("scope", "incident"))}
        if "heard" in value
        else {"place": place(**value) if value else None}
    ),
    "front": lambda value: {"place": place(**value)},
    "act": lambda value: (
        {"act": value} if isinstance(value, str) else {"act": value[0], "scope": Scope([*value, "incident"][1])}
    ),
    "perpetrators": lambda value: (
        {"perpetrators": actors(value)}
        if isinstance(value, str)
        else {"act": value[0], "perpetrators": (read(Actor(value[1], id=value[1])),)}
    ),
    "targets": lambda value: {"targets": (read(value),)},
    "killed": lambda value: {"tolls": killed(*value)},
    "injured": lambda value: {"tolls": killed(*value, harm="injured")},
    "weapon": lambda value: {"weapon": read(value)},
    "scope": lambda value: {"scope": Scope(value)},
    "realis": lambda value: {"realis": Realis(value)},
    "quotes": lambda value: {"quote": value},
    "names": lambda value: {"quote": value},
}
UNDATED = Report("r", "", date(2025, 5, 8))
ENTRIES = [
    (feature, level, entry["example"]) for feature in BUILD for level, entry in load_toml("link.toml")[feature].items()
]


@pytest.mark.parametrize(("feature", "level", "example"), ENTRIES, ids=[f"{one[0]}.{one[1]}" for one in ENTRIES])
def test_example_of_each_level(feature, level, example):
    left, right = (
        profile(claim(f"c{side}", f"r{side}", **BUILD[feature](value)), UNDATED, load())
        for side, value in enumerate(example)
    )
    table = columns(pack((left, right)))
    for one, two in ((0, 1), (1, 0)):
        (number,) = FEATURES[feature].find(table, np.array([one]), np.array([two]), load())
        assert FEATURES[feature].levels[number] == level
    for one, two in ((left, right), (right, left)):
        assert sentence(feature, level, one, two)


def test_words_that_recall():
    told = load_toml("link.toml")["recalls"]["examples"]
    assert all(load().recalls.search(example) for example in told)
    assert not load().recalls.search("A bomb at the castle gate kills nine guards")


def test_an_act_that_others_answer_is_news_itself():
    who, whom = actors("Strelsau")[0], read("Zenda")
    words = "Strelsau shells Zenda in response to the attack on the castle gate"
    told = replace(who, span=Span(0, 8)), replace(whom, span=Span(16, 21))
    first = claim("c1", quote=words, perpetrators=told[:1], targets=told[1:])
    second = claim("c2", quote=words, targets=(replace(whom, span=Span(51, 62)),))
    assert not profile(first, UNDATED, load()).recalls
    assert profile(second, UNDATED, load()).recalls


def test_a_later_sentence_recalls_what_its_report_began_with():
    where, when = place("Zenda", country="XA"), days("2025-05-07")
    news = claim("c1", quote="A bomb kills nine guards in Zenda", place=where, when=when)
    known = {"quote": "Strelsau condemns the bombing", "place": where, "when": when}
    later = replace(claim("c2", incident=2, **known), span=Span(40, 70))
    alone, other = claim("c3", "r2", **known), claim("c4", "r3", **{**known, "place": None})
    made = {one.claim_id: one.recalls for one in profiles((later, news, alone, other), {}, load())}
    assert made == {"c1": False, "c2": False, "c3": True, "c4": True}


def test_every_feature_has_its_table_and_its_documentation():
    assert set(FEATURES) == set(load().weights) == set(BUILD)
    assert all(feature.finder.__doc__ for feature in FEATURES.values())
    assert all(set(feature.levels) == set(load().weights[name]) for name, feature in FEATURES.items())


def test_kilometres_of_a_known_distance():
    # One degree of latitude on a sphere of 6371.0088 km is 111.195 km.
    assert kilometres(Place("a", lat=0.0, lon=9.0), Place("b", lat=1.0, lon=9.0)) == pytest.approx(111.195, abs=0.001)
    assert kilometres(Place("a", lat=0.0, lon=9.0), Place("b")) is None
    table = columns(pack(profile(claim("c", place=place("a", lat=at, lon=9.0)), None, load()) for at in (0.0, 1.0)))
    assert kilometres_of_columns(table, np.array([0]), np.array([1]))[0] == pytest.approx(111.195, abs=0.01)


def test_a_place_that_no_gazetteer_lists_is_the_same_with_its_unit_and_without():
    def key(name, known=None):
        where = Place(name, id=known, precision=Precision.EXACT)
        packed = pack(profile(replace(claim("c"), place=Reading(where, name, None, "t")), None, load()) for _ in "1")
        return columns(packed).place_name[0]

    assert key("Arlen Department") == key("Arlen") != key("Orlen")
    assert key("Arlen Department", "geonames:1") != key("Arlen", "geonames:1")
