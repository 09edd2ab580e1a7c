"""Every level of resources/link.toml is found in its own example."""

import pytest

from casus.link.features import FEATURES
from casus.link.profile import kilometres, profile
from casus.link.setting import load
from casus.model.codes import Realis, Scope
from casus.model.place import Place
from casus.reference.resources import load_toml

from .factory import actors, claim, days, killed, place, read

BUILD = {
    "days": lambda value: {"when": days(*value) if value else None},
    "place": lambda value: {"place": place(**value) if value else None},
    "act": lambda value: {"act": value},
    "perpetrators": lambda value: {"perpetrators": actors(value)},
    "targets": lambda value: {"targets": (read(value),)},
    "killed": lambda value: {"tolls": killed(*value)},
    "injured": lambda value: {"tolls": killed(*value, harm="injured")},
    "weapon": lambda value: {"weapon": read(value)},
    "scope": lambda value: {"scope": Scope(value)},
    "realis": lambda value: {"realis": Realis(value)},
    "quotes": lambda value: {"quote": value},
}
ENTRIES = [
    (feature, level, entry["example"]) for feature in BUILD for level, entry in load_toml("link.toml")[feature].items()
]


@pytest.mark.parametrize(("feature", "level", "example"), ENTRIES, ids=[f"{one[0]}.{one[1]}" for one in ENTRIES])
def test_example_of_each_level(feature, level, example):
    left, right = (
        profile(claim(f"c{side}", f"r{side}", **BUILD[feature](value)), None, load())
        for side, value in enumerate(example)
    )
    for one, two in ((left, right), (right, left)):
        found = FEATURES[feature](one, two, load())
        assert found is not None
        assert found.level == level
        assert found.sentence


def test_every_feature_has_its_table_and_its_documentation():
    assert set(FEATURES) == set(load().weights) == set(BUILD)
    assert all(feature.__doc__ for feature in FEATURES.values())


def test_kilometres_of_a_known_distance():
    # One degree of latitude on a sphere of 6371.0088 km is 111.195 km.
    assert kilometres(Place("a", lat=0.0, lon=9.0), Place("b", lat=1.0, lon=9.0)) == pytest.approx(111.195, abs=0.001)
    assert kilometres(Place("a", lat=0.0, lon=9.0), Place("b")) is None
